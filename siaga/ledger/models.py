"""Entries, the rows that bulk entries point to, their seals, and daily checkpoints. All append-only by trigger."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class RowFile(models.Model):
    """The rows of a bulk action: gzipped JSON lines ``{"type","key","before","after"}``, named by their SHA-256."""

    digest = models.CharField(max_length=64, primary_key=True)
    rows = models.PositiveIntegerField()
    content = models.BinaryField()

    class Meta:
        db_table = "ledger_rows"


class Entry(models.Model):
    """One act on one chain, written in the transaction of the change itself.

    ``before`` and ``after`` are canonical JSON of the whole fact; empty text where there was, or is, none.
    A bulk act has no object of its own but ``rows_digest``. Names are kept as text: they outlive accounts.
    """

    chain = models.CharField(max_length=8)
    at = models.DateTimeField()
    actor_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=200)
    channel = models.CharField(max_length=10)
    action = models.CharField(max_length=60)
    object_type = models.CharField(max_length=40)
    object_key = models.CharField(max_length=120)
    object_label = models.CharField(max_length=250)
    region_code = models.CharField(max_length=13, blank=True)
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    rows_digest = models.CharField(max_length=64, blank=True)
    body_hash = models.CharField(max_length=64)

    class Meta:
        db_table = "ledger_entry"
        # Every action pays for each index in its own commit: only those that a page cannot do without.
        indexes = [
            models.Index(fields=["object_type", "object_key", "id"], name="ledger_entry_object"),
            models.Index(fields=["chain", "id"], name="ledger_entry_chain"),
            models.Index(fields=["at"], name="ledger_entry_at"),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.object_label}"


class Unsealed(models.Model):
    """Entries that wait for their seal; filled by a trigger on ``Entry``, emptied by the sealer."""

    entry_id = models.BigIntegerField(primary_key=True)

    class Meta:
        db_table = "ledger_unsealed"


class Seal(models.Model):
    """The place of an entry in its chain: ``hash = SHA-256(prev_hash | seq | entry id | body_hash)``."""

    chain = models.CharField(max_length=8)
    seq = models.PositiveBigIntegerField()
    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="seal")
    prev_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        db_table = "ledger_seal"
        constraints = [models.UniqueConstraint(fields=["chain", "seq"], name="ledger_seal_position")]


class Checkpoint(models.Model):
    """The root over the heads of all chains at one moment; printed on paper it outlives the database.

    One is made each day, more on demand; ``number`` counts them without a gap.
    """

    number = models.PositiveIntegerField(unique=True)
    day = models.DateField(db_index=True)
    at = models.DateTimeField()
    root = models.CharField(max_length=64)
    previous_root = models.CharField(max_length=64, blank=True)
    entries = models.PositiveBigIntegerField()
    heads = models.TextField(help_text="Canonical JSON list of [chain, seq, head hash], sorted by chain.")

    class Meta:
        db_table = "ledger_checkpoint"


class RunState(models.TextChoices):
    WAITING = "menunggu", _("Menunggu giliran")
    RUNNING = "berjalan", _("Sedang memeriksa")
    DONE = "selesai", _("Selesai")
    LOST = "terputus", _("Terputus")


class VerificationRun(models.Model):
    """A verification that a person asked for: how far it is, and what it found. Not part of the ledger itself."""

    asked_at = models.DateTimeField()
    asked_by_id = models.BigIntegerField(null=True)
    asked_by_name = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=RunState.choices)
    step = models.CharField(max_length=80, blank=True)
    done = models.PositiveBigIntegerField(default=0)
    total = models.PositiveBigIntegerField(default=0)
    heartbeat = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    result = models.JSONField(default=dict)

    class Meta:
        db_table = "ledger_verification"
