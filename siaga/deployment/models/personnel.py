"""Who can be sent: units, their people, and when somebody cannot serve (contract: personnel)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from siaga.access import Place
from siaga.elections.models import Election
from siaga.ledger.facts import FactModel, FactValue, veil
from siaga.planning.models import PlanKind, plan_place
from siaga.wilayah.models import Region


def guard_place(region: str) -> Place:
    """Where personnel and patterns of a regency are: with its Polres."""
    return plan_place(PlanKind.DEPLOYMENT, region[:5])


class UnitKind(models.TextChoices):
    POLSEK = "polsek", _("Polsek")
    POLRES = "polres", _("Polres")
    BKO = "bko", _("BKO")
    ARMY = "tni", _("TNI pendukung")
    LINMAS = "linmas", _("Linmas")


class Force(models.TextChoices):
    POLICE = "polisi", _("Polri")
    ARMY = "tni", _("TNI")
    LINMAS = "linmas", _("Linmas")


class Unit(FactModel):
    """A unit of a regency in an election. districts: codes of the kecamatan that it answers for; none means all."""

    fact_type: ClassVar[str] = "deployment.unit"

    election = models.ForeignKey(Election, models.PROTECT, related_name="guard_units")
    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    name = models.CharField("nama", max_length=120)
    kind = models.CharField("jenis", max_length=6, choices=UnitKind.choices)
    districts = models.JSONField("kecamatan", default=list, blank=True)
    lat = models.FloatField("lintang", null=True, blank=True)
    lon = models.FloatField("bujur", null=True, blank=True)
    updated_at = models.DateTimeField("diubah")

    class Meta:
        db_table = "deployment_unit"
        verbose_name = "satuan"
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["election", "region", "name"], name="guard_unit_once"),
            models.CheckConstraint(condition=Q(kind__in=UnitKind.values), name="guard_unit_kind"),
            models.CheckConstraint(
                condition=Q(lat__isnull=True, lon__isnull=True)
                | Q(lat__gte=-90, lat__lte=90, lon__gte=-180, lon__lte=180),
                name="guard_unit_point",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def place(self) -> Place:
        return guard_place(self.region.code)

    @property
    def fact_region(self) -> str:
        return self.region.code

    def as_fact(self) -> dict[str, FactValue]:
        return {
            "election": self.election_id,
            "region": self.region_id,
            "name": self.name,
            "kind": self.kind,
            "districts": list(self.districts),
            "lat": self.lat,
            "lon": self.lon,
        }


class Officer(FactModel):
    """A person who can be sent. officer_id: as the unit numbers its people. home: the village, or what is known of it.

    phone: asked for by nothing but the message to a team leader; may stay empty.
    """

    fact_type: ClassVar[str] = "deployment.officer"

    election = models.ForeignKey(Election, models.PROTECT, related_name="officers")
    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    officer_id = models.CharField("nomor", max_length=40)
    name = models.CharField("nama", max_length=120)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="officers", verbose_name="satuan")
    force = models.CharField("kekuatan", max_length=6, choices=Force.choices, default=Force.POLICE)
    home = models.ForeignKey(Region, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="asal")
    rank = models.CharField("pangkat", max_length=40, blank=True)
    available = models.BooleanField("siap tugas", default=True)
    phone = models.CharField("nomor HP", max_length=20, blank=True)
    updated_at = models.DateTimeField("diubah")

    class Meta:
        db_table = "deployment_officer"
        verbose_name = "personel"
        ordering: ClassVar = ["name", "officer_id"]
        indexes: ClassVar = [models.Index(fields=["election", "region", "name"], name="officer_by_name")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["election", "region", "officer_id"], name="officer_once"),
            models.CheckConstraint(condition=Q(force__in=Force.values), name="officer_force"),
        ]

    def __str__(self) -> str:
        """Without the name: the ledger writes it beside each entry."""
        return f"personel {self.pk}" if self.pk else "personel"

    @property
    def title(self) -> str:
        return f"{self.rank} {self.name}".strip()

    @property
    def place(self) -> Place:
        return guard_place(self.region.code)

    @property
    def fact_region(self) -> str:
        return self.region.code

    def as_fact(self) -> dict[str, FactValue]:
        return {
            "election": self.election_id,
            "region": self.region_id,
            "officer_id": veil(self.officer_id),
            "name": veil(self.name),
            "unit": self.unit_id,
            "force": self.force,
            "home": veil(str(self.home_id or "")),
            "rank": self.rank,
            "available": self.available,
            "phone": veil(self.phone),
        }


class AbsenceKind(models.TextChoices):
    OUT = "berhalangan", _("Berhalangan")
    DUTY = "tugas-lain", _("Tugas lain")


class Absence(FactModel):
    """When somebody cannot serve, or has another duty that needs rest before and after. Why is not kept."""

    fact_type: ClassVar[str] = "deployment.absence"

    officer = models.ForeignKey(Officer, models.PROTECT, related_name="absences")
    kind = models.CharField("jenis", max_length=11, choices=AbsenceKind.choices)
    starts = models.DateTimeField("mulai")
    ends = models.DateTimeField("sampai")
    created_at = models.DateTimeField("dicatat")

    class Meta:
        db_table = "deployment_absence"
        verbose_name = "halangan"
        ordering: ClassVar = ["starts", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(starts__lt=models.F("ends")), name="absence_order"),
            models.CheckConstraint(condition=Q(kind__in=AbsenceKind.values), name="absence_kind"),
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())

    @property
    def place(self) -> Place:
        return self.officer.place

    @property
    def fact_region(self) -> str:
        return self.officer.region.code

    def as_fact(self) -> dict[str, FactValue]:
        return {"officer": self.officer_id, "kind": self.kind, "starts": self.starts, "ends": self.ends}
