"""All TPS below a region of any level, by how they stand: the list behind every count."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from siaga.elections.models import PollingStation
from siaga.kit.tables import Column, Filter, Table
from siaga.readiness.arithmetic import Figure
from siaga.readiness.shapes import UnitStanding
from siaga.readiness.views.parts import Age, Part, age_of, weight_bar
from siaga.readiness.views.tables.columns import (
    AGE,
    COVERAGE,
    NOTHING,
    RISKS,
    STANDINGS,
    VERIFIED,
    by_standing,
    count,
    of_figure,
    summed,
    value,
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


def _found(rows: list[StationRow], text: str) -> list[StationRow]:
    for word in text.casefold().split()[:6]:
        rows = [row for row in rows if word in f"{row.name} {row.place} {row.station.code}".casefold()]
    return rows


def _table(title: Any, choices: list[tuple[str, Any]]) -> Table:
    return Table(
        key="semua-tps",
        title=title,
        columns=[
            Column(key="name", label=_("TPS"), sort=lambda row: row.station.code, sub=lambda row: row.place),
            Column(key="code", label=_("Kode"), value=lambda row: row.station.code, format="code", screen=False),
            Column(key="standing", label=_("Keadaan"), format="status", sort=True, below=True),
            value(_("Nilai")),
            COVERAGE,
            VERIFIED,
            summed(count("missing", _("Isian belum masuk"), of_figure(lambda figure: figure.missing))),
            AGE,
            Column(
                key="silent",
                label=_("Bungkam"),
                value=lambda row: row.line.silent,
                format="truth",
                sort=True,
                phone=False,
            ),
        ],
        filters=[
            by_standing(choices),
            Filter(
                key="diam",
                label=_("Bungkam"),
                choices=[("ya", _("Hanya yang bungkam"))],
                apply=lambda rows, value: [row for row in rows if row.line.silent],
            ),
        ],
        search=_found,
        search_label=_("Cari TPS, desa/kelurahan, atau kecamatan"),
        row_url=lambda row: row.url,
        empty=NOTHING,
        per_page=50,
    )


ALL_STATIONS = _table(_("TPS menurut kesiapannya"), STANDINGS)
ALL_STATIONS_RISK = _table(_("TPS menurut kerawanannya"), RISKS)
