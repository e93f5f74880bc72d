"""The next number of a region's letters and reports, from the pattern of its letterhead."""

from __future__ import annotations

from datetime import datetime

from siaga.access import Actor
from siaga.briefing.access import letterhead_of
from siaga.briefing.errors import NoLetterhead
from siaga.briefing.models import Letterhead
from siaga.ledger.recording import record
from siaga.wilayah.models import Region
from siaga.wilayah.zones import zone_of

_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


def next_number(*, actor: Actor, region: Region, now: datetime) -> str:
    """Take the next number within an action; each is given once. Raises NoLetterhead."""
    found = letterhead_of(region.code)
    if found is None:
        raise NoLetterhead(region.title)
    head = Letterhead.objects.select_for_update(of=("self",)).select_related("region").get(pk=found.pk)
    day = now.astimezone(zone_of(region.code)).date()
    before = head.as_fact()
    head.last_number = head.last_number + 1 if head.year == day.year else 1
    head.year = day.year
    head.save(update_fields=["last_number", "year"])
    record(actor, "letterhead.number", head, before=before, after=head.as_fact(), now=now)
    return written(head, day.month)


def written(head: Letterhead, month: int) -> str:
    """The last number that was given, by the pattern."""
    parts = {
        "{urut}": str(head.last_number),
        "{tahun}": str(head.year),
        "{bulan}": _ROMAN[month - 1],
        "{kode}": head.code,
    }
    text = head.pattern
    for part, value in parts.items():
        text = text.replace(part, value)
    return text[:80]
