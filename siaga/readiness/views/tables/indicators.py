"""The indicators of a region, each with the newest claim that speaks of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from django.utils.translation import gettext_lazy as _

from siaga.desk.kinds import kind_label
from siaga.instruments.models import UnitKind
from siaga.kit.tables import Column, Empty, Filter, Table
from siaga.readiness.arithmetic import FULL, Figure
from siaga.readiness.models import Claim
from siaga.readiness.shapes import IndicatorLine, Picture
from siaga.readiness.views.parts import Age, Part, age_of, weight_bar
from siaga.readiness.views.tables.columns import (
    AGE,
    CLAIMED,
    COVERAGE,
    DIFFERENCE,
    VERIFIED,
    count,
    of_figure,
    value,
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
        Column(key="agency", label=_("Penanggung jawab"), sort=True, screen=False),
        count("weight", _("Bobot"), lambda row: row.line.weight),
        value(_("Nilai")),
        COVERAGE,
        VERIFIED,
        CLAIMED,
        DIFFERENCE,
        count("missing", _("Belum lapor"), of_figure(lambda figure: figure.missing)),
        replace(count("stale", _("Usang"), of_figure(lambda figure: figure.stale), phone=True), screen=False),
        AGE,
        Column(
            key="expected",
            label=_("Unit yang diharapkan"),
            value=of_figure(lambda figure: figure.expected),
            format="number",
            screen=False,
        ),
    ],
    filters=[
        Filter(
            key="tentang",
            label=_("Tentang"),
            chips=True,
            choices=UnitKind.choices,
            field="line.indicator.instrument.unit_kind",
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


def newest_claims(picture: Picture) -> dict[str, Claim]:
    """The newest claim of each indicator."""
    found: dict[str, Claim] = {}
    for claim in picture.claims:
        if claim.indicator_key and claim.indicator_key not in found:
            found[claim.indicator_key] = claim
    return found
