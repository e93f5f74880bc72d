"""Rows that every report pays for: made and stored without what Django does for the general case.

A model's constructor and ``save`` cost several times as much as the statement itself. A ``Lean`` of a model makes the
same object and writes the same row: defaults, relatives and values as the model's fields have them. No signal is sent
and no ``save`` or ``__init__`` of the model's own is called, so the model must have none.
"""

from __future__ import annotations

from collections.abc import Callable
from operator import itemgetter
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, models
from django.db.models.base import ModelState

from siaga.encoding import encoder
from siaga.statements import Statement, database, moment

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
        self._key = model._meta.pk.attname
        self._fields = [field for field in model._meta.concrete_fields if not field.primary_key]
        self._made_defaults = {
            field.attname: field.get_default
            for field in model._meta.concrete_fields
            if field.has_default() and callable(field.default)
        }
        """Defaults that are another object for each row."""
        self._defaults = {field.attname: field.get_default() for field in model._meta.concrete_fields}
        self._relatives = {
            field.name: (field.attname, field.target_field.attname)
            for field in self._fields
            if isinstance(field, models.ForeignKey)
        }
        columns = ", ".join(f'"{field.column}"' for field in self._fields)
        self._insert = Statement(
            f'INSERT INTO "{model._meta.db_table}" ({columns}) '  # noqa: S608 (names of our own columns)
            f"VALUES ({', '.join(['%s'] * len(self._fields))}) "
            + (f'ON CONFLICT ("{unique}") DO NOTHING ' if unique else "")
            + 'RETURNING "id"'
        )
        self._values = itemgetter(*(field.attname for field in self._fields))
        writers = enumerate(_writer(field) for field in self._fields)
        self._writers = [(place, write) for place, write in writers if write is not None]

    def make(self, **values: Any) -> M:
        """What ``Model(**values)`` gives: not stored yet."""
        made = bare(self._model)
        row = dict(self._defaults)
        for name in self._relatives.keys() & values.keys():
            relative = made._state.fields_cache[name] = values.pop(name)
            column, key = self._relatives[name]
            row[column] = None if relative is None else getattr(relative, key)
        for name, default in self._made_defaults.items():
            if name not in values:
                row[name] = default()
        row.update(values)
        if len(row) != len(self._defaults):
            raise TypeError(f"{self._model.__name__} has no {sorted(row.keys() - self._defaults.keys())}")
        made.__dict__.update(row)
        return made

    def insert(self, row: M) -> bool:
        """Store it and set its id; False, and nothing stored, where its unique value is there already.

        Two that arrive at once meet at the unique index: the database lets the second wait for the first.
        """
        own = database()
        values = list(self._values(row.__dict__))
        for place, write in self._writers:
            values[place] = write(own, values[place])
        stored = self._insert.rows(own, values)
        if not stored:
            return False
        setattr(row, self._key, stored[0][0])
        row._state.adding = False
        row._state.db = DEFAULT_DB_ALIAS
        return True


_json = encoder()


def _writer(field: models.Field[Any, Any]) -> Callable[[Any, Any], Any] | None:
    """How a value goes into its column, where it does not go as it is."""
    if isinstance(field, models.JSONField):
        return lambda _own, value: _json(value)
    if isinstance(field, models.DateTimeField):
        return moment
    return None
