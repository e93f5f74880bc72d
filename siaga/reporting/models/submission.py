"""What was said: submissions as they came, the acts of review on them, conflicts kept for a person, attachments."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from siaga.access import Channel
from siaga.desk.models.account import ROLE_CHOICES
from siaga.elections.models import Election
from siaga.instruments.models import Instrument, InstrumentVersion
from siaga.ledger.facts import FactModel, FactValue, canonical, veil
from siaga.reporting.models.about import AboutUnit


class State(models.TextChoices):
    """Where a submission stands. SENT, CHECKED and ACCEPTED count in the picture; the other two do not."""

    SENT = "sent", _("Masuk")
    CHECKED = "checked", _("Diperiksa")
    ACCEPTED = "accepted", _("Diterima")
    RETURNED = "returned", _("Dikembalikan")
    SUPERSEDED = "superseded", _("Digantikan")


COUNTING = (State.SENT, State.CHECKED, State.ACCEPTED)


class Submission(AboutUnit, FactModel):
    """One report as it came in. The answers are never changed: a correction is another row that supersedes this one.

    instance_id: made by the client. digest: of the content, so that a repeat is told from a conflict.
    observed_at: as the device said. observed_trusted: the same, or the moment of receipt where the device's clock
    cannot be right (``clock_doubt``); the picture reads this one.
    values: answers by question path, as given; repeats are lists. marks: what the plausibility checks noticed.
    """

    fact_type: ClassVar[str] = "reporting.submission"

    instance_id = models.CharField("nomor laporan", max_length=80, unique=True)
    digest = models.CharField(max_length=64)
    election = models.ForeignKey(Election, models.PROTECT, related_name="+", db_index=False)
    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="+", db_index=False)
    version = models.ForeignKey(InstrumentVersion, models.PROTECT, related_name="+", db_index=False)
    observed_at = models.DateTimeField("diamati")
    observed_trusted = models.DateTimeField()
    clock_doubt = models.BooleanField("jam perangkat diragukan", default=False)
    received_at = models.DateTimeField("diterima")
    sender_id = models.BigIntegerField(null=True)
    sender_name = models.CharField("pelapor", max_length=200)
    sender_role = models.CharField("peran pelapor", max_length=12, choices=ROLE_CHOICES, blank=True)
    sender_agency = models.CharField("instansi pelapor", max_length=60, blank=True)
    channel = models.CharField(max_length=10, choices=[(c.value, c.value) for c in Channel])
    device = models.CharField("perangkat", max_length=120, blank=True)
    nil = models.BooleanField("nihil", default=False)
    values = models.JSONField(default=dict)
    marks = models.JSONField(default=list)
    lat = models.FloatField(null=True, blank=True)
    lon = models.FloatField(null=True, blank=True)
    state = models.CharField("keadaan", max_length=10, choices=State.choices, default=State.SENT)
    supersedes = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="superseded_by")

    class Meta:
        db_table = "reporting_submission"
        ordering: ClassVar = ["-received_at", "-id"]
        indexes: ClassVar = [
            models.Index(fields=["election", "regency_code", "received_at"], name="submission_regency"),
            models.Index(fields=["election", "district_code", "received_at"], name="submission_district"),
            models.Index(fields=["election", "unit_code", "received_at"], name="submission_unit"),
            models.Index(fields=["sender_id", "received_at"], name="submission_sender"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(condition=AboutUnit.ONE_UNIT, name="submission_one"),
            models.CheckConstraint(
                condition=Q(supersedes__isnull=True) | ~Q(supersedes=F("id")), name="submission_not_own_correction"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.instance_id} · {self.unit}"

    @property
    def counts(self) -> bool:
        """Whether the picture reads it."""
        return self.state in COUNTING

    @property
    def fact_region(self) -> str:
        return self.unit_region_code

    def as_fact(self) -> dict[str, FactValue]:
        return {
            "instance_id": self.instance_id,
            "election": self.election_id,
            "version": self.version_id,
            "unit": [self.unit_kind, self.station_id or self.region_id or self.agency_id],
            "observed_at": self.observed_at,
            "observed_trusted": self.observed_trusted,
            "received_at": self.received_at,
            "sender": self.sender_id,
            "nil": self.nil,
            # Answers may hold what few may read: the ledger keeps a keyed digest, so that a change shows.
            "values": veil(canonical(self.values)),
            "marks": [mark.get("code", "") for mark in self.marks],
            "state": self.state,
            "supersedes": self.supersedes_id,
        }


class ReviewAct(models.Model):
    """One step of the review of a submission; append-only. The picture of a past moment reads them."""

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="acts")
    at = models.DateTimeField()
    before = models.CharField(max_length=10, choices=State.choices)
    after = models.CharField(max_length=10, choices=State.choices)
    actor_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=200)
    actor_role = models.CharField(max_length=12, choices=ROLE_CHOICES, blank=True)
    reason = models.CharField("alasan", max_length=400, blank=True)

    class Meta:
        db_table = "reporting_review"
        ordering: ClassVar = ["submission", "id"]


class Resolution(models.TextChoices):
    KEPT_FIRST = "first", _("Yang pertama tetap")
    TOOK_SECOND = "second", _("Yang kedua menjadi koreksi")


class Conflict(FactModel):
    """A report that came with the id of another but other content; kept until a person says which is right."""

    fact_type: ClassVar[str] = "reporting.conflict"

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="conflicts")
    digest = models.CharField(max_length=64)
    received_at = models.DateTimeField("diterima")
    observed_at = models.DateTimeField("diamati")
    sender_id = models.BigIntegerField(null=True)
    sender_name = models.CharField(max_length=200)
    sender_role = models.CharField(max_length=12, blank=True)
    sender_agency = models.CharField(max_length=60, blank=True)
    channel = models.CharField(max_length=10)
    device = models.CharField(max_length=120, blank=True)
    content = models.JSONField(default=dict, help_text="The whole report as it came, as plain values.")
    resolution = models.CharField(max_length=6, choices=Resolution.choices, blank=True)
    resolved_at = models.DateTimeField(null=True, blank=True)
    resolved_by = models.CharField(max_length=200, blank=True)
    reason = models.CharField(max_length=400, blank=True)

    class Meta:
        db_table = "reporting_conflict"
        ordering: ClassVar = ["-received_at", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["submission", "digest"], name="conflict_once"),
            models.CheckConstraint(
                condition=Q(resolution="", resolved_at__isnull=True)
                | (~Q(resolution="") & Q(resolved_at__isnull=False)),
                name="conflict_resolved",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.submission.instance_id} ≠"

    @property
    def fact_region(self) -> str:
        return self.submission.unit_region_code

    def as_fact(self) -> dict[str, FactValue]:
        return {
            "submission": self.submission_id,
            "digest": self.digest,
            "received_at": self.received_at,
            "sender": self.sender_id,
            "content": veil(canonical(self.content)),
            "resolution": self.resolution,
            "resolved_at": self.resolved_at,
            "reason": self.reason,
        }


class Attachment(FactModel):
    """A file that belongs to a submission, kept outside the web root under its digest.

    name: as the answer names it. taken_lat, taken_lon, taken_at: what the picture's EXIF says, kept as evidence;
    shown only to those who may see who reported.
    """

    fact_type: ClassVar[str] = "reporting.attachment"

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="attachments")
    name = models.CharField("nama berkas", max_length=120)
    content_type = models.CharField(max_length=60)
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    width = models.PositiveIntegerField(null=True, blank=True)
    height = models.PositiveIntegerField(null=True, blank=True)
    taken_at = models.DateTimeField(null=True, blank=True)
    taken_lat = models.FloatField(null=True, blank=True)
    taken_lon = models.FloatField(null=True, blank=True)
    received_at = models.DateTimeField()

    class Meta:
        db_table = "reporting_attachment"
        ordering: ClassVar = ["submission", "name"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["submission", "name"], name="attachment_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def fact_region(self) -> str:
        return self.submission.unit_region_code

    def as_fact(self) -> dict[str, FactValue]:
        return {
            "submission": self.submission_id,
            "name": self.name,
            "content_type": self.content_type,
            "size": self.size,
            "digest": self.digest,
            "taken": veil(f"{self.taken_at}|{self.taken_lat}|{self.taken_lon}"),
            "received_at": self.received_at,
        }
