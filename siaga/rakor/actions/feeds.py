"""The standing calendar address of an account: made, made anew, revoked. Of the secret only the digest is kept."""

from __future__ import annotations

from datetime import datetime

from siaga.access import Actor, Refused
from siaga.desk.credentials import digest_of
from siaga.desk.models import Account
from siaga.ledger.recording import action, nothing_changed, record
from siaga.rakor.models import CalendarFeed
from siaga.rakor.queries.calendars import may_follow


@action("feed.create")
def create_feed(*, actor: Actor, secret: str, now: datetime) -> CalendarFeed:
    """Make the actor's own feed; an earlier one stops working."""
    account = _account(actor)
    if not account.is_active or not may_follow(actor):
        raise Refused
    _revoke(actor, account, now)
    feed = CalendarFeed.objects.create(account=account, digest=digest_of(secret), created_at=now)
    record(actor, "feed.create", feed, before=None, after=feed.as_fact(), now=now)
    return feed


@action("feed.revoke")
def revoke_feed(*, actor: Actor, now: datetime) -> None:
    """Stop the actor's own feed."""
    if not _revoke(actor, _account(actor), now):
        nothing_changed()


def _account(actor: Actor) -> Account:
    """The account of whoever acts, held until the action ends. Raises ``Refused`` for who has none."""
    number = actor.account_id
    found = Account.objects.select_for_update(of=("self",)).filter(pk=number).first() if number else None
    if found is None:
        raise Refused
    return found


def _revoke(actor: Actor, account: Account, now: datetime) -> bool:
    feed = CalendarFeed.objects.filter(account=account, revoked_at=None).select_related("account").first()
    if feed is None or not CalendarFeed.objects.filter(pk=feed.pk, revoked_at=None).update(revoked_at=now):
        return False
    before = feed.as_fact()
    feed.revoked_at = now
    record(actor, "feed.revoke", feed, before=before, after=feed.as_fact(), now=now)
    return True
