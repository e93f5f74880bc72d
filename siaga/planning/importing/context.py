"""Which election, and which regency of it, a file of distribution facts is about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from siaga.access import Actor, Place, Verb, inside, scope_of
from siaga.elections.access import access_election
from siaga.elections.errors import ElectionClosed
from siaga.elections.models import Election
from siaga.elections.queries import elections_for
from siaga.intake.errors import ContextProblem
from siaga.intake.importer import ContextField, Importer
from siaga.intake.plan import Context
from siaga.planning.models import PlanKind, plan_place
from siaga.wilayah.models import Level, Region


def _elections(actor: Actor) -> Sequence[tuple[str, str]]:
    return [(election.slug, election.name) for election in elections_for(actor)]


def _regencies(actor: Actor) -> Sequence[tuple[str, str]]:
    scope = scope_of(actor, Verb.PLAN_CHANGE)
    roots = [election.region.code for election in elections_for(actor)]
    rows = Region.objects.filter(level=Level.REGENCY).order_by("code")
    return [
        (one.code, one.title)
        for one in rows
        if scope.reaches(plan_place(PlanKind.DISTRIBUTION, one.code)) and any(inside(one.code, root) for root in roots)
    ]


ELECTION = ContextField(
    name="election",
    label=gettext_lazy("Pemilihan"),
    choices=_elections,
    help=gettext_lazy("Data distribusi berlaku untuk satu pemilihan."),
)
REGENCY = ContextField(
    name="region",
    label=gettext_lazy("Kabupaten/kota"),
    choices=_regencies,
    help=gettext_lazy("Hanya bila pemilihannya lebih luas dari satu kabupaten/kota."),
    required=False,
)


class DistributionImporter(Importer):
    """What the imports of sites, vehicles and travel times share: whose they are, and where."""

    verb = Verb.PLAN_CHANGE

    def place_of(self, region: str) -> Place:
        return plan_place(PlanKind.DISTRIBUTION, region[:5])

    def region_of(self, values: Mapping[str, str]) -> str:
        if chosen := values.get("region", ""):
            return chosen
        code = Election.objects.filter(slug=values.get("election", "")).values_list("region__code", flat=True).first()
        return code or ""


def open_election(context: Context) -> Election:
    """The election that the person chose. Raises Refused, ElectionClosed."""
    election = access_election(context.actor, context.values["election"])
    if election.closed:
        raise ElectionClosed(election.name)
    return election


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
