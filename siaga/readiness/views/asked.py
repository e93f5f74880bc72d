"""All that an address of a picture asks for: scale, moment, and what it is compared with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest

from siaga.elections.models import Election
from siaga.readiness.arithmetic import Scale
from siaga.readiness.views.asking import asked_moment, asked_scale

SNAPSHOT = "potret-"
"""``?sejak=potret-7`` compares with snapshot 7, ``?sejak=2024-10-16`` with the end of that day."""


@dataclass(frozen=True, slots=True)
class Asked:
    """at: the moment that is shown; past: whether it is another than now; since, snapshot: what it is compared with.

    pada, sejak: the same as the address writes them, for links and boxes; empty where not asked.
    """

    scale: Scale
    at: datetime
    past: bool
    since: datetime | None
    snapshot: int | None
    pada: str
    sejak: str

    @property
    def then(self) -> datetime | None:
        """The moment for the queries: None for the present, which is read from the standing sums."""
        return self.at if self.past else None

    @property
    def word(self) -> str:
        """The scale as the address writes it; readiness is written by leaving it out."""
        return "" if self.scale is Scale.READINESS else self.scale.value

    @property
    def query(self) -> dict[str, str]:
        """What links to other pictures carry along."""
        return {"skala": self.word, "pada": self.pada, "sejak": self.sejak}


def asked(request: HttpRequest, election: Election, now: datetime, code: str = "") -> Asked:
    """Nonsense is read as not asked."""
    place = code or election.region.code
    shown = asked_moment(request, place, now)
    text = request.GET.get("sejak", "").strip()[:40]
    number = text.removeprefix(SNAPSHOT) if text.startswith(SNAPSHOT) else ""
    snapshot = int(number) if number.isascii() and number.isdigit() and len(number) < 12 else None
    since = None if snapshot is not None else asked_moment(request, place, shown.at, "sejak")
    compared = since is not None and since.day is not None
    return Asked(
        scale=asked_scale(request),
        at=shown.at,
        past=shown.past,
        since=since.at if since is not None and compared else None,
        snapshot=snapshot,
        pada=shown.day.isoformat() if shown.day else "",
        sejak=f"{SNAPSHOT}{snapshot}"
        if snapshot is not None
        else since.day.isoformat()
        if since is not None and since.day
        else "",
    )
