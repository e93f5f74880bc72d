"""Pages of regions: what they show, whom they let in, and what the forms do."""

from __future__ import annotations

import json

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from siaga.wilayah import actions
from siaga.wilayah.models import Region, RegionSuccession
from tests import factories, people
from tests.factories import NOW
from tests.wilayah.examples import SQUARE

pytestmark = pytest.mark.django_db


@pytest.fixture
def regions() -> dict[str, Region]:
    cache.clear()
    return factories.tree()


@pytest.fixture
def desk(client: Client, regions: dict[str, Region]) -> Client:
    client.force_login(factories.account("kesbangpol", "secretariat", at=regions["16.72"]))
    return client


def text_of(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


class TestReading:
    def test_the_start_is_ones_own_region_or_the_provinces(self, desk: Client) -> None:
        assert desk.get("/wilayah/")["Location"] == "/wilayah/16.72/"
        admin = Client()
        admin.force_login(factories.account("admin", "admin"))
        assert "Sumatera Selatan" in text_of(admin, "/wilayah/")

    def test_an_empty_house_says_how_to_begin(self, client: Client) -> None:
        client.force_login(factories.account("admin", "admin"))
        text = text_of(client, "/wilayah/")
        assert "Impor wilayah" in text
        assert "/data/impor/baru/wilayah/" in text

    def test_a_region_shows_children_counts_and_stations(self, desk: Client, regions: dict[str, Region]) -> None:
        election = factories.election(regions["16.72"])
        factories.station(election, regions["16.72.01.1001"], 1, voters_total=200)
        factories.station(election, regions["16.72.01.1001"], 2)
        text = text_of(desk, "/wilayah/16.72/")
        assert "Kecamatan Pagar Alam Utara" in text
        assert "1 TPS belum diketahui" in text
        exported = desk.get("/wilayah/16.72/?ekspor=csv").getvalue().decode("utf-8-sig")
        assert "16.72.01" in exported
        village = text_of(desk, "/wilayah/16.72.01.1001/")
        assert "Kecamatan Pagar Alam Utara" in village
        assert "1672011001" in village

    def test_the_page_asks_the_same_number_of_questions_for_one_child_and_for_many(
        self, desk: Client, regions: dict[str, Region]
    ) -> None:
        factories.election(regions["16.72"])
        text_of(desk, "/wilayah/16.72.01/")
        with CaptureQueriesContext(
            connection,
        ) as few:
            text_of(desk, "/wilayah/16.72.01/")
        for number in range(3, 9):
            factories.region(f"16.72.01.100{number}", f"Contoh {number}")
        with CaptureQueriesContext(connection) as many:
            text_of(desk, "/wilayah/16.72.01/")
        assert len(many) == len(few)

    def test_former_codes_and_digits_lead_to_the_present_page(self, desk: Client, regions: dict[str, Region]) -> None:
        actions.recode_region(actor=people.admin, region=regions["16.72.01"], code="16.72.09", now=NOW)
        assert desk.get("/wilayah/16.72.01.1001/")["Location"] == "/wilayah/16.72.09.1001/"
        assert desk.get("/wilayah/1672091001/")["Location"] == "/wilayah/16.72.09.1001/"
        assert "16.72.01.1001" in text_of(desk, "/wilayah/16.72.09.1001/")

    @pytest.mark.parametrize("code", ["16", "16.03", "16.03.01.2011", "99", "bukan-kode", "baru.x"])
    def test_missing_and_forbidden_answer_alike(self, desk: Client, code: str) -> None:
        assert desk.get(f"/wilayah/{code}/").status_code == 404
        assert desk.get(f"/wilayah/{code}/batas.geojson").status_code == 404


class TestMap:
    def test_areas_are_those_of_the_children_and_named_by_what_they_show(
        self, desk: Client, regions: dict[str, Region]
    ) -> None:
        empty = json.loads(desk.get("/wilayah/16.72/batas.geojson").content)
        assert empty == {"type": "FeatureCollection", "features": []}
        actions.set_boundary(actor=people.admin, region=regions["16.72.01"], geometry=SQUARE, now=NOW)
        response = desk.get("/wilayah/16.72/batas.geojson")
        feature = json.loads(response.content)["features"][0]
        assert feature["properties"] == {
            "code": "16.72.01",
            "name": "Kecamatan Pagar Alam Utara",
            "label": "Pagar Alam Utara",
            "parent": "Kota Pagar Alam",
            "url": "/wilayah/16.72.01/",
            "estimated": False,
        }
        again = desk.get("/wilayah/16.72/batas.geojson", headers={"If-None-Match": response["ETag"]})
        assert again.status_code == 304
        actions.rename_region(actor=people.admin, region=regions["16.72.01"], name="Baru", now=NOW)
        fresh = desk.get("/wilayah/16.72/batas.geojson", headers={"If-None-Match": response["ETag"]})
        assert "Kecamatan Baru" in fresh.content.decode()
        assert "data-map" in text_of(desk, "/wilayah/16.72/")


class TestForms:
    def test_a_region_is_added_renamed_and_placed(self, desk: Client) -> None:
        assert 'value="16.72.01."' in text_of(desk, "/wilayah/baru/?induk=16.72.01")
        desk.post("/wilayah/baru/", {"code": "16.72.01.1003", "name": "Baru"})
        desk.post("/wilayah/16.72.01.1003/ganti-nama/", {"name": "Lebih Baru", "since": "2024-10-01"})
        desk.post("/wilayah/16.72.01.1003/titik/", {"lat": "-4,01", "lon": "103,2"})
        region = Region.objects.get(code="16.72.01.1003")
        assert (region.name, region.lat, region.lon) == ("Lebih Baru", -4.01, 103.2)
        assert "Baru" in text_of(desk, "/wilayah/16.72.01.1003/")

    def test_a_bad_value_answers_with_the_form_and_what_was_typed(self, desk: Client) -> None:
        response = desk.post("/wilayah/baru/", {"code": "16.72.01.1001", "name": "Kembar"})
        assert response.status_code == 422
        assert "sudah dipakai" in response.content.decode()
        assert 'value="Kembar"' in response.content.decode()

    def test_recoding_shows_its_reach_before_it_is_done(self, desk: Client) -> None:
        values = {"code": "16.72.09", "since": "2024-10-01"}
        asked = desk.post("/wilayah/16.72.01/ganti-kode/", values)
        assert asked.status_code == 200
        assert "16.72.01 → 16.72.09" in asked.content.decode()
        assert Region.objects.filter(code="16.72.01").exists()
        done = desk.post("/wilayah/16.72.01/ganti-kode/", {**values, "sure": "1"})
        assert done["Location"] == "/wilayah/16.72.09/"
        assert Region.objects.filter(code="16.72.09.1001").exists()

    def test_a_split_and_a_merge(self, desk: Client) -> None:
        values = {
            "parts": "16.72.05 Dempo Baru",
            "moves": "16.72.03.1002 16.72.05.1001",
            "since": "2024-10-01",
            "sure": "1",
        }
        assert desk.post("/wilayah/16.72.03/mekar/", values).status_code == 302
        assert Region.objects.get(code="16.72.05.1001").name == "Jangkar Mas"
        merged = {"into": "16.72.01.1001", "since": "2024-10-01", "sure": "1"}
        assert desk.post("/wilayah/16.72.01.1002/gabung/", merged)["Location"] == "/wilayah/16.72.01.1001/"
        assert RegionSuccession.objects.count() == 2
        assert "Penggabungan".lower() in text_of(desk, "/wilayah/16.72.01.1001/").lower()
        outside = desk.post("/wilayah/16.72.01.1001/gabung/", {**merged, "into": "16.03.01.2011"})
        assert outside.status_code == 422
        moved = desk.post(
            "/wilayah/16.72.01/mekar/", {**values, "parts": "16.72.06 X", "moves": "16.03.01.2011 16.72.06.1001"}
        )
        assert moved.status_code == 422
        assert desk.post("/wilayah/16.72.01/mekar/", {**values, "parts": "16.72.06"}).status_code == 422

    def test_closing_and_reopening(self, desk: Client) -> None:
        text_of(desk, "/wilayah/16.72.01.1002/tutup/")
        desk.post("/wilayah/16.72.01.1002/tutup/", {"last_day": "2024-10-01"})
        assert "Ditutup" in text_of(desk, "/wilayah/16.72.01.1002/")
        assert desk.post("/wilayah/16.72.01.1002/buka/", {"reason": ""}).status_code == 422
        desk.post("/wilayah/16.72.01.1002/buka/", {"reason": "Keliru"})
        assert Region.objects.get(code="16.72.01.1002").valid_to is None

    @pytest.mark.parametrize(
        "path", ["ganti-nama", "ganti-kode", "titik", "mekar", "gabung", "tutup", "buka", "hapus-batas"]
    )
    def test_nobody_reaches_the_neighbours_forms(self, desk: Client, path: str) -> None:
        assert text_of(desk, f"/wilayah/16.72.01/{path}/")
        assert desk.get(f"/wilayah/16.03/{path}/").status_code == 404
        assert desk.post(f"/wilayah/16.03.01/{path}/", {"name": "X", "sure": "1"}).status_code == 404

    def test_lookers_on_get_no_forms(self, client: Client, regions: dict[str, Region]) -> None:
        client.force_login(factories.account("pimpinan", "leader", at=regions["16.72.01"]))
        assert client.get("/wilayah/16.72.01/ganti-nama/").status_code == 404
        assert "Ubah wilayah" not in text_of(client, "/wilayah/16.72.01/")
