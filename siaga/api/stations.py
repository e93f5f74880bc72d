"""``/polling-stations``: the TPS of one election."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Path, Query, Router, Schema
from pydantic import Field

from siaga.access import Place, Refused, Verb, may
from siaga.api.paging import Page, PageQuery, page
from siaga.api.regions import RegionName, name_of
from siaga.api.security import caller, guards
from siaga.api.words import ElectionSlug, RegionCode, StationUnit
from siaga.elections.access import access_election, access_station, under, visible_stations
from siaga.elections.models import PollingStation
from siaga.wilayah.models import Region

router = Router(tags=["TPS"])


class StationOut(Schema):
    """Satu TPS dari satu pemilihan. Angka yang tidak diketahui null, bukan 0."""

    unit: str = Field(description="Penulisan sebagai unit.", examples=["tps:16.72.01.1001/005"])
    code: str = Field(description="Kode TPS.", examples=["16.72.01.1001/005"])
    number: int = Field(description="Nomor TPS; 901 ke atas TPS lokasi khusus.", examples=[5])
    special: bool = Field(description="TPS lokasi khusus.", examples=[False])
    election: str = Field(description="Nama singkat pemilihan.", examples=["pilkada-2024"])
    region: RegionName = Field(description="Desa atau kelurahannya.")
    district: RegionName = Field(description="Kecamatannya.")
    voters_male: int | None = Field(description="Pemilih laki-laki.", examples=[231])
    voters_female: int | None = Field(description="Pemilih perempuan.", examples=[240])
    voters_total: int | None = Field(description="Pemilih seluruhnya.", examples=[471])
    lat: float | None = Field(description="Lintang (WGS 84).", examples=[-4.02])
    lon: float | None = Field(description="Bujur (WGS 84).", examples=[103.25])
    estimated: bool = Field(description="Letaknya perkiraan.", examples=[True])
    address: str = Field(description="Alamat; kosong bila tidak diketahui.", examples=["Balai Kelurahan Sukorejo"])


class StationsQuery(PageQuery):
    """Which stations."""

    election: ElectionSlug = Field(
        description="Pemilihan; wajib, karena kode yang sama adalah TPS lain di pemilihan lain."
    )
    region: RegionCode | None = Field(None, description="Hanya TPS di wilayah ini dan di bawahnya.")


class StationQuery(Schema):
    """Of which election."""

    election: ElectionSlug = Field(description="Pemilihan; wajib.")


def _shown(station: PollingStation, slug: str) -> dict[str, Any]:
    district = station.village.parent
    assert district is not None
    return {
        "unit": f"tps:{station.code}",
        "code": station.code,
        "number": station.number,
        "special": station.special,
        "election": slug,
        "region": name_of(station.village),
        "district": name_of(district),
        "voters_male": station.voters_male,
        "voters_female": station.voters_female,
        "voters_total": station.voters_total,
        "lat": station.lat,
        "lon": station.lon,
        "estimated": station.estimated,
        "address": station.address,
    }


@router.get("/polling-stations", response=Page[StationOut], operation_id="polling_stations", summary="Daftar TPS")
@guards(Verb.STATION_VIEW)
def stations(request: HttpRequest, query: Annotated[StationsQuery, Query()]) -> dict[str, Any]:
    """TPS sebuah pemilihan yang terlihat oleh Anda, urut kode."""
    actor = caller(request, Verb.STATION_VIEW)
    election = access_election(actor, query.election)
    rows = visible_stations(actor, election)
    if query.region:
        rows = rows.filter(under(query.region))
        if not rows.exists() and not _sees(query.region, lambda place: may(actor, Verb.STATION_VIEW, place)):
            raise Refused
    return page(rows.select_related("village__parent"), query, lambda station: _shown(station, election.slug))


def _sees(code: str, allowed: Any) -> bool:
    return Region.objects.filter(code=code).exists() and bool(allowed(Place(code)))


@router.get("/polling-stations/{path:unit}", response=StationOut, operation_id="polling_station", summary="Satu TPS")
@guards(Verb.STATION_VIEW)
def station(
    request: HttpRequest, unit: Annotated[StationUnit, Path()], query: Annotated[StationQuery, Query()]
) -> dict[str, Any]:
    """TPS dengan kode itu dalam pemilihan yang disebut."""
    actor = caller(request, Verb.STATION_VIEW)
    election = access_election(actor, query.election)
    return _shown(access_station(actor, election, unit), election.slug)
