"""CSV in its Indonesian varieties: comma, semicolon or tab; with or without BOM; with Excel's ``sep=`` line."""

from __future__ import annotations

import csv
import io

from django.utils.translation import gettext as _

from siaga.intake.errors import UnreadableFile
from siaga.intake.reading.table import Limits

DELIMITERS = ",;\t"
_LONGEST_CELL = 1_000_000


def read_delimited(content: bytes, limits: Limits) -> list[tuple[int, list[str]]]:
    """Rows with their number (header is 1), empty ones left out."""
    text = _decoded(content)
    first_line = text.split("\n", 1)[0].strip()
    skip = 0
    if first_line.lower().startswith("sep=") and len(first_line) == 5:
        delimiter, skip = first_line[4], 1
    else:
        delimiter = _delimiter(text)
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[tuple[int, list[str]]] = []
    number = 0
    try:
        for number, cells in enumerate(reader, 1):
            if number <= skip:
                continue
            if any(cells) and (cells[0] or any(cell.strip() for cell in cells)):
                rows.append((number, cells))
            if number > limits.rows * 2:
                break
    except csv.Error:
        raise UnreadableFile(
            _("Tanda kutip atau isi sel tidak beres pada sekitar baris %(row)s.") % {"row": number + 1},
            _('Periksa tanda kutip (") yang tidak berpasangan pada baris itu, lalu unggah lagi.'),
        ) from None
    return rows


def _decoded(content: bytes) -> str:
    try:
        if content.startswith((b"\xff\xfe", b"\xfe\xff")):
            return content.decode("utf-16")
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = content.count(b"\n", 0, error.start) + 1
        raise UnreadableFile(
            _("Berkas bukan teks UTF-8 (lihat baris %(row)s).") % {"row": row},
            _("Di Excel pilih Simpan Sebagai → CSV UTF-8, atau simpan sebagai .xlsx."),
        ) from None
    if "\x00" in text:
        raise UnreadableFile(
            _("Berkas ini bukan teks."), _("Simpan sebagai Excel (.xlsx) atau CSV UTF-8, lalu unggah lagi.")
        )
    return text


def _delimiter(text: str) -> str:
    """The separator that splits the first rows into the most columns, and into the same number in each."""
    sample = "\n".join(text[:20_000].splitlines()[:20])
    best, best_score = ",", (0, 0)
    for delimiter in DELIMITERS:
        try:
            widths = [len(cells) for cells in csv.reader(io.StringIO(sample), delimiter=delimiter) if cells]
        except csv.Error:
            continue
        if not widths or max(widths) < 2:
            continue
        common = max(set(widths), key=widths.count)
        score = (widths.count(common) if common > 1 else 0, common)
        if score > best_score:
            best, best_score = delimiter, score
    return best
