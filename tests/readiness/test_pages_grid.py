"""The grid: kinds of agencies × child regions."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from siaga.readiness.models import Claim
from tests import factories
from tests.readiness import world as worlds
from tests.readiness.world import World, sign_in

pytestmark = pytest.mark.django_db

PAGE = "/kisi/pilkada-2024/16.72/"


@pytest.fixture
def world(settings: Any) -> World:
    settings.SIAGA_NOW = factories.NOW
    return worlds.build()


@pytest.fixture
def leader(client: Client, world: World) -> Client:
    return sign_in(client, "leader", world.regions["16.72"])


def text_of(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<svg.*?</svg>|<[^>]+>", " ", page, flags=re.S))


def test_rows_are_agencies_and_totals_count_pairs_not_percentages(leader: Client) -> None:
    page = text_of(leader.get(PAGE).content.decode())
    # kpu: Utara 3 × (1 + 0,5 + 0 + 1) of 12, Dempo 3 of 9; pln: 3 of 4 and 1 of 3; all of it 14,5 of 28.
    for figure in ("62,5 %", "33,3 %", "75 %", "50 %", "57,1 %", "51,8 %"):
        assert figure in page
    assert "Semua instansi" in page


def test_a_claim_stands_beside_the_evidence_and_changes_no_figure(leader: Client, world: World) -> None:
    before = text_of(leader.get(PAGE).content.decode())
    kpu = factories.agency("kpu", world.regions["16.72"])
    Claim.objects.create(
        election=world.election, agency=kpu, region=world.regions["16.72"], share=800_000, said_by="Contoh Ketua",
        parts=[{"region": "16.72.03", "share": 900_000}], stated_at=factories.NOW - timedelta(days=1), source="rapat",
        made_at=factories.NOW - timedelta(days=1),
    )  # fmt: skip
    after = text_of(leader.get(PAGE).content.decode())
    assert "diklaim 80 % (beda +30 poin)" in after
    assert "diklaim 90 % (beda +56,7 poin)" in after
    assert "51,8 %" in before and "51,8 %" in after


def test_each_box_leads_to_what_it_is_made_of(leader: Client) -> None:
    page = leader.get(f"{PAGE}?skala=kerawanan").content.decode()
    assert 'href="/gambaran/pilkada-2024/16.72.03/indikator/?skala=kerawanan&amp;instansi=pln"' in page


def test_one_region_alone_fits_a_phone(leader: Client) -> None:
    page = leader.get(f"{PAGE}?satu=16.72.03").content.decode()
    assert page.count('scope="col"') == 3


def test_the_file_has_a_row_for_each_box(leader: Client) -> None:
    text = b"".join(leader.get(f"{PAGE}?ekspor=csv")).decode("utf-8-sig").splitlines()
    assert len(text) == 1 + 3 * 3
    assert text[-1].startswith("Semua instansi;Kota Pagar Alam;16.72;0,517857")
    assert leader.get(f"{PAGE}?ekspor=xlsx").status_code == 200


def test_nothing_expected_says_what_to_do(client: Client, settings: Any) -> None:
    settings.SIAGA_NOW = factories.NOW
    regions = factories.tree()
    factories.election(regions["16.72"])
    sign_in(client, "leader", regions["16.72"])
    assert "Belum ada yang dapat dibandingkan" in client.get(PAGE).content.decode()


@pytest.mark.parametrize(("role", "place"), [("field", "16.72"), ("leader", "16.03"), ("desa", "16.72.01.1001")])
def test_others_find_nothing(client: Client, world: World, role: str, place: str) -> None:
    units = ("16.72.01.1001/001",) if role == "field" else ()
    sign_in(client, role, world.regions[place], units=units)
    assert client.get(PAGE).status_code == 404
