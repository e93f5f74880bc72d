"""What the pages show, what a stranger gets, and that forms do what they say."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from siaga.elections.actions.elections import close_election, remove_election
from siaga.elections.models import Election, PollingStation, Stage
from tests import factories, people
from tests.elections.worlds import World, world
from tests.factories import NOW

pytestmark = pytest.mark.django_db
STATION = "16.72.01.1001/001"
BASE = "/pemilihan/pilkada-2024/"
PAGES = [
    "/pemilihan/",
    "/pemilihan/aturan/",
    "/pemilihan/aturan/pemilu-2024/",
    BASE,
    f"{BASE}tahapan/",
    f"{BASE}tahapan/?tampil=terlambat",
    f"{BASE}aturan/",
    f"{BASE}aturan/?tampil=ragu",
    f"{BASE}tps/",
    f"{BASE}tps/?kecamatan=16.72.01&desa=16.72.01.1001&pemilih=belum&lokasi=khusus&posisi=tanpa&cari=suko",
    f"{BASE}tps/titik.geojson",
    f"{BASE}tps/{STATION}/",
]
CHANGES = [
    "/pemilihan/baru/",
    f"{BASE}ubah/",
    f"{BASE}tutup/",
    f"{BASE}buka/",
    f"{BASE}hapus/",
    f"{BASE}tahapan/tambah/",
    f"{BASE}tahapan/kampanye/tanggal/",
    f"{BASE}tahapan/kampanye/selesai/",
    f"{BASE}tahapan/kampanye/buka/",
    f"{BASE}tahapan/kampanye/hapus/",
    f"{BASE}putaran-ulang/",
    f"{BASE}putaran-ulang/?kecamatan=16.72.01&pilih={STATION}",
    f"{BASE}putaran-ulang/isi/?pilih={STATION}",
    f"{BASE}tps/tambah/",
    f"{BASE}tps/{STATION}/ubah/",
    f"{BASE}tps/{STATION}/hapus/",
]


@pytest.fixture
def here(settings: pytest.FixtureRequest) -> World:
    settings.SIAGA_NOW = NOW  # type: ignore[attr-defined]
    return world()


def _client(here: World, role: str, at: str = "16.72", units: tuple[str, ...] = ()) -> Client:
    client = Client()
    person = factories.account(f"contoh-{role}", role, at=here.regions[at], units=units)
    client.force_login(person, "allauth.account.auth_backends.AuthenticationBackend")
    return client


def _text(client: Client, path: str, status: int = 200) -> str:
    response = client.get(path)
    assert response.status_code == status, (path, response.status_code)
    return response.content.decode()


@pytest.mark.parametrize("path", PAGES + CHANGES)
def test_the_secretariat_opens_every_page(here: World, path: str) -> None:
    _text(_client(here, "secretariat"), path)


@pytest.mark.parametrize("path", PAGES)
def test_a_leader_reads_every_page(here: World, path: str) -> None:
    text = _text(_client(here, "leader"), path)
    assert "/tutup/" not in text
    assert "/tanggal/" not in text


@pytest.mark.parametrize("path", CHANGES)
@pytest.mark.parametrize("role", ["leader", "auditor"])
def test_who_may_not_change_finds_no_page_for_it(here: World, path: str, role: str) -> None:
    _text(_client(here, role), path, 404)


@pytest.mark.parametrize("path", [path for path in PAGES + CHANGES if path.startswith(BASE)])
def test_next_door_finds_nothing(here: World, path: str) -> None:
    _text(_client(here, "secretariat", "16.03"), path, 404)


def test_the_overview_says_h_and_keeps_unknown_apart(here: World) -> None:
    text = _text(_client(here, "leader"), BASE)
    for words in ("H-28", "Rabu, 27 November 2024", "1.601", "dari 5 di antara 6 TPS", "lebih dari 600 pemilih"):
        assert words in text, words


def test_the_calendar_says_what_is_late_and_what_is_due(here: World) -> None:
    text = _text(_client(here, "leader"), f"{BASE}tahapan/")
    assert "Terlambat 278 hari" in text
    assert "6 hari lagi" in text
    assert "Belum bertanggal" in text


def test_the_rules_say_source_and_doubt(here: World) -> None:
    text = _text(_client(here, "leader"), f"{BASE}aturan/")
    assert "PKPU 2/2024 (tahapan Pilkada), menurut sabangmeraukenews.com" in text
    assert "keterangan belum terverifikasi" in text
    assert "naskah asli 28 baris belum ditemukan" in text


def test_a_field_officer_sees_the_assigned_station_only(here: World) -> None:
    client = _client(here, "field", units=(STATION,))
    assert "TPS 001" in _text(client, f"{BASE}tps/{STATION}/")
    _text(client, f"{BASE}tps/16.72.01.1001/002/", 404)
    assert "16.72.01.1001/002" not in _text(client, f"{BASE}tps/")


def test_the_list_filters_and_keeps_its_totals_honest(here: World) -> None:
    client = _client(here, "secretariat")
    text = _text(client, f"{BASE}tps/?pemilih=lebih")
    assert "16.72.01.1002/001" in text
    assert "16.72.01.1001/001" not in text
    assert "1 TPS belum diketahui dan tidak ikut dijumlahkan" in text


@pytest.mark.parametrize("path", ["/pemilihan/", BASE, f"{BASE}tahapan/", f"{BASE}tps/", f"{BASE}tps/?urut=-code"])
def test_a_page_asks_no_more_of_the_database_when_there_is_more(here: World, path: str) -> None:
    client = _client(here, "secretariat")
    _text(client, path)
    with CaptureQueriesContext(connection) as few:
        _text(client, path)
    for number in range(10, 40):
        factories.station(here.election, here.regions["16.72.03.1002"], number)
        factories.election(here.regions["16.72"], f"lain-{number}")
    with CaptureQueriesContext(connection) as many:
        _text(client, path)
    assert len(many) == len(few)


def test_an_election_is_created_by_the_form(here: World) -> None:
    client = _client(here, "secretariat")
    values = {"slug": "pemilu-2024", "ruleset": "pemilu-2024", "region": "16.72", "name": "", "voting_day": ""}
    answer = client.post("/pemilihan/baru/", values)
    assert answer.headers["Location"] == "/pemilihan/pemilu-2024/"
    assert Election.objects.get(slug="pemilu-2024").voting_day == date(2024, 2, 14)


def test_a_form_error_keeps_what_was_typed(here: World) -> None:
    client = _client(here, "secretariat")
    values = {"slug": "pilkada-2024", "ruleset": "pilkada-2024", "region": "16.72", "name": "Nama saya"}
    answer = client.post("/pemilihan/baru/", values)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "sudah ada" in text
    assert "Nama saya" in text


def test_a_region_of_others_is_answered_like_one_that_is_not_there(here: World) -> None:
    client = _client(here, "secretariat")
    values = {"slug": "lain", "ruleset": "pilkada-2024", "region": "16.03"}
    assert client.post("/pemilihan/baru/", values).status_code == 404
    assert not Election.objects.filter(slug="lain").exists()


def test_a_stage_is_marked_done_and_opened_again(here: World) -> None:
    client = _client(here, "secretariat")
    client.post(f"{BASE}tahapan/dp4/selesai/", {"done_on": "2024-05-31", "note": "BA 1 (contoh)"})
    assert Stage.objects.get(key="dp4").done_on == date(2024, 5, 31)
    assert client.post(f"{BASE}tahapan/dp4/buka/", {"reason": ""}).status_code == 422
    client.post(f"{BASE}tahapan/dp4/buka/", {"reason": "keliru"})
    assert Stage.objects.get(key="dp4").done_on is None


def test_a_station_is_added_changed_and_removed(here: World) -> None:
    client = _client(here, "secretariat")
    values = {"village": "16.72.01.1002", "number": "2", "voters_male": "100", "voters_female": "101"}
    assert client.post(f"{BASE}tps/tambah/", values).headers["Location"] == f"{BASE}tps/16.72.01.1002/002/"
    changed = {"number": "3", "voters_total": "250"}
    answer = client.post(f"{BASE}tps/16.72.01.1002/002/ubah/", changed)
    assert answer.headers["Location"] == f"{BASE}tps/16.72.01.1002/003/"
    assert PollingStation.objects.get(code="16.72.01.1002/003").voters_total == 250
    client.post(f"{BASE}tps/16.72.01.1002/003/hapus/", {"reason": "digabung"})
    assert not PollingStation.objects.filter(code="16.72.01.1002/003").exists()


def test_a_repeat_round_is_made_from_chosen_stations(here: World) -> None:
    client = _client(here, "secretariat")
    assert "Terpilih: 1 TPS" in _text(client, f"{BASE}putaran-ulang/?pilih={STATION}&cari=suko")
    values = {"kind": "psu", "voting_day": "2024-12-05", "basis": "Rekomendasi (contoh)", "slug": "psu-2024"}
    answer = client.post(f"{BASE}putaran-ulang/isi/?pilih={STATION}", values)
    assert answer.headers["Location"] == "/pemilihan/psu-2024/"
    text = _text(client, "/pemilihan/psu-2024/")
    assert "Putaran ulang dari Pilkada Serentak 2024" in text
    assert "Putaran TPS ini" in _text(client, f"/pemilihan/psu-2024/tps/{STATION}/")


def test_a_closed_election_offers_no_change_but_to_open_it(here: World) -> None:
    close_election(actor=people.secretariat, election=here.election, now=NOW)
    text = _text(_client(here, "secretariat"), BASE)
    assert "/buka/" in text
    assert "/ubah/" not in text


def test_suggestions_name_regions_with_their_parent(here: World) -> None:
    client = _client(here, "secretariat")
    assert client.get(f"{BASE}desa/?cari=suko").json() == [
        {"value": "16.72.01.1001", "label": "Kelurahan Sukorejo, Kecamatan Pagar Alam Utara (16.72.01.1001)"}
    ]
    codes = [one["value"] for one in client.get("/pemilihan/daerah/?cari=").json()]
    assert codes[0] == "16.72"
    assert not [code for code in codes if code.startswith("16.03")]


def test_points_carry_name_parent_and_address(here: World) -> None:
    feature = _client(here, "leader").get(f"{BASE}tps/titik.geojson").json()["features"]
    assert len(feature) == 1
    assert feature[0]["geometry"]["coordinates"] == [103.2, -4.05]
    assert feature[0]["properties"]["url"] == f"{BASE}tps/16.72.03.1001/001/"


def test_an_empty_list_says_what_it_is_for(here: World) -> None:
    PollingStation.objects.all().delete()
    remove_election(actor=people.secretariat, election=here.election, now=NOW)
    assert "Buat pemilihan" in _text(_client(here, "secretariat"), "/pemilihan/")
