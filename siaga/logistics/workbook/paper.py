"""One sheet for paper: A4 across, its head repeated on every page, plain values, nothing that a program would run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from siaga.kit import words

_THIN = Side(style="thin", color="999999")
_ROUND = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_HEAD = PatternFill("solid", fgColor="E3EEF0")
_SUM = PatternFill("solid", fgColor="F3F3F3")
_UNKNOWN = PatternFill("solid", fgColor="FDF7E8")
NUMBER = "#,##0"
FACE = "Calibri"
BOLD = Font(name=FACE, bold=True)

Value = str | int | None


@dataclass(frozen=True, slots=True)
class About:
    """What stands on every page: whose paper, about what, as of when, printed by whom."""

    desk: str
    place: str
    code: str
    election: str
    voting_day: str
    as_of: datetime
    by: str

    @property
    def line(self) -> str:
        return f"{self.place} ({self.code}) · {self.election} · {self.voting_day}"

    @property
    def stamp(self) -> str:
        return _("Keadaan per %(when)s. Dicetak oleh %(by)s.") % {"when": words.moment(self.as_of), "by": self.by}


@dataclass(frozen=True, slots=True)
class Head:
    """A column. width: in characters. unit: a second line of the head."""

    label: str
    width: int = 12
    unit: str = ""


class Paper:
    """A sheet that is written from the top down."""

    def __init__(self, book: Workbook, name: str, title: str, about: About) -> None:
        self.sheet: Worksheet = book.create_sheet(name)
        self.row = 0
        self.widths: dict[int, int] = {}
        self._text(title, Font(name=FACE, bold=True, size=14))
        self._text(about.desk, BOLD)
        self._text(about.line)
        self._text(about.stamp, Font(name=FACE, color="555555"))
        self._set_up(about, name)

    def _set_up(self, about: About, name: str) -> None:
        sheet = self.sheet
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
        sheet.page_setup.fitToWidth = 1
        sheet.page_setup.fitToHeight = 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        margins = sheet.page_margins
        margins.left = margins.right = 0.4
        margins.top, margins.bottom, margins.footer = 0.5, 0.75, 0.35
        sheet.print_options.horizontalCentered = True
        footer = sheet.oddFooter
        footer.left.text = _plain(f"{about.desk} · {about.place}")
        footer.center.text = _plain(name)
        footer.right.text = _("Halaman %(page)s dari %(pages)s") % {"page": "&P", "pages": "&N"}

    def _text(self, text: str, font: Font | None = None) -> None:
        self.row += 1
        cell = self.put(1, text)
        if font:
            cell.font = font

    def line(self, text: str, *, bold: bool = False, across: int = 1) -> None:
        """A line of text, wrapped over so many columns."""
        self.row += 1
        cell = self.put(1, text)
        cell.alignment = Alignment(wrap_text=across > 1, vertical="top")
        if bold:
            cell.font = BOLD
        if across > 1:
            self.sheet.merge_cells(start_row=self.row, start_column=1, end_row=self.row, end_column=across)
            wide = sum(self.widths.get(column, 12) for column in range(1, across + 1))
            self.sheet.row_dimensions[self.row].height = 15 * max(1, -(-len(text) // max(wide - 4, 20)))

    def gap(self) -> None:
        self.row += 1

    def heads(self, heads: Sequence[Head], *, frozen: int = 0, repeated: bool = False) -> None:
        """The head of a table. frozen: columns that stay while one scrolls; repeated: the head stands on every page."""
        self.row += 1
        lines = 1
        for column, head in enumerate(heads, start=1):
            cell = self.put(column, f"{head.label}\n({head.unit})" if head.unit else head.label)
            cell.font = BOLD
            cell.fill, cell.border = _HEAD, _ROUND
            cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal="center")
            self.widths[column] = max(self.widths.get(column, 0), head.width)
            self.sheet.column_dimensions[get_column_letter(column)].width = self.widths[column]
            lines = max(lines, -(-len(head.label) // max(head.width - 2, 4)) + bool(head.unit))
        self.sheet.row_dimensions[self.row].height = 14.5 * lines + 4
        if frozen:
            self.sheet.freeze_panes = self.sheet.cell(self.row + 1, frozen + 1)
        if repeated:
            self.sheet.print_title_rows = f"1:{self.row}"

    def values(self, values: Sequence[Value], *, total: bool = False, wrapped: bool = False) -> None:
        """One row of a table; None is what nobody knows, and says so."""
        self.row += 1
        lines = 1
        for column, value in enumerate(values, start=1):
            cell = self.put(column, _("belum diketahui") if value is None else value)
            cell.border = _ROUND
            if value is None:
                cell.fill = _UNKNOWN
                cell.alignment = Alignment(horizontal="right", vertical="top", wrap_text=True)
            elif wrapped:
                cell.alignment = Alignment(wrap_text=isinstance(value, str), vertical="top")
                lines = max(lines, -(-len(str(value)) // max(self.widths.get(column, 12) - 1, 4)))
            if total:
                cell.font = BOLD
                cell.fill = _SUM if value is not None else _UNKNOWN
        if lines > 1:
            self.sheet.row_dimensions[self.row].height = 15 * lines

    def put(self, column: int, value: Value) -> Cell:
        """A value that stays what it is: text is never a formula, whoever wrote it."""
        cell: Any = self.sheet.cell(self.row, column, value)
        if isinstance(value, str):
            cell.data_type = "s"
        elif value is not None:
            cell.number_format = NUMBER
        return cell


def _plain(text: str) -> str:
    """Text inside a page's foot, in which an ampersand begins a command."""
    return text.replace("&", "&&")[:120]
