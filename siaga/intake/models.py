"""An import as a thing: what was uploaded, what it would change, what it changed, and its undo."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from siaga.ledger.facts import FactModel, FactValue


class RunState(models.TextChoices):
    RECEIVED = "diterima", "Diterima"
    REJECTED = "ditolak", "Ditolak"
    PREVIEWED = "pratinjau", "Pratinjau"
    APPLIED = "diterapkan", "Diterapkan"
    UNDONE = "dibatalkan", "Dibatalkan"


class Work(models.TextChoices):
    """What is being done to a run at this moment, apart from its state."""

    NONE = "", "Tidak ada"
    CHECK = "periksa", "Sedang diperiksa"
    APPLY = "terapkan", "Sedang diterapkan"
    UNDO = "batalkan", "Sedang dibatalkan"


class ImportRun(FactModel):
    """One uploaded file, on its way from preview to applied, and back by undo.

    content: the file as uploaded, gzipped where it was not; empty once forgotten. before_images: what undo needs,
    gzipped JSON; empty once an undone run is forgotten.
    work, work_since: what is being done at this moment; work_note: why the last work came to nothing, as told to the
    person. These three are no part of the fact.
    """

    fact_type: ClassVar[str] = "intake.run"

    kind = models.CharField("jenis", max_length=20)
    region_code = models.CharField(max_length=13, blank=True)
    context = models.JSONField(default=dict, help_text="What else the import needs, such as the election's slug.")
    mapping = models.JSONField(default=dict, help_text="Field name to header, as chosen for this file.")
    sheet = models.CharField("lembar", max_length=100, blank=True)
    filename = models.CharField("berkas", max_length=200)
    digest = models.CharField(max_length=64)
    content = models.BinaryField()
    state = models.CharField("status", max_length=12, choices=RunState.choices)
    skipped_bad = models.BooleanField("baris ditolak dilewati", default=False)
    result = models.JSONField(default=dict)
    before_images = models.BinaryField(null=True)
    created_at = models.DateTimeField()
    created_by = models.BigIntegerField(null=True)
    created_by_name = models.CharField(max_length=200)
    applied_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    work = models.CharField(max_length=10, choices=Work.choices, blank=True, default=Work.NONE)
    work_since = models.DateTimeField(null=True, blank=True)
    work_note = models.TextField(blank=True)

    class Meta:
        db_table = "intake_run"
        verbose_name = "impor"
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [models.Index(fields=["kind", "-id"], name="intake_run_kind")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(state__in=RunState.values), name="intake_run_state"),
            models.CheckConstraint(condition=models.Q(work__in=Work.values), name="intake_run_work"),
            models.CheckConstraint(
                condition=~models.Q(state__in=[RunState.APPLIED, RunState.UNDONE])
                | models.Q(applied_at__isnull=False, before_images__isnull=False),
                name="intake_run_applied",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.filename}"

    @property
    def fact_region(self) -> str:
        return self.region_code

    def as_fact(self) -> dict[str, FactValue]:
        return {
            "kind": self.kind,
            "region_code": self.region_code,
            "context": self.context,
            "mapping": self.mapping,
            "filename": self.filename,
            "digest": self.digest,
            "state": self.state,
            "skipped_bad": self.skipped_bad,
        }
