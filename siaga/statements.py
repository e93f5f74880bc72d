"""Statements whose text is known beforehand, run with as little as possible between us and the driver.

On SQLite a short statement takes less time than what Django does around it: an own cursor with two wrappers, and the
placeholders looked for and rewritten at every run. Where every request pays for the same few statements, the text is
rewritten once and handed to the driver. Django's road is taken wherever somebody watches the statements (debugging,
``connection.execute_wrapper``) and on PostgreSQL, whose driver reads Django's placeholders itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.sqlite3.base import FORMAT_QMARK_REGEX


def database() -> Any:
    """This thread's connection to the database."""
    return connections[DEFAULT_DB_ALIAS]


@lru_cache(maxsize=64)
def _text_of(at: datetime) -> str:
    return str(at.astimezone(UTC).replace(tzinfo=None))


def moment(own: Any, at: datetime | None) -> Any:
    """An aware moment as the database takes it: what ``adapt_datetimefield_value`` gives.

    The same ``now`` goes into several rows of one action; its text is made once.
    """
    if at is None or own.vendor != "sqlite":
        return at
    return _text_of(at)


class Statement:
    """One statement with ``%s`` for each value. The values are such as the driver takes.

    Errors are Django's, a broken transaction is refused, and a connection that is not open yet is opened, as ever.
    """

    def __init__(self, sql: str) -> None:
        self.sql = sql
        self._question_marks = FORMAT_QMARK_REGEX.sub("?", sql).replace("%%", "%")

    def rows(self, own: Any, values: Sequence[Any]) -> list[Any]:
        """All that it finds or returns. own: the connection of this thread (``database()``)."""
        if _goes_round(own):
            with own.cursor() as cursor:
                cursor.execute(self.sql, values)
                found: list[Any] = cursor.fetchall()
                return found
        with own.wrap_database_errors:
            return own.connection.execute(self._question_marks, values).fetchall()  # type: ignore[no-any-return]

    def changed(self, own: Any, values: Sequence[Any]) -> int:
        """How many rows it wrote."""
        if _goes_round(own):
            with own.cursor() as cursor:
                cursor.execute(self.sql, values)
                return int(cursor.rowcount)
        with own.wrap_database_errors:
            return int(own.connection.execute(self._question_marks, values).rowcount)


def _goes_round(own: Any) -> bool:
    """Whether a statement must take Django's road: it is watched, or the connection must be opened or is broken."""
    return bool(
        own.vendor != "sqlite"
        or own.connection is None
        or own.needs_rollback
        or own.execute_wrappers
        or own.queries_logged
    )
