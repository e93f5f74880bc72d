"""How well promises are kept, as figures and a small chart."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.http import HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from siaga import clock
from siaga.access import Verb
from siaga.kit.guard import ActorRequest, guarded
from siaga.kit.tables import Column, Table
from siaga.kit.words import percent
from siaga.rakor.queries.points import (
    Line,
    figures,
    points_of,
)
from siaga.rakor.views.points.listing import tabs, today
from siaga.reporting.views.choosing import chosen_election

LINES = Table(
    key="angka",
    title=gettext_lazy("Angka tindak lanjut"),
    columns=[
        Column(key="label", label=gettext_lazy("Nama"), sort=True),
        Column(key="total", label=gettext_lazy("Dijanjikan"), format="number", sort=True, phone=False),
        Column(key="verified", label=gettext_lazy("Terverifikasi"), format="number", sort=True, phone=False),
        Column(key="closure", label=gettext_lazy("Tuntas"), format="percent", sort=True),
        Column(key="open", label=gettext_lazy("Terbuka"), format="number", sort=True, phone=False),
        Column(key="done", label=gettext_lazy("Menunggu verifikasi"), format="number", screen=False),
        Column(key="overdue", label=gettext_lazy("Lewat tenggat"), format="number", sort=True),
        Column(
            key="median_age",
            label=gettext_lazy("Umur (hari)"),
            format="number",
            sort=True,
            phone=False,
        ),
        Column(key="carried", label=gettext_lazy("Kembali"), format="number", sort=True, phone=False),
        Column(key="dropped", label=gettext_lazy("Dihentikan"), format="number", screen=False),
    ],
    order="",
    per_page=100,
)
GROUPS = {"instansi": gettext_lazy("Menurut instansi"), "kecamatan": gettext_lazy("Menurut kecamatan")}
BARS = 12


@dataclass(frozen=True, slots=True)
class Bar:
    """One line of the chart, its parts as widths of a hundred."""

    label: str
    total: int
    verified: float
    waiting: float
    open: float
    overdue: float
    y: int
    closure: str

    @property
    def text_y(self) -> int:
        return self.y + 12

    @property
    def waiting_x(self) -> float:
        return self.verified

    @property
    def open_x(self) -> float:
        return round(self.verified + self.waiting, 2)

    @property
    def overdue_x(self) -> float:
        return round(self.verified + self.waiting + self.open, 2)


def bars_of(lines: tuple[Line, ...]) -> list[Bar]:
    """Shares of what stands promised: verified, called done, open in time, overdue."""
    drawn: list[Bar] = []
    for line in lines:
        base = line.total - line.dropped
        if not base or len(drawn) == BARS:
            continue
        drawn.append(
            Bar(
                label=line.label,
                total=base,
                verified=round(100 * line.verified / base, 2),
                waiting=round(100 * line.done / base, 2),
                open=round(100 * max(0, line.open - line.done - line.overdue) / base, 2),
                overdue=round(100 * line.overdue / base, 2),
                y=len(drawn) * 22,
                closure=percent(line.closure, 0) if line.closure is not None else "–",
            )
        )
    return drawn


@guarded(Verb.POINT_VIEW, Verb.POINT_REPORT)
def points_figures(request: ActorRequest) -> HttpResponseBase:
    """How well promises are kept. ``?menurut=kecamatan``."""
    election = chosen_election(request, request.actor)
    found = figures(points_of(request.actor, election), today(), clock.now())
    group = "kecamatan" if request.GET.get("menurut") == "kecamatan" else "instansi"
    lines = found.by_district if group == "kecamatan" else found.by_agency
    named = tuple(line if line.label else _unnamed(line) for line in lines)
    bars = bars_of(named)
    return LINES.respond(
        request,
        list(named),
        template="rakor/points/figures.html",
        context={
            "whole": found.whole,
            "bars": bars,
            "chart_height": len(bars) * 22,
            "group": group,
            "groups": GROUPS,
            "tab": "angka",
            "tabs": tabs(request),
        },
    )


def _unnamed(line: Line) -> Line:
    return replace(line, label=_("Tingkat kabupaten/kota"))
