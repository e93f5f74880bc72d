"""Pages of stock and boxes: what they say, what they take, and that nothing half succeeds."""

from __future__ import annotations

import io
from datetime import date
from urllib.parse import quote

import pypdf
import pytest
from django.test import Client

from siaga.access import Role
from siaga.desk.models import Account, Grant
from siaga.logistics.actions import stock
from siaga.logistics.inbound import Inbound
from siaga.logistics.made_files import path_of
from siaga.logistics.models import Box, Catalogue, Consignment, Receipt, Sorting, StockCount, Warehouse
from siaga.logistics.stock_words import inbound_words
from tests.factories import NOW, agency
from tests.factories import logistics as made
from tests.logistics.depots import ACT, Depot

pytestmark = pytest.mark.django_db
BASE = "/logistik/pilkada-2024/16.72"


@pytest.fixture(autouse=True)
def at_h_28(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("siaga.clock.now", lambda: NOW)


@pytest.fixture
def depot() -> Depot:
    depot = Depot()
    account = Account.objects.get(pk=ACT["actor"].account_id)  # type: ignore[attr-defined]
    kpu = agency("kpu", depot.tree["16.72"])
    Grant.objects.create(account=account, role=Role.AGENCY, agency=kpu, region=depot.tree["16.72"])
    return depot


@pytest.fixture
def client(depot: Depot) -> Client:
    browser = Client()
    browser.force_login(
        Account.objects.get(username="contoh-kpu"), "allauth.account.auth_backends.AuthenticationBackend"
    )
    return browser


def page(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    return " ".join(answer.content.decode().split())


@pytest.mark.parametrize(
    ("inbound", "said"),
    [
        (Inbound(474_812, 474_812), "474.812 lembar dicetak, menunggu pengiriman"),
        (Inbound(474_812), "474.812 lembar dipesan, belum dicetak"),
        (
            Inbound(474_812, 474_812, 300_000, 100_000),
            "100.000 lembar sudah diterima; 200.000 lembar dalam pengiriman; "
            "174.812 lembar dicetak, menunggu pengiriman",
        ),
        (Inbound(474_812, 0, 0, 474_812), "Seluruh pesanan (474.812 lembar) sudah diterima"),
        (Inbound(10, 0, 4, 0), "4 lembar dalam pengiriman; 6 lembar dipesan, belum dicetak"),
        (Inbound(), "Belum dipesan"),
    ],
)
def test_how_far_an_order_is_can_be_said(inbound: Inbound, said: str) -> None:
    assert inbound_words(inbound, "lembar") == said


def test_474812_printed_awaiting_delivery_is_shown_on_order_books_and_overview(depot: Depot, client: Client) -> None:
    order = stock.order(
        **ACT, warehouse=depot.warehouse, item=depot.mayor, supplier="Percetakan Contoh", quantity=474_812,
        expected_on=date(2024, 11, 5),
    )  # fmt: skip
    stock.note_step(**ACT, consignment=order, step="dicetak", quantity=474_812, on=NOW.date())
    for path in (f"{BASE}/stok/pesanan/", f"{BASE}/stok/pesanan/{order.pk}/", f"{BASE}/stok/"):
        assert "dicetak, menunggu pengiriman" in page(client, path), path
    assert "474.812 dicetak, menunggu pengiriman" in page(client, f"{BASE}/")


def test_without_a_warehouse_the_overview_says_how_to_begin(depot: Depot, client: Client) -> None:
    Warehouse.objects.all().delete()
    assert "Gudang KPU belum dibuka" in page(client, f"{BASE}/")
    assert "Gudang KPU belum dibuka" in page(client, f"{BASE}/kotak/")
    answer = client.post(f"{BASE}/gudang/", {"name": "Gudang baru", "hops": depot.warehouse.hops})
    assert answer.status_code == 302
    assert Warehouse.objects.get().name == "Gudang baru"


def test_an_order_and_its_delivery_are_noted_from_forms(depot: Depot, client: Client) -> None:
    answer = client.post(
        f"{BASE}/stok/pesanan/tambah/",
        {"item": depot.mayor.pk, "supplier": "CV Contoh", "quantity": "110.736", "ordered_on": "2024-10-17"},
    )
    order = Consignment.objects.get()
    assert (answer.status_code, order.quantity) == (302, 110_736)
    sent = {
        "consignment": order.pk, "batch": "Koli 1", "document": "SJ-1", "quantity": "20.000",
        "received_on": "2024-10-28", "received_time": "09:00",
    }  # fmt: skip
    assert client.post(f"{BASE}/stok/penerimaan/tambah/", sent).status_code == 302
    receipt = Receipt.objects.get()
    assert (receipt.item, receipt.supplier, receipt.quantity) == (depot.mayor, "CV Contoh", 20_000)
    assert receipt.received_at.isoformat() == "2024-10-28T02:00:00+00:00"
    again = client.post(f"{BASE}/stok/penerimaan/tambah/", sent)
    assert again.status_code == 422 and "sudah dicatat" in again.content.decode()
    assert client.post(f"{BASE}/stok/penerimaan/tambah/", {**sent, "consignment": ""}).status_code == 422
    assert Receipt.objects.count() == 1


def test_a_sort_that_lacks_seven_is_an_alert_with_its_batch_on_every_page(depot: Depot, client: Client) -> None:
    receipt = made.receipt(depot.warehouse, depot.mayor, 1000, batch="Koli 3")
    answer = client.post(
        f"{BASE}/stok/penerimaan/{receipt.pk}/sortir/",
        {"good": "980", "damaged": "13", "final": "on", "sorted_on": "2024-10-30"},
    )
    assert answer.status_code == 302 and Sorting.objects.get().good == 980
    for path in (f"{BASE}/", f"{BASE}/stok/", f"{BASE}/stok/barang/{depot.mayor.pk}/"):
        text = page(client, path)
        assert "1 selisih dalam buku" in text
        assert "Koli 3, surat jalan SJ-1/contoh" in text
    assert "7 tidak terjelaskan" in page(client, f"{BASE}/stok/penerimaan/{receipt.pk}/")
    assert (
        client.post(
            f"{BASE}/stok/penerimaan/{receipt.pk}/sortir/", {"good": "7", "sorted_on": "2024-10-30"}
        ).status_code
        == 422
    )


def test_vague_campaign_material_says_that_it_is_vague(depot: Depot, client: Client) -> None:
    made.item(depot.election, "atribut", name="Atribut (contoh)", unit="", ballot="", catalogue=Catalogue.CAMPAIGN)
    text = page(client, f"{BASE}/stok/?katalog=kampanye")
    assert "Atribut (contoh)" in text and "belum jelas: satuan dan jumlah" in text and "Tinta" not in text


def test_a_count_is_taken_without_telling_first_what_the_books_say(depot: Depot, client: Client) -> None:
    depot.stocked(5000)
    path = f"{BASE}/stok/barang/{depot.ink.pk}/hitung/"
    assert "5.000" not in page(client, path)
    assert client.post(path, {"counted": "4.993"}).status_code == 302
    assert StockCount.objects.get().booked - StockCount.objects.get().counted == 7


def test_a_sheet_whose_file_is_gone_says_so_and_is_made_anew(depot: Depot, client: Client) -> None:
    depot.stocked()
    client.post(f"{BASE}/kotak/buat/")
    client.post(f"{BASE}/kotak/label/")
    lost = depot.warehouse.label_sheets.get()
    path_of(lost).unlink()
    answer = client.get(f"{BASE}/kotak/label/{lost.pk}/berkas/", follow=True)
    said = " ".join(answer.content.decode().split())
    assert "berkasnya tidak ada lagi di server" in said and "Buat ulang 8 label" in said
    answer = client.post(f"{BASE}/kotak/label/{lost.pk}/")
    anew = depot.warehouse.label_sheets.exclude(pk=lost.pk).get()
    assert answer["Location"] == f"{BASE}/kotak/label/{anew.pk}/"
    assert client.get(f"{BASE}/kotak/label/{anew.pk}/berkas/").content.startswith(b"%PDF")


def test_boxes_are_made_labelled_and_packed_from_pages(depot: Depot, client: Client) -> None:
    depot.stocked()
    assert "Belum ada kotak" in page(client, f"{BASE}/kotak/")
    assert client.post(f"{BASE}/kotak/buat/").status_code == 302
    assert Box.objects.count() == 8
    assert client.post(f"{BASE}/kotak/label/").status_code == 302
    sheet = depot.warehouse.label_sheets.get()
    assert sheet.boxes == 8
    assert "8 label dibuat" in page(client, f"{BASE}/kotak/label/{sheet.pk}/")
    file = client.get(f"{BASE}/kotak/label/{sheet.pk}/berkas/")
    assert file["Content-Type"] == "application/pdf"
    assert "TPS 001" in pypdf.PdfReader(io.BytesIO(file.content)).pages[0].extract_text()
    first, second, *_rest = Box.objects.filter(ballot="walikota").order_by("station_code")
    proposed = page(client, f"{BASE}/kotak/kemas/")
    assert f'name="isi-{first.pk}-{depot.mayor.pk}" value="410"' in proposed
    sent = {
        f"segel-{first.pk}": "a 1", f"isi-{first.pk}-{depot.mayor.pk}": "410",
        f"segel-{second.pk}": "A 1", f"isi-{second.pk}-{depot.mayor.pk}": "410",
    }  # fmt: skip
    twice = client.post(f"{BASE}/kotak/kemas/", sent)
    assert twice.status_code == 422 and "sudah dipakai kotak" in twice.content.decode()
    assert not Box.objects.filter(state="disegel").exists()
    assert client.post(f"{BASE}/kotak/kemas/", {**sent, f"segel-{second.pk}": ""}).status_code == 302
    assert list(Box.objects.filter(state="disegel")) == [first]
    assert client.post(f"{BASE}/kotak/kemas/", {}).status_code == 422


def test_one_box_is_shown_opened_and_voided(depot: Depot, client: Client) -> None:
    box = next(box for box in depot.packed() if box.ballot == "walikota")
    path = f"/logistik/pilkada-2024/kotak/{box.code}/"
    text = page(client, path)
    for said in ("410", f"S-{box.code}".upper(), "PPK Pagar Alam Utara", "hijau muda", "di sini sejak"):
        assert said in text
    assert client.post(f"{path}buka/", {"reason": ""}).status_code == 422
    assert client.post(f"{path}buka/", {"reason": "Segel robek"}).status_code == 302
    assert client.post(f"{path}batal/", {"reason": "Kotak rusak"}).status_code == 302
    box.refresh_from_db()
    assert box.state == "batal" and "Dibatalkan" in page(client, path)


def test_the_list_of_boxes_is_searched_filtered_and_taken_away_as_a_file(depot: Depot, client: Client) -> None:
    boxes = depot.packed()
    Box.objects.filter(pk=boxes[0].pk).update(moving=True)
    assert boxes[0].code[:5] in page(client, f"{BASE}/kotak/?tempat=jalan")
    assert boxes[1].code[:5] not in page(client, f"{BASE}/kotak/?tempat=jalan")
    assert "Tidak ada yang cocok" in page(client, f"{BASE}/kotak/?telat=ya")
    found = page(client, f"{BASE}/kotak/?cari={quote(boxes[2].code)}")
    assert boxes[2].code[:5] in found and boxes[3].code[:5] not in found
    for path in (f"{BASE}/kotak/?ekspor=xlsx", f"{BASE}/stok/?ekspor=xlsx", f"{BASE}/kotak/?ekspor=csv"):
        assert client.get(path).status_code == 200
    rows = b"".join(client.get(f"{BASE}/kotak/?ekspor=csv").streaming_content).decode()  # type: ignore[attr-defined]
    assert boxes[0].station_code in rows and "Dikemas" not in rows.splitlines()[1]


def test_a_camat_sees_the_boxes_of_the_sub_district_and_no_stock(depot: Depot) -> None:
    depot.packed()
    account = Account.objects.create(username="camat", name="Contoh Camat", region_code="16.72.01")
    Grant.objects.create(
        account=account, role=Role.KECAMATAN, region=depot.tree["16.72.01"],
        agency=agency("kecamatan", depot.tree["16.72.01"]),
    )  # fmt: skip
    camat = Client()
    camat.force_login(account, "allauth.account.auth_backends.AuthenticationBackend")
    text = page(camat, f"{BASE}.01/")
    assert "dari 6 untuk 3 TPS" in text and "Selisih buku" not in text
    assert camat.get("/logistik/pilkada-2024/", follow=True).redirect_chain[0][0] == f"{BASE}.01/"
    for path in (f"{BASE}/", f"{BASE}/stok/", f"{BASE}.03/", f"{BASE}.01/kotak/kemas/", f"{BASE}.01/kotak/label/"):
        assert camat.get(path).status_code == 404, path
    there = Box.objects.filter(district_code="16.72.01").first()
    elsewhere = Box.objects.filter(district_code="16.72.03").first()
    assert there is not None and elsewhere is not None
    assert camat.get(f"/logistik/pilkada-2024/kotak/{there.code}/").status_code == 200
    assert camat.get(f"/logistik/pilkada-2024/kotak/{elsewhere.code}/").status_code == 404
