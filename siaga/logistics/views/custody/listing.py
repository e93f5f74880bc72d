"""Handovers of a region, above them where its boxes are; and opening a new one."""

from __future__ import annotations

from typing import Any, cast

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from siaga import clock
from siaga.access import Refused, Verb, scope_of
from siaga.kit.forms import done, form_page
from siaga.kit.guard import ActorRequest, guarded
from siaga.kit.tables import Column, Empty, Filter, Table
from siaga.logistics.actions.custody import open_handover
from siaga.logistics.forms.custody import OpenForm
from siaga.logistics.models import Handover, HandoverState, Hop, Warehouse
from siaga.logistics.queries.custody import (
    Start,
    destinations,
    handovers_of,
    late_count,
    starting_points,
)
from siaga.logistics.standing import names_below, spot_names
from siaga.logistics.views.custody.common import room, warehouse_around, way_of

MOST_PLACES = 400
"""Choices of one kind of place in the list of destinations; more are found by choosing a smaller region first."""


def handover_url(handover: Handover, name: str = "handover", *more: object) -> str:
    """Needs ``warehouse`` with region and election."""
    warehouse = handover.warehouse
    return reverse(f"logistics:{name}", args=[warehouse.election.slug, warehouse.region.code, handover.number, *more])


def _table(warehouse: Warehouse, names: dict[str, str]) -> Table:
    return Table(
        key="serah-terima",
        title=_("Serah terima"),
        columns=[
            Column(key="number", label=gettext_lazy("Nomor"), sort="number"),
            Column(
                key="way",
                label=gettext_lazy("Dari dan ke"),
                value=lambda row: " → ".join(way_of(row, warehouse, names)),
                sub="vehicle",
                below=True,
            ),
            Column(
                key="state",
                label=gettext_lazy("Status"),
                value=lambda row: row.get_state_display(),
                sort="state",
                cell="logistics/cells/handover_state.html",
                below=True,
            ),
            Column(key="boxes", label=gettext_lazy("Kotak"), format="number", sort="boxes"),
            Column(key="taken", label=gettext_lazy("Diterima"), format="number", sort="taken", phone=False),
            Column(key="warned", label=gettext_lazy("Segel beda"), format="number", sort="warned", phone=False),
            Column(key="gaps", label=gettext_lazy("Tanpa scan"), format="number", sort="gaps", phone=False),
            Column(key="opened_at", label=gettext_lazy("Dibuka"), format="moment", sort="opened_at", phone=False),
        ],
        filters=[
            Filter(
                key="status",
                label=gettext_lazy("Status"),
                chips=True,
                choices=HandoverState.choices,
                field="state",
            )
        ],
        order="-number",
        row_url=handover_url,
        empty=Empty(
            title=gettext_lazy("Belum ada serah terima"),
            text=gettext_lazy(
                "Kotak berpindah tangan dengan scan di kedua pihak: yang menyerahkan membuka serah terima dan menscan "
                "tiap kotak, yang menerima menscannya lagi. Berita acaranya tersusun sendiri."
            ),
            icon="truck-delivery",
        ),
    )


@guarded(Verb.LOGISTICS_VIEW)
@require_safe
def handovers(request: ActorRequest, slug: str, code: str) -> HttpResponseBase:
    warehouse, region = warehouse_around(request.actor, slug, code)
    rows = handovers_of(request.actor, warehouse, region.code)
    table = _table(warehouse, names_below(warehouse)).show(request, rows)
    now = clock.now()
    if answer := table.table.partial(request, table):
        return answer
    return render(
        request,
        "logistics/handovers.html",
        room(warehouse, region)
        | {
            "table": table,
            "may_scan": not scope_of(request.actor, Verb.CUSTODY_SCAN).nothing,
            "late": late_count(request.actor, warehouse.election, region.code, now),
            "may_open": bool(starting_points(request.actor, warehouse, region.code)),
        },
    )


@guarded(Verb.CUSTODY_SCAN)
def new_handover(request: ActorRequest, slug: str, code: str) -> HttpResponse:
    """``?asal=ppk:16.72.01`` chooses from where; with one possible origin it is chosen already."""
    warehouse, region = warehouse_around(request.actor, slug, code)
    starts = starting_points(request.actor, warehouse, region.code)
    back = reverse("logistics:handovers", args=[slug, region.code])
    wanted = request.GET.get("asal", "")
    start = next((one for one in starts if f"{one.hop}:{one.code}" == wanted), None)
    if wanted and start is None:
        raise Refused
    if start is None and len(starts) == 1:
        start = starts[0]
    if start is None:
        names = spot_names(warehouse, [(one.hop, one.code) for one in starts])
        choices = [(one, names[one.hop, one.code]) for one in starts[:MOST_PLACES]]
        context = room(warehouse, region) | {"choices": choices, "back": back, "more": len(starts) > MOST_PLACES}
        return render(request, "logistics/choose_start.html", context)
    return _open(request, warehouse, start, region, back)


def _open(request: HttpRequest, warehouse: Warehouse, start: Start, region: Any, back: str) -> HttpResponse:
    actor = cast(ActorRequest, request).actor
    places = _places(warehouse, destinations(actor, warehouse, start, region.code))
    form = OpenForm(request.POST or None, places=places)
    if form.is_valid():
        values = dict(form.cleaned_data)
        to_hop, _colon, to_code = values.pop("to").partition(":")
        if form.perform(
            open_handover,
            actor=actor,
            warehouse=warehouse,
            from_hop=start.hop,
            from_code=start.code,
            to_hop=to_hop,
            to_code=to_code,
            now=clock.now(),
            **values,
        ):
            opened = form.result
            opened.warehouse = warehouse
            to = f"{handover_url(opened, 'scanner')}?sisi=serah"
            return done(request, to, _("Serah terima nomor %(n)d dibuka.") % {"n": opened.number})
    name = spot_names(warehouse, [(start.hop, start.code)])[start.hop, start.code]
    return form_page(
        request,
        form,
        title=_("Serah terima dari %(place)s") % {"place": name},
        lead=_("%(n)d kotak siap diserahkan.") % {"n": start.boxes},
        submit=_("Buka dan mulai scan"),
        back=back,
        context=room(warehouse, region),
    )


def _places(warehouse: Warehouse, found: list[Start]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Destinations in groups by kind; kinds with too many places to read are left out."""
    by_hop: dict[str, list[Start]] = {}
    for one in found:
        by_hop.setdefault(one.hop, []).append(one)
    shown = {hop: places for hop, places in by_hop.items() if len(places) <= MOST_PLACES}
    names = spot_names(warehouse, [(one.hop, one.code) for places in shown.values() for one in places])
    return [
        (
            str(Hop(hop).label),
            [
                (
                    f"{one.hop}:{one.code}",
                    _("%(place)s (kotak: %(n)d)") % {"place": names[one.hop, one.code], "n": one.boxes},
                )
                for one in places
            ],
        )
        for hop, places in shown.items()
    ]
