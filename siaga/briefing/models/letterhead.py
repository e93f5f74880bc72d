"""How the letters of a region look and are numbered: settings, kept like every other fact."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from siaga.access import Place
from siaga.ledger.facts import FactModel, FactValue
from siaga.wilayah.models import Region


class Letterhead(FactModel):
    """The head (*kop*) of a region's letters and the pattern of their numbers (domain reference 3.5).

    government, agency, address, contact: the lines of the head. pattern: of letter numbers, with ``{urut}``,
    ``{tahun}``, ``{bulan}`` (Roman), ``{kode}``; code: the classification code, such as 100.2.7. city: before the date.
    crest: digest of the picture of the coat of arms among the uploads, empty for none. last_number, year: the last
    number given, and of which year.
    """

    fact_type: ClassVar[str] = "briefing.letterhead"

    region = models.OneToOneField(Region, models.PROTECT, related_name="letterhead")
    government = models.CharField("pemerintah", max_length=160)
    agency = models.CharField("instansi", max_length=160, blank=True)
    address = models.CharField("alamat", max_length=300, blank=True)
    contact = models.CharField("telepon, laman, pos-el", max_length=200, blank=True)
    city = models.CharField("tempat surat", max_length=80, blank=True)
    code = models.CharField("kode klasifikasi", max_length=20, default="100.2.7")
    pattern = models.CharField("pola nomor", max_length=80, default="{kode}/{urut}/{tahun}")
    crest = models.CharField("lambang daerah", max_length=64, blank=True)
    last_number = models.PositiveIntegerField("nomor terakhir", default=0)
    year = models.PositiveSmallIntegerField("tahun", default=0)

    class Meta:
        db_table = "briefing_letterhead"

    def __str__(self) -> str:
        return self.government

    @property
    def place(self) -> Place:
        return Place(self.region.code)

    @property
    def fact_region(self) -> str:
        return self.region.code

    def as_fact(self) -> dict[str, FactValue]:
        return {
            "region": self.region_id,
            "government": self.government,
            "agency": self.agency,
            "address": self.address,
            "contact": self.contact,
            "city": self.city,
            "code": self.code,
            "pattern": self.pattern,
            "crest": self.crest,
            "last_number": self.last_number,
            "year": self.year,
        }
