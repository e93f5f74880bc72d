"""The standard indicators of the shipped instruments, as data (``standard/*.toml``)."""

from __future__ import annotations

import tomllib
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Standard:
    """One indicator as the product proposes it; see ``Indicator`` for the words.

    regimes: only for elections under these (``pilkada``, ``pemilu``); for all where empty.
    """

    instrument: str
    scale: str
    key: str
    name: str
    question: str
    denominator: str
    rule: dict[str, Any] = field(default_factory=dict)
    number: str = ""
    agency_kind: str = ""
    weight: int = 1
    stale_days: int = 7
    regimes: tuple[str, ...] = ()

    def fields(self) -> dict[str, Any]:
        """The values of the model's fields."""
        values = asdict(self)
        del values["instrument"], values["regimes"]
        return values


@cache
def standard_indicators() -> tuple[Standard, ...]:
    """All of them, in the order of the files; that is the order of their slots."""
    found: list[Standard] = []
    for path in sorted((Path(__file__).parent / "standard").glob("*.toml")):
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        for row in data["indicator"]:
            values = {**data["common"], **row}
            found.append(Standard(**values | {"regimes": tuple(values.get("regimes", ()))}))
    return tuple(found)
