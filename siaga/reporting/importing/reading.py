"""Reading a file of reports: the known columns by their fields, every other column kept as an answer."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from siaga.instruments.neutrality import refuse_partisan
from siaga.intake.errors import UnreadableFile
from siaga.intake.fields import BadValue, Field
from siaga.intake.plan import Finding, Row, Sheet
from siaga.intake.reading import Limits, bind, read_table, unpacked

ANSWERS = "answers"
"""Under this name a row keeps the cells of all other columns, by their header."""


def read_sheet(
    content: bytes, filename: str, fields: tuple[Field, ...], *, sheet: str, mapping: Mapping[str, str] | None
) -> Sheet:
    """CSV or XLSX. Raises UnreadableFile, HeaderProblem, ForbiddenColumns, PartisanHeaders."""
    known = frozenset().union(*(field.headers for field in fields))
    table = read_table(content, filename, sheet=sheet, known=known)
    binding = bind(table.headers, fields, mapping)
    refuse_partisan(table.headers)
    taken = set(binding.columns.values())
    others = [(at, header) for at, header in enumerate(table.headers) if header and at not in taken]
    result = Sheet(rows=[], fields_present=frozenset(binding.columns))
    result.warnings = [Finding(0, "", "", warning) for warning in table.warnings]
    present = [(field, binding.columns[field.name]) for field in fields if field.name in binding.columns]
    width = len(table.headers)
    for number, cells in table.rows:
        padded = cells + [""] * (width - len(cells))
        answers = {header: padded[at] for at, header in others if padded[at].strip()}
        _add(result, number, {field: padded[at] for field, at in present}, answers)
    return result


def read_lines(content: bytes, fields: tuple[Field, ...]) -> Sheet:
    """JSON lines, each shaped as the API's ``POST /submissions``; ``values`` may be nested and hold repeats.

    Raises UnreadableFile.
    """
    limits = Limits()
    try:
        text = unpacked(content, limits).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UnreadableFile(_("Berkas ini bukan teks UTF-8."), _("Simpan ulang sebagai UTF-8.")) from None
    by_name = {field.name: field for field in fields}
    result = Sheet(rows=[], fields_present=frozenset(by_name))
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            found = json.loads(line)
        except (ValueError, RecursionError):
            found = None
        if not isinstance(found, dict) or not isinstance(found.get("values", {}), dict):
            raise UnreadableFile(
                _("Baris %(number)d bukan objek JSON.") % {"number": number},
                _('Tulis satu objek per baris, misalnya {"unit": …, "observed_at": …, "values": {…}}.'),
            )
        answers = found.get("values", {})
        refuse_partisan([str(name) for name in answers])
        cells = {field: _plain(found[name]) for name, field in by_name.items() if found.get(name) not in (None, "")}
        _add(result, number, cells, answers)
    return result


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    return str(value)


def _add(result: Sheet, number: int, cells: Mapping[Field, str], answers: Mapping[str, Any]) -> None:
    values: dict[str, Any] = {ANSWERS: answers}
    problems: list[Finding] = []
    for field, cell in cells.items():
        try:
            values[field.name] = field.read(cell)
        except BadValue as error:
            problems.append(Finding(number, field.name, cell.strip()[:200], str(error)))
    if problems:
        result.errors += problems
        result.bad_rows.append(Row(number, values))
    else:
        result.rows.append(Row(number, values))
