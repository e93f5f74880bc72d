"""What a picture rests on: the terms of a moment, and the sums of a region and of its parts at that moment.

The present comes from the tallies down to the sub-district; everything else (villages, TPS, any past moment) is
computed from rosters and readings by the same functions that make the tallies.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from siaga.elections.models import Election
from siaga.readiness.arithmetic import Scale
from siaga.readiness.folding import settle, setup_of, widths_of
from siaga.readiness.models import Tally
from siaga.readiness.rebuilding import REGENCIES_AT_ONCE
from siaga.readiness.sheets import Sheet, Where, read_sheet
from siaga.readiness.tallies import Cells, Gathering, Sparse, add, sums_of, unit_table, unpack
from siaga.readiness.terms import Terms, all_indicators, terms_at
from siaga.reporting.models import DutyUnit
from siaga.wilayah.zones import zone_of

_COLUMNS = {2: "province_code", 5: "regency_code", 8: "district_code", 13: "village_code"}
_BELOW = {0: 2, 2: 5, 5: 8, 8: 13}
TALLIED_CODE = 8
"""Codes up to this length have tallies."""


@dataclass(frozen=True, slots=True)
class Ground:
    """at: the moment shown. past: that of the rows, None for the present. today: its day in the election's zone."""

    election: Election
    scale: Scale
    terms: Terms
    widths: dict[int, int]
    at: datetime
    past: datetime | None
    today: int
    token: int = 0
    """Stands for the tallies as they are; 0 where nothing may be kept."""

    def sheet(self, code: str) -> Sheet:
        """Rosters and readings of a region or TPS."""
        return read_sheet(self.election.pk, self.widths, where_of(code), at=self.past)

    def units(self, code: str) -> tuple[Sheet, Gathering]:
        """Every unit of a region with its own sums."""
        sheet = self.sheet(code)
        return sheet, unit_table(sheet, self.terms, self.today)


def today_of(election: Election, at: datetime) -> int:
    """The day of a moment where the election is (proleptic ordinal). Needs ``region`` loaded."""
    return at.astimezone(zone_of(election.region.code)).toordinal()


def ground_of(election: Election, scale: Scale | str, at: datetime | None, now: datetime) -> Ground:
    """The ground at a moment; None, or a moment that has not come, is the present. Settles the tallies first."""
    scale = Scale(scale)
    past = at if at is not None and at < now else None
    token = 0
    if past is None:
        settled = settle(election)
        setup = setup_of(election.pk, settled.terms)
        indicators, terms, token = setup.indicators, setup.of(scale), settled.folded
    else:
        indicators = all_indicators(election.pk)
        terms = terms_at(indicators, scale, past)
    wanted = set(terms.instruments)
    widths = {key: width for key, width in widths_of(indicators).items() if key in wanted}
    shown = past or now
    return Ground(election, scale, terms, widths, shown, past, today_of(election, shown), token)


def where_of(code: str) -> Where:
    """The condition on stored codes that selects a region's (or TPS's) units; narrow ones on the indexed columns."""
    if not code:
        return []
    if "/" in code:
        return [("unit_code", [code])]
    if len(code) == 13:
        return [("district_code", [code[:8]]), ("village_code", [code])]
    return [(_COLUMNS[len(code)], [code])]


def level_of(code: str) -> int:
    """The length that stands for a code's level; 0 for the whole country."""
    return len(code)


def cells_of(ground: Ground, code: str, *, parts: bool = True) -> Cells:
    """The sums of a region and (``parts``) of the regions one level below that have units. Villages have none."""
    level = level_of(code)
    if ground.past is None and (level < TALLIED_CODE or (level == TALLIED_CODE and not parts)):
        return Cells(_tallied(ground, code, parts))
    levels = [level, _BELOW[level]] if parts and level in _BELOW else [level]
    if level in (0, 2):
        return Cells(_gathered(ground, code, levels))
    sums = sums_of(ground.sheet(code), ground.terms, levels)
    return Cells({key: one for key, one in sums.items() if len(key) != level or key == code})


def _tallied(ground: Ground, code: str, parts: bool) -> dict[str, Sparse]:
    rows = Tally.objects.filter(election=ground.election, scale=ground.scale)
    found: dict[str, Sparse] = {}
    own = rows.filter(code=code).values_list("code", "data")
    below = rows.filter(parent=code).values_list("code", "data").order_by("code") if parts else []
    for key, data in [*own, *below]:
        found[key] = unpack(data)
    return found


def _gathered(ground: Ground, code: str, levels: list[int]) -> dict[str, Sparse]:
    """Sums over many regencies, a few at a time."""
    found: dict[str, list[Sparse]] = {}
    for regencies in regencies_of(ground.election, code):
        where: Where = [("regency_code", regencies), *(where_of(code) if code else [])]
        sheet = read_sheet(ground.election.pk, ground.widths, where, at=ground.past)
        for key, one in sums_of(sheet, ground.terms, levels).items():
            if key == code or len(key) != len(code):
                found.setdefault(key, []).append(one)
    return {key: add(parts) for key, parts in found.items()}


def regencies_of(election: Election, code: str) -> Iterator[list[str]]:
    """Codes of the regencies that have ever had units below a code, a few at a time; an empty one among them stands
    for what belongs to no regency."""
    rows = DutyUnit.objects.filter(election=election).order_by("regency_code")
    if code:
        rows = rows.filter(province_code=code[:2])
    codes = list(rows.values_list("regency_code", flat=True).distinct())
    for start in range(0, len(codes), REGENCIES_AT_ONCE):
        yield codes[start : start + REGENCIES_AT_ONCE]
