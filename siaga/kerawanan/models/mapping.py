"""What makes a class, and mappings: the classes of all TPS of a regency at a moment, as versions."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from siaga.access import Place
from siaga.desk.models import Account
from siaga.elections.models import Election, PollingStation
from siaga.ledger.facts import FactModel, FactValue
from siaga.wilayah.models import Region

FULL = 1_000_000
"""Scores and thresholds are millionths."""

OWNER = "bawaslu"
"""Kind of the agency that answers for mappings."""


class RiskClass(models.TextChoices):
    """The words of ``siaga.engines.risk``, with their names. BELUM_DINILAI is no class but the honest lack of one."""

    KURANG_RAWAN = "kurang-rawan", _("Kurang rawan")
    RAWAN = "rawan", _("Rawan")
    SANGAT_RAWAN = "sangat-rawan", _("Sangat rawan")
    KHUSUS = "khusus", _("Khusus")
    BELUM_DINILAI = "belum-dinilai", _("Belum dinilai")


CLASSES = (RiskClass.KURANG_RAWAN, RiskClass.RAWAN, RiskClass.SANGAT_RAWAN, RiskClass.KHUSUS)
"""Those that can be given, least risky first."""


def risk_place(code: str) -> Place:
    """Where the kerawanan of a regency (or of what lies in it) is kept: it belongs to its Bawaslu."""
    regency = code[:5]
    return Place(regency, agency=f"{OWNER}@{regency}")


class ClassScheme(FactModel):
    """One version of how classes are made in a regency; weights are not here but with the indicators.

    rawan, sangat_rawan: scores (millionths) from which on a TPS is so; coverage: the least share of the weight that
    must be reported before a score may name a class. rules: hard rules as ``engines.risk`` writes them.
    spread_most, spread_many: shares of all TPS from which on an indicator is *paling banyak*, or *banyak*.
    source: where it comes from; doubt: what is not sure about it (a default of the desk always says so).
    """

    fact_type: ClassVar[str] = "kerawanan.scheme"

    election = models.ForeignKey(Election, models.PROTECT, related_name="+")
    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField("versi")
    rawan = models.PositiveIntegerField("ambang rawan")
    sangat_rawan = models.PositiveIntegerField("ambang sangat rawan")
    coverage = models.PositiveIntegerField("kelengkapan paling sedikit")
    rules = models.JSONField("aturan langsung", default=list)
    spread_most = models.PositiveIntegerField("batas paling banyak")
    spread_many = models.PositiveIntegerField("batas banyak")
    source = models.CharField("sumber", max_length=300)
    doubt = models.CharField("keraguan", max_length=400, blank=True)
    reason = models.CharField("alasan", max_length=400, blank=True)
    created_by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField("dibuat")
    retired_at = models.DateTimeField("diganti", null=True, blank=True)

    class Meta:
        db_table = "kerawanan_scheme"
        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["election", "region", "number"], name="risk_scheme_number"),
            models.UniqueConstraint(
                fields=["election", "region"], condition=Q(retired_at__isnull=True), name="risk_scheme_in_force"
            ),
            models.CheckConstraint(
                condition=Q(rawan__gt=0, rawan__lt=F("sangat_rawan"), sangat_rawan__lte=FULL, coverage__lte=FULL),
                name="risk_scheme_thresholds",
            ),
            models.CheckConstraint(
                condition=Q(spread_many__gt=0, spread_many__lte=F("spread_most"), spread_most__lte=FULL),
                name="risk_scheme_spread",
            ),
        ]

    def __str__(self) -> str:
        return f"Ambang kelas {self.region.name} versi {self.number}"

    @property
    def place(self) -> Place:
        """Where it is, for ``may``. Needs ``region`` loaded."""
        return risk_place(self.region.code)

    @property
    def fact_region(self) -> str:
        return self.region.code

    def as_fact(self) -> dict[str, FactValue]:
        return {
            "election": self.election_id,
            "region": self.region_id,
            "number": self.number,
            "rawan": self.rawan,
            "sangat_rawan": self.sangat_rawan,
            "coverage": self.coverage,
            "rules": self.rules,
            "spread_most": self.spread_most,
            "spread_many": self.spread_many,
            "source": self.source,
            "doubt": self.doubt,
            "reason": self.reason,
            "retired_at": self.retired_at,
        }


class Mapping(FactModel):
    """One mapping (pemetaan): the computed classes of all TPS of a regency from what was answered at a moment.

    at: that moment. criteria: the whole scheme of ``engines.risk``, weights included, as it was used; indicators: what
    each number meant then. gap: what is known to be lacking in the list of indicators. The counts are of computed
    classes and sum to ``stations``. rows_digest: of its rows, whose file the ledger keeps.
    In force is at most one of an election and regency.
    """

    fact_type: ClassVar[str] = "kerawanan.mapping"

    election = models.ForeignKey(Election, models.PROTECT, related_name="+")
    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField("versi")
    at = models.DateTimeField("keadaan pada")
    note = models.CharField("catatan", max_length=400, blank=True)
    scheme = models.ForeignKey(ClassScheme, models.PROTECT, related_name="mappings")
    criteria = models.JSONField()
    indicators = models.JSONField(default=list)
    gap = models.CharField("kekurangan daftar", max_length=400, blank=True)
    stations = models.PositiveIntegerField("TPS")
    kurang_rawan = models.PositiveIntegerField("kurang rawan")
    rawan = models.PositiveIntegerField("rawan")
    sangat_rawan = models.PositiveIntegerField("sangat rawan")
    khusus = models.PositiveIntegerField("khusus")
    belum_dinilai = models.PositiveIntegerField("belum dinilai")
    rows_digest = models.CharField(max_length=64)
    in_force_since = models.DateTimeField("berlaku sejak", null=True, blank=True)
    retired_at = models.DateTimeField("tidak berlaku sejak", null=True, blank=True)
    created_by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField("dibuat")

    class Meta:
        db_table = "kerawanan_mapping"
        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["election", "region", "number"], name="risk_mapping_number"),
            models.UniqueConstraint(
                fields=["election", "region"],
                condition=Q(in_force_since__isnull=False, retired_at__isnull=True),
                name="risk_mapping_in_force",
            ),
            models.CheckConstraint(
                condition=Q(
                    stations=F("kurang_rawan") + F("rawan") + F("sangat_rawan") + F("khusus") + F("belum_dinilai")
                ),
                name="risk_mapping_sum",
            ),
        ]

    def __str__(self) -> str:
        return f"Pemetaan {self.region.name} versi {self.number}"

    @property
    def in_force(self) -> bool:
        return self.in_force_since is not None and self.retired_at is None

    @property
    def place(self) -> Place:
        """Where it is, for ``may``. Needs ``region`` loaded."""
        return risk_place(self.region.code)

    @property
    def counts(self) -> dict[str, int]:
        """TPS by computed class, every class named."""
        return {cls.value: getattr(self, cls.value.replace("-", "_")) for cls in RiskClass}

    @property
    def fact_region(self) -> str:
        return self.region.code

    def as_fact(self) -> dict[str, FactValue]:
        return {
            "election": self.election_id,
            "region": self.region_id,
            "number": self.number,
            "at": self.at,
            "note": self.note,
            "scheme": self.scheme_id,
            "criteria": self.criteria,
            "indicators": self.indicators,
            "gap": self.gap,
            "stations": self.stations,
            "kurang_rawan": self.kurang_rawan,
            "rawan": self.rawan,
            "sangat_rawan": self.sangat_rawan,
            "khusus": self.khusus,
            "belum_dinilai": self.belum_dinilai,
            "rows_digest": self.rows_digest,
            "in_force_since": self.in_force_since,
            "retired_at": self.retired_at,
        }


class MappedStation(FactModel):
    """One TPS in a mapping; what was found is never changed. The ledger keeps the rows of a mapping as one file.

    code, district_code, village_code: follow the TPS when its village is recoded; station: the TPS, while it exists.
    score: millionths, None where nothing that weighs was answered; low, high: what it could become.
    cls: computed; least, most: the class that is sure, and the heaviest that the missing answers could make it.
    reasons: as ``engines.risk`` says them. yes, unknown: numbers of indicators; all others of the mapping were denied.
    """

    fact_type: ClassVar[str] = "kerawanan.row"

    mapping = models.ForeignKey(Mapping, models.CASCADE, related_name="rows", db_index=False)
    station = models.ForeignKey(PollingStation, models.SET_NULL, null=True, related_name="+")
    code = models.CharField("kode TPS", max_length=17)
    province_code = models.CharField(max_length=2)
    regency_code = models.CharField(max_length=5)
    district_code = models.CharField(max_length=8)
    village_code = models.CharField(max_length=13)
    score = models.PositiveIntegerField("skor", null=True)
    low = models.PositiveIntegerField("batas bawah", null=True)
    high = models.PositiveIntegerField("batas atas", null=True)
    cls = models.CharField("kelas", max_length=14, choices=RiskClass.choices)
    least = models.CharField(max_length=14, choices=RiskClass.choices)
    most = models.CharField(max_length=14, choices=RiskClass.choices)
    reasons = models.JSONField(default=list)
    yes = models.JSONField(default=list)
    unknown = models.JSONField(default=list)
    unknown_count = models.PositiveSmallIntegerField("belum diketahui")

    class Meta:
        db_table = "kerawanan_row"
        ordering: ClassVar = ["mapping", "code"]
        indexes: ClassVar = [
            models.Index(fields=["mapping", "cls", "code"], name="risk_row_class"),
            models.Index(fields=["mapping", "score", "code"], name="risk_row_score"),
            models.Index(fields=["mapping", "district_code"], name="risk_row_district"),
            models.Index(fields=["mapping", "village_code"], name="risk_row_village"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["mapping", "code"], name="risk_row_once"),
            models.CheckConstraint(condition=Q(cls__in=RiskClass.values), name="risk_row_known_class"),
            models.CheckConstraint(
                condition=Q(low__isnull=True, high__isnull=True) | Q(low__lte=F("high"), high__lte=FULL),
                name="risk_row_bounds",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.get_cls_display()}"

    @property
    def place(self) -> Place:
        """Where the TPS is, for ``may``. Needs ``mapping`` loaded."""
        return Place(self.village_code, unit=self.code, election=self.mapping.election_id)

    @property
    def fact_key(self) -> str:
        return f"{self.mapping_id}:{self.code}"

    @property
    def fact_region(self) -> str:
        return self.village_code

    def as_fact(self) -> dict[str, FactValue]:
        return {
            "code": self.code,
            "score": self.score,
            "low": self.low,
            "high": self.high,
            "cls": self.cls,
            "least": self.least,
            "most": self.most,
            "reasons": self.reasons,
            "yes": self.yes,
            "unknown": self.unknown,
        }
