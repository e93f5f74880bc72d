"""The guards in the database itself: what is written in the ledger can only be added to.

A migration installs them. A later change of a guard, or a rebuilt table (SQLite drops the triggers of a table that
a migration rebuilds), is a new migration that calls ``install`` again. Verification reports a guard that is gone.
"""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

GUARDED = {
    "ledger_entry": "id",
    "ledger_seal": "id",
    "ledger_rows": "digest",
    "ledger_checkpoint": "id",
}
"""Append-only tables with their primary keys."""

REFUSAL = "Buku besar hanya dapat ditambah: isinya tidak boleh diubah atau dihapus."


def install(connection: BaseDatabaseWrapper) -> None:
    """Put every guard in place, replacing older ones."""
    remove(connection)
    make = _sqlite() if connection.vendor == "sqlite" else _postgresql()
    with connection.cursor() as cursor:
        for statement in make:
            cursor.execute(statement)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take the guards away: for migrations and for the clearing of test databases, never in use."""
    with connection.cursor() as cursor:
        for name, table in expected(connection).items():
            on = "" if connection.vendor == "sqlite" else f" ON {table}"
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")


def expected(connection: BaseDatabaseWrapper) -> dict[str, str]:
    """Trigger name to table, for this kind of database."""
    parts = ("no_update", "no_delete", "no_replace") if connection.vendor == "sqlite" else ("append_only",)
    names = {f"{table}_{part}": table for table in GUARDED for part in parts}
    return names | {"ledger_entry_unsealed": "ledger_entry"}


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """Guards that are not there, or (on PostgreSQL) switched off."""
    if connection.vendor == "sqlite":
        sql = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    else:
        sql = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
    with connection.cursor() as cursor:
        cursor.execute(sql)
        there = {row[0] for row in cursor.fetchall()}
    return sorted(set(expected(connection)) - there)


def _sqlite() -> list[str]:
    statements = []
    for table, key in GUARDED.items():
        for event in ("update", "delete"):
            statements.append(
                f"CREATE TRIGGER {table}_no_{event} BEFORE {event.upper()} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
            )
        there = f"EXISTS (SELECT 1 FROM {table} WHERE {key} = NEW.{key})"  # noqa: S608 (names of ours)
        # INSERT OR REPLACE deletes without asking the delete trigger. The same rows twice are no harm.
        answer = "IGNORE" if table == "ledger_rows" else f"ABORT, '{REFUSAL}'"
        statements.append(
            f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} WHEN {there} BEGIN SELECT RAISE({answer}); END"
        )
    statements.append(
        "CREATE TRIGGER ledger_entry_unsealed AFTER INSERT ON ledger_entry "
        "BEGIN INSERT INTO ledger_unsealed (entry_id) VALUES (NEW.id); END"
    )
    return statements


def _postgresql() -> list[str]:
    statements = [
        "CREATE OR REPLACE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'restrict_violation'; END $$",
        "CREATE OR REPLACE FUNCTION ledger_note_unsealed() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN INSERT INTO ledger_unsealed (entry_id) VALUES (NEW.id); RETURN NULL; END $$",
    ]
    statements += [
        f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse()"
        for table in GUARDED
    ]
    statements.append(
        "CREATE TRIGGER ledger_entry_unsealed AFTER INSERT ON ledger_entry "
        "FOR EACH ROW EXECUTE FUNCTION ledger_note_unsealed()"
    )
    return statements
