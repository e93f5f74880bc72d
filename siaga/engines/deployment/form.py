"""Problems, plans and changes as plain dicts, for files and the database; a form says its version."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Hashable, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from types import UnionType
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from siaga.engines.deployment.happened import Happened
from siaga.engines.deployment.plan import Plan
from siaga.engines.deployment.problem import Problem

PROBLEM_FORM = "siaga.deployment.problem/1"
PLAN_FORM = "siaga.deployment.plan/1"
HAPPENED_FORM = "siaga.deployment.happened/1"
CAUSES = 2
"""How the causes of shortages are told (``binding.py``); it stands with a plan. Plans of the first way say nothing."""

Form = Mapping[str, Any]
Value = TypeVar("Value")


class UnknownForm(ValueError):
    """A dict that is no form of ours, or of another version."""


def problem_json(problem: Problem) -> dict[str, Any]:
    return {"form": PROBLEM_FORM, **_plain(problem)}


def problem_from(form: Form) -> Problem:
    return _made(Problem, _expect(form, PROBLEM_FORM))


def plan_json(plan: Plan) -> dict[str, Any]:
    return {"form": PLAN_FORM, "causes": CAUSES, **_plain(plan)}


def plan_from(form: Form) -> Plan:
    return _made(Plan, _expect(form, PLAN_FORM))


def tells_causes_of_old(form: Form) -> bool:
    """Whether the shortages of a plan have their causes as an earlier engine told them."""
    return int(_expect(form, PLAN_FORM).get("causes", 1)) < CAUSES


def happened_json(happened: Happened) -> dict[str, Any]:
    return {"form": HAPPENED_FORM, **_plain(happened)}


def happened_from(form: Form) -> Happened:
    return _made(Happened, _expect(form, HAPPENED_FORM))


def digest(problem: Problem) -> str:
    """The same for the same inputs, whatever machine or order of keys."""
    same = problem_json(problem_from(problem_json(problem)))
    text = json.dumps(same, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _expect(form: Form, name: str) -> Form:
    if form.get("form") != name:
        raise UnknownForm(f"{name} expected, {form.get('form')!r} found")
    return form


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Mapping):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, frozenset):
        return sorted(_plain(each) for each in value)
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return value


def _made(kind: type[Value], form: Form) -> Value:
    """A dataclass from its dict; what the dict does not say has its default."""
    hints = _hints_of(cast(Hashable, kind))
    return kind(**{name: _read(hints[name], form[name]) for name in hints if name in form})


@cache
def _hints_of(kind: Hashable) -> dict[str, Any]:
    assert isinstance(kind, type) and is_dataclass(kind)
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in fields(kind)}


def _read(hint: Any, value: Any) -> Any:
    origin, inner = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        return None if value is None else _read(next(each for each in inner if each is not type(None)), value)
    if origin is tuple:
        if len(inner) == 2 and inner[1] is Ellipsis:
            return tuple(_read(inner[0], each) for each in value)
        return tuple(_read(each, part) for each, part in zip(inner, value, strict=True))
    if origin is frozenset:
        return frozenset(_read(inner[0], each) for each in value)
    if origin is not None and issubclass(origin, Mapping):
        return {_read(inner[0], key): _read(inner[1], each) for key, each in value.items()}
    if isinstance(hint, type) and is_dataclass(hint):
        return _made(hint, value)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint(value)
    if hint is float:
        return float(value)
    return value
