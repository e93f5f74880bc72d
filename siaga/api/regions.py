"""``/regions``: the tree by Kemendagri code, with the figures of one election where one is named."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Path, Query, Router, Schema
from pydantic import Field

from siaga.access import Actor, Refused, Verb
from siaga.api.paging import Page, PageQuery, page
from siaga.api.security import caller, guards
from siaga.api.words import ElectionSlug, RegionCode
from siaga.elections.access import access_election
from siaga.elections.models import Election
from siaga.elections.queries.stations import StationCounts, counts_by_child, station_counts
from siaga.wilayah.access import access_region, present_code, visible_regions
from siaga.wilayah.models import Region

router = Router(tags=["Wilayah"])


class RegionName(Schema):
    """Sebuah wilayah, cukup untuk dikenali."""

    code: str = Field(description="Kode Kemendagri.", examples=["16.72.01"])
    name: str = Field(description="Nama tanpa jenisnya.", examples=["Pagar Alam Utara"])
    title: str = Field(description="Nama dengan jenisnya.", examples=["Kecamatan Pagar Alam Utara"])


class RegionOut(RegionName):
    """Sebuah wilayah; angka-angkanya milik pemilihan yang disebut dalam `election`."""

    unit: str = Field(description="Penulisan sebagai unit.", examples=["region:16.72.01"])
    level: int = Field(description="1 provinsi, 2 kabupaten/kota, 3 kecamatan, 4 desa/kelurahan.", examples=[3])
    kind: str = Field(
        description="Jenis: provinsi, kabupaten, kota, kecamatan, kelurahan, desa, desa_adat.", examples=["kecamatan"]
    )
    parent: RegionName | None = Field(description="Wilayah di atasnya; null untuk provinsi.")
    lat: float | None = Field(
        description="Lintang titik wilayah (WGS 84); null bila tidak diketahui.", examples=[-4.02]
    )
    lon: float | None = Field(description="Bujur titik wilayah (WGS 84); null bila tidak diketahui.", examples=[103.25])
    valid_from: date | None = Field(description="Berlaku sejak; null bila tidak dicatat.", examples=[None])
    valid_to: date | None = Field(description="Berlaku sampai; null bila masih berlaku.", examples=[None])
    polling_stations: int | None = Field(
        description="Banyak TPS yang terlihat oleh Anda; null tanpa `election`.", examples=[70]
    )
    voters: int | None = Field(
        description="Jumlah pemilih TPS yang angkanya diketahui; null bila tidak satu pun diketahui.", examples=[32694]
    )
    voters_unknown: int | None = Field(
        description="Banyak TPS yang jumlah pemilihnya belum diketahui; tidak ikut dalam `voters`.", examples=[0]
    )


class ElectionQuery(Schema):
    """The election whose figures are meant."""

    election: ElectionSlug | None = Field(None, description="Pemilihan yang angkanya diminta.")


def name_of(region: Region) -> dict[str, str]:
    return {"code": region.code, "name": region.name, "title": region.title}


def region_of(actor: Actor, code: str, verb: Verb = Verb.REGION_VIEW) -> Region:
    """The region of that code, also by a code that it had in an earlier list. Raises Refused."""
    try:
        return access_region(actor, code, verb)
    except Refused:
        current = present_code(actor, code, verb)
        if current is None:
            raise
        return access_region(actor, current, verb)


def _shown(region: Region, parent: Region | None, counts: StationCounts | None) -> dict[str, Any]:
    return {
        **name_of(region),
        "unit": f"region:{region.code}",
        "level": region.level,
        "kind": region.kind,
        "parent": name_of(parent) if parent else None,
        "lat": region.lat,
        "lon": region.lon,
        "valid_from": region.valid_from,
        "valid_to": region.valid_to,
        "polling_stations": counts.stations if counts else None,
        "voters": counts.voters if counts else None,
        "voters_unknown": counts.voters_unknown if counts else None,
    }


def _election(actor: Actor, slug: str | None) -> Election | None:
    return access_election(actor, slug) if slug else None


@router.get("/regions/{code}", response=RegionOut, operation_id="region", summary="Satu wilayah")
@guards(Verb.REGION_VIEW)
def region(
    request: HttpRequest, code: Annotated[RegionCode, Path()], query: Annotated[ElectionQuery, Query()]
) -> dict[str, Any]:
    """Wilayah dengan kode itu; kode dari daftar lama menjawab dengan wilayahnya yang sekarang."""
    actor = caller(request, Verb.REGION_VIEW)
    election = _election(actor, query.election)
    found = region_of(actor, code)
    counts = station_counts(actor, election, found.code) if election else None
    return _shown(found, found.parent, counts)


class ChildrenQuery(PageQuery, ElectionQuery):
    """Paging and election."""


@router.get(
    "/regions/{code}/children", response=Page[RegionOut], operation_id="region_children", summary="Wilayah di bawahnya"
)
@guards(Verb.REGION_VIEW)
def children(
    request: HttpRequest, code: Annotated[RegionCode, Path()], query: Annotated[ChildrenQuery, Query()]
) -> dict[str, Any]:
    """Wilayah satu tingkat di bawahnya, urut kode, dengan angka pemilihan bila disebut."""
    actor = caller(request, Verb.REGION_VIEW)
    election = _election(actor, query.election)
    found = region_of(actor, code)
    counts = counts_by_child(actor, election, found) if election else {}

    def show(child: Region) -> dict[str, Any]:
        return _shown(child, found, counts.get(child.code, StationCounts()) if election else None)

    return page(visible_regions(actor).filter(parent=found).order_by("code"), query, show)
