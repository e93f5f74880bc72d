"""Copies of whole databases, which are far quicker than their tables made anew and filled again."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.db import connection


def copy(source: str, target: str) -> None:
    """On PostgreSQL nobody may be connected to the source meanwhile: a thread that a test left behind is cut off."""
    connection.close()
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(source)) as kept, closing(sqlite3.connect(target)) as made:
            kept.backup(made)
        return
    remove(target)
    quoted = connection.ops.quote_name
    with connection._nodb_cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s AND pid <> pg_backend_pid()",
            [source],
        )
        cursor.execute(f"CREATE DATABASE {quoted(target)} TEMPLATE {quoted(source)}")


def remove(name: str) -> None:
    connection.close()
    if connection.vendor == "sqlite":
        Path(name).unlink(missing_ok=True)
        return
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {connection.ops.quote_name(name)} WITH (FORCE)")


@contextmanager
def led_to(name: str) -> Iterator[None]:
    """The connection leads to another database meanwhile."""
    usual = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = usual
