"""Two mappings side by side."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from siaga.access import Verb
from siaga.engines.risk.scheme import RiskClass
from siaga.kerawanan.models import Mapping
from siaga.kerawanan.reading.lines import class_counts
from siaga.kerawanan.reading.moves import Compared, MoveLine, compared
from siaga.kerawanan.views.shared import Here, frame, here_of
from siaga.kerawanan.words import CAUSES, TONES, answer_words, class_words
from siaga.kit.guard import ActorRequest, guarded
from siaga.kit.tables import Column, Empty, Filter, Table


@dataclass(frozen=True, slots=True)
class Cell:
    count: int
    same: bool
    heavier: bool
    lighter: bool


@dataclass(frozen=True, slots=True)
class MatrixRow:
    cls: str
    words: str
    cells: tuple[Cell, ...]
    total: int


def changes_words(one: MoveLine) -> list[str]:
    """Which answers changed, and how."""
    return [
        _("%(number)s: %(before)s → %(after)s")
        % {
            "number": change.number,
            "before": answer_words(change.before),
            "after": answer_words(change.after),
        }
        for change in one.move.changes
    ]


def causes_words(one: MoveLine) -> str:
    return ", ".join(str(CAUSES[cause]) for cause in one.move.causes)


def _table(here: Here) -> Table:
    classes = [(cls, class_words(cls)) for cls in TONES]
    return Table(
        key="berpindah",
        title=gettext_lazy("TPS yang berganti kelas"),
        columns=[
            Column(
                key="name",
                label=gettext_lazy("TPS"),
                value=lambda one: one.line.name,
                sub="line.where",
                sort=lambda one: one.code,
            ),
            Column(key="code", label=gettext_lazy("Kode"), format="code", screen=False),
            Column(
                key="before",
                label=gettext_lazy("Dari"),
                value=lambda one: class_words(one.before),
                cell="kerawanan/cells/class_before.html",
                sort=lambda one: list(TONES).index(one.before),
            ),
            Column(
                key="after",
                label=gettext_lazy("Menjadi"),
                value=lambda one: class_words(one.after),
                cell="kerawanan/cells/class_after.html",
                sort=lambda one: list(TONES).index(one.after),
            ),
            Column(
                key="why",
                label=gettext_lazy("Sebab"),
                value=causes_words,
                sub=lambda one: "; ".join(changes_words(one)[:6]),
                phone=False,
            ),
            Column(
                key="changes",
                label=gettext_lazy("Jawaban yang berubah"),
                value=lambda one: "; ".join(changes_words(one)),
                screen=False,
            ),
        ],
        filters=[
            Filter(
                key="ke-kelas",
                label=gettext_lazy("Menjadi"),
                choices=classes,
                field="after",
            ),
            Filter(
                key="dari-kelas",
                label=gettext_lazy("Dari"),
                choices=classes,
                field="before",
            ),
            Filter(
                key="sebab",
                label=gettext_lazy("Sebab"),
                choices=[(cause.value, words) for cause, words in CAUSES.items()],
                apply=lambda rows, value: [one for one in rows if value in {cause.value for cause in one.move.causes}],
            ),
        ],
        order="after",
        row_url=lambda one: reverse("kerawanan:station", args=[here.election.slug, one.code]),
        empty=Empty(
            title=gettext_lazy("Tidak ada TPS yang berganti kelas"),
            text=gettext_lazy("Kelas setiap TPS sama dalam kedua pemetaan."),
            icon="git-compare",
        ),
    )


def _cell(found: Compared, order: list[RiskClass], before: RiskClass, after: RiskClass) -> Cell:
    known = RiskClass.BELUM_DINILAI not in (before, after)
    up = order.index(after) < order.index(before)
    return Cell(
        found.what.matrix[before, after], before is after, known and up, known and before is not after and not up
    )


def matrix_of(found: Compared) -> list[MatrixRow]:
    """From (rows) to (columns), the heaviest class first."""
    order = [RiskClass(cls) for cls in class_counts(())]
    rows = []
    for before in order:
        cells = tuple(_cell(found, order, before, after) for after in order)
        rows.append(MatrixRow(before.value, class_words(before.value), cells, sum(cell.count for cell in cells)))
    return rows


def pair_of(request: HttpRequest, here: Here) -> tuple[Mapping, Mapping] | None:
    """The two that the address names; else the newest and the one before it. None where there are not two."""
    after = _numbered(request, here, "ke") or here.newest
    if after is None:
        return None
    before = _numbered(request, here, "dari") or here.rows.filter(number__lt=after.number).first()
    before = before or here.rows.exclude(pk=after.pk).first()
    return None if before is None else (before, after)


def _numbered(request: HttpRequest, here: Here, key: str) -> Mapping | None:
    raw = request.GET.get(key, "")
    known = raw.isascii() and raw.isdecimal() and len(raw) < 10
    return here.rows.filter(number=int(raw)).first() if known else None


@guarded(Verb.RISK_VIEW)
def compare(request: ActorRequest, slug: str, code: str) -> HttpResponseBase:
    here = here_of(request.actor, request, slug, code)
    pair = pair_of(request, here)
    if pair is None:
        return render(request, "kerawanan/compare.html", frame(here, "banding", found=None))
    before, after = pair
    found = compared(request.actor, before, after)
    table = _table(here).show(request, found.moves)
    if answer := table.table.partial(request, table):
        return answer
    matrix = matrix_of(found)
    columns = [(cls, class_words(cls)) for cls in class_counts(())]
    return render(
        request,
        "kerawanan/compare.html",
        frame(
            here,
            "banding",
            found=found,
            versions=here.versions(),
            before=before,
            after=after,
            table=table,
            matrix=matrix,
            columns=columns,
            sums=[sum(row.cells[place].count for row in matrix) for place in range(len(columns))],
            total=sum(row.total for row in matrix),
            heavier=sum(one.move.heavier for one in found.moves),
        ),
    )
