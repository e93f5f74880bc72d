"""The start page."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext_lazy as _

from siaga import clock
from siaga.kit.guard import ActorRequest, signed_in
from siaga.kit.tables import Column, Table
from siaga.readiness.views.picture import picture_context
from siaga.web.current import Frame, region_url
from siaga.web.home.checklist import checklist
from siaga.web.home.picture import ChildLine, picture
from siaga.web.home.promises import home_promises, with_promises
from siaga.web.home.readiness import home_debts, home_picture, home_tasks
from siaga.wilayah.models import Region

CHILDREN = Table(
    key="bagian",
    title=_("Menurut wilayah"),
    columns=[
        Column(key="region.title", label=_("Wilayah"), sort="region.title"),
        Column(
            key="villages",
            label=_("Desa/kelurahan"),
            format="number",
            sort=True,
            phone=False,
            total=True,
        ),
        Column(
            key="counts.stations",
            label=_("TPS"),
            format="number",
            sort=True,
            total=True,
        ),
        Column(
            key="counts.voters",
            label=_("Pemilih diketahui"),
            format="number",
            sort=True,
            total=True,
        ),
        Column(
            key="counts.voters_unknown",
            label=_("TPS tanpa jumlah pemilih"),
            format="number",
            sort=True,
            phone=False,
            total=True,
        ),
        Column(
            key="counts.located",
            label=_("TPS berposisi"),
            format="number",
            sort=True,
            phone=False,
            total=True,
        ),
    ],
    row_url=lambda row: region_url(row.region),
    order="",
    per_page=50,
)


@signed_in
def home(request: ActorRequest) -> HttpResponseBase:
    """Where a signed-in person starts."""
    frame = Frame(request)
    region = (
        Region.objects.select_related("parent").filter(code=frame.region_code).first() if frame.region_code else None
    )
    now = clock.now()
    measured = home_picture(request, frame.election, region.code if region else "", now)
    parts = measured is None or measured.shown is None
    shown = picture(frame.actor, region, frame.election, frame.today, parts=parts)
    steps = checklist(frame.actor, request.user, shown)  # type: ignore[arg-type]
    context: dict[str, Any] = {
        "frame": frame,
        "desk": shown,
        "steps": steps,
        "region": region,
        "region_page": region_url(region) if region else "",
        "measured": measured,
        "tasks": home_tasks(frame.actor, now),
        "debts": home_debts(frame.actor, frame.election, now),
        "promises": home_promises(frame.actor, frame.election, region.code if region else "", frame.today),
    }
    if measured is not None and measured.shown is not None and measured.children is not None:
        children = measured.children
        if frame.election is not None and region is not None:
            children = with_promises(request, frame.actor, frame.election, region.code, children, frame.today)
        context |= picture_context(request, measured.shown) | {"trail_to": "", "region": region, "table": children}
        response = children.table.partial(request, children) or render(request, "web/home.html", context)
        patch_vary_headers(response, ["HX-Request", "HX-Target"])
        return response
    return CHILDREN.respond(request, shown.children, template="web/home.html", context=context)


__all__ = ["CHILDREN", "ChildLine", "home"]
