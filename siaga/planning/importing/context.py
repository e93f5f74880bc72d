"""Which election, and which regency of it, a file of what plans are made from is about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from siaga.access import Actor, Place, Verb, inside, scope_of
from siaga.elections.choosing import election_field
from siaga.elections.models import Election
from siaga.elections.queries import elections_for
from siaga.intake.errors import ContextProblem
from siaga.intake.importer import ContextField, Importer
from siaga.intake.plan import Context
from siaga.planning.models import CHANGING, PlanKind, plan_place
from siaga.wilayah.models import Level, Region


def regency_field(kind: PlanKind) -> ContextField:
    """The regencies whose plans of the kind the person may change."""

    def regencies(actor: Actor) -> Sequence[tuple[str, str]]:
        scope = scope_of(actor, CHANGING[kind])
        roots = [election.region.code for election in elections_for(actor)]
        return [
            (one.code, one.title)
            for one in Region.objects.filter(level=Level.REGENCY).order_by("code")
            if scope.reaches(plan_place(kind, one.code)) and any(inside(one.code, root) for root in roots)
        ]

    return ContextField(
        name="region",
        label=gettext_lazy("Kabupaten/kota"),
        choices=regencies,
        help=gettext_lazy("Hanya bila pemilihannya lebih luas dari satu kabupaten/kota."),
        required=False,
    )


class PlanImporter(Importer):
    """What the imports of what a plan is made from share: whose they are, and where."""

    plan_kind: ClassVar[PlanKind]

    def place_of(self, region: str) -> Place:
        return plan_place(self.plan_kind, region[:5])

    def region_of(self, values: Mapping[str, str]) -> str:
        if chosen := values.get("region", ""):
            return chosen
        code = Election.objects.filter(slug=values.get("election", "")).values_list("region__code", flat=True).first()
        return code or ""


ELECTION = election_field(gettext_lazy("Data distribusi berlaku untuk satu pemilihan."))
REGENCY = regency_field(PlanKind.DISTRIBUTION)


class DistributionImporter(PlanImporter):
    """What distribution plans are made from."""

    plan_kind = PlanKind.DISTRIBUTION
    verb = Verb.PLAN_CHANGE


def regency_of(context: Context, election: Election) -> Region:
    """The regency that the person chose, or the election's own. Raises ContextProblem."""
    chosen = context.values.get("region", "")
    if not chosen and election.region.level == Level.REGENCY:
        return election.region
    region = Region.objects.filter(code=chosen, level=Level.REGENCY).first() if chosen else None
    if region is None or not inside(region.code, election.region.code):
        raise ContextProblem(
            _("Kabupaten/kota belum dipilih.")
            if not chosen
            else _("%(code)s di luar pemilihan ini.") % {"code": chosen},
            _("Pilih kabupaten/kota yang datanya ada dalam berkas ini."),
            field="region",
        )
    return region
