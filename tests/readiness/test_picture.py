from __future__ import annotations

from datetime import timedelta
from fractions import Fraction

import pytest

from siaga.access import Refused
from siaga.readiness import queries
from siaga.readiness.arithmetic import Standing
from siaga.readiness.models import Opening
from siaga.readiness.shapes import Risk
from siaga.reporting.models import State
from tests import people
from tests.factories import NOW
from tests.readiness.worlds import FULL_ANSWERS, City

pytestmark = pytest.mark.django_db
FIRST, SECOND = "16.72.01.1001/001", "16.72.01.1001/002"
DAY = timedelta(days=1)


def _see(city: City, code: str = people.CITY, scale: str = "readiness", at=None, now=NOW, actor=people.secretariat):
    return queries.picture(actor, city.election, code, scale, at, now)


def test_what_is_missing_stays_in_the_denominator() -> None:
    city = City()
    city.report(FIRST, FULL_ANSWERS)
    city.report(SECOND, {"logistik/kotak": "sebagian"})
    shown = _see(city)
    assert shown.figure.value == Fraction(6 + Fraction(3, 2), 36)
    assert (shown.figure.expected, shown.figure.reported) == (18, 4)
    assert shown.units.expected == 6
    counts = {Standing.SIAP: 1, Standing.SEBAGIAN: 0, Standing.BELUM: 1, Standing.USANG: 0, Standing.BELUM_LAPOR: 4}
    assert shown.units.by_standing == counts
    assert shown.silent_count == 4
    assert shown.silent == (
        "tps:16.72.01.1001/003", "tps:16.72.01.1002/001", "tps:16.72.03.1001/001", "tps:16.72.03.1001/002",
    )  # fmt: skip


@pytest.mark.parametrize("code", ["", "16", "16.72", "16.72.01", "16.72.01.1001", FIRST])
def test_every_level_says_the_same_now_and_at_the_moment(code: str) -> None:
    city = City()
    first = city.report(FIRST, FULL_ANSWERS, NOW - 9 * DAY)
    city.report(SECOND, {"logistik/kotak": "sebagian", "listrik": "tidak"}, NOW - DAY)
    city.move(first, State.CHECKED, "kecamatan", NOW - 8 * DAY)
    later = NOW + timedelta(seconds=1)
    live = _see(city, code, now=later, actor=people.admin)
    past = _see(city, code, at=later, now=later + DAY, actor=people.admin)
    for name in ("figure", "own_agencies", "units", "silent_count", "silent", "standing"):
        assert getattr(live, name) == getattr(past, name), name
    assert [line.figure for line in live.indicators] == [line.figure for line in past.indicators]
    assert [(line.code, line.figure, line.units) for line in live.children] == [
        (line.code, line.figure, line.units) for line in past.children
    ]
    assert live.figure.reported == (3 if code == FIRST else 5)
    assert live.figure.confirmed == 3
    assert live.figure.stale == 3


def test_a_returned_report_stops_counting_and_the_past_remembers() -> None:
    city = City()
    report = city.report(FIRST, FULL_ANSWERS, NOW - 2 * DAY)
    assert _see(city).figure.reported == 3
    city.move(report, State.RETURNED, "kecamatan", NOW - DAY)
    assert _see(city).figure.reported == 0
    assert _see(city, at=NOW - DAY - timedelta(seconds=1)).figure.reported == 3
    city.move(report, State.SENT, "secretariat", NOW)
    assert _see(city, now=NOW + DAY).figure.reported == 3


def test_kerawanan_is_read_over_what_was_reported_between_its_bounds() -> None:
    city = City()
    city.report(FIRST, {"i7_1": "ya"}, risk=True)
    city.report(SECOND, {"i7_1": "tidak"}, risk=True)
    shown = _see(city, scale="kerawanan")
    assert (shown.figure.value, shown.figure.low, shown.figure.high) == (
        Fraction(1, 2), Fraction(1, 6), Fraction(5, 6),
    )  # fmt: skip
    assert shown.units.by_risk == {Risk.RAWAN: 1, Risk.TANPA: 1, Risk.BELUM_LENGKAP: 0, Risk.BELUM_LAPOR: 4}


@pytest.mark.parametrize(
    ("actor", "code", "seen"),
    [
        (people.leader, people.CITY, True),
        (people.auditor, people.CITY, True),
        (people.camat, people.KECAMATAN, True),
        (people.camat, people.CITY, False),
        (people.lurah, people.VILLAGE, True),
        (people.lurah, people.KECAMATAN, False),
        (people.officer, people.CITY, False),
        (people.field, FIRST, False),
        (people.outsider, people.CITY, False),
        (people.stranger, people.CITY, False),
        (people.leader, "", False),
        (people.admin, "ID", True),
    ],
)
def test_who_sees_the_picture(actor, code: str, seen: bool) -> None:
    city = City()
    if seen:
        assert _see(city, code, actor=actor).figure.expected
    else:
        with pytest.raises(Refused):
            _see(city, code, actor=actor)


def test_agencies_see_what_the_leader_opened() -> None:
    city = City()
    Opening.objects.create(election=city.election, region=city.tree[people.CITY], picture=True)
    assert _see(city, people.KECAMATAN, actor=people.officer).figure.expected == 12
    with pytest.raises(Refused):
        _see(city, "16.03", actor=people.officer)


def test_pairs_of_a_unit_tell_their_report_and_contradictions() -> None:
    city = City()
    city.report(FIRST, {"logistik/kotak": "belum"}, NOW - timedelta(hours=2))
    last = city.report(FIRST, FULL_ANSWERS, NOW - timedelta(hours=1))
    shown = queries.unit_pairs(people.leader, city.election, f"tps:{FIRST}", "readiness", None, NOW)
    box = next(pair for pair in shown.pairs if pair.indicator.key == "kotak")
    assert (box.score, box.submission_id, box.answer, box.contradicted) == (1, last.pk, "lengkap", True)
    assert [one.valued for one in box.history] == [True, False]
    assert shown.standing is Standing.SIAP
    with pytest.raises(Refused):
        queries.unit_pairs(people.field, city.election, f"tps:{FIRST}", "readiness", None, NOW)
