"""Before and after, side by side, as people read them: labels, dates, choices, and the names behind references."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from siaga.kit import words
from siaga.ledger.facts import fact_models
from siaga.ledger.phrases import field_label, model_field

Fact = Mapping[str, Any] | None

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_VEILED = "hmac:"


@dataclass(frozen=True, slots=True)
class Difference:
    """One property with what it was and what it became; empty text where there was none."""

    name: str
    label: str
    before: str
    after: str
    changed: bool

    @property
    def told(self) -> bool:
        """Whether it says anything: an empty property of a new or removed thing does not."""
        return {self.before, self.after} - {"", _("(kosong)")} != set()


@dataclass(frozen=True, slots=True)
class Told:
    """One object's change to be shown: its kind, and its facts before and after."""

    kind: str
    before: Fact
    after: Fact


def differences(told: Iterable[Told], *, everything: bool = False) -> list[list[Difference]]:
    """For each change the properties that differ (or all of them); one query for each kind of thing referred to."""
    told = list(told)
    names = _names_behind(told)
    return [
        [
            _difference(one, name, names)
            for name in _ordered(one)
            if everything or one.before is None or one.after is None or one.before.get(name) != one.after.get(name)
        ]
        for one in told
    ]


def _ordered(one: Told) -> list[str]:
    """In the order of the model's fields, not of the alphabet; what the model no longer knows comes last."""
    present = {*(one.before or {}), *(one.after or {})}
    model = fact_models().get(one.kind)
    known = [field.name for field in model._meta.get_fields() if field.name in present] if model else []
    return known + sorted(present - set(known))


def _difference(one: Told, name: str, names: Mapping[tuple[type[models.Model], Any], str]) -> Difference:
    field = model_field(one.kind, name)
    before = (one.before or {}).get(name)
    after = (one.after or {}).get(name)
    return Difference(
        name=name,
        label=field_label(one.kind, name),
        before=_shown(before, field, names) if one.before is not None else "",
        after=_shown(after, field, names) if one.after is not None else "",
        changed=before != after or one.before is None or one.after is None,
    )


def _names_behind(told: Iterable[Told]) -> dict[tuple[type[models.Model], Any], str]:
    wanted: dict[type[models.Model], set[Any]] = defaultdict(set)
    for one in told:
        for fact in (one.before, one.after):
            for name, value in (fact or {}).items():
                target = _target(model_field(one.kind, name))
                if target is not None and isinstance(value, (int, str)):
                    wanted[target].add(value)
    return {
        (model, key): _name(thing)
        for model, keys in wanted.items()
        for key, thing in _related(model).in_bulk(keys).items()
    }


def _target(field: models.Field[object, object] | None) -> type[models.Model] | None:
    if isinstance(field, models.ForeignKey):
        found = field.related_model
        return found if isinstance(found, type) else None
    return None


def _related(model: type[models.Model]) -> models.QuerySet[models.Model]:
    """With what their names need: a region is named with its parent, other things may name theirs."""
    single = [field.name for field in model._meta.get_fields() if isinstance(field, models.ForeignKey)]
    return model._default_manager.select_related(*single)


def _name(thing: models.Model) -> str:
    title = str(getattr(thing, "title", "") or thing)
    parent = getattr(thing, "parent", None)
    return f"{title} · {getattr(parent, 'title', parent)}" if parent is not None else title


def _shown(value: Any, field: models.Field[object, object] | None, names: Mapping[Any, str]) -> str:
    if value is None or value in ("", [], {}):
        return _("(kosong)")
    if isinstance(value, bool):
        return _("Ya") if value else _("Tidak")
    target = _target(field)
    if target is not None:
        return names.get((target, value)) or _("nomor %s (tidak ada lagi)") % value
    if isinstance(value, str):
        return _text(value, field)
    if isinstance(value, (int, float)):
        return _number(value, field)
    if isinstance(value, list):
        return ", ".join(_shown(one, None, names) for one in value)
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _number(value: int | float, field: models.Field[object, object] | None) -> str:
    if isinstance(value, float):
        return words.measure(value)
    choice = _choice(value, field)
    return choice or words.number(value)


def _text(value: str, field: models.Field[object, object] | None) -> str:
    if value.startswith(_VEILED):
        return _("disamarkan (sidik %s)") % value.removeprefix(_VEILED)[:8]
    if isinstance(field, models.DateField) or (field is None and _DAY.fullmatch(value)):
        return _when(value)
    return _choice(value, field) or value


def _choice(value: Any, field: models.Field[object, object] | None) -> str:
    if field is None:
        return ""
    return next((str(label) for key, label in field.flatchoices if str(key) == str(value)), "")


def _when(value: str) -> str:
    try:
        return (
            words.day(date.fromisoformat(value))
            if _DAY.fullmatch(value)
            else words.moment(datetime.fromisoformat(value))
        )
    except ValueError:
        return value
