"""What happens by itself, and that doing it twice changes nothing."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django_tasks_db.models import DBTaskResult, get_date_max

from siaga.cli import clockwork
from siaga.intake.actions import KEEP_FILES
from siaga.ledger.models import Entry
from tests import factories
from tests.intake import examples

NOW = factories.NOW


def task(
    status: str, *, workers: list[str], started: datetime | None, finished: datetime | None = None
) -> DBTaskResult:
    return DBTaskResult.objects.create(
        status=status,
        started_at=started,
        finished_at=finished,
        worker_ids=workers,
        args_kwargs={"args": [], "kwargs": {}},
        task_path="siaga.contoh",
        backend_name="default",
        run_after=get_date_max(),
        exception_class_path="",
        traceback="",
    )


@pytest.mark.parametrize(
    ("age", "attempts", "expected"),
    [
        (timedelta(minutes=5), 1, "RUNNING"),
        (timedelta(hours=3), 1, "READY"),
        (timedelta(hours=3), 3, "FAILED"),
    ],
)
def test_a_task_whose_worker_was_lost_runs_again_but_not_for_ever(
    db: None, age: timedelta, attempts: int, expected: str
) -> None:
    left = task("RUNNING", workers=["lain:1"] * attempts, started=NOW - age)
    clockwork.recover_tasks(NOW)
    clockwork.recover_tasks(NOW)
    left.refresh_from_db()
    assert left.status == expected


def test_a_starting_worker_takes_back_only_what_its_own_machine_left(db: None) -> None:
    mine = task("RUNNING", workers=["meja:1"], started=NOW)
    other = task("RUNNING", workers=["meja-lain:1"], started=NOW)
    assert clockwork.recover_tasks(NOW, of_worker="meja") == 1
    mine.refresh_from_db()
    other.refresh_from_db()
    assert (mine.status, other.status) == ("READY", "RUNNING")


def test_results_are_kept_for_a_month(db: None) -> None:
    old = task("SUCCESSFUL", workers=["a:1"], started=NOW, finished=NOW - timedelta(days=31))
    new = task("SUCCESSFUL", workers=["a:1"], started=NOW, finished=NOW - timedelta(days=29))
    assert clockwork.forget_old_results(NOW) == 1
    assert set(DBTaskResult.objects.values_list("pk", flat=True)) == {new.pk} != {old.pk}


def test_expired_sessions_go_and_living_ones_stay(db: None) -> None:
    for name in ("satu", "dua"):
        Client().force_login(factories.account(name), "allauth.account.auth_backends.AuthenticationBackend")
    first = Session.objects.order_by("session_key")[0]
    Session.objects.filter(pk=first.pk).update(expire_date=NOW - timedelta(hours=1))
    Session.objects.exclude(pk=first.pk).update(expire_date=NOW + timedelta(hours=1))
    assert clockwork.forget_expired_sessions(NOW) == 1
    assert Session.objects.count() == 1
    assert clockwork.forget_expired_sessions(NOW) == 0


def test_one_failing_step_is_told_and_the_others_still_run(
    transactional_db: None, monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Any
) -> None:
    def broken(now: datetime) -> int:
        raise RuntimeError("contoh")

    settings.HOME = tmp_path
    monkeypatch.setattr(clockwork, "STEPS", {"sealed": broken, "results_forgotten": clockwork.forget_old_results})
    assert clockwork.tick(NOW) == ({"results_forgotten": 0}, ["sealed"])
    assert json.loads((tmp_path / "heartbeat.json").read_text())["failed"] == ["sealed"]


def test_contents_of_old_imports_are_forgotten(db: None) -> None:
    run = examples.apply()
    later = NOW + KEEP_FILES
    assert clockwork.forget_old_files(later) == 0
    assert clockwork.forget_old_files(later + timedelta(minutes=1)) == 1
    assert clockwork.forget_old_files(later + timedelta(minutes=1)) == 0
    assert Entry.objects.filter(action="import.forget", object_key=run.fact_key).count() == 1
