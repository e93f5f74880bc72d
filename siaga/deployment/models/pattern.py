"""Guard patterns that a regency chose: police, stations and Linmas apart, by class."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from siaga.access import Place
from siaga.deployment.models.personnel import guard_place
from siaga.elections.models import Election
from siaga.ledger.facts import FactModel, FactValue
from siaga.wilayah.models import Region


class GuardClass(models.TextChoices):
    """Classes of kerawanan that a pattern can be for, in the order of danger."""

    LOW = "kurang-rawan", _("Kurang rawan")
    MID = "rawan", _("Rawan")
    HIGH = "sangat-rawan", _("Sangat rawan")
    SPECIAL = "khusus", _("Khusus")


class GuardPattern(FactModel):
    """So many police for so many TPS with so many Linmas.

    origin: whose pattern it is; doubt: what speaks against it.
    """

    fact_type: ClassVar[str] = "deployment.pattern"

    election = models.ForeignKey(Election, models.PROTECT, related_name="guard_patterns")
    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    cls = models.CharField("kelas", max_length=12, choices=GuardClass.choices)
    police = models.PositiveSmallIntegerField("polisi")
    stations = models.PositiveSmallIntegerField("TPS")
    stations_max = models.PositiveSmallIntegerField("TPS paling banyak", null=True, blank=True)
    linmas = models.PositiveSmallIntegerField("Linmas")
    linmas_max = models.PositiveSmallIntegerField("Linmas paling banyak", null=True, blank=True)
    army = models.PositiveSmallIntegerField("TNI pendukung", default=0)
    origin = models.CharField("asal pola", max_length=300, blank=True)
    doubt = models.CharField("keraguan", max_length=400, blank=True)
    updated_at = models.DateTimeField("diubah")

    class Meta:
        db_table = "deployment_pattern"
        verbose_name = "pola pengamanan"
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["election", "region", "cls"], name="guard_pattern_once"),
            models.CheckConstraint(condition=Q(cls__in=GuardClass.values), name="guard_pattern_class"),
            models.CheckConstraint(condition=Q(police__gte=1, stations__gte=1), name="guard_pattern_some"),
            models.CheckConstraint(
                condition=Q(stations_max__isnull=True) | Q(stations_max__gte=F("stations")), name="guard_pattern_room"
            ),
            models.CheckConstraint(
                condition=Q(linmas_max__isnull=True) | Q(linmas_max__gte=F("linmas")), name="guard_pattern_linmas"
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_cls_display())

    @property
    def place(self) -> Place:
        return guard_place(self.region.code)

    @property
    def fact_region(self) -> str:
        return self.region.code

    def as_fact(self) -> dict[str, FactValue]:
        return {
            "election": self.election_id,
            "region": self.region_id,
            "cls": self.cls,
            "police": self.police,
            "stations": self.stations,
            "stations_max": self.stations_max,
            "linmas": self.linmas,
            "linmas_max": self.linmas_max,
            "army": self.army,
            "origin": self.origin,
            "doubt": self.doubt,
        }
