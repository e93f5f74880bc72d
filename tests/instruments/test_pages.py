"""Pages, files, API and commands of instruments."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from siaga.cli.root import cli
from siaga.instruments.library import ensure_shipped
from siaga.instruments.models import Instrument, InstrumentVersion
from siaga.wilayah.models import Region
from tests import people
from tests.factories import NOW, account, tree
from tests.instruments.examples import SMALL
from tests.instruments.made import FORMS, markdown

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> dict[str, Region]:
    found = tree()
    ensure_shipped(people.secretariat, NOW)
    return found


def signed_in(role: str, at: Region | None) -> Client:
    client = Client()
    client.force_login(account(f"{role}-{at.code if at else 'semua'}".replace(".", ""), role, at=at))
    return client


@pytest.fixture
def secretary(world: dict[str, Region]) -> Client:
    return signed_in("secretariat", world[people.CITY])


def send(client: Client, content: bytes, name: str = "gudang.md", **more: str) -> str:
    """Upload a file; the address of its check, or the refusal page's text."""
    file = SimpleUploadedFile(name, content)
    response = client.post(reverse("instruments:upload"), {"file": file, "unit": "", **more})
    if response.status_code == 302:
        return str(response["Location"])
    assert response.status_code == 422
    return str(response.content.decode())


def test_the_list_names_what_is_shipped(secretary: Client) -> None:
    page = secretary.get(reverse("instruments:list")).content.decode()
    assert "Kerawanan TPS" in page and "Kesehatan petugas" in page
    assert reverse("instruments:upload") in page


def test_uploading_checks_first_and_adds_on_yes(secretary: Client) -> None:
    check = send(secretary, SMALL.encode())
    page = secretary.get(check).content.decode()
    assert "Apakah gudang siap?" in page and "Instrumen baru" in page
    assert not Instrument.objects.filter(shipped=False).exists()
    response = secretary.post(check)
    assert response["Location"] == reverse("instruments:instrument", args=["kesiapan-gudang"])
    added = Instrument.objects.get(name="kesiapan-gudang")
    assert added.region is not None and added.region.code == people.CITY
    assert secretary.get(check).status_code == 404
    assert "Kesiapan gudang (contoh)" in secretary.get(response["Location"]).content.decode()


def test_a_strangers_form_goes_all_the_way(secretary: Client) -> None:
    check = send(secretary, (FORMS / "posyandu.csv").read_bytes(), "posyandu.csv", unit="desa")
    secretary.post(check)
    version = InstrumentVersion.objects.get(instrument__name="tempat_layanan_v3")
    files = ["tempat_layanan_v3", 1]
    source = secretary.get(reverse("instruments:source", args=files))
    assert source.content == (FORMS / "posyandu.csv").read_bytes()
    assert source["Content-Disposition"] == 'attachment; filename="posyandu.csv"'
    xform = secretary.get(reverse("instruments:xform", args=files))
    assert xform["Content-Type"].startswith("text/xml")
    assert xform.content.decode() == version.xform
    preview = secretary.get(reverse("instruments:preview", args=files))
    assert reverse("instruments:xform", args=files) in preview.content.decode()
    assert "wasm-unsafe-eval" in preview["Content-Security-Policy"]


def test_a_changed_form_says_what_changes(secretary: Client) -> None:
    secretary.post(send(secretary, SMALL.encode()))
    later = SMALL.replace("| kesiapan-gudang | 1 |", "| kesiapan-gudang | 2 |").replace(
        "| integer | kotak |", "| integer | peti |"
    )
    page = secretary.get(send(secretary, later.encode())).content.decode()
    assert "Menjadi versi ke-2" in page
    assert "peti" in page and "Indikator yang membaca pertanyaan ini" in page
    clash = SMALL.replace("Jumlah kotak suara", "Banyak kotak suara")
    page = secretary.get(send(secretary, clash.encode())).content.decode()
    assert "Naikkan kolom version" in page and "Simpan" not in page.partition("<main")[2]


def test_a_wrong_form_is_explained_on_the_page(secretary: Client) -> None:
    page = send(secretary, markdown("| | integer | suara_sah | Suara sah paslon 1 | | | |"))
    assert "Lembar survey, baris 4, kolom name" in page and "KPU" in page
    page = send(secretary, markdown("| | select_one hilang | a | A | | | |"))
    assert "Daftar pilihan “hilang”" in page.replace("&quot;", '"')
    assert "rusak" in send(secretary, b"PK\x03\x04rusak", "a.xlsx")


def test_a_file_waits_for_its_own_uploader_only(secretary: Client, world: dict[str, Region]) -> None:
    check = send(secretary, SMALL.encode())
    other = Client()
    other.force_login(account("lain", "secretariat", at=world[people.CITY]))
    assert other.get(check).status_code == 404
    assert other.post(check).status_code == 404
    assert secretary.get(check).status_code == 200


@pytest.mark.parametrize("role", ["leader", "auditor", "desa"])
def test_readers_see_and_do_not_upload(world: dict[str, Region], role: str) -> None:
    client = signed_in(role, world[people.CITY])
    page = client.get(reverse("instruments:instrument", args=["kesiapan-tps"])).content.decode()
    assert "Surat suara" in page and reverse("instruments:retire", args=["kesiapan-tps"]) not in page
    assert client.get(reverse("instruments:upload")).status_code == 404
    assert client.post(reverse("instruments:retire", args=["kesiapan-tps"]), {"reason": "x"}).status_code == 404


def test_next_door_sees_the_shipped_and_not_ours(secretary: Client, world: dict[str, Region]) -> None:
    secretary.post(send(secretary, SMALL.encode()))
    neighbour = signed_in("secretariat", world[people.NEXT_DOOR])
    assert neighbour.get(reverse("instruments:instrument", args=["kesiapan-gudang"])).status_code == 404
    assert neighbour.get(reverse("instruments:source", args=["kesiapan-gudang", 1])).status_code == 404
    assert "kesiapan-gudang" not in neighbour.get(reverse("instruments:list")).content.decode()
    assert neighbour.get(reverse("instruments:instrument", args=["kesiapan-tps"])).status_code == 200


def test_retiring_asks_first_and_can_be_undone(secretary: Client) -> None:
    secretary.post(send(secretary, SMALL.encode()))
    retire = reverse("instruments:retire", args=["kesiapan-gudang"])
    assert "Versi yang tersimpan" in secretary.get(retire).content.decode()
    assert secretary.post(retire, {"reason": ""}).status_code == 422
    secretary.post(retire, {"reason": "Diganti"})
    assert Instrument.objects.get(name="kesiapan-gudang").retired_at
    secretary.post(reverse("instruments:revive", args=["kesiapan-gudang"]))
    assert Instrument.objects.get(name="kesiapan-gudang").retired_at is None


def test_checks_are_told_in_words(secretary: Client) -> None:
    page = secretary.get(reverse("instruments:instrument", args=["kesiapan-tps"])).content.decode()
    assert "“Surat suara” = Lengkap dan “Jumlah surat suara diterima (lembar)” &lt; “Jumlah pemilih dalam DPT" in page


def test_the_api_tells_what_a_form_asks(secretary: Client) -> None:
    listed = secretary.get("/api/v1/instruments?unit=tps").json()
    assert [one["name"] for one in listed["items"]] == [
        "kerawanan-tps",
        "kerawanan-tps-pemilu",
        "kesehatan-petugas",
        "kesiapan-tps",
    ]
    one = secretary.get("/api/v1/instruments/kesiapan-tps").json()
    assert one["version"] == "2024.1"
    assert secretary.get(one["xform"]).status_code == secretary.get(one["xlsform"]).status_code == 200
    asked = {question["path"]: question for question in one["questions"]}
    assert asked["logistik/kotak_suara"]["label"]["en"].startswith("Are the ballot boxes")
    assert [choice["name"] for choice in asked["logistik/kotak_suara"]["choices"]] == ["ya", "tidak"]
    assert {check["kind"] for check in one["checks"]} == {"range", "contradiction", "jump", "distance"}
    assert secretary.get("/api/v1/instruments/tidak-ada").status_code == 404


def test_the_command_adds_checks_and_lists(world: dict[str, Region], tmp_path: object) -> None:
    file = FORMS / "posyandu.csv"
    run = CliRunner().invoke
    checked = run(cli, ["instrument", "add", str(file), "--unit", "desa", "--check", "--json"])
    assert json.loads(checked.stdout)["outcome"] == "checked"
    first = run(cli, ["instrument", "add", str(file), "--unit", "desa", "--region", people.CITY, "--json"])
    assert json.loads(first.stdout)["outcome"] == "created"
    again = run(cli, ["instrument", "add", str(file), "--unit", "desa", "--region", people.CITY, "--json"])
    assert json.loads(again.stdout)["outcome"] == "unchanged"
    listed = json.loads(run(cli, ["instrument", "list", "--json"]).stdout)["instruments"]
    assert [one["unit"] for one in listed if one["name"] == "tempat_layanan_v3"] == ["desa"]
    assert len(listed) == 8


def test_the_command_refuses_with_the_place(world: dict[str, Region], tmp_path: object) -> None:
    from pathlib import Path

    file = Path(str(tmp_path)) / "pantau.md"
    file.write_bytes(markdown("| | integer | n | Perolehan suara | | | |"))
    refused = CliRunner().invoke(cli, ["instrument", "add", str(file), "--json"])
    assert refused.exit_code == 1
    (finding,) = json.loads(refused.stdout)["findings"]
    assert (finding["sheet"], finding["row"], finding["column"]) == ("survey", 4, "label")
    unknown = CliRunner().invoke(
        cli, ["instrument", "add", str(FORMS / "posyandu.csv"), "--unit", "desa", "--region", "99"]
    )
    assert unknown.exit_code == 1 and "Wilayah 99 belum ada" in unknown.stderr
