"""From bytes to rows of text: what kind of file it is, how far to unpack it, where its header stands."""

from __future__ import annotations

import io
import zlib
from collections.abc import Collection
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from siaga.intake.errors import UnreadableFile
from siaga.intake.reading.headers import fold_header


class NumberText(str):
    """Text of a cell that the spreadsheet held as a number: codes must not be, ``16.10`` would be ``16.1``."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a file is read before it is refused. ``unpacked_bytes`` bounds gzip and zip bombs."""

    file_bytes: int = 40 * 1024 * 1024
    unpacked_bytes: int = 256 * 1024 * 1024
    rows: int = 1_000_000
    columns: int = 200


@dataclass(slots=True)
class Table:
    """A header and the rows below it.

    rows: (row number as a spreadsheet shows it, cells as text); empty rows are left out.
    sheet: the sheet that was read, and ``other_sheets`` the visible ones that were not (XLSX).
    """

    headers: tuple[str, ...]
    rows: list[tuple[int, list[str]]]
    header_row: int = 1
    sheet: str = ""
    other_sheets: tuple[str, ...] = ()
    warnings: list[str] = field(default_factory=list)


def read_table(
    content: bytes,
    filename: str = "",
    *,
    sheet: str = "",
    known: Collection[str] = (),
    limits: Limits = Limits(),
) -> Table:
    """Read CSV (comma, semicolon, tab; UTF-8) or XLSX, either of them gzipped.

    ``known`` holds folded headers that the reader may expect; they help to find the header row below a title.
    Raises UnreadableFile, saying what to do.
    """
    from siaga.intake.reading.delimited import read_delimited
    from siaga.intake.reading.workbook import read_workbook

    if len(content) > limits.file_bytes:
        raise UnreadableFile(
            _("Berkas terlalu besar (%(size)s MB).") % {"size": len(content) // 1024 // 1024},
            _("Batasnya %(limit)s MB. Padatkan menjadi .gz, atau bagi menjadi beberapa berkas.")
            % {"limit": limits.file_bytes // 1024 // 1024},
        )
    content = unpacked(content, limits)
    if not content.strip():
        raise UnreadableFile(_("Berkas kosong."), _("Unggah berkas yang berisi baris judul dan data."))
    warnings: list[str] = []
    if content.startswith(b"PK\x03\x04"):
        grid, used, others = read_workbook(content, sheet, limits, warnings)
    else:
        _refuse_known_formats(content)
        if sheet:
            warnings.append(_("Pilihan lembar diabaikan: berkas ini bukan XLSX."))
        grid, used, others = read_delimited(content, limits), "", ()
    return _table(grid, used, others, warnings, frozenset(known), limits)


def unpacked(content: bytes, limits: Limits = Limits()) -> bytes:
    """The bytes inside a gzip file (several members too), or the bytes themselves; bounded."""
    if not content.startswith(b"\x1f\x8b"):
        return content
    out = io.BytesIO()
    rest = content
    try:
        while rest.startswith(b"\x1f\x8b"):
            stream = zlib.decompressobj(wbits=31)
            out.write(stream.decompress(rest, limits.unpacked_bytes - out.tell() + 1))
            if out.tell() > limits.unpacked_bytes:
                raise UnreadableFile(
                    _("Isi berkas setelah dibuka terlalu besar."),
                    _("Batasnya %(limit)s MB. Bagi menjadi beberapa berkas.")
                    % {"limit": limits.unpacked_bytes // 1024 // 1024},
                )
            if not stream.eof:
                raise zlib.error("truncated")
            rest = stream.unused_data
    except zlib.error:
        raise UnreadableFile(
            _("Berkas .gz rusak atau terpotong."), _("Padatkan atau unduh ulang, lalu unggah lagi.")
        ) from None
    return out.getvalue()


def _refuse_known_formats(content: bytes) -> None:
    signs = {
        b"\xd0\xcf\x11\xe0": _("Berkas ini Excel lama (.xls) atau Excel berkata sandi."),
        b"%PDF": _("Berkas ini PDF."),
        b"PK": _("Berkas ini arsip ZIP yang rusak atau kosong."),
    }
    for sign, message in signs.items():
        if content.startswith(sign):
            raise UnreadableFile(message, _("Simpan sebagai Excel (.xlsx) tanpa kata sandi, atau CSV UTF-8."))


def _table(
    grid: list[tuple[int, list[str]]],
    sheet: str,
    others: tuple[str, ...],
    warnings: list[str],
    known: frozenset[str],
    limits: Limits,
) -> Table:
    if not grid:
        raise UnreadableFile(_("Berkas kosong."), _("Unggah berkas yang berisi baris judul dan data."))
    if len(grid) > limits.rows + 1:
        raise UnreadableFile(
            _("Berkas memuat lebih dari %(limit)s baris.") % {"limit": limits.rows}, _("Bagi menjadi beberapa berkas.")
        )
    at = _header_at(grid, known)
    if at:
        warnings.append(
            _("Baris 1 sampai %(last)s dilewati karena bukan baris judul kolom.") % {"last": grid[at][0] - 1}
        )
    number, cells = grid[at]
    headers = [str(cell).strip() for cell in cells]
    while headers and not headers[-1]:
        headers.pop()
    body = at + 1
    if body < len(grid) and _is_second_header(headers, grid[body][1], known):
        headers = _joined(headers, grid[body][1])
        body += 1
    if len(headers) > limits.columns:
        raise UnreadableFile(
            _("Baris judul memuat %(count)s kolom.") % {"count": len(headers)},
            _("Batasnya %(limit)s kolom. Hapus kolom yang tidak perlu.") % {"limit": limits.columns},
        )
    return Table(tuple(headers), grid[body:], number, sheet, others, warnings)


def _header_at(grid: list[tuple[int, list[str]]], known: frozenset[str]) -> int:
    """The index of the header: of the first ten rows, the first with the most known headers; else the first row."""
    best, best_score = 0, 0
    for index, (_number, cells) in enumerate(grid[:10]):
        score = sum(fold_header(cell) in known for cell in cells if cell)
        if score > best_score:
            best, best_score = index, score
    return best


def _is_second_header(headers: list[str], below: list[str], known: frozenset[str]) -> bool:
    """Whether the next row continues a header with merged cells: it fills gaps, and is empty below the keys."""
    gaps = [i for i, header in enumerate(headers) if not header]
    extra = range(len(headers), len(below))
    fills = any(below[i] for i in [*gaps, *extra] if i < len(below))
    keys = [i for i, header in enumerate(headers) if fold_header(header) in known and i < len(below)]
    return fills and bool(keys) and not any(below[i] for i in keys)


def _joined(headers: list[str], below: list[str]) -> list[str]:
    joined: list[str] = []
    group = ""
    for i in range(max(len(headers), len(below))):
        upper = headers[i] if i < len(headers) else ""
        lower = str(below[i]).strip() if i < len(below) else ""
        group = upper or group
        joined.append(f"{group} {lower}".strip() if lower else upper)
    return joined
