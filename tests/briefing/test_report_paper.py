"""A report of the desk on paper: the same in both forms, with sources, gaps and what its state means."""

from __future__ import annotations

import pytest

from siaga.briefing.actions import reports
from siaga.briefing.drawing_up import fingerprint
from siaga.briefing.models import DeskReport, ReportEdition
from siaga.briefing.report_paper import report_paper
from siaga.paper.docx_form import as_docx
from siaga.paper.pdf_form import as_pdf
from tests import factories, people
from tests.factories import NOW, briefing
from tests.paper.ooxml import faults
from tests.paper.test_forms import docx_text, pdf_text, said, squeezed

pytestmark = pytest.mark.django_db


@pytest.fixture
def drawn() -> DeskReport:
    city = factories.tree()[people.CITY]
    one = factories.election(city)
    for number in (1, 2):
        factories.station(one, factories.Region.objects.get(code=people.VILLAGE), number, voters_total=300)
    briefing.letterhead(city)
    briefing.desk(one)
    report = reports.draw_up_report(actor=people.secretariat, report=briefing.desk_report(one), now=NOW)
    return reports.write_section(
        actor=people.secretariat, report=report, section="summary", text="Situasi umum kondusif.",
        base=fingerprint(""), now=NOW,
    )  # fmt: skip


def approve(report: DeskReport) -> DeskReport:
    return reports.approve_report(actor=people.leader, report=report, base=report.version, now=NOW)


def text_of(report: DeskReport, edition: ReportEdition | None = None) -> str:
    return squeezed(pdf_text(as_pdf(report_paper(report, actor=people.secretariat, now=NOW, edition=edition), NOW)))


def test_both_forms_say_all_that_the_content_says_and_the_docx_is_sound(drawn: DeskReport) -> None:
    paper = report_paper(approve(drawn), actor=people.secretariat, now=NOW)
    docx = as_docx(paper, NOW)
    assert faults(docx) == []
    in_pdf, in_docx = squeezed(pdf_text(as_pdf(paper, NOW))), squeezed(docx_text(docx))
    for words in said(paper):
        assert squeezed(words) in in_docx
        assert squeezed(words) in in_pdf


def test_figures_stand_with_their_source_and_gaps_as_gaps(drawn: DeskReport) -> None:
    words = text_of(drawn)
    for expected in (
        "Situasi umum kondusif.",
        "dari data 2 dari 2 TPS",
        "Sumber: Data TPS, 30 Okt 2024 09.00 WIB.",
        "Belum ada data.",
        "Menteri Dalam Negeri melalui Gubernur Sumatera Selatan",
        "NIHIL.",
        "Dicetak oleh Contoh Sekretariat",
        "Halaman 1 dari",
    ):
        assert squeezed(expected) in words, expected


def test_a_draft_says_so_and_an_approved_one_has_number_and_digest(drawn: DeskReport) -> None:
    assert "drafdraf" in text_of(drawn)
    done = approve(drawn)
    words = text_of(done)
    assert "drafdraf" not in words
    assert squeezed(done.number) in words
    assert done.digest in words


def test_an_edition_that_was_reopened_says_that_it_no_longer_holds(drawn: DeskReport) -> None:
    done = approve(drawn)
    again = reports.reopen_report(actor=people.leader, report=done, reason="Angka keliru", now=NOW)
    edition = ReportEdition.objects.get(report=again)
    words = text_of(again, edition)
    assert squeezed("Edisi 1, tidak berlaku lagi.") in words
    assert squeezed("Angka keliru") in words
    assert squeezed(done.number) in words
