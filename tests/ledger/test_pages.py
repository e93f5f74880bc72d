"""The pages of the ledger: what is shown, what a stranger gets, and that a page costs the same for few and for many."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from siaga.desk.models import Agency
from siaga.ledger.inquiries import run_verification
from siaga.ledger.models import Checkpoint, Entry, RunState, VerificationRun
from siaga.ledger.sealing import seal_all
from siaga.wilayah.models import Region
from tests import factories
from tests.factories import NOW
from tests.ledger.acts import busy_city, open_agency, rename

pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> dict[str, Region]:
    regions = busy_city()
    seal_all()
    return regions


@pytest.fixture
def as_role(city: dict[str, Region]) -> Callable[..., Client]:
    def sign_in(role: str, at: str = "16.72") -> Client:
        client = Client()
        region = city[at] if at else None
        client.force_login(factories.account(f"{role}{at}".replace(".", ""), role, at=region))
        return client

    return sign_in


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_the_list_tells_who_did_what_to_what_in_the_own_region(as_role: Callable[..., Client]) -> None:
    page = text(as_role("auditor"), "/buku-besar/")
    assert "Nama instansi diubah" in page
    assert "BAWASLU nama 4" in page
    assert "Kota Pagar Alam · Provinsi Sumatera Selatan" in page
    assert "Muara Enim" not in page.split("<main")[1]


def test_the_list_is_narrowed_by_time_person_region_object_and_seal(as_role: Callable[..., Client]) -> None:
    client = as_role("admin", "")
    agency = Agency.objects.get(region__code="16.03")
    rename(agency=agency, name="KPU belum bersegel")

    def shown(query: str) -> int:
        return text(client, f"/buku-besar/?{query}").count('class="linked"')

    everything = shown("")
    assert everything == Entry.objects.count()
    assert shown("segel=belum") == 1
    assert shown("jenis=bulk") == 3
    assert shown("wilayah=16.03") == Entry.objects.filter(chain="16.03").count()
    assert shown("orang=Contoh+Admin") == everything
    assert shown("orang=bukan+siapa-siapa") == 0
    assert shown("dari=2024-10-30&sampai=2024-10-30") == everything
    assert shown("dari=2024-10-31") == 0
    assert shown("cari=belum+bersegel") == 1
    assert shown(f"cari={agency.pk + 10**6}") == 0


def test_a_range_that_runs_backwards_says_so_and_keeps_what_was_typed(as_role: Callable[..., Client]) -> None:
    page = text(as_role("auditor"), "/buku-besar/?dari=2024-10-31&sampai=2024-10-30")
    assert "Tanggal akhir mendahului tanggal awal." in page
    assert 'value="2024-10-31"' in page


def test_one_entry_shows_before_and_after_position_and_hashes(as_role: Callable[..., Client]) -> None:
    entry = Entry.objects.filter(action="agency.rename", chain="16.72").order_by("-pk")[0]
    client = as_role("auditor")
    page = text(client, reverse("ledger:entry", args=[entry.pk]))
    before, after = json.loads(entry.before)["name"], json.loads(entry.after)["name"]
    assert f"<del>{before}</del>" in page
    assert f"<ins>{after}</ins>" in page
    assert entry.body_hash in page
    assert entry.seal.hash in page
    assert "Alamat" not in page
    assert "Alamat" in text(client, reverse("ledger:entry", args=[entry.pk]) + "?semua=1")


def test_a_bulk_entry_lists_its_rows(as_role: Callable[..., Client]) -> None:
    entry = Entry.objects.get(object_type="bulk", chain="16.72")
    client = as_role("auditor")
    address = reverse("ledger:entry", args=[entry.pk])
    page = text(client, address)
    assert "7 data dalam satu perbuatan" in page
    assert "Sukorejo (16.72.01.1001)" in page
    assert "Sukorejo" in text(client, f"{address}?cari=suko")
    assert "Dempo" not in text(client, f"{address}?cari=suko").split("<tbody")[1]
    assert client.get(f"{address}?ekspor=csv").status_code == 200


def test_the_history_of_an_object_and_the_link_to_it(as_role: Callable[..., Client]) -> None:
    from django.template import Context, Template
    from django.test import RequestFactory

    from tests import people

    agency = Agency.objects.get(key="bawaslu")
    page = text(as_role("auditor"), f"/buku-besar/objek/desk.agency/{agency.pk}/")
    assert "Riwayat BAWASLU nama 4" in page
    assert page.count("Nama instansi diubah") == 2
    request = RequestFactory().get("/")
    template = Template("{% load ledger %}{% ledger_link agency %}")
    for actor, seen in ((people.auditor, True), (people.outsider, False), (people.officer, False)):
        request.actor = actor  # type: ignore[attr-defined]
        drawn = template.render(Context({"agency": agency, "request": request}))
        assert (f"/buku-besar/objek/desk.agency/{agency.pk}/" in drawn) is seen


def test_a_stranger_and_a_neighbour_find_nothing_there(as_role: Callable[..., Client]) -> None:
    entry = Entry.objects.filter(chain="16.72").order_by("pk")[1]
    agency = Agency.objects.get(key="bawaslu")
    addresses = [f"/buku-besar/entri/{entry.pk}/", f"/buku-besar/objek/desk.agency/{agency.pk}/"]
    neighbour, leader = as_role("auditor", "16.03"), as_role("leader")
    for address in addresses:
        assert neighbour.get(address).status_code == 404
        assert neighbour.get(address.replace(str(entry.pk), "999999")).status_code == 404
    for address in (*addresses, "/buku-besar/", "/buku-besar/titik-periksa/", "/buku-besar/pemeriksaan/"):
        assert leader.get(address).status_code == 404
        assert Client().get(address).status_code == 302


def test_a_checkpoint_is_made_shown_and_printed(as_role: Callable[..., Client]) -> None:
    client = as_role("auditor")
    assert "Belum ada titik periksa" in text(client, "/buku-besar/titik-periksa/")
    answer = client.post("/buku-besar/titik-periksa/buat/", follow=True)
    point = Checkpoint.objects.get()
    page = answer.content.decode()
    assert point.root[:4] in page
    assert "<svg" in page
    assert "2 rantai lain tidak ditampilkan" in page
    pytest.importorskip("weasyprint")
    pdf = client.get(reverse("ledger:paper", args=[point.number]))
    assert pdf.content.startswith(b"%PDF")
    assert client.get("/buku-besar/titik-periksa/99/").status_code == 404
    assert client.get("/buku-besar/titik-periksa/buat/").status_code == 405


def test_an_empty_ledger_answers_with_what_to_do() -> None:
    client = Client()
    client.force_login(factories.account("admin", "admin"))
    assert "Buku besar masih kosong" in text(client, "/buku-besar/")
    answer = client.post("/buku-besar/titik-periksa/buat/")
    assert answer.status_code == 422
    assert "masih kosong" in answer.content.decode()


def test_a_verification_is_asked_for_watched_and_read(as_role: Callable[..., Client]) -> None:
    client = as_role("auditor")
    answer = client.post("/buku-besar/pemeriksaan/")
    run = VerificationRun.objects.get()
    assert answer.headers["Location"] == reverse("ledger:run", args=[run.pk])
    assert 'hx-trigger="every 1s"' in text(client, reverse("ledger:run", args=[run.pk]))
    assert client.post("/buku-besar/pemeriksaan/").headers["Location"] == reverse("ledger:run", args=[run.pk])
    assert VerificationRun.objects.count() == 1
    run_verification(run.pk, lambda: NOW)
    run_verification(run.pk, lambda: NOW)
    page = text(client, reverse("ledger:run", args=[run.pk]))
    assert "Buku besar tidak utuh" in page  # the accounts of this test were made past the ledger
    assert "tidak ada di buku besar" in text(client, "/buku-besar/pemeriksaan/")


def test_breaks_of_other_regions_are_counted_but_not_told(as_role: Callable[..., Client]) -> None:
    Agency.objects.filter(region__code="16.03").update(name="Rahasia tetangga")
    client = as_role("auditor")
    client.post("/buku-besar/pemeriksaan/")
    run = VerificationRun.objects.get()
    run_verification(run.pk, lambda: NOW)
    page = text(client, reverse("ledger:run", args=[run.pk]))
    assert "Rahasia tetangga" not in page
    assert "berada di luar wilayah Anda" in page


def test_a_verification_whose_worker_is_gone_is_given_up(as_role: Callable[..., Client]) -> None:
    from datetime import timedelta

    from siaga import clock

    long_ago = clock.now() - timedelta(hours=1)
    run = VerificationRun.objects.create(
        asked_at=long_ago, asked_by_name="Contoh", state=RunState.RUNNING, heartbeat=long_ago
    )
    assert "terputus sebelum selesai" in text(as_role("auditor"), reverse("ledger:run", args=[run.pk]))


def test_the_export_holds_the_own_chain_and_its_proof(as_role: Callable[..., Client]) -> None:
    client = as_role("auditor")
    assert "16.72" in text(client, "/buku-besar/ekspor/")
    answer = client.get("/buku-besar/ekspor/?unduh=1")
    lines = [json.loads(line) for line in gzip.decompress(answer.getvalue()).splitlines()]
    assert {line["chain"] for line in lines if line["kind"] == "entry"} == {"16.72"}
    assert as_role("secretariat").get("/buku-besar/ekspor/").status_code == 404


@pytest.mark.parametrize("address", ["/buku-besar/", "/buku-besar/titik-periksa/", "/buku-besar/pemeriksaan/"])
def test_a_list_costs_the_same_for_few_and_for_more(
    address: str, as_role: Callable[..., Client], city: dict[str, Region]
) -> None:
    client = as_role("auditor")
    client.get(address)
    counts = []
    for number in range(2):
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        counts.append(len(queries))
        agency = open_agency(key=f"opd-{number}", at=city["16.72"])
        for name in ("satu", "dua", "tiga"):
            rename(agency=agency, name=name)
        seal_all()
    assert counts[0] == counts[1]
