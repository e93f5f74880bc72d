"""Signing in, the own account, links, second factor, the first set-up: as a browser without script does it."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth.hashers import make_password
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from siaga import clock
from siaga import settings as product_settings
from siaga.access import Role
from siaga.desk import setup_code
from siaga.desk.actions import accounts as act
from siaga.desk.models import Account, ApiToken
from siaga.desk.queries.actors import actor_from_token, actor_of
from siaga.ledger.models import Entry
from siaga.wilayah.models import Region
from tests import factories, people
from tests.factories import NOW
from tests.totp import code_at

pytestmark = pytest.mark.django_db

GOOD = "kopi-pagar-alam-27"
OTHER = "teh-gunung-dempo-28"


@pytest.fixture(autouse=True)
def fresh_limits() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture(autouse=True)
def quick_passwords(settings: object) -> None:
    """Argon2 is slow on purpose; here it would only slow the tests."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # type: ignore[attr-defined]


@pytest.fixture
def tree() -> dict[str, Region]:
    return factories.tree()


@pytest.fixture
def budi(tree: dict[str, Region]) -> Account:
    account = factories.account("budi", "leader", at=tree["16.72"])
    account.set_password(GOOD)
    account.save()
    return account


def sign_in(client: Client, username: str, password: str, **more: str) -> object:
    return client.post(reverse("account_login"), {"login": username, "password": password, **more})


def signed_in_as(client: Client) -> str:
    return client.session.get("_auth_user_id", "")


def acts() -> list[str]:
    return list(Entry.objects.order_by("id").values_list("action", flat=True))


# Signing in


def test_sign_in_by_username_in_any_case_and_out_again(client: Client, budi: Account) -> None:
    before = client.session.session_key
    answer = sign_in(client, "BUDI", GOOD)
    assert answer.status_code == 302 and signed_in_as(client) == str(budi.pk)  # type: ignore[attr-defined]
    assert client.session.session_key != before
    assert UserSession.objects.filter(user=budi).count() == 1
    client.post(reverse("account_logout"))
    assert signed_in_as(client) == ""


def test_a_wrong_password_and_an_unknown_name_are_answered_alike(client: Client, budi: Account) -> None:
    def text_of(answer: object) -> list[str]:
        return re.findall(r"Nama pengguna atau sandi keliru[^<]*", answer.content.decode())  # type: ignore[attr-defined]

    wrong, unknown = sign_in(client, "budi", "salah-sekali"), sign_in(client, "siapa", "salah-sekali")
    assert text_of(wrong) and text_of(wrong) == text_of(unknown)


def test_five_failures_close_one_account_and_leave_the_others_behind_the_same_address(
    client: Client, budi: Account, tree: dict[str, Region]
) -> None:
    other = factories.account("ani", "leader", at=tree["16.72"])
    other.set_password(OTHER)
    other.save()
    for _ in range(5):
        sign_in(client, "budi", "salah-sekali")
    answer = sign_in(client, "budi", GOOD)
    assert "Terlalu banyak percobaan" in answer.content.decode()  # type: ignore[attr-defined]
    sign_in(client, "ani", OTHER)
    assert signed_in_as(client) == str(other.pk)


def test_forty_people_behind_one_hotspot_sign_in(client: Client, budi: Account) -> None:
    for _ in range(40):
        browser = Client()
        assert sign_in(browser, "budi", GOOD).status_code == 302  # type: ignore[attr-defined]


@pytest.mark.parametrize("target", ["https://jahat.example/", "//jahat.example/", "javascript:alert(1)"])
def test_next_never_leads_elsewhere(client: Client, budi: Account, target: str) -> None:
    answer = sign_in(client, "budi", GOOD, next=target)
    assert "jahat" not in answer["Location"] and "alert" not in answer["Location"]  # type: ignore[index]
    assert sign_in(Client(), "budi", GOOD, next="/akun/sesi/")["Location"] == "/akun/sesi/"  # type: ignore[index]


def test_a_deactivated_account_is_out_at_once(client: Client, budi: Account) -> None:
    sign_in(client, "budi", GOOD)
    act.deactivate_account(actor=people.admin, account=budi, reason="mutasi", now=NOW)
    assert client.get(reverse("account_own")).status_code == 302
    assert signed_in_as(Client()) == ""
    assert sign_in(client, "budi", GOOD)["Location"] == reverse("account_inactive")  # type: ignore[index]
    assert client.get(reverse("account_inactive")).status_code == 200


def test_nobody_can_sign_up(client: Client, budi: Account) -> None:
    for path in ("/akun/signup/", "/akun/daftar/", "/accounts/signup/", "/akun/email/"):
        assert client.get(path).status_code == 404


def test_passwords_are_kept_with_argon2id(settings: object) -> None:
    settings.PASSWORD_HASHERS = product_settings.PASSWORD_HASHERS  # type: ignore[attr-defined]
    assert make_password(GOOD).startswith("argon2$argon2id$")


# The own account


def test_changing_the_password_is_on_the_ledger_and_ends_other_sessions(client: Client, budi: Account) -> None:
    elsewhere = Client()
    sign_in(elsewhere, "budi", GOOD)
    sign_in(client, "budi", GOOD)
    url = reverse("account_change_password")
    answer = client.post(url, {"oldpassword": GOOD, "password1": OTHER, "password2": "lain-lagi-sekali"})
    assert "Kedua sandi tidak sama" in answer.content.decode() and "account.password_changed" not in acts()
    answer = client.post(url, {"oldpassword": GOOD, "password1": OTHER, "password2": OTHER})
    assert answer.status_code == 302 and "account.password_changed" in acts()
    assert client.get(reverse("account_own")).status_code == 200
    assert elsewhere.get(reverse("account_own")).status_code == 302
    assert not any(OTHER in entry.after + entry.before for entry in Entry.objects.all())


def test_the_own_page_names_roles_with_their_reach(client: Client, budi: Account) -> None:
    sign_in(client, "budi", GOOD)
    body = client.get(reverse("account_own")).content.decode()
    assert "Pimpinan" in body and "Kota Pagar Alam, Provinsi Sumatera Selatan" in body


def test_the_own_name_and_address_are_mended(client: Client, budi: Account) -> None:
    client.force_login(budi)
    assert client.post(reverse("account_profile"), {"name": ""}).status_code == 422
    assert client.post(reverse("account_profile"), {"name": "Contoh B.", "email": "b@contoh.go.id"}).status_code == 302
    budi.refresh_from_db()
    assert (budi.name, budi.email) == ("Contoh B.", "b@contoh.go.id")


def test_sessions_are_listed_and_ended(client: Client, budi: Account) -> None:
    phone = Client(headers={"user-agent": "Mozilla/5.0 (Linux; Android 13) Chrome/120.0 Mobile Safari/537.36"})
    sign_in(phone, "budi", GOOD)
    sign_in(client, "budi", GOOD)
    body = client.get(reverse("usersessions_list")).content.decode()
    assert "Chrome di Android" in body
    theirs = UserSession.objects.get(session_key=phone.session.session_key)
    client.post(reverse("account_end_session", args=[theirs.pk]))
    assert phone.get(reverse("account_own")).status_code == 302
    assert "account.end_sessions" in acts()
    sign_in(phone, "budi", GOOD)
    client.post(reverse("account_end_other_sessions"))
    assert phone.get(reverse("account_own")).status_code == 302
    assert client.get(reverse("account_own")).status_code == 200


def test_nobody_ends_the_session_of_another(client: Client, budi: Account, tree: dict[str, Region]) -> None:
    sign_in(client, "budi", GOOD)
    mine = UserSession.objects.get(user=budi)
    stranger = Client()
    stranger.force_login(factories.account("ani", "leader", at=tree["16.72"]))
    stranger.post(reverse("account_end_session", args=[mine.pk]))
    assert client.get(reverse("account_own")).status_code == 200


def test_a_token_is_shown_once_and_revoked(client: Client, budi: Account, tree: dict[str, Region]) -> None:
    client.force_login(budi)
    body = client.post(reverse("account_new_token"), {"name": "dasbor", "days": "30"}).content.decode()
    secret = re.search(r"sgt_[\w-]+", body)
    assert secret is not None
    assert secret[0] not in client.get(reverse("account_tokens")).content.decode()
    token = ApiToken.objects.get()
    stranger = Client()
    stranger.force_login(factories.account("ani", "leader", at=tree["16.72"]))
    assert stranger.post(reverse("account_revoke_token", args=[token.pk])).status_code == 404
    assert client.post(reverse("account_revoke_token", args=[token.pk])).status_code == 302
    token.refresh_from_db()
    assert token.revoked_at is not None


# The second factor


def enrol(client: Client) -> str:
    page = client.get(reverse("mfa_activate_totp"))
    body = page.content.decode()
    found = re.search(r'id="totp-secret">([A-Z2-7]+)<', body)
    assert found is not None, (page.status_code, page.headers, body)
    secret = found[1]
    answer = client.post(reverse("mfa_activate_totp"), {"code": code_at(secret, time.time())})
    assert answer.status_code == 302 and answer["Location"] == reverse("mfa_view_recovery_codes")
    return secret


def test_enrolment_sign_in_with_code_and_recovery_code(client: Client, budi: Account) -> None:
    sign_in(client, "budi", GOOD)
    secret = enrol(client)
    assert {"account.second_factor_on", "account.recovery_codes_made"} <= set(acts())
    codes = re.findall(r"<li>(\d{8})</li>", client.get(reverse("mfa_view_recovery_codes")).content.decode())
    assert len(codes) == 10
    stored = Authenticator.objects.get(user=budi, type="totp").data["secret"]
    assert secret not in stored
    second = Client()
    assert sign_in(second, "budi", GOOD)["Location"] == reverse("mfa_authenticate")  # type: ignore[index]
    assert signed_in_as(second) == ""
    assert second.get(reverse("account_own")).status_code == 302
    wrong = second.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert "Kode keliru" in wrong.content.decode()
    second.post(reverse("mfa_authenticate"), {"code": codes[0]})
    assert signed_in_as(second) == str(budi.pk)
    third = Client()
    sign_in(third, "budi", GOOD)
    assert "Kode keliru" in third.post(reverse("mfa_authenticate"), {"code": codes[0]}).content.decode()


def test_a_role_that_demands_a_second_factor_leads_to_enrolment_and_nowhere_else(client: Client, budi: Account) -> None:
    act.set_role_policy(actor=people.admin, role=Role.LEADER, mfa_required=True, now=NOW)
    sign_in(client, "budi", GOOD)
    enrolment = reverse("mfa_activate_totp")
    for path in ("/", reverse("account_own"), reverse("account_new_token"), "/wilayah/", "/tidak/ada/"):
        answer = client.get(path)
        assert answer.status_code == 404 or answer["Location"] == enrolment, path
    assert client.get("/", headers={"hx-request": "true"})["HX-Redirect"] == enrolment
    assert client.get(enrolment).status_code == 200
    enrol(client)
    assert client.get(reverse("account_own")).status_code == 200
    answer = client.post(reverse("mfa_deactivate_totp"))
    assert "mewajibkan" in answer.content.decode()
    assert Authenticator.objects.filter(user=budi, type="totp").exists()


def test_the_second_factor_is_given_up_where_nothing_demands_it(client: Client, budi: Account) -> None:
    sign_in(client, "budi", GOOD)
    enrol(client)
    assert "Matikan" in client.get(reverse("mfa_deactivate_totp")).content.decode()
    client.post(reverse("mfa_deactivate_totp"))
    assert "account.second_factor_off" in acts()
    assert not Authenticator.objects.filter(user=budi).exists()


# Links


def test_a_link_leads_to_a_password_signs_in_and_is_dead_afterwards(client: Client, budi: Account) -> None:
    Account.objects.filter(pk=budi.pk).update(invited=True)
    budi.refresh_from_db()
    act.create_invitation(actor=people.admin, account=budi, secret="rahasia-sekali", now=clock.now())
    link = reverse("invitation", args=["rahasia-sekali"])
    assert client.get(link)["Location"] == reverse("invitation_accept")
    body = client.get(reverse("invitation_accept")).content.decode()
    assert "Selamat datang, Budi" in body and "rahasia-sekali" not in body
    weak = client.post(reverse("invitation_accept"), {"name": "Budi", "password": "sandi", "again": "sandi"})
    assert weak.status_code == 422
    done = client.post(reverse("invitation_accept"), {"name": "Contoh Budi", "password": OTHER, "again": OTHER})
    assert done.status_code == 302 and signed_in_as(client) == str(budi.pk)
    dead = Client().get(link)
    assert dead.status_code == 410 and "sudah dipakai" in dead.content.decode()


def test_a_link_that_is_unknown_or_old_says_what_to_do(client: Client, budi: Account) -> None:
    answer = client.get(reverse("invitation", args=["salah"]))
    assert answer.status_code == 410 and "sekretariat" in answer.content.decode()
    assert client.get(reverse("invitation_accept")).status_code == 410


def test_a_reset_link_does_not_go_around_the_second_factor(client: Client, budi: Account) -> None:
    sign_in(client, "budi", GOOD)
    enrol(client)
    act.create_invitation(actor=people.admin, account=budi, secret="rahasia", now=clock.now())
    other = Client()
    other.get(reverse("invitation", args=["rahasia"]))
    answer = other.post(reverse("invitation_accept"), {"password": OTHER, "again": OTHER})
    assert answer["Location"] == reverse("mfa_authenticate") and signed_in_as(other) == ""
    assert client.get(reverse("account_own")).status_code == 302, "the old sessions are over"


def test_forgotten_password_explains_and_mails_where_it_can(
    client: Client, budi: Account, settings: object, mailoutbox: list[object]
) -> None:
    body = client.get(reverse("account_reset_password")).content.decode()
    assert "sekretariat" in body and "<form" not in body.split("<main")[1]
    settings.EMAIL_HOST = "surel.contoh"  # type: ignore[attr-defined]
    Account.objects.filter(pk=budi.pk).update(email="budi@contoh.go.id")
    known = client.post(reverse("account_reset_password"), {"username": "budi"}).content.decode()
    unknown = client.post(reverse("account_reset_password"), {"username": "siapa"}).content.decode()
    assert "sudah dikirim" in known and "sudah dikirim" in unknown
    assert len(mailoutbox) == 1
    link = re.search(r"/undangan/[\w-]+/", mailoutbox[0].body)  # type: ignore[attr-defined]
    assert link is not None and client.get(link[0]).status_code == 302


def test_a_mailed_link_leads_to_the_configured_address_whatever_host_was_asked(
    client: Client, budi: Account, settings: object, mailoutbox: list[object]
) -> None:
    settings.EMAIL_HOST = "surel.contoh"  # type: ignore[attr-defined]
    settings.BASE_URL = "https://desk.contoh.go.id"  # type: ignore[attr-defined]
    Account.objects.filter(pk=budi.pk).update(email="budi@contoh.go.id")
    client.post(reverse("account_reset_password"), {"username": "budi"}, headers={"host": "localhost:9999"})
    body = mailoutbox[0].body  # type: ignore[attr-defined]
    assert "https://desk.contoh.go.id/undangan/" in body and "localhost" not in body


def test_an_open_reset_link_closes_when_the_owner_changes_the_password(client: Client, budi: Account) -> None:
    act.create_invitation(actor=people.admin, account=budi, secret="rahasia-lama", now=clock.now())
    assert client.get(reverse("invitation", args=["rahasia-lama"])).status_code == 302
    client.force_login(budi)
    values = {"oldpassword": GOOD, "password1": OTHER, "password2": OTHER}
    assert client.post(reverse("account_change_password"), values).status_code == 302
    assert Client().get(reverse("invitation", args=["rahasia-lama"])).status_code == 410
    assert Entry.objects.filter(action="invitation.cancel").count() == 1


def test_api_tokens_end_with_the_old_password_and_the_owner_is_told(client: Client, budi: Account) -> None:
    own = actor_of(budi, clock.now())
    for name in ("dasbor", "lembar kerja"):
        act.create_token(actor=own, account=budi, name=name, token=f"sgt_{name}", now=clock.now())
    client.force_login(budi)
    assert "semua token API Anda dicabut" in client.get(reverse("account_change_password")).content.decode()
    values = {"oldpassword": GOOD, "password1": OTHER, "password2": OTHER}
    page = client.post(reverse("account_change_password"), values, follow=True).content.decode()
    assert "2 token API ikut dicabut" in page
    assert actor_from_token("sgt_dasbor", clock.now()) is None
    assert acts().count("token.revoke") == 2


def test_api_tokens_end_with_a_reset_and_the_owner_is_told(client: Client, budi: Account) -> None:
    act.create_token(actor=actor_of(budi, clock.now()), account=budi, name="dasbor", token="sgt_x", now=clock.now())
    act.create_invitation(actor=people.admin, account=budi, secret="rahasia", now=clock.now())
    page = client.get(reverse("invitation", args=["rahasia"]), follow=True).content.decode()
    assert "1 token API" in page
    values = {"password": OTHER, "again": OTHER}
    page = client.post(reverse("invitation_accept"), values, follow=True).content.decode()
    assert "1 token API ikut dicabut" in page
    assert actor_from_token("sgt_x", clock.now()) is None


# The first set-up


def test_without_an_account_every_page_leads_to_the_set_up(client: Client) -> None:
    for path in ("/", reverse("account_login"), reverse("accounts:list")):
        assert client.get(path)["Location"] == reverse("set_up")
    assert client.get(reverse("set_up")).status_code == 200


def test_the_first_administrator_needs_the_code_of_the_server(client: Client) -> None:
    code = setup_code.waiting_setup_code()
    assert code is not None and setup_code._path().stat().st_mode & 0o777 == 0o600
    values = {"name": "Contoh Admin", "username": "admin", "password": GOOD, "again": GOOD}
    wrong = client.post(reverse("set_up"), {"code": "AAAA-AAAA-AAAA", **values})
    assert wrong.status_code == 422 and not Account.objects.exists()
    right = client.post(reverse("set_up"), {"code": code.lower().replace("-", " "), **values})
    assert right.status_code == 302, right.content.decode()
    account = Account.objects.get()
    assert signed_in_as(client) == str(account.pk)
    assert actor_of(account, NOW).roles == {Role.ADMIN}
    assert not setup_code._path().exists() and setup_code.waiting_setup_code() is None
    assert Client().get(reverse("set_up")).status_code == 404


def test_the_set_up_code_cannot_be_tried_for_ever(client: Client) -> None:
    values = {"code": "AAAA", "name": "x", "username": "admin", "password": GOOD, "again": GOOD}
    texts = [client.post(reverse("set_up"), values).content.decode() for _ in range(11)]
    assert "Terlalu banyak percobaan" in texts[-1] and "Terlalu banyak percobaan" not in texts[0]
