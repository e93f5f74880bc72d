"""Rules of driving, and how long it takes: measured pairs, estimates for the others."""

from __future__ import annotations

from collections.abc import Mapping

from siaga.engines.distribution.problem import DETOUR, SPEED_KMH, Estimates, Road, Rules
from siaga.planning.options import Options

RAIN: Mapping[Road, float] = {
    Road.ASPHALT: 0.85,
    Road.GRAVEL: 0.7,
    Road.FOUR_WHEEL: 0.5,
    Road.MOTORBIKE: 0.6,
    Road.BOAT: 0.8,
    Road.FOOT: 0.7,
}
"""Speed in the rain ÷ speed in the dry: working values of ours, to be calibrated per regency."""


def rules_of(one: Options) -> Rules:
    return Rules(
        first_day=one.first_day,
        last_day=one.last_day,
        deadline_minute=one.deadline_minute,
        remote_lead_days=one.remote_lead_days,
        escorts_per_day=one.escorts_per_day,
        load_minutes=one.load_minutes,
        reload_minutes=one.reload_minutes,
    )


def estimates_of(options: Options) -> Estimates:
    if options.season != "hujan":
        return Estimates(detour=dict(DETOUR), speed_kmh=dict(SPEED_KMH), rain=dict(RAIN))
    speeds = {road: speed * RAIN[road] for road, speed in SPEED_KMH.items()}
    return Estimates(detour=dict(DETOUR), speed_kmh=speeds, rain={})
