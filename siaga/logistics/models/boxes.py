"""Boxes: packed, labelled, counted where somebody opened one."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from siaga.access import Place
from siaga.elections.models import PollingStation
from siaga.ledger.facts import FactModel, FactValue
from siaga.logistics.models.catalogue import HOPS, Item, Warehouse, hop_place


class BoxState(models.TextChoices):
    """open: being packed. sealed: closed, may leave. The rest of its way is its hop."""

    OPEN = "dikemas", _("Dikemas")
    SEALED = "disegel", _("Disegel")
    VOID = "batal", _("Dibatalkan")


class Box(FactModel):
    """One box with an identity, for one station and one ballot type.

    code: 10 letters and digits, random; with its mark (``logistics/codes.py``) it is what the label's QR says.
    packed: its contents once more, item id (as text) to pieces, so that the ledger keeps them with the box.
    hop: the index in the warehouse's ``hops`` of the last place that signed for it. moving: it left there, and has not
    been signed for at a further place yet. since: when that happened. due_at: when it must be at its next hop; None
    where nothing is due. Denormalised codes serve lists and counts.
    """

    fact_type: ClassVar[str] = "logistics.box"

    warehouse = models.ForeignKey(Warehouse, models.PROTECT, related_name="boxes")
    station = models.ForeignKey(PollingStation, models.PROTECT, related_name="boxes")
    ballot = models.CharField("jenis surat suara", max_length=40, blank=True)
    number = models.PositiveSmallIntegerField("nomor", default=1)
    code = models.CharField("kode kotak", max_length=10, unique=True)
    station_code = models.CharField(max_length=17)
    village_code = models.CharField(max_length=13)
    district_code = models.CharField(max_length=8)
    state = models.CharField("status", max_length=8, choices=BoxState.choices, default=BoxState.OPEN)
    seal = models.CharField("nomor segel", max_length=60, blank=True)
    kg = models.FloatField("berat (kg)", null=True, blank=True)
    packed = models.JSONField("isi", default=dict, blank=True)
    hop = models.PositiveSmallIntegerField("tempat", default=0)
    moving = models.BooleanField("dalam perjalanan", default=False)
    since = models.DateTimeField("sejak")
    due_at = models.DateTimeField("batas tiba", null=True, blank=True)
    labelled_at = models.DateTimeField("label dicetak", null=True, blank=True)
    created_at = models.DateTimeField("dicatat")

    class Meta:
        db_table = "logistics_box"
        ordering: ClassVar = ["station_code", "ballot", "number"]
        indexes: ClassVar = [
            models.Index(fields=["warehouse", "station_code"], name="box_station_code"),
            models.Index(fields=["warehouse", "district_code", "hop", "moving"], name="box_district"),
            models.Index(fields=["warehouse", "village_code", "hop"], name="box_village"),
            models.Index(fields=["warehouse", "due_at"], name="box_due"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["warehouse", "station", "ballot", "number"],
                condition=~Q(state="batal"),
                name="box_once",
            ),
            models.CheckConstraint(condition=Q(hop__lte=len(HOPS) - 1), name="box_hop"),
            models.CheckConstraint(condition=Q(state__in=BoxState.values), name="box_state"),
            models.CheckConstraint(condition=~Q(state="dikemas") | Q(hop=0, moving=False), name="box_open_stays"),
        ]

    def __str__(self) -> str:
        return f"{self.code} · {self.station_code}"

    @property
    def place(self) -> Place:
        """The place of the station that it belongs to, for ``may`` (who may see it)."""
        return Place(self.village_code, unit=self.station_code, election=self.warehouse.election_id)

    def standing_place(self, hop: str) -> Place:
        """Where it would stand at a hop: the office that signs for it there. Needs ``warehouse__region``."""
        return hop_place(
            hop, self.warehouse.region.code, self.village_code, self.station_code, self.warehouse.election_id
        )

    @property
    def fact_region(self) -> str:
        return self.village_code

    def as_fact(self) -> dict[str, FactValue]:
        return {
            "warehouse": self.warehouse_id,
            "station": self.station_code,
            "ballot": self.ballot,
            "number": self.number,
            "code": self.code,
            "state": self.state,
            "seal": self.seal,
            "kg": self.kg,
            "packed": self.packed,
            "hop": self.hop,
            "moving": self.moving,
            "since": self.since,
            "labelled_at": self.labelled_at,
        }


class BoxContent(models.Model):
    """How many pieces of an item lie in a box, as packed. Part of the box's packing entry on the ledger."""

    box = models.ForeignKey(Box, models.CASCADE, related_name="contents")
    item = models.ForeignKey(Item, models.PROTECT, related_name="+")
    quantity = models.PositiveIntegerField("jumlah")

    class Meta:
        db_table = "logistics_box_content"
        constraints: ClassVar = [models.UniqueConstraint(fields=["box", "item"], name="content_once")]
        indexes: ClassVar = [models.Index(fields=["item"], name="content_item")]

    def __str__(self) -> str:
        return f"{self.item}: {self.quantity}"


class BoxCheck(FactModel):
    """That somebody opened a box at a hop and counted an item in it."""

    fact_type: ClassVar[str] = "logistics.box_check"

    box = models.ForeignKey(Box, models.PROTECT, related_name="checks")
    item = models.ForeignKey(Item, models.PROTECT, related_name="+")
    hop = models.PositiveSmallIntegerField("tempat")
    counted = models.PositiveIntegerField("hasil hitung")
    packed = models.PositiveIntegerField("menurut pengepakan")
    note = models.CharField("catatan", max_length=300, blank=True)
    counted_at = models.DateTimeField("dihitung")
    created_at = models.DateTimeField("dicatat")

    class Meta:
        db_table = "logistics_box_check"
        ordering: ClassVar = ["-counted_at", "-id"]

    def __str__(self) -> str:
        return f"{self.box}: {self.counted}"

    @property
    def fact_region(self) -> str:
        return self.box.village_code

    def as_fact(self) -> dict[str, FactValue]:
        return {
            "box": self.box_id,
            "item": self.item_id,
            "hop": self.hop,
            "counted": self.counted,
            "packed": self.packed,
            "note": self.note,
            "counted_at": self.counted_at,
        }
