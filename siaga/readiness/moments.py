"""A moment that someone asks for by a day alone."""

from __future__ import annotations

from datetime import datetime, time

from siaga.elections.models import Election
from siaga.wilayah.zones import zone_of


def moment_meant(at: datetime | None, election: Election) -> datetime | None:
    """What a written moment means: a day alone is its end; without a zone, that of the election's region."""
    if at is None or at.tzinfo is not None:
        return at
    zone = zone_of(election.region.code)
    return datetime.combine(at.date(), time.max, zone) if at.time() == time.min else at.replace(tzinfo=zone)
