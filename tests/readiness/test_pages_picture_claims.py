"""Claims on pages: who said what of what, the list of all that is short, and what the claim presumes ready."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from django.test import Client

from siaga.readiness.actions.openings import open_picture
from siaga.readiness.actions.snapshots import freeze_picture
from siaga.readiness.models import Claim
from siaga.readiness.views.claims.shortfalls import SHARE_PARTS
from siaga.readiness.views.parts import largest_remainder, points
from siaga.reporting.models import Submission
from tests import factories, people
from tests.readiness.city import City, city, claimed, told
from tests.readiness.test_pages_picture import sign_in, text

pytestmark = pytest.mark.django_db
BASE = "/klaim/pilkada-2024"


@pytest.fixture
def world(settings: Any) -> City:
    settings.SIAGA_NOW = factories.NOW
    return told(city())


def test_the_page_says_who_claimed_what_when_and_of_what(client: Client, world: City) -> None:
    claim = claimed(world)
    sign_in(client, "leader", world.tree["16.72"])
    page = text(client, f"{BASE}/{claim.pk}/")
    assert "menyatakan <strong>80 %</strong> siap pada Jumat, 25 Oktober 2024" in page
    assert "Penyebutnya tidak disebut" in page
    assert "Contoh Ketua, Ketua KPU" in page
    assert "Rakor contoh" in page
    named = claimed(world, of_what="12 TPS")
    page = text(client, f"{BASE}/{named.pk}/")
    assert "Dari: <strong>12 TPS</strong>" in page
    assert "Penyebutnya tidak disebut" not in page


def test_every_unit_short_of_ready_is_listed_and_the_shares_sum(client: Client, world: City) -> None:
    claim = claimed(world)
    sign_in(client, "leader", world.tree["16.72"])
    context = client.get(f"{BASE}/{claim.pk}/").context
    review, rows = context["review"], context["table"].rows
    assert review.evidenced == Fraction(235, 640)
    assert sum((line.share for line in review.shortfalls), Fraction(0)) == 1 - review.evidenced
    # What is shown adds up to what is shown: 63,281 %.
    assert sum(row.parts for row in rows) == round((1 - review.evidenced) * SHARE_PARTS)
    assert {row.name for row in rows} >= {"TPS 003 Sukorejo", "TPS 001 Agung Lawangan", "Kecamatan Dempo Utara"}
    assert "TPS 001 Sukorejo" not in {row.name for row in rows}
    page = text(client, f"{BASE}/{claim.pk}/")
    assert "63,281 %" in page
    assert "menganggap siap <strong>43,281 %</strong>" in page
    assert "<strong>68,4 %</strong> dari daftar ini" in page


def test_the_differences_of_the_breakdown_sum(client: Client, world: City) -> None:
    claim = claimed(world)
    sign_in(client, "leader", world.tree["16.72"])
    context = client.get(f"{BASE}/{claim.pk}/").context
    gaps = {row.region.code: row.gap for row in context["parts"]}
    assert sum((gap.points for gap in gaps.values()), Fraction(0)) == Fraction(8, 10) - context["review"].evidenced
    assert context["parts_total"] == sum((row.points for row in context["parts"]), Fraction(0))
    page = text(client, f"{BASE}/{claim.pk}/")
    assert "+43,28" in page


def test_a_breakdown_that_implies_another_whole_is_named(client: Client, world: City) -> None:
    agrees = claimed(world)
    parts = [("16.72.01", "90"), ("16.72.03", "60")]
    claim = claimed(world, share="80", parts=parts)
    sign_in(client, "leader", world.tree["16.72"])
    context = client.get(f"{BASE}/{claim.pk}/").context
    assert context["parts_weight"] == 1
    assert context["review"].parts_claimed == Fraction(75, 100)
    page = text(client, f"{BASE}/{claim.pk}/")
    assert "Rincian bertentangan dengan klaimnya" in page
    assert "Dinyatakan 80 % seluruhnya, tetapi rincian per wilayah menurut bobotnya berarti 75 %" in page
    assert "Jumlahnya adalah selisih seluruhnya" not in page
    page = text(client, f"{BASE}/{agrees.pk}/")
    assert "Jumlahnya adalah selisih seluruhnya" in page
    assert "bertentangan" not in page


def test_a_breakdown_of_some_parts_says_what_it_leaves_out(client: Client, world: City) -> None:
    claim = claimed(world, parts=[("16.72.01", "90")])
    sign_in(client, "leader", world.tree["16.72"])
    page = text(client, f"{BASE}/{claim.pk}/")
    assert "Rincian hanya menyebut wilayah dengan 50 % bobot" in page
    assert "bertentangan" not in page


def test_the_list_says_where_a_claim_comes_from_in_words(client: Client, world: City) -> None:
    claimed(world)
    reported = claimed(world, source="laporan", reference="uuid:4a22")
    sent = Submission.objects.order_by("pk").first()
    assert sent is not None
    Claim.objects.filter(pk=reported.pk).update(submission=sent)
    sign_in(client, "leader", world.tree["16.72"])
    page = text(client, f"{BASE}/")
    assert "Rapat · Rakor contoh" in page
    assert f'<a href="/laporan/{sent.pk}/">Laporan instansi</a>' in page
    assert "uuid:" not in page
    assert "uuid:" not in b"".join(client.get(f"{BASE}/?ekspor=csv").streaming_content).decode()


def test_a_claim_below_the_evidence_presumes_nothing(client: Client, world: City) -> None:
    claim = claimed(world, share="10", parts=[])
    sign_in(client, "leader", world.tree["16.72"])
    assert "tidak lebih tinggi daripada bukti" in text(client, f"{BASE}/{claim.pk}/")


def test_an_agency_notes_its_claim_and_takes_it_back(client: Client, world: City) -> None:
    sign_in(client, "agency", world.tree["16.72"], agency=world.kpu)
    form = {
        "agency": world.kpu.pk,
        "region": "16.72",
        "share": "82,5",
        "of_what": "",
        "said_by": "Contoh Ketua",
        "stated_on": "2024-10-28",
        "source": "surat",
        "bagian-16.72.01": "90",
    }
    answer = client.post(f"{BASE}/baru/", form)
    claim = Claim.objects.get()
    assert answer.headers["Location"] == f"{BASE}/{claim.pk}/"
    assert (claim.share, claim.parts) == (825_000, [{"region": "16.72.01", "share": 900_000}])
    assert "82,5 %" in text(client, f"{BASE}/")
    assert client.post(f"{BASE}/{claim.pk}/cabut/", {"reason": ""}).status_code == 422
    assert client.post(f"{BASE}/{claim.pk}/cabut/", {"reason": "Salah hitung"}).status_code == 302
    claim.refresh_from_db()
    assert claim.withdrawn_reason == "Salah hitung"


def test_a_wrong_claim_says_what_to_mend(client: Client, world: City) -> None:
    sign_in(client, "agency", world.tree["16.72"], agency=world.kpu)
    answer = client.post(
        f"{BASE}/baru/",
        {
            "agency": world.kpu.pk,
            "region": "16.72",
            "share": "180",
            "said_by": "Contoh",
            "stated_on": "2024-12-28",
            "source": "surat",
        },
    )
    assert answer.status_code == 422
    assert not Claim.objects.exists()
    page = answer.content.decode()
    assert "180" in page
    assert '<a href="#id_share">' in page, "the summary on top leads to the field"


def test_other_agencies_see_a_claim_only_when_opened_and_no_name(client: Client, world: City) -> None:
    claim = claimed(world)
    bawaslu = factories.agency("bawaslu", world.tree["16.72"])
    sign_in(client, "agency", world.tree["16.72"], agency=bawaslu)
    assert client.get(f"{BASE}/{claim.pk}/").status_code == 404
    assert "KPU Pagar Alam" not in text(client, f"{BASE}/")
    open_picture(
        actor=people.leader,
        election=world.election,
        region=world.tree["16.72"],
        picture=True,
        claims=True,
        now=factories.NOW,
    )
    page = text(client, f"{BASE}/{claim.pk}/")
    assert "80 %" in page
    assert "Contoh Ketua" not in page
    assert "(nama ditutup)" in page
    assert client.post(f"{BASE}/{claim.pk}/cabut/", {"reason": "iseng"}).status_code == 404


@pytest.mark.parametrize(("role", "at"), [("field", "16.72"), ("desa", "16.72.01.1001"), ("secretariat", "16.03")])
def test_who_finds_no_claims(client: Client, world: City, role: str, at: str) -> None:
    claim = claimed(world)
    more: dict[str, Any] = {"units": ("16.72.01.1001/001",)} if role == "field" else {}
    sign_in(client, role, world.tree[at], **more)
    assert client.get(f"{BASE}/{claim.pk}/").status_code == 404
    assert client.post(f"{BASE}/baru/", {}).status_code == 404


def test_own_claims_stay_open_to_the_agency_where_the_picture_is_closed(client: Client, world: City) -> None:
    claim = claimed(world)
    sign_in(client, "agency", world.tree["16.72"], agency=world.kpu)
    page = text(client, f"{BASE}/{claim.pk}/")
    assert "80 %" in page
    assert "belum dibuka pimpinan" in page
    assert "TPS 001 Agung Lawangan" not in page


def test_the_list_costs_the_same_for_many(client: Client, world: City, django_assert_max_num_queries: Any) -> None:
    for share in range(10, 30):
        claimed(world, share=str(share), parts=[])
    sign_in(client, "secretariat", world.tree["16.72"])
    client.get(f"{BASE}/")
    with django_assert_max_num_queries(22):
        client.get(f"{BASE}/")


def test_shown_shares_sum_to_the_rounded_whole() -> None:
    thirds = [Fraction(1, 3)] * 3
    assert sorted(largest_remainder(thirds, 100)) == [33, 33, 34]
    assert sum(largest_remainder([Fraction(-1, 3), Fraction(2, 3), Fraction(1, 7)], 1000)) == 476
    assert largest_remainder([], 100) == []


def test_points_carry_their_sign() -> None:
    assert points(Fraction(6, 100)) == "+6"
    assert points(Fraction(-15, 1000)) == "\N{MINUS SIGN}1,5"
    assert points(Fraction(0)) == "0"
    assert points(Fraction(35, 100), 2) == "+35,00"


def test_a_frozen_claim_is_shown_only_to_those_who_may_see_the_claim(client: Client, world: City) -> None:
    claimed(world)
    region = world.tree["16.72"]
    sign_in(client, "agency", region, agency=factories.agency("bawaslu", region))
    asked = {"actor": people.leader, "election": world.election, "region": region, "now": factories.NOW}
    for claims in (False, True):
        open_picture(**asked, picture=True, claims=claims)
        kept = freeze_picture(**asked, scale="readiness", title="Contoh")
        assert kept.data["claims"]
        assert ("Diklaim" in text(client, f"/potret/pilkada-2024/{kept.pk}/")) is claims
