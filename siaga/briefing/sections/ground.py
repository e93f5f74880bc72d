"""What every section is drawn from, and the plain values that it is made of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from typing import Any

from siaga.access import Actor
from siaga.elections.models import Election
from siaga.elections.rulesets import Ruleset
from siaga.wilayah.models import Region
from siaga.wilayah.zones import zone_of

Section = dict[str, Any]
Figure = dict[str, Any]
Source = dict[str, Any]
MOST_ROWS = 40
"""Rows that a table of a report prints; what is left out is counted."""


@dataclass(frozen=True, slots=True)
class Ground:
    """One drawing up.

    at: the moment whose picture is shown: the end of the period, or now where that lies ahead. since: the moment of the
    report before, or the beginning of the period. before: what the report before was called, if there was one.
    events: counts of what happened in the period, filled by the sections.
    pictures: those that several sections need, by scale.
    """

    actor: Actor
    election: Election
    region: Region
    rules: Ruleset | None
    kind: str
    starts: date
    ends: date
    now: datetime
    before: Mapping[str, Any] | None = None
    events: dict[str, int] = field(default_factory=dict)
    pictures: dict[str, object] = field(default_factory=dict)

    @property
    def opens_at(self) -> datetime:
        return datetime.combine(self.starts, time(), zone_of(self.region.code))

    @property
    def closes_at(self) -> datetime:
        """The moment after the last day of the period."""
        return datetime.combine(self.ends + timedelta(days=1), time(), zone_of(self.region.code))

    @property
    def at(self) -> datetime:
        return min(self.now, self.closes_at - timedelta(microseconds=1))

    @property
    def since(self) -> datetime:
        if self.before and self.before.get("facts_at"):
            return datetime.fromisoformat(self.before["facts_at"])
        return min(self.opens_at, self.at)

    @property
    def day(self) -> date:
        """The day of ``at`` where the region is."""
        return self.at.astimezone(zone_of(self.region.code)).date()

    @property
    def past(self) -> datetime | None:
        """``at`` for queries that take None for the present."""
        return self.at if self.at < self.now else None


def section(
    key: str, figures: Sequence[Figure] = (), tables: Iterable[dict[str, Any]] = (), source: Source | None = None
) -> Section:
    """One section; empty where it knows nothing at all."""
    kept = [table for table in tables if table["rows"]]
    known = bool(kept) or any(one["value"] is not None for one in figures)
    return {
        "key": key,
        "figures": list(figures),
        "tables": kept,
        "source": source or {},
        "empty": not known,
    }


def figure(
    key: str,
    value: Any,
    shape: str = "number",
    *,
    source: Source | None = None,
    coverage: Mapping[str, Any] | None = None,
    name: str = "",
) -> Figure:
    """One figure: its value (None: unknown), its shape, where it comes from, and out of how much it was reported.

    name: what it is called where that is data, not a word of ours (a kind of agency, an indicator).
    """
    made: Figure = {"key": key, "value": plain(value), "shape": shape}
    if source:
        made["source"] = source
    if coverage:
        made["coverage"] = dict(coverage)
    if name:
        made["name"] = name
    return made


def table(
    key: str, columns: Sequence[tuple[str, str]], rows: Sequence[Mapping[str, Any]], most: int = MOST_ROWS
) -> dict[str, Any]:
    """A table: columns as (key, shape), rows as values by column, with ``link`` where a row has a page."""
    return {
        "key": key,
        "columns": [list(column) for column in columns],
        "rows": [
            {name: link if name == "link" else plain(link) for name, link in row.items()} for row in list(rows)[:most]
        ],
        "left_out": max(len(rows) - most, 0),
    }


def source(what: str, when: datetime | date, page: str = "", *args: str | int, who: str = "") -> Source:
    """Where a figure comes from: what kind of record (a key), of which moment, on which page; who: as data."""
    made: Source = {"what": what, "when": when.isoformat()}
    if who:
        made["who"] = who
    if page:
        made["link"] = link(page, *args)
    return made


def link(page: str, *args: str | int) -> dict[str, Any]:
    """The name of a page and its arguments, to be followed by whoever shows the report."""
    return {"page": page, "args": list(args)}


def plain(value: Any) -> Any:
    """A value as JSON keeps it; shares to six decimals."""
    if isinstance(value, Fraction):
        return round(float(value), 6)
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return value
