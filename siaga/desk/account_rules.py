"""Checks that several account actions share."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Literal

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from siaga.access import Actor, Place, Role, Verb, grantable_roles, inside, require
from siaga.desk.account_errors import AboveYou, BadAccount, BadPassword, LastAdministrator, UsernameTaken
from siaga.desk.models import Account, Grant, Person
from siaga.desk.queries.actors import holding
from siaga.wilayah.models import Region

USERNAME = re.compile(r"^[a-z0-9][a-z0-9._-]{2,39}$")
USERNAME_LONGEST = 40


def clean_username(username: str) -> str:
    """The username in its one spelling (small letters). Raises ``BadAccount``."""
    cleaned = username.strip().lower()
    if not USERNAME.fullmatch(cleaned):
        raise BadAccount(
            _("Nama pengguna “%(username)s” tidak dapat dipakai.") % {"username": username.strip()},
            _(
                "Pakai 3 sampai 40 huruf kecil, angka, titik, garis bawah atau tanda hubung, dan mulai dengan huruf "
                "atau angka."
            ),
            field="username",
        )
    return cleaned


def clean_name(name: str) -> str:
    """The name with single spaces. Raises ``BadAccount`` where there is none."""
    cleaned = " ".join(name.split())
    if not cleaned:
        raise BadAccount(_("Nama belum diisi."), _("Isi nama lengkap orangnya."), field="name")
    if len(cleaned) > 160:
        raise BadAccount(_("Nama terlalu panjang."), _("Tulis paling banyak 160 huruf."), field="name")
    return cleaned


def clean_email(email: str) -> str:
    cleaned = email.strip()
    if cleaned:
        try:
            validate_email(cleaned)
        except ValidationError:
            raise BadAccount(
                _("Alamat surel tidak benar."), _("Contoh yang benar: nama@instansi.go.id."), field="email"
            ) from None
    return cleaned


def check_password(password: str, account: Account) -> None:
    """Raise ``BadPassword`` with every reason why the password is too weak."""
    try:
        validate_password(password, account)
    except ValidationError as error:
        raise BadPassword(list(error.messages)) from None


def require_over(actor: Actor, account: Account) -> None:
    """Raise unless the actor may change this account and every role that it holds.

    Without the second half a secretariat could set the administrator's password and become one.
    """
    require(actor, Verb.ACCOUNT_CHANGE, Place(account.region_code))
    for grant in account.grants.filter(revoked_at=None).select_related("region"):
        region = grant.region.code if grant.region else ""
        if Role(grant.role) not in grantable_roles(actor, region):
            raise AboveYou


def require_an_administrator_without(
    *, region: str, now: datetime, account: Account | None = None, grant: Grant | None = None
) -> None:
    """Raise ``LastAdministrator`` unless somebody else administers this region after the act.

    The grants are locked, so that two administrators cannot remove each other at the same moment
    (on SQLite the action's own transaction already is the only writer).
    """
    others = holding(Grant.objects.filter(role=Role.ADMIN), now).filter(account__is_active=True, account__invited=False)
    if account is not None:
        others = others.exclude(account=account)
    if grant is not None:
        others = others.exclude(pk=grant.pk)
    rows = others.select_related("region").select_for_update(of=("self",)).order_by("pk")
    if not any(inside(region, row.region.code if row.region else "") for row in rows):
        raise LastAdministrator


def require_over_grant(actor: Actor, grant: Grant) -> None:
    """Raise unless the actor may change the account, and could itself give this role there."""
    require(actor, Verb.ACCOUNT_CHANGE, Place(grant.account.region_code))
    region = grant.region.code if grant.region else ""
    if Role(grant.role) not in grantable_roles(actor, region):
        require_over(actor, grant.account)


Purpose = Literal["invite", "reset"]


def purpose_for(account: Account) -> Purpose:
    """An account that has never signed in is invited; any other resets its password."""
    return "invite" if account.invited else "reset"


def save_new_account(
    username: str,
    name: str,
    region: Region | None,
    password: str | None,
    now: datetime,
    *,
    email: str = "",
    person: Person | None = None,
) -> Account:
    """Check and insert the row of an account; the action that asked for it writes it down."""
    account = Account(
        username=clean_username(username),
        name=clean_name(name),
        email=clean_email(email),
        region_code=region.code if region else "",
        person=person,
        invited=password is None,
        date_joined=now,
    )
    if password is None:
        account.set_unusable_password()
    else:
        check_password(password, account)
        account.set_password(password)
    try:
        with transaction.atomic():
            account.save(force_insert=True)
    except IntegrityError:
        raise UsernameTaken(account.username) from None
    return account
