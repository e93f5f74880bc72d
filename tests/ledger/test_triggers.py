"""The database itself refuses to change what is written."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from siaga.ledger import triggers
from siaga.ledger.checkpoints import take_checkpoint
from siaga.ledger.models import Checkpoint, Entry, RowFile, Seal, Unsealed
from tests.factories import NOW
from tests.ledger.acts import busy_city

pytestmark = pytest.mark.django_db

TABLES = {
    "ledger_entry": (Entry, "action"),
    "ledger_seal": (Seal, "hash"),
    "ledger_rows": (RowFile, "rows"),
    "ledger_checkpoint": (Checkpoint, "root"),
}


@pytest.mark.parametrize("table", TABLES)
def test_what_is_written_cannot_be_changed_or_removed(table: str) -> None:
    busy_city()
    take_checkpoint(NOW)
    model, column = TABLES[table]
    rows = list(model.objects.order_by("pk").values())
    assert rows
    statements = [f"UPDATE {table} SET {column} = {column}", f"DELETE FROM {table}"]
    if connection.vendor == "postgresql":
        connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE")
        statements.append(f"TRUNCATE {table} CASCADE")
    for statement in statements:
        with pytest.raises(DatabaseError, match="Buku besar hanya dapat ditambah"), transaction.atomic():
            connection.cursor().execute(statement)
    assert list(model.objects.order_by("pk").values()) == rows


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="REPLACE is SQLite's")
def test_an_entry_cannot_be_replaced_under_its_own_number() -> None:
    busy_city()
    columns = ", ".join(field.column for field in Entry._meta.fields)
    with pytest.raises(DatabaseError, match="Buku besar hanya dapat ditambah"), transaction.atomic():
        connection.cursor().execute(
            f"INSERT OR REPLACE INTO ledger_entry ({columns}) SELECT {columns} FROM ledger_entry"
        )


def test_every_new_entry_waits_for_its_seal() -> None:
    busy_city()
    assert set(Unsealed.objects.values_list("entry_id", flat=True)) == set(Entry.objects.values_list("pk", flat=True))


def test_every_guard_is_in_place_after_all_migrations() -> None:
    assert triggers.missing(connection) == []


@pytest.mark.django_db(transaction=True)
def test_a_dropped_guard_is_noticed() -> None:
    triggers.remove(connection)
    assert len(triggers.missing(connection)) == len(triggers.expected(connection))
    triggers.install(connection)
    assert triggers.missing(connection) == []
