"""What a ruleset file says, as frozen values.

Every figure carries the key of its source and whether it was verified; a figure without a value is one
that nobody has found yet, and says so in ``doubt``. Offsets are days from voting day: -1 is H-1, 10 is H+10.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Text = Annotated[str, StringConstraints(min_length=1, max_length=400, strip_whitespace=True)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=200, strip_whitespace=True)]
Offset = Annotated[int, Field(ge=-2000, le=2000)]
Count = Annotated[int, Field(ge=0, le=1_000_000)]

SECTIONS = (
    "stages",
    "station",
    "crew",
    "honoraria",
    "ballots",
    "reserve",
    "logistics",
    "hops",
    "risk",
    "guards",
    "clocks",
    "cadence",
)
"""The parts of a ruleset, in the order in which they are shown."""


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Sourced(Frozen):
    """A statement with where it comes from. ``verified`` false needs a ``doubt`` in words."""

    source: str
    also: list[str] = []
    verified: bool
    doubt: str = Field(default="", max_length=400)


class DateFigure(Sourced):
    value: date | None = None


class CountFigure(Sourced):
    value: Annotated[int, Field(ge=0, le=1_000_000)] | None = None


class VoterLimit(Sourced):
    """Most registered voters that one TPS may have."""

    value: Annotated[int, Field(ge=1, le=10_000)] | None = None


class Percent(Sourced):
    """Percent of the registered voters, 0 to 100."""

    value: Annotated[Decimal, Field(ge=0, le=100, strict=False)] | None = None


class Rounding(Sourced):
    value: Literal["up", "nearest", "down"] | None = None


class ReserveLevel(Sourced):
    """Where the reserve is computed and rounded: at each TPS, village, sub-district or the regency."""

    value: Literal["station", "village", "district", "regency"] | None = None


class Weighting(Sourced):
    value: Literal["equal", "own"]


class VotingHours(Sourced):
    opens: Annotated[str, StringConstraints(pattern=r"^([01]\d|2[0-3])\.[0-5]\d$")]
    closes: Annotated[str, StringConstraints(pattern=r"^([01]\d|2[0-3])\.[0-5]\d$")]


class Gap(Frozen):
    """That a section is known to be incomplete: how many rows it has, how many the original has."""

    section: Literal[SECTIONS]  # type: ignore[valid-type]
    known: Annotated[int, Field(ge=0)] | None = None
    expected: Annotated[int, Field(ge=0)] | None = None
    source: str = ""
    text: Text


class StageRule(Sourced):
    """A stage with dates or with offsets; an end that neither gives is unknown."""

    key: Key
    name: Name
    phase: Annotated[str, StringConstraints(min_length=1, max_length=40)]
    starts: date | None = None
    ends: date | None = None
    starts_offset: Offset | None = None
    ends_offset: Offset | None = None


class Station(Frozen):
    voter_limit: VoterLimit


class Crew(Sourced):
    key: Key
    name: Name
    per_station: Annotated[int, Field(ge=0, le=100)] | None = None


class Honorarium(Sourced):
    key: Key
    name: Name
    rupiah: Annotated[int, Field(ge=0)] | None = None


class Ballot(Sourced):
    key: Key
    name: Name
    colour: Name
    level: Name


class Reserve(Frozen):
    """Reserve ballots: percent of the voters, how it is rounded, where, and the stock held for a repeat vote."""

    percent: Percent
    rounding: Rounding
    level: ReserveLevel
    psu_stock: CountFigure


class Item(Sourced):
    """A logistics item; ``basis`` says per what the quantity counts."""

    key: Key
    name: Name
    unit: Name
    quantity: Count | None = None
    basis: Literal["station", "ballot", "booth", "voter", "village", "district", "regency"]


class Hop(Sourced):
    """A station of the way of the logistics, with the day by which it is reached."""

    key: Key
    name: Name
    deadline_offset: Offset | None = None
    handover: str = Field(default="", max_length=120)


class RiskVariable(Frozen):
    number: Annotated[int, Field(ge=1, le=99)]
    name: Name


class RiskIndicator(Sourced):
    number: Annotated[str, StringConstraints(pattern=r"^[1-9]\d?\.[1-9]\d?$")]
    text: Text
    weight: Annotated[Decimal, Field(gt=0, le=100, strict=False)] = Decimal(1)


class RiskClass(Sourced):
    key: Key
    name: Name
    criteria: str = Field(default="", max_length=400)


class RiskRule(Sourced):
    """A TPS of which this is known is at least of this class, whatever else is said of it.

    all_of, any_of: numbers of indicators; special: it must be a TPS lokasi khusus (numbered from 901).
    """

    key: Key
    cls: Literal["rawan", "sangat-rawan", "khusus"] = Field(alias="class")
    text: Name
    all_of: list[str] = []
    any_of: list[str] = []
    special: bool = False


class Risk(Frozen):
    weighting: Weighting
    variables: list[RiskVariable] = []
    indicators: list[RiskIndicator] = []
    classes: list[RiskClass] = []
    rules: list[RiskRule] = []


class GuardPattern(Sourced):
    """So many police and Linmas for so many TPS, as one area did it in one election."""

    area: Name
    election: Name
    classes: Annotated[list[Key], Field(min_length=1)]
    police: Count
    tps: Annotated[int, Field(ge=1, le=1000)]
    tps_max: Annotated[int, Field(ge=1, le=1000)] | None = None
    linmas: Count
    linmas_max: Count | None = None


class ArmySupport(Sourced):
    """Whether the army may support the police at polling stations; it never stands in their place."""

    value: bool


class Clock(Sourced):
    """A time limit of a complaint; ``day_type`` says which days count."""

    key: Key
    name: Name
    amount: Annotated[int, Field(ge=1, le=1000)]
    unit: Literal["day", "hour"]
    day_type: Literal["calendar", "working"]


class Cadence(Sourced):
    """How often the desk reports, from one distance to voting day until another (both inclusive)."""

    from_offset: Offset | None = None
    until_offset: Offset | None = None
    every: Literal["monthly", "weekly", "daily", "hourly"]
    hours: Annotated[int, Field(ge=1, le=24)] | None = None


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that the user must know before trusting a figure or a list."""

    section: str
    label: str
    text: str
    unknown: bool = False


class Ruleset(Frozen):
    """All rules of one kind of election."""

    format: Literal[1]
    name: Key
    version: Annotated[str, StringConstraints(pattern=r"^\d+(\.\d+)*$", max_length=20)]
    title: Name
    regime: Literal["pilkada", "pemilu"]
    kind: Literal["regular", "repeat"]
    voting_day: DateFigure | None = None
    voting_hours: VotingHours
    sources: dict[str, Text]
    gaps: list[Gap] = []
    stages: Annotated[list[StageRule], Field(min_length=1)]
    station: Station
    crew: list[Crew]
    honoraria: list[Honorarium] = []
    ballots: Annotated[list[Ballot], Field(min_length=1)]
    reserve: Reserve
    logistics: list[Item]
    hops: list[Hop]
    risk: Risk
    guards: list[GuardPattern] = []
    army_support: ArmySupport | None = None
    clocks: list[Clock] = []
    cadence: list[Cadence] = []

    @property
    def voter_limit(self) -> int | None:
        return self.station.voter_limit.value

    def cite(self, statement: Sourced) -> str:
        """The readable citation of a statement, further sources after a semicolon."""
        return "; ".join(self.sources[key] for key in (statement.source, *statement.also))

    def statements(self) -> Iterator[tuple[str, str, Sourced]]:
        """Every sourced statement as (section, label, statement), in the order of the file."""
        if self.voting_day is not None:
            yield "stages", "Hari pemungutan suara", self.voting_day
        yield "stages", "Jam pemungutan suara", self.voting_hours
        yield from (("stages", stage.name, stage) for stage in self.stages)
        yield "station", "Batas pemilih tiap TPS", self.station.voter_limit
        yield from (("crew", crew.name, crew) for crew in self.crew)
        yield from (("honoraria", fee.name, fee) for fee in self.honoraria)
        yield from (("ballots", ballot.name, ballot) for ballot in self.ballots)
        yield "reserve", "Persentase surat suara cadangan", self.reserve.percent
        yield "reserve", "Pembulatan cadangan", self.reserve.rounding
        yield "reserve", "Tingkat penghitungan cadangan", self.reserve.level
        yield "reserve", "Persediaan surat suara PSU", self.reserve.psu_stock
        yield from (("logistics", item.name, item) for item in self.logistics)
        yield from (("hops", hop.name, hop) for hop in self.hops)
        yield "risk", "Bobot indikator", self.risk.weighting
        yield from (("risk", f"{row.number} {row.text}", row) for row in self.risk.indicators)
        yield from (("risk", row.name, row) for row in self.risk.classes)
        yield from (("risk", row.text, row) for row in self.risk.rules)
        yield from (("guards", f"{row.area}, {row.election}: {', '.join(row.classes)}", row) for row in self.guards)
        if self.army_support is not None:
            yield "guards", "Dukungan TNI", self.army_support
        yield from (("clocks", clock.name, clock) for clock in self.clocks)
        yield from (("cadence", f"Laporan {row.every}", row) for row in self.cadence)

    def unverified(self) -> list[Doubt]:
        """Every statement that is not verified, with its doubt."""
        return [
            Doubt(section, label, statement.doubt, unknown=_is_unknown(statement))
            for section, label, statement in self.statements()
            if not statement.verified
        ]


def _is_unknown(statement: Sourced) -> bool:
    return any(
        name in type(statement).model_fields and getattr(statement, name) is None
        for name in ("value", "quantity", "per_station", "rupiah")
    )
