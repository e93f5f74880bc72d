"""What has to happen by itself: seals, checkpoints, expiry, stale tasks, a sign of life. Idempotent."""

from __future__ import annotations

import json
import logging
import os
import socket
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import transaction
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from siaga.access import SYSTEM
from siaga.intake.actions import KEEP_FILES, forget_file
from siaga.intake.queries import files_to_forget
from siaga.ledger.checkpoints import checkpoint_if_due
from siaga.ledger.sealing import seal_all
from siaga.reporting.expected import ensure_expected

logger = logging.getLogger("siaga.clockwork")

STALE_AFTER = timedelta(hours=2)
"""A task that has been running longer than this has lost its worker: no task of ours takes an hour."""
KEEP_RESULTS = timedelta(days=30)
ATTEMPTS = 3
_BATCH = 500


def worker_name() -> str:
    """Of the one worker on this machine; prefix of the ids under which it claims tasks."""
    return socket.gethostname()[:40]


def seal(now: datetime) -> int:
    """Seal every entry that waits; returns how many."""
    return seal_all()


def checkpoint(now: datetime) -> int:
    """Take the checkpoint of the day, once; returns how many were taken."""
    return 0 if checkpoint_if_due(now) is None else 1


def forget_expired_sessions(now: datetime) -> int:
    """Remove sessions that have run out, and their lines in the sessions list."""
    from allauth.usersessions.models import UserSession

    gone = list(Session.objects.filter(expire_date__lt=now).values_list("session_key", flat=True)[:5000])
    for start in range(0, len(gone), _BATCH):
        keys = gone[start : start + _BATCH]
        UserSession.objects.filter(session_key__in=keys).delete()
        Session.objects.filter(session_key__in=keys).delete()
    return len(gone)


def recover_tasks(now: datetime, *, of_worker: str = "") -> int:
    """Put tasks that were left running back into the queue; after three attempts give them up.

    of_worker: only those of this machine's worker, which has just started and therefore runs none.
    """
    running = DBTaskResult.objects.running()
    if not of_worker:
        running = running.filter(started_at__lt=now - STALE_AFTER)
    recovered = 0
    for task in running.order_by("id")[:1000]:
        if of_worker and not (task.worker_ids and str(task.worker_ids[-1]).startswith(f"{of_worker}:")):
            continue
        left = DBTaskResult.objects.filter(pk=task.pk, status=TaskResultStatus.RUNNING, started_at=task.started_at)
        if len(task.worker_ids) >= ATTEMPTS:
            recovered += left.update(
                status=TaskResultStatus.FAILED,
                finished_at=now,
                exception_class_path="builtins.TimeoutError",
                traceback="The worker was lost three times while this task ran.",
            )
        else:
            recovered += left.update(status=TaskResultStatus.READY)
    return recovered


def forget_old_results(now: datetime) -> int:
    """Remove results of tasks that ended long ago."""
    old = DBTaskResult.objects.finished().filter(finished_at__lt=now - KEEP_RESULTS)
    return old.delete()[0]


def forget_old_files(now: datetime) -> int:
    """Forget the contents of files that were imported long ago, some at a time."""
    old = list(files_to_forget(now - KEEP_FILES)[:100])
    for run in old:
        forget_file(actor=SYSTEM, run=run, now=now)
    return len(old)


def sweep_orphan_files(now: datetime) -> int:
    """Remove uploaded files that no report names, a part of the store at each call."""
    from siaga.reporting.attachments.storage import sweep

    return sweep(now)


def settle_pictures(now: datetime) -> int:
    """Count what reports changed, so that the first look of the morning need not; returns how many elections."""
    from siaga.elections.models import Election
    from siaga.readiness.folding import settle
    from siaga.readiness.models import PictureState, Touched

    waiting = set(Touched.objects.order_by().values_list("election", flat=True).distinct()[:200])
    waiting |= set(PictureState.objects.filter(rebuild=True).values_list("election", flat=True)[:200])
    for election in Election.objects.filter(pk__in=waiting):
        settle(election)
    return len(waiting)


def escalate_points(now: datetime) -> int:
    """Let overdue action points go up by the rule; returns how many steps were taken."""
    from siaga.rakor.pointing.rounds import escalate_points

    return escalate_points(now)


def close_points_by_data(now: datetime) -> int:
    """Verify the action points whose figure has been reached; returns how many."""
    from siaga.rakor.pointing.rounds import close_points_by_data

    return close_points_by_data(now)


def write_left_typing(now: datetime) -> int:
    """Write into the minutes what somebody typed and did not come back for; returns how many."""
    from siaga.rakor.typing import fold_left_behind

    return fold_left_behind(now)


def sweep_plans(now: datetime) -> int:
    """Queue computations again whose worker is gone, or give them up; returns how many."""
    from siaga.planning.work import sweep

    return sweep(now)


def expect_desk_reports(now: datetime) -> int:
    """Write down the reports that desks will owe upwards; returns how many."""
    from siaga.briefing.expected import ensure_due_reports

    return ensure_due_reports(now)


STEPS: dict[str, Callable[[datetime], int]] = {
    "sealed": seal,
    "checkpoints": checkpoint,
    "sessions_expired": forget_expired_sessions,
    "tasks_recovered": recover_tasks,
    "results_forgotten": forget_old_results,
    "files_forgotten": forget_old_files,
    "orphans_swept": sweep_orphan_files,
    "reports_expected": ensure_expected,
    "pictures_settled": settle_pictures,
    "points_closed": close_points_by_data,
    "points_escalated": escalate_points,
    "typing_written": write_left_typing,
    "desk_reports_expected": expect_desk_reports,
    "plans_swept": sweep_plans,
}
"""The clockwork in order. One failing step does not keep the others from running."""


def tick(now: datetime) -> tuple[dict[str, int], list[str]]:
    """Run every step once. Returns the counts and the names of steps that failed (their traces are logged)."""
    counts: dict[str, int] = {}
    failed: list[str] = []
    for name, step in STEPS.items():
        try:
            counts[name] = step(now)
        except Exception:
            logger.exception("the clockwork's step %s failed", name)
            failed.append(name)
            if transaction.get_connection().in_atomic_block:  # a test's own transaction cannot go on
                raise
    _sign_of_life(failed)
    return counts, failed


def heartbeat_path() -> Path:
    """The file that says when the clockwork last ran."""
    return Path(settings.HOME) / "heartbeat.json"


def _sign_of_life(failed: list[str]) -> None:
    from django.utils import timezone  # the machine's own time, also under a standing clock

    path = heartbeat_path()
    fresh = path.with_suffix(f".{os.getpid()}")
    fresh.write_text(json.dumps({"at": timezone.localtime().isoformat(), "pid": os.getpid(), "failed": failed}))
    fresh.replace(path)
