"""What security plans have of their own on the pages that every kind of plan has."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from siaga.deployment.queries.comparing import compare
from siaga.deployment.reading import Sheet, sheet_of
from siaga.kit.forms import Consequence
from siaga.kit.words import number
from siaga.planning.models import Plan, PlanKind
from siaga.planning.views.life import Compared, Life, Moved


def follows(plan: Plan) -> list[Consequence]:
    figures = sheet_of(plan).figures
    return [
        Consequence(_("Regu yang bertugas"), number(figures["teams"])),
        Consequence(_("Polisi yang ditugaskan"), number(figures["officers"])),
        Consequence(_("Polisi yang masih kurang"), number(figures["missing"])),
    ]


def compared(before: Plan, after: Plan) -> Compared:
    """Figures, TPS in other teams, people who stand elsewhere."""
    found = compare(sheet_of(before), sheet_of(after))
    one, other = _figures(found.before), _figures(found.after)
    return Compared(
        figures=[(name, one[name], other[name]) for name in one],
        moved=[
            Moved(
                _("%(n)s personel bertugas di tempat lain, %(s)s tetap")
                % {"n": number(len(found.people)), "s": number(found.same_people)},
                _("Siapa"),
                [(line.person.title, line.before, line.after) for line in found.people],
            ),
            Moved(
                _("%(n)s TPS dengan regu yang berbeda susunannya, %(s)s tetap")
                % {"n": number(len(found.posts)), "s": number(found.same_posts)},
                _("TPS"),
                [(line.name, line.before, line.after) for line in found.posts],
            ),
        ],
    )


def _figures(sheet: Sheet) -> dict[str, str]:
    figures = sheet.figures
    return {
        _("Regu"): number(figures["teams"]),
        _("TPS yang regunya lengkap"): number(figures["guarded"]),
        _("Polisi bertugas"): number(figures["officers"]),
        _("Polisi kurang"): number(figures["missing"]),
        _("TPS terjangkau cadangan"): number(figures["once"]),
        _("Jarak (km)"): number(figures["km"]),
        _("Aturan dilanggar"): number(figures["broken"]),
    }


DEPLOYMENT = Life(
    kind=PlanKind.DEPLOYMENT,
    room="deployment",
    computing=gettext_lazy(
        "Menyusun regu dan menugaskan personel: %(spent)s detik berjalan, diberi waktu %(total)s detik."
    ),
    meaning=gettext_lazy("Sejak ini rencana ini yang dijalankan; tiap Polsek melihat bagiannya."),
    message=gettext_lazy("Rencana berlaku. Kekurangannya menjadi kendala yang dibahas di rakor."),
    follows=follows,
    compare=compared,
)
