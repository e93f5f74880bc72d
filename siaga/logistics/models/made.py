"""Files that somebody asked for and that are made in the background."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from siaga.ledger.facts import FactModel


class MadeFile(FactModel):
    """A PDF that somebody asked for. digest, made_at: of the file, once it is there.

    work_since, work_note: since when it is being made, and why that came to nothing; no part of the fact.
    folder: where such files lie, and how their progress is called.
    """

    folder: ClassVar[str]

    digest = models.CharField(max_length=64, blank=True)
    asked_by = models.BigIntegerField(null=True)
    asked_by_name = models.CharField(max_length=200)
    asked_at = models.DateTimeField("diminta")
    made_at = models.DateTimeField("selesai dibuat", null=True, blank=True)
    work_since = models.DateTimeField(null=True, blank=True)
    work_note = models.TextField(blank=True)

    class Meta:
        abstract = True

    @property
    def work_key(self) -> str:
        return f"{self.folder}-{self.pk}"
