"""What the desk chooses for a contingency plan: what covering a station is worth, by its class."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from siaga.contingency.errors import BadWeight
from siaga.contingency.playbooks import CLASSES, Playbooks


@dataclass(frozen=True, slots=True)
class Options:
    """risk: worth by class. score: the kerawanan score (0 to 1) is added, so that the worse of two goes first."""

    risk: Mapping[str, float] = field(default_factory=dict)
    score: bool = True

    def check(self) -> None:
        """Raises BadWeight."""
        for name in CLASSES:
            worth = self.risk.get(name, 0)
            if not (math.isfinite(worth) and 0 < worth <= 100):
                raise BadWeight(f"risk_{name}")

    def worth(self, cls: str, score: float | None, weight: float) -> float:
        """What covering one need of one station counts."""
        return round(weight * (self.risk[cls] + (score or 0.0 if self.score else 0.0)), 6)

    def as_value(self) -> dict[str, Any]:
        return {"risk": {name: self.risk[name] for name in CLASSES}, "score": self.score}

    @classmethod
    def from_value(cls, value: Mapping[str, Any]) -> Options:
        return cls({name: float(value["risk"][name]) for name in CLASSES}, bool(value.get("score", True)))

    @classmethod
    def usual(cls, playbooks: Playbooks) -> Options:
        return cls({name: playbooks.risk[name] for name in CLASSES})
