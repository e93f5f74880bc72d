"""Derived tables of the picture: what each submission says in scores, and the sums of every region.

None of this is a fact of its own: all can be made again from submissions, reviews, rosters and indicators
(``siaga.readiness.rebuilding``), and ``siaga doctor`` compares.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from siaga.elections.models import Election
from siaga.instruments.models import Instrument, UnitKind
from siaga.readiness.models.indicator import SCALES
from siaga.reporting.models import Submission


class Reading(models.Model):
    """One submission in scores.

    scores: little-endian uint32 for each slot of its instrument's indicators, millionths; 0xFFFFFFFF where unanswered.
    observed_day: proleptic ordinal of the trusted observation in the zone of its place.
    history: list of ``[time, state, confirmed]`` in the order of time; the first is the receipt. A state that does not
    count ends it, ``confirmed`` says whether a role other than the sender's had then confirmed it.
    live: bits of the slots where this reading is the value of its unit *in the present tallies*; confirmed: whether the
    tallies count it as confirmed. Both are written by the fold alone.
    """

    submission = models.OneToOneField(Submission, models.PROTECT, related_name="reading")
    election = models.ForeignKey(Election, models.PROTECT, related_name="+", db_index=False)
    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="+", db_index=False)
    unit_kind = models.CharField(max_length=6, choices=UnitKind.choices)
    unit_code = models.CharField(max_length=60)
    province_code = models.CharField(max_length=2, blank=True)
    regency_code = models.CharField(max_length=5, blank=True)
    district_code = models.CharField(max_length=8, blank=True)
    village_code = models.CharField(max_length=13, blank=True)
    observed_at = models.DateTimeField()
    observed_day = models.PositiveIntegerField()
    received_at = models.DateTimeField()
    scores = models.BinaryField()
    history = models.JSONField(default=list)
    live = models.BigIntegerField(default=0)
    confirmed = models.BooleanField(default=False)

    class Meta:
        db_table = "readiness_reading"
        indexes: ClassVar = [
            models.Index(fields=["election", "unit_code", "instrument"], name="reading_unit"),
            models.Index(fields=["election", "district_code"], name="reading_district"),
            models.Index(fields=["election", "regency_code"], name="reading_regency"),
        ]


class Touched(models.Model):
    """A unit whose readings changed since the last fold: written with the change itself, emptied by the fold."""

    election = models.ForeignKey(Election, models.CASCADE, related_name="+")
    instrument_id = models.BigIntegerField()
    unit_code = models.CharField(max_length=60)

    class Meta:
        db_table = "readiness_touched"


class Tally(models.Model):
    """The sums of one region (sub-district, regency, province, the whole) on one scale in one election.

    code: of the region; empty for the whole country. data: see ``siaga.readiness.tallies``.
    """

    election = models.ForeignKey(Election, models.CASCADE, related_name="+", db_index=False)
    scale = models.CharField(max_length=10, choices=SCALES)
    code = models.CharField(max_length=8, blank=True)
    parent = models.CharField(max_length=8, blank=True)
    data = models.JSONField()

    class Meta:
        db_table = "readiness_tally"
        indexes: ClassVar = [models.Index(fields=["election", "scale", "parent"], name="tally_parent")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["election", "scale", "code"], name="tally_once"),
        ]


class PictureState(models.Model):
    """Whether the tallies of an election stand. ``rebuild`` asks for a full one (roster or indicators changed)."""

    election = models.OneToOneField(Election, models.CASCADE, primary_key=True, related_name="+")
    rebuild = models.BooleanField(default=True)
    folded_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "readiness_state"
