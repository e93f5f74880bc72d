"""Columns that only distribution files have: road classes, times of day, timetables."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from siaga.intake.fields import BadValue, Field
from siaga.planning.models import Access
from siaga.planning.words import minutes_of, road

_ROAD_WORDS = (
    "asphalt (aspal), gravel (kerikil), 4wd (gardan ganda), motorbike (motor), boat (perahu), foot (jalan kaki)"
)


@dataclass(frozen=True, kw_only=True)
class Road(Field):
    """One road class, in English as in the contract or in Indonesian."""

    def value(self, text: str) -> str:
        found = road(text)
        if found is None:
            raise BadValue(
                _("%(label)s “%(text)s” tidak dikenal. Pilihannya: %(options)s.")
                % {"label": self.label, "text": text[:30], "options": _ROAD_WORDS}
            )
        return found.value


@dataclass(frozen=True, kw_only=True)
class Roads(Field):
    """Several road classes joined by ``+``."""

    def value(self, text: str) -> list[str]:
        found: set[str] = set()
        for part in re.split(r"[+;|/]", text):
            if not part.strip():
                continue
            one = road(part)
            if one is None:
                raise BadValue(
                    _("%(label)s “%(text)s” tidak dikenal. Tulis satu atau lebih, digabung tanda +: %(options)s.")
                    % {"label": self.label, "text": part.strip()[:30], "options": _ROAD_WORDS}
                )
            found.add(one.value)
        if not found:
            raise BadValue(_("%(label)s kosong. Isi kolom ini.") % {"label": self.label})
        return [one.value for one in Access if one.value in found]


@dataclass(frozen=True, kw_only=True)
class Clock(Field):
    """A time of day as minutes after midnight: ``06:00``, ``6.30``, ``17``."""

    def value(self, text: str) -> int:
        found = (
            minutes_of(text) if not re.fullmatch(r"0?[.,]\d+", text) else round(float(text.replace(",", ".")) * 1440)
        )
        if found is None:
            raise BadValue(
                _("%(label)s “%(text)s” bukan jam. Tulis seperti 06:00 atau 17:30.")
                % {"label": self.label, "text": text[:30]}
            )
        return found


@dataclass(frozen=True, kw_only=True)
class Departures(Field):
    """A timetable: times of day joined by ``;``."""

    def value(self, text: str) -> list[int]:
        found: set[int] = set()
        for part in re.split(r"[;,|]", text):
            if not part.strip():
                continue
            minutes = minutes_of(part)
            if minutes is None:
                raise BadValue(
                    _("%(label)s “%(text)s” bukan jam. Tulis seperti 06:00;14:00.")
                    % {"label": self.label, "text": part.strip()[:30]}
                )
            found.add(minutes)
        return sorted(found)
