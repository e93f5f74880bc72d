"""Support requests to look at: the list, what is late, the counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from siaga.access import Actor, Verb, may
from siaga.desk.access import agencies_for, requests_for
from siaga.desk.kinds import asking_kinds
from siaga.desk.models import Agency, SupportRequest, SupportState
from siaga.elections.models import Election

OPEN = (SupportState.ASKED, SupportState.GRANTED)


def overdue_on(day: date) -> Q:
    """Requests that are neither refused, delivered nor withdrawn, and were needed before the day."""
    return Q(state__in=OPEN, due__lt=day)


def is_overdue(request: SupportRequest, day: date) -> bool:
    return request.state in OPEN and request.due < day


def overdue_requests(actor: Actor, day: date) -> QuerySet[SupportRequest]:
    """Overdue requests in reach, the longest overdue first."""
    return requests_for(actor).filter(overdue_on(day)).order_by("due", "id")


@dataclass(frozen=True, slots=True)
class SupportCounts:
    """How many requests in reach stand where."""

    asked: int
    granted: int
    overdue: int
    delivered: int
    total: int


def support_counts(actor: Actor, day: date) -> SupportCounts:
    found = (
        requests_for(actor)
        .order_by()
        .aggregate(
            asked=Count("pk", filter=Q(state=SupportState.ASKED)),
            granted=Count("pk", filter=Q(state=SupportState.GRANTED)),
            overdue=Count("pk", filter=overdue_on(day)),
            delivered=Count("pk", filter=Q(state=SupportState.DELIVERED)),
            total=Count("pk"),
        )
    )
    return SupportCounts(**found)


def agencies_that_may_ask(actor: Actor) -> list[Agency]:
    """Open agencies of KPU's and Bawaslu's lines in whose name the actor may ask (bounded at 100)."""
    found = agencies_for(actor, Verb.SUPPORT_ASK).filter(kind__in=asking_kinds(), closed_on=None)
    return list(found.order_by("region__code", "key")[:100])


@dataclass(frozen=True, slots=True)
class Steps:
    """What the actor may do next with a request, by its state and by whose step it is."""

    change: bool
    answer: bool
    deliver: bool
    withdraw: bool

    @property
    def any(self) -> bool:
        return self.change or self.answer or self.deliver or self.withdraw


def steps_for(actor: Actor, request: SupportRequest) -> Steps:
    asks = may(actor, Verb.SUPPORT_ASK, request.place)
    answers = may(actor, Verb.SUPPORT_ANSWER, request.place)
    asked, granted = request.state == SupportState.ASKED, request.state == SupportState.GRANTED
    return Steps(
        change=asks and asked,
        answer=answers and asked,
        deliver=(asks or answers) and granted,
        withdraw=asks and (asked or granted),
    )


def find_requests(requests: QuerySet[SupportRequest], words: str) -> QuerySet[SupportRequest]:
    """Those whose title, letter or asking agency has all the words."""
    for word in words.split()[:6]:
        requests = requests.filter(
            Q(title__icontains=word) | Q(letter__icontains=word) | Q(asked_by__name__icontains=word)
        )
    return requests


def agencies_with_requests(actor: Actor) -> list[Agency]:
    """Agencies that have asked, for a filter (bounded at 200)."""
    asked = requests_for(actor).order_by().values("asked_by")
    return list(Agency.objects.filter(pk__in=asked).select_related("region").order_by("region__code", "key")[:200])


def elections_with_requests(actor: Actor) -> list[Election]:
    """Elections that have requests, for a filter (bounded at 50)."""
    asked = requests_for(actor).order_by().values("election")
    return list(Election.objects.filter(pk__in=asked).order_by("-voting_day")[:50])
