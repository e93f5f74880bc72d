"""The picture on the start page: that of the actor's own region, or the reason why there is none to show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from siaga.access import Actor, Verb, scope_of
from siaga.elections.models import Election
from siaga.kit.guard import ActorRequest
from siaga.kit.tables import ShownTable
from siaga.readiness.access import sees_picture, standing_claims, visible_claims
from siaga.readiness.models import Claim
from siaga.readiness.views.picture import Shown, asked_with_snapshot, children_table, shown_picture

OWN_CLAIMS = 5


@dataclass(frozen=True, slots=True)
class HomePicture:
    """shown: None where nothing is measured yet or the picture is closed.

    closed: an agency to whom the leader has not opened the picture; it sees its own claims instead.
    """

    shown: Shown | None
    children: ShownTable | None
    closed: bool
    claims: tuple[Claim, ...]
    may_claim: bool


def home_picture(request: ActorRequest, election: Election | None, code: str, now: datetime) -> HomePicture | None:
    """The picture of the region of that code; None for those whom no picture concerns (field officers)."""
    actor = request.actor
    if election is None:
        return None
    if sees_picture(actor, election, code):
        shown = shown_picture(actor, election, code, asked_with_snapshot(request, election, now, code), now)
        return HomePicture(shown, children_table(request, shown), False, (), False)
    if scope_of(actor, Verb.PICTURE_OPENED).nothing and scope_of(actor, Verb.PICTURE_VIEW).nothing:
        return None
    return HomePicture(None, None, True, _claims(actor, election), not scope_of(actor, Verb.CLAIM_MAKE).nothing)


def _claims(actor: Actor, election: Election) -> tuple[Claim, ...]:
    if scope_of(actor, Verb.CLAIM_VIEW).nothing:
        return ()
    return tuple(standing_claims(visible_claims(actor, election)).order_by("-stated_at", "-pk")[:OWN_CLAIMS])
