from __future__ import annotations

from datetime import timedelta
from fractions import Fraction

import pytest

from siaga.access import Refused
from siaga.instruments.models import UnitKind
from siaga.readiness import queries
from siaga.readiness.actions.claims import make_claim, withdraw_claim
from siaga.readiness.actions.openings import open_picture
from siaga.readiness.arithmetic import Standing
from siaga.readiness.errors import BadClaim, ClaimWithdrawn
from siaga.readiness.models import Claim
from siaga.reporting.models import State, Submission
from siaga.reporting.signals import submission_came
from siaga.reporting.units import agency_unit
from tests import people
from tests.factories import NOW, agency, reports
from tests.readiness.worlds import FULL_ANSWERS, City

pytestmark = pytest.mark.django_db
FIRST, SECOND = "16.72.01.1001/001", "16.72.01.1001/002"


@pytest.fixture
def city() -> City:
    city = City()
    city.kpu = agency("kpu", city.tree[people.CITY])
    return city


def claim(city: City, actor=people.officer, **fields) -> Claim:
    defaults = {
        "agency": city.kpu, "region": city.tree[people.CITY], "share": "80", "said_by": "Ketua KPU",
        "source": "rapat", "now": NOW,
    }  # fmt: skip
    return make_claim(actor=actor, election=city.election, **(defaults | fields))


def test_every_tps_short_of_ready_is_listed_and_the_shares_sum_exactly(city: City) -> None:
    city.report(FIRST, FULL_ANSWERS)
    city.report(SECOND, {"logistik/kotak": "sebagian", "logistik/bilik": 3})
    made = claim(city)
    review = queries.claim_review(people.leader, city.election, made.pk, None, NOW)
    assert review.evidenced == Fraction(6 + Fraction(3, 2) + Fraction(3, 2), 36)
    assert sum(one.share for one in review.shortfalls) == 1 - review.evidenced
    assert {one.station.code for one in review.shortfalls} == set(city.units) - {FIRST}
    assert {one.standing for one in review.shortfalls} == {Standing.SEBAGIAN, Standing.BELUM_LAPOR}
    assert review.presumed == Fraction(80, 100) - review.evidenced
    assert review.presumed_share == review.presumed / (1 - review.evidenced)
    assert made.of_what == ""


def test_a_stale_tps_is_listed_though_nothing_is_missing(city: City) -> None:
    city.report(FIRST, FULL_ANSWERS, NOW - timedelta(days=9))
    review = queries.claim_review(people.leader, city.election, claim(city).pk, None, NOW)
    stale = next(one for one in review.shortfalls if one.unit == f"tps:{FIRST}")
    assert (stale.standing, stale.share) == (Standing.USANG, 0)


def test_the_differences_of_a_breakdown_sum(city: City) -> None:
    city.report(FIRST, FULL_ANSWERS)
    made = claim(city, share="75", parts=[("16.72.01", "90"), ("16.72.03", "45")])
    review = queries.claim_review(people.leader, city.election, made.pk, None, NOW)
    assert review.parts_claimed == Fraction(75, 100)
    assert sum(part.points for part in review.parts) == review.difference
    assert review.outside_parts == 0


def test_a_claim_never_feeds_a_total(city: City) -> None:
    before = queries.picture(people.leader, city.election, people.CITY, "readiness", None, NOW).figure
    claim(city)
    shown = queries.picture(people.leader, city.election, people.CITY, "readiness", None, NOW)
    assert shown.figure == before
    assert shown.claimed == Fraction(80, 100)


@pytest.mark.parametrize(
    "wrong",
    [{"share": "101"}, {"share": "-1"}, {"share": "banyak"}, {"said_by": " "}, {"source": "kabar"},
     {"parts": [("16.03.01", "50")]}, {"parts": [("16.72.01", "50"), ("16.72.01", "60")]},
     {"stated_at": NOW + timedelta(days=1)}, {"indicator_key": "tidak-ada"}],
)  # fmt: skip
def test_what_is_no_claim_is_refused(city: City, wrong: dict) -> None:
    with pytest.raises(BadClaim):
        claim(city, **wrong)
    assert not Claim.objects.exists()


@pytest.mark.parametrize("actor", [people.colleague, people.camat, people.field, people.outsider, people.leader])
def test_only_its_agency_and_the_desk_claim(city: City, actor) -> None:
    with pytest.raises(Refused):
        claim(city, actor=actor)
    assert claim(city, actor=people.secretariat).pk


def test_who_sees_a_claim(city: City) -> None:
    made = claim(city)
    for actor in (people.officer, people.leader, people.auditor):
        assert [one.pk for one in queries.open_claims(actor, city.election)] == [made.pk]
    for actor in (people.colleague, people.camat, people.lurah, people.field, people.outsider):
        assert queries.open_claims(actor, city.election) == []
    open_picture(
        actor=people.leader, election=city.election, region=city.tree[people.CITY], picture=False, claims=True, now=NOW
    )
    assert [one.pk for one in queries.open_claims(people.colleague, city.election)] == [made.pk]
    with pytest.raises(Refused):
        queries.claim_review(people.colleague, city.election, made.pk, None, NOW)


def test_a_withdrawn_claim_is_gone_now_and_stands_in_the_past(city: City) -> None:
    made = claim(city)
    later = NOW + timedelta(days=2)
    withdraw_claim(actor=people.officer, claim=made, reason="Salah hitung", now=later)
    assert queries.picture(people.leader, city.election, people.CITY, "readiness", None, later).claim is None
    past = queries.picture(people.leader, city.election, people.CITY, "readiness", NOW + timedelta(days=1), later)
    assert past.claim == made
    with pytest.raises(ClaimWithdrawn):
        withdraw_claim(actor=people.officer, claim=made, reason="Lagi", now=later)


def test_a_report_of_an_agency_makes_its_claim_until_it_is_returned(city: City) -> None:
    about = reports.instrument("kesiapan-instansi", UnitKind.AGENCY)
    values = {
        "klaim/persen": 80, "klaim/dari_apa": "248 TPS", "disampaikan_oleh": "Ketua",
        "rincian": [{"rincian/kecamatan": "16.72.01", "rincian/persen": 90}],
    }  # fmt: skip
    made = reports.submission(
        city.election, reports.version(about, questions=[]), agency_unit(city.kpu), values=values, sender_role="agency"
    )
    submission_came.send(Submission, submission=made, actor=people.officer, now=NOW)
    found = Claim.objects.get()
    assert (found.share, found.of_what, found.said_by, found.source) == (800_000, "248 TPS", "Ketua", "laporan")
    assert found.parts == [{"region": "16.72.01", "share": 900_000}]
    Submission.objects.filter(pk=made.pk).update(state=State.RETURNED)
    assert queries.open_claims(people.leader, city.election) == []
