"""Indicators as data: which question of which instrument, how an answer becomes a score, how much it weighs."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from siaga.access import Place
from siaga.elections.models import Election
from siaga.instruments.models import Instrument
from siaga.ledger.facts import FactModel, FactValue

MOST_INDICATORS = 60
"""Indicators of one instrument in one election, retired ones included: their places are bits of one 64-bit number."""

SCALES = [("readiness", "Kesiapan"), ("kerawanan", "Kerawanan")]


class Indicator(FactModel):
    """One indicator of an election. Its unit is that of its instrument.

    question: path of the question in the instrument (``logistik/kotak_suara``).
    rule: how an answer becomes 0 … 1 (``siaga.readiness.scoring``); never changed: another rule is another indicator.
    slot: its place in the packed scores of its instrument's readings; never reused.
    agency_kind: which agency answers for it (``kpu``, ``polres``, ``pln`` …), for the grid of agencies.
    denominator: in words, what 100 % means ("seluruh TPS …").
    weight, stale_days: the present ones; ``IndicatorTerms`` holds those of every moment.
    """

    fact_type: ClassVar[str] = "readiness.indicator"

    election = models.ForeignKey(Election, models.PROTECT, related_name="indicators")
    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="indicators")
    scale = models.CharField("skala", max_length=10, choices=SCALES)
    key = models.SlugField("kunci", max_length=60)
    name = models.CharField("nama", max_length=200)
    number = models.CharField("nomor", max_length=10, blank=True)
    question = models.CharField("pertanyaan", max_length=200)
    rule = models.JSONField("aturan nilai")
    slot = models.PositiveSmallIntegerField()
    agency_kind = models.CharField("instansi penanggung jawab", max_length=40, blank=True)
    denominator = models.CharField("penyebut", max_length=200)
    weight = models.PositiveIntegerField("bobot", default=1)
    stale_days = models.PositiveSmallIntegerField("usang setelah (hari)", default=7)
    since = models.DateTimeField("berlaku sejak")
    retired_at = models.DateTimeField("tidak dipakai sejak", null=True, blank=True)

    class Meta:
        db_table = "readiness_indicator"
        ordering: ClassVar = ["election", "scale", "instrument__name", "slot"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["election", "instrument", "slot"], name="indicator_slot"),
            models.UniqueConstraint(
                fields=["election", "key"], condition=Q(retired_at__isnull=True), name="indicator_key"
            ),
            models.CheckConstraint(condition=Q(slot__lt=MOST_INDICATORS), name="indicator_slots"),
            models.CheckConstraint(condition=Q(weight__lte=1000), name="indicator_weight"),
            models.CheckConstraint(condition=Q(stale_days__gte=1), name="indicator_stale"),
            models.CheckConstraint(
                condition=Q(retired_at__isnull=True) | Q(retired_at__gte=F("since")), name="indicator_life"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def place(self) -> Place:
        """Where it is, for ``may``. Needs ``election__region`` loaded."""
        return self.election.place

    @property
    def fact_region(self) -> str:
        return self.election.region.code

    def as_fact(self) -> dict[str, FactValue]:
        return {
            "election": self.election_id,
            "instrument": self.instrument_id,
            "scale": self.scale,
            "key": self.key,
            "name": self.name,
            "number": self.number,
            "question": self.question,
            "rule": self.rule,
            "slot": self.slot,
            "agency_kind": self.agency_kind,
            "denominator": self.denominator,
            "weight": self.weight,
            "stale_days": self.stale_days,
            "since": self.since,
            "retired_at": self.retired_at,
        }


class IndicatorTerms(models.Model):
    """The weight and the stale days of an indicator from a moment on; append-only, so that the past can be told."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="terms")
    since = models.DateTimeField()
    weight = models.PositiveIntegerField()
    stale_days = models.PositiveSmallIntegerField()

    class Meta:
        db_table = "readiness_terms"
        ordering: ClassVar = ["indicator", "since", "id"]
