"""Sheets of labels that somebody asked for."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from siaga.access import Place
from siaga.ledger.facts import FactValue
from siaga.logistics.models.catalogue import Warehouse
from siaga.logistics.models.made import MadeFile


class LabelSheet(MadeFile):
    """Labels that somebody asked for: those of the boxes at or below a code, made in the background as one PDF.

    again: also labels that were printed before. boxes: how many labels the file holds; None until it is made.
    """

    fact_type: ClassVar[str] = "logistics.labels"
    folder = "labels"

    warehouse = models.ForeignKey(Warehouse, models.PROTECT, related_name="label_sheets")
    code = models.CharField("wilayah atau TPS", max_length=17)
    again = models.BooleanField("cetak ulang", default=False)
    boxes = models.PositiveIntegerField("label", null=True, blank=True)

    class Meta:
        db_table = "logistics_labels"
        ordering: ClassVar = ["-asked_at", "-id"]
        indexes: ClassVar = [models.Index(fields=["warehouse", "-asked_at"], name="labels_list")]

    def __str__(self) -> str:
        return f"Label {self.code}"

    @property
    def place(self) -> Place:
        """Where it is, for ``may``. Needs ``warehouse__region``."""
        return self.warehouse.place

    @property
    def fact_region(self) -> str:
        return self.code.partition("/")[0]

    def as_fact(self) -> dict[str, FactValue]:
        return {
            "warehouse": self.warehouse_id,
            "code": self.code,
            "again": self.again,
            "boxes": self.boxes,
            "digest": self.digest,
            "made_at": self.made_at,
        }
