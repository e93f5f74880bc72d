"""Meetings of a forum, who is invited, and who was there."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from siaga.access import Place
from siaga.desk.models import Agency, Office
from siaga.ledger.facts import FactModel, FactValue
from siaga.rakor.models.forum import Forum


class MeetingState(models.TextChoices):
    """planned → invited → held → minuted → signed; cancelled instead of held."""

    PLANNED = "planned", _("Direncanakan")
    INVITED = "invited", _("Diundang")
    HELD = "held", _("Berlangsung")
    MINUTED = "minuted", _("Notula disusun")
    SIGNED = "signed", _("Ditandatangani")
    CANCELLED = "cancelled", _("Dibatalkan")


class Purpose(models.TextChoices):
    """What a meeting is for; the circle goes on after voting day."""

    COORDINATION = "koordinasi", _("Koordinasi")
    READINESS = "kesiapan", _("Kesiapan menjelang hari-H")
    RECAP = "rekapitulasi", _("Rekapitulasi dan pengembalian logistik")
    EVALUATION = "evaluasi", _("Evaluasi")


class Meeting(FactModel):
    """One rakor.

    number: its place in the series of its forum. uid, sequence: its identity and revision in calendars (RFC 5545).
    facts_at: the moment whose picture the agenda shows; set when the agenda is drawn up. minutes_digest: SHA-256 of the
    minutes as signed. letter_*: what the letter needs (domain reference 3.5); letter_before: the letter, by number and
    date, that a change or the cancellation has overtaken. revised_at: when the invited last had to be told anew.
    """

    fact_type: ClassVar[str] = "rakor.meeting"

    forum = models.ForeignKey(Forum, models.PROTECT, related_name="meetings")
    number = models.PositiveIntegerField("rapat ke-")
    title = models.CharField("acara", max_length=200)
    purpose = models.CharField("maksud", max_length=14, choices=Purpose.choices, default=Purpose.COORDINATION)
    starts_at = models.DateTimeField("mulai")
    ends_at = models.DateTimeField("selesai", null=True, blank=True)
    venue = models.CharField("tempat", max_length=200)
    chair = models.ForeignKey(Office, models.PROTECT, null=True, blank=True, related_name="+")
    secretary = models.ForeignKey(Office, models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField("status", max_length=10, choices=MeetingState.choices, default=MeetingState.PLANNED)
    uid = models.UUIDField(unique=True)
    sequence = models.PositiveIntegerField(default=0)
    revised_at = models.DateTimeField(null=True, blank=True)
    letter_number = models.CharField("nomor surat", max_length=80, blank=True)
    letter_date = models.DateField("tanggal surat", null=True, blank=True)
    letter_nature = models.CharField("sifat", max_length=20, blank=True)
    letter_copies = models.JSONField("tembusan", default=list, blank=True)
    letter_before = models.CharField("surat sebelumnya", max_length=160, blank=True)
    note = models.CharField("catatan undangan", max_length=400, blank=True)
    facts_at = models.DateTimeField(null=True, blank=True)
    invited_at = models.DateTimeField(null=True, blank=True)
    held_at = models.DateTimeField("dibuka", null=True, blank=True)
    attendance_closed_at = models.DateTimeField("daftar hadir ditutup", null=True, blank=True)
    minuted_at = models.DateTimeField(null=True, blank=True)
    signed_at = models.DateTimeField("ditandatangani", null=True, blank=True)
    signed_by = models.CharField("oleh", max_length=200, blank=True)
    minutes_digest = models.CharField(max_length=64, blank=True)
    cancelled_reason = models.CharField("alasan pembatalan", max_length=400, blank=True)
    changed_at = models.DateTimeField()

    class Meta:
        db_table = "rakor_meeting"
        ordering: ClassVar = ["-starts_at", "-id"]
        indexes: ClassVar = [
            models.Index(fields=["forum", "-starts_at"], name="meeting_forum"),
            models.Index(fields=["starts_at"], name="meeting_starts"),
            models.Index(fields=["state", "starts_at"], name="meeting_state"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["forum", "number"], name="meeting_number_once"),
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gt=F("starts_at")), name="meeting_order"
            ),
            models.CheckConstraint(condition=Q(state__in=MeetingState.values), name="meeting_state_known"),
            models.CheckConstraint(
                condition=Q(state="signed", signed_at__isnull=False) & ~Q(minutes_digest="")
                | ~Q(state="signed") & Q(signed_at__isnull=True, minutes_digest=""),
                name="meeting_signed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.forum.name} ke-{self.number}"

    @property
    def place(self) -> Place:
        """Where it is, for ``may``. Needs ``forum__region`` loaded."""
        return self.forum.place

    @property
    def overtaken(self) -> bool:
        """Whether what the invited were told first no longer holds: it was changed, or called off."""
        return self.state == MeetingState.CANCELLED or self.revised_at is not None

    @property
    def locked(self) -> bool:
        """Whether its minutes can no longer change."""
        return self.state in {MeetingState.SIGNED, MeetingState.CANCELLED}

    @property
    def fact_region(self) -> str:
        return self.forum.region.code

    def as_fact(self) -> dict[str, FactValue]:
        return {
            "forum": self.forum_id,
            "number": self.number,
            "title": self.title,
            "purpose": self.purpose,
            "starts_at": self.starts_at,
            "ends_at": self.ends_at,
            "venue": self.venue,
            "chair": self.chair_id,
            "secretary": self.secretary_id,
            "state": self.state,
            "sequence": self.sequence,
            "revised_at": self.revised_at,
            "letter_number": self.letter_number,
            "letter_date": self.letter_date,
            "letter_nature": self.letter_nature,
            "letter_copies": list(self.letter_copies),
            "letter_before": self.letter_before,
            "note": self.note,
            "facts_at": self.facts_at,
            "invited_at": self.invited_at,
            "held_at": self.held_at,
            "attendance_closed_at": self.attendance_closed_at,
            "minuted_at": self.minuted_at,
            "signed_at": self.signed_at,
            "signed_by": self.signed_by,
            "minutes_digest": self.minutes_digest,
            "cancelled_reason": self.cancelled_reason,
        }


class Participant(FactModel):
    """Who is invited to one meeting: an office, or somebody outside named in words (``label``).

    sent_at: when the invitation was sent, or handed over as a message; told: by which way (surel, wa, cetak).
    """

    fact_type: ClassVar[str] = "rakor.participant"

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="participants")
    office = models.ForeignKey(Office, models.PROTECT, null=True, blank=True, related_name="invitations")
    label = models.CharField("undangan lain", max_length=200, blank=True)
    position = models.PositiveSmallIntegerField("urutan", default=0)
    sent_at = models.DateTimeField("undangan dikirim", null=True, blank=True)
    told = models.CharField("lewat", max_length=10, blank=True)

    class Meta:
        db_table = "rakor_participant"
        ordering: ClassVar = ["meeting", "position", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["meeting", "office"], condition=Q(office__isnull=False), name="participant_office_once"
            ),
            models.CheckConstraint(
                condition=Q(office__isnull=False, label="") | Q(office__isnull=True) & ~Q(label=""),
                name="participant_named",
            ),
        ]

    def __str__(self) -> str:
        return self.label or str(self.office)

    @property
    def fact_region(self) -> str:
        return self.meeting.forum.region.code

    def as_fact(self) -> dict[str, FactValue]:
        return {
            "meeting": self.meeting_id,
            "office": self.office_id,
            "label": self.label,
            "position": self.position,
            "sent_at": self.sent_at,
            "told": self.told,
        }


class Attendance(FactModel):
    """Somebody who was there: signed in by QR on an own phone, or ticked by the secretary.

    participant: the invitation that it answers, if any. device: keyed digest of the phone's own mark, so that one phone
    signs in once; never shown. left out: telephone numbers, which the paper list may hold and this table does not.
    """

    fact_type: ClassVar[str] = "rakor.attendance"

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendances")
    participant = models.ForeignKey(Participant, models.PROTECT, null=True, blank=True, related_name="attendances")
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField("nama", max_length=160)
    office_title = models.CharField("jabatan", max_length=160, blank=True)
    agency_name = models.CharField("instansi", max_length=160, blank=True)
    represents = models.BooleanField("mewakili", default=False)
    how = models.CharField("cara", max_length=10, choices=[("qr", _("QR")), ("sekretaris", _("Sekretaris"))])
    device = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField("hadir pada")
    struck_at = models.DateTimeField("dicoret", null=True, blank=True)
    struck_reason = models.CharField("alasan dicoret", max_length=200, blank=True)

    class Meta:
        db_table = "rakor_attendance"
        ordering: ClassVar = ["meeting", "at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["meeting", "device"],
                condition=~Q(device="") & Q(struck_at__isnull=True),
                name="attendance_device_once",
            ),
            models.UniqueConstraint(
                fields=["participant"],
                condition=Q(participant__isnull=False, struck_at__isnull=True),
                name="attendance_participant_once",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def fact_region(self) -> str:
        return self.meeting.forum.region.code

    def as_fact(self) -> dict[str, FactValue]:
        return {
            "meeting": self.meeting_id,
            "participant": self.participant_id,
            "agency": self.agency_id,
            "name": self.name,
            "office_title": self.office_title,
            "agency_name": self.agency_name,
            "represents": self.represents,
            "how": self.how,
            "at": self.at,
            "struck_at": self.struck_at,
            "struck_reason": self.struck_reason,
        }
