"""Agencies and regions as a secretary types them in the room: by code, by key, or by a part of the name."""

from __future__ import annotations

from django.db.models import Q

from siaga.access import Actor, inside
from siaga.desk.access import agencies_for, agency_written
from siaga.desk.models import Agency
from siaga.rakor.minutes_errors import UnknownAgency, UnknownRegion
from siaga.rakor.models import Meeting, Participant
from siaga.wilayah.access import below
from siaga.wilayah.models import Region

MOST_OFFERED = 300


def agencies_near(actor: Actor, meeting: Meeting) -> list[Agency]:
    """Open agencies to choose from at a meeting: those invited, then those of its region and below."""
    invited = Participant.objects.filter(meeting=meeting).values("office__agency")
    seen = agencies_for(actor).filter(closed_on=None)
    first = list(seen.filter(pk__in=invited).order_by("region__code", "key")[:MOST_OFFERED])
    known = {agency.pk for agency in first}
    around = seen.filter(below(meeting.forum.region.code, "region__")).order_by("region__level", "region__code", "key")
    return first + [agency for agency in around[:MOST_OFFERED] if agency.pk not in known]


def agency_named(actor: Actor, meeting: Meeting, text: str) -> Agency:
    """The agency that is meant: one at the meeting's region before others. Raises ``UnknownAgency``."""
    words = " ".join(text.removeprefix("agency:").split())
    if not words:
        raise UnknownAgency(text)
    seen = agencies_for(actor).filter(closed_on=None)
    if "@" in words:
        found = seen.filter(agency_written(words)).first()
        if found is None:
            raise UnknownAgency(text)
        return found
    exact = Q(name__iexact=words) | Q(short_name__iexact=words) | Q(key=words.lower()) | Q(aliases__name__iexact=words)
    for meant in (exact, Q(name__istartswith=words), Q(name__icontains=words)):
        rows = list(seen.filter(meant).distinct().order_by("region__level", "region__code", "key")[:20])
        here = [row for row in rows if row.region.code == meeting.forum.region.code]
        for choice in (here, rows):
            if len(choice) == 1:
                return choice[0]
        if rows:
            raise UnknownAgency(text, [f"{row.name} ({row.code})" for row in (here or rows)[:4]])
    raise UnknownAgency(text)


def regions_near(meeting: Meeting) -> list[Region]:
    """The region of a meeting and those below it, for a list to choose from (bounded)."""
    rows = Region.objects.filter(below(meeting.forum.region.code), valid_to=None).select_related("parent")
    return list(rows.order_by("level", "code")[:MOST_OFFERED])


def region_named(meeting: Meeting, text: str, owner: Agency | None) -> Region:
    """The region that is meant, in the meeting's or below; none typed means the owner's, else the meeting's.

    Raises ``UnknownRegion``."""
    own = meeting.forum.region
    words = " ".join(text.removeprefix("region:").split())
    if not words:
        return owner.region if owner is not None and inside(owner.region.code, own.code) else own
    here = Region.objects.filter(below(own.code), valid_to=None).select_related("parent")
    for prefix in ("", "kecamatan ", "kelurahan ", "desa ", "kota ", "kabupaten "):
        if words.lower().startswith(prefix):
            name = words[len(prefix) :]
            rows = list(here.filter(Q(code=words) | Q(name__iexact=name)).order_by("level", "code")[:2])
            if rows:
                return rows[0]
    raise UnknownRegion(text)
