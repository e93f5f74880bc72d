"""What ``siaga doctor`` says of the picture."""

from __future__ import annotations

from datetime import timedelta

import pytest

from siaga.cli.doctor import LATE_FOLD, _picture
from siaga.readiness.folding import settle
from siaga.readiness.models import PictureState, Reading, Touched
from tests.factories import NOW
from tests.readiness.worlds import FULL_ANSWERS, City

pytestmark = pytest.mark.django_db
FIRST = "16.72.01.1001/001"


@pytest.fixture(autouse=True)
def running_clock(settings) -> None:
    settings.SIAGA_NOW = None


def test_a_picture_that_is_counted_is_well() -> None:
    city = City()
    city.report(FIRST, FULL_ANSWERS, NOW)
    settle(city.election)
    assert [one.ok for one in _picture(NOW + timedelta(days=1))] == [True]


def test_a_rebuild_that_waits_is_told_with_its_remedy() -> None:
    city = City()
    settle(city.election)
    PictureState.objects.update(rebuild=True)
    (found,) = _picture(NOW)
    assert found.ok is None
    assert city.election.slug in found.message
    assert f"--election {city.election.slug} --rebuild" in found.remedy


def test_reports_that_nobody_counts_for_long_are_a_fault() -> None:
    city = City()
    settle(city.election)
    city.report(FIRST, FULL_ANSWERS, NOW)
    assert Touched.objects.count() == 1
    assert [one.ok for one in _picture(NOW + LATE_FOLD)] == [True]
    (found,) = _picture(NOW + LATE_FOLD + timedelta(seconds=1))
    assert (found.ok, "siaga tick" in found.remedy) == (False, True)


def test_a_report_without_its_reading_is_a_fault() -> None:
    city = City()
    report = city.report(FIRST, FULL_ANSWERS, NOW)
    settle(city.election)
    Reading.objects.filter(submission=report).delete()
    (found,) = _picture(NOW)
    assert found.ok is False
    assert f"siaga picture ID --election {city.election.slug} --rebuild" in found.remedy
