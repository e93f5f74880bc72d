"""What people say beside the computation: another class with a reason, counts published elsewhere, earlier answers."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from siaga.access import Place
from siaga.desk.models import Account
from siaga.elections.models import Election, PollingStation
from siaga.kerawanan.models.mapping import CLASSES, RiskClass, risk_place
from siaga.ledger.facts import FactModel, FactValue
from siaga.wilayah.models import Region

GIVEN = [(cls.value, cls.label) for cls in CLASSES]


class Override(FactModel):
    """A person gave a TPS another class than the computed one. It stands over every mapping until it is ended.

    computed: what the mapping in force said when it was given (empty without one).
    """

    fact_type: ClassVar[str] = "kerawanan.override"

    election = models.ForeignKey(Election, models.PROTECT, related_name="+")
    station = models.ForeignKey(PollingStation, models.PROTECT, related_name="risk_overrides")
    cls = models.CharField("kelas", max_length=14, choices=GIVEN)
    computed = models.CharField("kelas hitungan", max_length=14, choices=RiskClass.choices, blank=True)
    reason = models.CharField("alasan", max_length=400)
    given_by = models.CharField("oleh", max_length=200)
    account = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    since = models.DateTimeField("sejak")
    ended_at = models.DateTimeField("berakhir", null=True, blank=True)
    ended_by = models.CharField("diakhiri oleh", max_length=200, blank=True)
    end_reason = models.CharField("alasan diakhiri", max_length=400, blank=True)

    class Meta:
        db_table = "kerawanan_override"
        ordering: ClassVar = ["-since", "-id"]
        indexes: ClassVar = [models.Index(fields=["election", "ended_at"], name="risk_override_election")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["station"], condition=Q(ended_at__isnull=True), name="risk_override_one_stands"
            ),
            models.CheckConstraint(condition=Q(cls__in=[cls.value for cls in CLASSES]), name="risk_override_class"),
            models.CheckConstraint(condition=~Q(reason=""), name="risk_override_reason"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("since")), name="risk_override_life"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.station}: {self.get_cls_display()}"

    @property
    def stands(self) -> bool:
        return self.ended_at is None

    @property
    def place(self) -> Place:
        """Where it is kept, for ``may``. Needs ``station`` loaded."""
        return risk_place(self.station.village_code)

    @property
    def fact_region(self) -> str:
        return self.station.village_code

    def as_fact(self) -> dict[str, FactValue]:
        return {
            "election": self.election_id,
            "station": self.station_id,
            "cls": self.cls,
            "computed": self.computed,
            "reason": self.reason,
            "since": self.since,
            "ended_at": self.ended_at,
            "end_reason": self.end_reason,
        }


class PublishedCount(FactModel):
    """Classes of an area as somebody published them (police, press): kept with the source, shown beside our own."""

    fact_type: ClassVar[str] = "kerawanan.published"

    election = models.ForeignKey(Election, models.PROTECT, related_name="+")
    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    kurang_rawan = models.PositiveIntegerField("kurang rawan")
    rawan = models.PositiveIntegerField("rawan")
    sangat_rawan = models.PositiveIntegerField("sangat rawan")
    khusus = models.PositiveIntegerField("khusus")
    total = models.PositiveIntegerField("jumlah TPS")
    source = models.CharField("sumber", max_length=200)
    published_on = models.DateField("tanggal", null=True, blank=True)
    note = models.CharField("catatan", max_length=300, blank=True)
    created_at = models.DateTimeField("dicatat")

    class Meta:
        db_table = "kerawanan_published"
        ordering: ClassVar = ["region__code", "-published_on", "source"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["election", "region", "source"], name="risk_published_once"),
            models.CheckConstraint(
                condition=Q(total=F("kurang_rawan") + F("rawan") + F("sangat_rawan") + F("khusus")),
                name="risk_published_sum",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.region}: {self.source}"

    @property
    def place(self) -> Place:
        """Where it is kept, for ``may``. Needs ``region`` loaded."""
        return risk_place(self.region.code)

    @property
    def fact_region(self) -> str:
        return self.region.code

    def as_fact(self) -> dict[str, FactValue]:
        return {
            "election": self.election_id,
            "region": self.region_id,
            "kurang_rawan": self.kurang_rawan,
            "rawan": self.rawan,
            "sangat_rawan": self.sangat_rawan,
            "khusus": self.khusus,
            "total": self.total,
            "source": self.source,
            "published_on": self.published_on,
            "note": self.note,
        }


class PastAnswers(FactModel):
    """What was found at a TPS in an earlier election that this desk did not keep itself. Shown, never counted.

    occasion: that election in words (``Pemilu 2019``). answers: true or false by number of the indicator; cls: the
    class of then, where it is known.
    """

    fact_type: ClassVar[str] = "kerawanan.past"

    election = models.ForeignKey(Election, models.PROTECT, related_name="+")
    station = models.ForeignKey(PollingStation, models.PROTECT, related_name="risk_past")
    occasion = models.CharField("pemilihan terdahulu", max_length=120)
    year = models.PositiveSmallIntegerField("tahun")
    cls = models.CharField("kelas", max_length=14, choices=GIVEN, blank=True)
    answers = models.JSONField("jawaban", default=dict)
    source = models.CharField("sumber", max_length=200)
    created_at = models.DateTimeField("dicatat")

    class Meta:
        db_table = "kerawanan_past"
        ordering: ClassVar = ["station", "-year", "occasion"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["station", "occasion"], name="risk_past_once"),
            models.CheckConstraint(
                condition=Q(cls="") | Q(cls__in=[cls.value for cls in CLASSES]), name="risk_past_class"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.station} · {self.occasion}"

    @property
    def fact_region(self) -> str:
        return self.station.village_code

    def as_fact(self) -> dict[str, FactValue]:
        return {
            "election": self.election_id,
            "station": self.station_id,
            "occasion": self.occasion,
            "year": self.year,
            "cls": self.cls,
            "answers": self.answers,
            "source": self.source,
        }
