"""What the pages of contingency share: the regency in the address, and who may change its plans."""

from __future__ import annotations

from dataclasses import dataclass

from siaga.access import Actor, Refused, Verb, may
from siaga.elections.access import access_election
from siaga.elections.models import Election
from siaga.planning.models import PlanKind, plan_place
from siaga.wilayah.access import access_region
from siaga.wilayah.models import Level, Region


@dataclass(frozen=True, slots=True)
class Here:
    """The election and the regency that a page is about. sees_health: sums of the closed health answers are shown."""

    election: Election
    region: Region
    may_change: bool
    sees_region: bool
    sees_health: bool


def here_of(actor: Actor, slug: str, code: str, verb: Verb = Verb.PLAN_VIEW) -> Here:
    """Raises Refused for missing and forbidden alike, and for what is no regency."""
    election = access_election(actor, slug)
    region = access_region(actor, code, Verb.PLAN_VIEW)
    place = plan_place(PlanKind.CONTINGENCY, region.code)
    inside = region.code.startswith(election.region.code)
    if region.level != Level.REGENCY or not inside or not may(actor, verb, place):
        raise Refused
    return Here(
        election,
        region,
        may_changes(actor, region, election),
        may(actor, Verb.REGION_VIEW, place),
        may(actor, Verb.SUBMISSION_SENSITIVE, place),
    )


def may_changes(actor: Actor, region: Region, election: Election) -> bool:
    return not election.closed and may(actor, Verb.PLAN_CHANGE, plan_place(PlanKind.CONTINGENCY, region.code))
