"""The pages of contingency: what they show, whom they refuse, and that their forms do what they say."""

from __future__ import annotations

import io
import json

import openpyxl
import pytest
from django.test import Client
from lxml import html
from pypdf import PdfReader

from siaga.contingency.models import Resource, Scenario
from siaga.desk.models import Account, Agency
from siaga.planning import work
from siaga.planning.models import Plan
from siaga.reporting.actions.submissions import Report, submit_report
from tests import factories, people
from tests.contingency.worlds import DARK, Ready, ready
from tests.factories import NOW

pytestmark = pytest.mark.django_db
BASE = "/darurat/pilkada-2024/16.72/"


@pytest.fixture
def here(settings: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Ready:
    settings.SIAGA_NOW = NOW  # type: ignore[attr-defined]
    monkeypatch.setattr(work, "begin", lambda plan: work.perform(plan.pk, lambda: NOW))
    return ready()


def _client(here: Ready, role: str = "secretariat", key: str = "", at: str = "16.72") -> Client:
    region = here.regions[at]
    named = key or role
    agency = None
    if role in ("agency", "kecamatan"):
        agency = Agency.objects.filter(key=named, region=region).first() or factories.agency(named, region)
    client = Client()
    name = f"{named}-{at[-2:]}"
    person = Account.objects.filter(username=name).first() or factories.account(name, role, at=region, agency=agency)
    client.force_login(person, "allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_from_the_first_step_to_a_plan_in_force_with_its_files(here: Ready) -> None:
    client = _client(here, "agency", "bpbd")
    assert client.get("/darurat/pilkada-2024/")["Location"] == BASE
    assert "Langkah menuju rencana" in client.get(BASE).content.decode()
    form = client.get(f"{BASE}baru/").context["form"]
    sent = {name: form[name].value() for name in form.fields} | {"title": "Utama (contoh)"}
    answer = client.post(f"{BASE}baru/", sent)
    plan = Plan.objects.get(kind="darurat")
    assert answer["Location"] == f"/darurat/versi/{plan.pk}/"
    page = client.get(f"/darurat/versi/{plan.pk}/").content.decode()
    for words in ("Genset", "tidak ada penempatan yang menutup lebih", "Tidak ada persediaan", "Di luar jangkauan"):
        assert words in page
    client.post(f"/darurat/versi/{plan.pk}/berlakukan/")
    plan.refresh_from_db()
    assert plan.in_force
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"/darurat/versi/{plan.pk}/berkas.xlsx").content))
    assert book["Penempatan"].max_row == 1 + len(plan.result["given"])  # type: ignore[index]
    printed = PdfReader(io.BytesIO(client.get(f"/darurat/versi/{plan.pk}/berkas.pdf").content))
    text = "".join(page.extract_text() for page in printed.pages)
    assert "DAFTAR PENEMPATAN" in text
    assert "genset-bpbd" in text
    drawn = json.loads(client.get(f"/darurat/versi/{plan.pk}/titik.geojson").content)
    assert {one["properties"].get("tone") for one in drawn["features"]} >= {"terhambat", "selesai"}
    station = client.get(f"{BASE}tps/{DARK[2]}/").content.decode()
    assert "Banjir" in station
    assert "8.2" in station


def test_resources_are_added_changed_and_removed_on_pages(here: Ready) -> None:
    client = _client(here)
    facts = {"resource_id": "perahu-1", "kind": "perahu", "count": 2, "lat": "-4,05", "lon": "103,2", "max_km": "12,5"}
    client.post(f"{BASE}sumber-daya/tambah/", facts)
    made = Resource.objects.get(resource_id="perahu-1")
    assert (made.count, made.max_km) == (2, 12.5)
    listed = html.fromstring(client.get(f"{BASE}sumber-daya/?cari=perahu-1").content)
    assert {"-4,05", "103,2", "12,5"} <= {cell.text_content().strip() for cell in listed.xpath("//tbody//td")}
    client.post(f"{BASE}sumber-daya/{made.pk}/ubah/", facts | {"count": 3})
    made.refresh_from_db()
    assert made.count == 3
    client.post(f"{BASE}sumber-daya/{made.pk}/hapus/")
    assert not Resource.objects.filter(pk=made.pk).exists()


def test_a_question_in_the_address_is_answered_kept_and_shown_on_the_wall(here: Ready) -> None:
    here.plan()
    leader = _client(here, "leader")
    page = leader.get(f"{BASE}andai/?apa=banjir&di=16.72.03&mulai=1&sampai=0").content.decode()
    assert "Tempat TPS" in page
    assert "andai/simpan" not in page
    wall = leader.get(f"{BASE}andai/layar/?k=banjir:16.72.03:-1:0").content.decode()
    assert 'class="wall"' in wall
    assert "TPS kehilangan sesuatu" in wall
    cut = "k=jalan:16.72.03:-1:0"
    assert "TPS berkurang bantuannya" in leader.get(f"{BASE}andai/?{cut}").content.decode()
    assert "tidak dapat sampai ke TPS tujuannya" in leader.get(f"{BASE}andai/layar/?{cut}").content.decode()
    bad = leader.get(f"{BASE}andai/?apa=banjir&mulai=1&sampai=0").content.decode()
    assert "Wilayah belum dipilih." in bad
    desk = _client(here)
    answer = desk.post(f"{BASE}andai/simpan/?k=banjir:16.72.03:-1:0", {"title": "Banjir (contoh)", "note": ""})
    kept = Scenario.objects.get()
    assert answer["Location"] == f"/darurat/andai/{kept.pk}/"
    assert "Banjir (contoh)" in leader.get(f"/darurat/andai/{kept.pk}/").content.decode()
    desk.post(f"/darurat/andai/{kept.pk}/usul/darurat/")
    assert kept.proposals.count() == 1
    assert leader.post(f"/darurat/andai/{kept.pk}/usul/darurat/").status_code == 404


def test_sums_of_health_are_for_those_who_may_see_closed_answers(here: Ready) -> None:
    counts = {"petugas": 9, "diperiksa": 9, "layak": 8, "perlu_perhatian": 4, "diganti": 1}
    values: dict[str, object] = {"nihil": "tidak", "layanan/petugas_medis": "ya", "layanan/rujukan": "ya"}
    values |= {f"jumlah/{name}": count for name, count in counts.items()}
    report = Report(
        instance_id="contoh:sehat:1", election=here.election, instrument="kesehatan-petugas", unit=f"tps:{DARK[0]}",
        observed_at=NOW, values=values,
    )  # fmt: skip
    submit_report(actor=people.secretariat, report=report, now=NOW)
    assert "perlu perhatian" in _client(here).get(f"{BASE}pegangan/").content.decode()
    for role, key in (("leader", ""), ("agency", "bpbd"), ("agency", "kpu"), ("auditor", "")):
        assert "perlu perhatian" not in _client(here, role, key).get(f"{BASE}pegangan/").content.decode()
    plan = here.plan()
    for form in ("json", "geojson"):
        assert (
            b"perlu_perhatian"
            not in _client(here, "kecamatan", at="16.72.01").get(f"/darurat/versi/{plan.pk}/berkas.{form}").content
        )


def test_the_wrong_role_and_the_wrong_region_meet_the_same_answer(here: Ready) -> None:
    plan = here.plan()
    for client in (_client(here, "agency", "kpu"), _client(here, "leader")):
        for path in (f"{BASE}baru/", f"{BASE}sumber-daya/tambah/", f"{BASE}pegangan/ubah/",
                     f"/darurat/versi/{plan.pk}/cabut/"):  # fmt: skip
            assert client.get(path).status_code == 404
    stranger = _client(here, "secretariat", at="16.03")
    for path in (BASE, f"/darurat/versi/{plan.pk}/", f"{BASE}andai/", f"{BASE}andai/layar/"):
        assert stranger.get(path).status_code == 404
