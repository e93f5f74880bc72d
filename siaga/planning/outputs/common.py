"""What the files of every kind of plan share: how a workbook is written, and what is said of a version first."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from siaga.kit.tables.export import harmless
from siaga.kit.words import moment
from siaga.planning.models import Plan

Rows = Iterable[Sequence[Any]]
WRAPPED = 60
"""Columns from this width on hold sentences, which go on in the next line."""


class Page(NamedTuple):
    title: str
    header: Sequence[str]
    rows: Rows
    widths: Sequence[int]


def workbook_of(pages: Iterable[Page]) -> bytes:
    """Each page fits the width of an A4 sheet; formulas are defused."""
    from openpyxl import Workbook  # heavy, and only exports need it

    book = Workbook()
    book.remove(book.active)
    for page in pages:
        _write(book, page)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _write(book: Any, page: Page) -> None:
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    sheet = book.create_sheet(page.title)
    sheet.append(list(page.header))
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for row in page.rows:
        sheet.append([harmless(value) if isinstance(value, str) else value for value in row])
    for number, width in enumerate(page.widths, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
        if width >= WRAPPED:
            for cell in sheet[get_column_letter(number)]:
                cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "A2"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"


def summary_head(plan: Plan, voting_day: date) -> Rows:
    """The first lines of a workbook's summary. voting_day: the one that it was computed for."""
    yield [_("Rencana"), f"{plan} {plan.title}".strip()]
    yield [_("Wilayah"), f"{plan.region.title} ({plan.region.code})"]
    yield [_("Pemilihan"), plan.election.name]
    yield [_("Hari pemungutan suara"), voting_day]
    yield [_("Dibuat"), moment(plan.created_at)]
    yield [_("Berlaku"), moment(plan.in_force_since) if plan.in_force and plan.in_force_since else _("Tidak")]


def file_head(plan: Plan, voting_day: date) -> dict[str, Any]:
    """The first properties of a plan as JSON; moments are RFC 3339 with their zone."""
    return {
        "id": plan.pk,
        "kind": plan.kind,
        "version": plan.number,
        "parent": plan.parent_id,
        "title": plan.title,
        "election": plan.election.slug,
        "region": plan.region.code,
        "state": plan.state,
        "problem": plan.problem,
        "in_force": plan.in_force,
        "in_force_since": written(plan.in_force_since),
        "created_at": written(plan.created_at),
        "finished_at": written(plan.finished_at),
        "voting_day": voting_day.isoformat(),
        "seconds": plan.seconds,
        "seed": plan.seed,
        "inputs_digest": plan.inputs_digest,
        "inputs": plan.inputs,
    }


def written(value: datetime | None) -> str | None:
    return None if value is None else value.isoformat()
