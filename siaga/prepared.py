"""Queries that are composed once and asked again and again.

Composing SQL costs Django several times as much as running a short query on an index. Where every request pays for
the same few queries, they are composed with stand-ins at the first use, and later uses only put their values in.
The result is what the queryset itself would give: model objects with their relatives, or rows of values.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any, Generic, TypeVar

from django.db import connection
from django.db.models import QuerySet
from django.db.models.query import ModelIterable

R = TypeVar("R")


def _stand_in(kind: type, place: int) -> Any:
    """A value of the kind that no query holds by itself."""
    if kind is str:
        return f"\x02{place}\x03"
    if kind is int:
        return 1_987_650_000 + place
    if kind is datetime:
        return datetime(1961, 1, 1, 0, 0, 0, 123_450 + place, tzinfo=UTC)
    if kind is date:
        return date(1961, 2, 1) + timedelta(days=place)
    raise TypeError(f"no stand-in for {kind}")


class _Composed:
    """Stands where a queryset looks for its query: gives out the composed one instead of composing again."""

    def __init__(self, compiler: Any) -> None:
        self._compiler = compiler

    def get_compiler(self, *_args: Any, **_kwargs: Any) -> Any:
        return self._compiler


class Prepared(Generic[R]):
    """A query with named values.

    make: from the values to the queryset, bounded; called once for each kind of database. kinds: the type of each
    value (str, int, date, datetime); a value may stand in several places. Lists of values cannot be prepared.
    """

    def __init__(self, make: Callable[..., QuerySet[Any, R]], **kinds: type) -> None:
        self._make = make
        self._kinds = kinds
        self._composed: dict[str, tuple[Any, Any, str, list[Any]]] = {}

    def all(self, **values: Any) -> list[R]:
        """What the query finds for these values."""
        rows, compiler, sql, slots = self._composed.get(connection.vendor) or self._compose()
        given = {name: _adapted(kind, values[name]) for name, kind in self._kinds.items()}
        params = tuple(given[slot[0]] if type(slot) is _Slot else slot for slot in slots)
        ready = copy.copy(compiler)
        ready.connection = connection
        ready.as_sql = lambda *_args, **_kwargs: (sql, params)
        if rows._iterable_class is ModelIterable:
            composed: Any = _Composed(ready)
            return list(ModelIterable(QuerySet(rows.model, query=composed, using=connection.alias)))
        flat = rows._iterable_class.__name__ == "FlatValuesListIterable"
        found = ready.results_iter(ready.execute_sql(), tuple_expected=True)
        return [row[0] for row in found] if flat else list(found)

    def first(self, **values: Any) -> R | None:
        """The first of what it finds, or None."""
        found = self.all(**values)
        return found[0] if found else None

    def _compose(self) -> tuple[Any, Any, str, list[Any]]:
        stand_ins = {name: _stand_in(kind, place) for place, (name, kind) in enumerate(self._kinds.items())}
        rows: Any = self._make(**stand_ins)
        compiler = rows.query.clone().get_compiler(connection=connection)
        sql, params = compiler.as_sql()
        converters = compiler.get_converters([expression for expression, *_rest in compiler.select])
        compiler.get_converters = lambda _expressions: converters
        adapted = {name: _adapted(self._kinds[name], value) for name, value in stand_ins.items()}
        slots: list[Any] = []
        for param in params:
            name = next((name for name, value in adapted.items() if _equal(param, value)), None)
            slots.append(param if name is None else _Slot((name,)))
        missing = set(self._kinds) - {slot[0] for slot in slots if type(slot) is _Slot}
        if missing:
            raise TypeError(f"the query does not use {sorted(missing)}")
        self._composed[connection.vendor] = (rows, compiler, sql, slots)
        return self._composed[connection.vendor]


class _Slot(tuple[str]):
    """Where a named value goes."""


def _equal(param: Any, value: Any) -> bool:
    return type(param) is not bool and isinstance(param, type(value)) and param == value


def _adapted(kind: type, value: Any) -> Any:
    """The value as the database takes it."""
    if kind is datetime:
        return connection.ops.adapt_datetimefield_value(value)
    if kind is date:
        return connection.ops.adapt_datefield_value(value)
    return value
