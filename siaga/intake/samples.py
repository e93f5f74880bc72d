"""Templates to fill in: the columns that an import understands, with one example row."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from django.utils.translation import gettext as _

from siaga.intake.fields import Field


def csv_template(columns: Sequence[Field]) -> bytes:
    """CSV with semicolons and BOM, as an Indonesian Excel opens it."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";")
    writer.writerow([str(field.label) for field in columns])
    writer.writerow([field.example for field in columns])
    return out.getvalue().encode("utf-8-sig")


def xlsx_template(title: str, columns: Sequence[Field]) -> bytes:
    """A workbook whose cells are text (codes stay as typed), and a second sheet that explains the columns."""
    from openpyxl.cell.cell import WriteOnlyCell
    from openpyxl.styles import Font, PatternFill
    from openpyxl.utils import get_column_letter
    from openpyxl.workbook import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet(title[:30])
    sheet.freeze_panes = "A2"
    header = []
    for index, field in enumerate(columns, 1):
        cell = WriteOnlyCell(sheet, value=str(field.label))
        cell.font = Font(bold=True)
        if field.required:
            cell.fill = PatternFill("solid", fgColor="FFE8B0")
        header.append(cell)
        letter = get_column_letter(index)
        sheet.column_dimensions[letter].width = max(14, len(str(field.label)) + 4)
        sheet.column_dimensions[letter].number_format = "@"
    sheet.append(header)
    row = []
    for field in columns:
        cell = WriteOnlyCell(sheet, value=field.example or None)
        cell.number_format = "@"
        row.append(cell)
    sheet.append(row)
    guide = book.create_sheet(_("Petunjuk"))
    guide.column_dimensions["A"].width, guide.column_dimensions["B"].width = 22, 12
    guide.column_dimensions["C"].width = 90
    guide.append([_("Kolom"), _("Wajib"), _("Keterangan")])
    for field in columns:
        guide.append([str(field.label), _("ya") if field.required else _("tidak"), str(field.help)])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
