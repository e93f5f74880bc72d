"""What distribution plans are made from: sites, vehicles, travel times (contract: Import files)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from siaga.access import Place
from siaga.elections.models import Election
from siaga.ledger.facts import FactModel, FactValue
from siaga.planning.models.plan import PlanKind, plan_place
from siaga.wilayah.models import Region


class Access(models.TextChoices):
    """Road classes, from the easiest on; what a vehicle can use and what the last stretch to a site is."""

    ASPHALT = "asphalt", _("Aspal")
    GRAVEL = "gravel", _("Kerikil atau tanah keras")
    FOUR_WHEEL = "4wd", _("Hanya gardan ganda")
    MOTORBIKE = "motorbike", _("Hanya sepeda motor")
    BOAT = "boat", _("Perahu")
    FOOT = "foot", _("Jalan kaki")


class SiteKind(models.TextChoices):
    SITE = "site", _("Tujuan")
    DEPOT = "depot", _("Gudang")
    TRANSFER = "transfer", _("Tempat alih muat")
    CROSSING = "crossing", _("Penyeberangan")


class Tier(models.TextChoices):
    DISTRICT = "ppk", _("PPK")
    VILLAGE = "desa", _("Desa/kelurahan")
    STATION = "tps", _("TPS")


class Site(FactModel):
    """Distribution facts of a place in an election: where it is, how it is reached, when it may be served.

    code: a region or TPS code; for depots, transfers and crossings any short name. Minutes are of the local day.
    via: code of the transfer or crossing through which it is reached. departures: of a crossing, minutes of the day.
    """

    fact_type: ClassVar[str] = "planning.site"

    election = models.ForeignKey(Election, models.PROTECT, related_name="sites")
    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    code = models.CharField("kode", max_length=40)
    kind = models.CharField("jenis", max_length=8, choices=SiteKind.choices, default=SiteKind.SITE)
    name = models.CharField("nama", max_length=160, blank=True)
    lat = models.FloatField("lintang", null=True, blank=True)
    lon = models.FloatField("bujur", null=True, blank=True)
    access = models.CharField("jalan terakhir", max_length=9, choices=Access.choices, default=Access.ASPHALT)
    service_minutes = models.PositiveSmallIntegerField("waktu bongkar (menit)", null=True, blank=True)
    window_start = models.PositiveSmallIntegerField("buka (menit)", null=True, blank=True)
    window_end = models.PositiveSmallIntegerField("tutup (menit)", null=True, blank=True)
    remote = models.BooleanField("didahulukan", default=False)
    via = models.CharField("lewat", max_length=40, blank=True)
    tier = models.CharField("tingkat", max_length=4, choices=Tier.choices, blank=True)
    departures = models.JSONField("keberangkatan", default=list, blank=True)
    updated_at = models.DateTimeField("diubah")

    class Meta:
        db_table = "planning_site"
        verbose_name = "lokasi distribusi"
        ordering: ClassVar = ["code"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["election", "code"], name="site_once"),
            models.CheckConstraint(condition=Q(kind__in=SiteKind.values), name="site_kind"),
            models.CheckConstraint(condition=Q(access__in=Access.values), name="site_access"),
            models.CheckConstraint(
                condition=Q(lat__isnull=True, lon__isnull=True)
                | Q(lat__gte=-90, lat__lte=90, lon__gte=-180, lon__lte=180),
                name="site_point",
            ),
            models.CheckConstraint(
                condition=Q(window_start__isnull=True, window_end__isnull=True)
                | Q(window_start__lt=models.F("window_end"), window_end__lte=1440),
                name="site_window",
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.code

    @property
    def place(self) -> Place:
        return plan_place(PlanKind.DISTRIBUTION, self.region.code[:5])

    @property
    def fact_region(self) -> str:
        return self.region.code

    def as_fact(self) -> dict[str, FactValue]:
        return {
            "election": self.election_id,
            "region": self.region_id,
            "code": self.code,
            "kind": self.kind,
            "name": self.name,
            "lat": self.lat,
            "lon": self.lon,
            "access": self.access,
            "service_minutes": self.service_minutes,
            "window_start": self.window_start,
            "window_end": self.window_end,
            "remote": self.remote,
            "via": self.via,
            "tier": self.tier,
            "departures": list(self.departures),
        }


class Vehicle(FactModel):
    """A class of equal vehicles of a regency in an election (contract: fleet). Money in rupiah."""

    fact_type: ClassVar[str] = "planning.vehicle"

    election = models.ForeignKey(Election, models.PROTECT, related_name="vehicles")
    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    vehicle_id = models.CharField("kode kendaraan", max_length=40)
    type = models.CharField("jenis", max_length=60)
    count = models.PositiveSmallIntegerField("jumlah", default=1)
    capacity_boxes = models.PositiveIntegerField("muatan (kotak)")
    capacity_kg = models.FloatField("muatan (kg)", null=True, blank=True)
    speed_factor = models.FloatField("faktor kecepatan", default=1.0)
    access = models.JSONField("jalan yang dapat dilalui")
    shift_start = models.PositiveSmallIntegerField("mulai (menit)", default=360)
    shift_end = models.PositiveSmallIntegerField("selesai (menit)", default=1080)
    max_hours = models.FloatField("paling lama mengemudi (jam)", null=True, blank=True)
    cost_fixed = models.FloatField("biaya tetap", default=0)
    cost_km = models.FloatField("biaya per km", default=0)
    cost_hour = models.FloatField("biaya per jam", default=0)
    depot = models.CharField("pangkalan", max_length=40, blank=True)
    updated_at = models.DateTimeField("diubah")

    class Meta:
        db_table = "planning_vehicle"
        verbose_name = "kendaraan"
        ordering: ClassVar = ["vehicle_id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["election", "region", "vehicle_id"], name="vehicle_once"),
            models.CheckConstraint(condition=Q(count__gte=1), name="vehicle_some"),
            models.CheckConstraint(condition=Q(capacity_boxes__gte=1), name="vehicle_carries"),
            models.CheckConstraint(condition=Q(speed_factor__gt=0), name="vehicle_moves"),
            models.CheckConstraint(
                condition=Q(shift_start__lt=models.F("shift_end"), shift_end__lte=1440), name="vehicle_shift"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.type} · {self.vehicle_id}"

    @property
    def place(self) -> Place:
        return plan_place(PlanKind.DISTRIBUTION, self.region.code)

    @property
    def fact_region(self) -> str:
        return self.region.code

    def as_fact(self) -> dict[str, FactValue]:
        return {
            "election": self.election_id,
            "region": self.region_id,
            "vehicle_id": self.vehicle_id,
            "type": self.type,
            "count": self.count,
            "capacity_boxes": self.capacity_boxes,
            "capacity_kg": self.capacity_kg,
            "speed_factor": self.speed_factor,
            "access": list(self.access),
            "shift_start": self.shift_start,
            "shift_end": self.shift_end,
            "max_hours": self.max_hours,
            "cost_fixed": self.cost_fixed,
            "cost_km": self.cost_km,
            "cost_hour": self.cost_hour,
            "depot": self.depot,
        }


class TravelMatrix(FactModel):
    """Travel times and distances from a file: pairs of site codes by road class. data: JSON rows, zlib, base64."""

    fact_type: ClassVar[str] = "planning.matrix"

    election = models.ForeignKey(Election, models.PROTECT, related_name="matrices")
    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    name = models.CharField("berkas", max_length=160)
    pairs = models.PositiveIntegerField("pasangan")
    digest = models.CharField(max_length=64)
    data = models.TextField()
    created_at = models.DateTimeField("diimpor")

    class Meta:
        db_table = "planning_matrix"
        verbose_name = "tabel waktu tempuh"
        constraints: ClassVar = [models.UniqueConstraint(fields=["election", "region"], name="matrix_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def place(self) -> Place:
        return plan_place(PlanKind.DISTRIBUTION, self.region.code)

    @property
    def fact_region(self) -> str:
        return self.region.code

    def as_fact(self) -> dict[str, FactValue]:
        return {
            "election": self.election_id,
            "region": self.region_id,
            "name": self.name,
            "pairs": self.pairs,
            "digest": self.digest,
        }
