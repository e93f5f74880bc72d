"""Who stands where reaches nobody who must not know: no page, export, call, ledger entry or log line of others."""

from __future__ import annotations

import logging

import pytest
from django.test import Client

from siaga.deployment.models import Officer
from siaga.desk.models import Account
from siaga.ledger.models import Entry, RowFile
from siaga.ledger.rows import unpack
from siaga.planning.actions.plans import put_in_force
from siaga.planning.models import Plan
from tests import factories
from tests.deployment.worlds import Guarded, guarded, police
from tests.factories import NOW
from tests.walks.test_secrets import text_of

pytestmark = pytest.mark.django_db

NAME = "Contoh Wening Ngadisari"
ROLES = (
    ("secretariat", "16.72", ""),
    ("agency", "16.72", "kpu"),
    ("kecamatan", "16.72.01", "kecamatan"),
    ("desa", "16.72.01.1001", ""),
    ("auditor", "16.72", ""),
)
PAGES = (
    "/pengamanan/pilkada-2024/16.72/",
    "/pengamanan/pilkada-2024/16.72/personel/",
    "/pengamanan/pilkada-2024/16.72/personel/?ekspor=csv",
    "/pengamanan/pilkada-2024/16.72/satuan/",
    "/pengamanan/pilkada-2024/16.72/pola/",
    "/pengamanan/versi/{pk}/",
    "/pengamanan/versi/{pk}/titik.geojson",
    "/pengamanan/versi/{pk}/garis.geojson",
    "/pengamanan/versi/{pk}/berkas.xlsx",
    "/pengamanan/versi/{pk}/berkas.json",
    "/pengamanan/versi/{pk}/berkas.pdf",
    "/pengamanan/versi/{pk}/banding/",
    "/pengamanan/versi/{pk}/susun/",
    "/rencana/versi/{pk}/",
    "/api/v1/plans/{pk}",
    "/api/v1/plans",
    "/kendala/",
    "/buku-besar/",
    "/buku-besar/hal/planning.plan/{pk}/",
)


@pytest.fixture
def planted(caplog: pytest.LogCaptureFixture) -> tuple[Guarded, Plan]:
    """A plan in force, in which a person of that name has a task, and in which reserves wait somewhere."""
    caplog.set_level(logging.DEBUG)
    here = guarded(officers=6)
    Officer.objects.filter(officer_id="Polsek Utara-00").update(name=NAME)
    plan = here.plan()
    put_in_force(actor=police, plan=Plan.objects.select_related("region", "election__region").get(pk=plan.pk), now=NOW)
    sent = str((plan.result or {})["teams"]) + str((plan.result or {})["clusters"])
    assert "Polsek Utara-00" in sent
    assert (plan.result or {})["reserves"]
    return here, plan


def reader(here: Guarded, role: str, region: str, agency: str) -> Client:
    at = here.regions[region]
    of = factories.agency(agency, at) if agency else None
    client = Client()
    client.force_login(
        factories.account(f"pembaca-{role}", role, at=at, **({"agency": of} if of else {})),
        "allauth.account.auth_backends.AuthenticationBackend",
    )
    return client


@pytest.mark.parametrize(("role", "region", "agency"), ROLES)
def test_others_read_neither_names_nor_reserves(
    planted: tuple[Guarded, Plan], role: str, region: str, agency: str
) -> None:
    here, plan = planted
    client = reader(here, role, region, agency)
    reserve = (plan.result or {})["reserves"][0]
    secrets = (NAME, "Polsek Utara-00", f'"site": "{reserve["site"]}"', "menunggu di")
    for path in PAGES:
        response = client.get(path.format(pk=plan.pk))
        text = text_of(response)
        assert not [one for one in secrets if one in text], (path, response.status_code)
    assert client.get("/pengamanan/pilkada-2024/16.72/").status_code == 200
    assert client.get(f"/pengamanan/versi/{plan.pk}/").status_code == 404


def test_the_police_read_what_others_do_not(planted: tuple[Guarded, Plan]) -> None:
    """Were the ways to the plan to change, the search above would find nothing anywhere."""
    here, plan = planted
    client = reader(here, "agency", "16.72", "polres")
    for path in (
        f"/pengamanan/versi/{plan.pk}/",
        "/pengamanan/pilkada-2024/16.72/personel/?ekspor=csv",
        f"/pengamanan/versi/{plan.pk}/berkas.xlsx",
        f"/api/v1/plans/{plan.pk}",
    ):
        assert NAME in text_of(client.get(path)), path


def test_neither_ledger_nor_log_knows_a_name(planted: tuple[Guarded, Plan], caplog: pytest.LogCaptureFixture) -> None:
    entries = "".join(f"{one.before}{one.after}{one.object_label}{one.reason}" for one in Entry.objects.all())
    rows = b"".join(unpack(content) for content in RowFile.objects.values_list("content", flat=True))
    assert NAME not in entries
    assert NAME.encode() not in rows
    assert NAME not in caplog.text
    assert not Account.objects.filter(name=NAME).exists()
