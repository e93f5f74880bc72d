"""Who sends a report, and who may correct one."""

from __future__ import annotations

from dataclasses import dataclass

from siaga.access import Actor, Place, Verb, may
from siaga.reporting.access import acting_grant
from siaga.reporting.models import Submission


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sends, in which role, through which door."""

    account_id: int | None
    name: str
    role: str
    agency: str
    channel: str


def sender_of(actor: Actor, place: Place, verb: Verb = Verb.SUBMISSION_SEND) -> Sender:
    """The actor as a sender about a unit at this place; verb: by which it sends."""
    grant = acting_grant(actor, verb, place)
    role, agency = (str(grant.role), grant.agency) if grant else ("", "")
    return Sender(actor.account_id, actor.name[:200], role, agency, str(actor.channel))


def may_correct(actor: Actor, submission: Submission) -> bool:
    """Whoever may send about the unit: its sender, a colleague of the same role or agency, or who reviews there."""
    if not may(actor, Verb.SUBMISSION_SEND, submission.unit_place):
        return False
    if actor.account_id is not None and actor.account_id == submission.sender_id:
        return True
    grant = acting_grant(actor, Verb.SUBMISSION_SEND, submission.unit_place)
    same = grant is not None and (grant.role, grant.agency) == (submission.sender_role, submission.sender_agency)
    return same or may(actor, Verb.SUBMISSION_CHECK, submission.unit_place)
