"""The head of a region's letters, its crest, who signs, and the foot of what is printed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from siaga.access import Actor
from siaga.briefing.access import letterhead_of
from siaga.briefing.crests import crest_content
from siaga.briefing.letters import words
from siaga.briefing.models import Letterhead
from siaga.desk.models import Desk, Office
from siaga.desk.queries.terms import holders_on
from siaga.elections.models import Election
from siaga.paper.content import Head, Signer
from siaga.rakor.models import Meeting
from siaga.wilayah.models import Level, Region


def head_of(region: Region) -> tuple[Head, Letterhead | None]:
    """The head for a region's letters; where none is set, the name of its government alone. Needs ``parent`` loaded."""
    found = letterhead_of(region.code)
    if found is None:
        return Head(government_name(region)), None
    return (
        Head(found.government, found.agency, found.address, found.contact, crest_content(found.crest)),
        found,
    )


def government_name(region: Region) -> str:
    """Pemerintah Kota Pagar Alam, also for what lies below it. Needs ``parent`` loaded as far as the regency."""
    at = region
    while at.level > Level.REGENCY and at.parent:
        at = at.parent
    return f"Pemerintah {at.title}"


def signing_offices(meeting: Meeting) -> list[Office]:
    """Offices that may sign the invitation: the chair of the desk, of the meeting, of the forum, and the secretary."""
    forum = meeting.forum
    desk = (
        Desk.objects.filter(region=forum.region, elections=forum.election, closed_on=None, chair__isnull=False)
        .order_by("pk")
        .values_list("chair", flat=True)
        .first()
    )
    wanted = [desk, meeting.chair_id, forum.chair_id, meeting.secretary_id, forum.secretary_id]
    ids = list(dict.fromkeys(one for one in wanted if one))
    found = {one.pk: one for one in Office.objects.filter(pk__in=ids).select_related("agency__region__parent")}
    return [found[one] for one in ids if one in found]


def signers(offices: Sequence[Office | None], day: date, above: Sequence[str] = ()) -> tuple[Signer, ...]:
    """Each office with who acts in it on the day: name, rank and NIP, for paper."""
    acting = holders_on([one for one in offices if one], day)
    found = []
    for place, office in enumerate(offices):
        over = above[place] if above else ""
        if office is None:
            found.append(Signer(over or "………………………"))
            continue
        who = acting[office.pk]
        title = words.full_title(office, who.title)
        if who.acting:
            person = who.acting.person
            found.append(Signer(title, person.name, person.rank, person.nip, over))
        else:
            found.append(Signer(title, above=over))
    return tuple(found)


def foot_of(region: Region, election: Election, as_of: datetime, actor: Actor, now: datetime) -> str:
    """Region, election, as-of moment, and who printed it."""
    place = words.desk_region(region)
    return (
        f"{place} · {election.name} · keadaan {words.short_moment(as_of, region.code)}\n"
        f"Dicetak oleh {actor.name}, {words.short_moment(now, region.code)}"
    )
