"""The sample desk for tests: built once in a run, and copied by each worker that needs it.

A copy is a database of its own beside the worker's test database. While tests use the sample desk, the connection leads
there; what they change is rolled back, so that one copy serves a worker to the end.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.test import override_settings

from siaga import demo
from tests import databases
from tests.factories import NOW

KEPT = "test_siaga_sample_desk"
"""On PostgreSQL, the database that is copied; the run removes it at its end."""


def build(folder: Path) -> None:
    """On a copy of the empty test database; its files, and on SQLite the database, go into ``folder``."""
    folder.mkdir()
    kept = _kept(folder)
    databases.copy(connection.settings_dict["NAME"], kept)
    with databases.led_to(kept), override_settings(PASSWORD_HASHERS=["siaga.demo.hashing.SampleHasher"]):
        demo.build(NOW)
    for part in filter(Path.is_dir, settings.HOME.iterdir()):
        shutil.copytree(part, folder / "home" / part.name)


def copied(folder: Path) -> str:
    """The name of a copy for this worker alone."""
    shutil.copytree(folder / "home", settings.HOME, dirs_exist_ok=True)
    copy = str(connection.creation.get_test_db_clone_settings("sample")["NAME"])
    databases.copy(_kept(folder), copy)
    return copy


def _kept(folder: Path) -> str:
    return str(folder / "desk.sqlite3") if connection.vendor == "sqlite" else KEPT
