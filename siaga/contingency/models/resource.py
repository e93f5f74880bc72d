"""What is scarce and can be sent or set up: gensets, satellite phones, medics, boats (contract: resources)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from siaga.access import Place
from siaga.elections.models import Election
from siaga.ledger.facts import FactModel, FactValue
from siaga.planning.models import PlanKind, plan_place
from siaga.wilayah.models import Region


class Resource(FactModel):
    """Equal units of a kind that stand at one place. kind: a key of the playbooks' kinds.

    max_km: how far the help reaches, on roads: from a post to a station, else to where a unit is brought.
    """

    fact_type: ClassVar[str] = "contingency.resource"

    election = models.ForeignKey(Election, models.PROTECT, related_name="resources")
    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    resource_id = models.CharField("kode sumber daya", max_length=40)
    kind = models.CharField("jenis", max_length=40)
    count = models.PositiveSmallIntegerField("jumlah", default=1)
    lat = models.FloatField("lintang")
    lon = models.FloatField("bujur")
    max_km = models.FloatField("jangkauan (km)")
    updated_at = models.DateTimeField("diubah")

    class Meta:
        db_table = "contingency_resource"
        verbose_name = "sumber daya darurat"
        ordering: ClassVar = ["kind", "resource_id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["election", "region", "resource_id"], name="resource_once"),
            models.CheckConstraint(condition=Q(max_km__gte=0), name="resource_reach"),
            models.CheckConstraint(
                condition=Q(lat__gte=-90, lat__lte=90, lon__gte=-180, lon__lte=180), name="resource_point"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.resource_id} ({self.kind})"

    @property
    def place(self) -> Place:
        return plan_place(PlanKind.CONTINGENCY, self.region.code)

    @property
    def fact_region(self) -> str:
        return self.region.code

    def as_fact(self) -> dict[str, FactValue]:
        return {
            "election": self.election_id,
            "region": self.region_id,
            "resource_id": self.resource_id,
            "kind": self.kind,
            "count": self.count,
            "lat": self.lat,
            "lon": self.lon,
            "max_km": self.max_km,
        }
