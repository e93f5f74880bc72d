"""What a query of the picture returns: plain values that pages, API, commands and documents show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from fractions import Fraction
from typing import Generic, TypeVar

from siaga.elections.models import Election, PollingStation
from siaga.readiness.arithmetic import Figure, Scale, Standing
from siaga.readiness.models import Claim, Indicator
from siaga.reporting.units import Unit
from siaga.wilayah.models import Region

Thing = TypeVar("Thing")


class Risk(StrEnum):
    """How one TPS stands on the kerawanan scale; each has exactly one. Missing is never *tanpa kerawanan*.

    RAWAN: at least one reported indicator scores above 0. TANPA: every indicator is reported and none does.
    BELUM_LENGKAP: none does, but something is not reported. BELUM_LAPOR: nothing was reported.
    """

    RAWAN = "rawan"
    TANPA = "tanpa_kerawanan"
    BELUM_LENGKAP = "belum_lengkap"
    BELUM_LAPOR = "belum_lapor"


@dataclass(frozen=True, slots=True)
class Units:
    """TPS that owe reports on this scale below a region, by how they stand.

    by_standing (readiness) holds every ``Standing``, by_risk (kerawanan) every ``Risk``; the one that belongs to the
    scale sums to ``expected``, the other is all zeros. quiet: TPS whose last report is older than the shortest stale
    period of its instrument, and those that never reported.
    """

    expected: int
    by_standing: Mapping[Standing, int]
    quiet: int
    by_risk: Mapping[Risk, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class IndicatorLine:
    """One indicator over all its units below the region."""

    indicator: Indicator
    weight: int
    figure: Figure


@dataclass(frozen=True, slots=True)
class AgencyLine:
    """One kind of agency. figure: the indicators of TPS and regions for which it answers; own: what the agencies of
    this kind reported about themselves, never mixed with it; None where none of them owes such a report."""

    agency_kind: str
    figure: Figure
    claims: tuple[Claim, ...]
    own: Figure | None = None


@dataclass(frozen=True, slots=True)
class ChildLine:
    """One part of the region: a region below it, or a TPS of a village."""

    region: Region | None
    station: PollingStation | None
    figure: Figure
    units: Units | None
    standing: Standing | None
    claimed: Fraction | None
    own_agencies: Figure | None = None
    risk: Risk | None = None
    silent: int = 0

    @property
    def code(self) -> str:
        return self.region.code if self.region else self.station.code if self.station else ""


@dataclass(frozen=True, slots=True)
class Picture:
    """The picture of one region (or TPS) on one scale at one moment.

    figure: TPS and regions below it; own_agencies: the figure of the indicators about agencies, never mixed with it.
    claim: the newest open claim about this very region as a whole that the actor may see; claims: all of them.
    silent: written units that owe and have never reported, or not within the stale period; at most ``MOST_SILENT``,
    ``silent_count`` counts all. TPS have no children.
    """

    election: Election
    region: Region | None
    scale: Scale
    at: datetime
    figure: Figure
    own_agencies: Figure
    units: Units
    claim: Claim | None
    claims: tuple[Claim, ...]
    indicators: tuple[IndicatorLine, ...]
    agencies: tuple[AgencyLine, ...]
    children: tuple[ChildLine, ...]
    silent: tuple[str, ...]
    silent_count: int
    station: PollingStation | None = None
    standing: Standing | None = None
    risk: Risk | None = None
    """How the TPS itself stands, where the picture is of one; standing on readiness, risk on kerawanan."""

    @property
    def claimed(self) -> Fraction | None:
        return Fraction(self.claim.share, 1_000_000) if self.claim else None


MOST_SILENT = 500


@dataclass(frozen=True, slots=True)
class Pair:
    """One indicator of one unit: its value and where it comes from. score None: not reported."""

    indicator: Indicator
    weight: int
    score: Fraction | None
    stale: bool
    confirmed: bool
    submission_id: int | None
    instance_id: str
    observed_at: datetime | None
    received_at: datetime | None
    reporter_role: str
    answer: object
    contradicted: bool
    reporter_agency: str = ""
    reporter_name: str = ""
    """Only for roles that may see who reported."""
    confirmed_by: str = ""
    """The role that confirmed it last; empty where none did."""
    state: str = ""
    closed: bool = False
    """The answer is sensitive and not shown to this actor."""
    history: tuple[PairReading, ...] = ()


@dataclass(frozen=True, slots=True)
class PairReading:
    """One report that answered an indicator, as it stands at the moment asked for; the newest first in a history.

    counts: whether its submission counts. valued: whether it is the value of the pair.
    """

    submission_id: int
    observed_at: datetime
    received_at: datetime
    score: Fraction
    answer: object
    counts: bool
    confirmed: bool
    valued: bool


@dataclass(frozen=True, slots=True)
class UnitPairs:
    """All pairs of one unit on one scale at a moment."""

    unit: Unit
    election: Election
    scale: Scale
    at: datetime
    figure: Figure
    standing: Standing | None
    risk: Risk | None
    pairs: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class GridRow:
    """One kind of agency: its figure in each child region (in the order of the grid), and over the whole region."""

    agency_kind: str
    cells: tuple[Figure, ...]
    total: Figure
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """Kinds of agencies × child regions. Totals are exact: sums of what is in their row or column, and what belongs to
    the region itself (its agencies). An empty agency_kind gathers the indicators for which no kind answers."""

    election: Election
    region: Region | None
    scale: Scale
    at: datetime
    children: tuple[Region, ...]
    rows: tuple[GridRow, ...]
    child_totals: tuple[Figure, ...]
    total: Figure


@dataclass(frozen=True, slots=True)
class WhatIfLine:
    """One region (the first is the asked one) under the present weights and under those tried."""

    region: Region | None
    before: Figure
    after: Figure


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What other weights would say. weights: those tried, by indicator id."""

    election: Election
    region: Region | None
    scale: Scale
    at: datetime
    weights: Mapping[int, int]
    lines: tuple[WhatIfLine, ...]


@dataclass(frozen=True, slots=True)
class Moved(Generic[Thing]):
    """One thing at two moments; None where it was not there."""

    thing: Thing
    before: Figure | None
    after: Figure | None

    @property
    def change(self) -> Fraction | None:
        """After less before; None where either is unknown."""
        if self.before is None or self.after is None or self.before.value is None or self.after.value is None:
            return None
        return self.after.value - self.before.value


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed in a region between two moments.

    falls: indicators whose value went down, the biggest fall first. newly_silent: written units that were not silent
    then and are now, at most ``MOST_SILENT``; newly_silent_count counts all. picture: the whole of the later moment,
    without the names of who is silent.
    """

    election: Election
    region: Region | None
    scale: Scale
    since: datetime
    at: datetime
    whole: Moved[str]
    own_agencies: Moved[str]
    indicators: tuple[Moved[Indicator], ...]
    children: tuple[Moved[str], ...]
    falls: tuple[Moved[Indicator], ...]
    newly_silent: tuple[str, ...]
    newly_silent_count: int
    picture: Picture


@dataclass(frozen=True, slots=True)
class UnitStanding:
    """One TPS for the map or a list: how it stands and its figure."""

    station: PollingStation
    figure: Figure
    standing: Standing | None
    risk: Risk | None
    silent: bool


@dataclass(frozen=True, slots=True)
class Shortfall:
    """One TPS (or region that owes a report itself) short of ready, in the list behind a claim.

    station: None where the unit is a region; unit is its written form. share: its part of what is missing, as a share
    of the whole weight (all shares sum to 1 - evidenced; 0 where something is only stale).
    """

    station: PollingStation | None
    standing: Standing
    share: Fraction
    figure: Figure
    unit: str = ""


@dataclass(frozen=True, slots=True)
class PartGap:
    """The difference of a claim and the evidence in one part of its breakdown.

    points: (claimed - evidenced) × the part's share of the whole weight; they sum to the whole difference.
    """

    region: Region
    claimed: Fraction
    evidenced: Fraction
    weight_share: Fraction
    points: Fraction


@dataclass(frozen=True, slots=True)
class ClaimReview:
    """A claim beside the evidence of its moment of reading.

    presumed: how many points of the shortfall the claim presumes ready (claimed - evidenced, never below zero);
    presumed_share: the same as a share of the whole list (presumed ÷ (1 - evidenced)).
    """

    claim: Claim
    at: datetime
    evidenced: Fraction
    verified: Fraction
    shortfalls: tuple[Shortfall, ...]
    presumed: Fraction
    presumed_share: Fraction | None
    parts: tuple[PartGap, ...]

    @property
    def difference(self) -> Fraction:
        """Claimed less evidenced; negative where the evidence says more than the claim."""
        return Fraction(self.claim.share, 1_000_000) - self.evidenced

    @property
    def parts_claimed(self) -> Fraction | None:
        """What the breakdown amounts to, each part by its weight; None where none was given."""
        return sum((part.claimed * part.weight_share for part in self.parts), Fraction(0)) if self.parts else None

    @property
    def parts_points(self) -> Fraction:
        """The sum of the parts' differences."""
        return sum((part.points for part in self.parts), Fraction(0))

    @property
    def outside_parts(self) -> Fraction:
        """What is left of the whole difference: claimed as a whole but not in the breakdown, or the other way."""
        return self.difference - self.parts_points
