"""Action points (promises with an owner, a place and a due date), their history, and the obstacles behind them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from siaga.access import Place
from siaga.desk.models import Agency, Office
from siaga.elections.models import Election
from siaga.ledger.facts import FactModel, FactValue
from siaga.rakor.models.forum import Forum
from siaga.rakor.models.meeting import Meeting
from siaga.rakor.models.minutes import AgendaItem
from siaga.reporting.models import Submission
from siaga.wilayah.models import Region


class ObstacleKind(models.TextChoices):
    """What hampers an election (contract: Drafts)."""

    LOGISTICS = "logistics", _("Logistik")
    ACCESS = "access", _("Akses dan geografi")
    INTERNET = "internet", _("Jaringan internet")
    ELECTRICITY = "electricity", _("Listrik")
    HEALTH = "health", _("Kesehatan petugas")
    WEATHER = "weather", _("Cuaca")
    HAZARD = "hazard", _("Bencana")
    SECURITY = "security", _("Keamanan")
    NEUTRALITY = "neutrality", _("Netralitas")
    MONEY_POLITICS = "money_politics", _("Politik uang")
    SARA = "sara", _("Politisasi SARA")
    HOAX = "hoax", _("Berita bohong")
    VOTER_DATA = "voter_data", _("Data pemilih")
    FRAUD = "fraud", _("Kecurangan")
    BUDGET = "budget", _("Anggaran")
    STAFFING = "staffing", _("Personel")
    OTHER = "other", _("Lainnya")


class Source(models.TextChoices):
    """What brought an obstacle or an action point to the table."""

    MEETING = "rapat", _("Rapat")
    REPORT = "laporan", _("Laporan")
    INDICATOR = "indikator", _("Indikator")
    ALERT = "peringatan", _("Peringatan dini")
    INCIDENT = "kejadian", _("Kejadian")
    PERSON = "petugas", _("Dicatat petugas")
    PLAN = "rencana", _("Rencana")


class ObstacleState(models.TextChoices):
    OPEN = "open", _("Belum ditangani")
    HANDLED = "handled", _("Sedang ditangani")
    CLOSED = "closed", _("Teratasi")


class Obstacle(FactModel):
    """What hampers: obstacle → strategy → owner → due.

    unit: a TPS code where it concerns one. reference: names its source in words or by key (``submission:12``).
    """

    fact_type: ClassVar[str] = "rakor.obstacle"

    election = models.ForeignKey(Election, models.PROTECT, related_name="obstacles")
    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    unit = models.CharField("TPS", max_length=17, blank=True)
    kind = models.CharField("jenis", max_length=14, choices=ObstacleKind.choices)
    title = models.CharField("kendala", max_length=240)
    detail = models.TextField("uraian", blank=True)
    source = models.CharField("sumber", max_length=10, choices=Source.choices)
    reference = models.CharField("rujukan", max_length=200, blank=True)
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, blank=True, related_name="obstacles")
    submission = models.ForeignKey(Submission, models.PROTECT, null=True, blank=True, related_name="obstacles")
    stated_by = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="+")
    strategy = models.TextField("strategi", blank=True)
    owner = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="obstacles")
    due = models.DateField("tenggat", null=True, blank=True)
    state = models.CharField("status", max_length=8, choices=ObstacleState.choices, default=ObstacleState.OPEN)
    closed_reason = models.CharField("cara teratasi", max_length=400, blank=True)
    created_at = models.DateTimeField("dicatat")
    state_at = models.DateTimeField()

    class Meta:
        db_table = "rakor_obstacle"
        ordering: ClassVar = ["-created_at", "-id"]
        indexes: ClassVar = [
            models.Index(fields=["election", "state", "-created_at"], name="obstacle_state"),
            models.Index(fields=["region", "state"], name="obstacle_region"),
            models.Index(fields=["owner", "state"], name="obstacle_owner"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(kind__in=ObstacleKind.values), name="obstacle_kind"),
            models.CheckConstraint(condition=Q(state__in=ObstacleState.values), name="obstacle_state_known"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def place(self) -> Place:
        """Where it is, for ``may``; it belongs to its owner where it has one. Needs ``region`` and ``owner`` loaded."""
        return Place(
            self.region.code,
            agency=self.owner.code if self.owner else "",
            unit=self.unit,
            election=self.election_id if self.unit else None,
        )

    @property
    def fact_region(self) -> str:
        return self.region.code

    def as_fact(self) -> dict[str, FactValue]:
        return {
            "election": self.election_id,
            "region": self.region_id,
            "unit": self.unit,
            "kind": self.kind,
            "title": self.title,
            "detail": self.detail,
            "source": self.source,
            "reference": self.reference,
            "meeting": self.meeting_id,
            "submission": self.submission_id,
            "stated_by": self.stated_by_id,
            "strategy": self.strategy,
            "owner": self.owner_id,
            "due": self.due,
            "state": self.state,
            "closed_reason": self.closed_reason,
            "created_at": self.created_at,
        }


UNOWNED_FIRST = (models.F("owner").asc(nulls_first=True), "created_at", "pk")
"""The order of obstacles where a decision about them is asked for."""


class PointState(models.TextChoices):
    """Done is claimed by the owner; verified by the secretariat, or by the indicator that the point waits for."""

    OPEN = "open", _("Belum dikerjakan")
    IN_PROGRESS = "in_progress", _("Dikerjakan")
    BLOCKED = "blocked", _("Terhambat")
    DONE = "done", _("Selesai menurut pelaksana")
    VERIFIED = "verified", _("Terverifikasi")
    DROPPED = "dropped", _("Tidak dilanjutkan")


SETTLED = (PointState.VERIFIED, PointState.DROPPED)
UNSETTLED = (PointState.OPEN, PointState.IN_PROGRESS, PointState.BLOCKED, PointState.DONE)
"""States in which a point comes back at the next meeting; what is done waits for verification."""


class Priority(models.IntegerChoices):
    HIGH = 1, _("Tinggi")
    NORMAL = 2, _("Sedang")
    LOW = 3, _("Rendah")


class Escalation(models.IntegerChoices):
    """How far an overdue point has gone up."""

    NONE = 0, _("Belum")
    REMINDED = 1, _("Diingatkan")
    AGENCY_HEAD = 2, _("Pimpinan instansi")
    AGENDA = 3, _("Agenda rapat berikutnya")
    UPPER_FORUM = 4, _("Forum di atasnya")


class ActionPoint(FactModel):
    """A promise: one owning agency, a place, a due date, a history.

    forum: where it was promised and comes back; none for a point made outside of meetings. raised_to: the upper forum
    to which it went up. meeting, item: where it was promised. unit: a TPS code where it concerns one; indicator: the
    key of the indicator concerned. closes_when: closes by itself when the data says so, in millionths:
    ``{"scale": "readiness", "code": "16.72.05", "indicator": "" or key, "at_least": 950000}``.
    handed_to: the forum that took it over when its own ended.
    """

    fact_type: ClassVar[str] = "rakor.point"

    election = models.ForeignKey(Election, models.PROTECT, related_name="action_points")
    forum = models.ForeignKey(Forum, models.PROTECT, null=True, blank=True, related_name="points")
    raised_to = models.ForeignKey(Forum, models.PROTECT, null=True, blank=True, related_name="raised_points")
    handed_to = models.ForeignKey(Forum, models.PROTECT, null=True, blank=True, related_name="taken_points")
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, blank=True, related_name="points")
    item = models.ForeignKey(AgendaItem, models.PROTECT, null=True, blank=True, related_name="points")
    obstacle = models.ForeignKey(Obstacle, models.PROTECT, null=True, blank=True, related_name="points")
    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    unit = models.CharField("TPS", max_length=17, blank=True)
    indicator = models.CharField("indikator", max_length=60, blank=True)
    title = models.CharField("tindak lanjut", max_length=240)
    detail = models.TextField("uraian", blank=True)
    owner = models.ForeignKey(Agency, models.PROTECT, related_name="action_points")
    owner_office = models.ForeignKey(Office, models.PROTECT, null=True, blank=True, related_name="+")
    due = models.DateField("tenggat")
    priority = models.PositiveSmallIntegerField("prioritas", choices=Priority.choices, default=Priority.NORMAL)
    origin = models.CharField("asal", max_length=10, choices=Source.choices)
    reference = models.CharField("rujukan", max_length=200, blank=True)
    closes_when = models.JSONField(null=True, blank=True)
    state = models.CharField("status", max_length=12, choices=PointState.choices, default=PointState.OPEN)
    state_at = models.DateTimeField()
    blocked_why = models.CharField("hambatan", max_length=400, blank=True)
    blocked_by = models.CharField("terhambat oleh", max_length=160, blank=True)
    dropped_at = models.ForeignKey(Meeting, models.PROTECT, null=True, blank=True, related_name="dropped_points")
    closed_reason = models.CharField("dasar penutupan", max_length=400, blank=True)
    escalation = models.PositiveSmallIntegerField("eskalasi", choices=Escalation.choices, default=Escalation.NONE)
    escalated_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField("dibuat")

    class Meta:
        db_table = "rakor_point"
        ordering: ClassVar = ["due", "priority", "id"]
        indexes: ClassVar = [
            models.Index(fields=["forum", "state", "due"], name="point_forum"),
            models.Index(fields=["raised_to", "state"], name="point_raised"),
            models.Index(fields=["handed_to", "state"], name="point_handed"),
            models.Index(fields=["owner", "state", "due"], name="point_owner"),
            models.Index(fields=["region", "state", "due"], name="point_region"),
            models.Index(fields=["election", "state", "due"], name="point_election"),
            models.Index(fields=["state", "escalation", "due"], name="point_escalation"),
            models.Index(fields=["state", "state_at"], name="point_settled"),
            models.Index(fields=["election", "owner", "region", "state"], name="point_counted"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=PointState.values), name="point_state_known"),
            models.CheckConstraint(condition=Q(priority__in=[1, 2, 3]), name="point_priority"),
            models.CheckConstraint(condition=~Q(state="blocked") | ~Q(blocked_why=""), name="point_blocked"),
            models.CheckConstraint(condition=~Q(state="dropped") | ~Q(closed_reason=""), name="point_dropped"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def place(self) -> Place:
        """Where it is, for ``may``: it belongs to its owner. Needs ``region`` and ``owner__region`` loaded."""
        return Place(
            self.region.code,
            agency=self.owner.code,
            unit=self.unit,
            election=self.election_id if self.unit else None,
        )

    @property
    def settled(self) -> bool:
        return self.state in SETTLED

    @property
    def fact_region(self) -> str:
        return self.region.code

    def as_fact(self) -> dict[str, FactValue]:
        return {
            "election": self.election_id,
            "forum": self.forum_id,
            "raised_to": self.raised_to_id,
            "handed_to": self.handed_to_id,
            "meeting": self.meeting_id,
            "item": self.item_id,
            "obstacle": self.obstacle_id,
            "region": self.region_id,
            "unit": self.unit,
            "indicator": self.indicator,
            "title": self.title,
            "detail": self.detail,
            "owner": self.owner_id,
            "owner_office": self.owner_office_id,
            "due": self.due,
            "priority": self.priority,
            "origin": self.origin,
            "reference": self.reference,
            "closes_when": self.closes_when,
            "state": self.state,
            "blocked_why": self.blocked_why,
            "blocked_by": self.blocked_by,
            "dropped_at": self.dropped_at_id,
            "closed_reason": self.closed_reason,
            "escalation": self.escalation,
            "escalated_at": self.escalated_at,
            "created_at": self.created_at,
        }


class UpdateKind(models.TextChoices):
    """What an entry of a point's history is."""

    REPORT = "laporan", _("Laporan pelaksana")
    SILENT = "tidak-dilaporkan", _("Tidak dilaporkan")
    VERIFIED = "verifikasi", _("Verifikasi")
    RETURNED = "dikembalikan", _("Dikembalikan")
    CHANGED = "perubahan", _("Perubahan")
    ESCALATED = "eskalasi", _("Eskalasi")
    HANDED = "alih", _("Dialihkan")
    DROPPED = "dihentikan", _("Dihentikan")


ANSWERS = (UpdateKind.REPORT, UpdateKind.SILENT)
"""Updates that answer for a point at a meeting: a report, or a silence on record with its reason."""


class PointUpdate(FactModel):
    """One entry of a point's history; append-only. meeting: at which it was said, if at one."""

    fact_type: ClassVar[str] = "rakor.update"

    point = models.ForeignKey(ActionPoint, models.PROTECT, related_name="updates")
    kind = models.CharField("jenis", max_length=16, choices=UpdateKind.choices)
    at = models.DateTimeField()
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, blank=True, related_name="updates")
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="+")
    by = models.CharField("oleh", max_length=200)
    text = models.TextField("isi", blank=True)
    before = models.CharField(max_length=12, choices=PointState.choices, blank=True)
    after = models.CharField(max_length=12, choices=PointState.choices, blank=True)
    submission = models.ForeignKey(Submission, models.PROTECT, null=True, blank=True, related_name="point_updates")

    class Meta:
        db_table = "rakor_update"
        ordering: ClassVar = ["point", "id"]
        indexes: ClassVar = [
            models.Index(fields=["point", "-at"], name="update_point"),
            models.Index(fields=["meeting", "point"], name="update_meeting"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(kind__in=UpdateKind.values), name="update_kind"),
            models.CheckConstraint(
                condition=~Q(kind="tidak-dilaporkan") | ~Q(text="") & Q(meeting__isnull=False), name="update_silent"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.point}"

    @property
    def fact_region(self) -> str:
        return self.point.region.code

    def as_fact(self) -> dict[str, FactValue]:
        return {
            "point": self.point_id,
            "kind": self.kind,
            "at": self.at,
            "meeting": self.meeting_id,
            "agency": self.agency_id,
            "by": self.by,
            "text": self.text,
            "before": self.before,
            "after": self.after,
            "submission": self.submission_id,
        }


class Evidence(FactModel):
    """A file that proves an update, kept outside the web root under its digest."""

    fact_type: ClassVar[str] = "rakor.evidence"

    update = models.ForeignKey(PointUpdate, models.PROTECT, related_name="evidence")
    name = models.CharField("nama berkas", max_length=120)
    content_type = models.CharField(max_length=60)
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    width = models.PositiveIntegerField(null=True, blank=True)
    height = models.PositiveIntegerField(null=True, blank=True)
    received_at = models.DateTimeField()

    class Meta:
        db_table = "rakor_evidence"
        ordering: ClassVar = ["update", "id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["update", "name"], name="evidence_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def fact_region(self) -> str:
        return self.update.point.region.code

    def as_fact(self) -> dict[str, FactValue]:
        return {
            "update": self.update_id,
            "name": self.name,
            "content_type": self.content_type,
            "size": self.size,
            "digest": self.digest,
            "received_at": self.received_at,
        }
