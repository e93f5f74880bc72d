"""``import wilayah``: the region tree by Kemendagri code."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, ClassVar, Literal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from siaga.access import Verb
from siaga.intake.fields import Code, Field, Latitude, Longitude, OneOf, Text, Truth
from siaga.intake.importer import Importer
from siaga.intake.plan import UPDATED, Context, Plan, Row, Sheet
from siaga.wilayah.codes import kind_of, new_region, parent_of, tidy_name
from siaga.wilayah.models import CodeSystem, Kind, Region, RegionAlias
from siaga.wilayah.names import fold

EDITION_2022 = "Kepmendagri 100.1.1-6117/2022"
_MANY = 20_000
_CHUNK = 900
_LEVELS = {
    "provinsi": Kind.PROVINSI,
    "kabupaten": Kind.KABUPATEN,
    "kab": Kind.KABUPATEN,
    "kota": Kind.KOTA,
    "kecamatan": Kind.KECAMATAN,
    "distrik": Kind.KECAMATAN,
    "kelurahan": Kind.KELURAHAN,
    "desa": Kind.DESA,
    "desa_adat": Kind.DESA_ADAT,
}


@dataclass(slots=True)
class _Known:
    """What the database holds of the codes in the file, and of their parents."""

    regions: dict[str, tuple[int, str, float | None, float | None, bool]] = field(default_factory=dict)
    aliases: dict[int, set[tuple[str, str, str]]] = field(default_factory=dict)
    former: dict[str, str] = field(default_factory=dict)
    objects: dict[str, Region] = field(default_factory=dict)


class RegionImporter(Importer):
    """Regions are found by their code. A name that changed is kept as a former name; nothing is ever removed."""

    kind = "wilayah"
    title = gettext_lazy("Wilayah")
    about = gettext_lazy("Provinsi, kabupaten/kota, kecamatan, dan desa/kelurahan menurut kode Kemendagri.")
    verb = Verb.REGION_CHANGE
    fields: ClassVar[tuple[Field, ...]] = (
        Code(
            name="code",
            label=gettext_lazy("Kode"),
            synonyms=("kode", "kode wilayah", "kode kemendagri", "kode desa", "kd wilayah", "id wilayah"),
            required=True,
            example="16.72.01.1001",
            help=gettext_lazy("Kode Kemendagri bertitik, sebagai teks. Induk dan tingkat mengikuti kodenya."),
        ),
        Text(
            name="name",
            label=gettext_lazy("Nama"),
            synonyms=("nama", "nama wilayah", "wilayah", "nama desa", "nama kelurahan"),
            required=True,
            longest=120,
            example="Sukorejo",
        ),
        OneOf(
            name="level",
            repeats=True,
            label=gettext_lazy("Tingkat"),
            synonyms=("tingkat", "jenis", "jenis wilayah"),
            options=_LEVELS,
            example="kelurahan",
            help=gettext_lazy("Tidak wajib; bila diisi harus cocok dengan kodenya."),
        ),
        Code(
            name="parent_code",
            repeats=True,
            label=gettext_lazy("Kode induk"),
            synonyms=("kode induk", "induk", "kode kecamatan", "parent"),
            levels=(1, 2, 3),
            example="16.72.01",
            help=gettext_lazy("Tidak wajib; bila diisi harus cocok dengan kodenya."),
        ),
        Latitude(),
        Longitude(),
        Text(
            name="name_2022",
            label=gettext_lazy("Nama 2022"),
            synonyms=("nama 2022", "nama lama", "nama sebelumnya"),
            longest=120,
            help=gettext_lazy("Nama dalam Kepmendagri 100.1.1-6117/2022, bila berbeda."),
        ),
        Truth(name="in_2022_list", label=gettext_lazy("Ada di daftar 2022"), synonyms=("ada 2022", "daftar 2022")),
    )

    def check(self, sheet: Sheet, context: Context) -> Plan:
        plan = Plan()
        seen: dict[str, int] = {}
        rejected = {row["code"] for row in sheet.bad_rows if row["code"]}
        for row in sheet.bad_rows:
            if row["code"]:
                seen.setdefault(row["code"], row.number)
        known = _known({row["code"] for row in sheet.rows})
        shouting = _shouting(sheet.rows)
        ordered = sorted(sheet.rows, key=lambda row: len(row.values["code"]))
        created: dict[str, Region] = {}
        changed: list[tuple[Row, dict[str, Any]]] = []
        total = len(ordered)
        for done, row in enumerate(ordered):
            if done % 5000 == 0:
                context.progress(_("Memeriksa baris"), done, total)
            given = row.values
            code: str = given["code"]
            above = parent_of(code)
            if not self._consistent(plan, row, code, above, seen):
                rejected.add(code)
                continue
            name = tidy_name(given["name"], code, shouting=shouting)
            lat, lon, former = given.get("lat"), given.get("lon"), given.get("name_2022")
            standing = known.regions.get(code)
            if standing is None:
                parent = created.get(above)
                if parent is None or code in known.former:
                    found = self._parent(plan, row, code, above, known, rejected, context.skip_bad)
                    if found is False:
                        rejected.add(code)
                        continue
                    parent = found
                region = created[code] = new_region(code, name, parent, lat, lon)
                plan.create(row, region, region=code, wave=region.level)
                if former:
                    self._name_2022(plan, row, region, name, set())
                continue
            values = _differences(standing, name, lat, lon)
            if values:
                changed.append((row, values))
            else:
                plan.keep(row)
            aliases = known.aliases.get(standing[0], set())
            if former and (EDITION_2022, code, former) not in aliases:
                changed.append((row, {}))
        self._change(plan, changed, known, context)
        return plan

    def _consistent(self, plan: Plan, row: Row, code: str, above: str, seen: dict[str, int]) -> bool:
        """Whether the row agrees with itself and with the rows above; rejects it otherwise."""
        values = row.values
        first = seen.setdefault(code, row.number)
        if first != row.number:
            message = _("Kode %(code)s sudah ada pada baris %(first)s. Hapus salah satunya.")
            plan.reject(row, "code", message % {"code": code, "first": first})
            return False
        kind = kind_of(code)
        if kind is None:
            message = _(
                "Kode desa %(code)s tidak dikenal: empat angka terakhir diawali 1 (kelurahan), 2 (desa), 3 (adat)."
            )
            plan.reject(row, "code", message % {"code": code})
            return False
        if (level := values.get("level")) and level != kind:
            message = _(
                "Tingkat “%(level)s” tidak cocok dengan kode %(code)s, yang berarti %(kind)s. Perbaiki salah satu."
            )
            plan.reject(row, "level", message % {"level": level.label, "code": code, "kind": kind.label.lower()})
            return False
        if (parent := values.get("parent_code")) and parent != above:
            message = _("Kode induk %(parent)s tidak cocok dengan kode %(code)s, yang induknya %(expected)s.")
            expected = above or _("tidak ada")
            plan.reject(row, "parent_code", message % {"parent": parent, "code": code, "expected": expected})
            return False
        lat, lon = values.get("lat"), values.get("lon")
        if (lat is None) != (lon is None):
            missing = "lon" if lon is None else "lat"
            plan.reject(row, missing, _("Lintang dan bujur harus diisi keduanya, atau dikosongkan keduanya."))
            return False
        if lat is not None and lon is not None and not (-11.5 <= lat <= 6.5 and 94.5 <= lon <= 141.5):
            message = _("Titik %(lat)s, %(lon)s berada di luar Indonesia. Periksa apakah lintang dan bujur tertukar.")
            plan.warn(row, "lat", message % {"lat": lat, "lon": lon})
        return True

    def _parent(
        self,
        plan: Plan,
        row: Row,
        code: str,
        above: str,
        known: _Known,
        rejected: set[str],
        skip_bad: bool,
    ) -> Region | Literal[False] | None:
        """The parent of a new region that the file does not create (None above provinces).

        False where the row cannot be written.
        """
        if code in known.former:
            message = _("Kode %(code)s adalah kode lama; wilayah itu sekarang berkode %(now)s. Pakai kode yang baru.")
            plan.reject(row, "code", message % {"code": code, "now": known.former[code]})
            return False
        if not above:
            return None
        if above in known.regions:
            if above not in known.objects:
                region = Region(id=known.regions[above][0], code=above)
                known.objects[above] = region
            return known.objects[above]
        if above in rejected:
            if skip_bad:
                message = _("Induknya %(parent)s ditolak, sehingga baris ini ikut dilewati.")
                plan.reject(row, "code", message % {"parent": above})
            return False
        message = _("Induk %(parent)s belum ada. Tambahkan barisnya ke berkas, atau impor wilayah itu dulu.")
        plan.reject(row, "code", message % {"parent": above})
        return False

    def _name_2022(self, plan: Plan, row: Row, region: Region, name: str, aliases: set[tuple[str, str, str]]) -> None:
        former = row["name_2022"]
        if not former or former == name or (EDITION_2022, region.code, former) in aliases:
            return
        alias = _alias(region, EDITION_2022, former)
        plan.create(row, alias, region=region.code, label=f"{former} → {name}", wave=9, counts_as=UPDATED)

    def _change(self, plan: Plan, changed: list[tuple[Row, dict[str, Any]]], known: _Known, context: Context) -> None:
        """Plan the changes of existing regions; a real change of name leaves the old one as a former name."""
        regions = _objects({row.values["code"] for row, _values in changed})
        for row, values in changed:
            region = regions[row.values["code"]]
            label = f"{region.name} ({region.code})"
            aliases = known.aliases.setdefault(region.pk, set())
            if values:
                plan.update(row, region, values, region=region.code, label=label)
                if region.valid_to:
                    plan.warn(row, "code", _("Wilayah %(label)s sudah ditutup.") % {"label": label})
            new_name = values.get("name", region.name)
            former = row["name_2022"] or ""
            renamed = fold(new_name) != fold(region.name) and fold(former) != fold(region.name)
            if renamed and ("", region.code, region.name) not in aliases:
                alias = _alias(region, "", region.name)
                alias.valid_to = context.now.date()
                aliases.add(("", region.code, region.name))
                former_label = f"{region.name} → {new_name}"
                plan.create(row, alias, region=region.code, label=former_label, wave=9, counts_as=UPDATED)
            self._name_2022(plan, row, region, new_name, aliases)
            if former:
                aliases.add((EDITION_2022, region.code, former))


def _alias(region: Region, edition: str, name: str) -> RegionAlias:
    return RegionAlias(
        region=region,
        system=CodeSystem.KEMENDAGRI,
        edition=edition,
        code=region.code,
        name=name,
        search_name=fold(name)[:120],
    )


def _differences(
    standing: tuple[int, str, float | None, float | None, bool], name: str, lat: float | None, lon: float | None
) -> dict[str, Any]:
    """What the row changes. Capitals alone are no change of name; an empty point is no change of place."""
    _pk, old_name, old_lat, old_lon, _closed = standing
    values: dict[str, Any] = {}
    if name != old_name and name.casefold() != old_name.casefold():
        values["name"] = name
        values["search_name"] = fold(name)[:120]
    if lat is not None and (lat != old_lat or lon != old_lon):
        values["lat"], values["lon"] = lat, lon
    return values


def _shouting(rows: list[Row]) -> bool:
    """Whether most names of the list are in capitals."""
    loud: int = sum(row.values["name"].isupper() for row in rows)
    return loud * 2 > len(rows)


def _known(codes: set[str]) -> _Known:
    known = _Known()
    wanted = codes | {parent_of(code) for code in codes}
    columns = ("code", "id", "name", "lat", "lon", "valid_to")
    for code, pk, name, lat, lon, valid_to in _values(wanted, columns):
        known.regions[code] = (pk, name, lat, lon, valid_to is not None)
    aliases = RegionAlias.objects.filter(system=CodeSystem.KEMENDAGRI).select_related("region")
    for alias_code, name, edition, region_id, region_code in aliases.values_list(
        "code", "name", "edition", "region_id", "region__code"
    ).iterator():
        known.aliases.setdefault(region_id, set()).add((edition, alias_code, name))
        if alias_code and alias_code != region_code:
            known.former[alias_code] = region_code
    return known


def _values(codes: set[str], columns: tuple[str, ...]) -> Iterator[tuple[Any, ...]]:
    if len(codes) > _MANY:
        yield from Region.objects.order_by().values_list(*columns).iterator(chunk_size=10_000)
        return
    for chunk in _chunks(sorted(codes)):
        yield from Region.objects.filter(code__in=chunk).order_by().values_list(*columns)


def _objects(codes: set[str]) -> dict[str, Region]:
    found: dict[str, Region] = {}
    for chunk in _chunks(sorted(codes)):
        found |= {region.code: region for region in Region.objects.filter(code__in=chunk)}
    return found


def _chunks(codes: list[str]) -> Iterable[list[str]]:
    return (codes[start : start + _CHUNK] for start in range(0, len(codes), _CHUNK))
