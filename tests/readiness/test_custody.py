"""Readiness of logistics is computed from custody: by the scans, exact at each level, typed by nobody."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction

import pytest

from siaga.access import Actor, Role
from siaga.instruments.library import CUSTODY
from siaga.logistics.actions import custody
from siaga.logistics.models import BoxContent
from siaga.readiness.arithmetic import Figure, Scale
from siaga.readiness.folding import settle
from siaga.readiness.models import Indicator
from siaga.readiness.queries import by_child, picture
from siaga.readiness.queries.told import named_units, spoken_instruments
from siaga.readiness.rebuilding import rebuild
from siaga.reporting.actions.duties import set_duty
from siaga.reporting.actions.submissions import Report, submit_report
from siaga.reporting.errors import FilledByItself
from siaga.reporting.expected import ensure_expected
from siaga.reporting.models import Duty, ExpectedReport, Submission
from tests import people
from tests.factories import NOW, logistics
from tests.logistics.custody.world import World

pytestmark = pytest.mark.django_db
PLACE, SEALED = "tps-kotak-di-tempat", "tps-kotak-tersegel"


@pytest.fixture
def world() -> World:
    """Three days before the vote."""
    world = World()
    world.now = NOW + timedelta(days=25)
    return world


def figure(world: World, code: str, key: str = PLACE) -> Figure:
    found, _children = by_child(people.admin, world.election, code, key, Scale.READINESS, None, world.now)
    return found


def test_each_signature_on_the_way_counts_and_a_tps_without_boxes_is_not_reported(world: World) -> None:
    world.carry("gudang", "ppk", world.box)
    assert (figure(world, people.CITY).reported, figure(world, people.CITY).expected) == (1, 4)
    assert figure(world, people.CITY).value == Fraction(333_333, 4_000_000)
    world.carry("ppk", "pps", world.box)
    world.carry("pps", "tps", world.box)
    here = figure(world, people.CITY)
    assert (here.value, here.coverage) == (Fraction(1, 4), Fraction(1, 4))
    assert figure(world, people.KECAMATAN).value == Fraction(1, 3)
    assert figure(world, people.VILLAGE).value == Fraction(1, 2)
    assert figure(world, "16.72.03").value == 0 and figure(world, "16.72.03").reported == 0


def test_a_month_ahead_nobody_is_behind_and_what_was_scanned_counts_once_boxes_are_due(world: World) -> None:
    world.now = NOW
    world.carry("gudang", "ppk", world.box)
    assert Submission.objects.count() == 1
    assert figure(world, people.CITY).expected == 0
    world.now = NOW + timedelta(days=21, hours=1)  # H-7
    ensure_expected(world.now)
    here = figure(world, people.CITY)
    assert (here.reported, here.expected, here.value) == (1, 4, Fraction(333_333, 4_000_000))


def test_a_box_given_and_not_signed_for_changes_nothing(world: World) -> None:
    handover = world.open()
    world.give(handover, world.box)
    assert not Submission.objects.exists()
    world.take(handover, world.box)
    assert Submission.objects.count() == 1


def test_all_boxes_of_a_tps_count_and_one_that_lacks_something_is_not_sound(world: World) -> None:
    logistics.box(world.warehouse, world.stations[0], "gubernur")
    item = logistics.item(world.election)
    BoxContent.objects.create(box=world.box, item=item, quantity=500)
    world.carry("gudang", "tps", world.box)
    assert figure(world, people.VILLAGE).value == Fraction(1, 4)
    assert figure(world, people.VILLAGE, SEALED).value == Fraction(1, 2)
    custody.check_box(actor=people.field, box=world.box, item=item, counted=497, now=world.later())
    assert figure(world, people.VILLAGE, SEALED).value == Fraction(1, 4)
    custody.check_box(actor=people.field, box=world.box, item=item, counted=500, now=world.later())
    assert figure(world, people.VILLAGE, SEALED).value == Fraction(1, 2)


def test_what_stood_before_can_still_be_asked(world: World) -> None:
    world.carry("gudang", "ppk", world.box)
    before = world.now
    world.later(60)
    world.carry("ppk", "tps", world.box)
    past, _children = by_child(people.admin, world.election, people.VILLAGE, PLACE, Scale.READINESS, before, world.now)
    assert past.value == Fraction(333_333, 2_000_000)
    assert figure(world, people.VILLAGE).value == Fraction(1, 2)


def test_the_report_behind_a_figure_names_its_handover(world: World) -> None:
    handover = world.carry("gudang", "ppk", world.box)
    report = Submission.objects.get()
    assert report.values["asal"] == f"Diterima pada serah terima nomor {handover.number}"
    assert (report.sender_name, report.unit_code) == ("sistem", world.box.station_code)
    assert (report.values["langkah"], report.values["langkah_perlu"]) == (1, 3)


@pytest.mark.parametrize("actor", [people.admin, people.secretariat, people.lurah, people.field], ids=str)
def test_nobody_can_type_it(world: World, actor: Actor) -> None:
    world.carry("gudang", "ppk", world.box)
    report = Report(
        instance_id="uuid:diketik",
        election=world.election.slug,
        instrument=CUSTODY,
        unit=f"tps:{world.box.station_code}",
        observed_at=NOW,
        values={"kotak": 1, "langkah": 3, "langkah_perlu": 3, "tersegel": 1},
        device="",
    )
    with pytest.raises(FilledByItself):
        submit_report(actor=actor, report=report, now=NOW)
    assert Submission.objects.count() == 1


def test_nobody_owes_it_and_it_breaks_nobodys_silence(world: World) -> None:
    world.carry("gudang", "ppk", world.box)
    ensure_expected(world.now + timedelta(days=1))
    assert not ExpectedReport.objects.exists()
    shown = picture(people.admin, world.election, people.CITY, Scale.READINESS, None, world.now)
    assert shown.silent_count == 0  # nobody owes a form that people fill
    spoken = spoken_instruments(world.election, Scale.READINESS, world.now)
    unit = f"tps:{Submission.objects.get().unit_code}"
    assert [one.last for one in named_units(world.election, [unit], world.now, spoken)] == [None]


def test_once_it_was_ended_it_stays_ended(world: World) -> None:
    world.carry("gudang", "ppk", world.box)
    Duty.objects.update(ended_at=world.now)
    world.carry("ppk", "pps", world.box)
    assert Submission.objects.count() == 1
    assert Duty.objects.count() == 1 and Indicator.objects.count() == 2


def test_the_standing_sums_are_those_of_the_rows(world: World) -> None:
    world.carry("gudang", "ppk", world.box, world.near)
    settle(world.election)
    world.carry("ppk", "pps", world.box)
    assert figure(world, people.CITY).value == Fraction(666_667 + 333_333, 4_000_000)
    assert rebuild(world.election) == 0


def test_nobody_makes_a_duty_of_it(world: World) -> None:
    world.carry("gudang", "ppk", world.box)
    duty = Duty.objects.get()
    with pytest.raises(FilledByItself):
        set_duty(
            actor=people.secretariat,
            election=world.election,
            instrument=duty.instrument,
            region=world.tree[people.CITY],
            role=Role.FIELD,
            cadence=[{"every": "daily", "at": "16:00"}],
            starts=duty.starts,
            ends=duty.ends,
            duty=duty,
            now=world.now,
        )
