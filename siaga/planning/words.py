"""Roads, times of day and money as officials write them, read and said. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from django.utils.translation import gettext as _

from siaga.intake.reading.headers import fold_header
from siaga.planning.models import Access

_ROADS: dict[str, Access] = {
    **{str(one.value): one for one in Access},
    "aspal": Access.ASPHALT,
    "beton": Access.ASPHALT,
    "kerikil": Access.GRAVEL,
    "koral": Access.GRAVEL,
    "tanah_keras": Access.GRAVEL,
    "kerikil_atau_tanah_keras": Access.GRAVEL,
    "gardan_ganda": Access.FOUR_WHEEL,
    "hanya_gardan_ganda": Access.FOUR_WHEEL,
    "double_cabin": Access.FOUR_WHEEL,
    "4x4": Access.FOUR_WHEEL,
    "tanah": Access.FOUR_WHEEL,
    "motor": Access.MOTORBIKE,
    "sepeda_motor": Access.MOTORBIKE,
    "roda_dua": Access.MOTORBIKE,
    "hanya_sepeda_motor": Access.MOTORBIKE,
    "perahu": Access.BOAT,
    "kapal": Access.BOAT,
    "speedboat": Access.BOAT,
    "sungai": Access.BOAT,
    "laut": Access.BOAT,
    "air": Access.BOAT,
    "jalan_kaki": Access.FOOT,
    "kaki": Access.FOOT,
    "pikul": Access.FOOT,
    "setapak": Access.FOOT,
}
_TIME = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?(?:[:.]\d{2})?\s*(?:wib|wita|wit)?", re.ASCII | re.IGNORECASE)


def road(text: str) -> Access | None:
    """The road class that a word means; None for an unknown word."""
    return _ROADS.get(fold_header(text))


def minutes_of(text: str) -> int | None:
    """Minutes after midnight of ``06:00``, ``6.30``, ``06:00:00`` or ``6``; None for what is no time of day."""
    found = _TIME.fullmatch(text.strip())
    if not found:
        return None
    minutes = int(found[1]) * 60 + int(found[2] or 0)
    return minutes if int(found[2] or 0) < 60 and minutes <= 1440 else None


def clock_text(minutes: int) -> str:
    """``06.00``, as a day's time is written here; beyond a day it goes on counting."""
    return f"{minutes // 60:02d}.{minutes % 60:02d}"


def hours_text(begins: int, ends: int) -> str:
    """``06.00–18.00``."""
    return f"{clock_text(begins)}–{clock_text(ends)}"


def clock_plain(minutes: int) -> str:
    """``06:00``, as files have it."""
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def day_mark(day: int) -> str:
    """H-5, H, H+1."""
    return "H" if day == 0 else f"H{day:+d}"


def moment_mark(value: tuple[int, int] | None) -> str:
    """(day, minute) → H-2 14.05."""
    return "–" if value is None else f"{day_mark(value[0])} {clock_text(value[1])}"


def time_span(minutes: int | None) -> str:
    """1510 → 1 hari 1 jam; below a day hours and minutes."""
    if minutes is None:
        return "–"
    days, rest = divmod(abs(minutes), 1440)
    text = duration(rest if not days else rest // 60 * 60)
    if days:
        text = _("%(n)d hari") % {"n": days} + (f" {text}" if rest >= 60 else "")
    return text if minutes >= 0 else f"−{text}"


def duration(minutes: int) -> str:
    """``3 jam 20 menit``."""
    hours, rest = divmod(abs(minutes), 60)
    parts = [_("%(n)d jam") % {"n": hours}] if hours else []
    if rest or not hours:
        parts.append(_("%(n)d menit") % {"n": rest})
    return " ".join(parts)


def roads_text(roads: Sequence[str]) -> str:
    """Aspal, kerikil, …: in the order of the classes."""
    short = {
        Access.ASPHALT: _("aspal"),
        Access.GRAVEL: _("kerikil"),
        Access.FOUR_WHEEL: _("gardan ganda"),
        Access.MOTORBIKE: _("motor"),
        Access.BOAT: _("perahu"),
        Access.FOOT: _("jalan kaki"),
    }
    return ", ".join(short[one] for one in Access if one.value in roads)
