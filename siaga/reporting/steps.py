"""The steps of review: by whom, from which state to which; and what is open to whom now."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from siaga.access import Actor, Verb, may
from siaga.reporting.access import visible_submissions
from siaga.reporting.errors import TooMany
from siaga.reporting.models import Conflict, State, Submission

MANY = 500
"""How many reports one act may check or accept."""
REASON = 400


@dataclass(frozen=True, slots=True)
class Step:
    """verbs: any of them at the unit's place. starts: states that it starts from."""

    act: str
    verbs: tuple[Verb, ...]
    starts: tuple[State, ...]
    to: State


CHECK = Step("report.check", (Verb.SUBMISSION_CHECK,), (State.SENT,), State.CHECKED)
ACCEPT = Step("report.accept", (Verb.SUBMISSION_ACCEPT,), (State.SENT, State.CHECKED), State.ACCEPTED)
RETURN = Step(
    "report.return",
    (Verb.SUBMISSION_CHECK, Verb.SUBMISSION_ACCEPT),
    (State.SENT, State.CHECKED),
    State.RETURNED,
)
REOPEN = Step("report.reopen", (Verb.SUBMISSION_ACCEPT,), (State.CHECKED, State.ACCEPTED, State.RETURNED), State.SENT)
STEPS = (CHECK, ACCEPT, RETURN, REOPEN)


def may_take(actor: Actor, step: Step, submission: Submission) -> bool:
    """Whether the step is open to the actor now; what the page offers."""
    return (
        submission.state in step.starts
        and not is_own(actor, submission)
        and verb_for(actor, step, submission) is not None
    )


def is_own(actor: Actor, submission: Submission) -> bool:
    """Whether the actor sent it."""
    return actor.account_id is not None and actor.account_id == submission.sender_id


def verb_for(actor: Actor, step: Step, submission: Submission) -> Verb | None:
    """The verb under which the actor may take the step there, or None."""
    return next((verb for verb in step.verbs if may(actor, verb, submission.unit_place)), None)


def open_to(actor: Actor, step: Step, ids: Collection[int]) -> list[Submission]:
    """Of these reports those that the actor may take the step with now (at most ``MANY`` are looked at)."""
    if len(ids) > MANY:
        raise TooMany(MANY)
    seen = visible_submissions(actor, step.verbs[0]).filter(pk__in=ids, state__in=step.starts).order_by("pk")
    return [one for one in seen if may_take(actor, step, one)]


def may_resolve(actor: Actor, conflict: Conflict) -> bool:
    """Who reviews reports there resolves their conflicts; nobody judges between their own words and another's."""
    place = conflict.submission.unit_place
    reviews = may(actor, Verb.SUBMISSION_CHECK, place) or may(actor, Verb.SUBMISSION_ACCEPT, place)
    return not conflict.resolution and reviews and not is_involved(actor, conflict)


def is_involved(actor: Actor, conflict: Conflict) -> bool:
    """Whether the actor sent one of the two."""
    return actor.account_id is not None and actor.account_id in (conflict.sender_id, conflict.submission.sender_id)


def about_another(conflict: Conflict) -> bool:
    """Whether the second content is about something else than the first: a number used twice, no correction."""
    first, said = conflict.submission, conflict.content
    about = (first.election.slug, first.instrument.name, first.unit)
    return about != (said.get("election"), said.get("instrument"), said.get("unit"))
