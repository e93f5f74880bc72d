"""What the kinds of agencies answer for, beside what they claim."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from django.utils.translation import gettext_lazy as _

from siaga.desk.kinds import kind_label
from siaga.kit.tables import Column, Empty, Table
from siaga.readiness.arithmetic import FULL, Figure
from siaga.readiness.models import Claim
from siaga.readiness.shapes import AgencyLine
from siaga.readiness.views.parts import Age, Part, age_of, weight_bar
from siaga.readiness.views.tables.columns import AGE, CLAIMED, COVERAGE, VERIFIED, below, share, value


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
        Column(key="name", label=_("Instansi"), sort=True),
        value(_("Nilai terbukti")),
        below(COVERAGE),
        VERIFIED,
        replace(CLAIMED, cell="readiness/cells/claimed.html", below=True),
        share("difference", _("Selisih"), lambda row: row.difference, cell="readiness/cells/points.html"),
        AGE,
    ],
    row_url=lambda row: row.url,
    empty=Empty(
        title=_("Belum ada indikator dengan penanggung jawab"),
        text=_("Setiap indikator dapat menyebut instansi yang menjawabnya: KPU, Polres, PLN, dan lain-lain."),
        icon="building",
    ),
)
