"""Agencies to look at: the list, one of them, the contact book."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from siaga.access import Actor, Verb, may
from siaga.desk.access import agencies_for, changeable_people
from siaga.desk.models import Agency, Office, SupportRequest, SupportState
from siaga.desk.queries.terms import terms_on
from siaga.desk.terms import OfficeHolder, holder
from siaga.wilayah.models import Region
from siaga.wilayah.names import fold

OPEN_STATES = (SupportState.ASKED, SupportState.GRANTED)


def agencies_on(actor: Actor, day: date) -> QuerySet[Agency]:
    """Agencies in reach with ``office_count``, ``open_requests``, and their offices with who acts on the day."""
    asked = (
        SupportRequest.objects.filter(asked_by=OuterRef("pk"), state__in=OPEN_STATES)
        .order_by()
        .values("asked_by")
        .annotate(n=Count("pk"))
        .values("n")
    )
    posts = Office.objects.filter(agency=OuterRef("pk")).order_by().values("agency").annotate(n=Count("pk")).values("n")
    return (
        agencies_for(actor)
        .annotate(office_count=Coalesce(Subquery(posts), 0), open_requests=Coalesce(Subquery(asked), 0))
        .prefetch_related(_posts_on(day))
    )


def _posts_on(day: date) -> Prefetch[str, QuerySet[Office], str]:
    posts = Office.objects.order_by("position", "title").prefetch_related(terms_on(day))
    return Prefetch("offices", queryset=posts, to_attr="posts")


def head_of(agency: Agency, day: date) -> OfficeHolder | None:
    """Its first office and who acts in it; None for an agency without offices. For rows of ``agencies_on``."""
    post: Office | None = next(iter(agency.posts), None)
    return holder(post, post.terms_on_day, day) if post else None


def find_agencies(agencies: QuerySet[Agency], words: str) -> QuerySet[Agency]:
    """Those whose name, short name, other name, key or kind has all the words."""
    for word in words.split()[:6]:
        agencies = agencies.filter(
            Q(name__icontains=word)
            | Q(short_name__icontains=word)
            | Q(key__icontains=word)
            | Q(aliases__name__icontains=word)
            | Q(region__search_name__contains=fold(word) or word)
        )
    return agencies.distinct()


def regions_with_agencies(actor: Actor) -> list[Region]:
    """Regions above the villages that have agencies in reach, for a filter (bounded at 300)."""
    return list(
        Region.objects.filter(pk__in=agencies_for(actor).order_by().values("region"), level__lte=3)
        .select_related("parent")
        .order_by("code")[:300]
    )


@dataclass(frozen=True, slots=True)
class Contact:
    """One line of the contact book; phone and e-mail are empty where the actor may not see them."""

    agency: Agency
    office: Office
    holder: OfficeHolder
    phone: str
    email: str


def contact_book(actor: Actor, agencies: QuerySet[Agency], day: date) -> list[Contact]:
    """Offices of the agencies with who acts on the day, and how to reach whom the actor may change.

    ``agencies`` comes from ``agencies_on``; bounded at 1,000 agencies.
    """
    posts = [
        (agency, office, holder(office, office.terms_on_day, day))
        for agency in agencies[:1000]
        for office in agency.posts
    ]
    kept = {
        post.acting.person_id
        for agency, _office, post in posts
        if post.acting and may(actor, Verb.OFFICE_CHANGE, agency.place)
    }
    open_ones = changeable_people(actor, kept)
    lines = []
    for agency, office, post in posts:
        person = post.acting.person if post.acting and post.acting.person_id in open_ones else None
        lines.append(
            Contact(
                agency=agency,
                office=office,
                holder=post,
                phone=person.phone if person else "",
                email=person.email if person else "",
            )
        )
    return lines
