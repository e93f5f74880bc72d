"""What a column may hold: typed fields that turn a cell into a value, or say in Indonesian why they cannot."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeAlias

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from siaga.intake.codes import dotted, is_code, level_of
from siaga.intake.reading.headers import fold_header
from siaga.intake.reading.table import NumberText

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise

    Words: TypeAlias = _StrOrPromise
else:
    Words = str

_SPREADSHEET_ERRORS = frozenset({"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!"})


class BadValue(ValueError):
    """A cell that its field cannot take; the message says why and what to do, in Indonesian."""


@dataclass(frozen=True, kw_only=True)
class Field:
    """A column that an importer understands.

    name: the stable English name (also for ``--map``). synonyms: other headers, compared folded.
    required: the column must be there. filled: each row must have a value (by default where it is required).
    repeats: few values come again and again, so each is read once.
    example: what the template shows. help: one Indonesian sentence for the template and the page.
    """

    name: str
    label: Words
    synonyms: tuple[str, ...] = ()
    required: bool = False
    filled: bool | None = None
    repeats: bool = False
    example: str = ""
    help: Words = ""

    @cached_property
    def headers(self) -> frozenset[str]:
        """All folded headers that mean this field."""
        return frozenset(fold_header(text) for text in (self.name, str(self.label), *self.synonyms))

    @property
    def must_fill(self) -> bool:
        return self.required if self.filled is None else self.filled

    def read(self, cell: str) -> Any:
        """The value of a cell; None for an empty one. Raises BadValue."""
        text = cell.strip() if cell else ""
        if not text:
            if self.must_fill:
                raise BadValue(_("%(label)s kosong. Isi kolom ini.") % {"label": self.label})
            return None
        if text[0] == "#" and text in _SPREADSHEET_ERRORS:
            raise BadValue(
                _("%(label)s berisi kesalahan rumus Excel. Perbaiki rumusnya, atau ganti dengan nilainya.")
                % {"label": self.label}
            )
        return self.value(cell if isinstance(cell, NumberText) else text)

    def value(self, text: str) -> Any:
        """The value of a non-empty, stripped cell."""
        raise NotImplementedError


@dataclass(frozen=True, kw_only=True)
class Text(Field):
    """Free text on one line, at most ``longest`` characters; inner runs of spaces become one."""

    longest: int = 200

    def read(self, cell: str) -> Any:
        text = cell.strip() if cell else ""
        if text and text[0] != "#" and len(text) <= self.longest and "  " not in text and text.isprintable():
            return text  # as it mostly is
        return super().read(cell)

    def value(self, text: str) -> str:
        if "  " in text or "\n" in text or "\t" in text or "\xa0" in text:
            text = " ".join(text.split())
        if len(text) > self.longest:
            raise BadValue(
                _("%(label)s terlalu panjang (%(length)s huruf). Batasnya %(longest)s huruf.")
                % {"label": self.label, "length": len(text), "longest": self.longest}
            )
        if not text.isprintable():
            raise BadValue(_("%(label)s memuat tanda yang tidak terbaca. Ketik ulang isinya.") % {"label": self.label})
        return str(text)


@dataclass(frozen=True, kw_only=True)
class Code(Field):
    """A region code, with dots or as KPU's digits; the value has dots. ``levels`` bounds which levels may come."""

    levels: tuple[int, ...] = (1, 2, 3, 4)

    def read(self, cell: str) -> Any:
        if type(cell) is str and is_code(cell) and level_of(cell) in self.levels:
            return cell  # as it mostly is
        return super().read(cell)

    def value(self, text: str) -> str:
        if isinstance(text, NumberText) and not text.isdigit():
            raise BadValue(
                _(
                    "Excel menyimpan %(label)s sebagai angka, sehingga nol di belakang bisa hilang "
                    "(16.10 menjadi 16.1). Ubah format kolomnya menjadi Teks, lalu ketik ulang kodenya."
                )
                % {"label": str(self.label).lower()}
            )
        code = dotted(text)
        if code is None:
            if re.fullmatch(r"\d{2}\.\d", text):
                raise BadValue(
                    _(
                        "%(label)s “%(text)s” terpotong; Excel mungkin mengubah %(text)s0 menjadi %(text)s. "
                        "Ubah format kolomnya menjadi Teks, lalu ketik ulang kodenya."
                    )
                    % {"label": self.label, "text": text}
                )
            raise BadValue(
                _("%(label)s “%(text)s” bukan kode wilayah. Tulis seperti 16, 16.72, 16.72.01, atau 16.72.01.1001.")
                % {"label": self.label, "text": text[:30]}
            )
        if level_of(code) not in self.levels:
            raise BadValue(
                _("%(label)s %(code)s bukan kode %(levels)s. Periksa jumlah angkanya.")
                % {"label": self.label, "code": code, "levels": self._level_names()}
            )
        return code

    def _level_names(self) -> str:
        names = {1: _("provinsi"), 2: _("kabupaten/kota"), 3: _("kecamatan"), 4: _("desa/kelurahan")}
        return _(" atau ").join(names[level] for level in self.levels)


@dataclass(frozen=True, kw_only=True)
class Whole(Field):
    """A whole number within bounds; ``1.234`` with a dot for thousands is understood."""

    least: int = 0
    most: int = 10_000_000

    def value(self, text: str) -> int:
        plain = text
        if not isinstance(text, NumberText) and re.fullmatch(r"-?\d{1,3}(\.\d{3})+", text):
            plain = text.replace(".", "")
        elif re.fullmatch(r"-?\d+[.,]0+", text):
            plain = re.split("[.,]", text)[0]
        if not re.fullmatch(r"[-+]?\d{1,15}", plain, re.ASCII):
            raise BadValue(
                _("%(label)s “%(text)s” bukan bilangan bulat. Tulis angka saja, misalnya 250.")
                % {"label": self.label, "text": text[:30]}
            )
        number = int(plain)
        if number < 0 <= self.least:
            raise BadValue(
                _("%(label)s %(number)s tidak boleh negatif. Isi angkanya, atau kosongkan bila belum diketahui.")
                % {"label": self.label, "number": number}
            )
        if not self.least <= number <= self.most:
            raise BadValue(
                _("%(label)s %(number)s di luar batas %(least)s sampai %(most)s. Periksa angkanya.")
                % {"label": self.label, "number": number, "least": self.least, "most": self.most}
            )
        return number


@dataclass(frozen=True, kw_only=True)
class Number(Field):
    """A decimal number within bounds; a decimal comma is understood."""

    least: float = float("-inf")
    most: float = float("inf")

    def read(self, cell: str) -> Any:
        try:
            number = float(cell)
        except (ValueError, TypeError):
            return super().read(cell)
        return number if self.least <= number <= self.most else super().read(cell)

    def value(self, text: str) -> float:
        try:
            number = float(text)
        except ValueError:
            try:
                number = float(text.replace(",", ".", 1))
            except ValueError:
                raise BadValue(
                    _("%(label)s “%(text)s” bukan angka. Tulis misalnya -4,0312 atau -4.0312.")
                    % {"label": self.label, "text": text[:30]}
                ) from None
        if not self.least <= number <= self.most:  # also refuses NaN
            raise BadValue(self.outside(text))
        return number

    def outside(self, text: str) -> str:
        return _("%(label)s %(text)s di luar batas %(least)s sampai %(most)s. Periksa angkanya.") % {
            "label": self.label,
            "text": text,
            "least": self.least,
            "most": self.most,
        }


_LAT_LABEL, _LON_LABEL = gettext_lazy("Lintang"), gettext_lazy("Bujur")
_LAT_SYNONYMS = ("lintang", "latitude", "lat", "garis lintang", "y")
_LON_SYNONYMS = ("bujur", "longitude", "lng", "long", "lon", "garis bujur", "x")


@dataclass(frozen=True, kw_only=True)
class Latitude(Number):
    """Degrees north, WGS84; Indonesia lies between -11 and 6.1, what is outside -90..90 is refused."""

    name: str = "lat"
    label: Words = _LAT_LABEL
    synonyms: tuple[str, ...] = _LAT_SYNONYMS
    example: str = "-4,0312"
    least: float = -90.0
    most: float = 90.0

    def outside(self, text: str) -> str:
        return _("Lintang %(text)s di luar -90 sampai 90. Mungkin tertukar dengan bujur.") % {"text": text}


@dataclass(frozen=True, kw_only=True)
class Longitude(Number):
    """Degrees east, WGS84."""

    name: str = "lon"
    label: Words = _LON_LABEL
    synonyms: tuple[str, ...] = _LON_SYNONYMS
    example: str = "103,2664"
    least: float = -180.0
    most: float = 180.0

    def outside(self, text: str) -> str:
        return _("Bujur %(text)s di luar -180 sampai 180. Periksa angkanya.") % {"text": text}


@dataclass(frozen=True, kw_only=True)
class Truth(Field):
    """Yes or no: ``ya/tidak/1/0/x/benar/salah``."""

    def value(self, text: str) -> bool:
        folded = text.lower()
        if folded in {"1", "ya", "y", "x", "benar", "true", "ada"}:
            return True
        if folded in {"0", "tidak", "t", "tdk", "-", "salah", "false", "tidak ada"}:
            return False
        raise BadValue(
            _("%(label)s “%(text)s” tidak dikenal. Tulis ya atau tidak.") % {"label": self.label, "text": text[:30]}
        )


_MONTHS = (
    *("januari", "februari", "maret", "april", "mei", "juni"),
    *("juli", "agustus", "september", "oktober", "november", "desember"),
)


@dataclass(frozen=True, kw_only=True)
class Day(Field):
    """A date: ``2024-11-27``, ``27/11/2024``, ``27-11-2024`` or ``27 November 2024``."""

    def value(self, text: str) -> date:
        try:
            return self._day(text)
        except ValueError:
            raise BadValue(
                _("%(label)s “%(text)s” bukan tanggal. Tulis seperti 27/11/2024 atau 2024-11-27.")
                % {"label": self.label, "text": text[:30]}
            ) from None

    def _day(self, text: str) -> date:
        if match := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T][\d:]+)?", text):
            year, month, day = match.groups()
        elif match := re.fullmatch(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})", text):
            day, month, year = match.groups()
        elif match := re.fullmatch(r"(\d{1,2})\s+([a-z]+)\s+(\d{4})", text.lower()):
            day, name, year = match.groups()
            candidates = [i for i, known in enumerate(_MONTHS, 1) if len(name) >= 3 and known.startswith(name)]
            if len(candidates) != 1:
                raise ValueError(text)
            month = str(candidates[0])
        else:
            raise ValueError(text)
        return date(int(year), int(month), int(day))


@dataclass(frozen=True, kw_only=True)
class OneOf(Field):
    """One of some words. ``options`` maps each accepted word (folded) to its value."""

    options: dict[str, Any] = field(default_factory=dict)

    def value(self, text: str) -> Any:
        try:
            return self.options[fold_header(text)]
        except KeyError:
            raise BadValue(
                _("%(label)s “%(text)s” tidak dikenal. Pilihannya: %(options)s.")
                % {"label": self.label, "text": text[:30], "options": ", ".join(self.options)}
            ) from None
