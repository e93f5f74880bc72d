"""What an agency says of itself. A claim stands beside the evidence and never feeds a total."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from siaga.access import Place
from siaga.desk.models import Agency
from siaga.elections.models import Election
from siaga.ledger.facts import FactModel, FactValue
from siaga.reporting.models import Submission
from siaga.wilayah.models import Region


class Claim(FactModel):
    """That an agency said, at a moment, that a share of something is ready.

    region: what it speaks about. share: millionths (800,000 is 80 %). of_what: the denominator in the agency's own
    words; empty where none was given, and the page says so. indicator_key: of one indicator, or empty for readiness
    as a whole. stated_at: when it was said; said_by: name and office of the person who said it.
    source: ``laporan``, ``rapat``, ``surat`` or ``lisan``; reference: the meeting, the letter.
    parts: breakdown by region, a list of ``{"region": code, "share": millionths}``; empty where none was given.
    """

    fact_type: ClassVar[str] = "readiness.claim"

    election = models.ForeignKey(Election, models.PROTECT, related_name="claims")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="claims")
    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    indicator_key = models.SlugField(max_length=60, blank=True)
    share = models.PositiveIntegerField("bagian siap")
    of_what = models.CharField("dari apa", max_length=200, blank=True)
    parts = models.JSONField("rincian", default=list, blank=True)
    stated_at = models.DateTimeField("dinyatakan")
    said_by = models.CharField("oleh", max_length=200)
    source = models.CharField(
        "sumber",
        max_length=10,
        choices=[("laporan", "Laporan"), ("rapat", "Rapat"), ("surat", "Surat"), ("lisan", "Lisan")],
    )
    reference = models.CharField("rujukan", max_length=200, blank=True)
    submission = models.OneToOneField(Submission, models.PROTECT, null=True, blank=True, related_name="claim")
    made_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField("dicabut", null=True, blank=True)
    withdrawn_reason = models.CharField(max_length=400, blank=True)

    class Meta:
        db_table = "readiness_claim"
        ordering: ClassVar = ["-stated_at", "-id"]
        indexes: ClassVar = [models.Index(fields=["election", "region", "-stated_at"], name="claim_region")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(share__lte=1_000_000), name="claim_share"),
        ]

    def __str__(self) -> str:
        return f"{self.agency}: {self.share / 10_000:g} %"

    @property
    def place(self) -> Place:
        """Where it is, for ``may``: it belongs to the agency that made it. Needs ``agency__region`` loaded."""
        return self.agency.place

    @property
    def fact_region(self) -> str:
        return self.region.code

    def as_fact(self) -> dict[str, FactValue]:
        return {
            "election": self.election_id,
            "agency": self.agency_id,
            "region": self.region_id,
            "indicator_key": self.indicator_key,
            "share": self.share,
            "of_what": self.of_what,
            "parts": self.parts,
            "stated_at": self.stated_at,
            "said_by": self.said_by,
            "source": self.source,
            "reference": self.reference,
            "submission": self.submission_id,
            "withdrawn_at": self.withdrawn_at,
            "withdrawn_reason": self.withdrawn_reason,
        }
