"""How much the classes hang on the weights: which TPS are fragile, which weight moves most."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy

from siaga.access import Verb
from siaga.kerawanan.reading.lines import Line, criteria_of_mapping, lines_of, names_of, table_of_lines
from siaga.kerawanan.views.shared import Here, frame, here_of
from siaga.kerawanan.words import TONES, class_words
from siaga.kit.guard import ActorRequest, guarded
from siaga.kit.tables import Column, Empty, Table

PERCENTS = (10, 25, 50)
SAMPLES = 300
FRAGILE = 0.1


@dataclass(frozen=True, slots=True)
class Ask:
    way: str
    percent: int
    seed: int


@dataclass(frozen=True, slots=True)
class FragileLine:
    line: Line
    share: float
    to: str

    @property
    def cls(self) -> str:
        return self.line.row.cls


@dataclass(frozen=True, slots=True)
class WeightLine:
    number: str
    name: str
    weight: int
    lower: int
    higher: int
    without: int
    doubled: int


def asked_in(request: HttpRequest) -> Ask:
    def number(key: str, plain: int, most: int) -> int:
        raw = request.GET.get(key, "")
        return min(most, int(raw)) if raw.isascii() and raw.isdecimal() and raw.strip("0") else plain

    percent = number("persen", 25, 50)
    way = "bersama" if request.GET.get("cara") == "bersama" else "sendiri"
    return Ask(way, percent if percent in PERCENTS else 25, number("benih", 1, 2**31 - 1))


def _fragile_table(here: Here) -> Table:
    return Table(
        key="rapuh",
        title=gettext_lazy("TPS yang kelasnya rapuh"),
        columns=[
            Column(
                key="name",
                label=gettext_lazy("TPS"),
                value=lambda one: one.line.name,
                sub="line.where",
                sort=lambda one: one.line.code,
            ),
            Column(
                key="code", label=gettext_lazy("Kode"), value=lambda one: one.line.code, format="code", screen=False
            ),
            Column(
                key="cls",
                label=gettext_lazy("Kelas hitungan"),
                value=lambda one: class_words(one.cls),
                cell="kerawanan/cells/class.html",
                sort=lambda one: list(TONES).index(one.cls),
                below=True,
            ),
            Column(
                key="to", label=gettext_lazy("Paling sering menjadi"), value=lambda one: class_words(one.to), below=True
            ),
            Column(
                key="share",
                label=gettext_lazy("Bagian percobaan yang berbeda"),
                format="percent",
                sort=True,
            ),
        ],
        order="-share",
        prefix="r-",
        row_url=lambda one: reverse("kerawanan:station", args=[here.election.slug, one.line.code]) + here.query,
        empty=Empty(
            title=gettext_lazy("Tidak ada TPS yang rapuh"),
            text=gettext_lazy("Kelas semua TPS tetap sama dalam lebih dari sembilan dari sepuluh percobaan."),
            icon="shield-check",
        ),
    )


def _weight_table(percent: int) -> Table:
    return Table(
        key="satu-satu",
        title=gettext_lazy("Satu bobot diubah, yang lain tetap"),
        columns=[
            Column(
                key="name",
                label=gettext_lazy("Indikator"),
                value=lambda one: f"{one.number} {one.name}",
                sort=lambda one: [int(part) if part.isdecimal() else 999 for part in one.number.split(".")],
            ),
            Column(key="weight", label=gettext_lazy("Bobot"), format="number", sort=True, below=True),
            Column(key="lower", label=f"−{percent} %", format="number", sort=True),
            Column(key="higher", label=f"+{percent} %", format="number", sort=True),
            Column(
                key="without",
                label=gettext_lazy("Tanpa"),
                format="number",
                sort=True,
                phone=False,
            ),
            Column(
                key="doubled",
                label=gettext_lazy("Dua kali"),
                format="number",
                sort=True,
                phone=False,
            ),
        ],
        order="",
        prefix="w-",
        per_page=100,
        empty=Empty(title=gettext_lazy("Tidak ada indikator yang berbobot"), icon="list"),
    )


@guarded(Verb.RISK_VIEW)
def sensitivity_page(request: ActorRequest, slug: str, code: str) -> HttpResponseBase:
    here = here_of(request.actor, request, slug, code)
    ask = asked_in(request)
    if here.mapping is None:
        return render(request, "kerawanan/sensitivity.html", frame(here, "kepekaan", ask=ask))
    from siaga.engines.risk.sensitivity import Spread, Within, sensitivity
    from siaga.engines.risk.table import BY_RANK

    lines = lines_of(request.actor, here.mapping)
    scheme = criteria_of_mapping(here.mapping)
    found = sensitivity(
        scheme,
        table_of_lines(lines, scheme.numbers),
        Within(ask.percent) if ask.way == "sendiri" else Spread({10: 400, 25: 100, 50: 25}[ask.percent]),
        samples=SAMPLES,
        seed=ask.seed,
        percent=ask.percent,
    )
    fragile = [
        FragileLine(lines[row], float(found.off[row]), BY_RANK[int(found.to[row])].value)
        for row in found.fragile(FRAGILE)
    ]
    names = names_of(here.mapping)
    by_weight = [
        WeightLine(one.number, names.get(one.number, ""), one.weight, one.lower, one.higher, one.without, one.doubled)
        for one in found.one_by_one
    ]
    fragile_table = _fragile_table(here).show(request, fragile)
    weight_table = _weight_table(ask.percent).show(request, by_weight)
    for shown in (fragile_table, weight_table):
        if answer := shown.table.partial(request, shown):
            return answer
    return render(
        request,
        "kerawanan/sensitivity.html",
        frame(
            here,
            "kepekaan",
            ask=ask,
            percents=PERCENTS,
            samples=SAMPLES,
            total=len(lines),
            mean=found.mean,
            most=found.most,
            usual=found.at_most(0.9),
            fragile=len(fragile),
            fragile_table=fragile_table,
            weight_table=weight_table,
        ),
    )
