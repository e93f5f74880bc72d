"""Queries that are composed once and asked again and again.

Composing SQL costs Django several times as much as running a short query on an index. Where every request pays for
the same few queries, they are composed with stand-ins at the first use, and later uses only put their values in.
The result is what the queryset itself would give: model objects with their relatives, or rows of values.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Generic, TypeVar

from django.db import connection
from django.db.models import QuerySet
from django.db.models.query import ModelIterable, get_related_populators

from siaga.lean import bare
from siaga.statements import Statement, database, moment

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


MOST_SHARED = 200
"""Objects that one query keeps for rows that come again."""


@dataclass(frozen=True, slots=True)
class _Composed:
    """A composed query: its statement, its parameters (``fixed`` with ``slots``), and how its rows are read."""

    statement: Statement
    fixed: list[Any]
    slots: list[tuple[int, str, Callable[[Any, Any], Any] | None]]
    converters: list[tuple[int, Any, list[Any]]]
    result: Callable[[Any], Any]


class Prepared(Generic[R]):
    """A query with named values.

    make: from the values to the queryset, bounded; called once for each kind of database. kinds: the type of each
    value (str, int, date, datetime); a value may stand in several places. Lists of values cannot be prepared.
    shared: a row that is the same as before gives the same object again, which nobody may change.
    """

    def __init__(self, make: Callable[..., QuerySet[Any, R]], *, shared: bool = False, **kinds: type) -> None:
        self._make = make
        self._kinds = kinds
        self._composed: dict[str, _Composed] = {}
        self._shared: dict[Any, R] | None = {} if shared else None

    def all(self, **values: Any) -> list[R]:
        """What the query finds for these values."""
        own = database()
        composed = self._composed.get(own.vendor) or self._compose()
        given = list(composed.fixed)
        for place, name, written in composed.slots:
            given[place] = values[name] if written is None else written(own, values[name])
        rows = composed.statement.rows(own, given)
        if self._shared is None:
            return [self._result(composed, own, row) for row in rows]
        return [self._known(self._shared, composed, own, row) for row in rows]

    def _known(self, shared: dict[Any, R], composed: _Composed, own: Any, row: Any) -> R:
        """The object that this very row gave before, or a new one."""
        try:
            found = shared.get(row)
        except TypeError:  # PostgreSQL gives JSON as dictionaries, by which nothing can be found
            made: R = self._result(composed, own, row)
            return made
        if found is None:
            if len(shared) >= MOST_SHARED:
                shared.clear()
            found = shared[row] = self._result(composed, own, row)
        return found

    @staticmethod
    def _result(composed: _Composed, own: Any, row: Any) -> Any:
        if composed.converters:
            row = list(row)
            for place, expression, converters in composed.converters:
                for convert in converters:
                    row[place] = convert(row[place], expression, own)
        return composed.result(row)

    def first(self, **values: Any) -> R | None:
        """The first of what it finds, or None."""
        found = self.all(**values)
        return found[0] if found else None

    def _compose(self) -> _Composed:
        stand_ins = {name: _stand_in(kind, place) for place, (name, kind) in enumerate(self._kinds.items())}
        rows: Any = self._make(**stand_ins)
        compiler = rows.query.clone().get_compiler(connection=connection)
        sql, params = compiler.as_sql()
        converters = compiler.get_converters([expression for expression, *_rest in compiler.select])
        converting = [(place, expression, own) for place, (own, expression) in converters.items()]
        own = database()
        adapted = {name: _written(self._kinds[name], own, value) for name, value in stand_ins.items()}
        slots = []
        for place, param in enumerate(params):
            name = next((name for name, value in adapted.items() if _equal(param, value)), None)
            if name is not None:
                slots.append((place, name, _WRITTEN.get(self._kinds[name])))
        missing = self._kinds.keys() - {name for _place, name, _written in slots}
        if missing:
            raise TypeError(f"the query does not use {sorted(missing)}")
        composed = _Composed(Statement(sql), list(params), slots, converting, _result_of(rows, compiler))
        self._composed[connection.vendor] = composed
        return composed


def _result_of(rows: Any, compiler: Any) -> Callable[[Any], Any]:
    """From a row to what the queryset gives for it, prepared as Django's own iterables prepare it for each query."""
    if rows._iterable_class is not ModelIterable:
        flat = rows._iterable_class.__name__ == "FlatValuesListIterable"
        return (lambda row: row[0]) if flat else tuple
    alias, info = connection.alias, compiler.klass_info
    model, fields = info["model"], info["select_fields"]
    start, end = fields[0], fields[-1] + 1
    names = [one[0].target.attname for one in compiler.select[start:end]]
    relatives = get_related_populators(info, compiler.select, alias)  # type: ignore[call-arg]  # stubs of Django 6
    annotations = list((compiler.annotation_col_map or {}).items())

    def made(row: Any) -> Any:
        found = bare(model)
        found.__dict__.update(zip(names, row[start:end], strict=True))
        found._state.adding, found._state.db = False, alias
        for relative in relatives:
            relative.populate(row, found)
        for name, place in annotations:
            setattr(found, name, row[place])
        return found

    return made


def _equal(param: Any, value: Any) -> bool:
    return type(param) is not bool and isinstance(param, type(value)) and param == value


def _day(own: Any, day: date) -> Any:
    return own.ops.adapt_datefield_value(day)


_WRITTEN: dict[type, Callable[[Any, Any], Any]] = {datetime: moment, date: _day}
"""How a value goes into the statement, where it does not go as it is."""


def _written(kind: type, own: Any, value: Any) -> Any:
    return _WRITTEN[kind](own, value) if kind in _WRITTEN else value
