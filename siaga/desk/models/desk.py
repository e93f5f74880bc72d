"""The desk that a decree (SK) forms, its sections, and who sits in them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from siaga.access import Place
from siaga.desk.models.agency import Agency
from siaga.desk.models.office import Office
from siaga.elections.models import Election
from siaga.ledger.facts import FactModel, FactValue
from siaga.wilayah.models import Region


class DeskFunction(models.TextChoices):
    """The four functions of a desk (Permendagri 9/2005 art. 6 and its renewals; domain reference 3.3)."""

    MONITOR = "pantau", "Memantau pelaksanaan"
    ANTICIPATE = "antisipasi", "Menginventarisasi dan mengantisipasi masalah"
    ADVISE = "saran", "Memberi saran penyelesaian"
    REPORT = "lapor", "Melaporkan masalah dan perkembangan"


class Desk(FactModel):
    """The Desk Pemilu or Desk Pilkada of a region, with the decree that forms it."""

    fact_type: ClassVar[str] = "desk.desk"

    region = models.ForeignKey(Region, models.PROTECT, related_name="desks")
    name = models.CharField("nama", max_length=160)
    decree_number = models.CharField("nomor SK", max_length=80, blank=True)
    decree_date = models.DateField("tanggal SK", null=True, blank=True)
    decree_title = models.CharField("tentang", max_length=300, blank=True)
    lead_agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="+")
    chair = models.ForeignKey(Office, models.PROTECT, null=True, blank=True, related_name="+")
    elections = models.ManyToManyField(Election, related_name="desks", blank=True)
    closed_on = models.DateField("dibubarkan", null=True, blank=True)

    class Meta:
        db_table = "desk_desk"
        ordering: ClassVar = ["region__code", "id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["region", "name"], name="desk_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def place(self) -> Place:
        """Where it is, for ``may``. Needs ``region`` loaded."""
        return Place(region=self.region.code)

    @property
    def fact_region(self) -> str:
        return self.region.code

    def as_fact(self) -> dict[str, FactValue]:
        return {
            "region": self.region_id,
            "name": self.name,
            "decree_number": self.decree_number,
            "decree_date": self.decree_date,
            "decree_title": self.decree_title,
            "lead_agency": self.lead_agency_id,
            "chair": self.chair_id,
            "elections": sorted(self.elections.values_list("slug", flat=True)) if self.pk else [],
            "closed_on": self.closed_on,
        }


class Section(FactModel):
    """A section (bidang, seksi, sekretariat) of a desk; which of the four functions it serves is data."""

    fact_type: ClassVar[str] = "desk.section"

    desk = models.ForeignKey(Desk, models.CASCADE, related_name="sections")
    name = models.CharField("bidang", max_length=160)
    functions = models.JSONField("fungsi", default=list, help_text="Values of DeskFunction.")
    position = models.PositiveSmallIntegerField("urutan", default=0)

    class Meta:
        db_table = "desk_section"
        ordering: ClassVar = ["desk", "position", "id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["desk", "name"], name="section_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def fact_region(self) -> str:
        return self.desk.region.code

    def as_fact(self) -> dict[str, FactValue]:
        return {"desk": self.desk_id, "name": self.name, "functions": list(self.functions), "position": self.position}


class SectionMember(FactModel):
    """An office that sits in a section, as head or member."""

    fact_type: ClassVar[str] = "desk.section_member"

    section = models.ForeignKey(Section, models.CASCADE, related_name="members")
    office = models.ForeignKey(Office, models.PROTECT, related_name="seats")
    head = models.BooleanField("ketua bidang", default=False)

    class Meta:
        db_table = "desk_section_member"
        ordering: ClassVar = ["section", "-head", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["section", "office"], name="section_member_once"),
            models.UniqueConstraint(fields=["section"], condition=Q(head=True), name="section_one_head"),
        ]

    def __str__(self) -> str:
        return f"{self.office} · {self.section}"

    @property
    def fact_region(self) -> str:
        return self.section.desk.region.code

    def as_fact(self) -> dict[str, FactValue]:
        return {"section": self.section_id, "office": self.office_id, "head": self.head}
