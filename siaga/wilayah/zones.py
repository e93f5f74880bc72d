"""The time zone of a region: WIB, WITA or WIT, by its province. Pure."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

DEFAULT = "WIB"


@cache
def _zones() -> tuple[dict[str, str], dict[str, ZoneInfo]]:
    data = tomllib.loads((Path(__file__).parent / "data" / "zones.toml").read_text())
    by_province = {province: short for short, zone in data.items() for province in zone["provinces"]}
    return by_province, {short: ZoneInfo(zone["name"]) for short, zone in data.items()}


def zone_short(code: str) -> str:
    """``WIB``, ``WITA`` or ``WIT`` of a region or TPS code; WIB for the whole country or an unknown province."""
    return _zones()[0].get(code[:2], DEFAULT)


def zone_of(code: str) -> ZoneInfo:
    """The zone of a region or TPS code."""
    return _zones()[1][zone_short(code)]
