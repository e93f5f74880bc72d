"""Forums: founded, changed, seated, closed, opened again; removed while nothing has happened in them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _

from siaga.access import Actor, Place, Refused, Verb, inside, require
from siaga.desk.models import Agency, Office
from siaga.elections.models import Election
from siaga.ledger.recording import action, nothing_changed, record
from siaga.rakor import clean
from siaga.rakor.errors import ForumNameTaken, ForumStillBusy, NotSaid, WrongUpper
from siaga.rakor.locks import lock_forum
from siaga.rakor.models import Forum, ForumMember
from siaga.rakor.queries.uses import uses_of_forum, work_in_forum
from siaga.wilayah.models import Region

_DEPTH = 8
"""More forums than this never stand above one another: regions have four levels."""


@action("forum.found")
def found_forum(
    *,
    actor: Actor,
    election: Election,
    region: Region,
    kind: str,
    name: str,
    now: datetime,
    upper: Forum | None = None,
    host: Agency | None = None,
    chair: Office | None = None,
    secretary: Office | None = None,
    venue: str = "",
    rhythm_days: int | None = None,
    members: Iterable[Office] = (),
) -> Forum:
    """Begin a series of meetings of a region. Raises ``ForumNameTaken``, ``WrongUpper``, ``NotSaid``."""
    require(actor, Verb.RAKOR_PLAN, Place(region.code))
    clean.election_at(election, region)
    forum = Forum(
        election=election,
        region=region,
        kind=clean.forum_kind(kind),
        name=_name(name),
        upper=upper,
        host=clean.open_agency(host, "host"),
        chair=clean.open_office(chair, "chair"),
        secretary=clean.open_office(secretary, "secretary"),
        venue=clean.line(venue, field="venue", limit=200),
        rhythm_days=clean.rhythm(rhythm_days),
    )
    _check_name(forum)
    _check_upper(forum)
    forum.save()
    record(actor, "forum.found", forum, before=None, after=forum.as_fact(), now=now)
    if seats := list(members):
        seat_members(actor=actor, forum=forum, offices=seats, now=now)
    return forum


@action("forum.change")
def change_forum(
    *,
    actor: Actor,
    forum: Forum,
    kind: str,
    name: str,
    upper: Forum | None,
    host: Agency | None,
    chair: Office | None,
    secretary: Office | None,
    venue: str,
    rhythm_days: int | None,
    now: datetime,
) -> Forum:
    """Change what a forum is called, who leads it, and above which it stands; its region and election stay."""
    require(actor, Verb.RAKOR_PLAN, forum.place)
    forum = lock_forum(forum)
    before = forum.as_fact()
    forum.kind, forum.name = clean.forum_kind(kind), _name(name)
    if forum.upper_id != (upper.pk if upper else None):
        forum.upper = upper
        _check_upper(forum)
    if forum.host_id != (host.pk if host else None):
        forum.host = clean.open_agency(host, "host")
    if forum.chair_id != (chair.pk if chair else None):
        forum.chair = clean.open_office(chair, "chair")
    if forum.secretary_id != (secretary.pk if secretary else None):
        forum.secretary = clean.open_office(secretary, "secretary")
    forum.venue = clean.line(venue, field="venue", limit=200)
    forum.rhythm_days = clean.rhythm(rhythm_days)
    after = forum.as_fact()
    if after == before:
        nothing_changed()
        return forum
    _check_name(forum)
    forum.save()
    record(actor, "forum.change", forum, before=before, after=after, now=now)
    return forum


@action("forum.close")
def close_forum(*, actor: Actor, forum: Forum, reason: str, now: datetime) -> Forum:
    """End the series: only when none of its meetings runs and nothing promised in it is open any more.

    What is open is handed over to another forum first. Raises ``ForumStillBusy``, ``NotSaid``.
    """
    require(actor, Verb.RAKOR_PLAN, forum.place)
    forum = lock_forum(forum)
    said = clean.line(reason, field="reason", limit=400, empty=_("Alasan penutupan belum diisi."))
    if uses := work_in_forum(forum):
        raise ForumStillBusy(forum.name, uses)
    before = forum.as_fact()
    forum.closed_at = now
    forum.save(update_fields=["closed_at"])
    record(actor, "forum.close", forum, before=before, after=forum.as_fact(), now=now, reason=said)
    return forum


@action("forum.reopen")
def reopen_forum(*, actor: Actor, forum: Forum, reason: str, now: datetime) -> Forum:
    """Go on with a closed series; the reason goes on record."""
    require(actor, Verb.RAKOR_PLAN, forum.place)
    forum = lock_forum(forum, closed_too=True)
    said = clean.line(reason, field="reason", limit=400, empty=_("Alasan pembukaan kembali belum diisi."))
    if not forum.closed_at:
        nothing_changed()
        return forum
    clean.election_at(forum.election, forum.region)
    before = forum.as_fact()
    forum.closed_at = None
    forum.save(update_fields=["closed_at"])
    record(actor, "forum.reopen", forum, before=before, after=forum.as_fact(), now=now, reason=said)
    return forum


@action("forum.remove")
def remove_forum(*, actor: Actor, forum: Forum, now: datetime) -> None:
    """Remove a forum made by mistake: only while nothing has happened in it. Raises ``ForumStillBusy``."""
    require(actor, Verb.RAKOR_PLAN, forum.place)
    forum = lock_forum(forum, closed_too=True)
    if uses := uses_of_forum(forum):
        raise ForumStillBusy(forum.name, uses)
    for member in forum.members.select_related("forum__region", "office"):
        record(actor, "forum.unseat", member, before=member.as_fact(), after=None, now=now)
    record(actor, "forum.remove", forum, before=forum.as_fact(), after=None, now=now)
    forum.members.all().delete()
    forum.delete()


@action("forum.seat")
def seat_members(*, actor: Actor, forum: Forum, offices: Iterable[Office], now: datetime) -> list[ForumMember]:
    """Let offices sit in the forum, after those who sit there; returns the new seats. Raises ``NotSaid``."""
    require(actor, Verb.RAKOR_PLAN, forum.place)
    forum = lock_forum(forum)
    taken = dict(forum.members.values_list("office_id", "position"))
    position = max(taken.values(), default=0)
    seats: list[ForumMember] = []
    for office in offices:
        if office.pk in taken:
            continue
        clean.open_office(office, "office")
        position += 1
        taken[office.pk] = position
        seats.append(ForumMember(forum=forum, office=office, position=position))
    if not seats:
        nothing_changed()
        return []
    seats = ForumMember.objects.bulk_create(seats)
    for seat in seats:
        record(actor, "forum.seat", seat, before=None, after=seat.as_fact(), now=now)
    return seats


@action("forum.unseat")
def unseat_member(*, actor: Actor, member: ForumMember, now: datetime) -> None:
    """Take an office out of the forum; meetings to which it is invited keep it."""
    require(actor, Verb.RAKOR_PLAN, member.forum.place)
    forum = lock_forum(member.forum)
    found = forum.members.select_related("office").filter(pk=member.pk).first()
    if found is None:
        raise Refused
    found.forum = forum
    record(actor, "forum.unseat", found, before=found.as_fact(), after=None, now=now)
    found.delete()


def _name(name: str) -> str:
    return clean.line(name, field="name", limit=160, empty=_("Nama forum belum diisi."))


def _check_name(forum: Forum) -> None:
    same = Forum.objects.filter(election=forum.election_id, region=forum.region_id, name=forum.name)
    if same.exclude(pk=forum.pk or 0).exists():
        raise ForumNameTaken(forum.name)


def _check_upper(forum: Forum) -> None:
    """The forum above is of the same election, of this region or one above it, still open, and not below this one."""
    if forum.upper is None:
        return
    upper = lock_forum(forum.upper, closed_too=True)
    if upper.election_id != forum.election_id:
        raise WrongUpper(_("Forum di atasnya milik pemilihan lain."))
    if not inside(forum.region.code, upper.region.code):
        raise WrongUpper(_("Wilayah forum di atasnya tidak mencakup wilayah forum ini."))
    if upper.closed_at:
        raise WrongUpper(_("Forum di atasnya sudah ditutup."))
    above: Forum | None = upper
    for _step in range(_DEPTH):
        if above is None:
            return
        if forum.pk and above.pk == forum.pk:
            raise WrongUpper(_("Forum itu berada di bawah forum ini, jadi tidak dapat menjadi atasannya."))
        above = above.upper
    raise NotSaid(_("Susunan forum bertingkat terlalu dalam."), _("Pilih forum yang lebih dekat."), field="upper")
