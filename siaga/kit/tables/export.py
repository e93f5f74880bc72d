"""A table as CSV or XLSX: every filtered row, plain values, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from siaga import clock
from siaga.access import Problem
from siaga.kit import words
from siaga.kit.tables import shown as showing
from siaga.kit.tables.values import value_of
from siaga.kit.templatetags.kit import named_with_parent

if TYPE_CHECKING:
    from siaga.kit.tables.declaration import Column

EXPORT_LIMIT = 200_000
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")


class TooManyRows(Problem):
    code = "too-many-rows"


def export_response(shown: showing.ShownTable, request: HttpRequest) -> HttpResponseBase:
    """The file. Raises TooManyRows above ``EXPORT_LIMIT``."""
    rows = shown.rows
    count = rows.order_by()[: EXPORT_LIMIT + 1].count() if isinstance(rows, QuerySet) else len(rows)
    if count > EXPORT_LIMIT:
        raise TooManyRows(
            _("Daftar ini lebih dari %(n)s baris, terlalu besar untuk satu berkas.")
            % {"n": words.number(EXPORT_LIMIT)},
            _("Persempit dengan saringan, lalu ekspor lagi."),
        )
    columns = [column for column in shown.table.columns if column.export]
    name = f"{slugify(str(shown.table.title)) or shown.table.key}-{timezone.localtime(clock.now()):%Y-%m-%d}"
    if shown.export_kind == "csv":
        response: HttpResponseBase = StreamingHttpResponse(
            _csv_lines(columns, _values(columns, rows)), content_type="text/csv; charset=utf-8"
        )
        response.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
        return response
    return FileResponse(_xlsx(shown, columns, rows, count, request), as_attachment=True, filename=f"{name}.xlsx")


def _values(columns: list[Column], rows: Any) -> Iterator[list[Any]]:
    source = rows.iterator(chunk_size=2000) if isinstance(rows, QuerySet) else rows
    for row in source:
        yield [plain(value_of(column, row), column.format) for column in columns]


def plain(value: Any, form: str) -> Any:
    """A value as a spreadsheet takes it: numbers stay numbers, codes stay text, moments are local."""
    if value is None:
        return None
    if form == "region":
        return named_with_parent(value)
    if isinstance(value, bool):
        return _("Ya") if value else _("Tidak")
    if isinstance(value, datetime):
        return timezone.localtime(value).replace(tzinfo=None) if timezone.is_aware(value) else value
    if isinstance(value, (int, float, Decimal, date)):
        return value
    if isinstance(value, Fraction):
        return float(value)
    return str(value)


def harmless(text: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_DANGEROUS) else text


def _csv_text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (float, Decimal)):
        return str(value).replace(".", ",")
    return str(value) if isinstance(value, int) else harmless(str(value))


def _csv_lines(columns: list[Column], values: Iterator[list[Any]]) -> Iterator[bytes]:
    """Semicolons and a byte-order mark: what Excel with Indonesian settings opens at a double click."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    writer.writerow([harmless(str(column.label)) for column in columns])
    yield b"\xef\xbb\xbf" + buffer.getvalue().encode()
    for row in values:
        buffer.seek(0)
        buffer.truncate()
        writer.writerow([_csv_text(value) for value in row])
        yield buffer.getvalue().encode()


def _xlsx(
    shown: showing.ShownTable, columns: list[Column], rows: Any, count: int, request: HttpRequest
) -> tempfile.SpooledTemporaryFile[bytes]:
    from openpyxl import Workbook  # heavy, and only exports need it
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Data"))
    sheet.freeze_panes = "A2"
    bold = Font(bold=True)

    def cell(value: Any, form: str = "text") -> Any:
        made = WriteOnlyCell(sheet, value=value)
        if isinstance(value, str):
            made.data_type = "s"  # never a formula, whatever it begins with
            made.number_format = "@"
        elif isinstance(value, datetime):
            made.number_format = "dd/mm/yyyy hh:mm"
        elif isinstance(value, date):
            made.number_format = "dd/mm/yyyy"
        elif form == "percent":
            made.number_format = "0.0%"
        elif form == "share":
            made.number_format = "0.000%"
        elif isinstance(value, int):
            made.number_format = "#,##0"
        return made

    for place, column in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = 14 if column.numeric else 24
    heads = [cell(str(column.label)) for column in columns]
    for head in heads:
        head.font = bold
    sheet.append(heads)
    for row in _values(columns, rows):
        sheet.append([cell(value, column.format) for value, column in zip(row, columns, strict=True)])
    about = book.create_sheet(_("Keterangan"))
    about.column_dimensions["A"].width = 24
    about.column_dimensions["B"].width = 70
    facts = [
        (_("Daftar"), str(shown.table.title)),
        (_("Keadaan per"), words.moment(clock.now())),
        (_("Diekspor oleh"), str(getattr(getattr(request, "actor", None), "name", ""))),
        (_("Jumlah baris"), count),
        *((str(label), str(chosen)) for label, chosen, _url in shown.active),
    ]
    if shown.words:
        facts.append((_("Pencarian"), shown.words))
    for label, value in facts:
        about.append([cell(label), cell(value)])
    file: tempfile.SpooledTemporaryFile[bytes] = tempfile.SpooledTemporaryFile(max_size=4_000_000)  # noqa: SIM115 — the response closes it
    book.save(file)
    file.seek(0)
    return file
