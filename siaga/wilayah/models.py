"""Regions, their former codes and names, their boundaries.

A region's identity is its row: codes and names change between editions of the Kemendagri list, and what
hangs on a region (stations, agencies, reports) hangs on the row. The stored ancestor codes make "all below"
an equality on an index on every database.
"""

from __future__ import annotations

import hashlib
from typing import ClassVar

from django.db import models
from django.db.models import Q

from siaga.ledger.facts import FactModel, FactValue


class Level(models.IntegerChoices):
    PROVINCE = 1, "provinsi"
    REGENCY = 2, "kabupaten/kota"
    DISTRICT = 3, "kecamatan"
    VILLAGE = 4, "desa/kelurahan"


class Kind(models.TextChoices):
    PROVINSI = "provinsi", "Provinsi"
    KABUPATEN = "kabupaten", "Kabupaten"
    KOTA = "kota", "Kota"
    KECAMATAN = "kecamatan", "Kecamatan"
    KELURAHAN = "kelurahan", "Kelurahan"
    DESA = "desa", "Desa"
    DESA_ADAT = "desa_adat", "Desa adat"


class Region(FactModel):
    """A province, regency or city, sub-district, or village of the Kemendagri list."""

    fact_type: ClassVar[str] = "wilayah.region"

    code = models.CharField("kode", max_length=13, unique=True)
    name = models.CharField("nama", max_length=120)
    search_name = models.CharField(max_length=120, editable=False)
    level = models.PositiveSmallIntegerField("tingkat", choices=Level.choices)
    kind = models.CharField("jenis", max_length=10, choices=Kind.choices)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    province_code = models.CharField(max_length=2, editable=False)
    regency_code = models.CharField(max_length=5, blank=True, editable=False)
    district_code = models.CharField(max_length=8, blank=True, editable=False)
    lat = models.FloatField("lintang", null=True, blank=True)
    lon = models.FloatField("bujur", null=True, blank=True)
    valid_from = models.DateField("berlaku sejak", null=True, blank=True)
    valid_to = models.DateField("berlaku sampai", null=True, blank=True)

    class Meta:
        db_table = "wilayah_region"
        verbose_name = "wilayah"
        ordering: ClassVar = ["code"]
        indexes: ClassVar = [
            models.Index(fields=["province_code", "level"], name="region_province"),
            models.Index(fields=["regency_code", "level"], name="region_regency"),
            models.Index(fields=["district_code", "level"], name="region_district"),
            models.Index(fields=["level", "search_name"], name="region_search"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(level__gte=1, level__lte=4), name="region_level"),
            models.CheckConstraint(
                condition=Q(level=1, parent__isnull=True) | Q(level__gt=1, parent__isnull=False), name="region_parent"
            ),
            models.CheckConstraint(
                condition=Q(lat__isnull=True, lon__isnull=True)
                | Q(lat__gte=-90, lat__lte=90, lon__gte=-180, lon__lte=180),
                name="region_point",
            ),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True)
                | Q(valid_to__isnull=True)
                | Q(valid_from__lte=models.F("valid_to")),
                name="region_validity",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"

    @property
    def title(self) -> str:
        """The name with its kind, as an official writes it: Kecamatan Dempo Utara, Kota Pagar Alam."""
        prefix = Kind(self.kind).label
        return self.name if self.name.startswith(f"{prefix} ") else f"{prefix} {self.name}"

    @property
    def fact_region(self) -> str:
        return self.code

    def as_fact(self) -> dict[str, FactValue]:
        return {
            "code": self.code,
            "name": self.name,
            "kind": self.kind,
            "parent": self.parent_id,
            "lat": self.lat,
            "lon": self.lon,
            "valid_from": self.valid_from,
            "valid_to": self.valid_to,
        }


class CodeSystem(models.TextChoices):
    KEMENDAGRI = "kemendagri", "Kemendagri"
    KPU = "kpu", "KPU"
    BPS = "bps", "BPS"


class RegionAlias(FactModel):
    """A code or name under which a region was, or elsewhere is, known."""

    fact_type: ClassVar[str] = "wilayah.alias"

    region = models.ForeignKey(Region, models.CASCADE, related_name="aliases")
    system = models.CharField("daftar", max_length=12, choices=CodeSystem.choices)
    edition = models.CharField("edisi", max_length=40, blank=True)
    code = models.CharField("kode", max_length=13, blank=True)
    name = models.CharField("nama", max_length=120, blank=True)
    search_name = models.CharField(max_length=120, blank=True, editable=False)
    valid_from = models.DateField("berlaku sejak", null=True, blank=True)
    valid_to = models.DateField("berlaku sampai", null=True, blank=True)

    class Meta:
        db_table = "wilayah_alias"
        verbose_name = "nama atau kode lain"
        indexes: ClassVar = [
            models.Index(fields=["system", "code"], name="alias_code"),
            models.Index(fields=["search_name"], name="alias_search"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(code="", name=""), name="alias_says_something"),
            models.UniqueConstraint(fields=["region", "system", "edition", "code", "name"], name="alias_once"),
        ]

    def __str__(self) -> str:
        return " ".join(part for part in (self.code, self.name, self.edition) if part)

    @property
    def fact_region(self) -> str:
        return self.region.code

    def as_fact(self) -> dict[str, FactValue]:
        return {
            "region": self.region_id,
            "system": self.system,
            "edition": self.edition,
            "code": self.code,
            "name": self.name,
            "valid_from": self.valid_from,
            "valid_to": self.valid_to,
        }


class SuccessionKind(models.TextChoices):
    SPLIT = "split", "pemekaran"
    MERGE = "merge", "penggabungan"


class RegionSuccession(FactModel):
    """That a region came out of another by a split or a merge; both keep their identity."""

    fact_type: ClassVar[str] = "wilayah.succession"

    predecessor = models.ForeignKey(Region, models.PROTECT, related_name="successions_out")
    successor = models.ForeignKey(Region, models.PROTECT, related_name="successions_in")
    kind = models.CharField("jenis", max_length=6, choices=SuccessionKind.choices)
    since = models.DateField("sejak")
    basis = models.CharField("dasar", max_length=200, blank=True)

    class Meta:
        db_table = "wilayah_succession"
        verbose_name = "asal-usul wilayah"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["predecessor", "successor"], name="succession_once"),
            models.CheckConstraint(condition=~Q(predecessor=models.F("successor")), name="succession_not_self"),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"

    @property
    def fact_region(self) -> str:
        return self.successor.code

    def as_fact(self) -> dict[str, FactValue]:
        return {
            "predecessor": self.predecessor_id,
            "successor": self.successor_id,
            "kind": self.kind,
            "since": self.since,
            "basis": self.basis,
        }


class RegionBoundary(FactModel):
    """The polygon of a region, WGS84, as GeoJSON text (RFC 7946), with its bounding box. Indicative, not legal."""

    fact_type: ClassVar[str] = "wilayah.boundary"

    region = models.OneToOneField(Region, models.CASCADE, related_name="boundary", primary_key=True)
    geometry = models.TextField()
    digest = models.CharField(max_length=64)
    source = models.CharField("sumber", max_length=200, blank=True)
    estimated = models.BooleanField("perkiraan", default=False)
    west = models.FloatField()
    south = models.FloatField()
    east = models.FloatField()
    north = models.FloatField()

    class Meta:
        db_table = "wilayah_boundary"
        verbose_name = "batas wilayah"

    def __str__(self) -> str:
        return f"Batas {self.region}"

    @property
    def fact_region(self) -> str:
        return self.region.code

    def as_fact(self) -> dict[str, FactValue]:
        # Taken from the shape itself and not from ``digest``, so that verification finds a changed shape.
        shape = hashlib.sha256(self.geometry.encode()).hexdigest()
        return {"region": self.region_id, "geometry": shape, "source": self.source, "estimated": self.estimated}
