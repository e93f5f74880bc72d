"""Manifests of all routes of a version, as one file that somebody asked for."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from siaga.ledger.facts import FactValue
from siaga.logistics.models.made import MadeFile
from siaga.planning.models.plan import Plan


class ManifestFile(MadeFile):
    """routes: how many the file holds; None until it is made. origin: of the pages to which its QR codes lead."""

    fact_type: ClassVar[str] = "planning.manifests"
    folder = "manifests"

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="manifest_files")
    routes = models.PositiveIntegerField("rute", null=True, blank=True)
    origin = models.CharField(max_length=200)

    class Meta:
        db_table = "planning_manifests"
        ordering: ClassVar = ["-asked_at", "-id"]
        indexes: ClassVar = [models.Index(fields=["plan", "-asked_at"], name="manifests_list")]

    def __str__(self) -> str:
        return f"Manifes {self.plan}"

    @property
    def fact_region(self) -> str:
        return self.plan.region.code

    def as_fact(self) -> dict[str, FactValue]:
        return {"plan": self.plan_id, "routes": self.routes, "digest": self.digest, "made_at": self.made_at}
