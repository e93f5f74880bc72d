"""Accounts, roles, links, tokens: what works, and who is refused, from the same set-up."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from siaga.access import Actor, Channel, Grant, Place, Refused, Role, Verb, may
from siaga.desk import credentials
from siaga.desk.account_errors import (
    AboveYou,
    AccountNotReady,
    AlreadySetUp,
    BadAccount,
    BadGrant,
    BadPassword,
    BadToken,
    LastAdministrator,
    LinkDead,
    RoleNotYours,
    UsernameTaken,
)
from siaga.desk.actions import accounts as act
from siaga.desk.models import Account, ApiToken, Invitation
from siaga.desk.models import Grant as GrantRow
from siaga.desk.queries.accounts import access_account, accounts_visible_to, owes_second_factor
from siaga.desk.queries.actors import actor_from_token, actor_of, set_up_actor
from siaga.ledger.models import Entry
from siaga.wilayah.models import Region
from tests import factories, people
from tests.factories import NOW

pytestmark = pytest.mark.django_db

GOOD = "kopi-pagar-alam-27"


@pytest.fixture
def tree() -> dict[str, Region]:
    return factories.tree()


def last_entry() -> Entry:
    return Entry.objects.latest("id")


# Accounts


def test_create_account_without_password_waits_for_its_invitation(tree: dict[str, Region]) -> None:
    account = act.create_account(
        actor=people.secretariat, username=" Budi.S ", name="  Contoh   Budi ", region=tree["16.72.01"], now=NOW
    )
    assert (account.username, account.name, account.region_code) == ("budi.s", "Contoh Budi", "16.72.01")
    assert account.invited and not account.has_usable_password()
    assert (last_entry().action, last_entry().chain) == ("account.create", "16.72")


def test_create_account_is_refused_next_door_and_for_the_auditor(tree: dict[str, Region]) -> None:
    for actor in (people.outsider, people.auditor, people.leader, people.stranger):
        with pytest.raises(Refused):
            act.create_account(actor=actor, username="budi", name="Contoh", region=tree["16.72"], now=NOW)
    assert not Account.objects.exists()


def test_a_username_is_taken_whatever_its_case(tree: dict[str, Region]) -> None:
    factories.account("budi")
    with pytest.raises(UsernameTaken):
        act.create_account(actor=people.admin, username="BUDI", name="Contoh", region=None, now=NOW)


@pytest.mark.parametrize("username", ["", "ab", "dengan spasi", "-awal", "a" * 41, "sandi/rahasia"])
def test_a_username_that_cannot_be_typed_safely_is_refused(username: str) -> None:
    with pytest.raises(BadAccount) as problem:
        act.create_account(actor=people.admin, username=username, name="Contoh", region=None, now=NOW)
    assert problem.value.field == "username"


def test_a_weak_password_is_refused_with_the_reason() -> None:
    with pytest.raises(BadPassword) as problem:
        act.create_account(actor=people.admin, username="budi", name="Contoh", region=None, password="sandi", now=NOW)
    assert "10" in problem.value.message


def test_personal_data_is_veiled_on_the_ledger(tree: dict[str, Region]) -> None:
    act.create_account(
        actor=people.admin, username="budi", name="Contoh", region=None, email="budi@contoh.go.id", now=NOW
    )
    assert "contoh.go.id" not in last_entry().after


def test_an_account_cannot_be_moved_out_of_reach(tree: dict[str, Region]) -> None:
    account = factories.account("budi", at=tree["16.72"])
    with pytest.raises(Refused):
        act.change_account(actor=people.secretariat, account=account, name="Contoh", region=tree["16.03"], now=NOW)
    act.change_account(actor=people.secretariat, account=account, name="Contoh", region=tree["16.72.01"], now=NOW)
    assert Account.objects.get(pk=account.pk).region_code == "16.72.01"


def test_the_secretariat_cannot_touch_an_administrator(tree: dict[str, Region]) -> None:
    boss = factories.account("bos", "admin", at=tree["16.72"])
    for attempt in (
        lambda: act.create_invitation(actor=people.secretariat, account=boss, secret="x", now=NOW),
        lambda: act.deactivate_account(actor=people.secretariat, account=boss, reason="", now=NOW),
        lambda: act.clear_second_factor(actor=people.secretariat, account=boss, reason="x", now=NOW),
        lambda: act.end_sessions(actor=people.secretariat, account=boss, now=NOW),
    ):
        with pytest.raises(AboveYou):
            attempt()
    assert not Invitation.objects.exists()


def test_the_last_administrator_stays(tree: dict[str, Region]) -> None:
    only = factories.account("bos", "admin")
    with pytest.raises(LastAdministrator):
        act.deactivate_account(actor=people.admin, account=only, reason="", now=NOW)
    with pytest.raises(LastAdministrator):
        act.revoke_grant(actor=people.admin, grant=only.grants.get(), now=NOW)
    narrow = factories.account("kecil", "admin", at=tree["16.72"])
    with pytest.raises(LastAdministrator):
        act.deactivate_account(actor=people.admin, account=only, reason="", now=NOW)
    act.deactivate_account(actor=people.admin, account=narrow, reason="mutasi", now=NOW)
    factories.account("kedua", "admin")
    act.deactivate_account(actor=people.admin, account=only, reason="pensiun", now=NOW)
    assert not Account.objects.get(pk=only.pk).is_active


def test_an_administrator_who_has_not_signed_in_yet_does_not_count(tree: dict[str, Region]) -> None:
    only = factories.account("bos", "admin")
    waiting = factories.account("tunggu", "admin")
    Account.objects.filter(pk=waiting.pk).update(invited=True)
    with pytest.raises(LastAdministrator):
        act.revoke_grant(actor=people.admin, grant=only.grants.get(), now=NOW)


def test_a_deactivated_account_acts_no_more_until_reactivated(tree: dict[str, Region]) -> None:
    account = factories.account("budi", "leader", at=tree["16.72"])
    act.create_invitation(actor=people.admin, account=account, secret="rahasia", now=NOW)
    act.deactivate_account(actor=people.secretariat, account=account, reason="mutasi", now=NOW)
    assert actor_of(account, NOW).grants == ()
    with pytest.raises(LinkDead):
        act.accept_invitation(actor=actor_of(account, NOW), secret="rahasia", password=GOOD, now=NOW)
    with pytest.raises(AccountNotReady):
        act.deactivate_account(actor=people.secretariat, account=account, reason="", now=NOW)
    act.reactivate_account(actor=people.secretariat, account=account, now=NOW)
    assert actor_of(account, NOW).roles == {Role.LEADER}


def test_tokens_of_a_deactivated_account_stay_dead_when_it_is_reactivated(tree: dict[str, Region]) -> None:
    account = factories.account("budi", "leader", at=tree["16.72"])
    secret = credentials.new_token()
    act.create_token(actor=actor_of(account, NOW), account=account, name="dasbor", token=secret, now=NOW)
    assert actor_from_token(secret, NOW) is not None
    act.deactivate_account(actor=people.secretariat, account=account, reason="gawai hilang", now=NOW)
    assert Entry.objects.filter(action="token.revoke").count() == 1
    act.reactivate_account(actor=people.secretariat, account=account, now=NOW)
    assert actor_from_token(secret, NOW) is None


def test_the_first_administrator_is_made_once() -> None:
    account = act.create_first_administrator(
        actor=set_up_actor(), username="admin", name="Contoh", password=GOOD, now=NOW
    )
    assert may(actor_of(account, NOW), Verb.SETTING_CHANGE, Place())
    with pytest.raises(AlreadySetUp):
        act.create_first_administrator(actor=set_up_actor(), username="lain", name="Contoh", password=GOOD, now=NOW)


# Roles


def test_a_role_is_never_wider_than_the_givers(tree: dict[str, Region]) -> None:
    account = factories.account("budi", at=tree["16.72"])
    for role, at in ((Role.ADMIN, "16.72"), (Role.AUDITOR, "16.72"), (Role.LEADER, "16"), (Role.LEADER, "16.03")):
        with pytest.raises(RoleNotYours):
            act.grant_role(actor=people.secretariat, account=account, role=role, region=tree[at], now=NOW)
    with pytest.raises(RoleNotYours):
        act.grant_role(actor=people.secretariat, account=account, role=Role.LEADER, region=None, now=NOW)
    act.grant_role(actor=people.secretariat, account=account, role=Role.LEADER, region=tree["16.72"], now=NOW)
    assert actor_of(account, NOW).grants == (Grant(Role.LEADER, region="16.72"),)


def test_a_role_for_a_stranger_of_next_door_is_refused(tree: dict[str, Region]) -> None:
    account = factories.account("budi", at=tree["16.03"])
    with pytest.raises(Refused):
        act.grant_role(actor=people.secretariat, account=account, role=Role.LEADER, region=tree["16.72"], now=NOW)


def test_the_same_role_again_changes_nothing(tree: dict[str, Region]) -> None:
    account = factories.account("budi", at=tree["16.72"])
    for _ in range(2):
        act.grant_role(actor=people.secretariat, account=account, role=Role.LEADER, region=tree["16.72"], now=NOW)
    assert GrantRow.objects.count() == Entry.objects.filter(action="grant.give").count() == 1


def test_an_agency_officer_needs_an_agency_of_the_place(tree: dict[str, Region]) -> None:
    account = factories.account("budi", at=tree["16.72"])
    with pytest.raises(BadGrant):
        act.grant_role(actor=people.secretariat, account=account, role=Role.AGENCY, region=tree["16.72"], now=NOW)
    elsewhere = factories.agency("kpu", tree["16.03"])
    with pytest.raises(BadGrant):
        act.grant_role(
            actor=people.secretariat, account=account, role=Role.AGENCY, region=tree["16.72"], agency=elsewhere, now=NOW
        )
    kpu = factories.agency("kpu", tree["16.72"])
    act.grant_role(
        actor=people.secretariat, account=account, role=Role.AGENCY, region=tree["16.72"], agency=kpu, now=NOW
    )
    assert actor_of(account, NOW).grants[0].agency == "kpu@16.72"


def test_field_units_must_exist_inside_the_region(tree: dict[str, Region]) -> None:
    account = factories.account("budi", at=tree["16.72"])
    election = factories.election(tree["16.72"])
    factories.station(election, tree["16.72.01.1001"], 1)

    def give(*units: str, of: object = election) -> GrantRow:
        return act.grant_role(
            actor=people.secretariat,
            account=account,
            role=Role.FIELD,
            region=tree["16.72"],
            units=units,
            election=of,  # type: ignore[arg-type]
            now=NOW,
        )

    for bad in ("16.72.01.1001/002", "16.72.09", "16.03.01"):
        with pytest.raises(BadGrant) as problem:
            give(bad)
        assert bad in problem.value.message
    with pytest.raises(BadGrant) as problem:
        give("16.72.01.1001/001", of=None)
    assert problem.value.field == "election"
    grant = give("16.72.01.1001/001", "16.72.03")
    here = Place("16.72.01.1001", unit="16.72.01.1001/001", election=election.pk)
    elsewhere = Place("16.72.01.1001", unit="16.72.01.1001/001", election=election.pk + 1)
    assert may(actor_of(account, NOW), Verb.STATION_VIEW, here)
    assert not may(actor_of(account, NOW), Verb.STATION_VIEW, elsewhere)
    act.assign_units(actor=people.secretariat, grant=grant, units=["16.72.03"], now=NOW)
    assert not may(actor_of(account, NOW), Verb.STATION_VIEW, here)


def test_a_role_holds_between_its_days_by_the_local_calendar(tree: dict[str, Region]) -> None:
    account = factories.account("budi", at=tree["16.72"])
    act.grant_role(
        actor=people.secretariat,
        account=account,
        role=Role.LEADER,
        region=tree["16.72"],
        starts=date(2024, 10, 30),
        ends=date(2024, 10, 30),
        now=NOW,
    )
    assert actor_of(account, NOW).roles == {Role.LEADER}
    assert actor_of(account, NOW.replace(day=29, hour=18)).roles == {Role.LEADER}, "01.00 WIB on the 30th"
    assert actor_of(account, NOW.replace(hour=18)).roles == frozenset(), "01.00 WIB on the 31st"


def test_a_revoked_role_is_gone_and_stays_on_record(tree: dict[str, Region]) -> None:
    account = factories.account("budi", "leader", at=tree["16.72"])
    grant = account.grants.get()
    with pytest.raises(Refused):
        act.revoke_grant(actor=people.outsider, grant=grant, now=NOW)
    act.revoke_grant(actor=people.secretariat, grant=grant, now=NOW, reason="mutasi")
    assert actor_of(account, NOW).grants == ()
    assert last_entry().reason == "mutasi"


# Links


def test_a_link_opens_once(tree: dict[str, Region]) -> None:
    account = act.create_account(actor=people.admin, username="budi", name="Contoh", region=tree["16.72"], now=NOW)
    invitation = act.create_invitation(actor=people.secretariat, account=account, secret="rahasia", now=NOW)
    assert invitation.expires_at - NOW == timedelta(days=7)
    assert "rahasia" not in invitation.secret_digest
    with pytest.raises(BadPassword):
        act.accept_invitation(actor=actor_of(account, NOW), secret="rahasia", password="pendek", now=NOW)
    done = act.accept_invitation(
        actor=actor_of(account, NOW), secret="rahasia", password=GOOD, name="Contoh Budi", now=NOW
    )
    assert done.check_password(GOOD) and not done.invited and done.name == "Contoh Budi"
    with pytest.raises(LinkDead) as problem:
        act.accept_invitation(actor=actor_of(account, NOW), secret="rahasia", password=GOOD, now=NOW)
    assert problem.value.reason == "used"


def test_links_expire_and_a_new_one_closes_the_old(tree: dict[str, Region]) -> None:
    account = factories.account("budi", at=tree["16.72"])
    act.create_invitation(actor=people.secretariat, account=account, secret="satu", now=NOW)
    second = act.create_invitation(actor=people.secretariat, account=account, secret="dua", now=NOW)
    assert (second.purpose, second.expires_at - NOW) == ("reset", timedelta(hours=24))
    with pytest.raises(LinkDead):
        act.accept_invitation(actor=actor_of(account, NOW), secret="satu", password=GOOD, now=NOW)
    with pytest.raises(LinkDead) as problem:
        act.accept_invitation(actor=actor_of(account, NOW), secret="dua", password=GOOD, now=NOW + timedelta(hours=24))
    assert problem.value.reason == "expired"
    act.cancel_invitation(actor=people.secretariat, invitation=second, now=NOW)
    with pytest.raises(LinkDead):
        act.accept_invitation(actor=actor_of(account, NOW), secret="dua", password=GOOD, now=NOW)


def test_a_reset_keeps_the_name_that_the_owner_gave(tree: dict[str, Region]) -> None:
    account = factories.account("budi", at=tree["16.72"])
    act.create_invitation(actor=people.secretariat, account=account, secret="satu", now=NOW)
    assert (
        act.accept_invitation(
            actor=actor_of(account, NOW), secret="satu", password=GOOD, name="Orang Lain", now=NOW
        ).name
        == "Budi"
    )


def test_many_links_are_all_or_none_and_one_entry_per_chain(tree: dict[str, Region]) -> None:
    mine = [factories.account(f"orang{n}", at=tree["16.72"]) for n in range(3)]
    other = factories.account("tetangga", at=tree["16.03"])
    with pytest.raises(Refused):
        act.create_invitations(actor=people.secretariat, accounts=[*mine, other], secrets=["a", "b", "c", "d"], now=NOW)
    assert not Invitation.objects.exists()
    act.create_invitations(actor=people.secretariat, accounts=mine, secrets=["a", "b", "c"], now=NOW)
    act.create_invitations(actor=people.secretariat, accounts=mine, secrets=["d", "e", "f"], now=NOW)
    assert Invitation.objects.filter(expires_at__gt=NOW).count() == 3
    assert Entry.objects.filter(action="invitation.create_many").count() == 2


# Tokens


def test_a_token_acts_as_its_owner_until_it_ends(tree: dict[str, Region]) -> None:
    account = factories.account("budi", "leader", at=tree["16.72"])
    owner = actor_of(account, NOW)
    secret = credentials.new_token()
    row = act.create_token(actor=owner, account=account, name="Laporan harian", token=secret, days=30, now=NOW)
    actor = actor_from_token(secret, NOW)
    assert actor is not None
    assert (actor.account_id, actor.roles, actor.channel) == (account.pk, {Role.LEADER}, Channel.API)
    assert actor_from_token(secret, NOW + timedelta(days=30)) is None
    assert actor_from_token("sgt_salah", NOW) is None
    assert secret not in str(ApiToken.objects.values().get())
    act.revoke_token(actor=owner, token=row, now=NOW)
    assert actor_from_token(secret, NOW) is None


def test_nobody_makes_a_token_for_somebody_else_but_a_command_on_the_server(tree: dict[str, Region]) -> None:
    account = factories.account("budi", "leader", at=tree["16.72"])
    with pytest.raises(Refused):
        boss = Actor(10**6, "Contoh Admin", (Grant(Role.ADMIN),))
        act.create_token(actor=boss, account=account, name="x", token="sgt_x", now=NOW)
    operator = Actor(None, "operator", (Grant(Role.ADMIN),), Channel.COMMAND)
    act.create_token(actor=operator, account=account, name="x", token="sgt_x", days=None, now=NOW)
    assert actor_from_token("sgt_x", NOW + timedelta(days=9999)) is not None


@pytest.mark.parametrize(("name", "days"), [("", 30), ("x" * 81, 30), ("x", 0), ("x", 367), ("x", None)])
def test_a_token_needs_a_purpose_and_an_end(tree: dict[str, Region], name: str, days: int | None) -> None:
    account = factories.account("budi", at=tree["16.72"])
    with pytest.raises(BadToken):
        act.create_token(actor=actor_of(account, NOW), account=account, name=name, token="sgt_x", days=days, now=NOW)


# Policy


def test_only_an_administrator_of_everything_sets_the_policy(tree: dict[str, Region]) -> None:
    for actor in (people.secretariat, Actor(1, "x", (Grant(Role.ADMIN, region="16.72"),))):
        with pytest.raises(Refused):
            act.set_role_policy(actor=actor, role=Role.LEADER, mfa_required=True, now=NOW)
    leader = actor_of(factories.account("budi", "leader", at=tree["16.72"]), NOW)
    assert not owes_second_factor(leader)
    act.set_role_policy(actor=people.admin, role=Role.LEADER, mfa_required=True, now=NOW)
    assert owes_second_factor(leader)
    act.set_role_policy(actor=people.admin, role=Role.LEADER, mfa_required=False, now=NOW)
    assert not owes_second_factor(leader)


# Queries


def test_accounts_are_seen_inside_the_own_region_only(tree: dict[str, Region]) -> None:
    here = factories.account("sini", at=tree["16.72.01"])
    there = factories.account("sana", at=tree["16.03"])
    top = factories.account("pusat")
    assert set(accounts_visible_to(people.secretariat)) == {here}
    assert set(accounts_visible_to(people.admin)) == {here, there, top}
    assert set(accounts_visible_to(people.leader)) == set()
    for pk in (there.pk, top.pk, 10**9):
        with pytest.raises(Refused):
            access_account(people.secretariat, pk)
