from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings

_SLOW_FIRST = ("journeys", "walks")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The slowest rooms begin: a file is one worker's work, and the last one should not be the longest."""

    def place(item: pytest.Item) -> int:
        return next((at for at, room in enumerate(_SLOW_FIRST) if room in item.path.parts), len(_SLOW_FIRST))

    items.sort(key=place)
    if settings.DATABASES["default"]["ENGINE"].endswith("postgresql"):
        once = pytest.mark.skip(reason="the engines know no database: tested on SQLite")
        for item in items:
            if "engines" in item.path.parts:
                item.add_marker(once)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """Numbers of rows begin above a thousand, as on a desk that has worked for a while: none may be written 1.400."""
    from django.db import connection

    from tests.emptying import begin_high

    with django_db_blocker.unblock():
        begin_high(connection)


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
