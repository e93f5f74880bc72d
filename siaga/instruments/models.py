"""Instruments (checklists written as XLSForms) and their versions, each kept with its exact source and its XForm."""

from __future__ import annotations

import hashlib
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from siaga.access import Place
from siaga.ledger.facts import FactModel, FactValue
from siaga.wilayah.models import Level, Region


class UnitKind(models.TextChoices):
    """What a report is about; the word is the prefix of a unit's written form (``tps:16.72.01.1001/005``)."""

    TPS = "tps", _("TPS")
    REGION = "region", _("Wilayah")
    AGENCY = "agency", _("Instansi")


class Instrument(FactModel):
    """A checklist. What it asks is in its versions; which unit it is about never changes.

    level: of the regions that it is about, where ``unit_kind`` is a region (kecamatan or desa).
    sensitive: its answers are shown only to roles with ``submission.sensitive`` (health: counts, never names).
    region: that of the secretariat that uploaded it; none for those that the product ships.
    """

    fact_type: ClassVar[str] = "instruments.instrument"

    name = models.SlugField("nama", max_length=60, unique=True)
    title = models.CharField("judul", max_length=160)
    about = models.CharField("keterangan", max_length=400, blank=True)
    unit_kind = models.CharField("tentang", max_length=6, choices=UnitKind.choices)
    level = models.PositiveSmallIntegerField("tingkat wilayah", choices=Level.choices, null=True, blank=True)
    sensitive = models.BooleanField("jawaban tertutup", default=False)
    shipped = models.BooleanField("bawaan", default=False)
    region = models.ForeignKey(Region, models.PROTECT, null=True, blank=True, related_name="instruments")
    retired_at = models.DateTimeField("tidak dipakai sejak", null=True, blank=True)

    class Meta:
        db_table = "instruments_instrument"
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(unit_kind="region", level__in=[2, 3, 4]) | (~Q(unit_kind="region") & Q(level__isnull=True)),
                name="instrument_level",
            ),
            models.CheckConstraint(
                condition=Q(shipped=True, region__isnull=True) | Q(shipped=False), name="instrument_shipped"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def place(self) -> Place:
        """Where it is changed, for ``may``; shipped ones belong to the whole installation. Needs ``region`` loaded."""
        return Place(self.region.code if self.region else "")

    @property
    def fact_region(self) -> str:
        return self.region.code if self.region else ""

    def as_fact(self) -> dict[str, FactValue]:
        return {
            "name": self.name,
            "title": self.title,
            "about": self.about,
            "unit_kind": self.unit_kind,
            "level": self.level,
            "sensitive": self.sensitive,
            "shipped": self.shipped,
            "region": self.region_id,
            "retired_at": self.retired_at,
        }


class InstrumentVersion(FactModel):
    """One version of a checklist; never changed after it was added.

    version: as the XLSForm's settings say it. number: 1, 2, 3 … in the order of arrival.
    source: the file as uploaded. xform: the XForm that pyxform made of it.
    questions: flattened tree, a list of plain values (``siaga.instruments.questions``).
    checks: plausibility checks (``siaga.instruments.checks``): they mark a report, they never refuse it.
    """

    fact_type: ClassVar[str] = "instruments.version"

    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField("urutan")
    version = models.CharField("versi", max_length=60)
    source_name = models.CharField("berkas", max_length=120)
    source = models.BinaryField()
    xform = models.TextField()
    questions = models.JSONField(default=list)
    checks = models.JSONField(default=list)
    added_at = models.DateTimeField("ditambahkan")
    added_by = models.CharField("oleh", max_length=200)

    class Meta:
        db_table = "instruments_version"
        ordering: ClassVar = ["instrument", "-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["instrument", "version"], name="version_once"),
            models.UniqueConstraint(fields=["instrument", "number"], name="version_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.instrument} ({self.version})"

    @property
    def form_name(self) -> str:
        """The id that the XForm carries. Needs ``instrument`` loaded."""
        return self.instrument.name

    @property
    def fact_region(self) -> str:
        return self.instrument.fact_region

    def as_fact(self) -> dict[str, FactValue]:
        return {
            "instrument": self.instrument_id,
            "number": self.number,
            "version": self.version,
            "source": hashlib.sha256(bytes(self.source)).hexdigest(),
            "xform": hashlib.sha256(self.xform.encode()).hexdigest(),
            "questions": self.questions,
            "checks": self.checks,
        }
