"""*Laporan Desk*: the report that a desk owes upwards, drawn from the facts, edited, approved, numbered, sent."""

from __future__ import annotations

import hashlib
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from siaga.access import Place
from siaga.elections.models import Election
from siaga.ledger.facts import FactModel, FactValue, canonical
from siaga.wilayah.models import Region


class ReportKind(models.TextChoices):
    DAILY = "daily", _("Harian")
    WEEKLY = "weekly", _("Mingguan")
    MONTHLY = "monthly", _("Bulanan")


class ReportState(models.TextChoices):
    """due → draft → approved → sent. The row is there before anybody writes."""

    DUE = "due", _("Belum disusun")
    DRAFT = "draft", _("Disusun")
    APPROVED = "approved", _("Disetujui")
    SENT = "sent", _("Terkirim")


class DeskReport(FactModel):
    """One report of a desk about a period, both days included.

    facts_at: the moment whose facts it shows; facts: these as plain values with their sources and coverage. texts: what
    people wrote into its sections, by section key. nil: nothing significant in the period. digest: SHA-256 of what was
    approved. sent_to, sent_by_way: the addressee (governor, Mendagri) and the way.
    """

    fact_type: ClassVar[str] = "briefing.report"

    election = models.ForeignKey(Election, models.PROTECT, related_name="desk_reports")
    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    kind = models.CharField("jenis", max_length=8, choices=ReportKind.choices)
    starts = models.DateField("dari")
    ends = models.DateField("sampai")
    due_at = models.DateTimeField("tenggat")
    state = models.CharField("status", max_length=8, choices=ReportState.choices, default=ReportState.DUE)
    nil = models.BooleanField("nihil", default=False)
    facts_at = models.DateTimeField(null=True, blank=True)
    facts = models.JSONField(default=dict, blank=True)
    texts = models.JSONField(default=dict, blank=True)
    version = models.PositiveIntegerField(default=0)
    number = models.CharField("nomor", max_length=80, blank=True)
    approved_at = models.DateTimeField("disetujui", null=True, blank=True)
    approved_by = models.CharField("oleh", max_length=200, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    sent_at = models.DateTimeField("dikirim", null=True, blank=True)
    sent_to = models.CharField("kepada", max_length=200, blank=True)
    sent_by_way = models.CharField("lewat", max_length=80, blank=True)

    class Meta:
        db_table = "briefing_report"
        ordering: ClassVar = ["-ends", "-id"]
        indexes: ClassVar = [
            models.Index(fields=["election", "region", "-ends"], name="deskreport_region"),
            models.Index(fields=["state", "due_at"], name="deskreport_due"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["election", "region", "kind", "starts"], name="deskreport_once"),
            models.CheckConstraint(condition=Q(starts__lte=F("ends")), name="deskreport_order"),
            models.CheckConstraint(condition=Q(state__in=ReportState.values), name="deskreport_state"),
            models.CheckConstraint(
                condition=Q(state__in=["due", "draft"], approved_at__isnull=True, digest="")
                | Q(state__in=["approved", "sent"], approved_at__isnull=False) & ~Q(digest=""),
                name="deskreport_approved",
            ),
            models.CheckConstraint(
                condition=Q(state="sent", sent_at__isnull=False) | ~Q(state="sent") & Q(sent_at__isnull=True),
                name="deskreport_sent",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.starts:%d-%m-%Y}"

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
            "kind": self.kind,
            "starts": self.starts,
            "ends": self.ends,
            "due_at": self.due_at,
            "state": self.state,
            "nil": self.nil,
            "facts_at": self.facts_at,
            "facts": hashlib.sha256(canonical(self.facts).encode()).hexdigest(),
            "texts": self.texts,
            "number": self.number,
            "approved_at": self.approved_at,
            "approved_by": self.approved_by,
            "digest": self.digest,
            "sent_at": self.sent_at,
            "sent_to": self.sent_to,
            "sent_by_way": self.sent_by_way,
        }
