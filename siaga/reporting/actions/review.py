"""The review of reports: checked by the sub-district, accepted by the desk, returned, reopened.

    masuk ──► diperiksa ──► diterima (terkunci)
      │           │             │
      └───────────┴─► dikembalikan
      ◄── dibuka kembali ◄──────┘   (dengan alasan)

A step is an UPDATE that holds only while the report is in a state that the step starts from. Nobody reviews their own.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from siaga.access import Actor, Refused, Verb, may, require
from siaga.ledger.recording import Change, action, record, record_bulk
from siaga.reporting.access import acting_grant, visible_submissions
from siaga.reporting.errors import NoneChosen, OwnReport, ReasonMissing, ReportMoved, TooMany
from siaga.reporting.models import ReviewAct, State, Submission
from siaga.reporting.signals import submission_moved

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
        submission.state in step.starts and not is_own(actor, submission) and _verb(actor, step, submission) is not None
    )


def is_own(actor: Actor, submission: Submission) -> bool:
    """Whether the actor sent it."""
    return actor.account_id is not None and actor.account_id == submission.sender_id


def _verb(actor: Actor, step: Step, submission: Submission) -> Verb | None:
    return next((verb for verb in step.verbs if may(actor, verb, submission.unit_place)), None)


@action("report.check")
def check_report(*, actor: Actor, submission: Submission, now: datetime, note: str = "") -> Submission:
    """Say as a second person that the report is right. Raises ``OwnReport``, ``ReportMoved``."""
    return _take(actor, CHECK, submission, now, note.strip()[:REASON])


@action("report.accept")
def accept_report(*, actor: Actor, submission: Submission, now: datetime, note: str = "") -> Submission:
    """Take the report as the desk's: it is locked from then on. Raises ``OwnReport``, ``ReportMoved``."""
    return _take(actor, ACCEPT, submission, now, note.strip()[:REASON])


@action("report.return")
def return_report(*, actor: Actor, submission: Submission, reason: str, now: datetime) -> Submission:
    """Send it back: it stops counting. Raises ``ReasonMissing``, ``OwnReport``, ``ReportMoved``."""
    return _take(actor, RETURN, submission, now, _reason(reason))


@action("report.reopen")
def reopen_report(*, actor: Actor, submission: Submission, reason: str, now: datetime) -> Submission:
    """Undo a check, an acceptance or a return. Raises ``ReasonMissing``, ``OwnReport``, ``ReportMoved``."""
    return _take(actor, REOPEN, submission, now, _reason(reason))


@action("report.check_many")
def check_many(*, actor: Actor, ids: Collection[int], now: datetime) -> int:
    """Check all of these that wait for it and that others sent; how many. Raises ``TooMany``, ``NoneChosen``."""
    return _take_many(actor, CHECK, "report.check_many", ids, now)


@action("report.accept_many")
def accept_many(*, actor: Actor, ids: Collection[int], now: datetime) -> int:
    """Accept all of these that wait for it and that others sent; how many. Raises ``TooMany``, ``NoneChosen``."""
    return _take_many(actor, ACCEPT, "report.accept_many", ids, now)


def open_to(actor: Actor, step: Step, ids: Collection[int]) -> list[Submission]:
    """Of these reports those that the actor may take the step with now (at most ``MANY`` are looked at)."""
    if len(ids) > MANY:
        raise TooMany(MANY)
    seen = visible_submissions(actor, step.verbs[0]).filter(pk__in=ids, state__in=step.starts).order_by("pk")
    return [one for one in seen if may_take(actor, step, one)]


def _reason(text: str) -> str:
    clean = text.strip()
    if not clean or len(clean) > REASON:
        raise ReasonMissing
    return clean


def _take(actor: Actor, step: Step, submission: Submission, now: datetime, reason: str) -> Submission:
    verb = _verb(actor, step, submission)
    if verb is None:
        raise Refused
    found = Submission.objects.filter(pk=submission.pk).first()
    if found is None:
        raise Refused
    require(actor, verb, found.unit_place)
    if is_own(actor, found):
        raise OwnReport
    if found.state not in step.starts:
        raise ReportMoved(found.get_state_display())
    before, was = found.as_fact(), found.state
    if not Submission.objects.filter(pk=found.pk, state=was).update(state=step.to):
        raise ReportMoved(_state_of(found.pk))
    found.state = step.to
    act = _act(actor, verb, found, was, now, reason)
    act.save(force_insert=True)
    record(actor, step.act, found, before=before, after=found.as_fact(), now=now, reason=reason)
    submission_moved.send(sender=Submission, submission=found, act=act, actor=actor, now=now)
    return found


def _state_of(pk: int) -> str:
    return str(Submission.objects.only("state").get(pk=pk).get_state_display())


def _act(actor: Actor, verb: Verb, submission: Submission, before: str, now: datetime, reason: str) -> ReviewAct:
    grant = acting_grant(actor, verb, submission.unit_place)
    return ReviewAct(
        submission=submission,
        at=now,
        before=before,
        after=submission.state,
        actor_id=actor.account_id,
        actor_name=actor.name[:200],
        actor_role=str(grant.role) if grant else "",
        reason=reason,
    )


def _take_many(actor: Actor, step: Step, act: str, ids: Collection[int], now: datetime) -> int:
    verb = step.verbs[0]
    chosen = open_to(actor, step, ids)
    if not chosen:
        raise NoneChosen
    befores = {one.pk: (one.as_fact(), one.state) for one in chosen}
    # One UPDATE: the states were read in this transaction, and whoever was faster since makes the count differ.
    moved = Submission.objects.filter(pk__in=list(befores), state__in=step.starts).update(state=step.to)
    if moved != len(chosen):
        raise ReportMoved(str(step.to.label))
    acts = []
    for one in chosen:
        was = one.state
        one.state = step.to
        acts.append(_act(actor, verb, one, was, now, ""))
    ReviewAct.objects.bulk_create(acts)
    record_bulk(
        actor,
        act,
        [Change(one.fact_type, one.fact_key, one.fact_region, befores[one.pk][0], one.as_fact()) for one in chosen],
        label=str(step.to.label),
        now=now,
    )
    for one, review in zip(chosen, acts, strict=True):
        submission_moved.send(sender=Submission, submission=one, act=review, actor=actor, now=now)
    return len(chosen)
