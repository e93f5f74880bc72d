"""What the pages of security plans share: the regency in the address, and how much of it the person sees."""

from __future__ import annotations

from dataclasses import dataclass

from siaga.access import Actor, Refused, Verb, may
from siaga.deployment.access import Sight, sight_of
from siaga.deployment.models import guard_place
from siaga.planning.access import regency_of
from siaga.planning.models import PlanKind
from siaga.planning.views import shared


@dataclass(frozen=True, slots=True)
class Here(shared.Here):
    """The election and the regency that a page is about."""

    sight: Sight


def here_of(actor: Actor, slug: str, code: str) -> Here:
    """For those who see at least the counts. Raises Refused for missing and forbidden alike."""
    election, region = regency_of(actor, slug, code)
    sight = sight_of(actor, election, region.code)
    if not (sight.counts or sight.part):
        raise Refused
    return Here(
        election,
        region,
        shared.may_changes(actor, PlanKind.DEPLOYMENT, region, election),
        may(actor, Verb.REGION_VIEW, guard_place(region.code)),
        sight,
    )


def whole_of(actor: Actor, slug: str, code: str, *, change: bool = False, part: bool = False) -> Here:
    """For those who see who stands where: all of it, or with ``part`` their own Polsek's. Raises Refused."""
    here = here_of(actor, slug, code)
    if not (here.sight.whole or (part and here.sight.part)):
        raise Refused
    if change and not may(actor, Verb.GUARD_CHANGE, guard_place(here.region.code)):
        raise Refused
    return here
