"""What an address of the picture asks for: which scale, which past moment, since when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.http import HttpRequest
from django.utils.dateparse import parse_date, parse_datetime

from siaga.elections.models import Election
from siaga.readiness.arithmetic import Scale
from siaga.wilayah.zones import zone_of

_SCALES = {"kesiapan": Scale.READINESS, "kerawanan": Scale.KERAWANAN}
_WORDS = {scale: word for word, scale in _SCALES.items()}


@dataclass(frozen=True, slots=True)
class Asked:
    """at: the moment that is shown; past: whether that is another than now; since: what it is compared with.

    pada, sejak: the same as they stood in the address, for links and boxes; empty where not asked.
    """

    scale: Scale
    at: datetime
    past: bool
    since: datetime | None
    pada: str
    sejak: str
    snapshot: int | None

    @property
    def word(self) -> str:
        """The scale as the address writes it."""
        return _WORDS[self.scale]

    @property
    def query(self) -> dict[str, str]:
        """What links to other pictures carry along."""
        return {
            "skala": self.word if self.scale is not Scale.READINESS else "",
            "pada": self.pada if self.past else "",
            "sejak": self.sejak,
        }


def moment_of(text: str, code: str) -> datetime | None:
    """``2024-10-30`` is the end of that day in the zone of the place, ``2024-10-30T09:00`` the minute; else None."""
    try:
        day = parse_date(text)
        exact = parse_datetime(text) if day is None else None
    except ValueError:
        return None
    zone = zone_of(code)
    if day is not None:
        return datetime.combine(day + timedelta(days=1), time(0), zone) - timedelta(microseconds=1)
    if exact is None:
        return None
    return exact if exact.tzinfo else exact.replace(tzinfo=zone)


def asked(request: HttpRequest, election: Election, now: datetime, code: str = "") -> Asked:
    """Nonsense is read as not asked; a moment to come is now."""
    place = code or election.region.code
    pada = request.GET.get("pada", "").strip()[:40]
    at = moment_of(pada, place)
    past = at is not None and at < now
    moment = at if at is not None and past else now
    sejak = request.GET.get("sejak", "").strip()[:40]
    snapshot = int(sejak[7:]) if sejak.startswith("potret-") and sejak[7:].isdigit() and len(sejak) < 20 else None
    since = moment_of(sejak, place) if snapshot is None else None
    if since is not None and since >= moment:
        since = None
    known = since is not None or snapshot is not None
    return Asked(
        scale=_SCALES.get(request.GET.get("skala", ""), Scale.READINESS),
        at=moment,
        past=past,
        since=since,
        pada=pada if past else "",
        sejak=sejak if known else "",
        snapshot=snapshot,
    )


def day_text(moment: datetime, code: str) -> str:
    """The day of a moment as a date box takes it."""
    day: date = moment.astimezone(zone_of(code)).date()
    return day.isoformat()
