"""Making, changing, closing and reopening accounts."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from siaga.access import Actor, Place, Role, Verb, require
from siaga.desk.account_errors import AccountNotReady, AlreadySetUp
from siaga.desk.account_rules import (
    clean_email,
    clean_name,
    require_an_administrator_without,
    require_over,
    save_new_account,
)
from siaga.desk.links import close_links_of
from siaga.desk.models import Account, Grant, Person
from siaga.desk.sessions import end_sessions_of
from siaga.desk.tokens import revoke_tokens_of
from siaga.ledger.recording import action, nothing_changed, record
from siaga.wilayah.models import Region


@action("account.create")
def create_account(
    *,
    actor: Actor,
    username: str,
    name: str,
    region: Region | None,
    now: datetime,
    email: str = "",
    person: Person | None = None,
    password: str | None = None,
) -> Account:
    """Make an account at a region (None: the whole installation). It may do nothing until it gets a role.

    Without a password it waits for an invitation link. Raises ``BadAccount``, ``BadPassword``, ``UsernameTaken``.
    """
    require(actor, Verb.ACCOUNT_CHANGE, Place(region.code if region else ""))
    account = save_new_account(username, name, region, password, now, email=email, person=person)
    record(actor, "account.create", account, before=None, after=account.as_fact(), now=now)
    return account


@action("account.change")
def change_account(
    *,
    actor: Actor,
    account: Account,
    now: datetime,
    name: str,
    region: Region | None,
    email: str = "",
    person: Person | None = None,
) -> Account:
    """Change name, place, e-mail or person of an account; the place only within the actor's own reach."""
    require_over(actor, account)
    require(actor, Verb.ACCOUNT_CHANGE, Place(region.code if region else ""))
    before = account.as_fact()
    account.name = clean_name(name)
    account.email = clean_email(email)
    account.region_code = region.code if region else ""
    account.person = person
    after = account.as_fact()
    if after == before:
        nothing_changed()
        return account
    account.save(update_fields=["name", "email", "region_code", "person"])
    record(actor, "account.change", account, before=before, after=after, now=now)
    return account


@action("account.set_own_name")
def set_own_name(*, actor: Actor, account: Account, name: str, email: str, now: datetime) -> Account:
    """Somebody mends their own name or e-mail address."""
    if actor.account_id != account.pk:
        require_over(actor, account)
    before = account.as_fact()
    account.name = clean_name(name)
    account.email = clean_email(email)
    after = account.as_fact()
    if after == before:
        nothing_changed()
        return account
    account.save(update_fields=["name", "email"])
    record(actor, "account.set_own_name", account, before=before, after=after, now=now)
    return account


@action("account.deactivate")
def deactivate_account(*, actor: Actor, account: Account, reason: str, now: datetime) -> Account:
    """Close the door for an account: it is signed out everywhere, its open links and tokens end for good.

    Raises ``LastAdministrator`` where nobody else would administer the region.
    """
    require_over(actor, account)
    _refuse_the_last_administrator(account, now)
    before = account.as_fact()
    if not Account.objects.filter(pk=account.pk, is_active=True).update(is_active=False):
        raise AccountNotReady(_("Akun ini sudah nonaktif."), _("Muat ulang halaman."))
    account.is_active = False
    record(actor, "account.deactivate", account, before=before, after=account.as_fact(), now=now, reason=reason)
    close_links_of(actor, account, now)
    revoke_tokens_of(actor, account, now)
    end_sessions_of(account)
    return account


def _refuse_the_last_administrator(account: Account, now: datetime) -> None:
    for grant in Grant.objects.filter(account=account, role=Role.ADMIN, revoked_at=None).select_related("region"):
        require_an_administrator_without(region=grant.region.code if grant.region else "", now=now, account=account)


@action("account.reactivate")
def reactivate_account(*, actor: Actor, account: Account, now: datetime, reason: str = "") -> Account:
    """Open the door again; roles, password and second factor are as they were."""
    require_over(actor, account)
    before = account.as_fact()
    if not Account.objects.filter(pk=account.pk, is_active=False).update(is_active=True):
        raise AccountNotReady(_("Akun ini sudah aktif."), _("Muat ulang halaman."))
    account.is_active = True
    record(actor, "account.reactivate", account, before=before, after=account.as_fact(), now=now, reason=reason)
    return account


@action("account.create_first")
def create_first_administrator(
    *, actor: Actor, username: str, name: str, password: str | None, now: datetime
) -> Account:
    """The very first account, administrator of the whole installation; only while there is none at all.

    actor: a command on the server, or ``set_up_actor()`` for whoever typed the code that the server printed.
    Raises ``AlreadySetUp``.
    """
    require(actor, Verb.ACCOUNT_CHANGE, Place())
    if Account.objects.exists():
        raise AlreadySetUp
    account = save_new_account(username, name, None, password, now)
    record(actor, "account.create_first", account, before=None, after=account.as_fact(), now=now)
    grant = Grant.objects.create(account=account, role=Role.ADMIN)
    record(actor, "grant.give", grant, before=None, after=grant.as_fact(), now=now)
    return account
