"""TPS by risk, and one TPS with its reasons, its class given by a person, and its history."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from siaga import clock
from siaga.access import Actor, Refused, Verb, may
from siaga.elections.access import access_election
from siaga.elections.models import Election, PollingStation
from siaga.engines.risk.scheme import number_order
from siaga.kerawanan.access import access_risk_station, visible_mappings
from siaga.kerawanan.actions.overrides import end_override as end_override_action
from siaga.kerawanan.actions.overrides import give_class
from siaga.kerawanan.forms.classes import OverrideForm
from siaga.kerawanan.models import MappedStation, Mapping, Override, RiskClass, risk_place
from siaga.kerawanan.queries import earlier_of
from siaga.kerawanan.reading.lines import Line, answers_of_row, lines_of, names_of, variables_of_mapping
from siaga.kerawanan.views.shared import Here, frame, here_of
from siaga.kerawanan.words import TONES, answer_words, class_words, reasons_words, share_of
from siaga.kit.forms import Consequence, ReasonForm, confirm_page, done, form_page
from siaga.kit.guard import ActorRequest, guarded
from siaga.kit.tables import Column, Empty, Filter, Table
from siaga.kit.words import percent

HISTORY = 30
"""Mappings of a TPS that its page tells of."""


def bounds_words(row: MappedStation) -> str:
    """The low and high bound where something is missing; empty where the score is final."""
    if not row.unknown_count or row.low is None or row.high is None:
        return ""
    return f"{percent(row.low / 1_000_000)}–{percent(row.high / 1_000_000)}"


def ranking_table(here: Here, lines: Sequence[Line]) -> Table:
    districts = sorted({(line.row.district_code, line.district) for line in lines})
    variables = variables_of_mapping(here.mapping).items() if here.mapping else ()
    return Table(
        key="kerawanan-tps",
        title=gettext_lazy("Urutan TPS"),
        columns=[
            Column(key="name", label=gettext_lazy("TPS"), sort=lambda line: line.code, sub="where"),
            Column(key="code", label=gettext_lazy("Kode"), format="code", screen=False),
            Column(key="district", label=gettext_lazy("Kecamatan"), screen=False),
            Column(key="village", label=gettext_lazy("Desa/kelurahan"), screen=False),
            Column(
                key="cls",
                label=gettext_lazy("Kelas"),
                value=lambda line: class_words(line.cls),
                cell="kerawanan/cells/class.html",
                sort=lambda line: (-list(TONES).index(line.cls), line.row.score or 0),
                below=True,
            ),
            Column(
                key="score",
                label=gettext_lazy("Skor"),
                value=lambda line: share_of(line.row.score),
                format="percent",
                sub=lambda line: bounds_words(line.row),
                sort=lambda line: (line.row.score is not None, line.row.score or 0, line.row.low or 0),
            ),
            Column(
                key="low", label=gettext_lazy("Batas bawah"), value=lambda line: share_of(line.row.low),
                format="share", screen=False,
            ),
            Column(
                key="high", label=gettext_lazy("Batas atas"), value=lambda line: share_of(line.row.high),
                format="share", screen=False,
            ),
            Column(
                key="unknown",
                label=gettext_lazy("Belum lapor"),
                value=lambda line: line.row.unknown_count,
                format="number",
                sort=True,
                phone=False,
            ),
            Column(
                key="reason",
                label=gettext_lazy("Alasan"),
                value=lambda line: "; ".join(line.reasons),
                cell="kerawanan/cells/reasons.html",
                phone=False,
            ),
            Column(
                key="computed", label=gettext_lazy("Kelas hitungan"), value=lambda line: class_words(line.row.cls),
                screen=False,
            ),
            Column(
                key="given", label=gettext_lazy("Alasan penetapan petugas"),
                value=lambda line: line.override.reason if line.override else None, screen=False,
            ),
            Column(
                key="yes", label=gettext_lazy("Indikator terjadi"), value=lambda line: ", ".join(line.row.yes),
                screen=False,
            ),
        ],
        filters=[
            Filter(
                key="kelas",
                label=gettext_lazy("Kelas"),
                chips=True,
                choices=[(cls, class_words(cls)) for cls in TONES],
                field="cls",
            ),
            Filter(
                key="kecamatan",
                label=gettext_lazy("Kecamatan"),
                choices=districts,
                field="row.district_code",
            ),
            Filter(
                key="variabel",
                label=gettext_lazy("Variabel terjadi"),
                choices=[(number, f"{number} {name}") for number, name in variables],
                apply=lambda rows, value: [
                    line for line in rows if any(one.partition(".")[0] == value for one in line.row.yes)
                ],
            ),
            Filter(
                key="penetapan",
                label=gettext_lazy("Penetapan"),
                choices=[("petugas", gettext_lazy("Ditetapkan petugas")), ("hitungan", gettext_lazy("Hitungan saja"))],
                apply=lambda rows, value: [
                    line for line in rows if (line.override is not None) == (value == "petugas")
                ],
            ),
        ],
        search=lambda rows, words: [
            line for line in rows if words.lower() in f"{line.name} {line.where} {line.code}".lower()
        ],
        search_label=gettext_lazy("Cari TPS, desa, atau kode"),
        order="-cls",
        row_url=lambda line: reverse("kerawanan:station", args=[here.election.slug, line.code]) + here.query,
        empty=Empty(
            title=gettext_lazy("Belum ada pemetaan"),
            text=gettext_lazy("Urutan TPS tampil setelah kerawanan dipetakan."),
            icon="list",
        ),
    )  # fmt: skip


@guarded(Verb.RISK_VIEW)
def ranking(request: ActorRequest, slug: str, code: str) -> HttpResponseBase:
    here = here_of(request.actor, request, slug, code)
    lines = lines_of(request.actor, here.mapping) if here.mapping else []
    table = ranking_table(here, lines).show(request, lines)
    if answer := table.table.partial(request, table):
        return answer
    return render(request, "kerawanan/stations.html", frame(here, "tps", table=table))


@dataclass(frozen=True, slots=True)
class AnswerLine:
    number: str
    name: str
    weight: int
    answer: bool | None
    said: str


@dataclass(frozen=True, slots=True)
class VariableBlock:
    number: str
    name: str
    answers: tuple[AnswerLine, ...]


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """What one mapping said of the TPS."""

    mapping: Mapping
    row: MappedStation
    election: Election

    @property
    def score(self) -> float | None:
        return share_of(self.row.score)

    @property
    def bounds(self) -> str:
        return bounds_words(self.row)


@guarded(Verb.RISK_VIEW)
def station(request: ActorRequest, slug: str, code: str) -> HttpResponse:
    """One TPS: the class that holds, the computed one, every reason, every answer, and how it came so far."""
    election = access_election(request.actor, slug)
    found = access_risk_station(request.actor, election, code)
    here = here_of(request.actor, request, slug, found.regency_code)
    row = _row(here.mapping, found)
    overrides = list(
        Override.objects.filter(station=found).select_related("account").order_by("-since", "-pk")[:HISTORY]
    )
    standing = next((one for one in overrides if one.stands), None)
    names = names_of(here.mapping) if here.mapping else {}
    return render(
        request,
        "kerawanan/station.html",
        frame(
            here,
            "tps",
            region=found.village,
            station=found,
            row=row,
            score=share_of(row.score) if row else None,
            bounds=bounds_words(row) if row else "",
            cls=standing.cls if standing else row.cls if row else RiskClass.BELUM_DINILAI.value,
            override=standing,
            overrides=overrides,
            reasons=reasons_words(row.reasons, names) if row else [],
            least=class_words(row.least) if row else "",
            most=class_words(row.most) if row else "",
            variables=_blocks(here.mapping, row) if here.mapping and row else [],
            history=_history(request.actor, found),
            past=earlier_of(request.actor, found),
            may_change=here.may_change and may(request.actor, Verb.RISK_CHANGE, risk_place(found.regency_code)),
        ),
    )


def _row(mapping: Mapping | None, found: PollingStation) -> MappedStation | None:
    return None if mapping is None else MappedStation.objects.filter(mapping=mapping, code=found.code).first()


def _blocks(mapping: Mapping, row: MappedStation) -> list[VariableBlock]:
    weights = mapping.criteria["weights"]
    numbers = sorted(weights, key=number_order)
    answers = answers_of_row(row, numbers)
    names = names_of(mapping)
    return [
        VariableBlock(
            variable,
            name,
            tuple(
                AnswerLine(one, names.get(one, ""), weights[one], answers[one], answer_words(answers[one]))
                for one in numbers
                if one.partition(".")[0] == variable
            ),
        )
        for variable, name in variables_of_mapping(mapping).items()
    ]


def _history(actor: Actor, found: PollingStation) -> list[HistoryLine]:
    """The mappings that knew it, then those of its forerunners in earlier elections, as far as the actor sees them."""
    stations, chain = [found.pk], found
    while chain.predecessor_id and len(stations) < 5:
        chain = PollingStation.objects.only("pk", "predecessor_id").get(pk=chain.predecessor_id)
        stations.append(chain.pk)
    rows = (
        MappedStation.objects.filter(station__in=stations, mapping__in=visible_mappings(actor))
        .select_related("mapping__election")
        .order_by("-mapping__at", "-mapping__number")[:HISTORY]
    )
    return [HistoryLine(row.mapping, row, row.mapping.election) for row in rows]


def _asked(request: HttpRequest, actor: Actor, slug: str, code: str) -> tuple[Election, PollingStation, str]:
    election = access_election(actor, slug)
    return (
        election,
        access_risk_station(actor, election, code, Verb.RISK_CHANGE),
        reverse("kerawanan:station", args=[slug, code]),
    )


@guarded(Verb.RISK_CHANGE)
def override(request: ActorRequest, slug: str, code: str) -> HttpResponse:
    """Give another class, with a reason; the computed one stays visible beside it."""
    _election, found, back = _asked(request, request.actor, slug, code)
    standing = Override.objects.filter(station=found, ended_at=None).first()
    form = OverrideForm(
        request.POST or None, initial={"cls": standing.cls, "reason": standing.reason} if standing else None
    )
    if form.is_valid() and form.perform(
        give_class, actor=request.actor, station=found, now=clock.now(), **form.cleaned_data
    ):
        return done(request, back, _("Kelas TPS ditetapkan. Kelas hitungannya tetap tampil di sampingnya."))
    return form_page(
        request,
        form,
        title=_("Tetapkan kelas TPS %(number)03d, %(village)s")
        % {"number": found.number, "village": found.village.name},
        submit=_("Tetapkan kelas"),
        back=back,
        lead=_("Penetapan ini berlaku di atas setiap pemetaan sampai diakhiri, dan tercatat dengan nama Anda."),
        context={"region": found.village},
    )


@guarded(Verb.RISK_CHANGE)
def end_override(request: ActorRequest, slug: str, code: str) -> HttpResponse:
    """The computed class holds again."""
    _election, found, back = _asked(request, request.actor, slug, code)
    standing = (
        Override.objects.filter(station=found, ended_at=None).select_related("station", "election__region").first()
    )
    if standing is None:
        raise Refused
    form = ReasonForm(request.POST or None)
    act: Any = partial(end_override_action, actor=request.actor, override=standing, now=clock.now())
    return confirm_page(
        request,
        lambda: act(reason=form.cleaned_data["reason"]),
        title=_("Akhiri penetapan kelas?"),
        submit=_("Akhiri penetapan"),
        back=back,
        message=_("Kelas hitungan berlaku lagi."),
        consequences=[Consequence(_("Kelas yang ditetapkan sekarang"), class_words(standing.cls))],
        form=form,
    )
