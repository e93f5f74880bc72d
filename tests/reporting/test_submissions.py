"""Reports coming in: stored once, repeats known, other content kept for a person, wrong clocks marked."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from siaga.access import Actor, Grant, Refused, Role
from siaga.elections.errors import ElectionClosed
from siaga.instruments.models import Instrument, UnitKind
from siaga.ledger.models import Entry
from siaga.reporting.actions.review import accept_report, return_report
from siaga.reporting.actions.submissions import submit_report
from siaga.reporting.errors import (
    BadInstanceId,
    CannotSupersede,
    EmptyReport,
    InstanceTaken,
    InstrumentRetired,
    NothingToSupersede,
    UnitElsewhere,
    UnknownInstrument,
    UnknownUnit,
    UnknownVersion,
    WrongUnit,
)
from siaga.reporting.models import Conflict, ExpectedReport, ReviewAct, State, Submission
from siaga.reporting.signals import submission_came, submission_moved
from tests import people
from tests.factories import NOW, agency, election, reports, station
from tests.reporting.worlds import OBSERVED, world

pytestmark = pytest.mark.django_db
SENT = {"actor": people.field, "now": NOW}


def test_a_report_is_stored_with_who_about_what_and_when() -> None:
    here = world()
    receipt = submit_report(**SENT, report=here.report(device="Contoh Ponsel", lat=-4.02, lon=103.25))
    stored = Submission.objects.get()
    assert receipt.outcome == "new" and receipt.submission.pk == stored.pk
    assert stored.unit == f"tps:{people.VILLAGE}/001" and stored.station == here.stations[0]
    assert (stored.province_code, stored.regency_code, stored.district_code, stored.village_code) == (
        "16",
        people.CITY,
        people.KECAMATAN,
        people.VILLAGE,
    )
    assert (stored.sender_id, stored.sender_role, stored.state) == (8, "field", State.SENT)
    assert (stored.observed_at, stored.observed_trusted, stored.received_at) == (OBSERVED, OBSERVED, NOW)
    assert stored.values == {"logistik/kotak": "lengkap", "listrik": "ya"}
    assert (stored.device, stored.lat, stored.clock_doubt) == ("Contoh Ponsel", -4.02, False)
    entry = Entry.objects.get(action="report.submit")
    assert entry.object_key == str(stored.pk) and "lengkap" not in entry.after


def test_the_same_report_again_changes_nothing() -> None:
    here = world()
    first = submit_report(**SENT, report=here.report())
    again = submit_report(actor=people.field, report=here.report(device="lain"), now=NOW + timedelta(minutes=1))
    assert again.outcome == "repeat" and again.submission.pk == first.submission.pk
    assert Submission.objects.count() == 1 and Entry.objects.count() == 1 and not Conflict.objects.exists()


def test_a_repeat_is_known_after_the_form_changed_and_the_election_closed() -> None:
    here = world()
    submit_report(**SENT, report=here.report())
    reports.version(here.version.instrument, 2)
    assert submit_report(**SENT, report=here.report()).outcome == "repeat"
    Instrument.objects.update(retired_at=NOW)
    assert submit_report(**SENT, report=here.report()).outcome == "repeat"
    here.election.closed_at = NOW
    here.election.save()
    assert submit_report(**SENT, report=here.report()).outcome == "repeat"
    with pytest.raises(ElectionClosed):
        submit_report(**SENT, report=here.report(2))


def test_other_content_under_the_same_number_is_kept_aside_once() -> None:
    here = world()
    first = submit_report(**SENT, report=here.report())
    other = here.report(values={"listrik": "tidak"})
    clash = submit_report(**SENT, report=other)
    assert clash.outcome == "conflict" and clash.submission.pk == first.submission.pk
    assert submit_report(**SENT, report=other).conflict == clash.conflict
    kept = Conflict.objects.get()
    assert kept.content["values"] == {"listrik": "tidak"} and kept.sender_id == 8
    assert Submission.objects.get().values["listrik"] == "ya"
    assert Entry.objects.filter(action="report.conflict").count() == 1


def test_a_stranger_who_knows_the_number_learns_nothing() -> None:
    here = world()
    submit_report(**SENT, report=here.report())
    next_door = Actor(50, "Contoh Camat Lain", (Grant(Role.KECAMATAN, region="16.72.03"),))
    with pytest.raises(InstanceTaken) as caught:
        submit_report(actor=next_door, report=here.report(unit="tps:16.72.03.1001/001"), now=NOW)
    assert "lengkap" not in str(caught.value) and not Conflict.objects.exists()
    with pytest.raises(Refused):
        submit_report(actor=people.outsider, report=here.report(), now=NOW)


@pytest.mark.parametrize(
    ("observed", "doubt"),
    [
        (datetime(2019, 1, 1, tzinfo=UTC), True),
        (datetime(2031, 5, 1, tzinfo=UTC), True),
        (datetime(1, 1, 1, tzinfo=UTC), True),
        (NOW + timedelta(minutes=16), True),
        (NOW + timedelta(minutes=14), False),
        (NOW - timedelta(days=3), False),
    ],
)
def test_a_wrong_clock_is_marked_and_never_refused(observed: datetime, doubt: bool) -> None:
    here = world()
    stored = submit_report(**SENT, report=here.report(observed_at=observed)).submission
    assert stored.clock_doubt is doubt
    assert stored.observed_trusted == (NOW if doubt else observed)
    assert submit_report(**SENT, report=here.report(observed_at=observed)).outcome == "repeat"


def test_a_report_needs_answers_or_the_word_that_there_is_nothing() -> None:
    here = world()
    with pytest.raises(EmptyReport):
        submit_report(**SENT, report=here.report(values={}))
    assert submit_report(**SENT, report=here.report(values={}, nil=True)).submission.nil


def test_a_bad_number_an_unknown_form_and_an_unknown_version_are_named() -> None:
    here = world()
    for bad in ("", "x" * 81, "a b", "../x", "a\n"):
        with pytest.raises(BadInstanceId):
            submit_report(**SENT, report=here.report(instance_id=bad))
    with pytest.raises(UnknownInstrument):
        submit_report(**SENT, report=here.report(instrument="tidak-ada"))
    with pytest.raises(UnknownVersion, match=r"2024\.1"):
        submit_report(**SENT, report=here.report(version="1999"))
    Instrument.objects.update(retired_at=NOW)
    with pytest.raises(InstrumentRetired):
        submit_report(**SENT, report=here.report())
    assert not Submission.objects.exists()


def test_the_unit_must_be_of_the_instrument_and_of_the_election() -> None:
    here = world()
    desk = {"actor": people.secretariat, "now": NOW}
    with pytest.raises(WrongUnit):
        submit_report(**desk, report=here.report(unit=f"region:{people.KECAMATAN}"))
    for unknown in (f"tps:{people.VILLAGE}/899", f"tps:{people.VILLAGE}", f"agency:kpu@{people.CITY}"):
        with pytest.raises(UnknownUnit):
            submit_report(**desk, report=here.report(unit=unknown))
    for nonsense in ("", "gedung:1", "tps:"):
        with pytest.raises((UnknownUnit, Refused)):
            submit_report(**desk, report=here.report(unit=nonsense))
    other = reports.version(reports.instrument("contoh-kecamatan", UnitKind.REGION, level=3))
    on_district = here.report(instrument=other.instrument.name, unit=f"region:{people.KECAMATAN}")
    assert submit_report(**desk, report=on_district).outcome == "new"
    with pytest.raises(WrongUnit):
        submit_report(**desk, report=replace(on_district, instance_id="b", unit=f"region:{people.VILLAGE}"))
    with pytest.raises(UnitElsewhere):
        submit_report(actor=people.admin, report=replace(on_district, instance_id="c", unit="region:16.03.01"), now=NOW)


def test_the_same_code_in_another_election_is_another_station() -> None:
    here = world()
    second = election(here.regions[people.CITY], "psu-2025")
    twin = station(second, here.regions[people.VILLAGE], 1)
    bound = Actor(8, "Contoh", (Grant(Role.FIELD, units=frozenset({twin.code}), election=here.election.pk),))
    submit_report(actor=bound, report=here.report(), now=NOW)
    with pytest.raises(Refused):
        submit_report(actor=bound, report=here.report(2, election=second.slug), now=NOW)
    stored = submit_report(actor=people.secretariat, report=here.report(2, election=second), now=NOW).submission
    assert stored.station == twin


WHO_MAY_SEND_ABOUT_A_TPS = {"admin", "secretariat", "camat", "lurah", "field"}


@pytest.mark.parametrize("who", sorted(people.EVERYONE))
def test_who_may_send_about_a_tps(who: str) -> None:
    here = world()
    if who in WHO_MAY_SEND_ABOUT_A_TPS:
        assert submit_report(actor=people.EVERYONE[who], report=here.report(), now=NOW).outcome == "new"
    else:
        with pytest.raises(Refused):
            submit_report(actor=people.EVERYONE[who], report=here.report(), now=NOW)
        assert not Submission.objects.exists() and not Entry.objects.exists()


def test_nobody_sends_about_a_place_that_is_not_theirs() -> None:
    here = world()
    for actor in (people.field, people.lurah, people.camat):
        with pytest.raises(Refused):
            submit_report(actor=actor, report=here.report(unit=f"tps:{here.elsewhere.code}"), now=NOW)
    with pytest.raises(Refused):
        submit_report(actor=people.field, report=here.report(unit=f"tps:{people.VILLAGE}/002"), now=NOW)


def test_an_agency_reports_on_itself_alone() -> None:
    here = world()
    for key in ("kpu", "bawaslu"):
        agency(key, here.regions[people.CITY])
    about = reports.version(reports.instrument("contoh-instansi", UnitKind.AGENCY)).instrument
    own = here.report(instrument=about.name, unit=f"agency:kpu@{people.CITY}")
    stored = submit_report(actor=people.officer, report=own, now=NOW).submission
    assert (stored.sender_role, stored.sender_agency) == ("agency", f"kpu@{people.CITY}")
    with pytest.raises(Refused):
        submit_report(actor=people.colleague, report=replace(own, instance_id="b"), now=NOW)


def test_a_report_pays_the_debt_of_its_period_once() -> None:
    here = world()
    duty = reports.duty(here.election, here.version.instrument, here.regions[people.CITY])
    skipped = reports.expected(duty, here.unit, NOW - timedelta(days=2))
    today = reports.expected(duty, here.unit, NOW + timedelta(hours=3))
    next_week = reports.expected(duty, here.unit, NOW + timedelta(days=7))
    first = submit_report(**SENT, report=here.report(values={}, nil=True)).submission
    submit_report(**SENT, report=here.report(values={}, nil=True))
    submit_report(**SENT, report=here.report(2))
    today.refresh_from_db()
    assert (today.submission_id, today.received_at, today.nil) == (first.pk, NOW, True)
    late = submit_report(**SENT, report=here.report(3, observed_at=NOW - timedelta(days=2, hours=1))).submission
    paid = dict(ExpectedReport.objects.values_list("pk", "submission"))
    assert paid == {skipped.pk: late.pk, today.pk: first.pk, next_week.pk: None}


def test_a_correction_supersedes_and_both_remain() -> None:
    here = world()
    moved: list[tuple[str, str]] = []

    def heard(submission: Submission, act: ReviewAct, **_signal: object) -> None:
        moved.append((submission.state, act.after))

    submission_moved.connect(heard)
    try:
        old = submit_report(**SENT, report=here.report()).submission
        fix = here.report(2, values={"listrik": "tidak"}, supersedes=old.instance_id)
        new = submit_report(**SENT, report=fix).submission
        assert submit_report(**SENT, report=fix).outcome == "repeat"
    finally:
        submission_moved.disconnect(heard)
    old.refresh_from_db()
    assert (old.state, new.supersedes_id, new.state) == (State.SUPERSEDED, old.pk, State.SENT)
    assert moved == [("superseded", "superseded")]
    assert Entry.objects.filter(action="report.supersede", object_key=str(old.pk)).count() == 1
    with pytest.raises(CannotSupersede):
        submit_report(**SENT, report=here.report(3, supersedes=old.instance_id))
    assert Submission.objects.count() == 2


def test_an_accepted_report_is_corrected_only_after_it_was_reopened() -> None:
    here = world()
    old = submit_report(**SENT, report=here.report()).submission
    accept_report(actor=people.secretariat, submission=old, now=NOW)
    with pytest.raises(CannotSupersede):
        submit_report(**SENT, report=here.report(2, supersedes=old.instance_id))


def test_a_returned_report_is_corrected() -> None:
    here = world()
    old = submit_report(**SENT, report=here.report()).submission
    return_report(actor=people.camat, submission=old, reason="Foto kabur", now=NOW)
    assert submit_report(**SENT, report=here.report(2, supersedes=old.instance_id)).outcome == "new"


def test_only_those_near_the_report_correct_it_and_only_on_its_own_unit() -> None:
    here = world()
    old = submit_report(**SENT, report=here.report()).submission
    fix = here.report(2, supersedes=old.instance_id)
    with pytest.raises(NothingToSupersede):
        submit_report(actor=people.lurah, report=fix, now=NOW)
    with pytest.raises(NothingToSupersede):
        submit_report(actor=people.camat, report=replace(fix, unit=f"tps:{people.VILLAGE}/002"), now=NOW)
    with pytest.raises(NothingToSupersede):
        submit_report(**SENT, report=here.report(2, supersedes="tidak-ada"))
    assert submit_report(actor=people.camat, report=fix, now=NOW).outcome == "new"


def test_the_news_comes_inside_the_transaction() -> None:
    here = world()

    def refuse(**_signal: object) -> None:
        raise RuntimeError("the room above fails")

    submission_came.connect(refuse)
    try:
        with pytest.raises(RuntimeError):
            submit_report(**SENT, report=here.report())
    finally:
        submission_came.disconnect(refuse)
    assert not Submission.objects.exists() and not Entry.objects.exists()
