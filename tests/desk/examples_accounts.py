"""Examples of the account actions for the walk over all actions."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession

from siaga.access import Role
from siaga.desk.actions import accounts as act
from siaga.desk.models import Account
from siaga.desk.queries.actors import actor_of, set_up_actor
from tests import factories, people
from tests.examples import EMAIL, example
from tests.factories import NOW

PASSWORD = "kopi-pagar-alam-27"


def _account(role: str = "", username: str = "budi") -> Account:
    return factories.account(username, role, at=factories.tree()["16.72"])


@example("account.create")
def create_account() -> None:
    act.create_account(
        actor=people.secretariat,
        username="budi",
        name="Contoh Budi",
        region=factories.tree()["16.72"],
        email=EMAIL,
        now=NOW,
    )


@example("account.enrol")
def enrol_account() -> None:
    act.enrol_account(
        actor=people.secretariat,
        username="budi",
        name="Contoh Budi",
        email=EMAIL,
        role=Role.LEADER,
        region=factories.tree()["16.72"],
        secret="rahasia",
        now=NOW,
    )


@example("account.create_first")
def create_first_administrator() -> None:
    act.create_first_administrator(
        actor=set_up_actor(), username="admin", name="Contoh Admin", password=PASSWORD, now=NOW
    )


@example("account.change")
def change_account() -> None:
    tree = factories.tree()
    account = factories.account("budi", at=tree["16.72"])
    act.change_account(
        actor=people.secretariat, account=account, name="Contoh", region=tree["16.72.01"], email=EMAIL, now=NOW
    )


@example("account.set_own_name")
def set_own_name() -> None:
    account = _account()
    act.set_own_name(actor=actor_of(account, NOW), account=account, name="Contoh", email=EMAIL, now=NOW)


@example("account.deactivate")
def deactivate_account() -> None:
    act.deactivate_account(actor=people.secretariat, account=_account(), reason="mutasi", now=NOW)


@example("account.reactivate")
def reactivate_account() -> None:
    account = _account()
    Account.objects.filter(pk=account.pk).update(is_active=False)
    account.is_active = False
    act.reactivate_account(actor=people.secretariat, account=account, now=NOW)


@example("account.password_changed")
def note_password_changed() -> None:
    account = _account()
    act.note_password_changed(actor=actor_of(account, NOW), account=account, now=NOW)


@example("account.second_factor_on")
def note_second_factor_on() -> None:
    account = _account()
    act.note_second_factor_on(actor=actor_of(account, NOW), account=account, now=NOW)


@example("account.second_factor_off")
def note_second_factor_off() -> None:
    account = _account()
    act.note_second_factor_off(actor=actor_of(account, NOW), account=account, now=NOW)


@example("account.recovery_codes_made")
def note_recovery_codes_made() -> None:
    account = _account()
    act.note_recovery_codes_made(actor=actor_of(account, NOW), account=account, now=NOW)


@example("account.clear_second_factor")
def clear_second_factor() -> None:
    account = _account()
    Authenticator.objects.create(user=account, type=Authenticator.Type.TOTP, data={"secret": "rahasia"})
    act.clear_second_factor(actor=people.secretariat, account=account, reason="ponsel hilang", now=NOW)


@example("account.end_sessions")
def end_sessions() -> None:
    account = _account()
    UserSession.objects.create(user=account, ip="127.0.0.1", session_key="x" * 32, user_agent="contoh")
    act.end_sessions(actor=people.secretariat, account=account, now=NOW)


@example("role_policy.set")
def set_role_policy() -> None:
    act.set_role_policy(actor=people.admin, role=Role.ADMIN, mfa_required=True, now=NOW)


@example("grant.give")
def grant_role() -> None:
    tree = factories.tree()
    account = factories.account("budi", at=tree["16.72"])
    act.grant_role(actor=people.secretariat, account=account, role=Role.LEADER, region=tree["16.72"], now=NOW)


@example("grant.revoke")
def revoke_grant() -> None:
    act.revoke_grant(actor=people.secretariat, grant=_account("leader").grants.get(), now=NOW)


@example("grant.assign_units")
def assign_units() -> None:
    act.assign_units(actor=people.secretariat, grant=_account("field").grants.get(), units=["16.72.01"], now=NOW)


@example("invitation.create")
def create_invitation() -> None:
    act.create_invitation(actor=people.secretariat, account=_account(), secret="rahasia", now=NOW)


@example("invitation.create_many")
def create_invitations() -> None:
    act.create_invitations(actor=people.secretariat, accounts=[_account()], secrets=["rahasia"], now=NOW)


@example("invitation.cancel")
def cancel_invitation() -> None:
    invitation = act.create_invitation(actor=people.secretariat, account=_account(), secret="rahasia", now=NOW)
    act.cancel_invitation(actor=people.secretariat, invitation=invitation, now=NOW)


@example("invitation.accept")
def accept_invitation() -> None:
    account = _account()
    act.create_invitation(actor=people.secretariat, account=account, secret="rahasia", now=NOW)
    act.accept_invitation(actor=actor_of(account, NOW), secret="rahasia", password=PASSWORD, now=NOW)


@example("token.create")
def create_token() -> None:
    account = _account()
    act.create_token(actor=actor_of(account, NOW), account=account, name="Laporan", token="sgt_x", now=NOW)


@example("token.revoke")
def revoke_token() -> None:
    account = _account()
    token = act.create_token(actor=actor_of(account, NOW), account=account, name="Laporan", token="sgt_x", now=NOW)
    act.revoke_token(actor=actor_of(account, NOW), token=token, now=NOW)
