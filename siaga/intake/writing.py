"""Writing a plan in few statements, keeping what is needed to undo it, and undoing it."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models
from django.utils.translation import gettext as _

from siaga.intake.errors import UndoBlocked
from siaga.intake.plan import Plan
from siaga.ledger.facts import FactModel
from siaga.ledger.recording import Change

CHUNK = 2000
"""Rows per statement where ids are listed; below the parameter limits of both databases."""


@dataclass(slots=True)
class Images:
    """For each model: the concrete columns, and for each row (id, values before or None, values after)."""

    tables: dict[str, tuple[list[str], list[tuple[Any, Any, Any]]]] = field(default_factory=dict)

    def add(self, obj: FactModel, before: Sequence[Any] | None, after: Sequence[Any]) -> None:
        _columns, rows = self.of(type(obj))
        rows.append((obj.pk, before, after))

    def of(self, model: type[models.Model]) -> tuple[list[str], list[tuple[Any, Any, Any]]]:
        label = model._meta.label_lower
        if label not in self.tables:
            self.tables[label] = (columns_of(model), [])
        return self.tables[label]

    def packed(self) -> bytes:
        """As gzipped JSON, kept with the run."""
        return gzip.compress(json.dumps(self.tables, cls=DjangoJSONEncoder).encode(), 1, mtime=0)

    @classmethod
    def unpacked(cls, content: bytes) -> Images:
        kept = json.loads(gzip.decompress(content))
        return cls({label: (columns, rows) for label, (columns, rows) in kept.items()})


def columns_of(model: type[models.Model]) -> list[str]:
    return [column.attname for column in model._meta.concrete_fields]


def write_plan(plan: Plan) -> tuple[list[Change], Images]:
    """Write all that is planned. Returns the rows for the ledger, and the images for the undo."""
    changes: list[Change] = []
    images = Images()
    for obj in _create(plan):
        columns, rows = images.of(type(obj))
        rows.append((obj.pk, None, attrgetter(*columns)(obj)))
        changes.append(Change(obj.fact_type, obj.fact_key, obj.fact_region, None, obj.as_fact()))
    by_model: dict[type[FactModel], dict[Any, FactModel]] = {}
    befores: dict[tuple[type[FactModel], Any], tuple[dict[str, Any], Sequence[Any]]] = {}
    touched: dict[type[FactModel], set[str]] = {}
    for update in plan.updates:
        model = type(update.obj)
        obj = by_model.setdefault(model, {}).setdefault(update.obj.pk, update.obj)
        if (model, obj.pk) not in befores:
            befores[model, obj.pk] = (obj.as_fact(), attrgetter(*columns_of(model))(obj))
        for name, value in update.values.items():
            setattr(obj, name, value)
        touched.setdefault(model, set()).update(update.values)
    for model, objects in by_model.items():
        rewrite(model, list(objects.values()), touched[model])
        for obj in objects.values():
            fact, values = befores[model, obj.pk]
            images.add(obj, values, attrgetter(*columns_of(model))(obj))
            changes.append(Change(obj.fact_type, obj.fact_key, obj.fact_region, fact, obj.as_fact()))
    return changes, images


def _create(plan: Plan) -> Iterator[FactModel]:
    ordered = sorted(plan.creations, key=lambda item: item.wave)
    for (_wave, model), group in groupby(ordered, key=lambda item: (item.wave, type(item.obj))):
        objects = [item.obj for item in group]
        yield from insert(model, objects)


def insert(model: type[FactModel], objects: list[FactModel]) -> list[FactModel]:
    """Insert many new objects and give them their ids."""
    for column in model._meta.concrete_fields:
        if isinstance(column, models.ForeignKey):  # a relative of an earlier wave has got its id only now
            for obj in objects:
                relative = getattr(obj, column.name) if column.is_cached(obj) else None
                if relative is not None and getattr(obj, column.attname) is None:
                    setattr(obj, column.attname, relative.pk)
    manager: Any = model._default_manager
    return list(manager.bulk_create(objects))


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
    current = {label: _current(label, images) for label in images.tables}
    blocked = _changed_since(images, current) + _used_since(images)
    if blocked:
        raise UndoBlocked(blocked[:200], len(blocked))
    changes: list[Change] = []
    for label, (columns, rows) in images.tables.items():
        model: type[FactModel] = apps.get_model(label)
        objects = current[label]
        fields = {field.attname: field for field in model._meta.concrete_fields}
        restored: list[FactModel] = []
        for pk, before, _after in rows:
            obj = objects[str(pk)]
            fact = obj.as_fact()
            if before is None:
                changes.append(Change(obj.fact_type, obj.fact_key, obj.fact_region, fact, None))
                continue
            region = obj.fact_region
            for column, value in zip(columns, before, strict=True):
                setattr(obj, column, fields[column].to_python(value))
            restored.append(obj)
            changes.append(Change(obj.fact_type, obj.fact_key, region, fact, obj.as_fact()))
        rewrite(model, restored, columns)
    for label, (_columns, rows) in reversed(images.tables.items()):
        model = apps.get_model(label)
        created = [pk for pk, before, _after in rows if before is None]
        for chunk in _chunks(created):
            # Not the collector: what hangs on these rows was looked for above.
            queryset: Any = model._default_manager.filter(pk__in=chunk)
            queryset._raw_delete(queryset.db)
    return changes


def _current(label: str, images: Images) -> dict[str, FactModel]:
    model: type[FactModel] = apps.get_model(label)
    relations = [column.name for column in model._meta.concrete_fields if column.is_relation and not column.null]
    found: dict[str, FactModel] = {}
    manager: Any = model._default_manager
    for chunk in _chunks([pk for pk, _before, _after in images.tables[label][1]]):
        for obj in manager.filter(pk__in=chunk).select_related(*relations):
            found[str(obj.pk)] = obj
    return found


def _changed_since(images: Images, current: dict[str, dict[str, FactModel]]) -> list[str]:
    blocked: list[str] = []
    for label, (columns, rows) in images.tables.items():
        verbose = apps.get_model(label)._meta.verbose_name
        values_of = attrgetter(*columns)
        for pk, _before, after in rows:
            obj = current[label].get(str(pk))
            if obj is None:
                blocked.append(_("%(kind)s %(id)s sudah dihapus") % {"kind": verbose, "id": pk})
            elif json.loads(json.dumps(values_of(obj), cls=DjangoJSONEncoder)) != list(after):
                blocked.append(_("%(thing)s sudah diubah") % {"thing": obj})
    return blocked


def _used_since(images: Images) -> list[str]:
    """Rows elsewhere that point to what the import created and would lose it."""
    blocked: list[str] = []
    for label, (_columns, rows) in images.tables.items():
        model = apps.get_model(label)
        created = [pk for pk, before, _after in rows if before is None]
        if not created:
            continue
        for relation in model._meta.related_objects:
            other: Any = relation.related_model
            own = {str(pk) for pk, _before, _after in images.tables.get(other._meta.label_lower, ([], []))[1]}
            if relation.many_to_many:
                continue
            for chunk in _chunks(created):
                users = other._default_manager.filter(**{f"{relation.field.name}__in": chunk})
                for user in users.only("pk") if len(own) else users[:50]:
                    if str(user.pk) not in own:
                        blocked.append(_("dipakai oleh %(thing)s") % {"thing": user})
    return blocked


def _chunks(ids: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for start in range(0, len(ids), CHUNK):
        yield ids[start : start + CHUNK]
