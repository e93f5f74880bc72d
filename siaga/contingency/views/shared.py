"""What the pages of contingency share: the regency in the address, and whether closed health answers are told."""

from __future__ import annotations

from dataclasses import dataclass

from siaga.access import Actor, Verb, may
from siaga.planning.models import PlanKind, plan_place
from siaga.planning.views import shared


@dataclass(frozen=True, slots=True)
class Here(shared.Here):
    """The election and the regency that a page is about. sees_health: sums of the closed health answers are shown."""

    sees_health: bool


def here_of(actor: Actor, slug: str, code: str, verb: Verb = Verb.PLAN_VIEW) -> Here:
    """Raises Refused for missing and forbidden alike, and for what is no regency."""
    here = shared.here_of(actor, slug, code, verb, PlanKind.CONTINGENCY)
    place = plan_place(PlanKind.CONTINGENCY, here.region.code)
    return Here(
        here.election, here.region, here.may_change, here.sees_region, may(actor, Verb.SUBMISSION_SENSITIVE, place)
    )
