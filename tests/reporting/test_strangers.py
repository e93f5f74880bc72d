"""What one reporter can do to, and learn of, another's report: nothing that their role does not give them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from siaga.access import Grant, Refused, Role
from siaga.instruments.models import Instrument
from siaga.reporting.actions import submissions as sending
from siaga.reporting.actions.conflicts import resolve_conflict
from siaga.reporting.actions.submissions import submit_report
from siaga.reporting.attachments.taking import take_file
from siaga.reporting.errors import AboutAnother, InstanceTaken, OwnReport, TooManyConflicts, UnknownInstrument
from siaga.reporting.models import Attachment, Conflict, State, Submission
from siaga.reporting.queries.submissions import marks_of
from siaga.reporting.showing import compared_conflict
from siaga.reporting.units import station_unit
from tests import people
from tests.factories import NOW, account, reports
from tests.reporting.examples_attachments import report_with_photo_named
from tests.reporting.pictures import photo
from tests.reporting.worlds import world

pytestmark = pytest.mark.django_db

SECOND = f"{people.VILLAGE}/002"
both = replace(
    people.field, grants=(Grant(Role.FIELD, region=people.CITY, units=frozenset({SECOND, f"{people.VILLAGE}/001"})),)
)
mate = replace(people.field, account_id=80, name="Contoh Rekan")
elsewhere = replace(
    people.field, account_id=81, grants=(Grant(Role.FIELD, region=people.CITY, units=frozenset({SECOND})),)
)


def test_a_used_number_tells_a_stranger_nothing_and_keeps_nothing() -> None:
    here = world()
    submit_report(actor=people.field, report=here.report(), now=NOW)
    for values in ({"logistik/kotak": "lengkap", "listrik": "ya"}, {"listrik": "tidak"}):
        with pytest.raises(InstanceTaken) as told:
            submit_report(actor=elsewhere, report=here.report(unit=f"tps:{SECOND}", values=values), now=NOW)
        assert "001" not in str(told.value)
    assert not Conflict.objects.exists()


def test_a_number_used_for_another_unit_never_replaces_the_first_report() -> None:
    here = world()
    submit_report(actor=both, report=here.report(), now=NOW)
    kept = submit_report(actor=both, report=here.report(unit=f"tps:{SECOND}"), now=NOW).conflict
    assert kept is not None
    with pytest.raises(AboutAnother):
        resolve_conflict(actor=people.camat, conflict=kept, take_second=True, reason="Contoh", now=NOW)
    assert Submission.objects.get().state == State.SENT
    assert resolve_conflict(actor=people.camat, conflict=kept, take_second=False, reason="Contoh", now=NOW) is None


@pytest.mark.parametrize("take_second", [True, False])
def test_nobody_judges_their_own_conflict(take_second: bool) -> None:
    here = world()
    submit_report(actor=people.field, report=here.report(), now=NOW)
    kept = submit_report(actor=people.camat, report=here.report(values={"listrik": "tidak"}), now=NOW).conflict
    assert kept is not None
    with pytest.raises(OwnReport):
        resolve_conflict(actor=people.camat, conflict=kept, take_second=take_second, reason="Contoh", now=NOW)


def test_conflicts_under_one_number_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending, "MOST_CONFLICTS", 2)
    here = world()
    submit_report(actor=people.field, report=here.report(), now=NOW)
    for count in (1, 2):
        submit_report(actor=people.field, report=here.report(values={"catatan": str(count)}), now=NOW)
    with pytest.raises(TooManyConflicts):
        submit_report(actor=people.field, report=here.report(values={"catatan": "3"}), now=NOW)
    again = submit_report(actor=people.field, report=here.report(values={"catatan": "2"}), now=NOW)
    assert again.outcome == "conflict" and Conflict.objects.count() == 2


def test_the_first_sender_does_not_read_closed_answers_of_the_second() -> None:
    here = world()
    submit_report(actor=people.field, report=here.report(), now=NOW)
    kept = submit_report(actor=mate, report=here.report(values={"sakit": 7}), now=NOW).conflict
    assert kept is not None

    def told(actor: Any) -> str:
        return next(pair.right for pair in compared_conflict(actor, kept) if pair.label == "Petugas sakit")

    assert told(people.field) == "(ditutup)"
    assert told(mate) == told(people.camat) == "7"


def test_content_about_another_unit_is_closed_to_whoever_may_not_read_there() -> None:
    here = world()
    submit_report(actor=people.field, report=here.report(), now=NOW)
    kept = submit_report(actor=both, report=here.report(unit=f"tps:{SECOND}"), now=NOW).conflict
    assert kept is not None
    third = replace(people.field, account_id=82)
    assert {pair.right for pair in compared_conflict(third, kept) if pair.right} == {"(ditutup)"}


def test_another_agency_or_role_adds_no_file_to_a_report(tmp_path: Path, settings: Any) -> None:
    settings.HOME = tmp_path
    report = report_with_photo_named()
    with pytest.raises(Refused):
        take_file(actor=people.lurah, submission=report, name="depan.jpg", chunks=[photo()], now=NOW)
    with pytest.raises(Refused):  # nor learns which files the answers name
        take_file(actor=people.lurah, submission=report, name="tebakan.jpg", chunks=[photo()], now=NOW)
    assert not Attachment.objects.exists()
    take_file(actor=mate, submission=report, name="depan.jpg", chunks=[photo()], now=NOW)


def test_a_mark_about_a_closed_answer_says_only_that_it_is_there() -> None:
    here = world()
    marks = [
        {"code": "banyak_sakit", "question": "sakit", "message": "Lebih dari separuh petugas sakit."},
        {"code": "lewat", "question": "", "message": "Sakit bertentangan."},
        {"code": "jauh", "question": "logistik/bilik", "message": "Berubah jauh."},
    ]
    version = reports.version(
        reports.instrument("bertanda"), checks=[{"code": "lewat", "question": "", "when": "${sakit} > 3"}]
    )
    one = reports.submission(here.election, version, station_unit(here.stations[1]), sender_id=99, marks=marks)
    assert [mark.message for mark in marks_of(people.leader, one)] == ["(ditutup)", "(ditutup)", "Berubah jauh."]
    assert [mark.message for mark in marks_of(people.secretariat, one)] == [mark["message"] for mark in marks]
    client = Client()
    client.force_login(account("contoh-pimpinan", "leader", at=here.regions[people.CITY]))
    for path in (f"/laporan/{one.pk}/", f"/api/v1/submissions/{one.instance_id}"):
        assert "separuh" not in client.get(path).content.decode()


def test_what_one_version_closed_stays_closed_in_the_table_of_answers() -> None:
    here = world()
    closed, opened = ([reports.question("sakit", "integer", "Petugas sakit", sensitive=shut)] for shut in (True, False))
    about = reports.instrument("berganti")
    first = reports.version(about, 1, closed)
    reports.version(about, 2, opened)
    reports.submission(here.election, first, here.unit, sender_id=99, values={"sakit": 4321})
    client = Client()
    client.force_login(account("contoh-pimpinan", "leader", at=here.regions[people.CITY]))
    page = client.get("/laporan/jawaban/berganti/").content.decode()
    assert "(ditutup)" in page and "4.321" not in page and "4321" not in page


def test_a_form_of_another_region_is_no_form_here() -> None:
    here = world()
    own = {"title": "Contoh", "unit_kind": "tps", "region": here.regions["16.03"]}
    theirs = reports.version(Instrument.objects.create(name="milik-tetangga", **own))
    with pytest.raises(UnknownInstrument):
        submit_report(actor=people.field, report=here.report(instrument=theirs.instrument.name), now=NOW)
    with pytest.raises(UnknownInstrument):
        asked = here.report(instrument=theirs.instrument.name, version="1999")
        submit_report(actor=people.field, report=asked, now=NOW)
