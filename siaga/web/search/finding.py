"""Finding by a few typed words or a code; every answer is bounded and says where the thing lies."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Case, IntegerField, Q, Value, When
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from siaga.access import Actor, Verb, scope_of
from siaga.desk.access import agencies_for, offices_for, people_for
from siaga.elections.access import visible_stations
from siaga.elections.models import Election
from siaga.kit.words import short_day
from siaga.rakor.access import visible_forums, visible_meetings, visible_obstacles, visible_points
from siaga.rakor.models import UNSETTLED
from siaga.rakor.queries import forums as forum_queries
from siaga.rakor.queries import meetings as meeting_queries
from siaga.wilayah.codes import dotted
from siaga.wilayah.models import Region
from siaga.wilayah.names import fold
from siaga.wilayah.queries import search_regions

LONGEST = 80
MOST_WORDS = 6
_STATION = re.compile(r"^(?:tps\s*)?0*(\d{1,3})\b[\s,]*(.*)$", re.IGNORECASE)
_STATION_CODE = re.compile(r"^(\d{2}\.\d{2}\.\d{2}\.\d{4})/(\d{1,3})$")
_KPU_STATION = re.compile(r"^(\d{10})(\d{3})$")


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that was found. ``value`` is what a form would store (its code)."""

    title: str
    where: str
    url: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """The hits of one kind; ``more`` says that there are others beyond the bound."""

    key: str
    label: Promise | str
    icon: str
    hits: list[Hit]
    more: bool


def find(actor: Actor, words: str, election: Election | None, most: int) -> list[Group]:
    """Groups that found something, at most ``most`` hits each. ``election``: whose stations are meant."""
    text = " ".join(words.replace("\x00", "").split())[:LONGEST]
    if len(fold(text)) < 2:
        return []
    groups = [
        _group("wilayah", gettext_lazy("Wilayah"), "map-pins", find_regions(actor, text, most + 1), most),
        _group("tps", gettext_lazy("TPS"), "box", find_stations(actor, text, election, most + 1), most),
        _group("instansi", gettext_lazy("Instansi"), "building", find_agencies(actor, text, most + 1), most),
        _group("jabatan", gettext_lazy("Jabatan"), "id-badge-2", find_offices(actor, text, most + 1), most),
        _group("pejabat", gettext_lazy("Pejabat"), "user", find_people(actor, text, most + 1), most),
        _group("forum", gettext_lazy("Forum"), "users-group", find_forums(actor, text, most + 1), most),
        _group("rakor", gettext_lazy("Rapat"), "calendar-event", find_meetings(actor, text, most + 1), most),
        _group("janji", gettext_lazy("Tindak lanjut"), "checklist", find_points(actor, text, most + 1), most),
        _group("kendala", gettext_lazy("Kendala"), "barrier-block", find_obstacles(actor, text, most + 1), most),
    ]
    return [group for group in groups if group.hits]


def _group(key: str, label: Promise, icon: str, hits: list[Hit], most: int) -> Group:
    return Group(key, label, icon, hits[:most], len(hits) > most)


def _where(region: Region | None) -> str:
    """The titles above a region, nearest first."""
    titles: list[str] = []
    while region is not None and len(titles) < 2:
        titles.append(region.title)
        region = region.parent
    return ", ".join(titles)


def _all_words(text: str, *columns: str) -> Q:
    """Every word stands in at least one of the columns (folded names)."""
    condition = Q()
    for word in fold(text).split()[:MOST_WORDS]:
        either = Q()
        for column in columns:
            either |= Q(**{f"{column}__contains": word})
        condition &= either
    return condition


def _best_first(column: str, text: str) -> Case:
    folded = fold(text)
    return Case(
        When(**{column: folded}, then=Value(0)),
        When(**{f"{column}__startswith": folded}, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )


def find_regions(actor: Actor, text: str, most: int) -> list[Hit]:
    """Regions by name, former name, or code (dotted or in digits)."""
    if scope_of(actor, Verb.REGION_VIEW).nothing:
        return []
    hits = []
    for found in search_regions(actor, text, most):
        region = found.region
        known_as = _("dicatat juga sebagai %(name)s") % {"name": found.known_as} if found.known_as else ""
        where = " · ".join(part for part in (_where(region.parent), region.code, known_as) if part)
        hits.append(Hit(region.title, where, f"/wilayah/{region.code}/", region.code))
    return hits


def find_stations(actor: Actor, text: str, election: Election | None, most: int) -> list[Hit]:
    """Stations of the election: ``16.72.01.1001/005``, KPU's 13 digits, ``TPS 5 Sukorejo``."""
    if election is None or scope_of(actor, Verb.STATION_VIEW).nothing:
        return []
    rows = visible_stations(actor, election).select_related("village__parent__parent")
    if found := _STATION_CODE.match(text):
        rows = rows.filter(code=f"{found[1]}/{int(found[2]):03d}")
    elif found := _KPU_STATION.match(text):
        rows = rows.filter(code=f"{dotted(found[1])}/{found[2]}")
    elif (found := _STATION.match(text)) and (found[2] or text.lower().startswith("tps")):
        rows = rows.filter(number=int(found[1]))
        if found[2]:
            rows = rows.filter(_all_words(found[2], "village__search_name", "village__parent__search_name"))
    else:
        return []
    return [
        Hit(
            _("TPS %(number)03d") % {"number": station.number},
            f"{station.village.title}, {_where(station.village.parent)}",
            f"/pemilihan/{election.slug}/tps/{station.code}/",
            station.code,
        )
        for station in rows[:most]
    ]


def find_agencies(actor: Actor, text: str, most: int) -> list[Hit]:
    """Agencies by name, short name, other name or key; regions' names narrow."""
    if scope_of(actor, Verb.AGENCY_VIEW).nothing:
        return []
    rows = agencies_for(actor)
    for word in text.split()[:MOST_WORDS]:
        rows = rows.filter(
            Q(name__icontains=word)
            | Q(short_name__icontains=word)
            | Q(key__icontains=word)
            | Q(aliases__name__icontains=word)
            | Q(region__search_name__contains=fold(word) or word)
        )
    return [
        Hit(agency.name, _where(agency.region), f"/instansi/{agency.code}/", agency.code)
        for agency in rows.order_by("closed_on", "name", "pk").distinct()[:most]
    ]


def find_offices(actor: Actor, text: str, most: int) -> list[Hit]:
    """Offices by their title and their region."""
    if scope_of(actor, Verb.OFFICE_VIEW).nothing:
        return []
    rows = offices_for(actor)
    for word in text.split()[:MOST_WORDS]:
        rows = rows.filter(Q(title__icontains=word) | Q(agency__region__search_name__contains=fold(word) or word))
    return [
        Hit(
            office.title,
            f"{office.agency.name} · {_where(office.agency.region)}",
            f"/pejabat/jabatan/{office.pk}/",
            str(office.pk),
        )
        for office in rows.order_by("title", "pk")[:most]
    ]


def find_people(actor: Actor, text: str, most: int) -> list[Hit]:
    """Officials by name, with an office that they hold or held. Never by phone, e-mail or NIP."""
    if scope_of(actor, Verb.OFFICE_VIEW).nothing:
        return []
    rows = list(
        people_for(actor)
        .filter(_all_words(text, "search_name"))
        .annotate(nearness=_best_first("search_name", text))
        .prefetch_related("tenures__office__agency__region")
        .order_by("nearness", "search_name", "pk")[:most]
    )
    hits = []
    for person in rows:
        last = max(person.tenures.all(), key=lambda tenure: tenure.starts, default=None)
        office = f"{last.office.title}, {last.office.agency.region.title}" if last else ""
        hits.append(Hit(person.name, office, f"/pejabat/orang/{person.pk}/", str(person.pk)))
    return hits


def find_forums(actor: Actor, text: str, most: int) -> list[Hit]:
    """Forums by name and region."""
    if all(scope_of(actor, verb).nothing for verb in (Verb.RAKOR_VIEW, Verb.RAKOR_ATTEND)):
        return []
    rows = forum_queries.find_forums(visible_forums(actor), text).order_by("closed_at", "name", "pk")
    return [
        Hit(forum.name, f"{forum.get_kind_display()} · {_where(forum.region)}", f"/rakor/forum/{forum.pk}/")
        for forum in rows[:most]
    ]


def find_meetings(actor: Actor, text: str, most: int) -> list[Hit]:
    """Meetings by title, forum and place, the latest first."""
    if all(scope_of(actor, verb).nothing for verb in (Verb.RAKOR_VIEW, Verb.RAKOR_ATTEND)):
        return []
    rows = meeting_queries.find_meetings(visible_meetings(actor), text).order_by("-starts_at", "-pk")
    return [
        Hit(meeting.title, f"{short_day(meeting.starts_at)} · {meeting.forum.name}", f"/rakor/{meeting.pk}/")
        for meeting in rows[:most]
    ]


def find_points(actor: Actor, text: str, most: int) -> list[Hit]:
    """Action points by what was promised and by whom, the open ones that fall due first before all others."""
    if all(scope_of(actor, verb).nothing for verb in (Verb.POINT_VIEW, Verb.POINT_REPORT)):
        return []
    rows = visible_points(actor)
    for word in text.split()[:MOST_WORDS]:
        rows = rows.filter(Q(title__icontains=word) | Q(owner__name__icontains=word))
    over = Case(When(state__in=UNSETTLED, then=Value(0)), default=Value(1), output_field=IntegerField())
    return [
        Hit(
            point.title,
            f"{point.get_state_display()} · {point.owner.name} · {_where(point.region)}",
            f"/tindak-lanjut/{point.pk}/",
        )
        for point in rows.order_by(over, "due", "pk")[:most]
    ]


def find_obstacles(actor: Actor, text: str, most: int) -> list[Hit]:
    """Obstacles by what was said of them, the latest first."""
    if scope_of(actor, Verb.OBSTACLE_VIEW).nothing:
        return []
    rows = visible_obstacles(actor)
    for word in text.split()[:MOST_WORDS]:
        rows = rows.filter(title__icontains=word)
    return [
        Hit(obstacle.title, f"{obstacle.get_state_display()} · {_where(obstacle.region)}", f"/kendala/{obstacle.pk}/")
        for obstacle in rows.order_by("-created_at", "-pk")[:most]
    ]


SUGGESTERS: dict[str, Callable[[Actor, str, int], list[Hit]]] = {
    "wilayah": find_regions,
    "instansi": find_agencies,
    "jabatan": find_offices,
    "pejabat": find_people,
}
"""Kinds that a form may ask suggestions of, by address."""
