"""Tables made empty after a test with real transactions: those alone that hold something.

Django's own way empties each of the hundred-odd tables and makes all content types and permissions anew, after every
such test. Those two are left standing: they come from the code, and no test changes them.
"""

from __future__ import annotations

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from siaga.ledger import triggers

LEFT = frozenset({"django_migrations", "django_content_type", "auth_permission"})


def empty(connection: BaseDatabaseWrapper) -> None:
    """Delete every row. References are asked about at the end alone, so the order of the tables does not matter."""
    filled = _filled(connection)
    guarded = set(triggers.expected(connection).values()) & set(filled)
    with transaction.atomic(using=connection.alias):
        if guarded:
            triggers.remove(connection)
        with connection.cursor() as cursor:
            for name in filled:
                cursor.execute(f"DELETE FROM {connection.ops.quote_name(name)}")
    if guarded:
        triggers.install(connection)


def _filled(connection: BaseDatabaseWrapper) -> list[str]:
    """The tables that hold rows, asked for in one statement."""
    names = [name for name in connection.introspection.django_table_names(only_existing=True) if name not in LEFT]
    asked = " UNION ALL ".join(
        f"SELECT '{name}' WHERE EXISTS (SELECT 1 FROM {connection.ops.quote_name(name)})" for name in names
    )
    with connection.cursor() as cursor:
        cursor.execute(asked)
        return [name for (name,) in cursor.fetchall()]


FIRST = 1400


def begin_high(connection: BaseDatabaseWrapper) -> None:
    """Let each table that is still empty give numbers from ``FIRST`` on.

    SQLite knows a table of which no row was ever written by no entry, and one that a migration made anew by 0.
    """
    names = set(connection.introspection.django_table_names(only_existing=True)) - LEFT
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("UPDATE sqlite_sequence SET seq = %s WHERE seq = 0", [FIRST - 1])
            cursor.execute("SELECT name FROM sqlite_sequence")
            known = {name for (name,) in cursor.fetchall()}
            cursor.executemany(
                "INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)",
                [(name, FIRST - 1) for name in sorted(names - known)],
            )
            return
        cursor.execute(
            "SELECT setval(quote_ident(schemaname) || '.' || quote_ident(sequencename), %s, false)"
            " FROM pg_sequences WHERE last_value IS NULL AND schemaname = current_schema()",
            [FIRST],
        )
