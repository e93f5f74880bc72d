"""Reading accounts: whom an actor may see, what they hold, how they sign in."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, Subquery

from siaga.access import Actor, Place, Refused, Role, Scope, Verb, grantable_roles, may, require, scope_of
from siaga.desk.account_errors import LinkDead
from siaga.desk.credentials import digest_of
from siaga.desk.models import Account, Agency, ApiToken, Grant, Invitation, RolePolicy
from siaga.desk.queries.actors import holding
from siaga.prepared import Prepared
from siaga.wilayah.models import Region


def _at(scope: Scope, field: str) -> Q:
    """The accounts below the codes of a scope; accounts are few, so the prefix is matched on the text."""
    if scope.everything:
        return Q()
    q = Q(pk__in=())
    for code in scope.below:
        q |= Q(**{field: code}) | Q(**{f"{field}__startswith": f"{code}."})
    return q


def accounts_visible_to(actor: Actor, verb: Verb = Verb.ACCOUNT_VIEW) -> QuerySet[Account]:
    """The accounts that the actor may see (or, with another verb, change)."""
    return Account.objects.filter(_at(scope_of(actor, verb), "region_code"))


def access_account(actor: Actor, pk: int, verb: Verb = Verb.ACCOUNT_VIEW) -> Account:
    """One account. Raises ``Refused`` for missing and forbidden alike."""
    account = Account.objects.filter(pk=pk).select_related("person").first()
    if account is None:
        raise Refused
    require(actor, verb, Place(account.region_code))
    return account


def access_grant(actor: Actor, pk: int, verb: Verb = Verb.ACCOUNT_VIEW) -> Grant:
    """One role of an account, by the place of the account."""
    grant = Grant.objects.filter(pk=pk).select_related("account", "region", "agency__region", "election").first()
    if grant is None:
        raise Refused
    require(actor, verb, Place(grant.account.region_code))
    return grant


def access_invitation(actor: Actor, pk: int, verb: Verb = Verb.ACCOUNT_VIEW) -> Invitation:
    """One invitation, by the place of its account."""
    invitation = Invitation.objects.filter(pk=pk).select_related("account").first()
    if invitation is None:
        raise Refused
    require(actor, verb, Place(invitation.account.region_code))
    return invitation


def open_invitation(secret: str, now: datetime) -> Invitation:
    """The invitation behind a link that still opens. Possession is the permission.

    Raises ``LinkDead`` with the reason.
    """
    invitation = Invitation.objects.filter(secret_digest=digest_of(secret)).select_related("account").first()
    if invitation is None:
        raise LinkDead("unknown")
    if invitation.used_at is not None:
        raise LinkDead("used")
    if invitation.expires_at <= now:
        raise LinkDead("expired")
    if not invitation.account.is_active:
        raise LinkDead("inactive")
    return invitation


def access_own_token(actor: Actor, pk: int) -> ApiToken:
    """One of the actor's own API tokens."""
    if actor.account_id is None:
        raise Refused
    token = ApiToken.objects.filter(pk=pk, account_id=actor.account_id).select_related("account").first()
    if token is None:
        raise Refused
    return token


def with_sign_in_state(accounts: QuerySet[Account]) -> QuerySet[Account]:
    """Adds ``has_mfa`` and ``session_count`` to each account."""
    return accounts.annotate(
        has_mfa=Exists(Authenticator.objects.filter(user_id=OuterRef("pk"), type=Authenticator.Type.TOTP)),
        session_count=Count("usersession", distinct=True),
    )


def grants_of(account: Account, now: datetime, *, all_times: bool = False) -> list[Grant]:
    """The roles of an account, those that hold now or all that ever held, newest last."""
    rows = Grant.objects.filter(account=account)
    if not all_times:
        rows = holding(rows, now)
    return list(rows.select_related("region__parent", "agency__region", "election").order_by("pk"))


def open_invitations_of(account: Account, now: datetime) -> list[Invitation]:
    return list(Invitation.objects.filter(account=account, used_at=None, expires_at__gt=now).order_by("-created_at"))


def has_second_factor(account: Account) -> bool:
    return Authenticator.objects.filter(user_id=account.pk, type=Authenticator.Type.TOTP).exists()


_DEMANDING: Prepared[Any] = Prepared(
    lambda account: (
        RolePolicy.objects.filter(
            ~Exists(Authenticator.objects.filter(user_id=account, type=Authenticator.Type.TOTP)), mfa_required=True
        )
        .order_by("role")
        .values_list("role", flat=True)
    ),
    account=int,
)
"""Roles that demand a second factor, none where the account has one."""


def owes_second_factor(actor: Actor) -> bool:
    """Whether a role of the actor demands a second factor that the account has not enrolled. One query."""
    if actor.account_id is None or not actor.grants:
        return False
    return not actor.roles.isdisjoint(_DEMANDING.all(account=actor.account_id))


def role_policies(actor: Actor) -> dict[Role, bool]:
    """For each role whether it demands a second factor; for an administrator of everything."""
    require(actor, Verb.SETTING_CHANGE, Place())
    demanded = set(RolePolicy.objects.filter(mfa_required=True).values_list("role", flat=True))
    return {role: role in demanded for role in Role}


def sessions_of(account: Account) -> list[UserSession]:
    return list(UserSession.objects.filter(user_id=account.pk).order_by("-last_seen_at"))


def tokens_of(account: Account) -> list[ApiToken]:
    return list(ApiToken.objects.filter(account=account).order_by("revoked_at", "-created_at"))


def working_tokens(account: Account, now: datetime) -> int:
    """How many API tokens of the account still work."""
    return ApiToken.objects.filter(account=account, revoked_at=None).exclude(expires_at__lte=now).count()


def roles_to_give(actor: Actor) -> list[Role]:
    """The roles that the actor may give somewhere, in the order of the matrix."""
    found: set[Role] = set()
    for grant in actor.grants:
        found |= grantable_roles(actor, grant.region)
    return [role for role in Role if role in found]


def may_administer(actor: Actor, account: Account) -> bool:
    """Whether ``account_rules.require_over`` would let the actor change this account; for buttons on pages."""
    if not may(actor, Verb.ACCOUNT_CHANGE, Place(account.region_code)):
        return False
    held = Grant.objects.filter(account=account, revoked_at=None).select_related("region")
    return all(Role(g.role) in grantable_roles(actor, g.region.code if g.region else "") for g in held)


def account_list(actor: Actor, now: datetime) -> QuerySet[Account]:
    """The accounts of the list page: with their present roles (``held``), place names and sign-in state."""
    place = Region.objects.filter(code=OuterRef("region_code"))
    held = holding(Grant.objects.all(), now).select_related("region__parent", "agency").order_by("pk")
    return accounts_visible_to(actor).annotate(
        has_mfa=Exists(Authenticator.objects.filter(user_id=OuterRef("pk"), type=Authenticator.Type.TOTP)),
        place_name=Subquery(place.values("name")[:1]),
        place_parent=Subquery(place.values("parent__name")[:1]),
    ).prefetch_related(Prefetch("grants", queryset=held, to_attr="held"))  # fmt: skip


def places_of_accounts(actor: Actor) -> list[tuple[str, str]]:
    """(code, name) of the regions that have accounts the actor may see; at most 300."""
    codes = accounts_visible_to(actor).exclude(region_code="").values_list("region_code", flat=True).distinct()[:300]
    rows = Region.objects.filter(code__in=list(codes)).select_related("parent").order_by("code")
    return [(row.code, f"{row.title}, {row.parent.title}" if row.parent else row.title) for row in rows]


def agencies_of_accounts(actor: Actor) -> list[tuple[str, str]]:
    """(id, name) of the agencies for which accounts that the actor may see hold a role; at most 300."""
    rows = (
        Agency.objects.filter(grants__revoked_at=None, grants__account__in=accounts_visible_to(actor))
        .select_related("region")
        .distinct()
        .order_by("name")[:300]
    )
    return [(str(row.pk), f"{row.name} ({row.region.title})") for row in rows]


def accounts_waiting(actor: Actor) -> list[Account]:
    """Accounts that have never been opened and that the actor may change; the first 500 by name."""
    rows = accounts_visible_to(actor, Verb.ACCOUNT_CHANGE).filter(invited=True, is_active=True).order_by("name")
    return list(rows[:500])


def without_second_factor(actor: Actor) -> dict[str, int]:
    """For each role how many active accounts hold it without a second factor; for an administrator of everything."""
    require(actor, Verb.SETTING_CHANGE, Place())
    enrolled = Authenticator.objects.filter(user_id=OuterRef("account_id"), type=Authenticator.Type.TOTP)
    rows = (
        Grant.objects.filter(~Exists(enrolled), revoked_at=None, account__is_active=True)
        .values_list("role")
        .annotate(people=Count("account", distinct=True))
    )
    return dict(rows)
