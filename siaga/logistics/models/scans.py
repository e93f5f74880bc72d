"""Scans of both sides, refused ones too, and when boxes are due at a hop."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from siaga.desk.models import Account
from siaga.ledger.facts import FactModel, FactValue
from siaga.logistics.models.boxes import Box
from siaga.logistics.models.catalogue import Hop, Warehouse
from siaga.logistics.models.handovers import Handover


class ScanSide(models.TextChoices):
    GIVE = "serah", _("Menyerahkan")
    TAKE = "terima", _("Menerima")


class ScanOutcome(models.TextChoices):
    """What came of a scan; all but ``accepted`` changed nothing and are kept for the record."""

    ACCEPTED = "diterima", _("Diterima")
    REPEATED = "ulang", _("Sudah discan")
    WRONG_PLACE = "salah-tempat", _("Salah tempat")
    FORGED = "palsu", _("Kode tidak sah")
    UNKNOWN = "tak-dikenal", _("Kode tidak dikenal")
    NOT_READY = "belum-siap", _("Belum disegel")
    FORBIDDEN = "tak-berhak", _("Tidak berhak")
    SKIPPED = "terlewat", _("Belum discan yang menyerahkan")
    CLOSED = "ditutup", _("Serah terima sudah ditutup")
    OVERTAKEN = "kalah-cepat", _("Didahului scan lain")


class Scan(FactModel):
    """One scan of a label, whoever made it and whatever came of it.

    scan_id: made by the device; the same id again is the same scan (idempotent). scanned_at: the device's clock;
    received_at: ours. text: what was read, cut to 120 letters. message: what the person was told.
    """

    fact_type: ClassVar[str] = "logistics.scan"

    scan_id = models.UUIDField(unique=True)
    warehouse = models.ForeignKey(Warehouse, models.PROTECT, related_name="scans")
    handover = models.ForeignKey(Handover, models.PROTECT, null=True, blank=True, related_name="scans")
    box = models.ForeignKey(Box, models.PROTECT, null=True, blank=True, related_name="scans")
    side = models.CharField(max_length=6, choices=ScanSide.choices)
    outcome = models.CharField("hasil", max_length=12, choices=ScanOutcome.choices)
    text = models.CharField(max_length=120)
    seal = models.CharField("segel", max_length=60, blank=True)
    message = models.CharField("pesan", max_length=300, blank=True)
    by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    region_code = models.CharField(max_length=13)
    lat = models.FloatField(null=True, blank=True)
    lon = models.FloatField(null=True, blank=True)
    scanned_at = models.DateTimeField("discan")
    received_at = models.DateTimeField("dicatat")

    class Meta:
        db_table = "logistics_scan"
        ordering: ClassVar = ["-received_at", "-id"]
        indexes: ClassVar = [
            models.Index(fields=["box", "-received_at"], name="scan_box"),
            models.Index(fields=["warehouse", "outcome", "-received_at"], name="scan_outcome"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(outcome__in=ScanOutcome.values), name="scan_outcome_known"),
            models.CheckConstraint(condition=Q(side__in=ScanSide.values), name="scan_side"),
        ]

    def __str__(self) -> str:
        return f"{self.text}: {self.get_outcome_display()}"

    @property
    def fact_key(self) -> str:
        return str(self.scan_id)

    @property
    def fact_region(self) -> str:
        return self.region_code

    def as_fact(self) -> dict[str, FactValue]:
        return {
            "warehouse": self.warehouse_id,
            "handover": self.handover_id,
            "box": self.box.code if self.box else None,
            "side": self.side,
            "outcome": self.outcome,
            "text": self.text,
            "seal": self.seal,
            "scanned_at": self.scanned_at,
            "lat": self.lat,
            "lon": self.lon,
        }


class HopDue(FactModel):
    """When the boxes of a place must be there: from the plan in force, else from the ruleset, else set by hand.

    code: region code of PPK or PPS, or a TPS code; a region's due holds for all places below it that have none.
    """

    fact_type: ClassVar[str] = "logistics.due"

    warehouse = models.ForeignKey(Warehouse, models.PROTECT, related_name="dues")
    hop = models.CharField("tempat", max_length=12, choices=Hop.choices)
    code = models.CharField(max_length=17)
    due_at = models.DateTimeField("batas tiba")
    source = models.CharField("sumber", max_length=120)

    class Meta:
        db_table = "logistics_due"
        constraints: ClassVar = [models.UniqueConstraint(fields=["warehouse", "hop", "code"], name="due_once")]

    def __str__(self) -> str:
        return f"{self.hop} {self.code}: {self.due_at}"

    @property
    def fact_region(self) -> str:
        return self.code.partition("/")[0]

    def as_fact(self) -> dict[str, FactValue]:
        return {
            "warehouse": self.warehouse_id,
            "hop": self.hop,
            "code": self.code,
            "due_at": self.due_at,
            "source": self.source,
        }
