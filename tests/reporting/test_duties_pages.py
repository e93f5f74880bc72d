"""Pages of duties, of who owes what, and of one's own tasks."""

from __future__ import annotations

from datetime import date, timedelta
from urllib.parse import unquote

import pytest
from django.test import Client
from django.urls import reverse

from siaga.desk.models import Person
from siaga.elections.models import Election
from siaga.kit.words import percent
from siaga.reporting.models import Duty
from siaga.wilayah.models import Region
from tests import factories
from tests.factories import NOW, offices
from tests.factories import duties as made

LATER = NOW + timedelta(days=3)
pytestmark = [pytest.mark.django_db, pytest.mark.clock(LATER)]


@pytest.fixture
def world() -> Election:
    election, _regions, _stations = made.pagar_alam(stations=1)
    made.duty(election)
    return election


def signed_in(role: str, code: str = "16.72", **fields: object) -> Client:
    client = Client()
    client.force_login(factories.account(f"contoh-{role}", role, at=Region.objects.get(code=code), **fields))
    return client


def test_setting_a_duty_shows_its_consequences_first_and_then_makes_it(world: Election) -> None:
    client = signed_in("secretariat")
    made.instrument("kesiapan-desa")
    address = reverse("reporting:add_duty")
    form = client.get(f"{address}?irama=mendekat").content.decode()
    assert "Kewajiban baru" in form and 'name="before_3" value="0"' in form.replace('"  ', '" ')
    data = {
        "instrument": "kesiapan-desa",
        "region": "16.72",
        "role": "desa",
        "starts": "2024-11-02",
        "ends": "2024-11-27",
        "every": "weekly",
        "weekday": "0",
        "at": "16:00",
        "before_1": "7",
        "every_1": "daily",
    }
    looked = client.post(address, {**data, "lihat": "1"}).content.decode()
    assert "Jatuh tempo berikutnya" in looked and "Senin, 4 November 2024" in looked
    assert Duty.objects.count() == 1
    partial = client.post(address, data, headers={"HX-Request": "true", "HX-Target": "pratinjau"})
    assert "<html" not in partial.content.decode() and "Unit yang wajib lapor" in partial.content.decode()
    assert client.post(address, data).status_code == 302
    duty = Duty.objects.get(instrument__name="kesiapan-desa")
    assert duty.cadence == [
        {"every": "weekly", "weekday": 0, "at": "16:00"},
        {"from_h": -7, "every": "daily", "at": "16:00"},
    ]
    page = client.get(reverse("reporting:duty", args=[duty.pk])).content.decode()
    assert "Tiap Senin pukul 16.00; sejak H-7 tiap hari pukul 16.00" in page
    assert "kesiapan-desa" in client.get(reverse("reporting:duties")).content.decode()


def test_a_wrong_duty_says_what_to_mend_and_keeps_what_was_typed(world: Election) -> None:
    data = {
        "instrument": "kesiapan-tps",
        "region": "16.72",
        "role": "field",
        "starts": "2024-11-02",
        "ends": "2024-11-27",
        "every": "daily",
        "at": "16:00",
        "note": "catatan saya",
    }
    response = signed_in("secretariat").post(reverse("reporting:add_duty"), data)
    assert response.status_code == 422
    assert "sudah diwajibkan" in response.content.decode() and "catatan saya" in response.content.decode()


def test_changing_and_ending_a_duty(world: Election) -> None:
    client, duty = signed_in("secretariat"), Duty.objects.get()
    data = {
        "role": "desa",
        "starts": "2024-10-28",
        "ends": "2024-11-28",
        "every": "hours",
        "hours": "6",
        "at": "06:00",
    }
    assert client.post(reverse("reporting:edit_duty", args=[duty.pk]), data).status_code == 302
    duty.refresh_from_db()
    assert (duty.role, duty.cadence) == ("desa", [{"every": "hours:6", "at": "06:00"}])
    end = reverse("reporting:end_duty", args=[duty.pk])
    assert "Laporan terlewat yang tetap tercatat" in client.get(end).content.decode()
    assert client.post(end, {"reason": ""}).status_code == 422
    assert client.post(end, {"reason": "Diganti"}).status_code == 302
    duty.refresh_from_db()
    assert duty.ended_at == LATER


def test_standard_duties_are_installed_by_a_button(world: Election) -> None:
    client = signed_in("secretariat")
    assert "5 kewajiban baku belum terpasang" in client.get(reverse("reporting:duties")).content.decode()
    assert client.post(reverse("reporting:install_duties")).status_code == 302
    assert Duty.objects.filter(election=world).count() == 6
    assert "belum terpasang" not in client.get(reverse("reporting:duties")).content.decode()


@pytest.mark.parametrize(("role", "allowed"), [("leader", False), ("auditor", False), ("desa", False)])
def test_others_look_at_duties_and_change_none(world: Election, role: str, allowed: bool) -> None:
    client = signed_in(role, "16.72.01.1001" if role == "desa" else "16.72")
    duty = Duty.objects.get()
    assert client.get(reverse("reporting:duty", args=[duty.pk])).status_code == 200
    for name in ("edit_duty", "end_duty"):
        assert (client.get(reverse(f"reporting:{name}", args=[duty.pk])).status_code == 200) is allowed
    assert (client.get(reverse("reporting:add_duty")).status_code == 200) is allowed


def test_the_secretariat_next_door_finds_nothing(world: Election) -> None:
    client, duty = signed_in("secretariat", "16.03"), Duty.objects.get()
    for name in ("duty", "edit_duty", "end_duty"):
        assert client.get(reverse(f"reporting:{name}", args=[duty.pk])).status_code == 404
    assert "Contoh kesiapan-tps" not in client.get(reverse("reporting:duties")).content.decode()
    assert client.get(reverse("reporting:owed") + "?pemilihan=pilkada-2024").status_code == 404


@pytest.mark.parametrize("view", ["unit", "kecamatan", "pelapor", "instrumen", "orang"])
def test_who_owes_what_by_each_view_and_as_a_file(world: Election, view: str) -> None:
    city = Region.objects.get(code="16.72")
    factories.account("petugas", "field", at=city, units=("16.72.01.1001/001",))
    client = signed_in("secretariat")
    page = client.get(reverse("reporting:owed"), {"menurut": view}).content.decode()
    assert "Bungkam" in page and percent(1.0) in page and "0 dari 12 laporan yang diminta" in page
    found = {
        "unit": "TPS 001 Sukorejo",
        "kecamatan": "Kecamatan Dempo Utara",
        "pelapor": "Petugas lapangan",
        "instrumen": "Contoh kesiapan-tps",
        "orang": "Petugas",
    }
    assert found[view] in page
    file = client.get(reverse("reporting:owed"), {"menurut": view, "ekspor": "csv"})
    assert found[view] in file.getvalue().decode("utf-8-sig")


def test_filters_narrow_figures_and_lines(world: Election) -> None:
    client = signed_in("secretariat")
    page = client.get(reverse("reporting:owed"), {"wilayah": "16.72.03"}).content.decode()
    assert "dari 6 laporan yang diminta" in page
    assert "TPS 001 Jangkar Mas" in page and "TPS 001 Sukorejo" not in page
    assert "dari 0 laporan" in client.get(reverse("reporting:owed"), {"instrumen": "kesiapan-desa"}).content.decode()
    assert client.get(reverse("reporting:owed"), {"wilayah": "bukan-kode"}).status_code == 404


def test_a_reminder_is_ready_words_to_the_right_number_without_a_name(world: Election) -> None:
    city = Region.objects.get(code="16.72")
    officer = factories.account("petugas", "field", at=city, units=("16.72.01.1001/001",))
    officer.person = Person.objects.create(name="P", search_name="p", region_code="16.72", phone="0812-7364-5546")
    officer.save()
    office = factories.agency("kpps", Region.objects.get(code="16.72.01.1001"))
    offices.term(offices.office(office, "Anggota KPPS"), officer.person, date(2024, 10, 1))
    page = signed_in("secretariat").get(reverse("reporting:owed"), {"menurut": "orang"}).content.decode()
    [link] = [part.split('"')[0] for part in page.split('href="') if part.startswith("https://wa.me/")]
    assert link.startswith("https://wa.me/6281273645546?text=")
    text = unquote(link.partition("text=")[2])
    assert "3 laporan belum masuk sejak 30 Okt 2024" in text
    assert "/laporan/isi/pilkada-2024/kesiapan-tps/?unit=tps%3A16.72.01.1001%2F001" in text
    assert "Petugas" not in text
    without = signed_in("leader").get(reverse("reporting:owed"), {"menurut": "orang"}).content.decode()
    assert "6281273645546" not in without and "https://wa.me/?text=" in without


def test_names_stay_hidden_from_those_who_may_not_know_them(world: Election) -> None:
    city = Region.objects.get(code="16.72")
    factories.account("unikum", "field", at=city, units=("16.72.01.1001/001",))
    client = signed_in("desa", "16.72.01.1001")
    for view in ("unit", "orang"):
        shown = client.get(reverse("reporting:owed"), {"menurut": view}).content.decode()
        assert "Petugas lapangan" in shown and "Unikum" not in shown
        exported = client.get(reverse("reporting:owed"), {"menurut": view, "ekspor": "csv"}).getvalue().decode()
        assert "Petugas lapangan" in exported and "Unikum" not in exported


def test_my_tasks_lead_to_the_form(world: Election) -> None:
    client = signed_in("field", units=("16.72.01.1001/001",))
    page = client.get(reverse("reporting:tasks")).content.decode()
    assert ("TPS 001 Sukorejo" in page and "2 laporan sebelumnya terlewat" in page) or "3 laporan sebelumnya" in page
    assert "/laporan/isi/pilkada-2024/kesiapan-tps/?unit=tps%3A16.72.01.1001%2F001" in page
    assert "Jangkar Mas" not in page
    nothing = signed_in("desa", "16.72.01.1001").get(reverse("reporting:tasks")).content.decode()
    assert "Semua sudah dilaporkan" in nothing


def test_without_an_election_the_pages_explain(db: None) -> None:
    factories.tree()
    client = signed_in("secretariat")
    assert "Belum ada pemilihan" in client.get(reverse("reporting:owed")).content.decode()
    assert "Belum ada kewajiban lapor" in client.get(reverse("reporting:duties")).content.decode()
