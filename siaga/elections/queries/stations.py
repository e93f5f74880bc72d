"""Counts of polling stations and voters, where unknown is counted as unknown and never as zero."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, Sum

from siaga.access import Actor
from siaga.elections.access import under, visible_elections, visible_stations
from siaga.elections.models import SPECIAL_FROM, Election, PollingStation
from siaga.elections.queries.elections import ruleset_of
from siaga.wilayah.models import Level, Region

_CHILD_FIELD = {
    Level.PROVINCE: "regency_code",
    Level.REGENCY: "district_code",
    Level.DISTRICT: "village_code",
    Level.VILLAGE: "code",
}


@dataclass(frozen=True, slots=True)
class StationCounts:
    """Stations below a region, and their voters as far as they are known.

    voters, male, female: sums over the stations where that count is known; None where it is known of none.
    voters_known, voters_unknown: stations with and without a known total. over_limit: stations above the limit.
    """

    stations: int = 0
    special: int = 0
    voters: int | None = None
    male: int | None = None
    female: int | None = None
    voters_known: int = 0
    over_limit: int = 0
    located: int = 0

    @property
    def voters_unknown(self) -> int:
        return self.stations - self.voters_known

    @property
    def complete(self) -> bool:
        """Whether the sum of voters covers every station (and there is one)."""
        return self.stations > 0 and self.voters_unknown == 0


def station_counts(actor: Actor, election: Election, region_code: str = "") -> StationCounts:
    """The counts over the stations that the actor may see, at or below the region; one query."""
    stations = visible_stations(actor, election).filter(under(region_code)).order_by()
    return _counts(stations.aggregate(**_sums(election)))


def counts_by_child(actor: Actor, election: Election, region: Region) -> dict[str, StationCounts]:
    """The counts of each child of a region by the child's code; a child without stations is absent. One query."""
    field = _CHILD_FIELD[Level(region.level)]
    stations = visible_stations(actor, election).filter(under(region.code)).order_by()
    rows = stations.values(field).annotate(**_sums(election))
    return {row[field]: _counts(row) for row in rows}


def over_limit(election: Election) -> Q:
    """Stations with more voters than the ruleset allows; none where the limit is unknown."""
    limit = ruleset_of(election).voter_limit
    return Q(voters_total__gt=limit) if limit is not None else Q(pk__in=[])


def unknown_voters() -> Q:
    """Stations whose number of voters nobody has given yet."""
    return Q(voters_total__isnull=True)


def history_of(actor: Actor, station: PollingStation) -> list[PollingStation]:
    """The chain of one station through its rounds, first round first; only rounds that the actor may see.

    A chain is as long as its elections have rounds: two, rarely three.
    """
    chain = [station]
    while chain[0].predecessor_id is not None and len(chain) < 10:
        before = PollingStation.objects.select_related("election").get(pk=chain[0].predecessor_id)
        chain.insert(0, before)
    later = PollingStation.objects.select_related("election").filter(predecessor=station).order_by("election_id")
    chain += list(later[:10])
    seen = set(visible_elections(actor).filter(pk__in={one.election_id for one in chain}).values_list("pk", flat=True))
    return [one for one in chain if one.election_id in seen]


def _sums(election: Election) -> dict[str, Any]:
    return {
        "stations": Count("pk"),
        "special": Count("pk", filter=Q(number__gte=SPECIAL_FROM)),
        "voters": Sum("voters_total"),
        "male": Sum("voters_male"),
        "female": Sum("voters_female"),
        "voters_known": Count("voters_total"),
        "over_limit": Count("pk", filter=over_limit(election)),
        "located": Count("lat"),
    }


def _counts(row: dict[str, Any]) -> StationCounts:
    return StationCounts(**{name: row[name] for name in StationCounts.__dataclass_fields__})


@dataclass(frozen=True, slots=True)
class ChildCounts:
    """A child of the election's region with its counts."""

    region: Region
    counts: StationCounts


def children_with_counts(actor: Actor, election: Election) -> list[ChildCounts]:
    """The children of the election's region that have stations which the actor may see; two queries."""
    if election.region.level == Level.VILLAGE:
        return []
    counts = counts_by_child(actor, election, election.region)
    regions = Region.objects.filter(code__in=counts).select_related("parent").order_by("code")
    return [ChildCounts(region, counts[region.code]) for region in regions]
