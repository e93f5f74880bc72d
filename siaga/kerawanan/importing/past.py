"""The importer of what was found at TPS in earlier elections that this desk did not keep: shown, never counted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from siaga.access import Actor, Place, Verb, may
from siaga.elections.access import access_election
from siaga.elections.choosing import chosen_election, election_field
from siaga.elections.models import Election, PollingStation
from siaga.intake.fields import BadValue, Field, Text, Truth, Whole
from siaga.intake.importer import ContextField, Importer
from siaga.intake.plan import Context, Plan, Row, Sheet
from siaga.intake.reading import fold_header
from siaga.kerawanan.asked import Asked, asked_of
from siaga.kerawanan.importing.columns import indicator_columns, named
from siaga.kerawanan.models import CLASSES, PastAnswers, risk_place
from siaga.reporting.importing.importer import station_code
from siaga.reporting.importing.reading import ANSWERS, read_sheet


class PastImporter(Importer):
    """One row per TPS and earlier election; the other columns are indicators, as in the importer of answers."""

    kind = "riwayat-kerawanan"
    title = gettext_lazy("Riwayat kerawanan TPS")
    about = gettext_lazy("Temuan pada pemilihan terdahulu per TPS; ditampilkan, tidak ikut dihitung.")
    verb = Verb.RISK_CHANGE
    fields: ClassVar[tuple[Field, ...]] = (
        Text(
            name="tps_code", label=gettext_lazy("Kode TPS"), synonyms=("kode tps", "id tps", "kd tps"), required=True,
            longest=40, example="16.72.01.1001/005",
        ),
        Text(
            name="occasion", label=gettext_lazy("Pemilihan terdahulu"), synonyms=("pemilihan", "pemilu"), required=True,
            longest=120, example="Pemilu 2019",
        ),
        Whole(
            name="year", label=gettext_lazy("Tahun"), synonyms=("tahun",), required=True, least=1955, most=2100,
            example="2019",
        ),
        Text(name="cls", label=gettext_lazy("Kelas"), synonyms=("kelas", "kelas kerawanan"), longest=40, example=""),
        Text(name="source", label=gettext_lazy("Sumber"), required=True, longest=200, example="Arsip Bawaslu (contoh)"),
    )  # fmt: skip
    context_fields: ClassVar[tuple[ContextField, ...]] = (
        election_field(gettext_lazy("Pemilihan yang sekarang: kode TPS menurut daftar TPS-nya."), shapes=True),
    )

    def columns(self, actor: Actor, values: Mapping[str, str]) -> tuple[Field, ...]:
        return (*self.fields, *indicator_columns(asked_of(access_election(actor, values["election"]))))

    def place_of(self, region: str) -> Place:
        return risk_place(region)

    def region_of(self, values: Mapping[str, str]) -> str:
        code = Election.objects.filter(slug=values.get("election", "")).values_list("region__code", flat=True).first()
        return code or ""

    def read(
        self, content: bytes, filename: str, *, sheet: str = "", mapping: Mapping[str, str] | None = None
    ) -> Sheet:
        return read_sheet(content, filename, self.fields, sheet=sheet, mapping=mapping)

    def check(self, sheet: Sheet, context: Context) -> Plan:
        election = chosen_election(context)
        checker = _Checker(election, context, asked_of(election))
        checker.learn(sheet)
        for row in sheet.rows:
            checker.take(row)
        return checker.plan


@dataclass(slots=True)
class _Checker:
    election: Election
    context: Context
    asked: tuple[Asked, ...]
    plan: Plan = field(default_factory=Plan)
    numbers: dict[str, str] = field(default_factory=dict)
    stations: dict[str, PollingStation] = field(default_factory=dict)
    standing: dict[tuple[int, str], PastAnswers] = field(default_factory=dict)
    seen: set[tuple[int, str]] = field(default_factory=set)

    def learn(self, sheet: Sheet) -> None:
        ways = {header: one.number for header, one in named(self.asked).items()}
        ways |= {one.number: one.number for one in self.asked}
        headers = dict.fromkeys(header for row in sheet.rows for header in row[ANSWERS])
        for header in headers:
            if (number := ways.get(header.strip()) or ways.get(fold_header(header))) is not None:
                self.numbers[header] = number
        unknown = [header for header in headers if header not in self.numbers]
        if unknown:
            self.plan.warn(
                None, "", _("Kolom yang bukan indikator diabaikan: %(names)s.") % {"names": ", ".join(unknown[:20])}
            )
        codes = sorted({station_code(row["tps_code"]) for row in sheet.rows if row["tps_code"]})
        for start in range(0, len(codes), 900):
            part = codes[start : start + 900]
            for station in PollingStation.objects.filter(election=self.election, code__in=part):
                self.stations[station.code] = station
            for past in PastAnswers.objects.filter(election=self.election, station__code__in=part):
                self.standing[past.station_id, past.occasion] = past

    def take(self, row: Row) -> None:
        missing = next((name for name in ("tps_code", "occasion", "year", "source") if not row[name]), None)
        if missing:
            self.plan.reject(row, missing, _("Kolom ini wajib diisi."))
            return
        station = self.stations.get(station_code(row["tps_code"]))
        if station is None or not may(self.context.actor, Verb.RISK_CHANGE, risk_place(station.regency_code)):
            self.plan.reject(
                row, "tps_code", _("TPS ini tidak ada dalam pemilihan ini, atau bukan wewenang Anda. Periksa kodenya.")
            )
            return
        key = (station.pk, row["occasion"])
        if key in self.seen:
            self.plan.reject(row, "occasion", _("TPS dan pemilihan ini sudah ada pada baris lain."))
            return
        self.seen.add(key)
        cls, answers = self._class(row), self._answers(row)
        if cls is None or answers is None:
            return
        values: dict[str, Any] = {"year": row["year"], "cls": cls, "answers": answers, "source": row["source"]}
        label = f"{station.label} · {row['occasion']}"
        old = self.standing.get(key)
        if old is None:
            made = PastAnswers(
                election=self.election, station=station, occasion=row["occasion"], created_at=self.context.now, **values
            )
            self.plan.create(row, made, region=station.village_code, label=label)
        elif changed := {name: value for name, value in values.items() if getattr(old, name) != value}:
            self.plan.update(row, old, changed, region=station.village_code, label=label)
        else:
            self.plan.keep(row)

    def _class(self, row: Row) -> str | None:
        if not row["cls"]:
            return ""
        folded = fold_header(row["cls"])
        for cls in CLASSES:
            if folded in (fold_header(cls.value), fold_header(str(cls.label))):
                return cls.value
        self.plan.reject(
            row, "cls", _("Kelas ini tidak dikenal. Tulis kurang rawan, rawan, sangat rawan, atau khusus.")
        )
        return None

    def _answers(self, row: Row) -> dict[str, bool] | None:
        found: dict[str, bool] = {}
        for header, cell in row[ANSWERS].items():
            if header not in self.numbers:
                continue
            try:
                answer = Truth(name=header, label=header).read(str(cell))
            except BadValue as error:
                self.plan.reject(row, header, str(error), value=cell)
                return None
            if answer is not None:
                found[self.numbers[header]] = bool(answer)
        return found
