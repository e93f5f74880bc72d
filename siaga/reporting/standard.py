"""The standard duties of an election, from ``standard.toml`` and the rhythm in the election's own ruleset."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

from siaga.access import Role
from siaga.elections.models import Election
from siaga.elections.queries import regime_of
from siaga.elections.rulesets import Ruleset, parse
from siaga.reporting.cadence import DAILY, HOURS, MONTHLY, WEEKLY, Rhythm, Segment, read_rhythm

_FILE = Path(__file__).with_name("standard.toml")
_FINER = (MONTHLY, WEEKLY, DAILY, HOURS)


@dataclass(frozen=True, slots=True)
class StandardDuty:
    """A standard duty as it stands for one election."""

    instrument: str
    role: Role
    agency_kind: str
    agency_kinds: tuple[str, ...]
    rhythm: Rhythm
    starts: date
    ends: date
    note: str


@functools.cache
def _entries() -> tuple[dict[str, Any], ...]:
    return tuple(tomllib.loads(_FILE.read_text(encoding="utf-8"))["duty"])


def standard_duties(election: Election) -> list[StandardDuty]:
    """What each new election asks for. Needs ``ruleset`` loaded."""
    rules = parse(election.ruleset.toml) if election.ruleset.toml else None
    day, regime = election.voting_day, regime_of(election)
    return [
        StandardDuty(
            instrument=entry["instrument"],
            role=Role(entry["role"]),
            agency_kind=entry.get("agency_kind", ""),
            agency_kinds=tuple(entry.get("agency_kinds", ())),
            rhythm=_rhythm(entry, rules),
            starts=day + timedelta(days=entry["starts"]),
            ends=day + timedelta(days=entry["ends"]),
            note=entry.get("note", ""),
        )
        for entry in _entries()
        if regime in entry.get("regimes", [regime])
    ]


def _rhythm(entry: dict[str, Any], rules: Ruleset | None) -> Rhythm:
    if isinstance(entry["irama"], list):
        return read_rhythm(entry["irama"])
    at = time.fromisoformat(entry["at"])
    ruled = rhythm_of(rules, at) if rules is not None else ()
    return _no_finer(ruled, entry["finest"]) or (Segment(WEEKLY, at=at),)


def rhythm_of(rules: Ruleset, at: time) -> Rhythm:
    """The rhythm in which a ruleset wants the desk to report; empty where it says nothing.

    Weekly reports are due on Mondays (domain reference 3.4).
    """
    words = {"monthly": MONTHLY, "weekly": WEEKLY, "daily": DAILY, "hourly": HOURS}
    ordered = sorted(rules.cadence, key=lambda row: -10_000 if row.from_offset is None else row.from_offset)
    return tuple(
        Segment(
            words[row.every],
            None if place == 0 else row.from_offset,
            at=time(6, 0) if row.every == "hourly" else at,
            hours=(row.hours or 3) if row.every == "hourly" else 0,
        )
        for place, row in enumerate(ordered)
        if place == 0 or row.from_offset is not None
    )


def _no_finer(rhythm: Rhythm, finest: str) -> Rhythm:
    """The same rhythm where nothing is due more often than ``finest``; equal neighbours become one segment."""
    merged: list[Segment] = []
    for segment in rhythm:
        if _FINER.index(segment.every) > _FINER.index(finest):
            at = merged[-1].at if merged else segment.at
            segment = Segment(finest, segment.from_h, at=at)
        if merged and (merged[-1].every, merged[-1].hours) == (segment.every, segment.hours):
            continue
        merged.append(segment)
    return tuple(merged)
