"""Officials to look at: the list, the suggestions, one of them with what the actor may know."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Prefetch, Q, QuerySet

from siaga.access import Actor
from siaga.desk.access import may_change_person, offices_for, people_for
from siaga.desk.models import Person, Tenure
from siaga.desk.queries.terms import covering
from siaga.wilayah.names import fold


def find_people(people: QuerySet[Person], words: str) -> QuerySet[Person]:
    """Those whose name has all the words."""
    for word in fold(words).split()[:6]:
        people = people.filter(search_name__contains=word)
    return people


def people_on(actor: Actor, day: date) -> QuerySet[Person]:
    """Officials in reach with the terms that cover the day at offices in reach (``current_terms``)."""
    current = (
        Tenure.objects.filter(covering(day), office__in=offices_for(actor))
        .select_related("office__agency__region__parent", "person")
        .order_by("starts")
    )
    running = Count("tenures", filter=Q(tenures__in=current))
    return (
        people_for(actor)
        .annotate(running=running)
        .prefetch_related(Prefetch("tenures", queryset=current, to_attr="current_terms"))
    )


def suggested_people(actor: Actor, words: str, day: date) -> list[Person]:
    """At most 12 officials in reach for a text that is being typed."""
    if not fold(words):
        return []
    return list(find_people(people_on(actor, day), words).order_by("search_name", "pk")[:12])


@dataclass(frozen=True, slots=True)
class Contacts:
    """Phone, e-mail and NIP of an official, only for those who may know them."""

    phone: str
    email: str
    nip: str


def contacts_of(actor: Actor, person: Person) -> Contacts | None:
    """None where the actor may not know."""
    if not may_change_person(actor, person):
        return None
    return Contacts(person.phone, person.email, person.nip)
