"""What distribution plans have of their own on the pages that every kind of plan has."""

from __future__ import annotations

from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from siaga.kit.forms import Consequence
from siaga.kit.templatetags.kit import unbroken
from siaga.kit.words import number
from siaga.planning.models import Plan, PlanKind
from siaga.planning.queries.comparing import Served, compare
from siaga.planning.reading import Sheet, sheet_of
from siaga.planning.views.life import Compared, Life, Moved
from siaga.planning.words import moment_mark, time_span


def follows(plan: Plan) -> list[Consequence]:
    sheet = sheet_of(plan)
    return [
        Consequence(_("Kotak yang diantar"), number(sheet.served_boxes)),
        Consequence(_("Kotak yang belum terlayani"), number(sheet.unserved_boxes)),
        Consequence(_("Rute yang dijalankan"), number(len(sheet.routes))),
    ]


def compared(before: Plan, after: Plan) -> Compared:
    """Figures, and every place that is served otherwise."""
    found = compare(sheet_of(before), sheet_of(after))
    one, other = _figures(found.before), _figures(found.after)
    return Compared(
        figures=[(name, one[name], other[name]) for name in one],
        moved=[
            Moved(
                _("%(n)s tempat dilayani lain, %(s)s tetap") % {"n": number(len(found.lines)), "s": number(found.same)},
                _("Tempat"),
                [(line.name, _served(line.before), _served(line.after)) for line in found.lines],
            )
        ],
    )


def _figures(sheet: Sheet) -> dict[str, str]:
    result = sheet.result
    assert result is not None
    return {
        _("Kotak terlayani"): number(sheet.served_boxes),
        _("Kotak belum terlayani"): number(sheet.unserved_boxes),
        _("Rute"): number(len(sheet.routes)),
        _("Biaya (Rp)"): number(result.cost),
        _("Jarak (km)"): number(result.km),
        _("Tiba terakhir"): moment_mark(result.last_arrival),
        _("Sisa waktu sebelum batas"): time_span(result.margin_minutes),
    }


def _served(one: Served) -> str:
    if one.day is None or one.minute is None:
        return _("tidak dilayani")
    return format_html("{}, {}", one.vehicle, unbroken(moment_mark((one.day, one.minute))))


DISTRIBUTION = Life(
    kind=PlanKind.DISTRIBUTION,
    room="planning",
    computing=gettext_lazy("Mencari rute yang lebih baik: %(spent)s detik berjalan, diberi waktu %(total)s detik."),
    meaning=gettext_lazy("Sejak ini rencana ini yang dijalankan, dan kotak yang lewat waktunya disebut terlambat."),
    message=gettext_lazy("Rencana berlaku. Batas tiba kotak mengikuti rencana ini."),
    follows=follows,
    compare=compared,
)
