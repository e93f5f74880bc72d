"""Indicators: the list, one of them, changes, and weights that are tried."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from siaga.readiness.models import Indicator, IndicatorTerms
from tests import factories
from tests.readiness import world as worlds
from tests.readiness.world import World, sign_in

pytestmark = pytest.mark.django_db

LIST = "/indikator/pilkada-2024/"
ONE = f"{LIST}kotak/"


@pytest.fixture
def world(settings: Any) -> World:
    settings.SIAGA_NOW = factories.NOW
    return worlds.build()


@pytest.fixture
def secretariat(client: Client, world: World) -> Client:
    return sign_in(client, "secretariat", world.regions["16.72"])


def text_of(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<svg.*?</svg>|<[^>]+>", " ", page[page.index("<main") :], flags=re.S))


def test_the_list_shows_weight_value_and_coverage(secretariat: Client) -> None:
    page = text_of(secretariat.get(LIST).content.decode())
    assert "Contoh kotak" in page and "6.1 Contoh rawan-listrik" in page
    assert "Pasang indikator baku" not in page
    rows = b"".join(secretariat.get(f"{LIST}?ekspor=csv")).decode("utf-8-sig")
    assert "TPS;3;7;0,5;0,7142857142857143;seluruh TPS;logistik/kotak" in rows


def test_one_indicator_says_what_it_means_in_words(secretariat: Client) -> None:
    page = text_of(secretariat.get(ONE).content.decode())
    assert "Lengkap = 1, Sebagian = 0,5, Belum ada = 0" in page
    assert "dari daftar periksa Contoh contoh-tps" in page
    assert "75 % dari seluruh bobot skala ini" in page
    assert "Siap 50 %, dari 5 laporan atas 7 unit (cakupan 71,4 %)" in page


def test_answers_spread_and_units_that_lack_are_listed(secretariat: Client) -> None:
    page = text_of(secretariat.get(ONE).content.decode())
    assert re.search(r"Lengkap 1 3 42,9", page)
    assert re.search(r"Belum lapor – 2 28,6", page, re.I)
    rows = b"".join(secretariat.get(f"{ONE}?ekspor=csv")).decode("utf-8-sig").splitlines()
    assert [row.split(";")[1] for row in rows[1:]] == [
        "16.72.03.1001/001", "16.72.03.1001/002", "16.72.01.1002/001", "16.72.01.1001/002",
    ]  # fmt: skip
    south = text_of(secretariat.get(f"{ONE}?wilayah=16.72.03").content.decode())
    assert "16.72.01.1002/001" not in south


def test_terms_change_with_a_reason_and_keep_their_history(secretariat: Client, world: World) -> None:
    address = f"{ONE}ubah/"
    assert secretariat.post(address, {"weight": "5", "stale_days": "3", "reason": ""}).status_code == 422
    answer = secretariat.post(address, {"weight": "5", "stale_days": "3", "reason": "Rapat 30 Oktober"})
    assert answer.headers["Location"] == ONE
    assert Indicator.objects.get(key="kotak").weight == 5
    assert IndicatorTerms.objects.filter(indicator=world.indicators["kotak"]).count() == 2
    assert "Bobot 5, usang setelah 3 hari" in secretariat.get(ONE).content.decode()


def test_an_indicator_without_weight_still_has_its_value(secretariat: Client, world: World) -> None:
    values = {"weight": "0", "stale_days": "7", "reason": "Hanya untuk diketahui"}
    assert secretariat.post(f"{ONE}ubah/", values).status_code == 302
    page = text_of(secretariat.get(ONE).content.decode())
    assert "Siap 50 %, dari 5 laporan atas 7 unit" in page


def test_retiring_names_what_goes_and_leaves_the_past(secretariat: Client) -> None:
    page = text_of(secretariat.get(f"{ONE}akhiri/").content.decode())
    assert "Isian yang tidak lagi dihitung 5" in page
    assert secretariat.post(f"{ONE}akhiri/", {"reason": "Diganti"}).status_code == 302
    assert "Tidak dipakai sejak" in secretariat.get(ONE).content.decode()
    assert "Contoh kotak" not in text_of(secretariat.get(LIST).content.decode())


def test_a_new_indicator_is_made_over_a_question(secretariat: Client, world: World) -> None:
    address = f"{LIST}baru/?daftar={world.version.instrument.name}"
    assert "Bilik suara" in secretariat.get(address).content.decode()
    assert "Petugas sakit" not in secretariat.get(address).content.decode()
    address += "&pertanyaan=logistik/bilik"
    values = {
        "name": "Bilik cukup",
        "scale": "readiness",
        "denominator": "seluruh TPS",
        "weight": "2",
        "stale_days": "7",
    }
    assert "Tulis angkanya" in secretariat.post(address, {**values, "reads": "at_least"}).content.decode()
    answer = secretariat.post(address, {**values, "reads": "at_least", "bound": "4"})
    assert answer.headers["Location"] == f"{LIST}bilik-cukup/"
    assert Indicator.objects.get(key="bilik-cukup").rule == {"kind": "threshold", "at_least": 4.0}
    assert "4 atau lebih = 1, kurang dari itu 0" in text_of(secretariat.get(f"{LIST}bilik-cukup/").content.decode())


def test_weights_are_tried_without_saving_and_then_applied(secretariat: Client, world: World) -> None:
    power = world.indicators["listrik"]
    page = text_of(secretariat.get(f"{LIST}coba/?b-{power.pk}=9").content.decode())
    # With weight 9 for power: (3 × 3,5 + 9 × 4) of 7 × 12 = 46,5 of 84.
    assert "51,8 % 55,4 % +3,6" in page
    assert Indicator.objects.get(pk=power.pk).weight == 1
    address = f"{LIST}coba/terapkan/?skala=readiness&b-{power.pk}=9"
    assert "1 menjadi 9" in secretariat.get(address).content.decode()
    assert secretariat.post(address, {"reason": "Listrik lebih genting"}).status_code == 302
    assert Indicator.objects.get(pk=power.pk).weight == 9


@pytest.mark.parametrize("tail", ["", "kotak/", "coba/"])
def test_an_auditor_sees_and_changes_nothing(client: Client, world: World, tail: str) -> None:
    sign_in(client, "auditor", world.regions["16.72"])
    page = client.get(f"{LIST}{tail}").content.decode()
    assert "Tambah indikator" not in page and "Ubah bobot" not in page and "Terapkan bobot" not in page


@pytest.mark.parametrize("tail", ["baru/", "baku/", "kotak/ubah/", "kotak/akhiri/", "coba/terapkan/"])
@pytest.mark.parametrize(("role", "place"), [("leader", "16.72"), ("secretariat", "16.03")])
def test_only_its_secretariat_changes_them(client: Client, world: World, tail: str, role: str, place: str) -> None:
    sign_in(client, role, world.regions[place])
    assert client.get(f"{LIST}{tail}").status_code == 404
    assert client.post(f"{LIST}{tail}", {"reason": "x"}).status_code == 404


@pytest.mark.parametrize("tail", ["", "kotak/", "coba/"])
@pytest.mark.parametrize(("role", "place"), [("field", "16.72"), ("leader", "16.03")])
def test_others_find_nothing(client: Client, world: World, tail: str, role: str, place: str) -> None:
    units = ("16.72.01.1001/001",) if role == "field" else ()
    sign_in(client, role, world.regions[place], units=units)
    assert client.get(f"{LIST}{tail}").status_code == 404
