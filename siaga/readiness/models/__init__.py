"""Indicators and claims (facts), snapshots (facts), readings and tallies (derived)."""

from siaga.readiness.models.claim import Claim
from siaga.readiness.models.indicator import MOST_INDICATORS, SCALES, Indicator, IndicatorTerms
from siaga.readiness.models.reading import PictureState, Reading, Tally, Touched
from siaga.readiness.models.snapshot import Opening, Snapshot

__all__ = [
    "MOST_INDICATORS",
    "SCALES",
    "Claim",
    "Indicator",
    "IndicatorTerms",
    "Opening",
    "PictureState",
    "Reading",
    "Snapshot",
    "Tally",
    "Touched",
]
