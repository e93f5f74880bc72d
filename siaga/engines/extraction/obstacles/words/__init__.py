"""The words by which obstacles are known: for each kind its subjects, its troubles, and what is both at once."""

from __future__ import annotations

from siaga.engines.extraction.obstacles.words import conduct, nature, supply
from siaga.engines.extraction.obstacles.words.rule import Rule

__all__ = ["RULES", "Rule"]

RULES = (*supply.RULES[:3], *conduct.RULES, *supply.RULES[3:], *nature.RULES)
