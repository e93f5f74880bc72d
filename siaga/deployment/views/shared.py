"""What the pages of security plans share: the regency in the address, and how much of it the person sees."""

from __future__ import annotations

from dataclasses import dataclass

from siaga.access import Actor, Refused, Verb, may
from siaga.deployment.access import Sight, sight_of
from siaga.deployment.models import guard_place
from siaga.elections.access import access_election
from siaga.elections.models import Election
from siaga.planning.views.shared import standing_of
from siaga.wilayah.access import access_region
from siaga.wilayah.models import Level, Region

__all__ = ["Here", "here_of", "may_changes", "standing_of", "whole_of"]


@dataclass(frozen=True, slots=True)
class Here:
    """The election and the regency that a page is about."""

    election: Election
    region: Region
    sight: Sight
    may_change: bool
    sees_region: bool


def here_of(actor: Actor, slug: str, code: str) -> Here:
    """For those who see at least the counts. Raises Refused for missing and forbidden alike."""
    election = access_election(actor, slug)
    region = access_region(actor, code, Verb.PLAN_VIEW)
    if region.level != Level.REGENCY or not region.code.startswith(election.region.code):
        raise Refused
    sight = sight_of(actor, election, region.code)
    if not (sight.counts or sight.part):
        raise Refused
    return Here(
        election,
        region,
        sight,
        may_changes(actor, region, election),
        may(actor, Verb.REGION_VIEW, guard_place(region.code)),
    )


def whole_of(actor: Actor, slug: str, code: str, *, change: bool = False, part: bool = False) -> Here:
    """For those who see who stands where: all of it, or with ``part`` their own Polsek's. Raises Refused."""
    here = here_of(actor, slug, code)
    if not (here.sight.whole or (part and here.sight.part)):
        raise Refused
    if change and not may(actor, Verb.GUARD_CHANGE, guard_place(here.region.code)):
        raise Refused
    return here


def may_changes(actor: Actor, region: Region, election: Election) -> bool:
    return not election.closed and may(actor, Verb.GUARD_CHANGE, guard_place(region.code))
