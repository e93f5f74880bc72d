"""The one-time links of an account; closing them is part of an action, never one of its own."""

from __future__ import annotations

from datetime import datetime

from siaga.access import Actor
from siaga.desk.models import Account, Invitation
from siaga.ledger.recording import record


def close_links_of(actor: Actor, account: Account, now: datetime) -> None:
    """Close every link of the account that still opens, each with its entry."""
    for link in Invitation.objects.filter(account=account, used_at=None, expires_at__gt=now).select_related("account"):
        close_link(actor, link, now)


def close_link(actor: Actor, link: Invitation, now: datetime) -> None:
    """Close one link, with its entry."""
    before = link.as_fact()
    link.expires_at = now
    link.save(update_fields=["expires_at"])
    record(actor, "invitation.cancel", link, before=before, after=link.as_fact(), now=now)
