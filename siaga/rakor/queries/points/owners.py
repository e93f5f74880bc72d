"""Who owes what is overdue, by agency, and whom to remind."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from siaga.access import Actor, Verb, scope_of
from siaga.desk.access import changeable_people
from siaga.desk.models import Agency, Office
from siaga.desk.queries.terms import holders_on
from siaga.elections.models import Election
from siaga.rakor.access import visible_points
from siaga.rakor.models import ActionPoint
from siaga.rakor.queries.points.lists import overdue_on
from siaga.wilayah.access import within

MOST_READ = 500


@dataclass(frozen=True, slots=True)
class Head:
    """Who leads an agency on a day: title, name, and the number where the actor keeps the person's data."""

    title: str
    name: str
    phone: str


@dataclass(frozen=True, slots=True)
class OwnerDebts:
    agency: Agency
    points: tuple[ActionPoint, ...]
    head: Head | None


def debts_by_owner(actor: Actor, election: Election, today: date) -> list[OwnerDebts]:
    """Overdue points that the actor keeps, by agency, the longest overdue first (bounded)."""
    keeps = within(scope_of(actor, Verb.POINT_CHANGE), "region__")
    rows = visible_points(actor).filter(keeps, overdue_on(today), election=election)
    owed: dict[int, list[ActionPoint]] = {}
    for point in rows.order_by("due", "priority", "pk")[:MOST_READ]:
        owed.setdefault(point.owner_id, []).append(point)
    heads = heads_of(actor, owed, today)
    return [OwnerDebts(points[0].owner, tuple(points), heads.get(key)) for key, points in owed.items()]


def heads_of(actor: Actor, agencies: Collection[int], day: date) -> dict[int, Head]:
    """Who acts on a day in the first office of each agency (bounded); numbers only for those who keep them."""
    first: dict[int, Office] = {}
    offices = Office.objects.filter(agency__in=list(agencies)).select_related("agency__region")
    for office in offices.order_by("agency_id", "position", "title")[:MOST_READ]:
        first.setdefault(office.agency_id, office)
    holders = holders_on(first.values(), day)
    known = changeable_people(actor, {one.acting.person_id for one in holders.values() if one.acting})
    found = {}
    for agency, office in first.items():
        acting = holders[office.pk].acting
        phone = acting.person.phone if acting is not None and acting.person_id in known else ""
        found[agency] = Head(holders[office.pk].title, holders[office.pk].name, phone)
    return found
