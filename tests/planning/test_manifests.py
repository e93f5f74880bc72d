"""Manifests of all routes as one file: made at once where few, else in the background, told how far it is."""

from __future__ import annotations

import io

import pytest
from django.test import Client
from pypdf import PdfReader

from siaga.access import Refused
from siaga.logistics.made_files import path_of
from siaga.logistics.making import FileBusy
from siaga.logistics.told import Told
from siaga.planning import manifest_work, tasks
from siaga.planning.actions.manifests import ask_manifests, make_manifests
from siaga.planning.actions.plans import put_in_force
from siaga.planning.manifest_work import MANIFESTS
from siaga.planning.models import ManifestFile, Plan
from siaga.planning.outputs.manifest import manifests
from siaga.planning.reading import sheet_of
from tests import factories, people
from tests.factories import NOW
from tests.planning.worlds import Supplied, supplied

pytestmark = pytest.mark.django_db


@pytest.fixture
def here(settings: object) -> Supplied:
    settings.SIAGA_NOW = NOW  # type: ignore[attr-defined]
    return supplied()


def _client(here: Supplied) -> Client:
    client = Client()
    person = factories.account("kpu", "agency", at=here.city, agency=factories.agency("kpu", here.city))
    client.force_login(person, "allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_many_routes_are_drawn_in_the_background_and_the_page_tells_how_far(
    here: Supplied, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = here.plan()
    queued: list[tuple[int, int | None]] = []
    monkeypatch.setattr(manifest_work, "FEW", 0)

    class Queue:
        def enqueue(self, *args: int) -> None:
            queued.append(args)  # type: ignore[arg-type]

    monkeypatch.setattr(tasks, "make_manifest_file", Queue())
    client, page = _client(here), f"/rencana/versi/{plan.pk}/manifes/"
    assert "Buat manifes" in client.get(page).content.decode()
    client.post(page)
    file = ManifestFile.objects.get()
    assert [pk for pk, _account in queued] == [file.pk]
    assert "Menunggu giliran" in client.get(page).content.decode()
    told = Told(file.work_key)
    told(1, 3)
    part = client.get(page, headers={"HX-Request": "true", "HX-Target": "kemajuan"}).content.decode()
    assert "Rute 1 dari 3" in part and "<html" not in part
    with pytest.raises(FileBusy):
        MANIFESTS.begin(file, people.officer, NOW)
    assert client.get(f"/rencana/versi/{plan.pk}/manifes.pdf").status_code == 404
    MANIFESTS.perform(file.pk, people.officer, NOW)
    assert "rute dibuat" in client.get(page).content.decode()
    assert client.get(f"/rencana/versi/{plan.pk}/manifes.pdf").content.startswith(b"%PDF")
    put_in_force(actor=people.officer, plan=Plan.objects.get(pk=plan.pk), now=NOW.replace(hour=23))
    assert "berlakunya versi ini berubah" in client.get(page).content.decode()


def test_manifests_whose_file_is_gone_lead_to_the_page_that_makes_them_anew(here: Supplied) -> None:
    plan = here.plan()
    client, page, file = _client(here), f"/rencana/versi/{plan.pk}/manifes/", f"/rencana/versi/{plan.pk}/manifes.pdf"
    client.post(page)
    path_of(ManifestFile.objects.get()).unlink()
    answer = client.get(file)
    assert (answer.status_code, answer.headers["Location"]) == (302, page)
    assert "Berkasnya tidak ada lagi di server" in client.get(page).content.decode()
    client.post(page)
    assert client.get(file).content.startswith(b"%PDF")


def test_each_route_counts_its_own_pages_and_progress_is_told_by_route(here: Supplied) -> None:
    sheet = sheet_of(here.plan())
    heard: list[tuple[int, int]] = []
    file = manifests(
        sheet, sheet.routes, origin="https://contoh.example", by="Contoh", now=NOW,
        told=lambda done, total: heard.append((done, total)),
    )  # fmt: skip
    count = len(sheet.routes)
    assert heard == [(n, count) for n in range(1, count + 1)]
    texts = [page.extract_text() for page in PdfReader(io.BytesIO(file)).pages]
    assert sum("MANIFES DISTRIBUSI LOGISTIK" in text for text in texts) == count
    assert f"dari {count + 1}" not in texts[0]


def test_who_does_not_see_the_plan_gets_no_manifests(here: Supplied) -> None:
    plan = here.plan()
    with pytest.raises(Refused):
        ask_manifests(actor=people.outsider, plan=plan, origin="", now=NOW)
    file = ask_manifests(actor=people.officer, plan=plan, origin="", now=NOW)
    with pytest.raises(Refused):
        make_manifests(actor=people.stranger, file=file, draw=lambda _sheet: b"", now=NOW)
