"""``import tps``: the polling stations of one election, with the voters as far as they are known."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from siaga.access import Actor, Problem, Verb, inside
from siaga.elections.choosing import chosen_election, election_field
from siaga.elections.models import SPECIAL_FROM, Election, PollingStation
from siaga.elections.queries import ruleset_of
from siaga.elections.signals import stations_changed
from siaga.elections.voters import settled
from siaga.intake.errors import HeaderProblem
from siaga.intake.fields import BadValue, Code, Field, Latitude, Longitude, Text, Truth, Whole, Words
from siaga.intake.importer import ContextField, Importer
from siaga.intake.plan import Context, Plan, Row, Sheet
from siaga.wilayah.models import CodeSystem, Level, Region, RegionAlias

_CHUNK = 900
_NAMED = 500
"""Up to so many new stations are named to the rooms above one by one."""
_DIGITS = re.compile(r"(\d{10})[/.\- ]?(\d{3})", re.ASCII)
_WRITTEN = re.compile(r"(\d{2}\.\d{2}\.\d{2}\.\d{4})\s*[/\-]\s*(\d{1,3})", re.ASCII)


_CODE_LABEL = gettext_lazy("Kode TPS")


@dataclass(frozen=True, slots=True)
class StationCode:
    """A TPS code as it stood in the file: the village with dots, the number, and whether KPU's digits were used."""

    village: str
    number: int
    kpu: bool

    def __str__(self) -> str:
        return f"{self.village}/{self.number:03d}"


@dataclass(frozen=True, kw_only=True)
class StationCodeField(Field):
    """KPU's 13 digits (``1706012005001``), or village code and number (``17.06.01.2005/001``)."""

    name: str = "tps_code"
    label: Words = _CODE_LABEL
    synonyms: tuple[str, ...] = ("kode tps", "id tps", "kd tps")

    def value(self, text: str) -> StationCode:
        if found := _DIGITS.fullmatch(text):
            digits = found[1]
            village = f"{digits[:2]}.{digits[2:4]}.{digits[4:6]}.{digits[6:]}"
            return StationCode(village, int(found[2]), kpu=True)
        if found := _WRITTEN.fullmatch(text):
            return StationCode(found[1], int(found[2]), kpu=False)
        raise BadValue(
            _("%(label)s “%(text)s” bukan kode TPS. Tulis 13 angka KPU (1672011001005) atau 16.72.01.1001/005.")
            % {"label": self.label, "text": text[:30]}
        )


@dataclass(slots=True)
class _Known:
    """What the database holds about the codes in the file."""

    villages: dict[str, Region] = field(default_factory=dict)
    former: dict[str, Region] = field(default_factory=dict)
    kpu: dict[str, Region] = field(default_factory=dict)
    above: dict[str, Region] = field(default_factory=dict)
    stations: dict[str, PollingStation] = field(default_factory=dict)

    def village(self, code: str, *, kpu: bool) -> Region | None:
        """The village of a code, in KPU's list first where the code came from there; former codes last."""
        if kpu and code in self.kpu:
            return self.kpu[code]
        return self.villages.get(code) or self.former.get(code) or self.kpu.get(code)


class StationImporter(Importer):
    """Stations are found by village and number within the election; nothing is ever removed."""

    kind = "tps"
    title = gettext_lazy("TPS")
    about = gettext_lazy("TPS sebuah pemilihan dengan jumlah pemilihnya; yang belum diketahui dibiarkan kosong.")
    verb = Verb.STATION_CHANGE
    fields: ClassVar[tuple[Field, ...]] = (
        StationCodeField(
            example="1672011001005",
            help=gettext_lazy("13 angka KPU, atau kode desa dan nomor seperti 16.72.01.1001/005."),
        ),
        Code(
            name="region_code",
            label=gettext_lazy("Kode desa/kelurahan"),
            synonyms=(
                "kelurahan code",
                "kode desa",
                "kode kelurahan",
                "kode desa kelurahan",
                "kode wilayah",
                "desa code",
                "village code",
            ),
            levels=(4,),
            example="16.72.01.1001",
            help=gettext_lazy("Tidak wajib bila Kode TPS diisi; bila keduanya diisi harus cocok."),
        ),
        Whole(
            name="number",
            label=gettext_lazy("Nomor TPS"),
            synonyms=("tps number", "no tps", "nomor", "tps", "nomor tps"),
            least=1,
            most=999,
            example="5",
            help=gettext_lazy("1 sampai 999; lokasi khusus mulai 901."),
        ),
        Truth(
            name="special",
            label=gettext_lazy("Lokasi khusus"),
            synonyms=("lokasi khusus", "tps khusus", "loksus"),
            example="tidak",
            help=gettext_lazy("Tidak wajib; dicocokkan dengan nomor 901 ke atas."),
        ),
        Whole(
            name="voters_male",
            label=gettext_lazy("Pemilih laki-laki"),
            synonyms=("voters l", "laki laki", "laki", "lk", "l", "pemilih l", "dpt l", "jumlah laki laki"),
            most=100_000,
            example="250",
        ),
        Whole(
            name="voters_female",
            label=gettext_lazy("Pemilih perempuan"),
            synonyms=("voters p", "perempuan", "pr", "p", "pemilih p", "dpt p", "jumlah perempuan"),
            most=100_000,
            example="251",
        ),
        Whole(
            name="voters_total",
            label=gettext_lazy("Jumlah pemilih"),
            synonyms=("jumlah", "total", "dpt", "jumlah dpt", "pemilih", "l p"),
            most=100_000,
            example="501",
            help=gettext_lazy("Kosongkan yang belum diketahui; jangan diisi nol."),
        ),
        Latitude(),
        Longitude(),
        Truth(
            name="estimated",
            label=gettext_lazy("Posisi perkiraan"),
            synonyms=("perkiraan", "titik perkiraan"),
            example="tidak",
        ),
        Text(
            name="address",
            label=gettext_lazy("Alamat"),
            synonyms=("alamat tps", "lokasi", "lokasi tps", "tempat"),
            longest=300,
            example="SDN 5 Pagar Alam (contoh)",
        ),
    )
    context_fields: ClassVar[tuple[ContextField, ...]] = (
        election_field(gettext_lazy("TPS berlaku untuk satu pemilihan; pemilihan lain punya TPS sendiri.")),
    )

    def region_of(self, values: Mapping[str, str]) -> str:
        code = Election.objects.filter(slug=values.get("election", "")).values_list("region__code", flat=True).first()
        return code or ""

    def written(self, plan: Plan, context: Context) -> None:
        if plan.creations:
            few = frozenset(one.obj.pk for one in plan.creations) if len(plan.creations) <= _NAMED else None
            self._tell(context.actor, context.values, context.now, few)

    def undone(self, actor: Actor, values: Mapping[str, str], now: datetime) -> None:
        self._tell(actor, values, now, None)

    def _tell(self, actor: Actor, values: Mapping[str, str], now: datetime, stations: frozenset[int] | None) -> None:
        election = Election.objects.select_related("region__parent").get(slug=values["election"])
        stations_changed.send(PollingStation, election=election, actor=actor, now=now, stations=stations)

    def check(self, sheet: Sheet, context: Context) -> Plan:
        election = chosen_election(context)
        if "tps_code" not in sheet.fields_present and not {"region_code", "number"} <= sheet.fields_present:
            raise HeaderProblem(
                _("Berkas ini belum menyebut TPS mana."),
                _("Tambahkan kolom Kode TPS, atau kolom Kode desa/kelurahan dan Nomor TPS."),
                missing=("region_code", "number"),
            )
        known = _known(sheet.rows, election)
        limit = ruleset_of(election).voter_limit
        plan = Plan()
        seen: dict[str, int] = {}
        for done, row in enumerate(sheet.rows):
            if done % 1000 == 0:
                context.progress(_("Memeriksa TPS"), done, len(sheet.rows))
            placed = _placed(plan, row, known, election)
            if placed is None:
                continue
            village, number = placed
            code = f"{village.code}/{number:03d}"
            first = seen.setdefault(code, row.number)
            if first != row.number:
                plan.reject(
                    row,
                    "number" if row["number"] is not None else "tps_code",
                    _("TPS %(number)03d %(village)s sudah ada pada baris %(first)d. Hapus salah satunya.")
                    % {"number": number, "village": village.name, "first": first},
                )
                continue
            facts = _facts(plan, row, number, limit, known.stations.get(code))
            if facts is not None:
                _plan_row(plan, row, election, village, number, facts, known.stations.get(code))
        return plan


def _placed(plan: Plan, row: Row, known: _Known, election: Election) -> tuple[Region, int] | None:
    """The village and number that the row means; None where it was rejected."""
    code: StationCode | None = row["tps_code"]
    written: str | None = row["region_code"]
    number: int | None = row["number"]
    if code is None and (written is None or number is None):
        missing = "region_code" if written is None else "number"
        plan.reject(row, missing, _("TPS tidak dikenali. Isi kode TPS, atau kode desa/kelurahan dan nomor TPS."))
        return None
    if code is not None and number is not None and code.number != number:
        plan.reject(
            row,
            "tps_code",
            _("Kode TPS %(code)s berarti nomor %(meant)03d, tetapi kolom nomor %(number)03d. Perbaiki salah satu.")
            % {"code": code, "meant": code.number, "number": number},
        )
        return None
    by_code = known.village(code.village, kpu=code.kpu) if code else None
    by_column = known.village(written, kpu=False) if written else None
    same = code is not None and code.village == written
    if code and written and not same and (by_code is None or by_code != by_column):
        plan.reject(
            row,
            "tps_code",
            _("Kode TPS %(code)s tidak berada di desa/kelurahan %(village)s. Perbaiki salah satu.")
            % {"code": code, "village": f"{by_column.name} ({written})" if by_column else written},
        )
        return None
    village = by_column or by_code
    if village is None:
        wanted = written or (code.village if code else "")
        plan.reject(row, "region_code" if written else "tps_code", _unknown_village(wanted, known), value=wanted)
        return None
    if not inside(village.code, election.region.code):
        plan.reject(
            row,
            "region_code" if written else "tps_code",
            _("%(village)s (%(code)s) berada di luar daerah pemilihan ini, %(region)s. Pilih pemilihan yang sesuai.")
            % {"village": village.title, "code": village.code, "region": election.region.name},
        )
        return None
    chosen = number if number is not None else code.number if code else 0
    if not 1 <= chosen <= 999:
        plan.reject(row, "number", _("Nomor TPS harus 1 sampai 999."), value=chosen)
        return None
    return village, chosen


def _unknown_village(code: str, known: _Known) -> str:
    """That the village is not there, with the nearest known region above it, so that the reader sees where to look."""
    for length in (8, 5, 2):
        above = known.above.get(code[:length])
        if above is not None:
            place = above.title + (f", {above.parent.name}" if above.parent else "")
            return _("Desa/kelurahan %(code)s tidak ada di %(place)s. Periksa kode, atau impor wilayahnya dulu.") % {
                "code": code,
                "place": place,
            }
    return _("Desa/kelurahan %(code)s belum dikenal, juga provinsinya. Periksa kode, atau impor wilayahnya dulu.") % {
        "code": code
    }


def _facts(
    plan: Plan, row: Row, number: int, limit: int | None, standing: PollingStation | None
) -> dict[str, Any] | None:
    """What the row says about its station, without what it leaves empty; None where it was rejected."""
    given = (row["voters_male"], row["voters_female"], row["voters_total"])
    facts: dict[str, Any] = {}
    if given != (None, None, None):
        try:
            male, female, total = settled(*given)
        except Problem as problem:
            plan.reject(row, problem.field, str(problem))
            return None
        keeps = standing is not None and (male, female) == (None, None) and total == standing.voters_total
        if not keeps:
            facts |= {"voters_male": male, "voters_female": female, "voters_total": total}
        if limit is not None and total is not None and total > limit:
            plan.warn(
                row,
                "voters_total",
                _("TPS ini berisi %(total)d pemilih, melebihi batas %(limit)d menurut aturan pemilihan.")
                % {"total": total, "limit": limit},
                value=total,
            )
    if row["special"] is not None and row["special"] != (number >= SPECIAL_FROM):
        plan.warn(
            row,
            "special",
            _("Lokasi khusus bernomor 901 ke atas, tetapi baris ini bernomor %(number)03d. Nomornya yang dipakai.")
            % {"number": number},
            value=_("ya") if row["special"] else _("tidak"),
        )
    if (row["lat"] is None) != (row["lon"] is None):
        missing = "lon" if row["lon"] is None else "lat"
        plan.reject(row, missing, _("Lintang dan bujur harus diisi keduanya, atau dikosongkan keduanya."))
        return None
    if row["lat"] is not None:
        facts |= {"lat": row["lat"], "lon": row["lon"], "estimated": bool(row["estimated"])}
    if row["address"]:
        facts["address"] = row["address"]
    return facts


def _plan_row(
    plan: Plan,
    row: Row,
    election: Election,
    village: Region,
    number: int,
    facts: dict[str, Any],
    standing: PollingStation | None,
) -> None:
    label = f"TPS {number:03d} {village.name}"
    if standing is None:
        station = PollingStation(
            election=election,
            village=village,
            number=number,
            code=f"{village.code}/{number:03d}",
            province_code=village.province_code,
            regency_code=village.regency_code,
            district_code=village.district_code,
            village_code=village.code,
            **facts,
        )
        plan.create(row, station, region=village.code, label=label)
        return
    changed = {name: value for name, value in facts.items() if getattr(standing, name) != value}
    if changed:
        plan.update(row, standing, changed, region=village.code, label=label)
    else:
        plan.keep(row)


def _known(rows: Iterable[Row], election: Election) -> _Known:
    known = _Known()
    wanted: set[str] = set()
    for row in rows:
        if row["region_code"]:
            wanted.add(row["region_code"])
        if row["tps_code"]:
            wanted.add(row["tps_code"].village)
    above = {code[:length] for code in wanted for length in (2, 5, 8)}
    for chunk in _chunks(wanted | above):
        for region in Region.objects.select_related("parent").filter(code__in=chunk):
            (known.villages if region.level == Level.VILLAGE else known.above)[region.code] = region
        aliases = RegionAlias.objects.select_related("region").filter(code__in=chunk, region__level=Level.VILLAGE)
        for alias in aliases.order_by("valid_to", "pk"):
            (known.kpu if alias.system == CodeSystem.KPU else known.former)[alias.code] = alias.region
    villages = {region.code for table in (known.villages, known.former, known.kpu) for region in table.values()}
    for chunk in _chunks(villages):
        stations = PollingStation.objects.select_related("village", "election__region")
        for station in stations.filter(election=election, village_code__in=chunk):
            known.stations[station.code] = station
    return known


def _chunks(codes: set[str]) -> Iterable[list[str]]:
    ordered = sorted(codes)
    return (ordered[start : start + _CHUNK] for start in range(0, len(ordered), _CHUNK))
