"""A briefing pack as screens for the wall of a meeting room: one thought per screen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from siaga.briefing.pack.content import Pack, grouped

ROWS, LINES, DEBTS = 4, 6, 3
"""How many rows of parts, of reports owed, and of agencies one screen holds."""


@dataclass(frozen=True, slots=True)
class Screen:
    """kind: how it is drawn. things: what it shows; more: how many are left off."""

    kind: str
    title: str
    things: Any = field(default=())
    part: str = ""
    more: int = 0


def screens_of(pack: Pack) -> list[Screen]:
    return list(_screens(pack))


def _screens(pack: Pack) -> Iterator[Screen]:
    yield Screen("opening", pack.title)
    yield Screen("headline", "Di mana kita berdiri")
    if pack.falls:
        yield Screen("lines", "Yang turun paling banyak", pack.falls)
    yield from _portions("places", "Kesiapan tiap wilayah", pack.rows, ROWS, pack.more_rows)
    if pack.map:
        yield Screen("map", "Peta kesiapan", pack.map)
    if pack.owed:
        title = f"{pack.owed_total} laporan lewat tenggat"
        yield from _portions("owed", title, pack.owed, LINES, pack.more_owed)
    else:
        yield Screen("good", "Tidak ada laporan yang lewat tenggat")
    if pack.debts:
        title = f"{pack.debts_total} tindak lanjut lewat tenggat"
        yield from _portions("debts", title, pack.debts, DEBTS, pack.more_debts)
    else:
        yield Screen("good", "Tidak ada tindak lanjut yang lewat tenggat")
    for place, choice in enumerate(pack.choices, start=1):
        more = pack.more_choices if place == len(pack.choices) else 0
        yield Screen("choice", choice.title, choice, f"{place}/{len(pack.choices)}", more)
    if not pack.choices:
        yield Screen("good", "Agenda belum memuat pokok yang menunggu keputusan")


def _portions(kind: str, title: str, things: tuple[Any, ...], size: int, more: int) -> Iterator[Screen]:
    portions = grouped(things, size)
    for place, portion in enumerate(portions, start=1):
        part = f"{place}/{len(portions)}" if len(portions) > 1 else ""
        yield Screen(kind, title, portion, part, more if place == len(portions) else 0)
