"""The agenda of a meeting and its minutes, item by item: notes, statements, decisions, and addenda after signing."""

from __future__ import annotations

import hashlib
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from siaga.desk.models import Account, Agency
from siaga.ledger.facts import FactModel, FactValue, canonical
from siaga.rakor.models.meeting import Meeting
from siaga.readiness.models import Claim


class ItemKind(models.TextChoices):
    """Where an item of the agenda comes from."""

    OPENING = "pembukaan", _("Pembukaan")
    POINT = "tindak-lanjut", _("Tindak lanjut")
    PICTURE = "gambaran", _("Perubahan gambaran")
    STAGE = "tahapan", _("Tahapan")
    SUBMITTED = "usulan", _("Usulan peserta")
    OWN = "pokok", _("Pokok bahasan")
    OTHER = "lain-lain", _("Lain-lain")


class AgendaItem(FactModel):
    """One item of an agenda.

    key: says what an item that the facts wrote stands for (``point:12``, ``fall:16.72.05``, ``stage:kampanye``), so
    that drawing the agenda up again finds it; empty for what a person wrote. facts: what the facts said then, as plain
    values with the addresses of their pages. removed: taken off by a person, and not written again. notes, version:
    the minutes of the item; each write raises the version, and one that did not know the newest changes nothing.
    """

    fact_type: ClassVar[str] = "rakor.item"

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="items")
    position = models.PositiveIntegerField("urutan")
    kind = models.CharField("jenis", max_length=14, choices=ItemKind.choices)
    key = models.CharField(max_length=80, blank=True)
    title = models.CharField("pokok", max_length=240)
    detail = models.TextField("uraian", blank=True)
    facts = models.JSONField(default=dict, blank=True)
    point = models.ForeignKey("rakor.ActionPoint", models.PROTECT, null=True, blank=True, related_name="agenda_items")
    submitted_by = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="+")
    removed = models.BooleanField(default=False)
    discussed_at = models.DateTimeField("dibahas", null=True, blank=True)
    notes = models.TextField("pembahasan", blank=True)
    version = models.PositiveIntegerField(default=0)
    noted_by = models.CharField("ditulis oleh", max_length=200, blank=True)

    class Meta:
        db_table = "rakor_item"
        ordering: ClassVar = ["meeting", "position", "id"]
        indexes: ClassVar = [models.Index(fields=["point", "meeting"], name="item_point")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["meeting", "key"], condition=~Q(key=""), name="item_key_once"),
            models.CheckConstraint(condition=Q(kind__in=ItemKind.values), name="item_kind"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def fact_region(self) -> str:
        return self.meeting.forum.region.code

    def as_fact(self) -> dict[str, FactValue]:
        return {
            "meeting": self.meeting_id,
            "position": self.position,
            "kind": self.kind,
            "key": self.key,
            "title": self.title,
            "detail": self.detail,
            "facts": hashlib.sha256(canonical(self.facts).encode()).hexdigest(),
            "point": self.point_id,
            "submitted_by": self.submitted_by_id,
            "removed": self.removed,
            "discussed_at": self.discussed_at,
            "notes": self.notes,
            "version": self.version,
        }


class Typing(models.Model):
    """What somebody is typing for an item and has not been written into the minutes yet: a working note, not a fact.

    Kept so that a closed laptop loses nothing; folded into the item's notes by the action ``minutes.write``.
    base: the version of the notes that the typing began from.
    """

    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="typings")
    account = models.ForeignKey(Account, models.CASCADE, related_name="+")
    text = models.TextField(blank=True)
    base = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField()

    class Meta:
        db_table = "rakor_typing"
        constraints: ClassVar = [models.UniqueConstraint(fields=["item", "account"], name="typing_once")]

    def __str__(self) -> str:
        return f"{self.item_id} · {self.account_id}"


class NoteConflict(FactModel):
    """Notes that met newer ones: both texts are kept until a person says what stands."""

    fact_type: ClassVar[str] = "rakor.note_conflict"

    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="conflicts")
    text = models.TextField("naskah yang menunggu")
    base = models.PositiveIntegerField()
    by = models.CharField("ditulis oleh", max_length=200)
    at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.CharField(max_length=200, blank=True)

    class Meta:
        db_table = "rakor_note_conflict"
        ordering: ClassVar = ["item", "id"]

    def __str__(self) -> str:
        return f"{self.item} ≠ {self.by}"

    @property
    def fact_region(self) -> str:
        return self.item.meeting.forum.region.code

    def as_fact(self) -> dict[str, FactValue]:
        return {
            "item": self.item_id,
            "text": self.text,
            "base": self.base,
            "by": self.by,
            "at": self.at,
            "settled_at": self.settled_at,
            "settled_by": self.settled_by,
        }


class Statement(FactModel):
    """What an agency stated in the room: how ready (millionths), what hampers, what it needs.

    claim: the claim that a stated share became, with this meeting as its source.
    """

    fact_type: ClassVar[str] = "rakor.statement"

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="statements")
    item = models.ForeignKey(AgendaItem, models.PROTECT, null=True, blank=True, related_name="statements")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="statements")
    said_by = models.CharField("disampaikan oleh", max_length=200, blank=True)
    share = models.PositiveIntegerField("kesiapan", null=True, blank=True)
    of_what = models.CharField("dari apa", max_length=200, blank=True)
    hampers = models.TextField("kendala", blank=True)
    needs = models.TextField("kebutuhan", blank=True)
    text = models.TextField("penyampaian", blank=True)
    claim = models.OneToOneField(Claim, models.PROTECT, null=True, blank=True, related_name="statement")
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "rakor_statement"
        ordering: ClassVar = ["meeting", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(share__isnull=True) | Q(share__lte=1_000_000), name="statement_share"),
        ]

    def __str__(self) -> str:
        return f"{self.agency} · {self.meeting}"

    @property
    def fact_region(self) -> str:
        return self.meeting.forum.region.code

    def as_fact(self) -> dict[str, FactValue]:
        return {
            "meeting": self.meeting_id,
            "item": self.item_id,
            "agency": self.agency_id,
            "said_by": self.said_by,
            "share": self.share,
            "of_what": self.of_what,
            "hampers": self.hampers,
            "needs": self.needs,
            "text": self.text,
            "claim": self.claim_id,
            "at": self.at,
            "withdrawn_at": self.withdrawn_at,
        }


class Decision(FactModel):
    """What the meeting decided on an item."""

    fact_type: ClassVar[str] = "rakor.decision"

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="decisions")
    item = models.ForeignKey(AgendaItem, models.PROTECT, null=True, blank=True, related_name="decisions")
    text = models.TextField("keputusan")
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "rakor_decision"
        ordering: ClassVar = ["meeting", "id"]

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def fact_region(self) -> str:
        return self.meeting.forum.region.code

    def as_fact(self) -> dict[str, FactValue]:
        return {
            "meeting": self.meeting_id,
            "item": self.item_id,
            "text": self.text,
            "at": self.at,
            "withdrawn_at": self.withdrawn_at,
        }


class Addendum(FactModel):
    """A correction or an addition after signing; the signed minutes themselves stay as they are."""

    fact_type: ClassVar[str] = "rakor.addendum"

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="addenda")
    number = models.PositiveSmallIntegerField("nomor")
    text = models.TextField("isi")
    reason = models.CharField("alasan", max_length=400)
    by = models.CharField("oleh", max_length=200)
    at = models.DateTimeField()

    class Meta:
        db_table = "rakor_addendum"
        ordering: ClassVar = ["meeting", "number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["meeting", "number"], name="addendum_once")]

    def __str__(self) -> str:
        return f"{self.meeting} · adendum {self.number}"

    @property
    def fact_region(self) -> str:
        return self.meeting.forum.region.code

    def as_fact(self) -> dict[str, FactValue]:
        return {
            "meeting": self.meeting_id,
            "number": self.number,
            "text": self.text,
            "reason": self.reason,
            "by": self.by,
            "at": self.at,
        }
