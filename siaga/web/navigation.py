"""The rail and the dock: rooms in the order of the circle. What does not exist yet, or is not yours, is not shown."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import Resolver404, resolve
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from siaga.access import Actor, Verb, scope_of


@dataclass(frozen=True, slots=True)
class Room:
    """An entry of the rail. ``{slug}`` in its path stands for the current election."""

    path: str
    label: Promise
    icon: str
    dock: bool = False
    exact: bool = False
    also: str = ""
    """Another address that belongs to the entry, with all below it."""


@dataclass(frozen=True, slots=True)
class Group:
    label: Promise | str
    rooms: tuple[Room, ...]


GROUPS = (
    Group("", (Room("/", _("Gambaran"), icon="layout-dashboard", dock=True, exact=True, also="/gambaran/"),)),
    Group(
        _("Kerja desk"),
        (
            Room("/laporan/tugas/", _("Tugas saya"), icon="list-check", dock=True),
            Room("/rakor/", _("Rakor"), icon="users-group", dock=True),
            Room("/tindak-lanjut/", _("Tindak lanjut"), icon="checklist", dock=True),
            Room("/kendala/", _("Kendala"), icon="barrier-block"),
            Room("/peta/", _("Peta"), icon="map", dock=True),
            Room("/klaim/{slug}/", _("Klaim"), icon="quote"),
            Room("/potret/{slug}/", _("Potret"), icon="camera"),
            Room("/pemilihan/{slug}/tahapan/", _("Tahapan"), icon="calendar-event", dock=True),
            Room("/logistik/{slug}/", _("Logistik"), icon="package"),
            Room("/kerawanan/{slug}/", _("Kerawanan"), icon="alert-triangle"),
            Room("/rencana/{slug}/", _("Rencana"), icon="route"),
            Room("/pengamanan/{slug}/", _("Pengamanan"), icon="shield"),
            Room("/darurat/{slug}/", _("Keadaan darurat"), icon="lifebuoy"),
            Room("/laporan/", _("Laporan masuk"), icon="inbox"),
            Room("/laporan/tagihan/", _("Siapa belum lapor"), icon="message-off"),
            Room("/dokumen/", _("Dokumen"), icon="file-text"),
            Room("/dukungan/", _("Dukungan"), icon="heart-handshake"),
            Room("/desk/", _("Desk"), icon="building-community"),
        ),
    ),
    Group(
        _("Data"),
        (
            Room("/wilayah/", _("Wilayah"), icon="map-pins", dock=True),
            Room("/pemilihan/{slug}/tps/", _("TPS"), icon="box", dock=True),
            Room("/pemilihan/", _("Pemilihan"), icon="checkbox"),
            Room("/instansi/", _("Instansi"), icon="building"),
            Room("/laporan/kewajiban/", _("Kewajiban lapor"), icon="calendar-event"),
            Room("/instrumen/", _("Instrumen"), icon="clipboard-list"),
            Room("/indikator/{slug}/", _("Indikator"), icon="gauge"),
            Room("/pejabat/", _("Pejabat"), icon="id-badge-2"),
            Room("/pengguna/", _("Pengguna"), icon="users"),
            Room("/data/impor/", _("Impor"), icon="file-import"),
        ),
    ),
    Group(_("Pengawasan"), (Room("/buku-besar/", _("Buku besar"), icon="book-2"),)),
)
DOCK_PLACES = 4
"""Entries of the bottom bar on phones, beside "Lainnya"."""


@dataclass(frozen=True, slots=True)
class Link:
    url: str
    label: Promise
    icon: str
    current: bool
    dock: bool


@functools.cache
def view_at(path: str) -> Callable[..., Any] | None:
    """The view behind an address, or None where no room answers it."""
    try:
        return resolve(path).func
    except Resolver404:
        return None


def _open_to(actor: Actor, view: Callable[..., Any]) -> bool:
    guard = getattr(view, "guard", None)
    verbs = guard if isinstance(guard, tuple) else (guard,)
    asked = [verb for verb in verbs if isinstance(verb, Verb)]
    return not asked or any(not scope_of(actor, verb).nothing for verb in asked)


def navigation(request: HttpRequest, actor: Actor, slug: str) -> list[tuple[Promise | str, list[Link]]]:
    """The groups of the rail for this actor, without dead links. ``slug``: the current election, or empty."""
    found: list[tuple[Promise | str, Room, str]] = []
    for group in GROUPS:
        for room in group.rooms:
            if "{slug}" in room.path and not slug:
                continue
            path = room.path.format(slug=slug)
            view = view_at(path)
            if view is not None and _open_to(actor, view):
                found.append((group.label, room, path))
    here = _nearest(request.path, [(room, path) for _label, room, path in found])
    groups: list[tuple[Promise | str, list[Link]]] = []
    for label, room, path in found:
        if not groups or groups[-1][0] != label:
            groups.append((label, []))
        groups[-1][1].append(Link(path, room.label, room.icon, path == here, room.dock))
    return groups


def _nearest(path: str, rooms: list[tuple[Room, str]]) -> str:
    """The longest room path that the address lies below."""
    fitting = [
        at
        for room, at in rooms
        if path == at or (not room.exact and path.startswith(at)) or (room.also and path.startswith(room.also))
    ]
    return max(fitting, key=len, default="")
