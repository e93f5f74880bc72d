"""What a query of the picture returns: plain values that pages, API, commands and documents show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from siaga.elections.models import Election, PollingStation
from siaga.readiness.arithmetic import Figure, Scale, Standing
from siaga.readiness.models import Claim, Indicator
from siaga.wilayah.models import Region


@dataclass(frozen=True, slots=True)
class Units:
    """Units of one kind (TPS) below a region by their standing; the five sum to ``expected``.

    quiet: those whose last report is older than the shortest stale period of their instrument, and those that never
    reported: who is silent. by_standing holds every ``Standing``.
    """

    expected: int
    by_standing: Mapping[Standing, int]
    quiet: int


@dataclass(frozen=True, slots=True)
class IndicatorLine:
    """One indicator over all its units below the region."""

    indicator: Indicator
    weight: int
    figure: Figure


@dataclass(frozen=True, slots=True)
class AgencyLine:
    """The indicators for which one kind of agency answers (not mixed: TPS and regions only, or the agency's own)."""

    agency_kind: str
    figure: Figure
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class ChildLine:
    """One part of the region: a region below it, or a TPS of a village."""

    region: Region | None
    station: PollingStation | None
    figure: Figure
    units: Units | None
    standing: Standing | None
    claimed: Fraction | None

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


@dataclass(frozen=True, slots=True)
class Shortfall:
    """One TPS short of ready, in the list behind a claim.

    share: its part of what is missing, as a share of the whole weight (all shares sum to 1 - evidenced).
    """

    station: PollingStation
    standing: Standing
    share: Fraction
    figure: Figure


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
