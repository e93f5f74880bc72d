"""A statement run directly does what it does through Django's cursor, and is as careful."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.transaction import TransactionManagementError
from django.test.utils import CaptureQueriesContext

from siaga.statements import Statement, database, moment
from siaga.wilayah.models import Region
from tests import factories

pytestmark = pytest.mark.django_db

CODES = Statement("SELECT code, '100%%' FROM wilayah_region WHERE level = %s AND code LIKE %s ORDER BY code")
RENAME = Statement("UPDATE wilayah_region SET name = %s WHERE level = %s")
COPY = Statement("INSERT INTO wilayah_region SELECT * FROM wilayah_region WHERE code = %s")


def test_it_finds_what_a_cursor_finds() -> None:
    factories.tree()
    found = CODES.rows(database(), [3, "16%"])
    with connection.cursor() as cursor:
        cursor.execute(CODES.sql, [3, "16%"])
        assert found == cursor.fetchall()
    assert found and {percent for _code, percent in found} == {"100%"}


def test_it_says_how_many_rows_it_wrote() -> None:
    factories.tree()
    assert RENAME.changed(database(), ["Contoh", 3]) == Region.objects.filter(level=3, name="Contoh").count() > 1
    assert RENAME.changed(database(), ["Contoh", 99]) == 0


def test_errors_are_djangos_and_a_broken_transaction_is_refused() -> None:
    factories.tree()
    with pytest.raises(IntegrityError), transaction.atomic():
        COPY.changed(database(), ["16"])
    with transaction.atomic():
        transaction.set_rollback(True)
        with pytest.raises(TransactionManagementError):
            CODES.rows(database(), [3, "16%"])


def test_whoever_watches_the_statements_sees_it() -> None:
    told: list[str] = []

    def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        told.append(sql)
        return execute(sql, params, many, context)

    with CaptureQueriesContext(connection) as logged:
        CODES.rows(database(), [3, "16%"])
        RENAME.changed(database(), ["Contoh", 99])
    with connection.execute_wrapper(watch):
        CODES.rows(database(), [3, "16%"])
        RENAME.changed(database(), ["Contoh", 99])
    assert len(logged) == 2 and told == [CODES.sql, RENAME.sql]


@pytest.mark.parametrize(
    "at",
    [
        datetime(2024, 11, 27, 7, 0, tzinfo=timezone(timedelta(hours=9))),
        datetime(2024, 11, 27, 23, 59, 59, 120, tzinfo=timezone(timedelta(hours=-3))),
        datetime(1970, 1, 2, tzinfo=UTC),
        None,
    ],
)
def test_a_moment_is_written_as_django_writes_it(at: datetime | None) -> None:
    assert moment(connection, at) == connection.ops.adapt_datetimefield_value(at)
