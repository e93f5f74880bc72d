"""What KPU or Bawaslu ask of the government, and what became of it (*memfasilitasi*)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from siaga.access import Place
from siaga.desk.models.agency import Agency
from siaga.elections.models import Election
from siaga.ledger.facts import FactModel, FactValue
from siaga.wilayah.models import Region


class SupportState(models.TextChoices):
    ASKED = "diminta", "Diminta"
    GRANTED = "disetujui", "Disetujui"
    REFUSED = "ditolak", "Ditolak"
    DELIVERED = "terlaksana", "Terlaksana"
    WITHDRAWN = "dicabut", "Dicabut"


class SupportKind(models.TextChoices):
    WAREHOUSE = "gudang", "Gudang"
    VEHICLE = "kendaraan", "Kendaraan"
    STAFF = "personel", "Personel"
    ROOM = "ruang", "Ruang atau gedung"
    BUDGET = "anggaran", "Anggaran (hibah)"
    OTHER = "lain", "Lainnya"


class SupportRequest(FactModel):
    """A request for facilities: asked, granted or refused with a reason, due, delivered."""

    fact_type: ClassVar[str] = "desk.support"

    election = models.ForeignKey(Election, models.PROTECT, related_name="support_requests")
    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(Agency, models.PROTECT, related_name="support_asked")
    answered_by = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="support_answered")
    kind = models.CharField("jenis", max_length=12, choices=SupportKind.choices)
    title = models.CharField("permintaan", max_length=200)
    detail = models.TextField("rincian", blank=True)
    letter = models.CharField("nomor surat", max_length=120, blank=True)
    state = models.CharField("status", max_length=12, choices=SupportState.choices, default=SupportState.ASKED)
    asked_on = models.DateField("diminta")
    due = models.DateField("dibutuhkan paling lambat")
    answered_on = models.DateField("dijawab", null=True, blank=True)
    answer = models.CharField("jawaban atau alasan", max_length=500, blank=True)
    delivered_on = models.DateField("terlaksana", null=True, blank=True)
    withdrawn_on = models.DateField("dicabut", null=True, blank=True)
    withdrawal_reason = models.CharField("alasan pencabutan", max_length=500, blank=True)

    class Meta:
        db_table = "desk_support"
        ordering: ClassVar = ["due", "id"]
        indexes: ClassVar = [models.Index(fields=["region", "state", "due"], name="support_open")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(state="ditolak") | ~Q(answer=""), name="support_refusal_has_reason"),
            models.CheckConstraint(
                condition=~Q(state="terlaksana") | Q(delivered_on__isnull=False), name="support_delivery_has_date"
            ),
            models.CheckConstraint(
                condition=~Q(state="dicabut") | ~Q(withdrawal_reason=""), name="support_withdrawal_has_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def place(self) -> Place:
        """Where it belongs, for ``may``: the asking agency owns it. Needs ``region``, ``asked_by__region``."""
        return Place(region=self.region.code, agency=self.asked_by.code)

    @property
    def fact_region(self) -> str:
        return self.region.code

    def as_fact(self) -> dict[str, FactValue]:
        return {
            "election": self.election_id,
            "region": self.region_id,
            "asked_by": self.asked_by_id,
            "answered_by": self.answered_by_id,
            "kind": self.kind,
            "title": self.title,
            "detail": self.detail,
            "letter": self.letter,
            "state": self.state,
            "asked_on": self.asked_on,
            "due": self.due,
            "answered_on": self.answered_on,
            "answer": self.answer,
            "delivered_on": self.delivered_on,
            "withdrawn_on": self.withdrawn_on,
            "withdrawal_reason": self.withdrawal_reason,
        }
