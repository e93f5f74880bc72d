"""Offices and who holds them when: definitive holders, and Pj, Pjs, Plt who stand in."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from siaga.access import Place
from siaga.desk.models.agency import Agency
from siaga.ledger.facts import FactModel, FactValue, veil


class Person(FactModel):
    """An official. Phone, e-mail and NIP are personal data: on the ledger only as keyed digests."""

    fact_type: ClassVar[str] = "desk.person"

    name = models.CharField("nama", max_length=160)
    search_name = models.CharField(max_length=160, editable=False)
    region_code = models.CharField(max_length=13, blank=True)
    phone = models.CharField("telepon", max_length=24, blank=True)
    email = models.EmailField("surel", blank=True)
    nip = models.CharField("NIP", max_length=24, blank=True)
    rank = models.CharField("pangkat/golongan", max_length=80, blank=True)

    class Meta:
        db_table = "desk_person"
        ordering: ClassVar = ["search_name", "id"]
        indexes: ClassVar = [models.Index(fields=["search_name"], name="person_search")]

    def __str__(self) -> str:
        return self.name

    @property
    def fact_region(self) -> str:
        return self.region_code

    def as_fact(self) -> dict[str, FactValue]:
        return {
            "name": self.name,
            "region_code": self.region_code,
            "phone": veil(self.phone),
            "email": veil(self.email),
            "nip": veil(self.nip),
            "rank": self.rank,
        }


class Office(FactModel):
    """A post at an agency: Bupati, Ketua KPU, Camat Dempo Utara. Members of forums are offices, not people."""

    fact_type: ClassVar[str] = "desk.office"

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="offices")
    title = models.CharField("jabatan", max_length=120)
    position = models.PositiveSmallIntegerField("urutan", default=0)

    terms_on_day: list[Tenure]
    """The terms that cover the day asked for, where ``queries.terms.terms_on`` prefetched them."""

    class Meta:
        db_table = "desk_office"
        ordering: ClassVar = ["agency", "position", "title"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["agency", "title"], name="office_once")]

    def __str__(self) -> str:
        return self.title

    @property
    def place(self) -> Place:
        """Where its agency is, for ``may``. Needs ``agency__region`` loaded."""
        return self.agency.place

    @property
    def fact_region(self) -> str:
        return self.agency.region.code

    def as_fact(self) -> dict[str, FactValue]:
        return {"agency": self.agency_id, "title": self.title, "position": self.position}


class TenureKind(models.TextChoices):
    DEFINITIVE = "definitif", "Definitif"
    PJ = "pj", "Penjabat (Pj)"
    PJS = "pjs", "Penjabat sementara (Pjs)"
    PLT = "plt", "Pelaksana tugas (Plt)"
    PLH = "plh", "Pelaksana harian (Plh)"


class Tenure(FactModel):
    """Who held an office from when to when.

    A stand-in does not end the definitive tenure: on campaign leave both cover the same days, and the
    stand-in acts. Two tenures of the same sort (definitive, or stand-in) never overlap.
    """

    fact_type: ClassVar[str] = "desk.tenure"

    office = models.ForeignKey(Office, models.PROTECT, related_name="tenures")
    person = models.ForeignKey(Person, models.PROTECT, related_name="tenures")
    kind = models.CharField("status", max_length=10, choices=TenureKind.choices)
    starts = models.DateField("sejak")
    ends = models.DateField("sampai", null=True, blank=True)
    basis = models.CharField("dasar (SK)", max_length=160, blank=True)

    class Meta:
        db_table = "desk_tenure"
        ordering: ClassVar = ["office", "starts"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(ends__isnull=True) | Q(starts__lte=F("ends")), name="tenure_order"),
            models.UniqueConstraint(
                fields=["office"], condition=Q(kind="definitif", ends__isnull=True), name="tenure_one_open_definitive"
            ),
            models.UniqueConstraint(
                fields=["office"],
                condition=~Q(kind="definitif") & Q(ends__isnull=True),
                name="tenure_one_open_stand_in",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.styled_title}"

    def covers(self, day: date) -> bool:
        """Whether the day lies in the term; the first and the last day belong to it."""
        return self.starts <= day and (self.ends is None or day <= self.ends)

    @property
    def stands_in(self) -> bool:
        return self.kind != TenureKind.DEFINITIVE

    @property
    def styled_title(self) -> str:
        """The title as it is written in letters: Pjs. Bupati Bengkulu Utara."""
        return (
            self.office.title
            if self.kind == TenureKind.DEFINITIVE
            else f"{self.kind.capitalize()}. {self.office.title}"
        )

    @property
    def fact_region(self) -> str:
        return self.office.agency.region.code

    def as_fact(self) -> dict[str, FactValue]:
        return {
            "office": self.office_id,
            "person": self.person_id,
            "kind": self.kind,
            "starts": self.starts,
            "ends": self.ends,
            "basis": self.basis,
        }
