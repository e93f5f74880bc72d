"""The pages of needs and of the catalogue, and the workbook."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from django.test import Client
from openpyxl import load_workbook

from siaga.logistics.actions.catalogue import add_item, set_quantity
from siaga.logistics.actions.voters import set_voter_total
from siaga.logistics.models import Catalogue, Item, VoterTotal
from tests import factories, people
from tests.factories import NOW
from tests.logistics.examples_catalogue import ACT
from tests.logistics.towns import KNOWN, Town

pytestmark = pytest.mark.django_db

PAGE = "/logistik/pilkada-2024/16.72/kebutuhan/"
VOTERS = sum(sum(rows.values()) for rows in KNOWN.values())


def signed_in(town: Town, role: str = "agency", at: str = people.CITY, agency: str = "kpu") -> Client:
    region = town.tree[at]
    office = factories.agency(agency, region) if agency else None
    account = factories.account("contoh", role, at=region, agency=office)
    client = Client()
    client.force_login(account)
    return client


def text(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


def test_the_page_says_what_each_ballot_comes_from_and_that_a_flat_percentage_is_another_number() -> None:
    page = text(signed_in(Town()), PAGE)
    assert "2.763" in page
    assert "2.834" in page
    assert "4.834" in page
    assert "Cadangan 2,5\xa0% dari pemilih, dibulatkan ke atas di tiap TPS." in page
    assert "Hitungan rata 2,5\xa0% atas seluruh pemilih memberi cadangan 69" in page
    assert "lokasi khusus" in page


def test_unknown_voters_are_named_and_shown_as_a_range() -> None:
    page = text(signed_in(Town({"16.72.01.1001": {1: 400, 2: None}})), PAGE)
    assert "Jumlah pemilih 1 dari 2 TPS belum diketahui" in page
    assert "410–1.025" in page


def test_without_stations_the_page_says_where_they_come_from() -> None:
    town = Town({})
    page = text(signed_in(town), PAGE)
    assert "Buka daftar TPS" in page
    assert "berkas/" not in page


def test_an_item_says_where_its_number_comes_from() -> None:
    town = Town()
    set_quantity(
        **ACT, item=town.item("tinta"), quantity=3, basis="station", unit="botol", reason="Keputusan KPU contoh"
    )
    client = signed_in(town)
    page = text(client, f"{PAGE}jenis/tinta/")
    assert "Keputusan KPU contoh" in page
    assert "16.72.01" in page
    assert "2019" in text(client, f"{PAGE}jenis/bilik/")
    assert "belum diketahui" in text(client, f"{PAGE}jenis/segel/")
    assert client.get(f"{PAGE}jenis/tidak-ada/").status_code == 404


def test_the_stock_for_a_repeat_vote_stands_beside_the_places() -> None:
    page = text(signed_in(Town()), f"{PAGE}jenis/psu-surat-suara-walikota/")
    assert "Di kantor atau gudang sendiri" in page


def test_a_station_has_its_list() -> None:
    town = Town()
    town.pack("16.72.01.1001/001", surat_suara_walikota=400)
    client = signed_in(town)
    page = text(client, "/logistik/pilkada-2024/16.72.01.1001/001/kebutuhan/")
    assert "412" in page
    assert "Kurang 12" in page
    assert "tidak masuk kotak" in page
    assert "/logistik/pilkada-2024/16.72.01.1001/001/kebutuhan/" in text(
        client, "/pemilihan/pilkada-2024/tps/16.72.01.1001/001/"
    )
    assert "Braille" not in page
    assert "Alat bantu tunanetra" in page
    text(client, "/logistik/pilkada-2024/16.72.01.1001/001/kebutuhan/jenis/tinta/")


def test_shortage_is_shown_and_may_be_filtered() -> None:
    town = Town()
    town.receive("tinta", 20, good=20)
    town.receive("surat-suara-walikota", 2834, good=2827, damaged=5, short=2)
    client = signed_in(town)
    page = text(client, PAGE)
    assert "Kurang 7" in page
    assert "Lebih 6" in page
    assert "Lebih 6" not in text(client, f"{PAGE}?keadaan=kurang")


def test_the_catalogue_is_opened_added_to_made_precise_changed_and_retired() -> None:
    town = Town(opened=False)
    client = signed_in(town)
    base = "/logistik/pilkada-2024/16.72/jenis/"
    assert "belum dibuka" in text(client, base)
    assert client.post(f"{base}buka/").status_code == 302
    assert Item.objects.count() == 15
    assert client.post(f"{base}tambah/", {"name": "Atribut paslon", "catalogue": "kampanye"}).status_code == 302
    item = Item.objects.get(name="Atribut paslon")
    assert "Masih samar" in text(client, base)
    wrong = client.post(f"{base}{item.pk}/perinci/", {"name_1": "Baliho"})
    assert wrong.status_code == 422
    assert "Isi jumlah, dasar hitung, dan satuannya" in wrong.content.decode()
    rows = {"name_1": "Baliho", "quantity_1": 5, "unit_1": "lembar", "basis_1": "district"}
    assert client.post(f"{base}{item.pk}/perinci/", rows).status_code == 302
    assert "Diperinci menjadi Baliho" in text(client, base)
    ink = Item.objects.get(key="tinta")
    change = {"quantity": 3, "basis": "station", "unit": "botol", "reason": "Keputusan KPU contoh"}
    assert client.post(f"{base}{ink.pk}/jumlah/", change).status_code == 302
    assert client.post(f"{base}{ink.pk}/hentikan/", {"reason": "contoh"}).status_code == 302
    assert Item.objects.get(key="tinta").retired_at is not None


def test_who_only_sees_may_not_change() -> None:
    town = Town()
    client = signed_in(town, "leader", agency="")
    page = text(client, PAGE)
    assert "Jumlah pemilih</a>" not in page
    text(client, "/logistik/pilkada-2024/16.72/jenis/")
    for path in ("jenis/buka/", "jenis/tambah/", "kebutuhan/pemilih/", f"jenis/{town.item('tinta').pk}/jumlah/"):
        assert client.get(f"/logistik/pilkada-2024/16.72/{path}").status_code == 404


def test_voters_of_a_document_are_noted_and_taken_back() -> None:
    town = Town({"16.72.01.1001": {1: 400, 2: None}})
    client = signed_in(town)
    assert client.post(f"{PAGE}pemilih/", {"voters": 900, "source": "BA contoh"}).status_code == 302
    assert VoterTotal.objects.get().voters == 900
    assert "BA contoh" in text(client, PAGE)
    assert client.post(f"{PAGE}pemilih/tarik/").status_code == 302
    assert not VoterTotal.objects.exists()


# The workbook ---------------------------------------------------------------------------------------------------------


def workbook(town: Town, path: str = f"{PAGE}berkas/"):  # type: ignore[no-untyped-def]
    response = signed_in(town).get(path)
    assert response.status_code == 200
    return load_workbook(io.BytesIO(b"".join(response.streaming_content)))  # type: ignore[attr-defined]


def rows_of(sheet) -> list[list[object]]:  # type: ignore[no-untyped-def]
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def test_the_workbook_has_its_sheets_and_every_page_says_whose_it_is() -> None:
    book = workbook(Town())
    assert book.sheetnames == ["Ringkasan", "Surat suara", "Per kecamatan", "Per desa", "Per TPS", "Catatan"]
    for sheet in book:
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.page_setup.paperSize in (9, "9")
        assert sheet.oddFooter.right.text == "Halaman &P dari &N"
        top = [str(row[0]) for row in rows_of(sheet)[:4]]
        assert top[1] == "Desk Kota Pagar Alam"
        assert "Kota Pagar Alam (16.72)" in top[2] and "27 November 2024" in top[2]
        assert "Dicetak oleh Contoh" in top[3]
    for name in ("Per kecamatan", "Per desa", "Per TPS"):
        assert book[name].freeze_panes
        assert book[name].print_title_rows == "$1:$6"


def test_sums_are_values_and_equal_at_every_level() -> None:
    book = workbook(Town())
    found = {}
    for name in ("Per kecamatan", "Per desa", "Per TPS"):
        rows = rows_of(book[name])
        heads = [str(value).partition("\n")[0] for value in rows[5]]
        place = heads.index("Surat suara wali kota dan wakil wali kota")
        whole = next(row for row in rows if row[0] == "Seluruhnya")
        shown = next(row for row in rows if row[0] == "Jumlah baris")
        body = [row for row in rows[6:] if str(row[0]).startswith("16.72.")]
        assert sum(row[place] for row in body) == shown[place] == whole[place]  # type: ignore[misc]
        found[name] = whole[place]
    assert set(found.values()) == {VOTERS + 71}
    summary = {str(row[0]): row for row in rows_of(book["Ringkasan"])}
    assert summary["Persediaan PSU, surat suara wali kota dan wakil wali kota"][2] == 2000
    assert not any(cell.data_type == "f" for sheet in book for row in sheet.iter_rows() for cell in row)


def test_ranges_have_both_bounds_and_the_unknown_says_so() -> None:
    book = workbook(Town({"16.72.01.1001": {1: 400, 2: None}}))
    rows = rows_of(book["Per TPS"])
    heads = [str(value).partition("\n")[0] for value in rows[5]]
    low = heads.index("Surat suara gubernur dan wakil gubernur, paling sedikit")
    station = next(row for row in rows if row[0] == "16.72.01.1001/002")
    assert station[low : low + 2] == [0, 615]
    assert "Segel" not in heads
    assert any(str(row[0]).startswith("Belum diketahui jumlahnya: Segel;") for row in rows)


def test_what_a_user_wrote_is_never_a_formula() -> None:
    town = Town()
    add_item(**ACT, election=town.election, name="=1+1", catalogue=Catalogue.CAMPAIGN, note="@SUM(A1)")
    book = workbook(town)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value == "=1+1"]
    assert cells
    assert {cell.data_type for cell in cells} <= {"s", "inlineStr"}


def test_the_file_is_for_those_who_may_see_the_place() -> None:
    town = Town()
    client = signed_in(town, "kecamatan", at=people.KECAMATAN, agency="kecamatan")
    assert client.get(f"{PAGE}berkas/").status_code == 404
    assert client.get("/logistik/pilkada-2024/16.72.01/kebutuhan/berkas/").status_code == 200


def test_a_stated_total_that_narrows_the_whole_stands_in_the_notes(tmp_path: Path) -> None:
    town = Town({"16.72.01.1001": {1: 400, 2: None}, "16.72.03.1001": {1: None}})
    set_voter_total(
        actor=people.officer, election=town.election, region=town.election.region, voters=1400, source="BA", now=NOW
    )
    book = workbook(town)
    assert any("1.400 (BA)" in str(row[0]) for row in rows_of(book["Catatan"]))
