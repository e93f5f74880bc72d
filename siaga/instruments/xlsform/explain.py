"""pyxform's messages in Indonesian, each with its place in the person's own file and a remedy.

Its templates tell which message came; what we do not know is passed on as it is, behind a sentence of ours.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from string import Formatter

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from siaga.instruments.xlsform.findings import Finding
from siaga.instruments.xlsform.messages import CODES, PATTERNS, Text
from siaga.instruments.xlsform.sheets import Sheet

_PLACE = re.compile(r"^\[row : (?P<row>\d+)\]\s*")


@cache
def _templates() -> list[tuple[str, re.Pattern[str]]]:
    from pyxform.errors import ErrorCode

    found = []
    for code in ErrorCode:
        if code.name not in CODES:
            continue
        pattern = ""
        for literal, name, _spec, _conversion in Formatter().parse(code.value.msg):
            pattern += re.escape(literal)
            if name:
                pattern += rf"(?P={name})" if f"(?P<{name}>" in pattern else rf"(?P<{name}>.*?)"
        found.append((code.name, re.compile(pattern + r"\s*$", re.S)))
    return found


def explained(message: str, sheets: Mapping[str, Sheet]) -> Finding:
    """One message of the converter as a finding."""
    message = message.strip()
    for code, template in _templates():
        if match := template.search(message):
            sheet, column, words, remedy = CODES[code]
            return _finding(match.groupdict(), sheet, column, words, remedy, message, sheets)
    for pattern, sheet, column, words, remedy in PATTERNS:
        if match := re.search(pattern, message):
            values = {key: value for key, value in match.groupdict().items() if value is not None}
            return _finding(values, sheet, column, words, remedy, message, sheets)
    return _finding(
        {},
        "",
        "",
        gettext_lazy("Pengubah XLSForm menolak bagian ini."),
        gettext_lazy("Baca pesan aslinya di bawah ini; perbaiki, lalu unggah lagi."),
        message,
        sheets,
        passed_on=True,
    )


def explained_warnings(messages: Iterable[str], sheets: Mapping[str, Sheet]) -> list[Finding]:
    found = []
    for message in messages:
        finding = explained(message, sheets)
        if finding.detail:
            finding = Finding(
                _("Pengubah XLSForm memberi catatan."),
                _("Baca pesan aslinya di bawah ini."),
                finding.sheet,
                finding.row,
                finding.column,
                finding.detail,
            )
        found.append(finding)
    return list(dict.fromkeys(found))


class _Lenient(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "…"


def _finding(
    values: Mapping[str, str],
    sheet: str,
    column: str,
    message: Text,
    remedy: Text,
    said: str,
    sheets: Mapping[str, Sheet],
    *,
    passed_on: bool = False,
) -> Finding:
    known = _Lenient(values)
    sheet = sheet.format_map(known)
    column = column.format_map(known)
    place = _PLACE.match(said)
    row = int(place.group("row")) if place else 0
    if row and not sheet:
        sheet = "survey"
    detail = _PLACE.sub("", said) if passed_on else ""
    return Finding(
        str(message).format_map(known),
        str(remedy).format_map(known),
        sheet,
        _row_in_file(row, sheets.get(sheet)),
        column,
        detail[:600],
    )


def _row_in_file(row: int, sheet: Sheet | None) -> int:
    """The converter counts filled rows from 2; the person sees the file's own numbers."""
    if row <= 1 or sheet is None:
        return sheet.header_row if row == 1 and sheet else row
    index = row - 2
    return sheet.rows[index][0] if index < len(sheet.rows) else 0
