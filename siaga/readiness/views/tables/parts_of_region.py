"""The parts of a region: its sub-regions, or the TPS of a village, on either scale."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from django.utils.translation import gettext_lazy as _

from siaga.kit.tables import Column, Table
from siaga.readiness.arithmetic import Figure
from siaga.readiness.shapes import ChildLine, Risk
from siaga.readiness.views.parts import Age, Part, age_of, risk_bar, weight_bar
from siaga.readiness.views.tables.columns import (
    AGE,
    CLAIMED,
    COVERAGE,
    DIFFERENCE,
    NOTHING,
    PAIRS,
    STANDINGS,
    VERIFIED,
    below,
    by_standing,
    count,
    named,
    of_figure,
    share,
    summed,
    value,
)


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
    def claimed(self) -> Fraction | None:
        return self.child.claimed

    @property
    def difference(self) -> Fraction | None:
        claimed, value = self.child.claimed, self.child.figure.value
        return claimed - value if claimed is not None and value is not None else None


_NAME, _CODE = named(_("Wilayah"))
_STALE = summed(count("stale", _("Isian usang"), of_figure(lambda figure: figure.stale)))
_QUIET = below(summed(count("quiet", _("Unit bungkam"), lambda row: row.quiet)))
_RISK = share(
    "kerawanan",
    _("Kerawanan"),
    lambda row: row.kerawanan.value if row.kerawanan else None,
    cell="readiness/cells/risk.html",
    phone=False,
)
_STANDING = Column(
    key="standing",
    label=_("Keadaan"),
    value=lambda row: row.standing,
    format="status",
    sort=True,
    below=True,
)

CHILDREN = Table(
    key="bagian",
    prefix="w-",
    title=_("Gambaran menurut wilayah"),
    columns=[
        _NAME,
        _CODE,
        value(_("Kesiapan")),
        COVERAGE,
        VERIFIED,
        CLAIMED,
        DIFFERENCE,
        AGE,
        _STALE,
        *PAIRS,
        _QUIET,
        _RISK,
    ],
    row_url=lambda row: row.url,
    empty=NOTHING,
    per_page=50,
)

RISKS = Table(
    key="bagian",
    prefix="w-",
    title=_("Kerawanan menurut wilayah"),
    columns=[
        _NAME,
        _CODE,
        Column(
            key="standing",
            label=_("Keadaan"),
            value=lambda row: row.child.risk.value if row.child.risk else "",
            format="status",
            screen=False,
        ),
        value(_("Kerawanan"), cell="readiness/cells/risk_bar.html"),
        below(share("low", _("Paling rendah"), of_figure(lambda figure: figure.low))),
        below(share("high", _("Paling tinggi"), of_figure(lambda figure: figure.high))),
        replace(COVERAGE, phone=False),
        summed(count("rawan", _("TPS rawan"), lambda row: row.at_risk)),
        AGE,
    ],
    row_url=lambda row: row.url,
    empty=NOTHING,
    per_page=50,
)

STATIONS = Table(
    key="tps",
    prefix="w-",
    title=_("Gambaran menurut TPS"),
    columns=[_NAME, _STANDING, _CODE, value(_("Kesiapan")), COVERAGE, VERIFIED, AGE, _STALE, *PAIRS, _RISK],
    filters=[by_standing(STANDINGS)],
    row_url=lambda row: row.url,
    empty=NOTHING,
    per_page=50,
)
