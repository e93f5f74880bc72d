"""Polling stations: added, changed, removed one by one. Many at once come through the import."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from siaga.access import Actor, Place, Refused, Verb, inside, require
from siaga.elections.errors import (
    BadPoint,
    ElectionClosed,
    NotAVillage,
    ReasonNeeded,
    StationExists,
    StationInUse,
    StationNumber,
)
from siaga.elections.models import Election, PollingStation
from siaga.elections.signals import stations_changed
from siaga.elections.voters import settled
from siaga.ledger.recording import action, nothing_changed, record
from siaga.wilayah.models import Level, Region


@dataclass(frozen=True, slots=True)
class StationFacts:
    """What is said about a station. voters: people, None where unknown; lat, lon: degrees WGS84."""

    voters_male: int | None = None
    voters_female: int | None = None
    voters_total: int | None = None
    lat: float | None = None
    lon: float | None = None
    estimated: bool = False
    address: str = ""


@action("station.add")
def add_station(
    *,
    actor: Actor,
    election: Election,
    village: Region,
    number: int,
    now: datetime,
    facts: StationFacts = StationFacts(),
) -> PollingStation:
    """Add a TPS to an election.

    Raises NotAVillage, StationNumber, StationExists, VoterSum, BadPoint, ElectionClosed.
    """
    require(actor, Verb.STATION_CHANGE, Place(village.code, unit=_code(village, number), election=election.pk))
    _open(election)
    if village.level != Level.VILLAGE or not inside(village.code, election.region.code):
        raise NotAVillage(village.name)
    station = PollingStation(election=election)
    _place(station, village, number)
    _say(station, facts)
    _save(station, new=True)
    record(actor, "station.add", station, before=None, after=station.as_fact(), now=now)
    _tell(actor, station, now)
    return station


@action("station.change")
def change_station(
    *,
    actor: Actor,
    station: PollingStation,
    facts: StationFacts,
    now: datetime,
    number: int | None = None,
    reason: str = "",
) -> PollingStation:
    """Change what is said about a TPS, as a whole; another number also changes its code, never its identity.

    Raises StationNumber, StationExists, VoterSum, BadPoint, ElectionClosed.
    """
    require(actor, Verb.STATION_CHANGE, station.place)
    station = _lock(station)
    before = station.as_fact()
    if number is not None and number != station.number:
        moved = Place(station.village_code, unit=_code(station.village, number), election=station.election_id)
        require(actor, Verb.STATION_CHANGE, moved)
        _place(station, station.village, number)
    _say(station, facts)
    if station.as_fact() == before:
        nothing_changed()
        return station
    _save(station)
    record(actor, "station.change", station, before=before, after=station.as_fact(), now=now, reason=reason.strip())
    if station.code != before["code"]:
        _tell(actor, station, now)
    return station


@action("station.remove")
def remove_station(*, actor: Actor, station: PollingStation, now: datetime, reason: str) -> None:
    """Remove a TPS that is not there after all. Raises ReasonNeeded, StationInUse, ElectionClosed."""
    require(actor, Verb.STATION_CHANGE, station.place)
    if not reason.strip():
        raise ReasonNeeded
    station = _lock(station)
    record(actor, "station.remove", station, before=station.as_fact(), after=None, now=now, reason=reason.strip())
    gone = station.pk
    try:
        station.delete()
    except ProtectedError:
        raise StationInUse(f"{station.label} {station.village.name}") from None
    _tell(actor, station, now, gone)


def _code(village: Region, number: int) -> str:
    if not 1 <= number <= 999:
        raise StationNumber
    return f"{village.code}/{number:03d}"


def _place(station: PollingStation, village: Region, number: int) -> None:
    code = _code(village, number)
    if PollingStation.objects.filter(election=station.election, code=code).exclude(pk=station.pk).exists():
        raise StationExists(number, village.name)
    station.village, station.number, station.code = village, number, code
    station.village_code = village.code
    station.province_code = village.province_code
    station.regency_code = village.regency_code
    station.district_code = village.district_code


def _say(station: PollingStation, facts: StationFacts) -> None:
    if (facts.lat is None) != (facts.lon is None):
        raise BadPoint
    if facts.lat is not None and facts.lon is not None and not (-90 <= facts.lat <= 90 and -180 <= facts.lon <= 180):
        raise BadPoint
    for field in fields(facts):
        setattr(station, field.name, getattr(facts, field.name))
    station.address = " ".join(facts.address.split())[:300]
    station.voters_male, station.voters_female, station.voters_total = settled(
        facts.voters_male, facts.voters_female, facts.voters_total
    )


def _save(station: PollingStation, *, new: bool = False) -> None:
    try:
        with transaction.atomic():
            station.save(force_insert=new)
    except IntegrityError:  # somebody took the number between our look and our write
        raise StationExists(station.number, station.village.name) from None


def _tell(actor: Actor, station: PollingStation, now: datetime, pk: int | None = None) -> None:
    stations_changed.send(
        PollingStation, election=station.election, actor=actor, now=now, stations=frozenset({pk or station.pk})
    )


def _open(election: Election) -> None:
    if election.closed:
        raise ElectionClosed(election.name)


def _lock(station: PollingStation) -> PollingStation:
    """The station as it is now, held until the action ends."""
    found = (
        PollingStation.objects.select_for_update(of=("self",))
        .select_related("election__region", "village")
        .filter(pk=station.pk)
        .first()
    )
    if found is None:
        raise Refused
    _open(found.election)
    return found
