"""The way of boxes: handed over hop by hop, with what was scanned and photographed."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from siaga.desk.models import Account
from siaga.ledger.facts import FactModel, FactValue, veil
from siaga.logistics.models.boxes import Box
from siaga.logistics.models.catalogue import Hop, Warehouse


class HandoverState(models.TextChoices):
    GIVING = "disiapkan", _("Sedang disiapkan")
    MOVING = "berangkat", _("Dalam perjalanan")
    TAKEN = "diterima", _("Diterima")
    CANCELLED = "batal", _("Dibatalkan")


class Handover(FactModel):
    """One transfer of boxes from an office to the next, with the record (BAST) that both sign.

    from_code, to_code: region or TPS codes. It is ``moving`` once the giver closed its side, and ``taken`` when the
    receiver closed the other; boxes that the receiver did not scan stay on the way and are named on the record.
    """

    fact_type: ClassVar[str] = "logistics.handover"

    warehouse = models.ForeignKey(Warehouse, models.PROTECT, related_name="handovers")
    number = models.PositiveIntegerField("nomor")
    from_hop = models.PositiveSmallIntegerField()
    from_code = models.CharField(max_length=17)
    to_hop = models.PositiveSmallIntegerField()
    to_code = models.CharField(max_length=17)
    state = models.CharField("status", max_length=9, choices=HandoverState.choices, default=HandoverState.GIVING)
    vehicle = models.CharField("kendaraan", max_length=80, blank=True)
    giver_name = models.CharField("yang menyerahkan", max_length=120, blank=True)
    giver_office = models.CharField("jabatan yang menyerahkan", max_length=160, blank=True)
    receiver_name = models.CharField("yang menerima", max_length=120, blank=True)
    receiver_office = models.CharField("jabatan yang menerima", max_length=160, blank=True)
    given_by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    taken_by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    opened_at = models.DateTimeField("dibuka")
    given_at = models.DateTimeField("diserahkan", null=True, blank=True)
    taken_at = models.DateTimeField("diterima", null=True, blank=True)
    note = models.CharField("catatan", max_length=400, blank=True)

    class Meta:
        db_table = "logistics_handover"
        ordering: ClassVar = ["-opened_at", "-id"]
        indexes: ClassVar = [
            models.Index(fields=["warehouse", "state", "-opened_at"], name="handover_list"),
            models.Index(fields=["warehouse", "to_code", "state"], name="handover_to"),
            models.Index(fields=["warehouse", "from_code", "state"], name="handover_from"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["warehouse", "number"], name="handover_number"),
            models.CheckConstraint(condition=Q(to_hop__gt=F("from_hop")), name="handover_onward"),
            models.CheckConstraint(condition=Q(state__in=HandoverState.values), name="handover_state"),
        ]

    def __str__(self) -> str:
        return f"Serah terima {self.number}"

    @property
    def hops(self) -> tuple[Hop, Hop]:
        """From and to, as hops. Needs ``warehouse`` loaded."""
        return Hop(self.warehouse.hops[self.from_hop]), Hop(self.warehouse.hops[self.to_hop])

    @property
    def fact_region(self) -> str:
        return self.to_code.partition("/")[0]

    def as_fact(self) -> dict[str, FactValue]:
        return {
            "warehouse": self.warehouse_id,
            "number": self.number,
            "from_hop": self.from_hop,
            "from_code": self.from_code,
            "to_hop": self.to_hop,
            "to_code": self.to_code,
            "state": self.state,
            "vehicle": self.vehicle,
            "giver": veil(f"{self.giver_name} {self.giver_office}".strip()),
            "receiver": veil(f"{self.receiver_name} {self.receiver_office}".strip()),
            "given_at": self.given_at,
            "taken_at": self.taken_at,
            "note": self.note,
        }


class HandoverBox(models.Model):
    """A box on a handover: scanned by the giver, and by the receiver. Part of the scan's entry on the ledger.

    gap: why the receiver signed for a box that the giver had not scanned; ``given_at`` is then unknown.
    """

    handover = models.ForeignKey(Handover, models.CASCADE, related_name="lines")
    box = models.ForeignKey(Box, models.PROTECT, related_name="lines")
    given_at = models.DateTimeField("discan pemberi", null=True, blank=True)
    given_seal = models.CharField("segel saat diserahkan", max_length=60, blank=True)
    taken_at = models.DateTimeField("discan penerima", null=True, blank=True)
    taken_seal = models.CharField("segel saat diterima", max_length=60, blank=True)
    condition = models.CharField("keadaan", max_length=200, blank=True)
    gap = models.CharField("alasan tanpa scan pemberi", max_length=300, blank=True)

    class Meta:
        db_table = "logistics_handover_box"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["handover", "box"], name="handover_box_once"),
            models.CheckConstraint(
                condition=Q(given_at__isnull=False) | (Q(taken_at__isnull=False) & ~Q(gap="")),
                name="handover_box_gap_explained",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.handover} · {self.box}"

    @property
    def seal_differs(self) -> bool:
        """Whether the receiver read another seal than the giver, or than the box was sealed with. Needs ``box``."""
        given = self.given_seal or self.box.seal
        return bool(self.taken_seal and given and self.taken_seal != given)


class HandoverPhoto(FactModel):
    """A photograph of a handover, kept by content (``reporting/attachments``)."""

    fact_type: ClassVar[str] = "logistics.handover_photo"

    handover = models.ForeignKey(Handover, models.PROTECT, related_name="photos")
    digest = models.CharField(max_length=64)
    name = models.CharField(max_length=100)
    kind = models.CharField(max_length=40)
    size = models.PositiveIntegerField()
    taken_at = models.DateTimeField(null=True, blank=True)
    lat = models.FloatField(null=True, blank=True)
    lon = models.FloatField(null=True, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        db_table = "logistics_handover_photo"
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["handover", "digest"], name="handover_photo_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def fact_region(self) -> str:
        return self.handover.fact_region

    def as_fact(self) -> dict[str, FactValue]:
        return {
            "handover": self.handover_id,
            "digest": self.digest,
            "name": self.name,
            "kind": self.kind,
            "size": self.size,
            "taken_at": self.taken_at,
            "lat": self.lat,
            "lon": self.lon,
        }
