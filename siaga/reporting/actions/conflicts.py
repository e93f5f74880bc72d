"""A person says which of two reports under one number is right; the other stays to be read."""

from __future__ import annotations

from datetime import datetime

from siaga.access import Actor, Refused, Verb, may
from siaga.ledger.recording import action, record
from siaga.reporting.actions.submissions import (
    CORRECTABLE,
    ROWS,
    Report,
    _supersede,
    previous_answers,
    submission_of,
)
from siaga.reporting.errors import AboutAnother, CannotSupersede, ConflictResolved, OwnReport, ReasonMissing
from siaga.reporting.incoming import understand
from siaga.reporting.models import Conflict, Resolution, State, Submission
from siaga.reporting.paying import pay
from siaga.reporting.senders import Sender
from siaga.reporting.signals import submission_came
from siaga.reporting.steps import REASON, about_another, is_involved


@action("report.resolve")
def resolve_conflict(
    *, actor: Actor, conflict: Conflict, take_second: bool, reason: str, now: datetime
) -> Submission | None:
    """Keep the first report, or let the second become its correction (which is returned), with a reason.

    The correction is its sender's, not the actor's, and starts to count now. Raises ``ReasonMissing``,
    ``ConflictResolved``, ``CannotSupersede`` (the first is accepted, or corrected already), ``OwnReport``,
    ``AboutAnother`` (the second is about another unit, instrument or election).
    """
    found = (
        Conflict.objects.select_related("submission__election", "submission__instrument").filter(pk=conflict.pk).first()
    )
    place = found.submission.unit_place if found else None
    if found is None or place is None:
        raise Refused
    if not (may(actor, Verb.SUBMISSION_CHECK, place) or may(actor, Verb.SUBMISSION_ACCEPT, place)):
        raise Refused
    if is_involved(actor, found):
        raise OwnReport
    clean = reason.strip()
    if not clean or len(clean) > REASON:
        raise ReasonMissing
    before = found.as_fact()
    said = {
        "resolution": Resolution.TOOK_SECOND if take_second else Resolution.KEPT_FIRST,
        "resolved_at": now,
        "resolved_by": actor.name[:200],
        "reason": clean,
    }
    if not Conflict.objects.filter(pk=found.pk, resolution="").update(**said):
        raise ConflictResolved
    for name, value in said.items():
        setattr(found, name, value)
    record(actor, "report.resolve", found, before=before, after=found.as_fact(), now=now, reason=clean)
    return _take(actor, found, now) if take_second else None


def _take(actor: Actor, conflict: Conflict, now: datetime) -> Submission:
    first, said = conflict.submission, conflict.content
    if about_another(conflict):
        raise AboutAnother
    if first.state not in CORRECTABLE:
        raise CannotSupersede(accepted=first.state == State.ACCEPTED)
    report = Report(
        instance_id=f"bentrok:{conflict.pk}",
        election=said["election"],
        instrument=said["instrument"],
        unit=said["unit"],
        observed_at=conflict.observed_at,
        values=said["values"],
        version=said["version"],
        device=conflict.device,
        nil=said["nil"],
        supersedes=first.instance_id,
        lat=said["lat"],
        lon=said["lon"],
    )
    sender = Sender(
        conflict.sender_id, conflict.sender_name, conflict.sender_role, conflict.sender_agency, conflict.channel
    )
    understood = understand(actor, report)
    submission = submission_of(sender, report, understood, now, previous_answers(report, understood))
    submission.supersedes = first
    if not ROWS.insert(submission):
        raise ConflictResolved
    _supersede(actor, first, now)
    record(actor, "report.submit", submission, before=None, after=submission.as_fact(), now=now)
    pay(submission, now)
    submission_came.send(sender=Submission, submission=submission, actor=actor, now=now)
    return submission
