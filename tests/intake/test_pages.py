"""An import by the pages: choose, upload, preview, map columns, apply, undo; and who may not."""

from __future__ import annotations

import csv
import gzip
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from siaga.intake import work
from siaga.intake.models import ImportRun, RunState, Work
from siaga.intake.tasks import work_on_import
from siaga.wilayah.models import Region
from tests import factories, people

pytestmark = pytest.mark.django_db
GOOD = "kode,nama\n16.72.01.1001,Suka Maju\n16.72.01.1003,Baru\n"


@pytest.fixture
def desk(client: Client) -> Client:
    regions = factories.tree()
    client.force_login(factories.account("kesbangpol", "secretariat", at=regions["16.72"]))
    return client


def upload(client: Client, text: str | bytes, kind: str = "wilayah", name: str = "wilayah.csv") -> ImportRun:
    content = text.encode() if isinstance(text, str) else text
    response = client.post(f"/data/impor/baru/{kind}/", {"file": SimpleUploadedFile(name, content)})
    assert response.status_code == 302, response.content.decode()[:3000]
    run = ImportRun.objects.latest("pk")
    assert response["Location"] == f"/data/impor/{run.pk}/"
    return run


def page(client: Client, run: ImportRun, **options: Any) -> str:
    response = client.get(f"/data/impor/{run.pk}/", **options)
    assert response.status_code == 200
    return response.content.decode()


def test_a_good_file_is_previewed_applied_and_undone(desk: Client) -> None:
    run = upload(desk, GOOD)
    text = page(desk, run)
    assert "Suka Maju" in text
    assert "Belum ada yang ditulis" in text
    assert Region.objects.filter(code="16.72.01.1003").count() == 0
    desk.post(f"/data/impor/{run.pk}/terapkan/", {"plan": run.result["plan"]})
    assert Region.objects.get(code="16.72.01.1001").name == "Suka Maju"
    asked = desk.get(f"/data/impor/{run.pk}/batalkan/").content.decode()
    assert "Data baru yang dihapus lagi" in asked
    desk.post(f"/data/impor/{run.pk}/batalkan/")
    assert Region.objects.get(code="16.72.01.1001").name == "Sukorejo"
    assert "sudah dibatalkan" in page(desk, run)


def test_a_run_with_rows_of_elsewhere_stays_with_who_uploaded_it(client: Client) -> None:
    regions = factories.tree()
    client.force_login(factories.account("provinsi", "secretariat", at=regions["16"]))
    clean = upload(client, "kode,nama\n16.72.01.1003,Baru\n")
    mixed = upload(client, "kode,nama\n16.72.01.1003,Baru\n16.03.99.1001,Tanpa Induk\n")
    narrow = Client()
    narrow.force_login(factories.account("kota", "secretariat", at=regions["16.72"]))
    assert narrow.get(f"/data/impor/{clean.pk}/").status_code == 200
    assert narrow.get(f"/data/impor/{mixed.pk}/").status_code == 404
    assert client.get(f"/data/impor/{mixed.pk}/").status_code == 200


def test_the_list_of_errors_carries_no_formula_in_any_cell(desk: Client) -> None:
    run = upload(desk, 'kode,nama\n16.03.09,"=HYPERLINK(""x"")"\n"=1+1",Rumus\n')
    lines = desk.get(f"/data/impor/{run.pk}/kesalahan.csv").content.decode("utf-8-sig").splitlines()
    cells = [cell for line in csv.reader(lines, delimiter=";") for cell in line]
    assert any("HYPERLINK" in cell for cell in cells)
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))]


def test_a_bad_file_lists_its_rows_and_offers_to_skip_them(desk: Client) -> None:
    run = upload(desk, GOOD + "16.72.1,Salah\n16.72.09.1001,Yatim\n")
    text = page(desk, run)
    assert "2 baris ditolak" in text
    assert "16.72.09" in text
    listed = desk.get(f"/data/impor/{run.pk}/kesalahan.csv").content.decode("utf-8-sig").splitlines()
    assert [line.split(";")[0] for line in listed] == ["Baris", "4", "5"]
    assert desk.get(f"/data/impor/{run.pk}/?k-ekspor=csv").status_code == 200
    asked = desk.get(f"/data/impor/{run.pk}/terapkan/?lewati=1").content.decode()
    assert "Baris yang dilewati" in asked
    desk.post(f"/data/impor/{run.pk}/terapkan/?lewati=1")
    assert Region.objects.filter(code="16.72.01.1003").exists()
    assert "tanpa baris yang ditolak" in page(desk, run)


def test_unknown_headers_are_mapped_in_the_browser(desk: Client) -> None:
    run = upload(desk, GOOD.replace("kode", "nomor"))
    assert "Pasangkan kolom" in page(desk, run)
    refused = desk.post(f"/data/impor/{run.pk}/periksa/", {"petakan": "1"})
    assert refused.status_code == 422
    desk.post(f"/data/impor/{run.pk}/periksa/", {"petakan": "1", "field_code": "nomor", "field_name": ""})
    run.refresh_from_db()
    assert run.state == RunState.PREVIEWED


def test_data_that_changed_after_the_preview_gives_a_new_preview(desk: Client) -> None:
    run = upload(desk, GOOD)
    Region.objects.filter(code="16.72.01.1001").update(name="Lain Lagi")
    desk.post(f"/data/impor/{run.pk}/terapkan/", {"plan": run.result["plan"]})
    text = page(desk, run)
    assert "Data berubah sejak pratinjau" in text
    assert "Lain Lagi" in text
    assert not Region.objects.filter(code="16.72.01.1003").exists()


def test_an_undo_that_would_lose_later_work_says_what(desk: Client) -> None:
    run = upload(desk, GOOD)
    desk.post(f"/data/impor/{run.pk}/terapkan/", {"plan": run.result["plan"]})
    later = upload(desk, "kode,nama\n16.72.01.1003,Lebih Baru\n")
    desk.post(f"/data/impor/{later.pk}/terapkan/", {"plan": later.result["plan"]})
    desk.post(f"/data/impor/{run.pk}/batalkan/")
    assert "Lebih Baru" in page(desk, run)
    assert Region.objects.filter(code="16.72.01.1003").exists()


def test_a_large_file_is_worked_on_in_the_background(desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "SMALL", 1)
    asked: list[Any] = []
    monkeypatch.setattr(type(work_on_import), "enqueue", lambda _task, *args: asked.append(args))
    run = upload(desk, GOOD)
    assert run.work == Work.CHECK
    busy = page(desk, run)
    assert 'id="kemajuan"' in busy
    assert "boleh ditinggalkan" in busy
    refused = desk.post(f"/data/impor/{run.pk}/periksa/")
    assert refused.status_code == 409
    work_on_import.func(*asked[0])
    poll = desk.get(f"/data/impor/{run.pk}/", headers={"HX-Request": "true", "HX-Target": "kemajuan"})
    assert poll["HX-Refresh"] == "true"
    run.refresh_from_db()
    assert (run.state, run.work) == (RunState.PREVIEWED, Work.NONE)


def test_a_packed_file_and_templates(desk: Client) -> None:
    assert upload(desk, gzip.compress(GOOD.encode()), name="wilayah.csv.gz").state == RunState.PREVIEWED
    made = desk.get("/data/impor/templat/wilayah.xlsx")
    run = upload(desk, made.content, name="templat.xlsx")
    assert run.state == RunState.PREVIEWED
    assert (run.result["rows"], run.result["unchanged"]) == (1, 0)
    assert upload(desk, desk.get("/data/impor/templat/wilayah.csv").content).result["rows"] == 1


def test_what_cannot_be_read_is_told_on_the_page(desk: Client) -> None:
    assert "PDF" in page(desk, upload(desk, b"%PDF-1.7", name="daftar.pdf"))
    assert "kosong" in page(desk, upload(desk, b"", name="kosong.csv"))
    assert "ditolak" in desk.get("/data/impor/").content.decode().lower()


def test_the_list_and_the_kinds_show_what_may_be_done(desk: Client) -> None:
    assert "Belum ada impor" in desk.get("/data/impor/").content.decode()
    kinds = desk.get("/data/impor/baru/").content.decode()
    assert "/data/impor/baru/wilayah/" in kinds
    assert desk.get("/data/impor/baru/tidak-ada/").status_code == 404


def test_the_neighbour_and_lookers_on_see_nothing(desk: Client) -> None:
    run = upload(desk, GOOD)
    neighbour, auditor = Client(), Client()
    regions = {region.code: region for region in Region.objects.all()}
    neighbour.force_login(factories.account("tetangga", "secretariat", at=regions[people.NEXT_DOOR]))
    auditor.force_login(factories.account("pemeriksa", "auditor", at=regions["16.72"]))
    for client in (neighbour, auditor):
        for path in ("", "terapkan/", "batalkan/", "periksa/", "kesalahan.csv"):
            assert client.get(f"/data/impor/{run.pk}/{path}").status_code == 404
        assert client.post(f"/data/impor/{run.pk}/terapkan/", {"plan": run.result["plan"]}).status_code == 404
    assert "wilayah.csv" not in neighbour.get("/data/impor/").content.decode()
