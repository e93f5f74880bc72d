"""One item that the facts ask for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from siaga.rakor.models import ItemKind


@dataclass(frozen=True, slots=True)
class Proposal:
    """One item that the facts ask for. key: what it stands for, the same each time the agenda is drawn up."""

    kind: ItemKind
    key: str
    title: str
    facts: dict[str, Any] = field(default_factory=dict)
    point_id: int | None = None
