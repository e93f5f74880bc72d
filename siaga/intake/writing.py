"""Writing a plan in few statements, keeping what is needed to undo it, and undoing it."""

from __future__ import annotations

import functools
import gzip
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from operator import itemgetter
from typing import Any

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models
from django.utils.translation import gettext as _

from siaga.intake.errors import UndoBlocked
from siaga.intake.plan import Plan
from siaga.ledger.facts import FactModel, canonical
from siaga.ledger.models import Entry
from siaga.ledger.recording import Change
from siaga.ledger.rows import rows_of

MANY = 500
"""From so many new objects on, one prepared statement writes them."""
CHUNK = 2000
"""Rows per statement where ids are listed; below the parameter limits of both databases."""


@dataclass(slots=True)
class Images:
    """What undo needs: ids of what was created, and the columns as they were of what was changed.

    What stood there *after* the import is in the ledger's kept rows of ``entries``; undo compares with those.
    """

    created: dict[str, list[Any]] = field(default_factory=dict)
    changed: dict[str, tuple[list[str], list[Sequence[Any]]]] = field(default_factory=dict)
    entries: list[int] = field(default_factory=list)

    def packed(self) -> bytes:
        """As gzipped JSON, kept with the run."""
        body = {"created": self.created, "changed": self.changed, "entries": self.entries}
        return gzip.compress(json.dumps(body, cls=DjangoJSONEncoder).encode(), 1, mtime=0)

    @classmethod
    def unpacked(cls, content: bytes) -> Images:
        return cls(**json.loads(gzip.decompress(content)))

    def ids(self, label: str) -> list[Any]:
        """Ids of the rows of a model that the import created or changed."""
        columns, rows = self.changed.get(label, ([], []))
        return [*self.created.get(label, []), *(_id_in(label, columns, row) for row in rows)]


def _id_in(label: str, columns: list[str], row: Sequence[Any]) -> Any:
    return row[columns.index(apps.get_model(label)._meta.pk.attname)]


def columns_of(model: type[models.Model]) -> list[str]:
    return [column.attname for column in model._meta.concrete_fields]


def write_plan(plan: Plan) -> tuple[Iterator[Change], Images]:
    """Write all that is planned. Returns the rows for the ledger, and the images for the undo.

    The rows come one by one, each made when it is asked for: all at once they would fill the memory a second time.
    """
    made: list[FactModel] = []
    changes: list[Change] = []
    images = Images()
    groups: dict[tuple[int, type[FactModel]], list[FactModel]] = {}
    for item in plan.creations:
        groups.setdefault((item.wave, type(item.obj)), []).append(item.obj)
    for (_wave, model), group in sorted(groups.items(), key=lambda one: one[0][0]):
        objects = insert(model, group)
        images.created.setdefault(model._meta.label_lower, []).extend(obj.pk for obj in objects)
        made += objects
    changed: dict[type[FactModel], dict[Any, FactModel]] = {}
    facts: dict[tuple[type[FactModel], Any], dict[str, Any]] = {}
    touched: dict[type[FactModel], set[str]] = {}
    for update in plan.updates:
        model = type(update.obj)
        obj = changed.setdefault(model, {}).setdefault(update.obj.pk, update.obj)
        if (model, obj.pk) not in facts:
            facts[model, obj.pk] = obj.as_fact()
            columns, rows = images.changed.setdefault(model._meta.label_lower, (columns_of(model), []))
            rows.append([getattr(obj, column) for column in columns])
        for name, value in update.values.items():
            setattr(obj, name, value)
        touched.setdefault(model, set()).update(update.values)
    for model, standing in changed.items():
        rewrite(model, list(standing.values()), touched[model])
        for obj in standing.values():
            before = facts[model, obj.pk]
            changes.append(Change(obj.fact_type, obj.fact_key, obj.fact_region, before, obj.as_fact()))
    creations = (Change(obj.fact_type, obj.fact_key, obj.fact_region, None, obj.as_fact()) for obj in made)
    return chain(creations, changes), images


def insert(model: type[FactModel], objects: list[FactModel]) -> list[FactModel]:
    """Insert many new objects and give them their ids."""
    for column in model._meta.concrete_fields:
        if isinstance(column, models.ForeignKey):  # a relative of an earlier wave has got its id only now
            name, attribute, key = column.cache_name, column.attname, column.target_field.attname
            for obj in objects:
                values = obj.__dict__
                if values.get(attribute) is None and (relative := obj._state.fields_cache.get(name)) is not None:
                    values[attribute] = getattr(relative, key)  # not by setattr, which would forget the relative
    if len(objects) >= MANY and (readers := _plain_readers(model)):
        return _insert_many(model, objects, readers)
    manager: Any = model._default_manager
    return list(manager.bulk_create(objects))


_PLAIN = (models.CharField, models.TextField, models.IntegerField, models.FloatField, models.BooleanField)


def _plain_readers(model: type[FactModel]) -> list[tuple[str, Callable[[Any], Any] | None]] | None:
    """For each column, where its value is and how the database wants it (None: as it is).

    None for a model whose columns do more on saving than hold a value; those go the ordinary way.
    """
    if model._meta.parents or not isinstance(model._meta.pk, models.BigAutoField):
        return None
    readers: list[tuple[str, Callable[[Any], Any] | None]] = []
    for column in model._meta.concrete_fields:
        target = column.target_field if isinstance(column, models.ForeignKey) else column
        if isinstance(target, _PLAIN):
            readers.append((column.attname, None))
        elif isinstance(target, (models.DateField, models.JSONField)) and not getattr(target, "auto_now", False):
            if getattr(target, "auto_now_add", False):
                return None
            readers.append((column.attname, functools.partial(target.get_db_prep_save, connection=connection)))
        else:
            return None
    return readers


def _insert_many(
    model: type[FactModel], objects: list[FactModel], readers: list[tuple[str, Callable[[Any], Any] | None]]
) -> list[FactModel]:
    """One prepared statement for all rows: Django's own bulk insert spends ten times as long on composing SQL."""
    key, database = model._meta.pk.attname, connection.alias
    values = [obj.__dict__ for obj in objects]
    for obj, own, pk in zip(objects, values, _new_ids(model, len(objects)), strict=True):
        own[key] = pk
        state = obj._state
        state.adding, state.db = False, database
    rows: Any = map(itemgetter(*[attribute for attribute, _prepare in readers]), values)
    for i, (attribute, prepare) in enumerate(readers):
        if prepare and any(own[attribute] is not None for own in values):
            rows = _prepared(rows, i, prepare)
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(column.column)) for column in model._meta.concrete_fields)
    marks = ", ".join(["%s"] * len(readers))
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ({marks})",  # noqa: S608 - our own names
            rows,
        )
    return objects


def _prepared(rows: Iterable[Sequence[Any]], place: int, prepare: Callable[[Any], Any]) -> Iterator[Sequence[Any]]:
    """The rows with one value in each as the database wants it."""
    return ((*row[:place], prepare(row[place]), *row[place + 1 :]) for row in rows)


def _new_ids(model: type[FactModel], count: int) -> list[int]:
    """Ids that nobody else gets: from the sequence, or (SQLite, whose write lock we hold) above all ever given."""
    table, pk = model._meta.db_table, model._meta.pk.column
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)", [table, pk, count]
            )
            return [row[0] for row in cursor.fetchall()]
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        row = cursor.fetchone()
    last = row[0] if row else 0
    return list(range(last + 1, last + count + 1))


def rewrite(model: type[FactModel], objects: list[FactModel], attributes: Iterable[str]) -> None:
    """Write some attributes of many existing objects back in few statements."""
    wanted = set(attributes)
    names = [
        column.name
        for column in model._meta.concrete_fields
        if not column.primary_key and (column.attname in wanted or column.name in wanted)
    ]
    if objects and names:  # an upsert on the id: bulk_update's CASE lists are many times slower
        manager: Any = model._default_manager
        manager.bulk_create(objects, update_conflicts=True, unique_fields=["pk"], update_fields=names)


def lock_imports(kind: str) -> None:
    """One import of a kind at a time: SQLite's write lock does it already, PostgreSQL gets an advisory lock."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"siaga.import.{kind}"])


def undo_images(images: Images) -> list[Change]:
    """Put back what was before. Raises UndoBlocked, naming rows that were changed or used since."""
    labels = list(dict.fromkeys([*images.created, *images.changed]))
    current = {label: _current(label, images) for label in labels}
    blocked = _changed_since(images, current) + _used_since(images)
    if blocked:
        raise UndoBlocked(blocked[:200], len(blocked))
    changes: list[Change] = []
    for label, (columns, rows) in images.changed.items():
        model: type[FactModel] = apps.get_model(label)
        fields = {field.attname: field for field in model._meta.concrete_fields}
        restored: list[FactModel] = []
        for row in rows:
            obj = current[label][str(_id_in(label, columns, row))]
            fact, region = obj.as_fact(), obj.fact_region
            for column, value in zip(columns, row, strict=True):
                setattr(obj, column, fields[column].to_python(value))
            restored.append(obj)
            changes.append(Change(obj.fact_type, obj.fact_key, region, fact, obj.as_fact()))
        rewrite(model, restored, columns)
    for label, ids in reversed(images.created.items()):
        model = apps.get_model(label)
        for pk in ids:
            obj = current[label][str(pk)]
            changes.append(Change(obj.fact_type, obj.fact_key, obj.fact_region, obj.as_fact(), None))
        for chunk in _chunks(ids):
            # Not the collector: what hangs on these rows was looked for above.
            queryset: Any = model._default_manager.filter(pk__in=chunk)
            queryset._raw_delete(queryset.db)
    return changes


def _current(label: str, images: Images) -> dict[str, FactModel]:
    model: type[FactModel] = apps.get_model(label)
    relations = [column.name for column in model._meta.concrete_fields if column.is_relation and not column.null]
    found: dict[str, FactModel] = {}
    manager: Any = model._default_manager
    for chunk in _chunks(images.ids(label)):
        for obj in manager.filter(pk__in=chunk).select_related(*relations):
            found[str(obj.pk)] = obj
    return found


def _changed_since(images: Images, current: dict[str, dict[str, FactModel]]) -> list[str]:
    """Rows that are gone, or no longer as the ledger says that the import left them."""
    left: dict[tuple[str, str], Any] = {}
    for entry in Entry.objects.filter(pk__in=images.entries):
        left |= {(row.type, row.key): row.after for row in rows_of(entry)}
    blocked: list[str] = []
    for label, objects in current.items():
        verbose = apps.get_model(label)._meta.verbose_name
        gone = {str(pk) for pk in images.ids(label)} - objects.keys()
        blocked += [_("%(kind)s %(id)s sudah dihapus") % {"kind": verbose, "id": pk} for pk in sorted(gone)]
        for obj in objects.values():
            if json.loads(canonical(obj.as_fact())) != left.get((obj.fact_type, obj.fact_key)):
                blocked.append(_("%(thing)s sudah diubah") % {"thing": obj})
    return blocked


def _used_since(images: Images) -> list[str]:
    """Rows elsewhere that point to what the import created and would lose it."""
    blocked: list[str] = []
    for label, created in images.created.items():
        for relation in apps.get_model(label)._meta.get_fields(include_hidden=True):
            if not isinstance(relation, models.ManyToOneRel) or relation.on_delete is models.DO_NOTHING:
                continue  # a derived row that outlives what it is about
            other: Any = relation.related_model
            own = {str(pk) for pk in images.ids(other._meta.label_lower)}
            for chunk in _chunks(created):
                users = other._default_manager.filter(**{f"{relation.field.name}__in": chunk})
                for user in users if own else users[:50]:
                    if str(user.pk) not in own:
                        blocked.append(_("dipakai oleh %(thing)s") % {"thing": user})
    return blocked


def _chunks(ids: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for start in range(0, len(ids), CHUNK):
        yield ids[start : start + CHUNK]
