"""The pages of kerawanan: what they show, whom they refuse, and that their forms do what they say."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from siaga.kerawanan import tasks
from siaga.kerawanan.models import ClassScheme, Mapping, Override, PastAnswers
from siaga.kerawanan.reading import clusters
from siaga.readiness.models import Indicator
from tests import factories
from tests.factories import NOW
from tests.kerawanan.worlds import Risky, risky

pytestmark = pytest.mark.django_db
BASE = "/kerawanan/pilkada-2024/16.72/"
FIRST = "16.72.01.1001/001"
STATION = f"/kerawanan/pilkada-2024/{FIRST}/"


@pytest.fixture
def here(settings: pytest.FixtureRequest) -> Risky:
    settings.SIAGA_NOW = NOW  # type: ignore[attr-defined]
    cache.clear()
    return risky()


def _client(here: Risky, role: str = "agency", key: str = "bawaslu", at: str = "16.72") -> Client:
    region = here.regions[at]
    agency = factories.agency(key if role == "agency" else role, region) if role in ("agency", "kecamatan") else None
    client = Client()
    person = factories.account(f"{key}-{role}-{at[-2:]}", role, at=region, agency=agency)
    client.force_login(person, "allauth.account.auth_backends.AuthenticationBackend")
    return client


def _whole(response: Any) -> bytes:
    return b"".join(response.streaming_content)


def _answered(here: Risky) -> None:
    here.answer(FIRST, ("1.1", "2.1", "7.1", "7.3", "8.1", "8.2", "6.3", "3.1", "5.1", "5.2"))
    here.answer("16.72.01.1001/002")
    here.answer("16.72.01.1002/001", ("8.1",), unknown=("7.1", "7.3", "6.3", "1.1"))


def test_a_regency_without_mapping_says_what_to_do_first(here: Risky) -> None:
    client = _client(here)
    assert client.get("/kerawanan/pilkada-2024/")["Location"] == BASE
    page = client.get(BASE).content.decode()
    assert "Belum ada pemetaan" in page
    assert f"{BASE}petakan/" in page
    for tail in ("tps/", "peta/", "gugus/", "banding/", "kriteria/", "kepekaan/", "bobot/", "terbitan/"):
        assert client.get(BASE + tail).status_code == 200, tail


def test_a_mapping_is_made_looked_at_and_put_in_force(here: Risky) -> None:
    _answered(here)
    client = _client(here)
    made = client.post(f"{BASE}petakan/", {"note": "Contoh"})
    assert made["Location"] == f"{BASE}?versi=1"
    page = client.get(made["Location"]).content.decode()
    mapping = Mapping.objects.get()
    assert "Belum diberlakukan" in page
    assert f"{mapping.stations} TPS" in page
    assert f"sama dengan {mapping.stations} TPS dalam pemetaan" in page
    assert "tidak dijumlahkan" in page
    asked = client.get(f"{BASE}versi/1/berlakukan/").content.decode()
    assert "TPS dalam pemetaan ini" in asked
    assert client.post(f"{BASE}versi/1/berlakukan/")["Location"] == BASE
    assert Mapping.objects.get().in_force


def test_what_changed_since_is_said_with_how_many_classes_would_move(here: Risky) -> None:
    _answered(here)
    here.in_force()
    client = _client(here)
    assert "Ada yang berubah" not in client.get(BASE).content.decode()
    here.answer("16.72.01.1001/002", ("1.1", "2.1", "7.1", "7.3", "8.1"), at=NOW + timedelta(hours=1))
    page = client.get(BASE).content.decode()
    assert "jawaban 1 TPS" in page
    assert "1 TPS berganti kelas hitungan" in page


def test_a_person_gives_a_class_with_a_reason_and_both_stay_visible(here: Risky) -> None:
    _answered(here)
    here.in_force()
    client = _client(here)
    bad = client.post(f"{STATION}kelas/", {"cls": "khusus", "reason": " "})
    assert bad.status_code == 422
    given = client.post(f"{STATION}kelas/", {"cls": "khusus", "reason": "Sengketa batas desa (contoh)"})
    assert given["Location"] == STATION
    page = client.get(STATION).content.decode()
    assert "Sengketa batas desa (contoh)" in page
    assert "Kelas hitungan" in page
    assert "2.1" in page
    ranking = client.get(f"{BASE}tps/?kelas=khusus").content.decode()
    assert "ditetapkan petugas" in ranking
    export = _whole(client.get(f"{BASE}tps/?ekspor=csv&kelas=khusus")).decode()
    assert "Sengketa batas desa (contoh)" in export
    ended = client.post(f"{STATION}kelas/akhiri/", {"reason": "Selesai (contoh)"})
    assert ended["Location"] == STATION
    assert not Override.objects.get().stands


def test_two_mappings_are_compared_with_the_cause_of_each_move(here: Risky) -> None:
    _answered(here)
    here.in_force()
    yes = ("1.1", "2.1", "7.1", "7.3", "8.1", "8.2", "6.3", "3.1", "5.1", "5.2")
    here.answer("16.72.01.1001/002", yes, at=NOW + timedelta(hours=1))
    here.map(at=NOW + timedelta(hours=2))
    page = _client(here).get(f"{BASE}banding/").content.decode()
    assert "1 dari 5 TPS berganti kelas" in page
    assert "jawaban berubah" in page
    assert "2.1: tidak → ya" in page


def test_criteria_are_changed_in_percent_and_kept_exactly(here: Risky) -> None:
    client = _client(here)
    form = {
        "rawan": "12,5", "sangat_rawan": "33.3333", "coverage": "50", "spread_most": "10", "spread_many": "1",
        "source": "Rapat (contoh)", "doubt": "", "reason": "Kesepakatan (contoh)",
        "rule0_words": "Riwayat kekerasan", "rule0_class": "sangat-rawan", "rule0_any_of": "2.1, 2.2",
    }  # fmt: skip
    wrong = client.post(f"{BASE}kriteria/ubah/", form | {"rule0_any_of": "9.9"})
    assert (wrong.status_code, "9.9 tidak ada" in wrong.content.decode()) == (422, True)
    assert client.post(f"{BASE}kriteria/ubah/", form)["Location"] == f"{BASE}kriteria/"
    scheme = ClassScheme.objects.get(retired_at=None)
    assert (scheme.rawan, scheme.sangat_rawan) == (125_000, 333_333)
    assert scheme.rules[0]["any_of"] == ["2.1", "2.2"]
    assert "Riwayat kekerasan" in client.get(f"{BASE}kriteria/").content.decode()


def test_pairwise_judgements_become_weights_and_say_how_consistent_they_are(here: Risky) -> None:
    _answered(here)
    here.in_force()
    page = _client(here).get(f"{BASE}bobot/?b-1-2=9&b-2-3=9&b-1-3=-9").content.decode()
    assert "tinjau lagi jawabannya" in page
    assert "Yang paling tidak cocok" in page
    assert "Terapkan bobot ini" not in page
    office = _client(here, "secretariat", "kesbangpol")
    asked = office.get(f"{BASE}bobot/terapkan/?b-1-2=-3").content.decode()
    assert "TPS akan berganti kelas" in asked
    assert office.post(f"{BASE}bobot/terapkan/?b-1-2=-3", {"reason": "AHP (contoh)"}).status_code == 302
    weights = dict(Indicator.objects.filter(scale="kerawanan").values_list("number", "weight"))
    assert sum(weights.values()) == 1000
    # by geometric means of the rows, another method: (3 ** (1/8)) / ((1/3) ** (1/8)) = 1.316
    first, second = (sum(w for n, w in weights.items() if n.startswith(v)) for v in ("1.", "2."))
    assert second / first == pytest.approx(1.316, abs=0.05)


def test_sensitivity_names_fragile_tps_by_a_seed(here: Risky) -> None:
    _answered(here)
    here.in_force()
    client = _client(here)
    page = client.get(f"{BASE}kepekaan/?persen=50&benih=7").content.decode()
    assert "dari 5 TPS per percobaan" in page
    assert page.split("</head>")[1].count("percobaan") > 2
    once, again = (_whole(client.get(f"{BASE}kepekaan/?persen=50&benih=7&w-ekspor=csv")) for _n in range(2))
    assert once == again
    assert once.count(b"\n") == 27


def test_clusters_are_asked_for_once_and_shown_when_found(here: Risky, monkeypatch: pytest.MonkeyPatch) -> None:
    _answered(here)
    mapping = here.in_force()
    client = _client(here)
    asked: list[object] = []
    monkeypatch.setattr(tasks, "find_clusters", SimpleNamespace(enqueue=lambda *args: asked.append(args)))
    for _time in range(2):
        client.post(f"{BASE}gugus/", {"cara": "moran", "tetangga": "dekat-4", "koreksi": "fdr", "benih": "3"})
    assert len(asked) == 1
    address = f"{BASE}gugus/?cara=moran&tetangga=dekat-4&koreksi=fdr&benih=3"
    assert "Sedang dihitung" in client.get(address).content.decode()
    found = clusters.find(mapping, clusters.Asking("moran", "dekat-4", "fdr", 3))
    assert found["problem"] == "terlalu-sedikit"
    assert "gugus tidak dapat dibedakan dari kebetulan" in client.get(address).content.decode()


def test_the_map_gives_every_placed_tps_its_class_in_words(here: Risky) -> None:
    station = here.stations[0]
    station.lat, station.lon = -4.0, 103.2
    station.save()
    _answered(here)
    here.in_force()
    client = _client(here)
    points = {one["id"]: one for one in client.get(f"{BASE}peta/titik.geojson").json()["features"]}
    # the others stand at seeded points round those of their village that are known
    assert points["16.72.01.1001/002"]["properties"]["estimated"]
    point = points[FIRST]
    assert not point["properties"]["estimated"]
    assert point["properties"]["tone"] == "kls_sangat"
    assert point["properties"]["value"].startswith("Sangat rawan")
    plain = {one["id"]: one for one in client.get(f"{BASE}peta/titik.geojson?unduh=1").json()["features"]}
    assert plain[FIRST]["properties"]["class"] == "sangat-rawan"
    assert "belum mempunyai posisi" in client.get(f"{BASE}peta/").content.decode()


def test_who_may_not_change_sees_no_button_and_is_refused(here: Risky) -> None:
    _answered(here)
    here.in_force()
    leader = _client(here, "leader", "bupati")
    page = leader.get(BASE).content.decode()
    assert "Petakan ulang" not in page
    for tail in ("petakan/", "versi/1/berlakukan/", "kriteria/ubah/", "bobot/terapkan/"):
        assert leader.get(BASE + tail).status_code == 404, tail
    assert leader.get(f"{STATION}kelas/").status_code == 404
    assert leader.get(f"{BASE}?versi=9").status_code == 404


def test_a_sub_district_sees_its_own_tps_alone(here: Risky) -> None:
    _answered(here)
    here.in_force()
    camat = _client(here, "kecamatan", "kecamatan", at="16.72.01")
    page = camat.get(f"{BASE}tps/").content.decode()
    assert "16.72.01.1001/001" in page
    assert "16.72.03.1001" not in page
    assert "Anda melihat TPS di wilayah tugas Anda saja" in camat.get(BASE).content.decode()
    assert camat.get("/kerawanan/pilkada-2024/16.72.03.1001/001/").status_code == 404


def test_a_tps_shows_what_was_found_in_earlier_elections(here: Risky) -> None:
    PastAnswers.objects.create(
        election=here.election, station=here.stations[0], occasion="Pemilu 2019 (contoh)", year=2019,
        cls="sangat-rawan", answers={"2.1": True, "1.7": False}, source="Arsip (contoh)", created_at=NOW,
    )  # fmt: skip
    page = _client(here).get(STATION).content.decode()
    assert "Pemilu 2019 (contoh)" in page
    assert "Indikator terjadi: 2.1" in page
