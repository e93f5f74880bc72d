"""Forums: series of meetings, whose members are offices, so that a new office holder needs no edit."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from siaga.access import Place
from siaga.desk.models import Agency, Office
from siaga.elections.models import Election
from siaga.ledger.facts import FactModel, FactValue
from siaga.wilayah.models import Region


class ForumKind(models.TextChoices):
    """What series it is (domain reference 3.5)."""

    DESK = "desk", _("Rakor Desk")
    COFFEE_MORNING = "coffee", _("Coffee morning")
    DISTRICT = "kecamatan", _("Rakor kecamatan")
    OTHER = "lain", _("Forum lain")


class Forum(FactModel):
    """A series of meetings of a region in an election.

    upper: the forum to which open points go up. chair, secretary: the offices that lead and write, unless a meeting
    names others. venue: where it usually meets. rhythm_days: days between two meetings, where it has a rhythm.
    """

    fact_type: ClassVar[str] = "rakor.forum"

    election = models.ForeignKey(Election, models.PROTECT, related_name="forums")
    region = models.ForeignKey(Region, models.PROTECT, related_name="forums")
    kind = models.CharField("jenis", max_length=10, choices=ForumKind.choices)
    name = models.CharField("nama", max_length=160)
    upper = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="lower_forums")
    host = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="+")
    chair = models.ForeignKey(Office, models.PROTECT, null=True, blank=True, related_name="+")
    secretary = models.ForeignKey(Office, models.PROTECT, null=True, blank=True, related_name="+")
    venue = models.CharField("tempat biasa", max_length=200, blank=True)
    rhythm_days = models.PositiveSmallIntegerField("selang (hari)", null=True, blank=True)
    closed_at = models.DateTimeField("ditutup", null=True, blank=True)

    class Meta:
        db_table = "rakor_forum"
        ordering: ClassVar = ["region__code", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["election", "region", "name"], name="forum_once"),
            models.CheckConstraint(condition=Q(upper__isnull=True) | ~Q(upper=F("id")), name="forum_not_own_upper"),
            models.CheckConstraint(condition=Q(kind__in=ForumKind.values), name="forum_kind"),
            models.CheckConstraint(
                condition=Q(rhythm_days__isnull=True) | Q(rhythm_days__gte=1, rhythm_days__lte=366), name="forum_rhythm"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def place(self) -> Place:
        """Where it is, for ``may``. Needs ``region`` loaded."""
        return Place(self.region.code)

    @property
    def fact_region(self) -> str:
        return self.region.code

    def as_fact(self) -> dict[str, FactValue]:
        return {
            "election": self.election_id,
            "region": self.region_id,
            "kind": self.kind,
            "name": self.name,
            "upper": self.upper_id,
            "host": self.host_id,
            "chair": self.chair_id,
            "secretary": self.secretary_id,
            "venue": self.venue,
            "rhythm_days": self.rhythm_days,
            "closed_at": self.closed_at,
        }


class ForumMember(FactModel):
    """An office that sits in a forum. Who holds it on the day of a meeting is read from its terms."""

    fact_type: ClassVar[str] = "rakor.member"

    forum = models.ForeignKey(Forum, models.CASCADE, related_name="members")
    office = models.ForeignKey(Office, models.PROTECT, related_name="forum_seats")
    position = models.PositiveSmallIntegerField("urutan", default=0)

    class Meta:
        db_table = "rakor_member"
        ordering: ClassVar = ["forum", "position", "id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["forum", "office"], name="forum_member_once")]

    def __str__(self) -> str:
        return f"{self.office} · {self.forum}"

    @property
    def fact_region(self) -> str:
        return self.forum.region.code

    def as_fact(self) -> dict[str, FactValue]:
        return {"forum": self.forum_id, "office": self.office_id, "position": self.position}
