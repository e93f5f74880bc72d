"""What contingency plans have of their own on the pages that every kind of plan has."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from siaga.contingency.queries.comparing import compare
from siaga.contingency.reading import NeedLine, Sheet, sheet_of
from siaga.contingency.receiving import obstacles_of
from siaga.kit.forms import Consequence
from siaga.kit.words import number
from siaga.planning.models import Plan, PlanKind
from siaga.planning.views.life import Compared, Life, Moved


def follows(plan: Plan) -> list[Consequence]:
    sheet = sheet_of(plan)
    found = [
        Consequence(_("Unit yang ditempatkan"), number(len(sheet.given))),
        Consequence(_("TPS yang belum tertutup"), number(sheet.figures["stations_open"])),
        Consequence(_("Kendala yang tercatat di daftar kendala"), number(len(obstacles_of(sheet)))),
    ]
    if sheet.scenario:
        found.append(Consequence(_("Dihitung untuk pengandaian"), sheet.scenario))
    return found


def compared(before: Plan, after: Plan) -> Compared:
    """Figures, needs, units that go elsewhere, and what is open in one of them only."""
    left, right = sheet_of(before), sheet_of(after)
    found = compare(left, right)
    one, other = _figures(left), _figures(right)
    return Compared(
        figures=[
            *((name, one[name], other[name]) for name in one),
            *((name, _need(was), _need(now)) for name, was, now in found.needs),
        ],
        moved=[
            Moved(
                _("%(n)s perubahan penempatan, %(s)s tetap") % {"n": number(len(found.units)), "s": number(found.same)},
                _("Sumber daya"),
                [(line.what, line.before, line.after) for line in found.units],
            )
        ],
        lists=[(_("Tidak tertutup lagi"), found.opened), (_("Sekarang tertutup"), found.closed)],
    )


def _figures(sheet: Sheet) -> dict[str, str]:
    figures = sheet.figures
    return {
        _("Kebutuhan tertutup"): _part(figures["covered"], figures["needs"]),
        _("TPS belum tertutup"): number(figures["stations_open"]),
        _("Unit ditempatkan"): number(figures["given"]),
    }


def _need(line: NeedLine | None) -> str:
    return _part(line.covered, line.stations) if line else "–"


def _part(covered: int, of: int) -> str:
    return f"{number(covered)}/{number(of)}"


CONTINGENCY = Life(
    kind=PlanKind.CONTINGENCY,
    room="contingency",
    computing=gettext_lazy("Mencari penempatan terbaik: %(spent)s detik berjalan, diberi waktu %(total)s detik."),
    meaning=gettext_lazy(
        "Sejak ini penempatan menurut versi ini yang dijalankan; kendala yang tidak ditemukan lagi ditutup."
    ),
    message=gettext_lazy("Rencana berlaku. Yang belum tertutup masuk ke daftar kendala."),
    follows=follows,
    compare=compared,
)
