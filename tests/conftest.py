from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import SimpleTestCase
from pytest_django.plugin import blocking_manager_key

from tests.once import made_once

_SLOW_FIRST = ("test_every_page.py", "journeys", "walks")
_DATABASE = frozenset({"db", "transactional_db", "live_server", "sample_desk"})
"""Fixtures that give a test the database; ``django_db`` and ``own_database`` are the marks that do."""


def pytest_collection() -> None:
    """Ten thousand tests are not looked through for garbage, neither while they are gathered nor while they run."""
    gc.disable()


def pytest_collection_finish() -> None:
    gc.freeze()
    gc.enable()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The slowest file and rooms begin: a file is one worker's work, and the last one should not be the longest."""

    def place(item: pytest.Item) -> int:
        return next((at for at, part in enumerate(_SLOW_FIRST) if part in item.path.parts), len(_SLOW_FIRST))

    items.sort(key=place)
    if _on_postgresql():
        once = pytest.mark.skip(reason="asks no database of the suite: tested on SQLite")
        for item in items:
            if not _asks_a_database(item):
                item.add_marker(once)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """The sample desk that the workers copied goes with the run."""
    if _on_postgresql() and "PYTEST_XDIST_WORKER" not in os.environ:
        from tests import databases, sample_desk

        with session.config.stash[blocking_manager_key].unblock():
            databases.remove(sample_desk.KEPT)


def _on_postgresql() -> bool:
    return bool(settings.DATABASES["default"]["ENGINE"].endswith("postgresql"))


def _asks_a_database(item: pytest.Item) -> bool:
    """pytest-django keeps every other test away from it."""
    if item.get_closest_marker("django_db") or item.get_closest_marker("own_database"):
        return True
    if issubclass(getattr(item, "cls", None) or object, SimpleTestCase):
        return True
    return not _DATABASE.isdisjoint(getattr(item, "fixturenames", ()))


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """Numbers of rows begin above a thousand, as on a desk that has worked for a while: none may be written 1.400."""
    from django.db import connection

    from tests.emptying import begin_high

    with django_db_blocker.unblock():
        begin_high(connection)


@pytest.fixture(scope="session")
def folder_of_the_run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same for all workers."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session")
def sample_copy(django_db_setup: None, django_db_blocker: Any, folder_of_the_run: Path) -> Iterator[str]:
    """The name of this worker's copy of the sample desk."""
    from tests import databases, sample_desk

    with django_db_blocker.unblock():
        name = sample_desk.copied(made_once(folder_of_the_run / "sample-desk", sample_desk.build))
        yield name
        databases.remove(name)


@pytest.fixture(scope="module")
def sample_desk(sample_copy: str, django_db_blocker: Any) -> Iterator[None]:
    """Everything that ``siaga demo`` shows; what a test changes of it is rolled back (it asks for ``db`` as well)."""
    from tests.databases import led_to

    with django_db_blocker.unblock(), led_to(sample_copy):
        yield


@pytest.fixture(autouse=True, scope="session")
def flush_passes_the_ledger() -> Iterator[None]:
    """Tests with real transactions empty the tables at their end; the ledger's guards step aside for that."""
    from django.db import connection
    from django.test import TransactionTestCase

    from tests.emptying import empty

    flush = TransactionTestCase._fixture_teardown
    TransactionTestCase._fixture_teardown = lambda case: empty(connection)
    yield
    TransactionTestCase._fixture_teardown = flush


@pytest.fixture(autouse=True)
def form_versions_are_read_anew() -> Iterator[None]:
    """A test's database starts its numbers again, so what the process keeps by number must go."""
    from siaga.reporting import versions

    versions.forget()
    yield
    versions.forget()


@pytest.fixture(autouse=True)
def calls_of_one_test_do_not_count_for_the_next(settings: Any) -> None:
    """Accounts of different tests have the same numbers, and the count of a minute outlives a test."""
    settings.API_READS_PER_MINUTE = settings.API_WRITES_PER_MINUTE = 10**9


@pytest.fixture(autouse=True)
def clock_as_marked(request: pytest.FixtureRequest, settings: Any) -> None:
    """``pytest.mark.clock(moment)``: it is then as long as the test runs."""
    if mark := request.node.get_closest_marker("clock"):
        settings.SIAGA_NOW = mark.args[0]
