"""What came in and what became of it: orders, receipts, sorting, destruction, counts.

The books (``logistics/books.py``) say for each item: received = good + damaged + short, good = packed + in stock.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from siaga.access import Place
from siaga.desk.models import Account
from siaga.ledger.facts import FactModel, FactValue
from siaga.logistics.models.catalogue import Item, Warehouse


class InboundStep(models.TextChoices):
    """How far an order has come before it is in the warehouse (seed 3: printed, awaiting delivery)."""

    ORDERED = "dipesan", _("Dipesan")
    PRINTED = "dicetak", _("Dicetak")
    SHIPPED = "dikirim", _("Dikirim")


class Consignment(FactModel):
    """An order of one item from a supplier; how far it is stands in its steps, what arrived in its receipts."""

    fact_type: ClassVar[str] = "logistics.consignment"

    warehouse = models.ForeignKey(Warehouse, models.PROTECT, related_name="consignments")
    item = models.ForeignKey(Item, models.PROTECT, related_name="consignments")
    supplier = models.CharField("penyedia", max_length=160)
    document = models.CharField("nomor kontrak atau surat", max_length=120, blank=True)
    quantity = models.PositiveIntegerField("jumlah pesanan")
    expected_on = models.DateField("perkiraan tiba", null=True, blank=True)
    closed_at = models.DateTimeField("ditutup", null=True, blank=True)
    closed_reason = models.CharField("alasan penutupan", max_length=300, blank=True)
    created_at = models.DateTimeField("dicatat")

    class Meta:
        db_table = "logistics_consignment"
        ordering: ClassVar = ["-created_at", "-id"]
        indexes: ClassVar = [
            models.Index(fields=["warehouse", "-created_at"], name="consignment_list"),
            models.Index(fields=["item"], name="consignment_item"),
        ]
        constraints: ClassVar = [models.CheckConstraint(condition=Q(quantity__gte=1), name="consignment_some")]

    def __str__(self) -> str:
        return f"{self.item} · {self.supplier}"

    @property
    def place(self) -> Place:
        return self.warehouse.place

    @property
    def fact_region(self) -> str:
        return self.warehouse.region.code

    def as_fact(self) -> dict[str, FactValue]:
        return {
            "warehouse": self.warehouse_id,
            "item": self.item_id,
            "supplier": self.supplier,
            "document": self.document,
            "quantity": self.quantity,
            "expected_on": self.expected_on,
            "closed_at": self.closed_at,
            "closed_reason": self.closed_reason,
        }


class ConsignmentStep(FactModel):
    """That a quantity of an order was ordered, printed or shipped, by which document."""

    fact_type: ClassVar[str] = "logistics.consignment_step"

    consignment = models.ForeignKey(Consignment, models.PROTECT, related_name="steps")
    step = models.CharField("langkah", max_length=8, choices=InboundStep.choices)
    quantity = models.PositiveIntegerField("jumlah")
    on = models.DateField("tanggal")
    document = models.CharField("dokumen", max_length=120, blank=True)
    note = models.CharField("catatan", max_length=300, blank=True)
    at = models.DateTimeField("dicatat")

    class Meta:
        db_table = "logistics_consignment_step"
        ordering: ClassVar = ["on", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(step__in=InboundStep.values), name="consignment_step_known"),
            models.CheckConstraint(condition=Q(quantity__gte=1), name="consignment_step_some"),
        ]

    def __str__(self) -> str:
        return f"{self.consignment}: {self.get_step_display()}"

    @property
    def fact_region(self) -> str:
        return self.consignment.fact_region

    def as_fact(self) -> dict[str, FactValue]:
        return {
            "consignment": self.consignment_id,
            "step": self.step,
            "quantity": self.quantity,
            "on": self.on,
            "document": self.document,
            "note": self.note,
        }


class Voidable(FactModel):
    """What was noted is never edited: what was wrong is voided with a reason, and noted anew."""

    voided_at = models.DateTimeField("dibatalkan", null=True, blank=True)
    voided_reason = models.CharField("alasan pembatalan", max_length=300, blank=True)

    class Meta:
        abstract = True

    def voided_fact(self) -> dict[str, FactValue]:
        return {"voided_at": self.voided_at, "voided_reason": self.voided_reason}


class Receipt(Voidable):
    """A delivery into the warehouse: one item, one batch, as its document states it.

    A receipt that was wrong is voided with a reason and noted anew; it is never edited.
    """

    fact_type: ClassVar[str] = "logistics.receipt"

    warehouse = models.ForeignKey(Warehouse, models.PROTECT, related_name="receipts")
    consignment = models.ForeignKey(Consignment, models.PROTECT, null=True, blank=True, related_name="receipts")
    item = models.ForeignKey(Item, models.PROTECT, related_name="receipts")
    supplier = models.CharField("penyedia", max_length=160)
    batch = models.CharField("batch atau koli", max_length=80)
    document = models.CharField("surat jalan", max_length=120)
    quantity = models.PositiveIntegerField("jumlah menurut dokumen")
    received_at = models.DateTimeField("diterima")
    received_by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField("dicatat")

    class Meta:
        db_table = "logistics_receipt"
        ordering: ClassVar = ["-received_at", "-id"]
        indexes: ClassVar = [
            models.Index(fields=["warehouse", "-received_at"], name="receipt_list"),
            models.Index(fields=["item"], name="receipt_item"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["warehouse", "item", "document", "batch"],
                condition=Q(voided_at__isnull=True),
                name="receipt_once",
            ),
            models.CheckConstraint(condition=Q(quantity__gte=1), name="receipt_some"),
        ]

    def __str__(self) -> str:
        return f"{self.item} · {self.batch}"

    @property
    def place(self) -> Place:
        return self.warehouse.place

    @property
    def fact_region(self) -> str:
        return self.warehouse.region.code

    def as_fact(self) -> dict[str, FactValue]:
        return {
            "warehouse": self.warehouse_id,
            "consignment": self.consignment_id,
            "item": self.item_id,
            "supplier": self.supplier,
            "batch": self.batch,
            "document": self.document,
            "quantity": self.quantity,
            "received_at": self.received_at,
            **self.voided_fact(),
        }


class Sorting(Voidable):
    """The result of sorting (and folding) a receipt: good, damaged, short. A receipt may be sorted in several goes.

    final: the last go; from then on what the sum lacks to the receipt is an imbalance of that batch.
    """

    fact_type: ClassVar[str] = "logistics.sorting"

    receipt = models.ForeignKey(Receipt, models.PROTECT, related_name="sortings")
    good = models.PositiveIntegerField("baik")
    damaged = models.PositiveIntegerField("rusak", default=0)
    short = models.PositiveIntegerField("kurang", default=0)
    final = models.BooleanField("selesai", default=False)
    document = models.CharField("berita acara", max_length=120, blank=True)
    note = models.CharField("catatan", max_length=300, blank=True)
    sorted_on = models.DateField("tanggal")
    created_at = models.DateTimeField("dicatat")

    class Meta:
        db_table = "logistics_sorting"
        ordering: ClassVar = ["sorted_on", "id"]

    def __str__(self) -> str:
        return f"{self.receipt}: {self.good}"

    @property
    def fact_region(self) -> str:
        return self.receipt.fact_region

    def as_fact(self) -> dict[str, FactValue]:
        return {
            "receipt": self.receipt_id,
            "good": self.good,
            "damaged": self.damaged,
            "short": self.short,
            "final": self.final,
            "document": self.document,
            "note": self.note,
            "sorted_on": self.sorted_on,
            **self.voided_fact(),
        }


class Destruction(Voidable):
    """That damaged (or surplus) pieces were destroyed, with the record that says so.

    A note that was wrong is voided with a reason and written anew; it is never edited.
    """

    fact_type: ClassVar[str] = "logistics.destruction"

    warehouse = models.ForeignKey(Warehouse, models.PROTECT, related_name="destructions")
    item = models.ForeignKey(Item, models.PROTECT, related_name="destructions")
    quantity = models.PositiveIntegerField("jumlah")
    surplus = models.BooleanField("kelebihan yang baik", default=False)
    document = models.CharField("berita acara", max_length=120)
    witnesses = models.CharField("saksi (jabatan)", max_length=300, blank=True)
    destroyed_at = models.DateTimeField("dimusnahkan")
    created_at = models.DateTimeField("dicatat")

    class Meta:
        db_table = "logistics_destruction"
        ordering: ClassVar = ["-destroyed_at", "-id"]
        constraints: ClassVar = [models.CheckConstraint(condition=Q(quantity__gte=1), name="destruction_some")]

    def __str__(self) -> str:
        return f"{self.item}: {self.quantity}"

    @property
    def fact_region(self) -> str:
        return self.warehouse.region.code

    def as_fact(self) -> dict[str, FactValue]:
        return {
            "warehouse": self.warehouse_id,
            "item": self.item_id,
            "quantity": self.quantity,
            "surplus": self.surplus,
            "document": self.document,
            "witnesses": self.witnesses,
            "destroyed_at": self.destroyed_at,
            **self.voided_fact(),
        }


class StockCount(FactModel):
    """A physical count of the loose good pieces of an item in the warehouse, beside what the books said then."""

    fact_type: ClassVar[str] = "logistics.count"

    warehouse = models.ForeignKey(Warehouse, models.PROTECT, related_name="counts")
    item = models.ForeignKey(Item, models.PROTECT, related_name="counts")
    counted = models.PositiveIntegerField("hasil hitung")
    booked = models.IntegerField("menurut buku")
    note = models.CharField("catatan", max_length=300, blank=True)
    counted_at = models.DateTimeField("dihitung")
    created_at = models.DateTimeField("dicatat")

    class Meta:
        db_table = "logistics_count"
        ordering: ClassVar = ["-counted_at", "-id"]
        indexes: ClassVar = [models.Index(fields=["warehouse", "item", "-counted_at"], name="count_latest")]

    def __str__(self) -> str:
        return f"{self.item}: {self.counted}"

    @property
    def fact_region(self) -> str:
        return self.warehouse.region.code

    def as_fact(self) -> dict[str, FactValue]:
        return {
            "warehouse": self.warehouse_id,
            "item": self.item_id,
            "counted": self.counted,
            "booked": self.booked,
            "note": self.note,
            "counted_at": self.counted_at,
        }
