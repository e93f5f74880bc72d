"""Elections with the frozen text of their ruleset, their stages, and their polling stations.

A polling station belongs to an election: the same code is another station in another election, so it lives
here and not beside the regions.
"""

from __future__ import annotations

import hashlib
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from siaga.access import Place
from siaga.ledger.facts import FactModel, FactValue
from siaga.wilayah.models import Region


class RulesetText(models.Model):
    """The exact text of a ruleset that an election was created with, named by its SHA-256; never changed."""

    digest = models.CharField(max_length=64, primary_key=True)
    name = models.CharField(max_length=60)
    version = models.CharField(max_length=20)
    toml = models.TextField()

    class Meta:
        db_table = "elections_ruleset"

    def __str__(self) -> str:
        return f"{self.name} {self.version}"


class RepeatKind(models.TextChoices):
    """Why some stations vote on another day than their election."""

    PSU = "psu", _("Pemungutan suara ulang (PSU)")
    PSS = "pss", _("Pemungutan suara susulan (PSS)")
    PSL = "psl", _("Pemungutan suara lanjutan (PSL)")


class Election(FactModel):
    """One election (or one repeat round of it) on a region and all below."""

    fact_type: ClassVar[str] = "elections.election"

    slug = models.SlugField("singkatan", max_length=60, unique=True)
    name = models.CharField("nama", max_length=160)
    region = models.ForeignKey(Region, models.PROTECT, related_name="elections")
    voting_day = models.DateField("hari pemungutan suara")
    ruleset = models.ForeignKey(RulesetText, models.PROTECT, related_name="elections")
    first_round = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="repeat_rounds")
    repeat_kind = models.CharField("jenis putaran ulang", max_length=3, choices=RepeatKind.choices, blank=True)
    basis = models.CharField("dasar", max_length=300, blank=True)
    closed_at = models.DateTimeField("ditutup", null=True, blank=True)

    class Meta:
        db_table = "elections_election"
        ordering: ClassVar = ["-voting_day", "slug"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(first_round__isnull=True, repeat_kind="")
                | Q(first_round__isnull=False, repeat_kind__in=["psu", "pss", "psl"]),
                name="election_repeat",
            ),
            models.CheckConstraint(
                condition=Q(first_round__isnull=True) | ~Q(first_round=F("id")), name="election_not_own_round"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def place(self) -> Place:
        """Where it is, for ``may``. Needs ``region`` loaded."""
        return Place(self.region.code)

    @property
    def closed(self) -> bool:
        return self.closed_at is not None

    @property
    def fact_region(self) -> str:
        return self.region.code

    def as_fact(self) -> dict[str, FactValue]:
        return {
            "slug": self.slug,
            "name": self.name,
            "region": self.region_id,
            "voting_day": self.voting_day,
            # Taken from the text itself, so that verification finds changed rules.
            "ruleset": hashlib.sha256(self.ruleset.toml.encode()).hexdigest(),
            "first_round": self.first_round_id,
            "repeat_kind": self.repeat_kind,
            "basis": self.basis,
            "closed_at": self.closed_at,
        }


class Stage(FactModel):
    """A stage of an election's calendar. Dates come from the ruleset and may be set by the desk."""

    fact_type: ClassVar[str] = "elections.stage"

    election = models.ForeignKey(Election, models.CASCADE, related_name="stages")
    key = models.SlugField(max_length=60)
    name = models.CharField("tahapan", max_length=200)
    phase = models.CharField("kelompok", max_length=40, blank=True)
    starts = models.DateField("mulai", null=True, blank=True)
    ends = models.DateField("selesai", null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    source = models.CharField("sumber", max_length=300, blank=True)
    verified = models.BooleanField("tanggal terverifikasi", default=True)
    doubt = models.CharField("keraguan", max_length=400, blank=True)
    added = models.BooleanField("tambahan desk", default=False)
    done_on = models.DateField("selesai dikerjakan", null=True, blank=True)
    note = models.CharField("catatan", max_length=300, blank=True)

    class Meta:
        db_table = "elections_stage"
        ordering: ClassVar = ["election", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["election", "key"], name="stage_once"),
            models.CheckConstraint(
                condition=Q(starts__isnull=True) | Q(ends__isnull=True) | Q(starts__lte=F("ends")), name="stage_order"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def fact_region(self) -> str:
        return self.election.region.code

    def as_fact(self) -> dict[str, FactValue]:
        return {
            "election": self.election_id,
            "key": self.key,
            "name": self.name,
            "phase": self.phase,
            "starts": self.starts,
            "ends": self.ends,
            "position": self.position,
            "source": self.source,
            "verified": self.verified,
            "doubt": self.doubt,
            "added": self.added,
            "done_on": self.done_on,
            "note": self.note,
        }


SPECIAL_FROM = 901
"""TPS lokasi khusus (prison, hospital, plantation) are numbered from 901 (domain reference 1)."""


class PollingStation(FactModel):
    """A TPS of one election. Unknown voter counts are null, never zero."""

    fact_type: ClassVar[str] = "elections.station"

    election = models.ForeignKey(Election, models.CASCADE, related_name="stations")
    village = models.ForeignKey(Region, models.PROTECT, related_name="stations")
    code = models.CharField("kode TPS", max_length=17)
    number = models.PositiveSmallIntegerField("nomor")
    province_code = models.CharField(max_length=2, editable=False)
    regency_code = models.CharField(max_length=5, editable=False)
    district_code = models.CharField(max_length=8, editable=False)
    village_code = models.CharField(max_length=13, editable=False)
    voters_male = models.PositiveIntegerField("pemilih laki-laki", null=True, blank=True)
    voters_female = models.PositiveIntegerField("pemilih perempuan", null=True, blank=True)
    voters_total = models.PositiveIntegerField("pemilih", null=True, blank=True)
    lat = models.FloatField("lintang", null=True, blank=True)
    lon = models.FloatField("bujur", null=True, blank=True)
    estimated = models.BooleanField("posisi perkiraan", default=False)
    address = models.CharField("alamat", max_length=300, blank=True)
    predecessor = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="successors")

    class Meta:
        db_table = "elections_station"
        ordering: ClassVar = ["election", "code"]
        indexes: ClassVar = [
            models.Index(fields=["election", "province_code"], name="station_province"),
            models.Index(fields=["election", "regency_code"], name="station_regency"),
            models.Index(fields=["election", "district_code"], name="station_district"),
            models.Index(fields=["election", "village_code"], name="station_village"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["election", "code"], name="station_once"),
            models.CheckConstraint(condition=Q(number__gte=1, number__lte=999), name="station_number"),
            models.CheckConstraint(
                condition=Q(voters_male__isnull=True)
                | Q(voters_female__isnull=True)
                | Q(voters_total__isnull=True)
                | Q(voters_total=F("voters_male") + F("voters_female")),
                name="station_voters_sum",
            ),
            models.CheckConstraint(
                condition=Q(lat__isnull=True, lon__isnull=True)
                | Q(lat__gte=-90, lat__lte=90, lon__gte=-180, lon__lte=180),
                name="station_point",
            ),
        ]

    def __str__(self) -> str:
        return f"TPS {self.number:03d} ({self.code})"

    @property
    def place(self) -> Place:
        """Where it is, for ``may``."""
        return Place(self.village_code, unit=self.code, election=self.election_id)

    @property
    def special(self) -> bool:
        return self.number >= SPECIAL_FROM

    @property
    def label(self) -> str:
        """TPS 005, as an official writes it."""
        return f"TPS {self.number:03d}"

    @property
    def fact_region(self) -> str:
        return self.village_code

    def as_fact(self) -> dict[str, FactValue]:
        return {
            "election": self.election_id,
            "village": self.village_id,
            "code": self.code,
            "voters_male": self.voters_male,
            "voters_female": self.voters_female,
            "voters_total": self.voters_total,
            "lat": self.lat,
            "lon": self.lon,
            "estimated": self.estimated,
            "address": self.address,
            "predecessor": self.predecessor_id,
        }
