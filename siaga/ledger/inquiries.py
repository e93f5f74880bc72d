"""Verifications that people ask for: one at a time, in the background, with progress and the last result kept.

These rows are the ledger's own working notes, not facts; so they are written here and not by an action.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import Q

from siaga.access import Actor, Refused, Verb, scope_of
from siaga.ledger.checkpoints import take_checkpoint
from siaga.ledger.errors import AlreadyRunning, NothingYet
from siaga.ledger.models import Checkpoint, RunState, VerificationRun
from siaga.ledger.verification import verify

SILENT = timedelta(minutes=2)
"""A running verification that gave no sign for so long has lost its worker."""
PATIENCE = timedelta(minutes=10)
"""So long a verification waits for a worker before another one may be asked for."""

Clock = Callable[[], datetime]


def ask_for_verification(*, actor: Actor, now: datetime) -> VerificationRun:
    """Note that the actor wants the whole ledger verified; the caller hands it to the worker.

    Raises Refused for actors who may not read the ledger, AlreadyRunning while another one is under way.
    """
    if scope_of(actor, Verb.LEDGER_VIEW).nothing:
        raise Refused
    with transaction.atomic():
        give_up_lost_runs(now)
        if VerificationRun.objects.filter(state__in=[RunState.WAITING, RunState.RUNNING]).exists():
            raise AlreadyRunning
        return VerificationRun.objects.create(
            asked_at=now, asked_by_id=actor.account_id, asked_by_name=actor.name[:200], state=RunState.WAITING
        )


def give_up_lost_runs(now: datetime) -> int:
    """Mark verifications whose worker is gone; returns how many."""
    lost = Q(state=RunState.RUNNING, heartbeat__lt=now - SILENT) | Q(
        state=RunState.WAITING, asked_at__lt=now - PATIENCE
    )
    return VerificationRun.objects.filter(lost).update(state=RunState.LOST, finished_at=now)


def run_verification(run_id: int, clock: Clock) -> None:
    """Verify for a waiting run, show the progress, keep the result. Does nothing if somebody else took the run."""
    claimed = VerificationRun.objects.filter(pk=run_id, state=RunState.WAITING)
    if not claimed.update(state=RunState.RUNNING, heartbeat=clock()):
        return
    with _beating(run_id, clock) as progress:
        report = verify(progress)
    VerificationRun.objects.filter(pk=run_id).update(
        state=RunState.DONE, finished_at=clock(), heartbeat=clock(), result=report.as_dict()
    )


def make_checkpoint(*, actor: Actor, now: datetime) -> Checkpoint:
    """A checkpoint on demand. Raises Refused, or NothingYet for a ledger without entries."""
    if scope_of(actor, Verb.LEDGER_VIEW).nothing:
        raise Refused
    made = take_checkpoint(now)
    if made is None:
        raise NothingYet
    return made


@contextmanager
def _beating(run_id: int, clock: Clock) -> Iterator[Callable[[str, int, int], None]]:
    """Writes the progress once a second through a connection of its own: the verification reads a steady view."""
    now_at: dict[str, str | int] = {}
    stop = threading.Event()

    def beat() -> None:
        try:
            while not stop.wait(1.0):
                VerificationRun.objects.filter(pk=run_id).update(heartbeat=clock(), **now_at)
        finally:
            connection.close()

    def progress(step: str, done: int, total: int) -> None:
        now_at.update(step=step, done=done, total=total)

    thread = threading.Thread(target=beat, daemon=True)
    thread.start()
    try:
        yield progress
    finally:
        stop.set()
        thread.join()
