"""XLSX: values (never formulas), the first visible sheet or a named one, unpacked within bounds."""

from __future__ import annotations

import io
import re
import warnings as python_warnings
import zipfile
from datetime import date, datetime, time
from typing import Any

from django.utils.translation import gettext as _

from siaga.intake.errors import UnreadableFile
from siaga.intake.reading.table import Limits, NumberText

_UNCALCULATED = re.compile(rb"</f>\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>")


def read_workbook(
    content: bytes, sheet: str, limits: Limits, warnings: list[str]
) -> tuple[list[tuple[int, list[str]]], str, tuple[str, ...]]:
    """Rows of a sheet with their numbers, the sheet's name, and the other visible sheets."""
    from openpyxl.reader.excel import load_workbook

    _check_archive(content, limits, warnings)
    try:
        with python_warnings.catch_warnings():
            python_warnings.simplefilter("ignore")
            book: Any = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
            worksheet, others = _choose(book, sheet, warnings)
            rows = _rows(worksheet, limits)
            book.close()
    except UnreadableFile:
        raise
    except Exception as error:  # openpyxl raises a dozen kinds for damaged files
        raise UnreadableFile(
            _("Berkas Excel rusak atau bukan .xlsx biasa."),
            _("Buka di Excel atau LibreOffice, simpan ulang sebagai .xlsx, lalu unggah lagi."),
        ) from error
    return rows, worksheet.title, others


def read_sheets(content: bytes, limits: Limits, warnings: list[str]) -> dict[str, list[tuple[int, list[str]]]]:
    """Rows of every visible sheet, by its name, with the same refusals as ``read_workbook``."""
    from openpyxl.reader.excel import load_workbook

    _check_archive(content, limits, warnings)
    try:
        with python_warnings.catch_warnings():
            python_warnings.simplefilter("ignore")
            book: Any = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
            found = {one.title: _rows(one, limits) for one in book.worksheets if one.sheet_state == "visible"}
            book.close()
    except Exception as error:  # openpyxl raises a dozen kinds for damaged files
        raise UnreadableFile(
            _("Berkas Excel rusak atau bukan .xlsx biasa."),
            _("Buka di Excel atau LibreOffice, simpan ulang sebagai .xlsx, lalu unggah lagi."),
        ) from error
    return found


def _check_archive(content: bytes, limits: Limits, warnings: list[str]) -> None:
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        members = archive.infolist()
        if sum(member.file_size for member in members) > limits.unpacked_bytes or len(members) > 5000:
            raise UnreadableFile(
                _("Isi berkas Excel setelah dibuka terlalu besar."),
                _("Hapus lembar dan gambar yang tidak perlu, atau simpan sebagai CSV."),
            )
        for member in members:
            if not member.filename.endswith((".xml", ".rels")):
                continue
            text = archive.read(member)
            if b"<!DOCTYPE" in text[:2000] or b"<!ENTITY" in text[:2000]:
                raise UnreadableFile(
                    _("Berkas Excel ini memuat bagian yang tidak aman."), _("Simpan ulang dari Excel.")
                )
            if member.filename.startswith("xl/worksheets/") and _UNCALCULATED.search(text):
                warnings.append(
                    _(
                        "Ada sel berisi rumus yang belum dihitung; nilainya terbaca kosong. "
                        "Buka dan simpan di Excel dulu."
                    )
                )
    except (zipfile.BadZipFile, zipfile.LargeZipFile, RuntimeError, NotImplementedError, EOFError, OSError) as error:
        raise UnreadableFile(
            _("Berkas Excel rusak, terpotong, atau berkata sandi."),
            _("Simpan ulang sebagai .xlsx tanpa kata sandi, lalu unggah lagi."),
        ) from error


def _choose(book: Any, sheet: str, warnings: list[str]) -> tuple[Any, tuple[str, ...]]:
    worksheets = book.worksheets
    visible = [one for one in worksheets if one.sheet_state == "visible"]
    hidden = [one.title for one in worksheets if one.sheet_state != "visible"]
    if sheet:
        for one in worksheets:
            if one.title.strip().lower() == sheet.strip().lower():
                return one, tuple(other.title for other in visible if other is not one)
        raise UnreadableFile(
            _("Tidak ada lembar bernama “%(sheet)s”.") % {"sheet": sheet},
            _("Lembar yang ada: %(names)s.") % {"names": ", ".join(one.title for one in worksheets)},
        )
    if not visible:
        raise UnreadableFile(
            _("Semua lembar dalam berkas ini tersembunyi."),
            _("Tampilkan lembar datanya di Excel, atau sebut namanya: %(names)s.") % {"names": ", ".join(hidden)},
        )
    chosen, others = visible[0], tuple(one.title for one in visible[1:])
    if others:
        warnings.append(
            _("Dibaca lembar “%(sheet)s”; lembar lain diabaikan: %(others)s.")
            % {"sheet": chosen.title, "others": ", ".join(others)}
        )
    if hidden:
        warnings.append(_("Lembar tersembunyi diabaikan: %(names)s.") % {"names": ", ".join(hidden)})
    return chosen, others


def _rows(worksheet: Any, limits: Limits) -> list[tuple[int, list[str]]]:
    worksheet.reset_dimensions()  # what the file says about its size is often wrong
    rows: list[tuple[int, list[str]]] = []
    for number, values in enumerate(worksheet.iter_rows(values_only=True), 1):
        cells = [_text(value) for value in values]
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            rows.append((number, cells))
            if len(rows) > limits.rows + 1:
                break
    return rows


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, int):
        return NumberText(value)
    if isinstance(value, float):
        return NumberText(int(value) if value.is_integer() and abs(value) < 1e15 else repr(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    if isinstance(value, (date, time)):
        return value.isoformat()
    return str(value)
