"""The start page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext_lazy as _

from siaga.kit.guard import signed_in
from siaga.kit.tables import Column, Table
from siaga.web.current import Frame, region_url
from siaga.web.home.checklist import checklist
from siaga.web.home.picture import ChildLine, picture

CHILDREN = Table(
    key="bagian",
    title=_("Menurut wilayah"),
    columns=[
        Column(key="region.title", label=_("Wilayah"), sort="region.title"),
        Column(
            key="villages",
            label=_("Desa/kelurahan"),
            format="number",
            sort="villages",
            phone=False,
            total=lambda rows: sum(row.villages for row in rows),
        ),
        Column(
            key="counts.stations",
            label=_("TPS"),
            format="number",
            sort="counts.stations",
            total=lambda rows: sum(row.counts.stations for row in rows),
        ),
        Column(
            key="counts.voters",
            label=_("Pemilih diketahui"),
            format="number",
            sort="counts.voters",
            total=lambda rows: sum(row.counts.voters or 0 for row in rows) or None,
        ),
        Column(
            key="counts.voters_unknown",
            label=_("TPS tanpa jumlah pemilih"),
            format="number",
            sort="counts.voters_unknown",
            phone=False,
            total=lambda rows: sum(row.counts.voters_unknown for row in rows),
        ),
        Column(
            key="counts.located",
            label=_("TPS berposisi"),
            format="number",
            sort="counts.located",
            phone=False,
            total=lambda rows: sum(row.counts.located for row in rows),
        ),
    ],
    row_url=lambda row: region_url(row.region),
    order="",
    per_page=50,
)


@signed_in
def home(request: HttpRequest) -> HttpResponseBase:
    """Where a signed-in person starts."""
    frame = Frame(request)
    region = frame.trail[-1] if frame.trail else None
    shown = picture(frame.actor, region, frame.election, frame.today)
    steps = checklist(frame.actor, request.user, shown)  # type: ignore[arg-type]
    context = {"shown": shown, "steps": steps, "region": region, "region_page": region_url(region) if region else ""}
    return CHILDREN.respond(request, shown.children, template="web/home.html", context=context)


__all__ = ["CHILDREN", "ChildLine", "home"]
