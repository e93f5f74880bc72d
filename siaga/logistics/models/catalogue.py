"""What is counted: items of the election and campaign material, and the warehouse from which boxes leave."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from siaga.access import Place
from siaga.elections.models import Election
from siaga.ledger.facts import FactModel, FactValue
from siaga.wilayah.models import Region


class Catalogue(models.TextChoices):
    """Election items and candidates' campaign material are never mixed (domain reference 2.6)."""

    ELECTION = "pemilihan", _("Perlengkapan pemungutan suara")
    CAMPAIGN = "kampanye", _("Bahan kampanye")


class Basis(models.TextChoices):
    """What one quantity is needed for; the words of the ruleset."""

    STATION = "station", _("tiap TPS")
    BALLOT = "ballot", _("tiap jenis surat suara di tiap TPS")
    BOOTH = "booth", _("tiap bilik")
    VOTER = "voter", _("tiap pemilih")
    VILLAGE = "village", _("tiap desa/kelurahan")
    DISTRICT = "district", _("tiap kecamatan")
    REGENCY = "regency", _("sekabupaten/kota")


class Item(FactModel):
    """A kind of thing of one election.

    key: the ruleset's key where it comes from there (``kotak-suara``); ballots are ``surat-suara-<ballot>``.
    ballot: key of the ballot type that it belongs to, or empty. quantity: per basis; None while nobody knows.
    Without quantity, basis or unit an item is still vague (*atribut*) and is shown as such; ``became`` names what it
    was made precise into, after which it is no longer counted.
    """

    fact_type: ClassVar[str] = "logistics.item"

    election = models.ForeignKey(Election, models.PROTECT, related_name="items")
    catalogue = models.CharField("katalog", max_length=10, choices=Catalogue.choices, default=Catalogue.ELECTION)
    key = models.CharField("kunci", max_length=60)
    name = models.CharField("nama", max_length=160)
    unit = models.CharField("satuan", max_length=30, blank=True)
    ballot = models.CharField("jenis surat suara", max_length=40, blank=True)
    quantity = models.PositiveIntegerField("jumlah", null=True, blank=True)
    basis = models.CharField("dasar hitung", max_length=10, choices=Basis.choices, blank=True)
    boxed = models.BooleanField("masuk kotak", default=False)
    note = models.CharField("catatan", max_length=400, blank=True)
    became = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="was")
    origin = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    retired_at = models.DateTimeField("tidak dipakai sejak", null=True, blank=True)
    created_at = models.DateTimeField("dicatat")

    class Meta:
        db_table = "logistics_item"
        ordering: ClassVar = ["catalogue", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["election", "key"], name="item_once"),
            models.CheckConstraint(condition=Q(catalogue__in=Catalogue.values), name="item_catalogue"),
            models.CheckConstraint(condition=Q(basis="") | Q(basis__in=Basis.values), name="item_basis"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def vague(self) -> bool:
        """Whether nobody can say yet how many of it are needed."""
        return self.quantity is None or not self.basis or not self.unit

    @property
    def place(self) -> Place:
        """Where it is, for ``may``. Needs ``election__region`` loaded."""
        return warehouse_place(self.election.region.code)

    @property
    def fact_region(self) -> str:
        return self.election.region.code

    def as_fact(self) -> dict[str, FactValue]:
        return {
            "election": self.election_id,
            "catalogue": self.catalogue,
            "key": self.key,
            "name": self.name,
            "unit": self.unit,
            "ballot": self.ballot,
            "quantity": self.quantity,
            "basis": self.basis,
            "boxed": self.boxed,
            "note": self.note,
            "became": self.became_id,
            "origin": self.origin_id,
            "retired_at": self.retired_at,
        }


class VoterTotal(FactModel):
    """The registered voters of a region as a document states them, while those of some of its TPS are not known."""

    fact_type: ClassVar[str] = "logistics.voters"

    election = models.ForeignKey(Election, models.CASCADE, related_name="voter_totals")
    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    voters = models.PositiveIntegerField("pemilih menurut dokumen")
    source = models.CharField("dokumen", max_length=300)
    created_at = models.DateTimeField("dicatat")

    class Meta:
        db_table = "logistics_voters"
        constraints: ClassVar = [models.UniqueConstraint(fields=["election", "region"], name="voter_total_once")]

    def __str__(self) -> str:
        return f"{self.region}: {self.voters}"

    @property
    def fact_region(self) -> str:
        return self.region.code

    def as_fact(self) -> dict[str, FactValue]:
        return {
            "election": self.election_id,
            "region": self.region_id,
            "voters": self.voters,
            "source": self.source,
        }


class Warehouse(FactModel):
    """The warehouse of the regency's KPU in an election, and the way that boxes go from it.

    hops: the places of the way in order, of ``HOPS``; the first is the warehouse, the last the warehouse again.
    """

    fact_type: ClassVar[str] = "logistics.warehouse"

    election = models.ForeignKey(Election, models.PROTECT, related_name="warehouses")
    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    name = models.CharField("nama", max_length=160)
    address = models.CharField("alamat", max_length=300, blank=True)
    lat = models.FloatField("lintang", null=True, blank=True)
    lon = models.FloatField("bujur", null=True, blank=True)
    hops = models.JSONField("jalur")
    created_at = models.DateTimeField("dicatat")

    class Meta:
        db_table = "logistics_warehouse"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["election", "region"], name="warehouse_once"),
            models.CheckConstraint(
                condition=Q(lat__isnull=True, lon__isnull=True)
                | Q(lat__gte=-90, lat__lte=90, lon__gte=-180, lon__lte=180),
                name="warehouse_point",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def place(self) -> Place:
        """Where it is, for ``may``. Needs ``region`` loaded."""
        return warehouse_place(self.region.code)

    @property
    def fact_region(self) -> str:
        return self.region.code

    def as_fact(self) -> dict[str, FactValue]:
        return {
            "election": self.election_id,
            "region": self.region_id,
            "name": self.name,
            "address": self.address,
            "lat": self.lat,
            "lon": self.lon,
            "hops": list(self.hops),
        }


class Hop(models.TextChoices):
    """The places of a box's way, in order (domain reference 2.6); keys as in rulesets where they have one."""

    WAREHOUSE = "gudang", _("Gudang KPU")
    DISTRICT = "ppk", _("PPK")
    VILLAGE = "pps", _("PPS")
    STATION = "tps", _("TPS")
    BACK_DISTRICT = "kembali-ppk", _("Kembali ke PPK")
    BACK_WAREHOUSE = "kembali-kpu", _("Kembali ke gudang KPU")


HOPS = tuple(Hop.values)


def warehouse_place(regency: str) -> Place:
    """The place of what belongs to the regency's KPU."""
    return Place(regency, agency=f"kpu@{regency}")


def hop_place(hop: str, regency: str, village: str, station: str = "", election: int | None = None) -> Place:
    """Where a box stands at a hop, for ``may``: the office that must sign for it there.

    regency: code of the warehouse's region. village: code of the box's village. station: its TPS code.
    """
    match hop:
        case Hop.WAREHOUSE | Hop.BACK_WAREHOUSE:
            return warehouse_place(regency)
        case Hop.DISTRICT | Hop.BACK_DISTRICT:
            return Place(village[:8], agency=f"ppk@{village[:8]}")
        case Hop.VILLAGE:
            return Place(village, agency=f"pps@{village}")
        case _:
            return Place(village, agency=f"pps@{village}", unit=station, election=election)


def hop_code(hop: str, regency: str, village: str, station: str = "") -> str:
    """The region or TPS code of a box's place at a hop."""
    place = hop_place(hop, regency, village, station)
    return place.unit or place.region
