"""Which place a row means, and what the database holds about the places of a file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.utils.text import slugify
from django.utils.translation import gettext as _

from siaga.access import inside
from siaga.elections.models import Election, PollingStation
from siaga.intake.plan import Plan, Row
from siaga.planning.models import Site, SiteKind, Tier
from siaga.wilayah.models import Level, Region, RegionAlias

CHUNK = 900
_TIER_OF = {Level.DISTRICT: Tier.DISTRICT, Level.VILLAGE: Tier.VILLAGE}
_PREFIX = {SiteKind.DEPOT: "gudang", SiteKind.TRANSFER: "alih-muat", SiteKind.CROSSING: "penyeberangan"}


@dataclass(slots=True)
class Known:
    """What the database holds about the codes in the file."""

    regions: dict[str, Region] = field(default_factory=dict)
    stations: dict[str, PollingStation] = field(default_factory=dict)
    sites: dict[str, Site] = field(default_factory=dict)

    def region(self, code: str) -> Region | None:
        return self.regions.get(code)


@dataclass(frozen=True, slots=True)
class Meant:
    """What a row is about."""

    region: Region
    code: str
    kind: str
    tier: str


def meant_of(plan: Plan, row: Row, known: Known, election: Election) -> Meant | None:
    """The place that the row means; None where it was rejected."""
    kind = row["kind"] or SiteKind.SITE
    station = row["tps_code"]
    written: str | None = row["region_code"]
    if station is not None and kind == SiteKind.SITE:
        return _station_meant(plan, row, known, election)
    if written is None and kind == SiteKind.SITE:
        plan.reject(row, "region_code", _("Lokasi tidak dikenali. Isi kode wilayah atau kode TPS."))
        return None
    region = known.region(written) if written else election.region
    if region is None or not inside(region.code, election.region.code):
        plan.reject(row, "region_code", _outside(written or "", region, election), value=written)
        return None
    if kind != SiteKind.SITE:
        code = row["code"] or slugify(row["name"] or "")[:40] or f"{_PREFIX[SiteKind(kind)]}-{region.code}"
        if code.count(".") and code in known.regions:
            plan.reject(
                row, "code", _("Kode lokasi %(code)s sama dengan kode wilayah. Pakai nama singkat.") % {"code": code}
            )
            return None
        return Meant(region, code, kind, "")
    if region.level not in _TIER_OF:
        plan.reject(
            row,
            "region_code",
            _("%(region)s bukan desa/kelurahan atau kecamatan. Untuk gudang, isi jenis lokasi dengan depot.")
            % {"region": region.title},
        )
        return None
    tier = _TIER_OF[Level(region.level)]
    if row["tier"] and row["tier"] != tier:
        plan.reject(
            row,
            "tier",
            _("Tingkat %(said)s tidak cocok dengan %(region)s. Perbaiki salah satunya.")
            % {"said": Tier(row["tier"]).label, "region": region.title},
        )
        return None
    return Meant(region, region.code, kind, tier)


def _station_meant(plan: Plan, row: Row, known: Known, election: Election) -> Meant | None:
    wanted = row["tps_code"]
    village = known.region(wanted.village)
    code = f"{village.code}/{wanted.number:03d}" if village else str(wanted)
    station = known.stations.get(code)
    if station is None:
        plan.reject(
            row,
            "tps_code",
            _("TPS %(code)s tidak ada pada pemilihan ini. Periksa kode, atau impor TPS-nya dulu.") % {"code": code},
        )
        return None
    written: str | None = row["region_code"]
    by_column = known.region(written) if written else None
    if written and (by_column is None or by_column.pk != station.village_id):
        plan.reject(
            row,
            "tps_code",
            _("Kode TPS %(code)s tidak berada di wilayah %(region)s. Perbaiki salah satu.")
            % {"code": code, "region": f"{by_column.name} ({written})" if by_column else written},
        )
        return None
    if row["tier"] and row["tier"] != Tier.STATION:
        plan.reject(row, "tier", _("Baris ini menyebut TPS, jadi tingkatnya harus tps. Perbaiki salah satunya."))
        return None
    return Meant(station.village, code, SiteKind.SITE, Tier.STATION)


def _outside(code: str, region: Region | None, election: Election) -> str:
    if region is None:
        return _("Wilayah %(code)s belum dikenal. Periksa kode, atau impor wilayahnya dulu.") % {"code": code}
    return _(
        "%(region)s (%(code)s) berada di luar daerah pemilihan ini, %(election)s. Pilih pemilihan yang sesuai."
    ) % {
        "region": region.title,
        "code": region.code,
        "election": election.region.name,
    }


def hubs_of(meant: Iterable[tuple[Row, Meant]], known: Known) -> Mapping[str, str]:
    """Every way to name a place that others are reached through: its code, its name, its region's code → its code."""
    hubs: dict[str, str] = {}
    for site in known.sites.values():
        if site.kind in (SiteKind.CROSSING, SiteKind.TRANSFER):
            hubs |= {site.region.code: site.code, site.name.casefold(): site.code}
    for row, one in meant:
        if one.kind in (SiteKind.CROSSING, SiteKind.TRANSFER):
            hubs |= {one.region.code: one.code, (row["name"] or "").casefold(): one.code}
    codes = {site.code for site in known.sites.values() if site.kind != SiteKind.SITE}
    codes |= {one.code for _row, one in meant if one.kind != SiteKind.SITE}
    hubs |= {code.casefold(): code for code in codes}
    hubs.pop("", None)
    return hubs


def known_of(rows: Iterable[Row], election: Election) -> Known:
    known = Known()
    wanted = {row["region_code"] for row in rows if row["region_code"]}
    wanted |= {row["tps_code"].village for row in rows if row["tps_code"]}
    wanted |= {row["code"] for row in rows if row["code"]}
    for chunk in _chunks(wanted):
        for region in Region.objects.select_related("parent").filter(code__in=chunk):
            known.regions[region.code] = region
        for alias in (
            RegionAlias.objects.select_related("region__parent").filter(code__in=chunk).order_by("valid_to", "pk")
        ):
            known.regions.setdefault(alias.code, alias.region)
    villages = {
        known.regions[row["tps_code"].village].code
        for row in rows
        if row["tps_code"] and row["tps_code"].village in known.regions
    }
    for chunk in _chunks(villages):
        for station in PollingStation.objects.filter(election=election, village_code__in=chunk).select_related(
            "village"
        ):
            known.stations[station.code] = station
    for site in Site.objects.filter(election=election).select_related("region__parent", "election__region"):
        known.sites[site.code] = site
    return known


def _chunks(codes: set[str]) -> Iterable[list[str]]:
    ordered = sorted(codes)
    return (ordered[start : start + CHUNK] for start in range(0, len(ordered), CHUNK))
