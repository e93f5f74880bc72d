"""Playbooks of a desk as versions; where a desk has none, those that ship hold."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from siaga.access import Place
from siaga.desk.models import Account
from siaga.ledger.facts import FactModel, FactValue
from siaga.planning.models import PlanKind, plan_place
from siaga.wilayah.models import Region


class PlaybookEdition(FactModel):
    """One version of a regency's playbooks (TOML); the newest holds. text empty: the shipped ones hold again."""

    fact_type: ClassVar[str] = "contingency.playbooks"

    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField("versi")
    text = models.TextField("isi", blank=True)
    digest = models.CharField("sidik", max_length=64)
    reason = models.CharField("alasan", max_length=400)
    created_by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField("dibuat")

    class Meta:
        db_table = "contingency_playbooks"
        verbose_name = "pegangan keadaan darurat"
        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["region", "number"], name="playbooks_number"),
        ]

    def __str__(self) -> str:
        return f"Pegangan versi {self.number}"

    @property
    def place(self) -> Place:
        return plan_place(PlanKind.CONTINGENCY, self.region.code)

    @property
    def fact_region(self) -> str:
        return self.region.code

    def as_fact(self) -> dict[str, FactValue]:
        return {"region": self.region_id, "number": self.number, "digest": self.digest, "reason": self.reason}
