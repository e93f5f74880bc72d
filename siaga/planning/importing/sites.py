"""``import sites``: where villages, PPK and TPS are, how they are reached and when; depots and crossings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from siaga.access import inside
from siaga.elections.importing import StationCodeField
from siaga.elections.models import Election, PollingStation
from siaga.intake.errors import HeaderProblem
from siaga.intake.fields import Code, Field, Latitude, Longitude, OneOf, Text, Truth, Whole
from siaga.intake.importer import ContextField
from siaga.intake.plan import Context, Plan, Row, Sheet
from siaga.planning.importing.context import ELECTION, DistributionImporter, open_election
from siaga.planning.importing.fields import Clock, Departures, Road
from siaga.planning.importing.shown import shown_of
from siaga.planning.models import Site, SiteKind, Tier
from siaga.wilayah.models import Level, Region, RegionAlias

_CHUNK = 900
_KINDS = {
    "site": SiteKind.SITE,
    "tujuan": SiteKind.SITE,
    "depot": SiteKind.DEPOT,
    "depo": SiteKind.DEPOT,
    "gudang": SiteKind.DEPOT,
    "transfer": SiteKind.TRANSFER,
    "alih_muat": SiteKind.TRANSFER,
    "tempat_alih_muat": SiteKind.TRANSFER,
    "crossing": SiteKind.CROSSING,
    "penyeberangan": SiteKind.CROSSING,
    "dermaga": SiteKind.CROSSING,
}
_TIERS = {
    "ppk": Tier.DISTRICT,
    "kecamatan": Tier.DISTRICT,
    "desa": Tier.VILLAGE,
    "kelurahan": Tier.VILLAGE,
    "desa_kelurahan": Tier.VILLAGE,
    "pps": Tier.VILLAGE,
    "tps": Tier.STATION,
}
_TIER_OF = {Level.DISTRICT: Tier.DISTRICT, Level.VILLAGE: Tier.VILLAGE}
_PREFIX = {SiteKind.DEPOT: "gudang", SiteKind.TRANSFER: "alih-muat", SiteKind.CROSSING: "penyeberangan"}
_OPTIONAL: dict[str, Any] = {
    "name": "",
    "lat": None,
    "lon": None,
    "access": "asphalt",
    "service_minutes": None,
    "window_start": None,
    "window_end": None,
    "remote": False,
    "via": "",
}


@dataclass(slots=True)
class _Known:
    """What the database holds about the codes in the file."""

    regions: dict[str, Region] = field(default_factory=dict)
    stations: dict[str, PollingStation] = field(default_factory=dict)
    sites: dict[str, Site] = field(default_factory=dict)

    def region(self, code: str) -> Region | None:
        return self.regions.get(code)


@dataclass(frozen=True, slots=True)
class _Meant:
    """What a row is about."""

    region: Region
    code: str
    kind: str
    tier: str


class SiteImporter(DistributionImporter):
    """Places are found by their code within the election; nothing is ever removed, an empty cell changes nothing."""

    kind = "sites"
    title = gettext_lazy("Lokasi distribusi")
    about = gettext_lazy(
        "Posisi, jalan terakhir, dan jam buka desa, PPK, atau TPS; gudang, penyeberangan, dan tempat alih muat."
    )
    fields: ClassVar[tuple[Field, ...]] = (
        Code(
            name="region_code",
            label=gettext_lazy("Kode wilayah"),
            synonyms=("kode", "kode desa", "kode kelurahan", "kelurahan code", "kode desa kelurahan", "kode kecamatan"),
            levels=(2, 3, 4),
            example="16.72.01.1001",
            help=gettext_lazy("Desa/kelurahan atau kecamatan (PPK); tidak wajib bila kode TPS diisi."),
        ),
        StationCodeField(
            name="tps_code",
            label=gettext_lazy("Kode TPS"),
            synonyms=("kode tps", "id tps"),
            example="",
            help=gettext_lazy("Hanya untuk TPS yang diantar sendiri, misalnya 16.72.01.1001/005."),
        ),
        OneOf(
            name="kind",
            label=gettext_lazy("Jenis lokasi"),
            synonyms=("jenis",),
            options=_KINDS,
            example="",
            help=gettext_lazy(
                "Kosong berarti tujuan; lainnya: depot (gudang), transfer (alih muat), crossing (penyeberangan)."
            ),
        ),
        Text(
            name="code",
            label=gettext_lazy("Kode lokasi"),
            synonyms=("site code", "kode tempat", "id"),
            longest=40,
            example="",
            help=gettext_lazy("Nama singkat gudang, penyeberangan, atau tempat alih muat."),
        ),
        Text(
            name="name",
            label=gettext_lazy("Nama"),
            synonyms=("nama lokasi", "tempat", "lokasi"),
            longest=160,
            example="",
        ),
        Latitude(),
        Longitude(),
        Road(
            name="access",
            label=gettext_lazy("Jalan terakhir"),
            synonyms=("akses", "jalan", "kelas jalan"),
            example="gravel",
            help=gettext_lazy(
                "Kelas jalan pada ruas terakhir: aspal, kerikil, gardan ganda, motor, perahu, jalan kaki."
            ),
        ),
        Whole(
            name="service_minutes",
            label=gettext_lazy("Waktu bongkar (menit)"),
            synonyms=("waktu bongkar", "menit bongkar", "bongkar"),
            most=720,
            example="15",
        ),
        Clock(name="window_start", label=gettext_lazy("Buka"), synonyms=("jam buka", "mulai"), example="07:00"),
        Clock(name="window_end", label=gettext_lazy("Tutup"), synonyms=("jam tutup", "selesai"), example="17:00"),
        Truth(
            name="remote",
            label=gettext_lazy("Didahulukan"),
            synonyms=("terpencil", "sulit", "terluar", "daerah sulit"),
            example="tidak",
            help=gettext_lazy("Daerah sulit yang diantar lebih dulu."),
        ),
        Text(
            name="via",
            label=gettext_lazy("Lewat"),
            synonyms=("melalui", "lewat penyeberangan"),
            longest=40,
            example="",
            help=gettext_lazy("Kode penyeberangan atau tempat alih muat yang dilewati."),
        ),
        OneOf(name="tier", label=gettext_lazy("Tingkat"), synonyms=("tingkatan",), options=_TIERS, example=""),
        Departures(
            name="departures",
            label=gettext_lazy("Keberangkatan"),
            synonyms=("jadwal", "jam berangkat", "jadwal penyeberangan"),
            example="",
            help=gettext_lazy("Jadwal penyeberangan seperti 06:00;14:00."),
        ),
    )
    context_fields: ClassVar[tuple[ContextField, ...]] = (ELECTION,)

    def check(self, sheet: Sheet, context: Context) -> Plan:
        election = open_election(context)
        if not {"region_code", "tps_code"} & sheet.fields_present:
            raise HeaderProblem(
                _("Berkas ini belum menyebut lokasi mana."),
                _("Tambahkan kolom Kode wilayah atau Kode TPS."),
                missing=("region_code",),
            )
        known = _known(sheet.rows, election)
        plan = Plan()
        meant: list[tuple[Row, _Meant]] = []
        seen: dict[str, int] = {}
        for row in sheet.rows:
            one = _meant(plan, row, known, election)
            if one is None:
                continue
            first = seen.setdefault(one.code, row.number)
            if first != row.number:
                plan.reject(
                    row,
                    "code" if one.kind != SiteKind.SITE else "tps_code" if row["tps_code"] else "region_code",
                    _("Lokasi %(code)s sudah ada pada baris %(first)d. Hapus salah satunya.")
                    % {"code": one.code, "first": first},
                )
                continue
            meant.append((row, one))
        hubs = _hubs(meant, known)
        for row, one in meant:
            facts = _facts(plan, row, one, known.sites.get(one.code), hubs)
            if facts is not None:
                _plan_row(plan, row, one, facts, election, known.sites.get(one.code), context)
        return plan

    def written(self, plan: Plan, context: Context) -> None:
        changed = [update.obj.pk for update in plan.updates]
        for start in range(0, len(changed), _CHUNK):
            Site.objects.filter(pk__in=changed[start : start + _CHUNK]).update(updated_at=context.now)


def _meant(plan: Plan, row: Row, known: _Known, election: Election) -> _Meant | None:
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
        return _Meant(region, code, kind, "")
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
    return _Meant(region, region.code, kind, tier)


def _station_meant(plan: Plan, row: Row, known: _Known, election: Election) -> _Meant | None:
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
    return _Meant(station.village, code, SiteKind.SITE, Tier.STATION)


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


def _hubs(meant: Iterable[tuple[Row, _Meant]], known: _Known) -> Mapping[str, str]:
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


def _facts(
    plan: Plan, row: Row, meant: _Meant, standing: Site | None, hubs: Mapping[str, str]
) -> dict[str, Any] | None:
    """What the row says; what it leaves empty stays, or has its usual value for a new place. None: rejected."""
    if (row["lat"] is None) != (row["lon"] is None):
        missing = "lon" if row["lon"] is None else "lat"
        plan.reject(row, missing, _("Lintang dan bujur harus diisi keduanya, atau dikosongkan keduanya."))
        return None
    if standing is not None and standing.kind != meant.kind:
        plan.reject(
            row,
            "kind",
            _("Lokasi %(code)s tercatat sebagai %(kind)s. Pakai kode lain.")
            % {"code": meant.code, "kind": standing.get_kind_display().lower()},
        )
        return None
    facts: dict[str, Any] = {"kind": meant.kind, "tier": meant.tier}
    for name, usual in _OPTIONAL.items():
        value = row[name]
        facts[name] = value if value is not None else getattr(standing, name) if standing else usual
    start, end = facts["window_start"], facts["window_end"]
    if start is not None or end is not None:
        start, end = start if start is not None else 0, end if end is not None else 1440
        facts |= {"window_start": start, "window_end": end}
        if start >= end:
            plan.reject(row, "window_end", _("Jam tutup harus sesudah jam buka. Perbaiki salah satunya."))
            return None
    if row["via"]:
        via = hubs.get(row["via"]) or hubs.get(row["via"].casefold())
        if via is None or via == meant.code:
            plan.reject(
                row,
                "via",
                _("%(via)s belum ada sebagai penyeberangan atau tempat alih muat. Tambahkan barisnya, atau kosongkan.")
                % {"via": row["via"]},
            )
            return None
        facts["via"] = via
    departures = row["departures"]
    facts["departures"] = departures if departures is not None else list(standing.departures) if standing else []
    if facts["departures"] and meant.kind != SiteKind.CROSSING:
        plan.warn(row, "departures", _("Jadwal keberangkatan hanya berlaku bagi penyeberangan; di sini diabaikan."))
        facts["departures"] = []
    if meant.kind == SiteKind.CROSSING and not facts["departures"]:
        plan.warn(row, "departures", _("Penyeberangan tanpa jadwal dianggap dapat berangkat setiap saat."))
    return facts


def _plan_row(
    plan: Plan,
    row: Row,
    meant: _Meant,
    facts: dict[str, Any],
    election: Election,
    standing: Site | None,
    context: Context,
) -> None:
    if standing is None:
        site = Site(election=election, region=meant.region, code=meant.code, updated_at=context.now, **facts)
        plan.create(row, site, region=meant.region.code, label=_label(meant, facts))
        return
    changed = {name: value for name, value in facts.items() if getattr(standing, name) != value}
    if changed:
        shown = shown_of(standing, changed)
        plan.update(row, standing, changed, region=standing.region.code, label=_label(meant, facts), shown=shown)
    else:
        plan.keep(row)


def _label(meant: _Meant, facts: Mapping[str, Any]) -> str:
    if meant.tier == Tier.STATION:
        return f"TPS {meant.code.rpartition('/')[2]} {meant.region.name}"
    return facts["name"] or (meant.region.title if meant.kind == SiteKind.SITE else meant.code)


def _known(rows: Iterable[Row], election: Election) -> _Known:
    known = _Known()
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
    return (ordered[start : start + _CHUNK] for start in range(0, len(ordered), _CHUNK))
