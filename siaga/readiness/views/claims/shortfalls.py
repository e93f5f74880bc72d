"""What is missing behind a claim: by part of the region, and TPS by TPS."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext_lazy

from siaga.elections.models import Election
from siaga.kit.tables import Column, Empty, Filter, Table
from siaga.readiness import links
from siaga.readiness.queries.told import named_units
from siaga.readiness.shapes import ClaimReview, PartGap, Shortfall
from siaga.readiness.views.parts import age_of, largest_remainder, today_at
from siaga.readiness.views.tables.columns import named, share
from siaga.wilayah.models import Region


@dataclass(frozen=True, slots=True)
class ShortRow:
    """One TPS short of ready, with the part of the whole that it lacks, rounded so that the column sums."""

    shortfall: Shortfall
    name: str
    place: str
    parts: int
    age: str
    url: str

    @property
    def code(self) -> str:
        return self.shortfall.unit.partition(":")[2]

    @property
    def share(self) -> Fraction:
        """Exact to the shown thousandth of a percent."""
        return Fraction(self.parts, SHARE_PARTS)


SHARE_PARTS = 100_000
"""Shares in the list are shown in thousandths of a percent, so that the parts of the nation still show."""


@dataclass(frozen=True, slots=True)
class PartRow:
    """One part of the breakdown; ``points`` is rounded so that the column sums to the shown total."""

    gap: PartGap
    points: Fraction
    url: str

    @property
    def region(self) -> Region:
        return self.gap.region


POINT_PARTS = 10_000
"""Differences of the breakdown are shown in hundredths of a percentage point."""


def part_rows(review: ClaimReview, election: Election) -> list[PartRow]:
    shown = largest_remainder([gap.points for gap in review.parts], POINT_PARTS)
    return [
        PartRow(gap, Fraction(hundredths, POINT_PARTS), links.picture_url(election.slug, gap.region.code))
        for gap, hundredths in zip(review.parts, shown, strict=True)
    ]


SHORT = Table(
    key="kekurangan",
    prefix="k-",
    title=gettext_lazy("TPS yang belum siap"),
    columns=[
        *named(gettext_lazy("TPS"), sub="place"),
        Column(
            key="standing",
            label=gettext_lazy("Keadaan"),
            value=lambda row: row.shortfall.standing.value,
            format="status",
            sort=True,
        ),
        share("value", gettext_lazy("Nilai terbukti"), lambda row: row.shortfall.figure.value, phone=False),
        share("coverage", gettext_lazy("Cakupan"), lambda row: row.shortfall.figure.coverage, phone=False),
        Column(key="age", label=gettext_lazy("Umur"), value=lambda row: row.age, phone=False),
        Column(
            key="share",
            label=gettext_lazy("Bagian kekurangan"),
            value=lambda row: row.share,
            format="share",
            sort=lambda row: row.shortfall.share,
            total=True,
        ),
    ],
    filters=[
        Filter(
            key="keadaan",
            label=gettext_lazy("Keadaan"),
            chips=True,
            choices=[
                ("belum", gettext_lazy("Belum")),
                ("sebagian", gettext_lazy("Sebagian")),
                ("usang", gettext_lazy("Usang")),
                ("belum_lapor", gettext_lazy("Belum lapor")),
            ],
            field="shortfall.standing.value",
        )
    ],
    order="-share",
    row_url=lambda row: row.url,
    empty=Empty(
        title=gettext_lazy("Tidak ada TPS yang kurang"),
        text=gettext_lazy("Semua TPS di wilayah ini sudah terbukti siap."),
        icon="circle-check",
    ),
    per_page=50,
)


def short_rows(review: ClaimReview, election: Election) -> list[ShortRow]:
    """The shortfalls with shown shares that sum to the shown shortfall."""
    shown = largest_remainder([line.share for line in review.shortfalls], SHARE_PARTS)
    today = today_at(review.at, election.region.code)
    regions = [line.unit for line in review.shortfalls if line.station is None]
    named = {one.unit: one for one in named_units(election, regions, review.at)} if regions else {}
    districts = {line.station.district_code for line in review.shortfalls if line.station is not None}
    titles = {one.code: one.title for one in Region.objects.filter(code__in=districts)}
    rows = []
    for line, parts in zip(review.shortfalls, shown, strict=True):
        if line.station is not None:
            name = f"{line.station.label} {line.station.village.name}"
            place = titles.get(line.station.district_code, "")
        else:
            name, place = named[line.unit].name, named[line.unit].place
        age = str(age_of(line.figure, today))
        rows.append(ShortRow(line, name, place, parts, age, links.unit_url(election.slug, line.unit)))
    return rows
