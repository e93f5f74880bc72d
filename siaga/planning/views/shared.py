"""What the pages of plans share: the regency in the address, and who may change its plans."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from siaga.access import Actor, Refused, Verb, may
from siaga.elections.models import Election
from siaga.planning.access import regency_of
from siaga.planning.models import CHANGING, Plan, PlanKind, plan_place
from siaga.wilayah.models import Region


@dataclass(frozen=True, slots=True)
class Here:
    """The election and the regency that a page is about."""

    election: Election
    region: Region
    may_change: bool
    sees_region: bool


def here_of(
    actor: Actor, slug: str, code: str, verb: Verb = Verb.PLAN_VIEW, kind: PlanKind = PlanKind.DISTRIBUTION
) -> Here:
    """The regency for who holds the verb over its plans of a kind. Raises Refused for missing and forbidden alike."""
    election, region = regency_of(actor, slug, code)
    place = plan_place(kind, region.code)
    if not may(actor, verb, place):
        raise Refused
    return Here(election, region, may_changes(actor, kind, region, election), may(actor, Verb.REGION_VIEW, place))


def may_changes(actor: Actor, kind: PlanKind, region: Region, election: Election) -> bool:
    return not election.closed and may(actor, CHANGING[kind], plan_place(kind, region.code))


STATUS = {"antre": "menunggu", "dihitung": "berjalan", "selesai": "selesai", "gagal": "terhambat"}
"""State of a plan → status chip of the kit."""


def standing_of(plan: Plan) -> tuple[str, str]:
    """Chip and word of a version: in force above all."""
    if plan.in_force:
        return "siap", _("Berlaku")
    return STATUS[plan.state], str(plan.get_state_display())
