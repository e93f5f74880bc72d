"""What the picture says about the figure that a point waits for. Not reported is never ready: it counts as nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any

from siaga.access import SYSTEM, Refused
from siaga.elections.models import Election
from siaga.readiness.arithmetic import FULL, Figure, Scale
from siaga.readiness.queries import picture


@dataclass(frozen=True, slots=True)
class Reached:
    """A figure beside the threshold. value, coverage: 0 … 1; None where nothing is expected or no such line is."""

    value: Fraction | None
    coverage: Fraction | None
    at_least: Fraction
    name: str

    @property
    def met(self) -> bool:
        """Whether the threshold is reached by something that was reported."""
        return self.value is not None and bool(self.coverage) and self.value >= self.at_least


def figure_for(election: Election, closes_when: Mapping[str, Any], now: datetime) -> Reached:
    """The figure of the present that a threshold asks for, as the picture itself counts it."""
    at_least = Fraction(int(closes_when["at_least"]), FULL)
    try:
        shown = picture(SYSTEM, election, str(closes_when["code"]), Scale(closes_when["scale"]), None, now, silent=0)
    except Refused:  # the region or the TPS is no longer there
        return Reached(None, None, at_least, "")
    key = closes_when.get("indicator", "")
    if not key:
        return _reached(shown.figure, at_least, "")
    line = next((line for line in shown.indicators if line.indicator.key == key), None)
    if line is None:
        return Reached(None, None, at_least, "")
    return _reached(line.figure, at_least, line.indicator.name)


def _reached(figure: Figure, at_least: Fraction, name: str) -> Reached:
    return Reached(figure.value, figure.coverage, at_least, name)
