"""What a plan had to assume because nobody had said it, kept with its inputs and said openly on its page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

NAMED = 8
"""So many places are named; the rest are counted."""


@dataclass(frozen=True, slots=True)
class Assumption:
    """key: which; ``telling/assumptions.py`` has its words. count: how many things it is about.

    names: the first of them. value: what was assumed.
    """

    key: str
    count: int = 0
    names: tuple[str, ...] = ()
    value: str = ""

    def as_value(self) -> dict[str, Any]:
        return {"key": self.key, "count": self.count, "names": list(self.names), "value": self.value}

    @classmethod
    def from_value(cls, value: Mapping[str, Any]) -> Assumption:
        return cls(value["key"], value["count"], tuple(value["names"]), value["value"])


def about(key: str, names: Iterable[str], value: str = "") -> list[Assumption]:
    """The assumption about these things; none where there is nothing."""
    listed = list(names)
    return [Assumption(key, len(listed), tuple(listed[:NAMED]), value)] if listed else []
