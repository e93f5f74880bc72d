"""What a kind of plan is made by: rooms above name theirs when they start."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from siaga.planning.models import Plan

Told = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Making:
    """compute: from a plan's inputs to its result, as plain values; tells its stages; raises Problem, OutOfTime, Died.

    file: a plan as one JSON object (contract: ``GET /plans/{id}``, ``plan.json``).
    """

    compute: Callable[[Plan, Told], Mapping[str, Any]]
    file: Callable[[Plan], dict[str, Any]]


_MAKING: dict[str, Making] = {}


def register(kind: str, making: Making) -> None:
    """From now on plans of the kind are made so."""
    _MAKING[kind] = making


def making_of(kind: str) -> Making:
    """How plans of the kind are made."""
    return _MAKING[kind]
