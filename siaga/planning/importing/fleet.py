"""``import fleet``: classes of equal vehicles of a regency in an election (contract: fleet)."""

from __future__ import annotations

from typing import Any, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from siaga.intake.fields import Field, Number, Text, Whole
from siaga.intake.importer import ContextField
from siaga.intake.plan import Row
from siaga.planning.importing.coded import CodedImporter, RowReader
from siaga.planning.importing.context import ELECTION, REGENCY, DistributionImporter
from siaga.planning.importing.fields import Clock, Roads
from siaga.planning.importing.shown import shown_of
from siaga.planning.models import Vehicle
from siaga.planning.words import clock_plain

OPTIONAL: dict[str, Any] = {
    "capacity_kg": None,
    "speed_factor": 1.0,
    "shift_start": 360,
    "shift_end": 1080,
    "max_hours": None,
    "cost_fixed": 0.0,
    "cost_km": 0.0,
    "cost_hour": 0.0,
    "depot": "",
}
"""What an empty cell means for a new vehicle."""


def facts_of(row: Row, standing: Vehicle | None) -> dict[str, Any]:
    """What the row says; what it leaves empty stays, or has its usual value for a new vehicle."""
    facts: dict[str, Any] = {
        "type": row["type"] or (standing.type if standing else row["vehicle_id"]),
        "count": row["count"] or (standing.count if standing else 1),
        "capacity_boxes": row["capacity_boxes"],
        "access": row["access"],
    }
    for name, usual in OPTIONAL.items():
        value = row[name]
        facts[name] = value if value is not None else getattr(standing, name) if standing else usual
    return facts


class FleetReader(RowReader[Vehicle]):
    def facts(self, row: Row, standing: Vehicle | None) -> dict[str, Any] | None:
        facts = facts_of(row, standing)
        if facts["shift_start"] >= facts["shift_end"]:
            told = _("Selesai jalan harus sesudah mulai jalan. Perbaiki salah satu jamnya.")
            self.plan.reject(row, "shift_end", told, value=clock_plain(facts["shift_end"]))
            return None
        return facts

    def shown(self, thing: Vehicle, changed: dict[str, Any]) -> list[tuple[str, str, str]]:
        return shown_of(thing, changed)


class FleetImporter(CodedImporter[Vehicle], DistributionImporter):
    """Vehicles by their code."""

    kind = "fleet"
    title = gettext_lazy("Kendaraan distribusi")
    about = gettext_lazy(
        "Kendaraan yang dapat dipakai mengantar logistik: muatan, jalan yang dapat dilalui, jam, biaya."
    )
    fields: ClassVar[tuple[Field, ...]] = (
        Text(
            name="vehicle_id",
            label=gettext_lazy("Kode kendaraan"),
            synonyms=("id kendaraan", "kendaraan", "kode", "id", "vehicle"),
            required=True,
            longest=40,
            example="truk",
        ),
        Text(
            name="type",
            label=gettext_lazy("Jenis kendaraan"),
            synonyms=("jenis", "tipe", "nama"),
            longest=60,
            example="Truk bak",
        ),
        Whole(
            name="count",
            label=gettext_lazy("Jumlah"),
            synonyms=("jumlah unit", "unit", "banyak", "jumlah kendaraan"),
            least=1,
            most=1000,
            example="2",
            help=gettext_lazy("Kendaraan yang sama banyaknya; kosong berarti satu."),
        ),
        Whole(
            name="capacity_boxes",
            label=gettext_lazy("Muatan kotak"),
            synonyms=("kapasitas kotak", "kapasitas", "muatan", "kotak", "muatan (kotak)"),
            required=True,
            least=1,
            most=10_000,
            example="150",
        ),
        Number(
            name="capacity_kg",
            label=gettext_lazy("Muatan kg"),
            synonyms=("kapasitas kg", "kg", "muatan (kg)", "berat maksimum"),
            least=1,
            most=100_000,
            example="3500",
            help=gettext_lazy("Kosong berarti berat tidak membatasi."),
        ),
        Number(
            name="speed_factor",
            label=gettext_lazy("Faktor kecepatan"),
            synonyms=("faktor laju", "kecepatan"),
            least=0.05,
            most=5,
            example="1",
        ),
        Roads(
            name="access",
            label=gettext_lazy("Jalan yang dapat dilalui"),
            synonyms=("akses", "jalan", "jenis jalan"),
            required=True,
            example="asphalt+gravel",
        ),
        Clock(
            name="shift_start",
            label=gettext_lazy("Mulai jalan"),
            synonyms=("mulai", "jam mulai", "mulai kerja"),
            example="06:00",
        ),
        Clock(
            name="shift_end",
            label=gettext_lazy("Selesai jalan"),
            synonyms=("selesai", "jam selesai", "selesai kerja"),
            example="18:00",
        ),
        Number(
            name="max_hours",
            label=gettext_lazy("Paling lama mengemudi (jam)"),
            synonyms=("jam maksimum", "maks jam", "batas jam mengemudi"),
            least=0.5,
            most=24,
            example="8",
            help=gettext_lazy("Batas mengemudi satu awak dalam sehari."),
        ),
        Number(
            name="cost_fixed",
            label=gettext_lazy("Biaya tetap per hari"),
            synonyms=("biaya tetap", "sewa", "biaya sewa"),
            least=0,
            most=1e9,
            example="750000",
        ),
        Number(
            name="cost_km",
            label=gettext_lazy("Biaya per km"),
            synonyms=("biaya km",),
            least=0,
            most=1e8,
            example="4500",
        ),
        Number(
            name="cost_hour",
            label=gettext_lazy("Biaya per jam"),
            synonyms=("biaya jam",),
            least=0,
            most=1e8,
            example="25000",
        ),
        Text(
            name="depot",
            label=gettext_lazy("Pangkalan"),
            synonyms=("gudang", "asal", "depo"),
            longest=40,
            example="gudang",
            help=gettext_lazy("Kode gudang, PPK, atau tempat alih muat; kosong berarti gudang KPU."),
        ),
    )
    context_fields: ClassVar[tuple[ContextField, ...]] = (ELECTION, REGENCY)
    model = Vehicle
    code = "vehicle_id"
    twice = gettext_lazy(
        "Kendaraan %(id)s sudah ada pada baris %(first)d. Hapus salah satunya, atau pakai kolom jumlah."
    )
    reader = FleetReader
