"""What an address of the map asks for, and the words of its colours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import cast
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from siaga import clock
from siaga.access import Actor
from siaga.elections.models import Election
from siaga.kit.guard import ActorRequest
from siaga.readiness.access import COUNTRY
from siaga.readiness.arithmetic import Figure, Scale
from siaga.readiness.models import Indicator
from siaga.readiness.queries import indicators_for
from siaga.readiness.views.asking import Moment, asked_moment, asked_scale
from siaga.readiness.views.classes import (
    CLASSES,
    RISK_WORDS,
    STANDING_WORDS,
    UNREPORTED,
    class_words,
)
from siaga.readiness.views.map_lines import AreaLine, PointLine, area_lines, point_lines
from siaga.readiness.views.parts import today_at
from siaga.wilayah.access import access_region
from siaga.wilayah.models import Level, Region


@dataclass(frozen=True, slots=True)
class Asked:
    """What one address of the map asks for."""

    election: Election
    code: str
    region: Region | None
    scale: Scale
    indicator: Indicator | None
    choices: Sequence[Indicator]
    moment: Moment

    def address(self, name: str, code: str = "", **more: str) -> str:
        """The address of the map, or of its data, with the same questions; ``code`` for another region."""
        query = {
            "skala": self.scale.value if self.scale is not Scale.READINESS else "",
            "indikator": self.indicator.key if self.indicator else "",
            "pada": self.moment.day.isoformat() if self.moment.day else "",
            **more,
        }
        path = reverse(f"readiness:{name}", args=[self.election.slug, code or self.code])
        kept = urlencode({key: value for key, value in query.items() if value})
        return f"{path}?{kept}" if kept else path

    @property
    def today(self) -> date:
        return today_at(self.moment.at, self.election.region.code)

    @property
    def _key(self) -> str:
        return self.indicator.key if self.indicator else ""

    @property
    def _at(self) -> datetime | None:
        return self.moment.at if self.moment.past else None

    def areas(self, actor: Actor) -> tuple[Figure, list[AreaLine]]:
        return area_lines(actor, self.election, self.code, self._key, self.scale, self._at, clock.now())

    def points(self, actor: Actor) -> list[PointLine]:
        return point_lines(actor, self.election, self.code, self._key, self.scale, self._at, clock.now())


def asked_map(request: HttpRequest, election: Election, code: str) -> Asked:
    """Reads the address; the region is refused where the actor may not see it."""
    actor = cast(ActorRequest, request).actor
    region = None if code == COUNTRY else access_region(actor, code)
    choices = indicators_for(actor, election)
    indicator = next((one for one in choices if one.key == request.GET.get("indikator")), None)
    scale = Scale(indicator.scale) if indicator else asked_scale(request)
    return Asked(election, code, region, scale, indicator, choices, asked_moment(request, code, clock.now()))


def draws_points(region: Region | None) -> bool:
    """From a regency downwards: never the stations of a province or of the country at once."""
    return region is not None and region.level >= Level.REGENCY


def legend(scale: Scale) -> list[tuple[str, str]]:
    return [*((one.key, str(one.words)) for one in CLASSES[scale]), (UNREPORTED, class_words(UNREPORTED))]


def point_words(scale: Scale) -> dict[str, str]:
    """The states of a TPS in words, by their keys."""
    words = STANDING_WORDS if scale is Scale.READINESS else RISK_WORDS
    return {key.value: str(word) for key, word in words.items()}


def scale_word(scale: Scale) -> str:
    """The scale as addresses write it: readiness is left out."""
    return scale.value if scale is Scale.KERAWANAN else ""
