"""``/pengguna/``: what each sees, what each may do there, and that a link is shown once."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from siaga.access import Verb
from siaga.desk.account_phrases import VERB_NAMES
from siaga.desk.models import Account, Invitation
from siaga.desk.models import Grant as GrantRow
from siaga.ledger.models import Entry
from siaga.wilayah.models import Region
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree() -> dict[str, Region]:
    return factories.tree()


@pytest.fixture
def secretary(tree: dict[str, Region]) -> Account:
    return factories.account("sekretaris", "secretariat", at=tree["16.72"])


@pytest.fixture
def page(client: Client, secretary: Account) -> Client:
    client.force_login(secretary)
    return client


def exported(page: Client, query: str = "") -> str:
    answer = page.get(f"{reverse('accounts:list')}?{query}&ekspor=csv")
    return b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]


def test_the_list_shows_the_own_region_only(page: Client, tree: dict[str, Region]) -> None:
    factories.account("sini", "leader", at=tree["16.72.01"])
    factories.account("sana", "leader", at=tree["16.03"])
    body = page.get(reverse("accounts:list")).content.decode()
    assert "Sini" in body and "Sana" not in body
    assert "Pimpinan" in body


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("peran=leader", {"Sini"}),
        ("keadaan=menunggu", {"Tunggu"}),
        ("keadaan=nonaktif", {"Tutup"}),
        ("wilayah=16.72.01", {"Sini"}),
        ("dua-langkah=ya", set()),
        ("cari=tung", {"Tunggu"}),
    ],
)
def test_the_filters(page: Client, tree: dict[str, Region], query: str, names: set[str]) -> None:
    factories.account("sini", "leader", at=tree["16.72.01"])
    waiting = factories.account("tunggu", at=tree["16.72"])
    Account.objects.filter(pk=waiting.pk).update(invited=True)
    closed = factories.account("tutup", at=tree["16.72"])
    Account.objects.filter(pk=closed.pk).update(is_active=False)
    body = exported(page, query)
    assert {name for name in ("Sini", "Tunggu", "Tutup") if name in body} == names


def test_the_export_holds_no_address(page: Client, tree: dict[str, Region]) -> None:
    account = factories.account("sini", at=tree["16.72"])
    Account.objects.filter(pk=account.pk).update(email="rahasia@contoh.go.id")
    assert "rahasia@" not in exported(page)


def test_making_an_account_answers_with_its_sheet_once(page: Client, tree: dict[str, Region]) -> None:
    answer = page.post(
        reverse("accounts:new"),
        {"name": "Contoh Budi", "username": "budi", "role": "leader", "region": "16.72.01"},
    )
    assert answer.status_code == 200
    link = re.search(r"http://testserver(/undangan/[\w-]+/)", answer.content.decode())
    assert link is not None
    account = Account.objects.get(username="budi")
    assert account.invited and account.grants.get().role == "leader"
    shown = page.get(reverse("accounts:account", args=[account.pk])).content.decode()
    assert link[1] not in shown
    assert Client().get(link[1]).status_code == 302


def test_a_role_out_of_reach_is_answered_on_the_form(page: Client, tree: dict[str, Region]) -> None:
    answer = page.post(
        reverse("accounts:new"), {"name": "Contoh", "username": "budi", "role": "leader", "region": "16.03"}
    )
    assert answer.status_code == 422
    assert "16.03" in answer.content.decode()
    assert page.post(
        reverse("accounts:new"), {"name": "Contoh", "username": "budi", "role": "admin", "region": "16.72"}
    ).status_code == 422  # fmt: skip
    assert not Account.objects.filter(username="budi").exists()


def test_an_agency_role_without_agency_says_so_at_the_field(page: Client, tree: dict[str, Region]) -> None:
    answer = page.post(
        reverse("accounts:new"), {"name": "Contoh", "username": "budi", "role": "agency", "region": "16.72"}
    )
    assert answer.status_code == 422 and "memerlukan instansi" in answer.content.decode()
    factories.agency("kpu", tree["16.72"])
    answer = page.post(
        reverse("accounts:new"),
        {"name": "Contoh", "username": "budi", "role": "agency", "region": "16.72", "agency": "kpu@16.72"},
    )
    assert answer.status_code == 200


def test_pages_of_an_account_elsewhere_are_not_there(page: Client, tree: dict[str, Region]) -> None:
    other = factories.account("sana", "leader", at=tree["16.03"])
    grant = other.grants.get()
    for name in ("account", "change", "invite", "deactivate", "reactivate", "clear_second_factor", "end_sessions"):
        assert page.get(reverse(f"accounts:{name}", args=[other.pk])).status_code == 404, name
    assert page.get(reverse("accounts:revoke_role", args=[grant.pk])).status_code == 404
    assert page.get(reverse("accounts:account", args=[10**9])).status_code == 404


def test_the_auditor_looks_and_cannot_change(client: Client, tree: dict[str, Region]) -> None:
    client.force_login(factories.account("periksa", "auditor", at=tree["16.72"]))
    account = factories.account("sini", "leader", at=tree["16.72"])
    body = client.get(reverse("accounts:account", args=[account.pk])).content.decode()
    assert "bukan wewenang Anda" in body and "Nonaktifkan" not in body
    assert client.post(reverse("accounts:deactivate", args=[account.pk]), {"reason": "x"}).status_code == 404


def test_deactivation_needs_a_reason_and_says_what_ends(page: Client, tree: dict[str, Region]) -> None:
    account = factories.account("sini", "leader", at=tree["16.72"])
    url = reverse("accounts:deactivate", args=[account.pk])
    assert "Sesi yang diakhiri" in page.get(url).content.decode()
    assert page.post(url, {}).status_code == 422
    assert page.post(url, {"reason": "pindah tugas"}).status_code == 302
    assert not Account.objects.get(pk=account.pk).is_active
    assert Entry.objects.latest("id").reason == "pindah tugas"
    assert page.post(reverse("accounts:reactivate", args=[account.pk])).status_code == 302
    assert Account.objects.get(pk=account.pk).is_active


def test_the_administrator_is_above_the_secretariat_on_the_page_too(page: Client, tree: dict[str, Region]) -> None:
    boss = factories.account("bos", "admin", at=tree["16.72"])
    answer = page.post(reverse("accounts:invite", args=[boss.pk]))
    assert "administrator" in answer.content.decode().lower()
    assert not Invitation.objects.exists()


def test_the_address_of_an_account_above_is_not_shown(page: Client, tree: dict[str, Region]) -> None:
    boss = factories.account("bos", "admin", at=tree["16.72"])
    mine = factories.account("sini", "leader", at=tree["16.72"])
    Account.objects.filter(pk__in=[boss.pk, mine.pk]).update(email="rahasia@contoh.go.id")
    assert "rahasia@contoh.go.id" not in page.get(reverse("accounts:change", args=[boss.pk])).content.decode()
    assert "rahasia@contoh.go.id" in page.get(reverse("accounts:change", args=[mine.pk])).content.decode()


def test_roles_are_given_and_taken(page: Client, tree: dict[str, Region]) -> None:
    account = factories.account("sini", at=tree["16.72"])
    election = factories.election(tree["16.72"])
    factories.station(election, tree["16.72.01.1001"], 1)
    answer = page.post(
        reverse("accounts:give_role", args=[account.pk]),
        {
            "role": "field",
            "region": "16.72",
            "units": "16.72.01.1001/001\n16.72.03",
            "election": str(election.pk),
        },
    )
    assert answer.status_code == 302, answer.content.decode()
    grant = account.grants.get()
    assert grant.units == ["16.72.01.1001/001", "16.72.03"]
    assert page.post(reverse("accounts:assign_units", args=[grant.pk]), {"units": "16.72.99"}).status_code == 422
    assert page.post(reverse("accounts:assign_units", args=[grant.pk]), {"units": "16.72.03"}).status_code == 302
    assert page.post(reverse("accounts:revoke_role", args=[grant.pk]), {"reason": "selesai"}).status_code == 302
    assert GrantRow.objects.get(pk=grant.pk).revoked_at is not None


def test_sheets_for_all_who_wait(page: Client, tree: dict[str, Region]) -> None:
    waiting = [factories.account(f"orang{n}", "desa", at=tree["16.72.01.1001"]) for n in range(3)]
    Account.objects.filter(username__startswith="orang").update(invited=True)
    elsewhere = factories.account("sana", "desa", at=tree["16.03"])
    Account.objects.filter(pk=elsewhere.pk).update(invited=True)
    url = reverse("accounts:sheets")
    assert "Sana" not in page.get(url).content.decode()
    body = page.post(url, {"accounts": [str(waiting[0].pk), str(waiting[2].pk)]}).content.decode()
    assert len(set(re.findall(r"/undangan/[\w-]+/", body))) == 2
    assert body.count("<svg") >= 2 and "Orang1" not in body
    assert page.post(url, {"accounts": [str(elsewhere.pk)]}).status_code == 422


def test_the_policy_page_is_the_administrators(page: Client, client: Client) -> None:
    assert page.get(reverse("accounts:policy")).status_code == 404
    client.force_login(factories.account("bos", "admin"))
    assert client.post(reverse("accounts:policy"), {"roles": ["auditor"]}).status_code == 302
    assert "Wajib" in client.get(reverse("accounts:policy")).content.decode()


def test_the_powers_of_every_role_are_read_from_the_matrix(page: Client) -> None:
    assert set(VERB_NAMES) == set(Verb)
    body = page.get(reverse("accounts:powers")).content.decode()
    assert "Mengajukan permintaan dukungan" in body and "untuk instansinya sendiri" in body
    assert body.count("Dapat Anda berikan") == 5


def test_the_list_keeps_its_query_count(
    page: Client, tree: dict[str, Region], django_assert_num_queries: object
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    factories.account("satu", "leader", at=tree["16.72"])
    page.get(reverse("accounts:list"))
    with CaptureQueriesContext(connection) as one:
        page.get(reverse("accounts:list"))
    factories.account("dua", "leader", at=tree["16.72.01"])
    factories.account("tiga", "desa", at=tree["16.72.01.1001"])
    with CaptureQueriesContext(connection) as three:
        page.get(reverse("accounts:list"))
    assert len(one) == len(three)
