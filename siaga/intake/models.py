"""An import as a thing: what was uploaded, what it would change, what it changed, and its undo."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from siaga.ledger.facts import FactModel, FactValue


class RunState(models.TextChoices):
    REJECTED = "ditolak", "Ditolak"
    PREVIEWED = "pratinjau", "Pratinjau"
    APPLIED = "diterapkan", "Diterapkan"
    UNDONE = "dibatalkan", "Dibatalkan"


class ImportRun(FactModel):
    """One uploaded file, on its way from preview to applied, and back by undo."""

    fact_type: ClassVar[str] = "intake.run"

    kind = models.CharField("jenis", max_length=20)
    region_code = models.CharField(max_length=13, blank=True)
    context = models.JSONField(default=dict, help_text="What else the import needs, such as the election's slug.")
    filename = models.CharField("berkas", max_length=200)
    digest = models.CharField(max_length=64)
    content = models.BinaryField()
    state = models.CharField("status", max_length=12, choices=RunState.choices)
    result = models.JSONField(default=dict)
    created_at = models.DateTimeField()
    created_by = models.BigIntegerField(null=True)
    created_by_name = models.CharField(max_length=200)
    applied_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "intake_run"
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [models.Index(fields=["kind", "-id"], name="intake_run_kind")]

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
            "filename": self.filename,
            "digest": self.digest,
            "state": self.state,
        }
