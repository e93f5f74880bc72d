"""Depots, places of transfer and crossings by the pages: made, changed, removed, and what stands against it."""

from __future__ import annotations

import pytest
from django.test import Client

from siaga.access import Refused
from siaga.elections.errors import ElectionClosed
from siaga.ledger.models import Entry
from siaga.planning.actions.plans import put_in_force
from siaga.planning.actions.sites import BadSite, SiteInUse, add_site, change_site, remove_site
from siaga.planning.models import Site
from siaga.planning.options import Options
from siaga.planning.queries.problems import problem_of
from tests import factories, people
from tests.factories import NOW, planning
from tests.planning.worlds import Supplied, supplied

pytestmark = pytest.mark.django_db
BASE = "/rencana/pilkada-2024/16.72/lokasi/"
PIER = {
    "code": "dermaga-barat", "name": "Dermaga Barat (contoh)", "district": "16.72.03", "lat": "-4,07", "lon": "103,19",
    "access": "boat", "service_minutes": "20", "window_start": "06:00", "window_end": "18:00", "via": "",
    "departures": "06:30; 14:00",
}  # fmt: skip


@pytest.fixture
def here(settings: object) -> Supplied:
    settings.SIAGA_NOW = NOW  # type: ignore[attr-defined]
    return supplied()


def _client(here: Supplied, role: str = "agency", key: str = "kpu", at: str = "16.72") -> Client:
    region = here.regions[at]
    agency = factories.agency(key if role == "agency" else role, region) if role in ("agency", "kecamatan") else None
    client = Client()
    person = factories.account(f"{key}-{role}-{at[-2:]}", role, at=region, agency=agency)
    client.force_login(person, "allauth.account.auth_backends.AuthenticationBackend")
    return client


def _added(here: Supplied, code: str = "dermaga", kind: str = "crossing", **values: object) -> Site:
    return add_site(
        actor=people.officer, election=here.election, region=here.city, kind=kind, code=code,
        values={"name": f"{code} (contoh)"} | values, now=NOW,
    )  # fmt: skip


def test_a_crossing_is_made_changed_and_removed_by_its_pages_and_each_is_on_the_ledger(here: Supplied) -> None:
    client = _client(here)
    assert client.post(f"{BASE}tambah/penyeberangan/", PIER)["Location"] == BASE
    pier = Site.objects.get(code="dermaga-barat")
    assert (pier.kind, pier.departures, pier.region.code, pier.lat) == ("crossing", [390, 840], "16.72.03", -4.07)
    shown = client.get(f"{BASE}?jenis=crossing").content.decode()
    assert "Dermaga Barat (contoh)" in shown
    assert "16.72.01.1001" not in shown
    change = f"{BASE}dermaga-barat/ubah/"
    assert "06:30; 14:00" in client.get(change).content.decode()
    assert client.post(change, PIER | {"departures": "07:00", "district": ""}).status_code == 302
    pier.refresh_from_db()
    assert (pier.departures, pier.region.code) == ([420], "16.72")
    assert "tidak dipakai lagi" in client.get(f"{BASE}dermaga-barat/hapus/").content.decode()
    assert client.post(f"{BASE}dermaga-barat/hapus/")["Location"] == BASE
    assert not Site.objects.filter(code="dermaga-barat").exists()
    acts = list(Entry.objects.filter(action__startswith="site.").order_by("id").values_list("action", flat=True))
    assert acts == ["site.add", "site.change", "site.remove"]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"departures": "06:30; 25:00"}, "Jam tidak dikenal"),
        ({"departures": "05:00"}, "Keberangkatan 05.00 di luar jam buka 06.00–18.00"),
        ({"code": "Dermaga Barat"}, "tidak dapat dipakai"),
        ({"code": "gudang"}, "sudah dipakai"),
        ({"lon": ""}, "Posisi belum lengkap"),
        ({"window_start": "19:00"}, "Jam tutup harus sesudah"),
        ({"name": ""}, "tidak boleh kosong"),
    ],
)
def test_what_contradicts_itself_is_refused_where_it_was_typed(
    here: Supplied, wrong: dict[str, str], said: str
) -> None:
    answer = _client(here).post(f"{BASE}tambah/penyeberangan/", PIER | wrong)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Site.objects.filter(kind="crossing").exists()


def test_a_depot_and_a_place_of_transfer_have_no_timetable(here: Supplied) -> None:
    client = _client(here)
    for kind in ("gudang", "alih-muat"):
        assert 'name="departures"' not in client.get(f"{BASE}tambah/{kind}/").content.decode()
    with pytest.raises(BadSite):
        _added(here, "lapangan", "transfer", departures=[420])
    with pytest.raises(BadSite):
        _added(here, "desa-baru", "site")


def test_a_way_through_other_places_does_not_lead_back(here: Supplied) -> None:
    _added(here, "dermaga")
    _added(here, "pangkalan-motor", "transfer", via="dermaga")
    with pytest.raises(BadSite, match="kembali ke tempat ini"):
        change_site(
            actor=people.officer, election=here.election, region=here.city, code="dermaga",
            values={"via": "pangkalan-motor"}, now=NOW,
        )  # fmt: skip


def test_a_place_on_which_something_rests_stays(here: Supplied) -> None:
    client = _client(here)
    depot = Site.objects.select_related("region", "election").get(code="gudang")
    put_in_force(actor=people.officer, plan=here.plan(), now=NOW)
    kept = client.post(f"{BASE}gudang/hapus/")
    assert kept.status_code == 422
    assert "versi 1 yang berlaku di Kota Pagar Alam memakai" in kept.content.decode()
    pier = _added(here)
    Site.objects.filter(code="16.72.03.1002").update(via="dermaga")
    with pytest.raises(SiteInUse, match="1 tempat dicapai lewat"):
        remove_site(actor=people.officer, site=pier, now=NOW)
    Site.objects.filter(code="16.72.03.1002").update(via="")
    planning.vehicle(here.election, "perahu", access=["boat"], depot="Dermaga")
    with pytest.raises(SiteInUse, match="berpangkalan di"):
        remove_site(actor=people.officer, site=pier, now=NOW)
    assert Site.objects.filter(pk__in=(depot.pk, pier.pk)).count() == 2


def test_what_is_known_of_a_destination_is_forgotten_and_assumed_again(here: Supplied) -> None:
    client = _client(here)
    asked = client.get(f"{BASE}16.72.01.1001/hapus/").content.decode()
    assert "tetap menjadi tujuan" in asked
    client.post(f"{BASE}16.72.01.1001/hapus/")
    problem = problem_of(people.officer, here.election, here.city, Options()).problem
    assert next(site for site in problem.sites if site.id == "16.72.01.1001").access.value == "asphalt"


def test_wrong_role_other_agency_neighbour_and_closed_election_are_refused(here: Supplied) -> None:
    _added(here)
    for client in (
        _client(here, key="bawaslu"), _client(here, "kecamatan", at="16.72.01"),
        _client(here, "secretariat", at="16.03"),
    ):  # fmt: skip
        for address in ("tambah/gudang/", "dermaga/ubah/", "dermaga/hapus/"):
            assert client.post(BASE + address, PIER).status_code == 404, address
    pier = Site.objects.select_related("region", "election").get(code="dermaga")
    with pytest.raises(Refused):
        remove_site(actor=people.outsider, site=pier, now=NOW)
    with pytest.raises(Refused):
        change_site(
            actor=people.outsider, election=here.election, region=here.regions["16.03"], code="dermaga",
            values={"name": "Diambil alih (contoh)"}, now=NOW,
        )  # fmt: skip
    here.election.closed_at = NOW
    with pytest.raises(ElectionClosed):
        _added(here, "lain")
