"""The tables of a region's picture: its parts, its indicators, its agencies, its TPS."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext_lazy as _

from siaga.desk.kinds import kind_label
from siaga.elections.models import PollingStation
from siaga.instruments.models import UnitKind
from siaga.kit.tables import Column, Empty, Filter, Table
from siaga.readiness.arithmetic import FULL, Figure
from siaga.readiness.models import Claim
from siaga.readiness.shapes import AgencyLine, ChildLine, IndicatorLine, Picture, Risk, UnitStanding
from siaga.readiness.views.parts import Age, Part, age_of, risk_bar, weight_bar


@dataclass(frozen=True, slots=True)
class ChildRow:
    """One part of the region as a row: on the scale that is shown, with its kerawanan beside it."""

    child: ChildLine
    kerawanan: Figure | None
    today: date
    url: str

    @property
    def name(self) -> str:
        if self.child.region is not None:
            return self.child.region.title
        return self.child.station.label if self.child.station is not None else ""

    @property
    def code(self) -> str:
        return self.child.code

    @property
    def figure(self) -> Figure:
        return self.child.figure

    @property
    def bar(self) -> list[Part]:
        return weight_bar(self.child.figure)

    @property
    def age(self) -> Age:
        return age_of(self.child.figure, self.today)

    @property
    def standing(self) -> str:
        return self.child.standing.value if self.child.standing else ""

    @property
    def quiet(self) -> int:
        """Units of the part that are silent."""
        return self.child.silent

    @property
    def at_risk(self) -> int:
        """TPS below (or this very one) where something that makes an election fragile was reported."""
        if self.child.units is not None:
            return self.child.units.by_risk.get(Risk.RAWAN, 0)
        return int(self.child.risk is Risk.RAWAN)

    @property
    def risk_parts(self) -> list[Part]:
        return risk_bar(self.child.figure)

    @property
    def difference(self) -> Fraction | None:
        claimed, value = self.child.claimed, self.child.figure.value
        return claimed - value if claimed is not None and value is not None else None


def _value(row: Any) -> Fraction | None:
    figure: Figure = row.figure
    return figure.value


_CHILD_COLUMNS = (
    Column(key="name", label=_("Wilayah"), sort=lambda row: row.code),
    Column(key="code", label=_("Kode"), format="code", screen=False),
    Column(
        key="value",
        label=_("Kesiapan"),
        value=_value,
        format="percent",
        sort=_value,
        cell="readiness/cells/bar.html",
    ),
    Column(
        key="coverage",
        label=_("Cakupan"),
        value=lambda row: row.figure.coverage,
        format="percent",
        sort=lambda row: row.figure.coverage,
    ),
    Column(
        key="verified",
        label=_("Terverifikasi"),
        value=lambda row: row.figure.verified,
        format="percent",
        sort=lambda row: row.figure.verified,
        phone=False,
    ),
    Column(
        key="claimed",
        label=_("Diklaim"),
        value=lambda row: row.child.claimed,
        format="percent",
        sort=lambda row: row.child.claimed,
        phone=False,
    ),
    Column(
        key="difference",
        label=_("Selisih klaim"),
        value=lambda row: row.difference,
        format="percent",
        sort=lambda row: row.difference,
        screen=False,
    ),
    Column(
        key="age",
        label=_("Umur"),
        value=lambda row: str(row.age),
        sort=lambda row: row.age.oldest,
        cell="readiness/cells/age.html",
        phone=False,
    ),
    Column(
        key="stale",
        label=_("Isian usang"),
        value=lambda row: row.figure.stale,
        format="number",
        sort=lambda row: row.figure.stale,
        phone=False,
        total=lambda rows: sum(row.figure.stale for row in rows),
    ),
    Column(
        key="reported",
        label=_("Isian masuk"),
        value=lambda row: row.figure.reported,
        format="number",
        screen=False,
    ),
    Column(
        key="expected",
        label=_("Isian yang diharapkan"),
        value=lambda row: row.figure.expected,
        format="number",
        screen=False,
    ),
)
_QUIET = Column(
    key="quiet",
    label=_("Unit bungkam"),
    value=lambda row: row.quiet,
    format="number",
    sort=lambda row: row.quiet,
    total=lambda rows: sum(row.quiet for row in rows),
)
_RISK = Column(
    key="kerawanan",
    label=_("Kerawanan"),
    value=lambda row: row.kerawanan.value if row.kerawanan else None,
    format="percent",
    sort=lambda row: row.kerawanan.value if row.kerawanan else None,
    cell="readiness/cells/risk.html",
    phone=False,
)
_STANDING = Column(
    key="standing",
    label=_("Keadaan"),
    value=lambda row: row.standing,
    format="status",
    sort=lambda row: row.standing,
)
_NOTHING = Empty(
    title=_("Belum ada bagian wilayah"),
    text=_("Wilayah di bawahnya muncul setelah daftar wilayah atau TPS diimpor."),
    icon="map-pins",
)

CHILDREN = Table(
    key="bagian",
    prefix="w-",
    title=_("Gambaran menurut wilayah"),
    columns=[*_CHILD_COLUMNS, _QUIET, _RISK],
    row_url=lambda row: row.url,
    empty=_NOTHING,
    per_page=50,
)

RISKS = Table(
    key="bagian",
    prefix="w-",
    title=_("Kerawanan menurut wilayah"),
    columns=[
        Column(key="name", label=_("Wilayah"), sort=lambda row: row.code),
        Column(key="code", label=_("Kode"), format="code", screen=False),
        Column(
            key="standing",
            label=_("Keadaan"),
            value=lambda row: row.child.risk.value if row.child.risk else "",
            format="status",
            screen=False,
        ),
        Column(
            key="value",
            label=_("Kerawanan"),
            value=_value,
            format="percent",
            sort=_value,
            cell="readiness/cells/risk_bar.html",
        ),
        Column(
            key="low",
            label=_("Paling rendah"),
            value=lambda row: row.figure.low,
            format="percent",
            sort=lambda row: row.figure.low,
        ),
        Column(
            key="high",
            label=_("Paling tinggi"),
            value=lambda row: row.figure.high,
            format="percent",
            sort=lambda row: row.figure.high,
        ),
        Column(
            key="coverage",
            label=_("Cakupan"),
            value=lambda row: row.figure.coverage,
            format="percent",
            sort=lambda row: row.figure.coverage,
            phone=False,
        ),
        Column(
            key="rawan",
            label=_("TPS rawan"),
            value=lambda row: row.at_risk,
            format="number",
            sort=lambda row: row.at_risk,
            phone=False,
            total=lambda rows: sum(row.at_risk for row in rows),
        ),
        Column(
            key="age",
            label=_("Umur"),
            value=lambda row: str(row.age),
            sort=lambda row: row.age.oldest,
            cell="readiness/cells/age.html",
            phone=False,
        ),
    ],
    row_url=lambda row: row.url,
    empty=_NOTHING,
    per_page=50,
)

STATIONS = Table(
    key="tps",
    prefix="w-",
    title=_("Gambaran menurut TPS"),
    columns=[_CHILD_COLUMNS[0], _STANDING, *_CHILD_COLUMNS[1:5], *_CHILD_COLUMNS[7:], _RISK],
    filters=[
        Filter(
            key="keadaan",
            label=_("Keadaan"),
            chips=True,
            choices=[
                ("siap", _("Siap")),
                ("sebagian", _("Sebagian")),
                ("belum", _("Belum")),
                ("usang", _("Usang")),
                ("belum_lapor", _("Belum lapor")),
            ],
            apply=lambda rows, value: [row for row in rows if row.standing == value],
        )
    ],
    row_url=lambda row: row.url,
    empty=_NOTHING,
    per_page=50,
)


@dataclass(frozen=True, slots=True)
class StationRow:
    """One TPS below a region of any level, as a row of the list behind every count."""

    line: UnitStanding
    today: date
    url: str

    @property
    def station(self) -> PollingStation:
        return self.line.station

    @property
    def name(self) -> str:
        return f"{self.station.label} {self.station.village.name}"

    @property
    def place(self) -> str:
        parent = self.station.village.parent
        return parent.title if parent is not None else ""

    @property
    def figure(self) -> Figure:
        return self.line.figure

    @property
    def bar(self) -> list[Part]:
        return weight_bar(self.line.figure)

    @property
    def age(self) -> Age:
        return age_of(self.line.figure, self.today)

    @property
    def standing(self) -> str:
        if self.line.standing is not None:
            return self.line.standing.value
        return self.line.risk.value if self.line.risk is not None else ""


def _station_columns() -> list[Column]:
    return [
        Column(key="name", label=_("TPS"), sort=lambda row: row.station.code, sub=lambda row: row.place),
        Column(key="code", label=_("Kode"), value=lambda row: row.station.code, format="code", screen=False),
        Column(key="standing", label=_("Keadaan"), format="status", sort=lambda row: row.standing),
        Column(
            key="value",
            label=_("Nilai"),
            value=_value,
            format="percent",
            sort=_value,
            cell="readiness/cells/bar.html",
        ),
        Column(
            key="coverage",
            label=_("Cakupan"),
            value=lambda row: row.figure.coverage,
            format="percent",
            sort=lambda row: row.figure.coverage,
        ),
        Column(
            key="verified",
            label=_("Terverifikasi"),
            value=lambda row: row.figure.verified,
            format="percent",
            sort=lambda row: row.figure.verified,
            phone=False,
        ),
        Column(
            key="missing",
            label=_("Isian belum masuk"),
            value=lambda row: row.figure.missing,
            format="number",
            sort=lambda row: row.figure.missing,
            phone=False,
            total=lambda rows: sum(row.figure.missing for row in rows),
        ),
        Column(
            key="age",
            label=_("Umur"),
            value=lambda row: str(row.age),
            sort=lambda row: row.age.oldest,
            cell="readiness/cells/age.html",
            phone=False,
        ),
        Column(
            key="silent",
            label=_("Bungkam"),
            value=lambda row: row.line.silent,
            format="truth",
            sort=lambda row: row.line.silent,
            phone=False,
        ),
    ]


def _station_filters(kinds: list[tuple[str, Any]]) -> list[Filter]:
    return [
        Filter(
            key="keadaan",
            label=_("Keadaan"),
            chips=True,
            choices=kinds,
            apply=lambda rows, value: [row for row in rows if row.standing == value],
        ),
        Filter(
            key="diam",
            label=_("Bungkam"),
            choices=[("ya", _("Hanya yang bungkam"))],
            apply=lambda rows, value: [row for row in rows if row.line.silent],
        ),
    ]


def _found(rows: list[StationRow], text: str) -> list[StationRow]:
    for word in text.casefold().split()[:6]:
        rows = [row for row in rows if word in f"{row.name} {row.place} {row.station.code}".casefold()]
    return rows


ALL_STATIONS = Table(
    key="semua-tps",
    title=_("TPS menurut kesiapannya"),
    columns=_station_columns(),
    filters=_station_filters(
        [
            ("siap", _("Siap")),
            ("sebagian", _("Sebagian")),
            ("belum", _("Belum")),
            ("usang", _("Usang")),
            ("belum_lapor", _("Belum lapor")),
        ]
    ),
    search=_found,
    search_label=_("Cari TPS, desa/kelurahan, atau kecamatan"),
    row_url=lambda row: row.url,
    empty=_NOTHING,
    per_page=50,
)

ALL_STATIONS_RISK = Table(
    key="semua-tps",
    title=_("TPS menurut kerawanannya"),
    columns=_station_columns(),
    filters=_station_filters(
        [
            ("rawan", _("Rawan")),
            ("tanpa_kerawanan", _("Tanpa kerawanan")),
            ("belum_lengkap", _("Belum lengkap")),
            ("belum_lapor", _("Belum lapor")),
        ]
    ),
    search=_found,
    search_label=_("Cari TPS, desa/kelurahan, atau kecamatan"),
    row_url=lambda row: row.url,
    empty=_NOTHING,
    per_page=50,
)


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """One indicator over the region, with the newest claim that speaks of it."""

    line: IndicatorLine
    claim: Claim | None
    today: date
    url: str

    @property
    def name(self) -> str:
        indicator = self.line.indicator
        return f"{indicator.number} {indicator.name}".strip()

    @property
    def figure(self) -> Figure:
        return self.line.figure

    @property
    def about(self) -> str:
        """What kind of unit it is about, in words."""
        return str(UnitKind(self.line.indicator.instrument.unit_kind).label)

    @property
    def agency(self) -> str:
        return kind_label(self.line.indicator.agency_kind) if self.line.indicator.agency_kind else ""

    @property
    def bar(self) -> list[Part]:
        return weight_bar(self.line.figure)

    @property
    def age(self) -> Age:
        return age_of(self.line.figure, self.today)

    @property
    def claimed(self) -> Fraction | None:
        return Fraction(self.claim.share, FULL) if self.claim else None

    @property
    def difference(self) -> Fraction | None:
        value = self.line.figure.value
        return self.claimed - value if self.claimed is not None and value is not None else None


INDICATORS = Table(
    key="indikator",
    prefix="i-",
    title=_("Gambaran menurut indikator"),
    columns=[
        Column(
            key="name",
            label=_("Indikator"),
            sort=lambda row: row.line.indicator.slot,
            sub=lambda row: " · ".join(filter(None, (row.line.indicator.denominator, row.agency))),
        ),
        Column(key="about", label=_("Tentang"), value=lambda row: row.about, screen=False),
        Column(key="agency", label=_("Penanggung jawab"), sort=lambda row: row.agency, screen=False),
        Column(
            key="weight",
            label=_("Bobot"),
            value=lambda row: row.line.weight,
            format="number",
            sort=lambda row: row.line.weight,
            phone=False,
        ),
        Column(
            key="value",
            label=_("Nilai"),
            value=lambda row: row.figure.value,
            format="percent",
            sort=lambda row: row.figure.value,
            cell="readiness/cells/bar.html",
        ),
        Column(
            key="coverage",
            label=_("Cakupan"),
            value=lambda row: row.figure.coverage,
            format="percent",
            sort=lambda row: row.figure.coverage,
        ),
        Column(
            key="verified",
            label=_("Terverifikasi"),
            value=lambda row: row.figure.verified,
            format="percent",
            sort=lambda row: row.figure.verified,
            phone=False,
        ),
        Column(
            key="claimed",
            label=_("Diklaim"),
            value=lambda row: row.claimed,
            format="percent",
            sort=lambda row: row.claimed,
            phone=False,
        ),
        Column(
            key="difference",
            label=_("Selisih klaim"),
            value=lambda row: row.difference,
            format="percent",
            sort=lambda row: row.difference,
            screen=False,
        ),
        Column(
            key="missing",
            label=_("Belum lapor"),
            value=lambda row: row.figure.missing,
            format="number",
            sort=lambda row: row.figure.missing,
            phone=False,
        ),
        Column(
            key="stale",
            label=_("Usang"),
            value=lambda row: row.figure.stale,
            format="number",
            sort=lambda row: row.figure.stale,
            screen=False,
        ),
        Column(
            key="age",
            label=_("Umur"),
            value=lambda row: str(row.age),
            sort=lambda row: row.age.oldest,
            cell="readiness/cells/age.html",
            phone=False,
        ),
        Column(
            key="expected",
            label=_("Unit yang diharapkan"),
            value=lambda row: row.figure.expected,
            format="number",
            screen=False,
        ),
    ],
    filters=[
        Filter(
            key="tentang",
            label=_("Tentang"),
            chips=True,
            choices=list(UnitKind.choices),
            apply=lambda rows, value: [row for row in rows if row.line.indicator.instrument.unit_kind == value],
        )
    ],
    row_url=lambda row: row.url,
    empty=Empty(
        title=_("Belum ada indikator"),
        text=_("Indikator mengubah jawaban laporan menjadi nilai. Pasang indikator baku pada halaman indikator."),
        icon="list-check",
    ),
    per_page=100,
)


@dataclass(frozen=True, slots=True)
class AgencyRow:
    """What one kind of agency answers for, beside what it claims."""

    line: AgencyLine
    today: date
    url: str

    @property
    def name(self) -> str:
        return kind_label(self.line.agency_kind) if self.line.agency_kind else str(_("Tanpa penanggung jawab"))

    @property
    def figure(self) -> Figure:
        return self.line.figure

    @property
    def bar(self) -> list[Part]:
        return weight_bar(self.line.figure)

    @property
    def age(self) -> Age:
        return age_of(self.line.figure, self.today)

    @property
    def claim(self) -> Claim | None:
        return self.line.claims[0] if self.line.claims else None

    @property
    def claimed(self) -> Fraction | None:
        return Fraction(self.claim.share, FULL) if self.claim else None

    @property
    def difference(self) -> Fraction | None:
        value = self.line.figure.value
        return self.claimed - value if self.claimed is not None and value is not None else None


AGENCIES = Table(
    key="penanggung-jawab",
    prefix="a-",
    title=_("Gambaran menurut instansi"),
    columns=[
        Column(key="name", label=_("Instansi"), sort=lambda row: row.name),
        Column(
            key="value",
            label=_("Nilai terbukti"),
            value=lambda row: row.figure.value,
            format="percent",
            sort=lambda row: row.figure.value,
            cell="readiness/cells/bar.html",
        ),
        Column(
            key="coverage",
            label=_("Cakupan"),
            value=lambda row: row.figure.coverage,
            format="percent",
            sort=lambda row: row.figure.coverage,
        ),
        Column(
            key="verified",
            label=_("Terverifikasi"),
            value=lambda row: row.figure.verified,
            format="percent",
            sort=lambda row: row.figure.verified,
            phone=False,
        ),
        Column(
            key="claimed",
            label=_("Diklaim"),
            value=lambda row: row.claimed,
            format="percent",
            sort=lambda row: row.claimed,
            cell="readiness/cells/claimed.html",
        ),
        Column(
            key="difference",
            label=_("Selisih"),
            value=lambda row: row.difference,
            format="percent",
            sort=lambda row: row.difference,
            cell="readiness/cells/points.html",
        ),
        Column(
            key="age",
            label=_("Umur"),
            value=lambda row: str(row.age),
            sort=lambda row: row.age.oldest,
            cell="readiness/cells/age.html",
            phone=False,
        ),
    ],
    row_url=lambda row: row.url,
    empty=Empty(
        title=_("Belum ada indikator dengan penanggung jawab"),
        text=_("Setiap indikator dapat menyebut instansi yang menjawabnya: KPU, Polres, PLN, dan lain-lain."),
        icon="building",
    ),
)


def newest_claims(picture: Picture) -> dict[str, Claim]:
    """The newest claim of each indicator."""
    found: dict[str, Claim] = {}
    for claim in picture.claims:
        if claim.indicator_key and claim.indicator_key not in found:
            found[claim.indicator_key] = claim
    return found
