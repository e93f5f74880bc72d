"""Every page costs the same number of queries for one row as for three: its tables, and every other list on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test import Client

from siaga.kit.tables import ShownTable
from siaga.wilayah.models import Region
from tests.walks.addresses import Address, addresses
from tests.walks.test_guards import there, who_may_come

pytestmark = pytest.mark.skipif(
    connection.vendor != "sqlite", reason="queries are counted above the database: walked on SQLite"
)

MOST_QUERIES = 45
"""A page that needs more than this asks row by row somewhere."""

PAGES = [address for address in addresses() if address.guard != "public"]


@contextmanager
def counted() -> Iterator[list[str]]:
    """The statements that are sent meanwhile."""
    sent: list[str] = []

    def keep(execute: Callable[..., object], sql: str, *others: object) -> object:
        sent.append(sql)
        return execute(sql, *others)

    with connection.execute_wrapper(keep):
        yield sent


def opened(client: Client, path: str) -> tuple[int, list[ShownTable]]:
    """Number of queries of one GET, and the tables on the page."""
    with counted() as sent:
        response = client.get(path)
    contexts = response.context or []
    levels = [level for part in contexts for level in part if isinstance(level, dict)]  # a file's template has none
    tables = [value for level in levels for value in level.values() if isinstance(value, ShownTable)]
    return len(sent), tables


@pytest.fixture
def lists_of_at_most(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Cut every list that is read from the database, before anything is asked about its rows."""
    whole = QuerySet._fetch_all  # type: ignore[attr-defined]
    most = 0

    def cut(rows: QuerySet) -> None:  # type: ignore[type-arg]
        if rows._result_cache is None:  # type: ignore[attr-defined]
            rows._result_cache = list(rows._iterable_class(rows))[:most]  # type: ignore[attr-defined]
        whole(rows)

    def at_most(number: int) -> None:
        nonlocal most
        most = number
        monkeypatch.setattr(QuerySet, "_fetch_all", cut)

    return at_most


@pytest.mark.usefixtures("papers_as_written")
@pytest.mark.parametrize("address", PAGES, ids=str)
def test_a_page_asks_no_more_for_more_rows_or_longer_lists(
    address: Address,
    as_person: Callable[[str], Client],
    lists_of_at_most: Callable[[int], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    client = as_person(who_may_come(address))
    path = there(address)
    client.get(path)  # whatever is cached per process is cached now
    count, tables = opened(client, path)
    assert count <= MOST_QUERIES, f"{address.name} needs {count} queries"
    if tables:
        costs = {}
        for rows in (1, 3, 10):
            with monkeypatch.context() as patched:
                patched.setattr(ShownTable, "per_page", rows)
                costs[rows] = opened(client, path)[0]
        assert costs[1] == costs[3] == costs[10], f"{address.name}: queries by rows {costs}"
    costs = {}
    for rows in (1, 3):
        lists_of_at_most(rows)
        costs[rows] = opened(client, path)[0]
    assert costs[1] == costs[3], f"{address.name}: queries by length of its lists {costs}"


def test_a_list_that_asks_row_by_row_is_noticed(
    sample_desk: None, db: None, lists_of_at_most: Callable[[int], None]
) -> None:
    costs = []
    for rows in (1, 3):
        lists_of_at_most(rows)
        with counted() as sent:
            for region in Region.objects.filter(code__startswith="16.72."):
                str(region.parent)
        costs.append(len(sent))
    assert costs == [2, 4]


def test_the_walk_finds_tables(as_person: Callable[[str], Client]) -> None:
    """Were the tables' way into the context to change, the walk above would pass without looking."""
    client = as_person("admin")
    plain = (address for address in PAGES if not address.parameters)
    with_tables = list(islice((address.name for address in plain if opened(client, there(address))[1]), 4))
    assert len(with_tables) == 4, with_tables
