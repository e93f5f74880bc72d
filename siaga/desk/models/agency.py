"""Agencies at a region. Their kinds are data (``agency_kinds.toml``)."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models

from siaga.access import Place
from siaga.ledger.facts import FactModel, FactValue
from siaga.wilayah.models import Region

if TYPE_CHECKING:
    from siaga.desk.models.office import Office


def agency_code(key: str, region_code: str) -> str:
    """How an agency is written: its key with its place."""
    return f"{key}@{region_code}"


class Agency(FactModel):
    """KPU, Bawaslu, Polres, an OPD, a kecamatan office … at one region; written ``kpu@16.72``."""

    fact_type: ClassVar[str] = "desk.agency"

    key = models.SlugField("kunci", max_length=40)
    kind = models.CharField("jenis", max_length=40)
    region = models.ForeignKey(Region, models.PROTECT, related_name="agencies")
    name = models.CharField("nama", max_length=160)
    short_name = models.CharField("nama pendek", max_length=60, blank=True)
    address = models.CharField("alamat", max_length=300, blank=True)
    closed_on = models.DateField("tidak aktif sejak", null=True, blank=True)

    posts: list[Office]
    """Its offices in order, where ``queries.agencies`` prefetched them."""

    class Meta:
        db_table = "desk_agency"
        ordering: ClassVar = ["region__code", "key"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["key", "region"], name="agency_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def code(self) -> str:
        """The key with its place, as in ``agency:kpu@16.72`` without the prefix. Needs ``region`` loaded."""
        return agency_code(self.key, self.region.code)

    @property
    def place(self) -> Place:
        """Where it is, for ``may``. Needs ``region`` loaded."""
        return Place(region=self.region.code, agency=self.code)

    @property
    def fact_region(self) -> str:
        return self.region.code

    def as_fact(self) -> dict[str, FactValue]:
        return {
            "key": self.key,
            "kind": self.kind,
            "region": self.region_id,
            "name": self.name,
            "short_name": self.short_name,
            "address": self.address,
            "closed_on": self.closed_on,
        }


class AgencyAlias(FactModel):
    """Another name under which an agency appears in letters and files (PPL for PTPS, Forkominda …)."""

    fact_type: ClassVar[str] = "desk.agency_alias"

    agency = models.ForeignKey(Agency, models.CASCADE, related_name="aliases")
    name = models.CharField("nama lain", max_length=160)

    class Meta:
        db_table = "desk_agency_alias"
        constraints: ClassVar = [models.UniqueConstraint(fields=["agency", "name"], name="agency_alias_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def fact_region(self) -> str:
        return self.agency.region.code

    def as_fact(self) -> dict[str, FactValue]:
        return {"agency": self.agency_id, "name": self.name}
