"""What was approved, and perhaps sent, before a report of the desk was reopened: kept as it was."""

from __future__ import annotations

import hashlib
from typing import ClassVar

from django.db import models

from siaga.briefing.models.report import DeskReport
from siaga.ledger.facts import FactModel, FactValue, canonical


class ReportEdition(FactModel):
    """One approved edition of a report that was reopened; never changed."""

    fact_type: ClassVar[str] = "briefing.edition"

    report = models.ForeignKey(DeskReport, models.PROTECT, related_name="editions")
    edition = models.PositiveSmallIntegerField("edisi")
    number = models.CharField("nomor", max_length=80)
    nil = models.BooleanField("nihil")
    facts_at = models.DateTimeField()
    facts = models.JSONField()
    texts = models.JSONField()
    digest = models.CharField(max_length=64)
    approved_at = models.DateTimeField("disetujui")
    approved_by = models.CharField("oleh", max_length=200)
    sent_at = models.DateTimeField("dikirim", null=True, blank=True)
    sent_to = models.CharField("kepada", max_length=200, blank=True)
    sent_by_way = models.CharField("lewat", max_length=80, blank=True)
    reopened_at = models.DateTimeField("dibuka kembali")
    reason = models.CharField("alasan", max_length=400)

    class Meta:
        db_table = "briefing_edition"
        ordering: ClassVar = ["report", "edition"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["report", "edition"], name="edition_once")]

    def __str__(self) -> str:
        return f"{self.report} edisi {self.edition}"

    @property
    def fact_region(self) -> str:
        return self.report.region.code

    def as_fact(self) -> dict[str, FactValue]:
        return {
            "report": self.report_id,
            "edition": self.edition,
            "number": self.number,
            "nil": self.nil,
            "facts_at": self.facts_at,
            "facts": hashlib.sha256(canonical(self.facts).encode()).hexdigest(),
            "texts": self.texts,
            "digest": self.digest,
            "approved_at": self.approved_at,
            "approved_by": self.approved_by,
            "sent_at": self.sent_at,
            "sent_to": self.sent_to,
            "sent_by_way": self.sent_by_way,
            "reopened_at": self.reopened_at,
            "reason": self.reason,
        }
