"""The review of reports: checked by the sub-district, accepted by the desk, returned, reopened.

    masuk ──► diperiksa ──► diterima (terkunci)
      │           │             │
      └───────────┴─► dikembalikan
      ◄── dibuka kembali ◄──────┘   (dengan alasan)

A step is an UPDATE that holds only while the report is in a state that the step starts from. Nobody reviews their own.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from siaga.access import Actor, Refused, Verb, require
from siaga.ledger.recording import Change, action, record, record_bulk
from siaga.reporting.access import acting_grant
from siaga.reporting.errors import NoneChosen, OwnReport, ReasonMissing, ReportMoved
from siaga.reporting.models import ReviewAct, Submission
from siaga.reporting.signals import submission_moved
from siaga.reporting.steps import ACCEPT, CHECK, REASON, REOPEN, RETURN, Step, is_own, open_to, verb_for


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


def _reason(text: str) -> str:
    clean = text.strip()
    if not clean or len(clean) > REASON:
        raise ReasonMissing
    return clean


def _take(actor: Actor, step: Step, submission: Submission, now: datetime, reason: str) -> Submission:
    verb = verb_for(actor, step, submission)
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
    # One UPDATE for each state that was read: whoever was faster since makes the count differ.
    moved = 0
    for start in step.starts:
        ids_there = [one.pk for one in chosen if one.state == start]
        moved += Submission.objects.filter(pk__in=ids_there, state=start).update(state=step.to) if ids_there else 0
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
