"""The pages of plans: what they show, whom they refuse, and that their forms do what they say."""

from __future__ import annotations

import io
import json

import icalendar
import openpyxl
import pytest
from django.test import Client
from pypdf import PdfReader

from siaga.planning import work
from siaga.planning.actions.plans import put_in_force
from siaga.planning.happening import happened_from
from siaga.planning.models import LegReport, Plan, Site, Vehicle
from siaga.planning.reading import sheet_of
from tests import factories, people
from tests.factories import NOW
from tests.planning.worlds import Supplied, supplied

pytestmark = pytest.mark.django_db
BASE = "/rencana/pilkada-2024/16.72/"


@pytest.fixture
def here(settings: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Supplied:
    settings.SIAGA_NOW = NOW  # type: ignore[attr-defined]
    monkeypatch.setattr(work, "begin", lambda plan: work.perform(plan.pk, lambda: NOW))
    return supplied()


def _client(here: Supplied, role: str = "agency", key: str = "kpu", at: str = "16.72") -> Client:
    region = here.regions[at]
    agency = factories.agency(key if role == "agency" else role, region) if role in ("agency", "kecamatan") else None
    client = Client()
    person = factories.account(f"{key}-{role}-{at[-2:]}", role, at=region, agency=agency)
    client.force_login(person, "allauth.account.auth_backends.AuthenticationBackend")
    return client


def _planned(here: Supplied, *, in_force: bool = True) -> Plan:
    plan = here.plan()
    if in_force:
        put_in_force(actor=people.officer, plan=plan, now=NOW)
    return Plan.objects.select_related("region", "election").get(pk=plan.pk)


def test_a_regency_without_plan_tells_the_next_step(here: Supplied) -> None:
    Vehicle.objects.all().delete()
    client = _client(here)
    assert client.get("/rencana/pilkada-2024/")["Location"] == BASE
    page = client.get(BASE).content.decode()
    assert "Langkah menuju rencana" in page
    assert "belum ada; impor dari berkas" in page
    assert f"{BASE}baru/" not in page


def test_what_is_not_known_of_places_is_said_openly(here: Supplied) -> None:
    Site.objects.filter(code="16.72.01.1001").delete()
    page = _client(here).get(f"{BASE}lokasi/").content.decode()
    assert "1 belum disebut jalan terakhirnya" in page
    assert "menganggap jalannya aspal" in page
    points = _client(here, "secretariat").get(f"{BASE}lokasi/titik.geojson").json()
    assert "gudang" in {feature["properties"]["code"] for feature in points["features"]}


def test_a_plan_is_asked_for_and_shown_with_its_headline_routes_and_assumptions(here: Supplied) -> None:
    client = _client(here)
    form = {
        "title": "Utama (contoh)", "first_day": 5, "last_day": 1, "deadline_minute": "17:00", "tier": "desa",
        "via": "auto", "season": "kering", "remote_lead_days": 1, "seconds": "15",
    }  # fmt: skip
    bad = client.post(f"{BASE}baru/", form | {"first_day": 1, "last_day": 3})
    assert (bad.status_code, "Hari pertama" in bad.content.decode()) == (422, True)
    made = client.post(f"{BASE}baru/", form)
    plan = Plan.objects.get()
    assert made["Location"] == f"/rencana/versi/{plan.pk}/"
    page = client.get(made["Location"]).content.decode()
    for words in ("Utama (contoh)", "Truk (contoh)", "Anggapan", "perkiraan dari jarak lurus", "Seberapa pasti"):
        assert words in page
    assert plan.inputs["problem"]["rules"]["deadline_minute"] == 1020


def test_a_plan_being_computed_shows_progress_and_a_failed_one_why(here: Supplied) -> None:
    client = _client(here)
    from tests.factories import planning

    inputs = here.plan().inputs
    waiting = planning.plan(here.election, inputs=inputs)
    page = client.get(f"/rencana/versi/{waiting.pk}/")
    assert "boleh ditinggalkan" in page.content.decode()
    part = client.get(f"/rencana/versi/{waiting.pk}/", headers={"HX-Request": "true", "HX-Target": "kemajuan"})
    assert "<html" not in part.content.decode()
    failed = planning.plan(here.election, state="gagal", problem="Contoh kendala.", inputs=inputs)
    assert "Contoh kendala." in client.get(f"/rencana/versi/{failed.pk}/").content.decode()


def test_files_of_a_plan_are_what_they_say(here: Supplied) -> None:
    Vehicle.objects.filter(vehicle_id="truk").update(type="=1+1 (contoh)")
    plan = _planned(here)
    client = _client(here)
    base = f"/rencana/versi/{plan.pk}/"
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"{base}berkas.xlsx").content))
    names = {str(cell.value) for cell in book["Kendaraan"]["D"]}
    assert any(name.startswith("'=1+1") for name in names)
    assert not any(name.startswith("=") for name in names)
    assert client.get(f"{base}berkas.geojson").json()["type"] == "FeatureCollection"
    assert client.get(f"{base}berkas.json").json()["version"] == plan.number
    line = sheet_of(plan).routes[0]
    assert client.get(f"{base}manifes.pdf").status_code == 404
    assert client.post(f"{base}manifes/")["Location"] == f"{base}manifes/"
    assert "rute dibuat" in client.get(f"{base}manifes/").content.decode()
    text = "\n".join(
        page.extract_text() for page in PdfReader(io.BytesIO(client.get(f"{base}manifes.pdf").content)).pages
    )
    assert "MANIFES DISTRIBUSI LOGISTIK" in text
    assert line.stops[0].place.name.split()[-1] in text
    events = icalendar.Calendar.from_ical(client.get(f"{base}rute/{line.anchor}.ics").content).walk("VEVENT")
    assert [event.decoded("dtstart") for event in events] == [
        sheet_of(plan).at(line.route.day, line.route.trips[0].depart)
    ]
    assert b"<rtept" in client.get(f"{base}rute/{line.anchor}.gpx").content
    assert client.get(f"{base}rute/{line.anchor}.exe").status_code == 404
    assert client.get(f"{base}rute/tidak-ada.gpx").status_code == 404
    routes = client.get(f"{base}rute.geojson?hari={line.route.day}").json()["features"]
    assert routes
    page = client.get(base).content.decode()
    assert "https://wa.me/?text=" in page


def test_a_plan_is_put_in_force_compared_and_edited_by_its_pages(here: Supplied) -> None:
    client = _client(here)
    first, second = here.plan(), here.plan()
    base = f"/rencana/versi/{second.pk}/"
    assert client.post(f"{base}berlakukan/", {"reason": ""})["Location"] == base
    second.refresh_from_db()
    assert second.in_force
    assert "Belum ada versi lain" not in client.get(f"{base}banding/?dengan={first.pk}").content.decode()
    line = next(one for one in sheet_of(second).routes if one.route.vehicle == "truk")
    site = line.stops[0].place.id
    step = {"perubahan": "[]", "apa": "move", "tujuan": f"{line.id}|{site}", "ke": "motor-1/H-3", "tambah": "1"}
    shown = client.post(f"{base}susun/", step)
    assert shown.status_code == 200
    kept = json.dumps([{"do": "move", "route": line.id, "site": site, "to": "motor-1/H-3", "position": None}])
    assert "muatan lebih" in shown.content.decode()
    saved = client.post(f"{base}susun/", {"perubahan": kept, "simpan": "1", "catatan": "contoh"})
    third = Plan.objects.get(number=3)
    assert saved["Location"] == f"/rencana/versi/{third.pk}/"
    assert client.post(f"{base}susun/", {"perubahan": "[1]", "simpan": "1"}).status_code == 422
    assert client.post(f"/rencana/versi/{third.pk}/berlakukan/", {"reason": ""}).status_code == 422
    assert client.post(f"{base}nama/", {"title": "Baru", "note": ""}).status_code == 302
    assert client.post(f"{base}cabut/", {"reason": "Contoh"}).status_code == 302


def test_the_day_is_followed_and_a_broken_vehicle_makes_a_new_version(here: Supplied, settings: object) -> None:
    plan = _planned(here)
    client = _client(here)
    base = f"/rencana/versi/{plan.pk}/"
    line = sheet_of(plan).routes[0]
    start = sheet_of(plan).at(line.route.day, line.route.trips[0].depart)
    settings.SIAGA_NOW = start.replace(hour=17)  # type: ignore[attr-defined]
    assert "Terlambat" in client.get(f"{base}pelaksanaan/").content.decode()
    noted = client.post(
        f"{base}pelaksanaan/{line.anchor}/catat/", {"state": "berangkat", "on": line.on.isoformat(), "at": "08:00"}
    )
    assert noted.status_code == 302
    stop = line.stops[0].place.id
    client.post(
        f"{base}pelaksanaan/{line.anchor}/catat/?tujuan={stop}",
        {"state": "tiba", "on": line.on.isoformat(), "at": "09:00"},
    )
    assert LegReport.objects.count() == 2
    assert "1 dari" in client.get(f"{base}pelaksanaan/?rute={line.anchor}").content.decode()
    nothing = client.post(f"{base}kejadian/", {"note": ""})
    assert (nothing.status_code, "sedikitnya satu" in nothing.content.decode()) == (422, True)
    depot = sheet_of(plan).problem.hubs[0].id
    road = {"closed_from": depot, "closed_to": line.stops[0].place.id}
    half = client.post(f"{base}kejadian/", {**road, "detour_minutes": "90"})
    assert (half.status_code, "Isi keduanya" in half.content.decode()) == (422, True)
    alone = client.post(f"{base}kejadian/", {"detour_minutes": "90", "detour_km": "41,5"})
    assert "Sebut dahulu jalan mana" in alone.content.decode()
    client.post(f"{base}kejadian/", {**road, "detour_minutes": "90", "detour_km": "41,5"})
    around = Plan.objects.get(parent=plan)
    assert happened_from(around.inputs["happened"]).detours == {(depot, line.stops[0].place.id): (90, 41.5)}
    assert around.state == "selesai", around.problem
    made = client.post(f"{base}kejadian/", {"broken": [f"{line.route.vehicle}|{line.route.unit}"], "note": "contoh"})
    again = Plan.objects.filter(parent=plan).latest("pk")
    assert made["Location"] == f"/rencana/versi/{again.pk}/"
    assert client.get(made["Location"]).status_code == 200
    leg = LegReport.objects.order_by("pk")[0]
    assert client.post(f"{base}pelaksanaan/catatan/{leg.pk}/tarik/").status_code == 302
    assert LegReport.objects.count() == 1


def test_facts_of_places_and_vehicles_are_changed_by_forms(here: Supplied) -> None:
    client = _client(here)
    site = {"name": "Kantor Lurah", "access": "4wd", "window_start": "08:00", "window_end": "07:00", "via": ""}
    assert client.post(f"{BASE}lokasi/16.72.01.1001/ubah/", site).status_code == 422
    assert client.post(f"{BASE}lokasi/16.72.01.1001/ubah/", site | {"window_end": "15:00"}).status_code == 302
    assert (Site.objects.get(code="16.72.01.1001").access, Site.objects.get(code="16.72.01.1001").window_end) == (
        "4wd",
        900,
    )
    assert client.post(f"{BASE}lokasi/16.72.01.1001/001/ubah/", site | {"window_end": "15:00"}).status_code == 302
    assert Site.objects.get(code="16.72.01.1001/001").tier == "tps"
    assert client.get(f"{BASE}lokasi/16.03.01.2011/ubah/").status_code == 404
    vehicle = {
        "vehicle_id": "perahu", "type": "Perahu (contoh)", "count": 1, "capacity_boxes": 40, "access": ["boat"],
        "speed_factor": 1, "shift_start": "06:00", "shift_end": "17:00", "cost_fixed": 0, "cost_km": 0, "cost_hour": 0,
    }  # fmt: skip
    assert client.post(f"{BASE}kendaraan/tambah/", vehicle).status_code == 302
    boat = Vehicle.objects.get(vehicle_id="perahu")
    assert '<span class="text-nowrap">06.00–17.00</span>' in client.get(f"{BASE}kendaraan/").content.decode()
    shown = client.get(f"{BASE}kendaraan/{boat.pk}/ubah/").content.decode()
    assert "Perahu (contoh) · perahu" in shown and 'name="speed_factor" value="1"' in shown
    assert client.post(f"{BASE}kendaraan/{boat.pk}/ubah/", vehicle | {"count": 2}).status_code == 302
    assert client.post(f"{BASE}kendaraan/{boat.pk}/hapus/").status_code == 302
    assert not Vehicle.objects.filter(vehicle_id="perahu").exists()


def test_wrong_role_other_agency_and_neighbour_are_refused(here: Supplied) -> None:
    plan = _planned(here)
    base = f"/rencana/versi/{plan.pk}/"
    changes = [
        f"{BASE}baru/", f"{BASE}lokasi/16.72.01.1001/ubah/", f"{BASE}kendaraan/tambah/", f"{base}berlakukan/",
        f"{base}susun/", f"{base}kejadian/", f"{base}cabut/", f"{base}nama/",
    ]  # fmt: skip
    bawaslu, camat, neighbour = _client(here, key="bawaslu"), _client(here, "kecamatan", at="16.72.01"), None
    for client in (bawaslu, camat):
        for address in changes:
            assert client.get(address).status_code == 404, address
        for address in (BASE, f"{BASE}lokasi/", base, f"{base}pelaksanaan/"):
            assert client.get(address).status_code == 200, address
    neighbour = _client(here, "secretariat", at="16.03")
    for address in (*changes, BASE, base, f"{base}berkas.xlsx", f"{base}rute.geojson", f"{base}pelaksanaan/"):
        assert neighbour.get(address).status_code == 404, address
