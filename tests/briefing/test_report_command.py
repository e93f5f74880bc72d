"""``siaga report``: a file of what was drawn up, or a preview."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from docx import Document
from pypdf import PdfReader

from siaga.briefing.actions.reports import draw_up_report
from siaga.briefing.models import DeskReport
from siaga.cli.report import report
from tests import factories, people
from tests.factories import NOW, briefing, rakor

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> Result:
    return CliRunner().invoke(report, list(arguments))


@pytest.fixture
def due(settings: Any) -> DeskReport:
    settings.SIAGA_NOW = NOW
    city = factories.tree()[people.CITY]
    return briefing.desk_report(factories.election(city))


@pytest.mark.parametrize(("kind", "suffix", "begins"), [("weekly", "pdf", b"%PDF"), ("daily", "docx", b"PK")])
def test_what_nobody_drew_up_is_a_preview_and_nothing_is_written_down(
    due: DeskReport, tmp_path: Path, kind: str, suffix: str, begins: bytes
) -> None:
    target = tmp_path / f"laporan.{suffix}"
    answer = run(kind, people.CITY, "--election", "pilkada-2024", "--out", str(target), "--json")
    assert answer.exit_code == 0, answer.output
    assert json.loads(answer.output)["preview"] is True
    assert target.read_bytes().startswith(begins)
    assert list(DeskReport.objects.values_list("state", flat=True)) == ["due"]


def test_a_report_that_was_drawn_up_is_given_as_it_stands(due: DeskReport, tmp_path: Path) -> None:
    draw_up_report(actor=people.secretariat, report=due, now=NOW)
    answer = run("weekly", people.CITY, "--date", "2024-10-27", "--out", str(tmp_path / "l.pdf"), "--json")
    told = json.loads(answer.output)
    assert (told["preview"], told["state"], told["starts"]) == (False, "draft", "2024-10-21")


def test_another_ending_or_an_unknown_region_is_told(due: DeskReport, tmp_path: Path) -> None:
    assert run("weekly", people.CITY, "--out", str(tmp_path / "l.txt")).exit_code == 1
    assert run("weekly", "99.99", "--out", str(tmp_path / "l.pdf")).exit_code == 1
    assert not list(tmp_path.iterdir())


def test_the_briefing_is_a_pdf_of_at_most_four_pages(due: DeskReport, tmp_path: Path) -> None:
    target = tmp_path / "bahan.pdf"
    answer = run("briefing", people.CITY, "--election", "pilkada-2024", "--out", str(target), "--json")
    assert answer.exit_code == 0, answer.output
    assert json.loads(answer.output)["meeting"] is None
    assert 1 <= len(PdfReader(target).pages) <= 4
    meeting = rakor.meeting(rakor.forum(due.election), NOW + timedelta(days=1), state="invited")
    told = json.loads(run("briefing", people.CITY, "--out", str(target), "--json").output)
    assert told["meeting"] == meeting.pk
    editable = tmp_path / "bahan.docx"
    assert run("briefing", people.CITY, "--out", str(editable)).exit_code == 0
    document = Document(str(editable))
    words = "\n".join(
        [one.text for one in document.paragraphs]
        + [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    )
    assert meeting.title.upper() in words
