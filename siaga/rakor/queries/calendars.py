"""The meetings of a calendar feed, as its account may see them at this moment."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q

from siaga.access import Actor, Verb, scope_of
from siaga.desk.credentials import digest_of
from siaga.rakor.access import visible_meetings
from siaga.rakor.models import CalendarFeed, Meeting, MeetingState

PAST = timedelta(days=180)
FUTURE = timedelta(days=400)
CANCELLED_STAYS = timedelta(days=90)
"""So long a cancelled meeting is told of, so that every client takes it away."""
MOST = 1_000


def feed_behind(secret: str) -> CalendarFeed | None:
    """The feed of this address, while it is not revoked and its account works."""
    return (
        CalendarFeed.objects.filter(digest=digest_of(secret), revoked_at=None, account__is_active=True)
        .select_related("account")
        .first()
    )


def feed_of(actor: Actor) -> CalendarFeed | None:
    """The standing feed of whoever acts."""
    return CalendarFeed.objects.filter(account=actor.account_id, revoked_at=None).select_related("account").first()


def may_follow(actor: Actor) -> bool:
    """Whether there can be any meeting for this person to see."""
    return not (scope_of(actor, Verb.RAKOR_VIEW).nothing and scope_of(actor, Verb.RAKOR_ATTEND).nothing)


def meetings_of_feed(actor: Actor, now: datetime) -> list[Meeting]:
    """From half a year back to a year ahead, soonest first; of too many the latest are left out."""
    gone = Q(state=MeetingState.CANCELLED, changed_at__lt=now - CANCELLED_STAYS)
    return list(
        visible_meetings(actor)
        .filter(starts_at__gte=now - PAST, starts_at__lte=now + FUTURE)
        .exclude(gone)
        .order_by("starts_at", "pk")[:MOST]
    )
