"""The boxes of a region as a list, with the board above it; and the codes of new boxes."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from siaga import clock
from siaga.access import Refused, Verb, require
from siaga.elections.queries.elections import ruleset_of
from siaga.kit.forms import Consequence, confirm_page
from siaga.kit.guard import ActorRequest, guarded
from siaga.kit.tables import Choice, Column, Empty, Filter, Table
from siaga.logistics.actions.packing import make_boxes
from siaga.logistics.codes import spaced
from siaga.logistics.models import Box, Hop, Warehouse
from siaga.logistics.models import BoxState as State
from siaga.logistics.queries.boxes import boxes_at, stations_without_boxes
from siaga.logistics.queries.custody import board
from siaga.logistics.queries.overview import box_state
from siaga.logistics.standard import ballots_of
from siaga.logistics.views.boards import board_rows, hop_label, lanes
from siaga.logistics.views.rooms import Room, room_at
from siaga.wilayah.models import Region


def box_chip(box: Box, hops: list[str]) -> str:
    """The key of a box's status."""
    if box.state == State.VOID:
        return "batal"
    if box.state == State.OPEN:
        return "dikemas"
    if box.moving:
        return "di_jalan"
    at = hops[box.hop]
    if at in (Hop.BACK_DISTRICT, Hop.BACK_WAREHOUSE):
        return "kembali"
    return "tiba" if at == Hop.STATION else "disegel"


def place_words(box: Box, hops: list[str]) -> str:
    """Where a box is, in the words of the board."""
    label = hop_label(hops[box.hop])
    return _("berangkat dari %(place)s") % {"place": label} if box.moving else label


def _late(box: Box) -> bool:
    return box.state != State.VOID and box.due_at is not None and box.due_at < clock.now()


def _by_place(hops: list[str]) -> Any:
    def apply(rows: Any, value: str) -> Any:
        if value == "jalan":
            return rows.filter(moving=True)
        return rows.filter(hop=hops.index(value)) if value in hops else rows

    return apply


def _by_state(rows: Any, value: str) -> Any:
    return rows.filter(state=value)


def _search(rows: Any, words: str) -> Any:
    bare = words.replace(" ", "").upper()
    return rows.filter(
        Q(code__startswith=bare)
        | Q(station_code__startswith=words)
        | Q(seal__icontains=words)
        | Q(station__village__name__icontains=words)
    )


def _children(region: Region) -> list[Choice]:
    return [(child.code, child.title) for child in Region.objects.filter(parent=region).order_by("code")[:500]]


def _below(rows: Any, value: str) -> Any:
    return rows.filter(village_code=value) if len(value) > 8 else rows.filter(district_code=value)


def boxes_table(room: Room, warehouse: Warehouse, ballots: dict[str, str]) -> Table:
    hops = list(warehouse.hops)
    slug = room.election.slug
    children: list[Filter] = []
    if len(room.region.code) < 13:
        label = gettext_lazy("Kecamatan") if room.is_regency else gettext_lazy("Desa/kelurahan")
        children = [Filter(key="wilayah", label=label, choices=lambda request: _children(room.region), apply=_below)]
    return Table(
        key="kotak",
        title=gettext_lazy("Kotak"),
        columns=[
            Column(
                key="station",
                label=gettext_lazy("TPS"),
                value=lambda b: f"{b.station.label} {b.station.village.name}",
                sub=lambda b: b.station.village.parent.title,
                sort="station_code",
            ),
            Column(
                key="ballot",
                label=gettext_lazy("Jenis"),
                value=lambda b: ballots.get(b.ballot, b.ballot),
                sort="ballot",
                below=True,
            ),
            Column(key="code", label=gettext_lazy("Kode"), value=lambda b: spaced(b.code), format="code", phone=False),
            Column(key="state", label=gettext_lazy("Status"), value=lambda b: box_chip(b, hops), format="status"),
            Column(
                key="place",
                label=gettext_lazy("Di mana"),
                value=lambda b: place_words(b, hops),
                sort=("hop", "moving", "station_code"),
            ),
            Column(key="since", label=gettext_lazy("Sejak"), format="moment", sort="since", phone=False),
            Column(
                key="due_at",
                label=gettext_lazy("Batas tiba"),
                format="moment",
                sort="due_at",
                cell="logistics/cells/due.html",
                phone=False,
            ),
            Column(key="late", label=gettext_lazy("Terlambat"), value=_late, format="truth", screen=False),
            Column(key="seal", label=gettext_lazy("Segel"), phone=False),
            Column(key="kg", label=gettext_lazy("Berat (kg)"), screen=False),
            Column(key="labelled_at", label=gettext_lazy("Label dibuat"), format="moment", screen=False),
            Column(key="station_code", label=gettext_lazy("Kode TPS"), format="code", screen=False),
        ],
        filters=[
            *children,
            Filter(
                key="tempat",
                label=gettext_lazy("Tempat"),
                choices=[*((key, hop_label(key)) for key in hops), ("jalan", gettext_lazy("Di jalan"))],
                apply=_by_place(hops),
            ),
            Filter(
                key="status",
                label=gettext_lazy("Status"),
                choices=State.choices,
                apply=_by_state,
            ),
            Filter(
                key="telat",
                label=gettext_lazy("Ketepatan"),
                choices=[("ya", gettext_lazy("Terlambat"))],
                apply=lambda rows, value: rows.exclude(state=State.VOID).filter(due_at__lt=clock.now()),
            ),
            Filter(
                key="jenis",
                label=gettext_lazy("Jenis"),
                choices=list(ballots.items()),
                field="ballot",
            ),
        ],
        search=_search,
        search_label=gettext_lazy("Cari kode, TPS, desa, atau segel"),
        order="station",
        row_url=lambda box: reverse("logistics:box", args=[slug, box.code]),
        empty=Empty(
            title=gettext_lazy("Belum ada kotak"),
            text=gettext_lazy(
                "Setiap TPS mendapat satu kotak untuk tiap jenis surat suara. Kotak diberi kode, dilabeli, diisi dan "
                "disegel, lalu diikuti dari gudang sampai kembali."
            ),
            button=gettext_lazy("Beri kode kotak"),
            url=reverse("logistics:make_boxes", args=[slug, room.region.code]) if room.may_change else "",
            icon="package",
        ),
    )


@guarded(Verb.LOGISTICS_VIEW)
def boxes_page(request: ActorRequest, slug: str, code: str) -> HttpResponseBase:
    room = room_at(request.actor, slug, code)
    warehouse = room.warehouse
    if warehouse is None:
        return render(request, "logistics/overview_empty.html", room.context("kotak"))
    table = boxes_table(room, warehouse, _ballots(room))
    shown = table.show(request, boxes_at(request.actor, warehouse, code))
    if (answer := table.partial(request, shown)) is not None:
        return answer
    now = clock.now()
    boxes = box_state(request.actor, warehouse, code, now)
    places = board(request.actor, warehouse, code, now) if boxes.counts.all else None
    response = render(
        request,
        "logistics/boxes/boxes.html",
        {
            **room.context("kotak"),
            "table": shown,
            "boxes": boxes,
            "rows": board_rows(places, slug) if places else [],
            "lanes": lanes(places) if places else [],
        },
    )
    patch_vary_headers(response, ["HX-Request", "HX-Target"])
    return response


def _ballots(room: Room) -> dict[str, str]:
    return {ballot.key: ballot.name for ballot in ballots_of(ruleset_of(room.election), room.regency)}


@guarded(Verb.LOGISTICS_CHANGE)
def make_page(request: ActorRequest, slug: str, code: str) -> HttpResponse:
    """Give the stations of a region their boxes: only those that are missing."""
    room = room_at(request.actor, slug, code)
    if room.warehouse is None or len(code) < 5:
        raise Refused
    warehouse = room.warehouse
    require(request.actor, Verb.LOGISTICS_CHANGE, warehouse.place)
    ballots = _ballots(room)
    lacking = stations_without_boxes(request.actor, warehouse, code, len(ballots))
    back = reverse("logistics:boxes", args=[slug, code])
    return confirm_page(
        request,
        lambda: make_boxes(actor=request.actor, warehouse=warehouse, stations=lacking, now=clock.now()),
        title=_("Beri kode kotak %(region)s") % {"region": room.region.title},
        lead=_("Satu kotak tiap jenis surat suara di tiap TPS: %(ballots)s. Yang sudah ada tidak disentuh.")
        % {"ballots": ", ".join(ballots.values())},
        submit=_("Beri kode"),
        back=back,
        message=_("Kotak sudah diberi kode. Labelnya siap dicetak."),
        consequences=[
            Consequence(_("TPS yang kotaknya belum lengkap"), len(lacking)),
            Consequence(
                _("Kotak baru"),
                sum(len(ballots) - min(station.made, len(ballots)) for station in lacking),  # type: ignore[attr-defined]
            ),
        ],
        danger=False,
    )
