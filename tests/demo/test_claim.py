"""“Persiapan sudah 80 %” asked of the whole sample desk: who said it, of what, and what is short of ready."""

from __future__ import annotations

from fractions import Fraction

import pytest
from django.test import Client

from siaga.access import Actor
from siaga.demo.reports import plan
from siaga.desk.models import Account
from siaga.desk.queries.actors import actor_of
from siaga.elections.models import Election, PollingStation
from siaga.readiness.arithmetic import Scale, Standing
from siaga.readiness.models import Claim
from siaga.readiness.queries import claim_review, picture
from siaga.reporting.models import Conflict, ExpectedReport, Submission
from tests.factories import NOW

CITY = "16.72"


@pytest.fixture
def election(sample_desk: None, db: None) -> Election:
    return Election.objects.select_related("region").get(slug="pilkada-2024")


@pytest.fixture
def leader(election: Election) -> Actor:
    return actor_of(Account.objects.get(username="pimpinan"), NOW)


@pytest.fixture
def eighty(election: Election) -> Claim:
    """The claim of the coffee morning."""
    return Claim.objects.get(election=election, source="rapat", agency__key="kpu")


def test_the_claim_says_who_when_and_that_no_denominator_was_given(eighty: Claim) -> None:
    assert (eighty.share, eighty.of_what, eighty.parts) == (800_000, "", [])
    assert eighty.agency.code == "kpu@16.72"
    assert "contoh" in eighty.said_by
    assert eighty.stated_at.date().isoformat() == "2024-10-04"


def test_what_is_short_sums_exactly_to_what_is_not_evidenced(election: Election, leader: Actor, eighty: Claim) -> None:
    review = claim_review(leader, election, eighty.pk, None, NOW)
    assert sum((one.share for one in review.shortfalls), Fraction(0)) == 1 - review.evidenced
    assert review.presumed == Fraction(4, 5) - review.evidenced > 0
    assert review.presumed_share == review.presumed / (1 - review.evidenced)
    assert review.evidenced == picture(leader, election, CITY, Scale.READINESS, None, NOW).figure.value


def test_every_tps_that_is_not_ready_stale_or_silent_is_in_the_list(
    election: Election, leader: Actor, eighty: Claim
) -> None:
    review = claim_review(leader, election, eighty.pk, None, NOW)
    listed = {one.station.code: one.standing for one in review.shortfalls if one.station}
    units = picture(leader, election, CITY, Scale.READINESS, None, NOW).units
    for standing in (Standing.SEBAGIAN, Standing.BELUM, Standing.USANG, Standing.BELUM_LAPOR):
        assert list(listed.values()).count(standing) == units.by_standing[standing] > 0, standing
    assert Standing.SIAP not in {listed[code] for code in listed if not _stale(review, code)}
    assert len(listed) + units.by_standing[Standing.SIAP] >= 248
    everyone = set(PollingStation.objects.filter(election=election).values_list("code", flat=True))
    assert set(listed) <= everyone


def _stale(review: object, code: str) -> bool:
    return any(one.figure.stale for one in review.shortfalls if one.station and one.station.code == code)  # type: ignore[attr-defined]


def test_the_claim_by_kecamatan_differs_by_parts_that_sum(election: Election, leader: Actor) -> None:
    claim = Claim.objects.get(election=election, source="surat")
    review = claim_review(leader, election, claim.pk, None, NOW)
    assert [gap.region.code for gap in review.parts] == [f"16.72.0{n}" for n in range(1, 6)]
    assert sum((gap.weight_share for gap in review.parts), Fraction(0)) == 1
    claimed = sum((gap.claimed * gap.weight_share for gap in review.parts), Fraction(0))
    assert sum((gap.points for gap in review.parts), Fraction(0)) == claimed - review.evidenced


def test_the_page_of_the_claim_says_it_all(eighty: Claim) -> None:
    client = Client()
    client.force_login(Account.objects.get(username="pimpinan"), "allauth.account.auth_backends.AuthenticationBackend")
    page = client.get(f"/klaim/pilkada-2024/{eighty.pk}/").content.decode()
    assert "80" in page
    assert "Penyebutnya tidak disebut" in page
    assert "KPU Kota Pagar Alam" in page
    assert "4 Oktober 2024" in page


def test_the_sample_desk_shows_what_goes_wrong_as_well(election: Election) -> None:
    assert Conflict.objects.filter(resolution="").count() == len(plan.ALTERED)
    assert Submission.objects.filter(clock_doubt=True).count() == len(plan.WRONG_CLOCKS)
    assert Submission.objects.exclude(supersedes=None).count() == len(plan.RETURNED) - 1
    assert Submission.objects.filter(state="returned").count() == 1
    late = ExpectedReport.objects.filter(election=election, due_at__lt=NOW)
    assert late.filter(submission=None).exists()
    assert all(mark["message"] for one in Submission.objects.exclude(marks=[]) for mark in one.marks)
    typed = Submission.objects.filter(election=election).exclude(instrument__name="logistik-tps")
    assert set(typed.values_list("device", flat=True)) == {"contoh"}
