"""Rows that every report pays for: made and stored without what Django does for the general case.

A model's constructor and ``save`` cost several times as much as the statement itself. A ``Lean`` of a model makes the
same object and writes the same row: defaults, relatives and values as the model's fields have them. No signal is sent
and no ``save`` or ``__init__`` of the model's own is called, so the model must have none.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.models.base import ModelState

M = TypeVar("M", bound=models.Model)


def bare(model: type[M]) -> M:
    """An object of a model without any value."""
    made = model.__new__(model)
    made._state = ModelState()
    return made


class Lean(Generic[M]):
    """Makes and inserts rows of one model.

    unique: a column whose repeat is no error: nothing is then inserted.
    """

    def __init__(self, model: type[M], *, unique: str = "") -> None:
        self._model = model
        self._fields = [field for field in model._meta.concrete_fields if not field.primary_key]
        self._defaults = {field.attname: field.get_default for field in model._meta.concrete_fields}
        self._relatives = {field.name: field.attname for field in self._fields if isinstance(field, models.ForeignKey)}
        columns = ", ".join(f'"{field.column}"' for field in self._fields)
        self._insert = (
            f'INSERT INTO "{model._meta.db_table}" ({columns}) '  # noqa: S608 (names of our own columns)
            f"VALUES ({', '.join(['%s'] * len(self._fields))}) "
            + (f'ON CONFLICT ("{unique}") DO NOTHING ' if unique else "")
            + 'RETURNING "id"'
        )
        self._written = [(field.attname, _writer(field)) for field in self._fields]

    def make(self, **values: Any) -> M:
        """What ``Model(**values)`` gives: not stored yet."""
        made = bare(self._model)
        row = {name: values.pop(name) if name in values else default() for name, default in self._defaults.items()}
        for name, relative in values.items():
            column = self._relatives[name]
            row[column] = None if relative is None else relative.pk
            made._state.fields_cache[name] = relative
        made.__dict__.update(row)
        return made

    def insert(self, row: M) -> bool:
        """Store it and set its id; False, and nothing stored, where its unique value is there already.

        Two that arrive at once meet at the unique index: the database lets the second wait for the first.
        """
        values, own = row.__dict__, connections[DEFAULT_DB_ALIAS]
        with own.cursor() as cursor:
            cursor.execute(
                self._insert,
                [values[name] if write is None else write(values[name], own) for name, write in self._written],
            )
            stored = cursor.fetchone()
        if stored is None:
            return False
        row.pk = stored[0]
        row._state.adding = False
        row._state.db = DEFAULT_DB_ALIAS
        return True


def _writer(field: models.Field[Any, Any]) -> Callable[[Any, Any], Any] | None:
    """How a value goes into its column, where it does not go as it is."""
    if isinstance(field, models.JSONField):
        return lambda value, _database: json.dumps(value, ensure_ascii=False)
    if isinstance(field, models.DateTimeField):
        return lambda value, database: database.ops.adapt_datetimefield_value(value)
    return None
