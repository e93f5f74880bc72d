"""What a row is about: one TPS, one region or one agency, with the codes that scope and roll-up read."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from siaga.access import Place
from siaga.desk.models import Agency
from siaga.elections.models import PollingStation
from siaga.instruments.models import UnitKind
from siaga.wilayah.models import Region


class AboutUnit(models.Model):
    """One unit. Exactly one of station, region, agency is set; the codes follow it when a region is recoded.

    unit_code: ``16.72.01.1001/005``, ``16.72.01`` or ``kpu@16.72``. The four region codes are those of its place,
    empty below the unit's own level, so that "all below a region" is an equality on an index.
    """

    election_id: int  # of the election that each table names

    unit_kind = models.CharField(max_length=6, choices=UnitKind.choices)
    unit_code = models.CharField(max_length=60)
    station = models.ForeignKey(PollingStation, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    region = models.ForeignKey(Region, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    province_code = models.CharField(max_length=2, blank=True, editable=False)
    regency_code = models.CharField(max_length=5, blank=True, editable=False)
    district_code = models.CharField(max_length=8, blank=True, editable=False)
    village_code = models.CharField(max_length=13, blank=True, editable=False)

    class Meta:
        abstract = True

    ONE_UNIT: ClassVar = (
        models.Q(unit_kind="tps", station__isnull=False, region__isnull=True, agency__isnull=True)
        | models.Q(unit_kind="region", station__isnull=True, region__isnull=False, agency__isnull=True)
        | models.Q(unit_kind="agency", station__isnull=True, region__isnull=True, agency__isnull=False)
    )
    """The condition of each table's own constraint."""

    @property
    def unit(self) -> str:
        """The written form of the unit, as in the API."""
        return f"{self.unit_kind}:{self.unit_code}"

    @property
    def unit_region_code(self) -> str:
        """The narrowest region code of the unit's place."""
        return self.village_code or self.district_code or self.regency_code or self.province_code

    @property
    def unit_place(self) -> Place:
        """Where the unit is, for ``may``."""
        if self.unit_kind == UnitKind.AGENCY:
            return Place(self.unit_region_code, agency=self.unit_code)
        if self.unit_kind == UnitKind.TPS:
            return Place(self.unit_region_code, unit=self.unit_code, election=self.election_id)
        return Place(self.unit_region_code)
