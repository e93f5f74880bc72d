"""A way that is closed: who and what is behind it stays there, and nobody comes from elsewhere."""

from __future__ import annotations

from dataclasses import dataclass

from siaga.engines.codes import within


@dataclass(frozen=True, slots=True)
class ClosedWay:
    """areas: codes of what lies behind it. through: needs whose resources get through, since they are made for it."""

    areas: tuple[str, ...]
    through: frozenset[str] = frozenset()

    def stops(self, need: str, one: str, other: str) -> bool:
        """Whether a resource for a need cannot come from one code to the other; an empty code lies in no area."""
        return need not in self.through and self._behind(one) != self._behind(other)

    def _behind(self, code: str) -> bool:
        return any(within(code, area) for area in self.areas)
