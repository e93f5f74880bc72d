"""From an account, or a token, to the ``Actor`` that every action and query asks for."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from siaga.access import Actor, Channel, Grant, Role
from siaga.desk.credentials import TOKEN_PREFIX, digest_of
from siaga.desk.models import Account, ApiToken
from siaga.desk.models import Grant as GrantRow
from siaga.desk.models.agency import agency_code
from siaga.prepared import Prepared


def holding(grants: QuerySet[GrantRow], now: datetime) -> QuerySet[GrantRow]:
    """Those grants that hold at this moment: not revoked, and within their dates (days of the installation)."""
    return _holding(grants, timezone.localtime(now).date())


def _holding(grants: QuerySet[GrantRow], today: date) -> QuerySet[GrantRow]:
    return grants.filter(Q(starts=None) | Q(starts__lte=today), Q(ends=None) | Q(ends__gte=today), revoked_at=None)


# Every request asks these.
_GRANTS: Prepared[Any] = Prepared(
    lambda account, today: _holding(GrantRow.objects.filter(account_id=account), today).values_list(
        "role", "agency__key", "agency__region__code", "region__code", "units", "election_id"
    ),
    account=int,
    today=date,
)
_TOKEN: Prepared[Any] = Prepared(
    lambda digest, now: (
        ApiToken.objects.filter(digest=digest, revoked_at=None, account__is_active=True)
        .filter(Q(expires_at=None) | Q(expires_at__gt=now))
        .order_by("pk")
        .values_list("account_id", "account__name", "account__username")[:1]
    ),
    digest=str,
    now=datetime,
)


def actor_of(user: Any, now: datetime, channel: Channel = Channel.PAGE) -> Actor:
    """The actor of a signed-in account with the grants that hold today; without grants for anybody else."""
    if not isinstance(user, Account) and not getattr(user, "is_authenticated", False):
        return Actor(account_id=None, name="", channel=channel)
    if not user.is_active:
        return Actor(account_id=user.pk, name=user.name or user.username, channel=channel)
    return _granted(user.pk, user.name or user.username, now, channel)


def _granted(account: int, name: str, now: datetime, channel: Channel) -> Actor:
    """The actor of an active account."""
    grants = tuple(
        Grant(
            role=Role(role),
            agency=agency_code(key, place) if key else "",
            region=region or "",
            units=frozenset(units),
            election=election,
        )
        for role, key, place, region, units, election in _GRANTS.all(
            account=account, today=timezone.localtime(now).date()
        )
    )
    return Actor(account_id=account, name=name, grants=grants, channel=channel)


def actor_from_token(token: str, now: datetime) -> Actor | None:
    """The actor behind an API token; None where it is unknown, expired, revoked, or its account is not active."""
    if not token.startswith(TOKEN_PREFIX):
        return None
    row = _TOKEN.first(digest=digest_of(token), now=now)
    if row is None:
        return None
    account, name, username = row
    return _granted(account, name or username, now, Channel.API)


def set_up_actor() -> Actor:
    """Whoever proved, with the code that the server printed, to hold the server: for the first set-up alone."""
    return Actor(account_id=None, name=_("penyiapan pertama"), grants=(Grant(Role.ADMIN),), channel=Channel.PAGE)


def forgotten_password_actor() -> Actor:
    """The door through which a reset link is mailed to an account's own address; it decides nothing else."""
    return Actor(account_id=None, name=_("permintaan lupa sandi"), grants=(Grant(Role.ADMIN),), channel=Channel.PAGE)
