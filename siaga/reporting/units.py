"""Units as outsiders write them (``tps:16.72.01.1001/005``, ``region:16.72.01``, ``agency:kpu@16.72``)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from siaga.access import Place
from siaga.desk.access import agency_written
from siaga.desk.models import Agency
from siaga.elections.models import Election, PollingStation
from siaga.instruments.models import UnitKind
from siaga.prepared import Prepared
from siaga.wilayah.models import Region


@dataclass(frozen=True, slots=True)
class Unit:
    """One thing that a report is about. station, region or agency: the row itself, exactly one of them."""

    kind: UnitKind
    code: str
    station: PollingStation | None = None
    region: Region | None = None
    agency: Agency | None = None

    def __str__(self) -> str:
        return f"{self.kind}:{self.code}"

    @property
    def region_code(self) -> str:
        """Code of the narrowest region that it lies in (its own, for a region)."""
        if self.station is not None:
            return self.station.village_code
        if self.region is not None:
            return self.region.code
        return self.agency.region.code if self.agency is not None else ""

    @property
    def place(self) -> Place:
        """Where it is, for ``may``."""
        if self.station is not None:
            return self.station.place
        return Place(self.region_code, agency=self.code if self.agency is not None else "")

    def columns(self) -> dict[str, Any]:
        """The values of ``AboutUnit``'s columns."""
        code = self.region_code
        return {
            "unit_kind": self.kind.value,
            "unit_code": self.code,
            "station": self.station,
            "region": self.region,
            "agency": self.agency,
            "province_code": code[:2],
            "regency_code": code[:5] if len(code) >= 5 else "",
            "district_code": code[:8] if len(code) >= 8 else "",
            "village_code": code[:13] if len(code) >= 13 else "",
        }


def station_unit(station: PollingStation) -> Unit:
    return Unit(UnitKind.TPS, station.code, station=station)


def region_unit(region: Region) -> Unit:
    return Unit(UnitKind.REGION, region.code, region=region)


def agency_unit(agency: Agency) -> Unit:
    """Needs ``region`` loaded."""
    return Unit(UnitKind.AGENCY, agency.code, agency=agency)


_STATION: Prepared[PollingStation] = Prepared(
    lambda election, code: PollingStation.objects.filter(election=election, code=code).order_by("pk")[:1],
    election=int,
    code=str,
)


def find_unit(election: Election, text: str) -> Unit | None:
    """The unit of that written form in an election, or None. No permission is asked here: the caller must.

    A TPS is one of this election; a region lies in the election's region or above it; an agency is not closed.
    """
    kind, _, code = text.partition(":")
    if not code.isprintable():
        return None
    if kind == UnitKind.TPS:
        station = _STATION.first(election=election.pk, code=code)
        return station_unit(station) if station else None
    if kind == UnitKind.REGION:
        region = Region.objects.select_related("parent").filter(code=code, valid_to=None).first()
        return region_unit(region) if region else None
    if kind == UnitKind.AGENCY:
        agency = Agency.objects.select_related("region__parent").filter(agency_written(code), closed_on=None).first()
        return agency_unit(agency) if agency else None
    return None
