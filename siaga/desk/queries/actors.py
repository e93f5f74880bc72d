"""From an account to the ``Actor`` that every action and query asks for."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Q

from siaga.access import Actor, Channel, Grant, Role
from siaga.desk.models import Account
from siaga.desk.models import Grant as GrantRow


def actor_of(user: Any, now: datetime, channel: Channel = Channel.PAGE) -> Actor:
    """The actor of a signed-in account with the grants that hold today; without grants for anybody else."""
    if not isinstance(user, Account) and not getattr(user, "is_authenticated", False):
        return Actor(account_id=None, name="", channel=channel)
    today = now.date()
    rows = (
        GrantRow.objects.filter(account_id=user.pk, revoked_at=None)
        .filter(Q(starts=None) | Q(starts__lte=today), Q(ends=None) | Q(ends__gte=today))
        .select_related("region", "agency__region")
    )
    grants = tuple(
        Grant(
            role=Role(row.role),
            agency=row.agency.code if row.agency else "",
            region=row.region.code if row.region else "",
            units=frozenset(row.units),
        )
        for row in rows
    )
    return Actor(account_id=user.pk, name=user.name or user.username, grants=grants, channel=channel)
