"""Passwords, second factors, sessions, and what the installation demands of a role."""

from __future__ import annotations

from datetime import datetime

from allauth.mfa.models import Authenticator
from django.utils.translation import gettext as _

from siaga.access import Actor, Place, Refused, Role, Verb, require
from siaga.desk.account_errors import AccountNotReady
from siaga.desk.account_rules import require_over
from siaga.desk.links import close_links_of
from siaga.desk.models import Account, RolePolicy
from siaga.desk.sessions import end_sessions_of
from siaga.desk.tokens import revoke_tokens_of
from siaga.ledger.recording import action, nothing_changed, record


@action("account.password_changed")
def note_password_changed(*, actor: Actor, account: Account, now: datetime) -> int:
    """Write down that somebody changed their own password; reset links that still open and API tokens end with it.

    Returns how many tokens ended: who changes a password because it leaked must not leave the thief a token.
    No secret is part of any of these entries.
    """
    _note_own(actor, "account.password_changed", account, now)
    close_links_of(actor, account, now)
    return revoke_tokens_of(actor, account, now)


@action("account.second_factor_on")
def note_second_factor_on(*, actor: Actor, account: Account, now: datetime) -> None:
    """Write down that somebody enrolled a second factor."""
    _note_own(actor, "account.second_factor_on", account, now)


@action("account.second_factor_off")
def note_second_factor_off(*, actor: Actor, account: Account, now: datetime) -> None:
    """Write down that somebody gave up the second factor."""
    _note_own(actor, "account.second_factor_off", account, now)


@action("account.recovery_codes_made")
def note_recovery_codes_made(*, actor: Actor, account: Account, now: datetime) -> None:
    """Write down that somebody made (new) recovery codes."""
    _note_own(actor, "account.recovery_codes_made", account, now)


def _note_own(actor: Actor, act: str, account: Account, now: datetime) -> None:
    if actor.account_id != account.pk:
        raise Refused
    fact = account.as_fact()
    record(actor, act, account, before=fact, after=fact, now=now)


@action("account.clear_second_factor")
def clear_second_factor(*, actor: Actor, account: Account, reason: str, now: datetime) -> None:
    """Take the second factor off an account whose owner lost the phone; it is signed out everywhere.

    The password alone opens it again until a new factor is enrolled, so the reason is required.
    """
    require_over(actor, account)
    if not reason.strip():
        raise AccountNotReady(
            _("Alasan belum diisi."), _("Tulis bagaimana Anda memastikan orangnya, misalnya bertemu langsung.")
        )
    removed, _rows = Authenticator.objects.filter(user_id=account.pk).delete()
    if not removed:
        raise AccountNotReady(_("Akun ini tidak memakai verifikasi dua langkah."), _("Tidak ada yang perlu dicabut."))
    fact = account.as_fact()
    record(actor, "account.clear_second_factor", account, before=fact, after=fact, now=now, reason=reason.strip())
    end_sessions_of(account)


@action("account.end_sessions")
def end_sessions(
    *, actor: Actor, account: Account, now: datetime, only: int | None = None, keep: str | None = None
) -> int:
    """Sign an account out; how many sessions ended.

    only: the id of the one session to end. keep: the key of the session to spare (the one in use).
    """
    if actor.account_id != account.pk:
        require_over(actor, account)
    ended = end_sessions_of(account, only=only, keep=keep)
    if not ended:
        nothing_changed()
        return 0
    fact = account.as_fact()
    record(actor, "account.end_sessions", account, before=fact, after=fact, now=now)
    return ended


@action("role_policy.set")
def set_role_policy(*, actor: Actor, role: Role, mfa_required: bool, now: datetime) -> RolePolicy:
    """Demand a second factor of everybody who holds a role, or stop demanding it."""
    require(actor, Verb.SETTING_CHANGE, Place())
    policy = RolePolicy.objects.filter(role=role).first()
    if policy is None:
        if not mfa_required:
            nothing_changed()
            return RolePolicy(role=role, mfa_required=False)
        policy = RolePolicy.objects.create(role=role, mfa_required=True)
        record(actor, "role_policy.set", policy, before=None, after=policy.as_fact(), now=now)
        return policy
    if policy.mfa_required == mfa_required:
        nothing_changed()
        return policy
    before = policy.as_fact()
    policy.mfa_required = mfa_required
    policy.save(update_fields=["mfa_required"])
    record(actor, "role_policy.set", policy, before=before, after=policy.as_fact(), now=now)
    return policy
