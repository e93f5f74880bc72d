"""Frozen pictures that later documents cite, and what the leader opened to all agencies."""

from __future__ import annotations

import hashlib
from typing import ClassVar

from django.db import models

from siaga.access import Place
from siaga.elections.models import Election
from siaga.ledger.facts import FactModel, FactValue, canonical
from siaga.readiness.models.indicator import SCALES
from siaga.wilayah.models import Region


class Snapshot(FactModel):
    """The picture of a region as it stood at a moment, kept word for word; never changed, only cited.

    at: the moment that it shows. data: the picture as plain values (``siaga.readiness.snapshots``).
    """

    fact_type: ClassVar[str] = "readiness.snapshot"

    election = models.ForeignKey(Election, models.PROTECT, related_name="snapshots")
    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    scale = models.CharField("skala", max_length=10, choices=SCALES)
    at = models.DateTimeField("keadaan pada")
    title = models.CharField("judul", max_length=160)
    data = models.JSONField()
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField("dibekukan")
    made_by = models.CharField("oleh", max_length=200)

    class Meta:
        db_table = "readiness_snapshot"
        ordering: ClassVar = ["-at", "-id"]
        indexes: ClassVar = [models.Index(fields=["election", "region", "-at"], name="snapshot_region")]

    def __str__(self) -> str:
        return self.title

    @property
    def place(self) -> Place:
        """Where it is, for ``may``. Needs ``region`` loaded."""
        return Place(self.region.code)

    @property
    def fact_region(self) -> str:
        return self.region.code

    def as_fact(self) -> dict[str, FactValue]:
        return {
            "election": self.election_id,
            "region": self.region_id,
            "scale": self.scale,
            "at": self.at,
            "title": self.title,
            "data": hashlib.sha256(canonical(self.data).encode()).hexdigest(),
            "made_at": self.made_at,
        }


class Opening(FactModel):
    """What the leader opened to all agencies of a region: the picture, the claims. Closed until somebody opens it."""

    fact_type: ClassVar[str] = "readiness.opening"

    election = models.ForeignKey(Election, models.PROTECT, related_name="+")
    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    picture = models.BooleanField("gambaran", default=False)
    claims = models.BooleanField("klaim instansi", default=False)

    class Meta:
        db_table = "readiness_opening"
        constraints: ClassVar = [models.UniqueConstraint(fields=["election", "region"], name="opening_once")]

    def __str__(self) -> str:
        return f"{self.election} · {self.region}"

    @property
    def fact_region(self) -> str:
        return self.region.code

    def as_fact(self) -> dict[str, FactValue]:
        return {
            "election": self.election_id,
            "region": self.region_id,
            "picture": self.picture,
            "claims": self.claims,
        }
