"""Drawing up, writing, approving, sending and reopening reports of the desk."""

from __future__ import annotations

from datetime import timedelta

import pytest

from siaga.access import Actor, Refused
from siaga.briefing.actions import reports
from siaga.briefing.drawing_up import digest_of, fingerprint
from siaga.briefing.errors import BadReport, Contradicts, NotYetOver, ReportMoved, TextConflict
from siaga.briefing.letterhead_errors import NoLetterhead
from siaga.briefing.models import DeskReport, Letterhead, ReportEdition
from siaga.ledger.models import Entry
from tests import factories, people
from tests.factories import NOW, briefing, rakor

pytestmark = pytest.mark.django_db
EMPTY = fingerprint("")


@pytest.fixture
def due() -> DeskReport:
    city = factories.tree()[people.CITY]
    briefing.letterhead(city)
    return briefing.desk_report(factories.election(city))


def draw(report: DeskReport, actor: Actor = people.secretariat) -> DeskReport:
    return reports.draw_up_report(actor=actor, report=report, now=NOW)


def write(report: DeskReport, text: str, base: str = EMPTY, section: str = "summary") -> DeskReport:
    return reports.write_section(
        actor=people.secretariat, report=report, section=section, text=text, base=base, now=NOW
    )


def approve(report: DeskReport, actor: Actor = people.leader) -> DeskReport:
    return reports.approve_report(actor=actor, report=report, base=report.version, now=NOW)


def send(report: DeskReport) -> DeskReport:
    return reports.send_report(
        actor=people.secretariat, report=report, sent_to="Menteri Dalam Negeri melalui Gubernur", way="surel",
        sent_at=NOW, now=NOW,
    )  # fmt: skip


def test_drawing_up_again_keeps_what_people_wrote(due: DeskReport) -> None:
    written = write(draw(due), "Situasi kondusif.")
    again = draw(written)
    assert again.texts == {"summary": "Situasi kondusif."}
    assert again.version == written.version + 1


def test_a_quiet_week_is_nil_at_first_and_people_decide_from_then_on(due: DeskReport) -> None:
    report = draw(due)
    assert report.nil
    assert [one["key"] for one in report.facts["sections"]][:2] == ["summary", "identity"]
    changed = reports.set_nil(actor=people.secretariat, report=report, nil=False, now=NOW)
    assert not draw(changed).nil


def test_a_week_with_a_meeting_is_not_nil(due: DeskReport) -> None:
    forum = rakor.forum(due.election)
    rakor.meeting(forum, NOW - timedelta(days=5), state="held")
    assert not draw(due).nil


def test_two_who_write_the_same_section_do_not_overwrite_each_other(due: DeskReport) -> None:
    report = write(draw(due), "Naskah pertama")
    with pytest.raises(TextConflict) as caught:
        write(report, "Naskah kedua")
    assert caught.value.theirs == "Naskah pertama"
    assert write(report, "Naskah kedua", fingerprint("Naskah pertama")).texts["summary"] == "Naskah kedua"


def test_two_who_write_different_sections_do_not_disturb_each_other(due: DeskReport) -> None:
    stale = draw(due)
    write(stale, "Ringkas")
    assert write(stale, "Penutup", section="closing").texts == {"summary": "Ringkas", "closing": "Penutup"}


def test_approval_numbers_the_report_and_locks_it(due: DeskReport) -> None:
    report = approve(draw(due))
    assert report.number == "100.2.7/1/DESK/X/2024"
    assert report.digest == digest_of(DeskReport.objects.select_related("election", "region").get(pk=report.pk))
    for forbidden in (lambda: draw(report), lambda: write(report, "x"), lambda: approve(report)):
        with pytest.raises(ReportMoved):
            forbidden()


def test_numbers_go_on_and_begin_anew_each_year(due: DeskReport) -> None:
    Letterhead.objects.update(last_number=41, year=2024)
    assert approve(draw(due)).number.startswith("100.2.7/42/")
    Letterhead.objects.update(last_number=41, year=2023)
    other = briefing.desk_report(due.election, starts=due.starts - timedelta(days=7), ends=due.ends - timedelta(days=7))
    assert approve(draw(other)).number.startswith("100.2.7/1/")


def test_who_may_only_change_cannot_approve(due: DeskReport) -> None:
    report = draw(due)
    for actor in (people.secretariat, people.auditor, people.camat, people.officer, people.outsider):
        with pytest.raises(Refused):
            approve(report, actor)


def test_another_regency_and_a_kecamatan_draw_up_nothing(due: DeskReport) -> None:
    for actor in (people.outsider, people.camat, people.auditor, people.leader):
        with pytest.raises(Refused):
            draw(due, actor)


def test_a_copied_area_name_is_refused_with_its_sentence_and_passes_once_mended(due: DeskReport) -> None:
    text = "Potensi gangguan keamanan di wilayah Kabupaten Kolaka dapat dicegah."
    report = write(draw(due), text)
    with pytest.raises(Contradicts) as caught:
        approve(report)
    assert "Kabupaten Kolaka" in str(caught.value)
    assert caught.value.findings[0].sentence == text
    assert approve(write(report, "Potensi gangguan dapat dicegah.", fingerprint(text))).state == "approved"


def test_what_the_facts_say_is_guarded_too(due: DeskReport) -> None:
    rakor.obstacle(due.election, "Gudang Kabupaten Kolaka penuh", created_at=NOW - timedelta(days=6))
    with pytest.raises(Contradicts):
        approve(draw(due))


def test_a_letterhead_of_another_government_is_refused(due: DeskReport) -> None:
    Letterhead.objects.update(government="PEMERINTAH KABUPATEN KOLAKA")
    with pytest.raises(Contradicts):
        approve(draw(due))


def test_who_read_an_older_version_approves_nothing(due: DeskReport) -> None:
    read = draw(due)
    write(read, "Baru")
    with pytest.raises(ReportMoved):
        approve(read)


def test_no_number_without_a_letterhead(due: DeskReport) -> None:
    Letterhead.objects.all().delete()
    with pytest.raises(NoLetterhead):
        approve(draw(due))


def test_a_report_is_not_approved_before_its_period_is_over(due: DeskReport) -> None:
    DeskReport.objects.update(ends=NOW.date() + timedelta(days=2))
    due.refresh_from_db()
    with pytest.raises(NotYetOver):
        approve(draw(due))


def test_a_report_of_the_future_is_not_drawn_up(due: DeskReport) -> None:
    DeskReport.objects.update(starts=NOW.date() + timedelta(days=1), ends=NOW.date() + timedelta(days=2))
    with pytest.raises(BadReport):
        draw(due)


def test_only_what_is_approved_is_sent_once(due: DeskReport) -> None:
    report = draw(due)
    with pytest.raises(ReportMoved):
        send(report)
    sent = send(approve(report))
    assert (sent.state, sent.sent_by_way) == ("sent", "surel")
    with pytest.raises(ReportMoved):
        send(sent)


def test_nothing_is_sent_before_it_was_approved_or_after_now(due: DeskReport) -> None:
    report = approve(draw(due))
    for moment in (NOW - timedelta(hours=1), NOW + timedelta(minutes=1)):
        with pytest.raises(BadReport):
            reports.send_report(
                actor=people.secretariat, report=report, sent_to="Mendagri", way="surel", sent_at=moment, now=NOW
            )


def test_reopening_needs_a_reason_and_keeps_what_was_approved(due: DeskReport) -> None:
    report = send(approve(write(draw(due), "Ringkas")))
    with pytest.raises(BadReport):
        reports.reopen_report(actor=people.leader, report=report, reason=" ", now=NOW)
    with pytest.raises(Refused):
        reports.reopen_report(actor=people.secretariat, report=report, reason="Keliru", now=NOW)
    again = reports.reopen_report(actor=people.leader, report=report, reason="Angka keliru", now=NOW)
    kept = ReportEdition.objects.get(report=report)
    assert (again.state, again.number, again.digest) == ("draft", "", "")
    assert (kept.edition, kept.number, kept.digest, kept.texts) == (
        1,
        report.number,
        report.digest,
        {"summary": "Ringkas"},
    )
    assert approve(again).number.startswith("100.2.7/2/")
    reasons = Entry.objects.filter(action="deskreport.reopen").values_list("reason", flat=True)
    assert set(reasons) == {"Angka keliru"}
