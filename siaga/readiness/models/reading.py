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
    observed_us, received_us: the trusted observation and the receipt, in microseconds since 1970 (UTC): whole numbers,
    so that the order of readings is the same on every database. observed_day: proleptic ordinal of the observation in
    the zone of its place.
    history: list of ``[microseconds, state, confirmed]`` in the order of time; the first is the receipt. ``confirmed``
    says whether a role other than the sender's had then confirmed it. counting, sure, moved_us: the last of them.
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
    observed_us = models.BigIntegerField()
    observed_day = models.PositiveIntegerField()
    received_us = models.BigIntegerField()
    moved_us = models.BigIntegerField()
    counting = models.BooleanField(default=True)
    sure = models.BooleanField(default=False)
    scores = models.BinaryField()
    history = models.JSONField(default=list)

    class Meta:
        db_table = "readiness_reading"
        indexes: ClassVar = [
            models.Index(fields=["election", "unit_code", "instrument"], name="reading_unit"),
            models.Index(fields=["election", "district_code"], name="reading_district"),
            models.Index(fields=["election", "regency_code"], name="reading_regency"),
        ]


class Touched(models.Model):
    """A reading that came or changed since the last fold: written with the change itself, removed by the fold.

    was: how it stood before the change (``NEW``, or 1 for counting plus 2 for confirmed). The tallies are the sums of
    all readings with the changes of these rows undone; so nothing else need be remembered of what was counted.
    """

    NEW: ClassVar[int] = -1

    election = models.ForeignKey(Election, models.CASCADE, related_name="+")
    submission_id = models.BigIntegerField()
    unit_code = models.CharField(max_length=60)
    was = models.SmallIntegerField()

    class Meta:
        db_table = "readiness_touched"
        indexes: ClassVar = [models.Index(fields=["submission_id"], name="touched_submission")]


class Tally(models.Model):
    """The sums of one region (sub-district, regency, province, the whole) on one scale in one election.

    code: of the region; empty for the whole country. parent: of its parent, ``-`` for the whole.
    data: packed numbers, see ``siaga.readiness.tallies``.
    """

    election = models.ForeignKey(Election, models.CASCADE, related_name="+", db_index=False)
    scale = models.CharField(max_length=10, choices=SCALES)
    code = models.CharField(max_length=8, blank=True)
    parent = models.CharField(max_length=8, blank=True)
    data = models.BinaryField()

    class Meta:
        db_table = "readiness_tally"
        indexes: ClassVar = [models.Index(fields=["election", "scale", "parent"], name="tally_parent")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["election", "scale", "code"], name="tally_once"),
        ]


class PictureState(models.Model):
    """Whether the tallies of an election stand.

    rebuild: a full one is due (roster or indicators changed). recode: so are the codes of the readings (regions or
    stations were renumbered). folded: another number after every fold, terms: after every change of
    indicators, so that a process knows whether what it holds is fresh. They are drawn and not counted, so that a
    change that was taken back is never mistaken for another.
    """

    election = models.OneToOneField(Election, models.CASCADE, primary_key=True, related_name="+")
    rebuild = models.BooleanField(default=True)
    recode = models.BooleanField(default=False)
    folded = models.BigIntegerField(default=0)
    terms = models.BigIntegerField(default=0)

    class Meta:
        db_table = "readiness_state"
