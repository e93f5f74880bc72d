"""The sheets of an XLSForm (``.xlsx``, ``.csv``, ``.md``) as rows of text, each with its row number in the file.

CSV and Markdown carry all sheets in one file: the first column names the sheet on a row of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from siaga.instruments.errors import FormRefused
from siaga.instruments.xlsform.findings import Finding
from siaga.intake.errors import UnreadableFile
from siaga.intake.reading import Limits
from siaga.intake.reading.delimited import read_delimited
from siaga.intake.reading.workbook import read_sheets

LIMITS = Limits(file_bytes=4 * 1024 * 1024, unpacked_bytes=64 * 1024 * 1024, rows=20_000, columns=100)
SUFFIXES = (".xlsx", ".csv", ".md")

_YES_NO_COLUMNS = {"required", "read_only", "readonly", "disabled", "bind::required", "bind::readonly"}
_PIPE = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"^[|\s:-]+$")


@dataclass(slots=True)
class Sheet:
    """rows: (row number in the file, cell by header); empty cells and rows are left out."""

    name: str
    headers: list[str] = field(default_factory=list)
    rows: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    header_row: int = 1


def read_sheets_of(content: bytes, filename: str) -> dict[str, Sheet]:
    """The sheets by their name in small letters. Raises FormRefused, UnreadableFile."""
    suffix = "." + filename.rpartition(".")[2].lower() if "." in filename else ""
    if suffix == ".xlsm" or b"vbaProject.bin" in content:
        raise FormRefused(
            [Finding(_("Berkas ini memuat makro."), _("Simpan sebagai .xlsx biasa (tanpa makro), lalu unggah lagi."))]
        )
    if len(content) > LIMITS.file_bytes:
        raise FormRefused(
            [
                Finding(
                    _("Berkas terlalu besar (%(size)d MB).") % {"size": len(content) // 1024 // 1024},
                    _("Batasnya %(limit)d MB. Hapus gambar dan lembar yang tidak perlu.")
                    % {"limit": LIMITS.file_bytes // 1024 // 1024},
                )
            ]
        )
    if not content.strip():
        raise FormRefused([Finding(_("Berkas kosong."), _("Unggah XLSForm yang berisi lembar survey."))])
    if content.startswith(b"PK"):
        grids = read_sheets(content, LIMITS, [])
    elif content.startswith((b"\xd0\xcf\x11\xe0", b"%PDF")):
        raise UnreadableFile(
            _("Berkas ini bukan XLSForm yang dapat dibaca (Excel lama, PDF, atau berkata sandi)."),
            _("Simpan sebagai Excel (.xlsx) tanpa kata sandi, lalu unggah lagi."),
        )
    elif suffix == ".md" or (suffix != ".csv" and content.lstrip().startswith(b"|")):
        grids = _stacked(_markdown(content))
    else:
        grids = _stacked(read_delimited(content, LIMITS))
    return {name.strip().lower(): _sheet(name.strip(), grid) for name, grid in grids.items()}


def _markdown(content: bytes) -> list[tuple[int, list[str]]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UnreadableFile(_("Berkas .md ini bukan UTF-8."), _("Simpan ulang dengan pengodean UTF-8.")) from None
    rows = []
    for number, line in enumerate(text.splitlines(), 1):
        line = line.strip()
        if not line.startswith("|") or _RULE.match(line):
            continue
        cells = [cell.strip().replace("\\|", "|") for cell in _PIPE.split(line)[1:]]
        if cells and not cells[-1]:
            cells.pop()
        rows.append((number, cells))
    return rows


def _stacked(grid: Sequence[tuple[int, list[str]]]) -> dict[str, list[tuple[int, list[str]]]]:
    """Sheets that stand below one another: a row that begins in the first column starts a new one."""
    found: dict[str, list[tuple[int, list[str]]]] = {}
    here: list[tuple[int, list[str]]] | None = None
    for number, cells in grid:
        if cells and str(cells[0]).strip():
            name = str(cells[0]).strip().lower()
            here = found.setdefault(name, [])
            if any(cell for cell in cells[1:]):
                here.append((number, list(cells[1:])))
        elif here is not None and any(cell for cell in cells[1:]):
            here.append((number, list(cells[1:])))
    return found


def _sheet(name: str, grid: Sequence[tuple[int, list[str]]]) -> Sheet:
    if not grid:
        return Sheet(name)
    header_row, header = grid[0]
    headers = [str(cell).strip() for cell in header]
    rows = []
    for number, cells in grid[1:]:
        row = {}
        for column, cell in zip(headers, cells, strict=False):
            text = str(cell).strip()
            if not column or not text:
                continue
            if column.lower() in _YES_NO_COLUMNS and text.lower() in {"ya", "tidak"}:
                text = "yes" if text.lower() == "ya" else "no"
            row[column] = text
        if row:
            rows.append((number, row))
    return Sheet(name, [one for one in headers if one], rows, header_row)
