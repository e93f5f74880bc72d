"""The plan of the sample reports: the same every time, within its weeks, and with everything that the story needs."""

from __future__ import annotations

import io
from collections import Counter
from datetime import datetime, timedelta

import pytest
from PIL import Image

from siaga.access import Grant, Place, Role, Verb, may
from siaga.access.actor import Actor
from siaga.demo.accounts import ACCOUNTS
from siaga.demo.reports import photos, plan
from siaga.demo.reports.reporters import more_accounts
from siaga.instruments.answers import from_values, incomplete
from siaga.instruments.library import shipped_draft
from tests.factories import NOW

REPORTS = plan.reports()
OF_STATIONS = [one for one in REPORTS if one.instrument == "kesiapan-tps"]


def last_of(code: str) -> datetime:
    return max(one.received_at for one in OF_STATIONS if one.unit == f"tps:{code}")


def test_the_plan_is_the_same_every_time() -> None:
    assert plan.reports() == REPORTS
    assert len({one.instance_id for one in REPORTS}) == len(REPORTS)


def test_all_six_checklists_are_used_within_four_weeks() -> None:
    counts = Counter(one.instrument for one in REPORTS)
    assert set(counts) == {
        "kesiapan-tps",
        "kerawanan-tps",
        "kesiapan-desa",
        "kesiapan-kecamatan",
        "kesiapan-instansi",
        "kesehatan-petugas",
    }
    assert counts["kerawanan-tps"] > 200
    assert all(NOW - timedelta(days=28) < one.received_at < NOW for one in REPORTS)


def test_everybody_reports_about_places_of_their_own() -> None:
    grants = {
        one.username: Grant(one.role, one.agency, one.region, frozenset(one.units))
        for one in (*ACCOUNTS, *more_accounts())
    }
    for one in REPORTS:
        kind, _, code = one.unit.partition(":")
        place = {
            "tps": Place(code.partition("/")[0], unit=code),
            "region": Place(code),
            "agency": Place(code.partition("@")[2], agency=code),
        }[kind]
        assert may(Actor(1, one.sender, (grants[one.sender],)), Verb.SUBMISSION_SEND, place), one


def test_three_kelurahan_have_been_silent_for_more_than_three_days() -> None:
    for village in plan.SILENT_VILLAGES:
        codes = {one.unit.partition(":")[2] for one in OF_STATIONS if one.unit.startswith(f"tps:{village}/")}
        assert codes
        assert all(NOW - last_of(code) > timedelta(days=3) for code in codes)


def test_reports_of_one_day_contradict_each_other() -> None:
    for code in plan.CONTRADICTED:
        last = [one for one in OF_STATIONS if one.unit == f"tps:{code}" and one.week == 3]
        assert len({one.observed_at.date() for one in last}) == 1
        assert {one.values["logistik/kotak_suara"] for one in last} == {"ya", "tidak"}


def test_altered_repeats_carry_a_known_number_and_other_answers() -> None:
    known = {one.instance_id: one for one in REPORTS}
    for came, repeat in plan.altered():
        first = known[repeat.instance_id]
        assert first.received_at < came < NOW
        assert first.sender == repeat.sender
        assert first.values != repeat.values


def test_corrections_name_what_they_correct() -> None:
    known = {one.instance_id: one for one in REPORTS}
    corrections = [one for one in REPORTS if one.corrects]
    assert len(corrections) == len(plan.RETURNED) - 1
    for one in corrections:
        assert known[one.corrects].received_at < one.received_at
        assert known[one.corrects].unit == one.unit


def test_every_answer_is_one_that_the_shipped_checklist_asks_for() -> None:
    for one in [*REPORTS, *(repeat for _came, repeat in plan.altered())]:
        if not one.nil:
            asked = shipped_draft(one.instrument)
            assert from_values(asked, one.values) == one.values
            assert incomplete(asked, one.values) == []


def test_the_printed_field_officer_still_owes_a_report() -> None:
    own = next(one for one in ACCOUNTS if one.role is Role.FIELD)
    assert set(own.units) == {plan.OWN_STATION, plan.WAITING_STATION}
    assert not [one for one in OF_STATIONS if one.unit == f"tps:{plan.WAITING_STATION}" and one.week == 3]


@pytest.mark.parametrize("one", [one for one in REPORTS if one.photo][:2], ids=lambda one: one.unit)
def test_a_photo_is_a_jpeg_with_time_and_place(one: plan.Planned) -> None:
    station = plan.stations()[one.unit.partition(":")[2]]
    drawn = photos.drawn(one.unit, "TPS contoh", one.observed_at, station.lat, station.lon)
    assert drawn == photos.drawn(one.unit, "TPS contoh", one.observed_at, station.lat, station.lon)
    with Image.open(io.BytesIO(drawn)) as image:
        assert (image.format, image.size) == ("JPEG", (photos.WIDTH, photos.HEIGHT))
        assert image.getexif().get_ifd(0x8769)[0x9003] == one.observed_at.strftime("%Y:%m:%d %H:%M:%S")
        assert image.getexif().get_ifd(0x8825)[1] == "S"
