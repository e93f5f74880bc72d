"""What the picture does when a report comes or moves: two lean inserts inside the report's own transaction."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Any

from django.db import transaction

from siaga.access import Actor
from siaga.elections.models import Election
from siaga.ledger.recording import Change, record_bulk
from siaga.readiness.models import Claim, Indicator, PictureState, Reading
from siaga.readiness.readings import READINGS, history_of, indicators_of, make_reading, step_of
from siaga.readiness.sheets import NEW, was_of
from siaga.reporting.models import COUNTING, ReviewAct, Submission
from siaga.statements import Statement, database


def on_submission_came(*, submission: Submission, actor: Actor, now: datetime, **_signal: Any) -> None:
    """Receiver of ``submission_came``."""
    scored = indicators_of(submission.election_id, submission.instrument_id)
    if scored:
        READINGS.insert(make_reading(submission, scored, history_of(submission, ())))
        _touch(submission, NEW)
    from siaga.readiness.claiming import claim_of_report

    claim_of_report(submission, actor, now)


def on_submission_moved(*, submission: Submission, act: ReviewAct, **_signal: Any) -> None:
    """Receiver of ``submission_moved``."""
    reading = Reading.objects.filter(submission=submission.pk).first()
    if reading is None:
        scored = indicators_of(submission.election_id, submission.instrument_id)
        if scored:
            acts = ReviewAct.objects.filter(submission=submission.pk).order_by("pk")
            make_reading(submission, scored, history_of(submission, acts)).save()
            _touch(submission, NEW)
        return
    was = was_of(reading.counting, reading.sure)
    step = step_of(act, submission.sender_role, reading.sure)
    reading.history = [*reading.history, step]
    reading.moved_us = max(reading.moved_us, step[0])
    reading.counting, reading.sure = step[1] in COUNTING, bool(step[2])
    reading.save(update_fields=["history", "moved_us", "counting", "sure"])
    if was_of(reading.counting, reading.sure) != was:
        _touch(submission, was)


def on_roster_changed(*, election: Election, **_signal: Any) -> None:
    """Receiver of ``roster_changed``: other units are expected; stations may have other codes."""
    ask_rebuild(election.pk, recode=True)


def on_region_recoded(*, codes: dict[int, tuple[str, str]], **_signal: Any) -> None:
    """Receiver of ``region_recoded``: readings follow their submissions, which follow the regions."""
    if codes:
        PictureState.objects.update(rebuild=True, recode=True)


def on_election_founded(*, election: Election, actor: Actor, now: datetime, **_signal: Any) -> None:
    """Receiver of ``election_founded``: the standard indicators of the shipped instruments."""
    from siaga.instruments.library import ensure_shipped
    from siaga.readiness.actions.indicators import install_standard_indicators

    ensure_shipped(actor, now)
    install_standard_indicators(actor=actor, election=election, now=now)


def on_election_leaving(*, election: Election, actor: Actor, now: datetime, **_signal: Any) -> None:
    """Receiver of ``election_leaving``: the indicators go along, unless somebody has reported or claimed."""
    if Submission.objects.filter(election=election).exists() or Claim.objects.filter(election=election).exists():
        return
    rows = Indicator.objects.filter(election=election).select_related("election__region")
    changes = [Change(one.fact_type, one.fact_key, one.fact_region, one.as_fact(), None) for one in rows]
    if changes:
        record_bulk(actor, "indicator.remove", changes, label=election.name, now=now)
        rows.delete()


def ask_rebuild(election: int, *, recode: bool = False, terms: bool = False) -> None:
    """Have the tallies made anew at the next look; inside the transaction of what makes it necessary."""
    with transaction.atomic():
        state, _made = PictureState.objects.select_for_update().get_or_create(election_id=election)
        state.rebuild = True
        state.recode = state.recode or recode
        if terms:
            state.terms = secrets.randbits(62)
        state.save()


_TOUCH = Statement("INSERT INTO readiness_touched (election_id, submission_id, unit_code, was) VALUES (%s, %s, %s, %s)")


def _touch(submission: Submission, was: int) -> None:
    _TOUCH.changed(database(), [submission.election_id, submission.pk, submission.unit_code, was])
