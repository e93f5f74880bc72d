"""The words by which obstacles are known: for each kind its subjects, its troubles, and what is both at once."""

from __future__ import annotations

from siaga.engines.extraction.obstacles.words import conduct, nature
from siaga.engines.extraction.obstacles.words.networks import ELECTRICITY, INTERNET
from siaga.engines.extraction.obstacles.words.people import STAFFING, VOTER_DATA
from siaga.engines.extraction.obstacles.words.rule import Rule
from siaga.engines.extraction.obstacles.words.supply import ACCESS, BUDGET, LOGISTICS

__all__ = ["RULES", "Rule"]

RULES = (
    ELECTRICITY,
    INTERNET,
    BUDGET,
    *conduct.RULES,
    VOTER_DATA,
    STAFFING,
    LOGISTICS,
    ACCESS,
    *nature.RULES,
)
