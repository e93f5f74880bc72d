"""Passwords, second factors, sessions, and what the installation demands of a role."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from allauth.mfa.models import Authenticator
from django.utils.translation import gettext as _

from siaga.access import Actor, Place, Refused, Role, Verb, require
from siaga.desk.account_errors import AccountNotReady
from siaga.desk.account_rules import require_over
from siaga.desk.models import Account, RolePolicy
from siaga.desk.sessions import end_all_sessions
from siaga.ledger.recording import action, nothing_changed, record


class SecurityEvent(StrEnum):
    """What happened to the keys of an account; kept as the act of a ledger entry."""

    PASSWORD_CHANGED = "account.password_changed"  # noqa: S105 the name of an event
    TOTP_ON = "account.second_factor_on"
    TOTP_OFF = "account.second_factor_off"
    CODES_MADE = "account.recovery_codes_made"
    SESSION_ENDED = "account.session_ended"


@action("account.security_event")
def note_security_event(
    *, actor: Actor, account: Account, event: SecurityEvent, now: datetime, reason: str = ""
) -> None:
    """Write down what somebody did with their own keys. The secret itself is never part of the entry."""
    if actor.account_id != account.pk:
        raise Refused
    fact = account.as_fact()
    record(actor, event.value, account, before=fact, after=fact, now=now, reason=reason)


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
    end_all_sessions(account)


@action("account.end_sessions")
def end_sessions(*, actor: Actor, account: Account, now: datetime) -> int:
    """Sign an account out everywhere; how many sessions ended."""
    if actor.account_id != account.pk:
        require_over(actor, account)
    ended = end_all_sessions(account)
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
