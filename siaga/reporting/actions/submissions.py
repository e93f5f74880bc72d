"""Reports coming in: stored once whatever the network does; other content under a known number is kept aside."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from siaga.access import Actor, Problem, Refused, Verb, may, require
from siaga.instruments.checks import evaluate
from siaga.lean import Lean
from siaga.ledger.recording import action, nothing_changed, record
from siaga.prepared import Prepared
from siaga.reporting.clocks import is_doubtful, storable
from siaga.reporting.errors import BadInstanceId, CannotSupersede, InstanceTaken, NothingToSupersede, TooManyConflicts
from siaga.reporting.incoming import Report, Understood, cleaned, digest_of, says_nil, understand
from siaga.reporting.models import COUNTING, Conflict, ReviewAct, State, Submission
from siaga.reporting.paying import pay
from siaga.reporting.senders import Sender, may_correct, sender_of
from siaga.reporting.signals import submission_came, submission_moved
from siaga.reporting.versions import version_by_id

__all__ = ["Receipt", "Report", "may_correct", "store_report", "submit_report"]

INSTANCE_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9:._-]{0,79}")
ROWS = Lean(Submission, unique="instance_id")

MOST_CONFLICTS = 20
"""Other contents that are kept under one number: enough for a confused device, too few to fill a disk."""

CORRECTABLE = (State.SENT, State.CHECKED, State.RETURNED)
"""States in which a report may still be corrected."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of a report. submission: the stored one (of the first arrival, for a repeat and a conflict)."""

    outcome: Literal["new", "repeat", "conflict"]
    submission: Submission
    conflict: Conflict | None = None


def submit_report(*, actor: Actor, report: Report, now: datetime) -> Receipt:
    """Store a report. The same number with the same content again changes nothing; with other content it is kept aside.

    What must be looked up and checked is read first, without the database's one write lock; then ``store_report``.
    A device's wrong clock and implausible answers are marked, never refused. Raises ``Refused``, ``UnknownUnit``,
    ``WrongUnit``, ``UnitElsewhere``, ``UnknownInstrument``, ``InstrumentRetired``, ``UnknownVersion``, ``EmptyReport``,
    ``ElectionClosed``, ``NothingToSupersede``, ``CannotSupersede``, ``InstanceTaken``, and what ``from_values`` raises.
    """
    if not INSTANCE_ID.fullmatch(report.instance_id):
        raise BadInstanceId
    try:
        understood = understand(actor, report)
        corrected = _corrected(actor, report, understood)
    except Refused:
        raise
    except Problem:
        # What was stored once stays stored, even if the election was closed or the form retired since.
        if (repeat := _repeated(actor, report)) is not None:
            return repeat
        raise
    sender = sender_of(actor, understood.unit.place)
    submission = submission_of(sender, report, understood, now, previous_answers(report, understood))
    submission.supersedes = corrected
    return store_report(actor=actor, report=report, understood=understood, submission=submission, now=now)


@action("report.submit")
def store_report(
    *, actor: Actor, report: Report, understood: Understood, submission: Submission, now: datetime
) -> Receipt:
    """The writing half of ``submit_report``.

    Raises ``Refused``, ``CannotSupersede``, ``InstanceTaken``, ``TooManyConflicts``.
    """
    require(actor, Verb.SUBMISSION_SEND, submission.unit_place)
    if not ROWS.insert(submission):
        return _answer_again(actor, report, understood, now)
    if submission.supersedes is not None:
        _supersede(actor, submission.supersedes, now)
    record(actor, "report.submit", submission, before=None, after=submission.as_fact(), now=now)
    pay(submission, now)
    submission_came.send(sender=Submission, submission=submission, actor=actor, now=now)
    return Receipt("new", submission)


submit_report.action_name = "report.submit"  # type: ignore[attr-defined]  # it is the reading half of that action


def _corrected(actor: Actor, report: Report, understood: Understood) -> Submission | None:
    """The report that this one corrects, if it names one that may still be corrected."""
    if not report.supersedes:
        return None
    if not INSTANCE_ID.fullmatch(report.supersedes):
        raise NothingToSupersede
    old = Submission.objects.filter(instance_id=report.supersedes).first()
    fits = (
        old is not None
        and old.instance_id != report.instance_id
        and old.election_id == understood.election.pk
        and old.instrument_id == understood.version.instrument_id
        and old.unit_code == understood.unit.code
    )
    if old is None or not fits or not may_correct(actor, old):
        raise NothingToSupersede
    if old.state == State.ACCEPTED:
        raise CannotSupersede(accepted=True)
    if old.state == State.SUPERSEDED:
        raise CannotSupersede(accepted=False)
    return old


def submission_of(
    sender: Sender, report: Report, understood: Understood, now: datetime, previous: Mapping[str, Any] | None
) -> Submission:
    """The row to be: not stored yet. previous: the answers of the unit's last report that counts, for the checks."""
    unit, election, version = understood.unit, understood.election, understood.version
    observed_at = storable(report.observed_at)
    doubt = is_doubtful(observed_at, first=understood.earliest, now=now)
    return ROWS.make(
        instance_id=report.instance_id,
        digest=understood.digest,
        election=election,
        instrument=version.instrument,
        version=version,
        observed_at=observed_at,
        observed_trusted=now if doubt else observed_at,
        clock_doubt=doubt,
        received_at=now,
        sender_id=sender.account_id,
        sender_name=sender.name,
        sender_role=sender.role,
        sender_agency=sender.agency,
        channel=sender.channel,
        device=report.device[:120],
        nil=says_nil(report, understood.values),
        values=understood.values,
        marks=understood.marks + _noticed(understood, report, previous),
        lat=report.lat,
        lon=report.lon,
        state=State.SENT,
        **unit.columns(),
    )


_PREVIOUS: Prepared[Any] = Prepared(
    lambda election, unit, instrument, instance: (
        Submission.objects.filter(
            election=election, unit_code=unit, instrument=instrument, state__in=COUNTING, nil=False
        )
        .exclude(instance_id=instance)
        .order_by("-received_at", "-pk")
        .values_list("values", flat=True)[:1]
    ),
    election=int,
    unit=str,
    instrument=int,
    instance=str,
)


def previous_answers(report: Report, understood: Understood) -> Mapping[str, Any] | None:
    """The answers of the unit's last report that counts, where a check of the form asks for them."""
    if not any(check.get("kind") == "jump" for check in understood.version.checks):
        return None
    return _PREVIOUS.first(
        election=understood.election.pk,
        unit=understood.unit.code,
        instrument=understood.version.instrument_id,
        instance=report.instance_id,
    )


def _noticed(understood: Understood, report: Report, previous: Mapping[str, Any] | None) -> list[dict[str, Any]]:
    """What the plausibility checks of the form notice."""
    if not understood.version.checks or not understood.values:
        return []
    station = understood.unit.station
    spot = (station.lat, station.lon) if station and station.lat is not None and station.lon is not None else None
    where = (report.lat, report.lon) if report.lat is not None and report.lon is not None else None
    return list(evaluate(understood.version.checks, understood.values, previous, spot, where))


def _supersede(actor: Actor, old: Submission, now: datetime) -> None:
    """Let the corrected report stop counting: only while it is neither accepted nor corrected by another."""
    before, was = old.as_fact(), old.state
    if not Submission.objects.filter(pk=old.pk, state=was, state__in=CORRECTABLE).update(state=State.SUPERSEDED):
        raise CannotSupersede(accepted=Submission.objects.filter(pk=old.pk, state=State.ACCEPTED).exists())
    old.state = State.SUPERSEDED
    act = ReviewAct.objects.create(
        submission=old,
        at=now,
        before=was,
        after=State.SUPERSEDED,
        actor_id=actor.account_id,
        actor_name=actor.name[:200],
        actor_role=sender_of(actor, old.unit_place).role,
    )
    record(actor, "report.supersede", old, before=before, after=old.as_fact(), now=now)
    submission_moved.send(sender=Submission, submission=old, act=act, actor=actor, now=now)


def _known(actor: Actor, instance_id: str) -> Submission | None:
    """The report of that number, if it is the actor's own or one that the actor may see."""
    found = Submission.objects.select_related("election").filter(instance_id=instance_id).first()
    if found is None:
        return None
    own = actor.account_id is not None and found.sender_id == actor.account_id
    if not own and not may(actor, Verb.SUBMISSION_VIEW, found.unit_place):
        raise InstanceTaken
    return found


def _repeated(actor: Actor, report: Report) -> Receipt | None:
    """The answer to a repeat that would not be taken today, or None where it is no repeat."""
    found = _known(actor, report.instance_id)
    if found is None or not _same(report, found):
        return None
    return Receipt("repeat", found)


def _same(report: Report, found: Submission) -> bool:
    """Whether the content is that of the stored report, read with the form version that it was stored with."""
    version = version_by_id(found.version_id)
    if report.instrument != version.instrument.name or report.version not in ("", version.version):
        return False
    try:
        values, _marks = cleaned(version, report)
    except Problem:
        return False
    return digest_of(report, version, values) == found.digest


def _answer_again(actor: Actor, report: Report, understood: Understood, now: datetime) -> Receipt:
    """The number is there already: a repeat, or a conflict that is kept for a person."""
    found = _known(actor, report.instance_id)
    if found is None:
        raise InstanceTaken
    if found.digest == understood.digest or _same(report, found):
        nothing_changed()
        return Receipt("repeat", found)
    kept = Conflict.objects.filter(submission=found)
    if not kept.filter(digest=understood.digest).exists() and kept.count() >= MOST_CONFLICTS:
        raise TooManyConflicts
    sender = sender_of(actor, understood.unit.place)
    conflict, new = Conflict.objects.get_or_create(
        submission=found,
        digest=understood.digest,
        defaults={
            "received_at": now,
            "observed_at": storable(report.observed_at),
            "sender_id": sender.account_id,
            "sender_name": sender.name,
            "sender_role": sender.role,
            "sender_agency": sender.agency,
            "channel": sender.channel,
            "device": report.device[:120],
            "content": _content(report, understood),
        },
    )
    if new:
        record(actor, "report.conflict", conflict, before=None, after=conflict.as_fact(), now=now)
    else:
        nothing_changed()
    return Receipt("conflict", found, conflict)


def _content(report: Report, understood: Understood) -> dict[str, Any]:
    """The whole report as plain values, from which it can be submitted again."""
    return {
        "election": report.slug,
        "instrument": report.instrument,
        "version": understood.version.version,
        "unit": report.unit,
        "observed_at": storable(report.observed_at).isoformat(),
        "values": understood.values,
        "nil": report.nil,
        "supersedes": report.supersedes,
        "lat": report.lat,
        "lon": report.lon,
    }
