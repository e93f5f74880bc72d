"""Rows of a table of tasks: what, who, by when; with a header, with labels in the cells, or with neither."""

from __future__ import annotations

import re
from dataclasses import dataclass

from siaga.engines.extraction.actors import actors
from siaga.engines.extraction.lines import cells_of
from siaga.engines.extraction.words import squeezed

_COLUMNS = {
    "what": re.compile(
        r"kegiatan|uraian|tindak|rencana|hal|masalah|pekerjaan|tugas|langkah|agenda|disepakati|kesepakatan|keputusan|solusi|\bapa\b",
        re.IGNORECASE,
    ),
    "who": re.compile(r"penanggung|pic|pelaksana|instansi|oleh|petugas|opd|pihak|penjab|siapa|\bpj\b", re.IGNORECASE),
    "due": re.compile(r"tenggat|waktu|batas|target|deadline|jadwal|kapan|selesai", re.IGNORECASE),
}
_WHO = re.compile(r"^(?:PJ|P\.?J\.?|PIC|penanggung\s*jawab|penjab|pelaksana|oleh|petugas)\s*[:.=]\s*", re.IGNORECASE)
_WHEN = re.compile(
    r"^(?:(?:batas|tenggat|deadline|dl|target|waktu|tgl|tanggal|paling\s+lambat|sebelum|s\.?d\.?|selesai|maks\w*|"
    r"due)\b|H\s?[-+]\s?\d|\d{1,2}[\s/.-])",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"^\W*(?:sudah|telah|selesai|tuntas|rampung|beres|ok|done|terlaksana|nihil|100\s*%)\W*$",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"^\W*(?:hadir|tempat|peserta|pukul|waktu|lokasi|acara|agenda|pimpinan|undangan)\s*:",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class TaskRow:
    """named: whether the row itself says that somebody answers for it (``PJ: Polres``)."""

    what: str
    who: str
    named: bool


class TaskRows:
    """Reads rows; remembers the columns of the header above them."""

    def __init__(self) -> None:
        self._columns: dict[str, int] = {}

    def about_tasks(self, text: str) -> bool:
        """Whether a row outside a list of tasks belongs to a table of them, or says so by itself."""
        return "due" in self._columns or _is_task_row(text) or self.header(text, with_days=True)

    def header(self, text: str, *, with_days: bool = False) -> bool:
        found: dict[str, int] = {}
        for at, cell in enumerate(_cells(text)):
            name = next((name for name, words in _COLUMNS.items() if words.search(cell) and name not in found), None)
            if name and len(cell.split()) <= 4 and not any(sign.isdigit() or sign == ":" for sign in cell):
                found[name] = at
        if {"what", "who", *(("due",) if with_days else ())} <= set(found):
            self._columns = found
            return True
        return False

    def read(self, text: str, listed: bool) -> TaskRow | None:
        cells = _cells(text)
        if len(cells) < 2 or (not self._columns and self.header(text)):
            return None
        if any(_DONE.match(cell) for cell in cells):
            return None
        if self._columns and (listed or "due" in self._columns):
            return self._by_columns(cells)
        return _by_itself(cells)

    def _by_columns(self, cells: list[str]) -> TaskRow | None:
        place = self._columns
        if place["what"] >= len(cells) or not cells[0]:
            return None
        what = cells[place["what"]]
        if not what or _COLUMNS["what"].fullmatch(what) or set(what) <= set("-: "):
            return None
        who = cells[place["who"]] if place["who"] < len(cells) else ""
        first = next((one for one in actors(what) if one.start < 3), None)
        if place["who"] < place["what"] and first:
            who, what = what[: first.end], what[first.end :].strip() or what
        return TaskRow(what, who, True)


def _is_task_row(text: str) -> bool:
    """Whether a row outside a table of tasks says by itself what somebody shall do."""
    cells = _cells(text)
    return len(cells) >= 3 and not any(_OTHER.match(cell) for cell in cells) and _by_itself(cells) is not None


def _by_itself(cells: list[str]) -> TaskRow | None:
    who = next((cell for cell in cells if _WHO.match(cell)), "")
    named = bool(who)
    if not who:
        who = next(
            (cell for cell in cells if len(cell.split()) <= 6 and any(one.start < 3 for one in actors(cell))), ""
        )
    rest = [cell for cell in cells if cell != who and not _WHEN.match(cell) and len(cell.split()) > 1]
    if not who or not rest or any(_DONE.match(cell) for cell in cells):
        return None
    return TaskRow(max(rest, key=len), _WHO.sub("", who), named)


def _cells(text: str) -> list[str]:
    return [squeezed(cell) for cell in cells_of(text)]
