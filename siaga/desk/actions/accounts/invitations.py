"""One-time links: a first sign-in, or a new password. Their secret is shown once and kept as a digest."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from siaga.access import Actor, Refused
from siaga.desk.account_errors import AccountNotReady, LinkDead
from siaga.desk.account_rules import check_password, clean_name, purpose_for, require_over
from siaga.desk.credentials import digest_of
from siaga.desk.links import close_link, close_links_of
from siaga.desk.models import Account, Invitation
from siaga.desk.queries.accounts import open_invitation
from siaga.desk.sessions import end_sessions_of
from siaga.desk.tokens import revoke_tokens_of
from siaga.ledger.recording import Change, action, nothing_changed, record, record_bulk

LIFETIME: dict[str, timedelta] = {"invite": timedelta(days=7), "reset": timedelta(hours=24)}
"""How long a link opens. A reset is asked for by somebody who stands at the door; an invitation is carried on paper."""

MOST_AT_ONCE = 500


@action("invitation.create")
def create_invitation(*, actor: Actor, account: Account, secret: str, now: datetime) -> Invitation:
    """Make a one-time link for an account; its earlier links close.

    secret: from ``credentials.new_link_secret()``; the caller shows it once, only the digest is kept.
    Who has never signed in gets an invitation (7 days), anybody else a reset link (24 hours).
    """
    require_over(actor, account)
    _require_open(account)
    close_links_of(actor, account, now)
    invitation = Invitation.objects.create(**_fields(account, secret, now))
    record(actor, "invitation.create", invitation, before=None, after=invitation.as_fact(), now=now)
    return invitation


def _fields(account: Account, secret: str, now: datetime) -> dict[str, object]:
    purpose = purpose_for(account)
    return {
        "account": account,
        "purpose": purpose,
        "secret_digest": digest_of(secret),
        "created_at": now,
        "expires_at": now + LIFETIME[purpose],
    }


def _require_open(account: Account) -> None:
    if not account.is_active:
        raise AccountNotReady(
            _("Akun %(name)s sedang nonaktif.") % {"name": account.name}, _("Aktifkan dulu, lalu buat tautannya.")
        )


@action("invitation.create_many")
def create_invitations(
    *, actor: Actor, accounts: Sequence[Account], secrets: Sequence[str], now: datetime
) -> list[Invitation]:
    """Make links for many accounts at once (sheets to print), in the order of ``accounts``; earlier links close.

    At most ``MOST_AT_ONCE``. All or none: one account that is out of reach or inactive refuses the whole act.
    """
    if len(accounts) > MOST_AT_ONCE:
        raise AccountNotReady(
            _("Terlalu banyak akun sekaligus: %(count)d.") % {"count": len(accounts)},
            _("Pilih paling banyak %(most)d akun.") % {"most": MOST_AT_ONCE},
        )
    for account in accounts:
        require_over(actor, account)
        _require_open(account)
    changes: list[Change] = []
    open_ones = Invitation.objects.filter(
        account__in=[account.pk for account in accounts], used_at=None, expires_at__gt=now
    ).select_related("account")
    for old in open_ones:
        before = old.as_fact()
        old.expires_at = now
        changes.append(Change(old.fact_type, old.fact_key, old.fact_region, before, old.as_fact()))
    Invitation.objects.bulk_update(open_ones, ["expires_at"], batch_size=200)
    made = [Invitation(**_fields(account, secret, now)) for account, secret in zip(accounts, secrets, strict=True)]
    Invitation.objects.bulk_create(made, batch_size=200)
    changes += [Change(row.fact_type, row.fact_key, row.fact_region, None, row.as_fact()) for row in made]
    record_bulk(actor, "invitation.create_many", changes, label=_("%(count)d undangan") % {"count": len(made)}, now=now)
    return made


@action("invitation.cancel")
def cancel_invitation(*, actor: Actor, invitation: Invitation, now: datetime) -> Invitation:
    """Close a link before it is used (a sheet was lost). A link that is closed already changes nothing."""
    require_over(actor, invitation.account)
    if invitation.used_at is not None or invitation.expires_at <= now:
        nothing_changed()
        return invitation
    close_link(actor, invitation, now)
    return invitation


@action("invitation.accept")
def accept_invitation(*, actor: Actor, secret: str, password: str, now: datetime, name: str = "") -> Account:
    """Set the password (and, on a first sign-in, the name) of the account behind a link; the link is then dead.

    actor: the account itself; possession of the secret is the permission.
    All other sessions of the account end, and all its API tokens. A second factor stays: it is asked for at the
    sign-in that follows.
    Raises ``LinkDead``, ``BadPassword``, ``BadAccount``.
    """
    invitation = open_invitation(secret, now)
    account = invitation.account
    if actor.account_id != account.pk:
        raise Refused
    check_password(password, account)
    before = invitation.as_fact()
    claimed = Invitation.objects.filter(pk=invitation.pk, used_at=None, expires_at__gt=now).update(used_at=now)
    if not claimed:
        raise LinkDead("used")
    invitation.used_at = now
    record(actor, "invitation.accept", invitation, before=before, after=invitation.as_fact(), now=now)
    was = account.as_fact()
    account.set_password(password)
    if invitation.purpose == "invite":
        account.invited = False
        account.name = clean_name(name or account.name)
    account.save(update_fields=["password", "invited", "name"])
    record(actor, "account.set_password", account, before=was, after=account.as_fact(), now=now)
    revoke_tokens_of(actor, account, now)
    end_sessions_of(account)
    return account
