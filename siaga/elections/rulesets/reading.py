"""From the text of a ruleset to its values, or to every fault with its key and its line."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeVar

from django.utils.translation import gettext as _
from pydantic import BaseModel, ValidationError

from siaga.access import Problem
from siaga.elections.rulesets.lines import Path, key_lines
from siaga.elections.rulesets.schema import Ruleset, Sourced, StageRule

Values = TypeVar("Values", bound=BaseModel)
LARGEST = 512 * 1024
"""Bytes; a ruleset is some tens of kilobytes."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong in the text: where, and what to do."""

    line: int
    key: str
    message: str

    def __str__(self) -> str:
        return _("Baris %(line)d, %(key)s: %(message)s") % {"line": self.line, "key": self.key, "message": self.message}


class RulesetFaults(Problem):
    """The text is not a ruleset; ``faults`` lists all that is wrong in it."""

    code = "ruleset-faults"

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = faults
        super().__init__(
            _("Berkas aturan belum benar: %(count)d kesalahan.") % {"count": len(faults)},
            " ".join(str(fault) for fault in faults),
        )


def digest_of(text: str) -> str:
    """SHA-256 of the exact text: the identity of a ruleset version."""
    return hashlib.sha256(text.encode()).hexdigest()


@lru_cache(maxsize=64)
def parse(text: str) -> Ruleset:
    """The values of a ruleset text. Raises RulesetFaults."""
    ruleset, faults = read(text)
    if ruleset is None or faults:
        raise RulesetFaults(faults)
    return ruleset


def read(text: str) -> tuple[Ruleset | None, list[Fault]]:
    """The values and every fault; no values where the schema is not met."""
    if len(text) > LARGEST:
        return None, [Fault(1, "-", _("berkas terlalu besar; berkas aturan paling besar 512 KB."))]
    return values_of(text, Ruleset, _sense_faults)


def values_of(
    text: str, schema: type[Values], sense: Callable[[Values], Iterable[tuple[Path, str]]]
) -> tuple[Values | None, list[Fault]]:
    """The values of a TOML text and every fault. sense: what the schema cannot say, by the path of its key."""
    text = text.replace("\r\n", "\n")
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return None, [syntax_fault(str(error), text)]
    lines = key_lines(text)
    try:
        found = schema.model_validate(values)
    except ValidationError as error:
        return None, sorted(schema_faults(error, lines), key=lambda fault: (fault.line, fault.key))
    faults = [Fault(line_of(path, lines), dotted(path), message) for path, message in sense(found)]
    return found, sorted(faults, key=lambda fault: (fault.line, fault.key))


# ── syntax ──


_PLACE = re.compile(r"^(?P<what>.*?)\s*\(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)$")


def syntax_fault(message: str, text: str) -> Fault:
    """What ``tomllib`` complained about, with its line."""
    found = _PLACE.match(message)
    what = found["what"] if found else message
    line = int(found["line"]) if found and found["line"] else text.count("\n") + 1
    column = found["column"] if found else None
    return Fault(
        line,
        _("kolom %(column)s") % {"column": column} if column else _("akhir berkas"),
        _syntax_message(what),
    )


def _syntax_message(what: str) -> str:
    lowered = what.lower()
    if "overwrite" in lowered or "twice" in lowered or "already" in lowered:
        return _("kunci atau bagian ini sudah ditulis sebelumnya; hapus salah satu.")
    if "invalid value" in lowered:
        return _("nilainya tidak terbaca; teks ditulis di antara tanda kutip, tanggal sebagai 2024-11-27.")
    if "'='" in lowered:
        return _("setelah nama kunci harus ada tanda sama dengan (=).")
    if "unclosed" in lowered or "unterminated" in lowered or "expected" in lowered or "illegal character" in lowered:
        return _("tanda kutip, kurung, atau baris ini belum ditutup dengan benar.")
    return _("penulisan TOML tidak benar; periksa tanda kutip, kurung, dan tanda sama dengan.")


# ── schema ──


def schema_faults(error: ValidationError, lines: dict[Path, int]) -> Iterator[Fault]:
    """What the schema complained about, each with its key and its line."""
    for detail in error.errors(include_url=False):
        path: Path = tuple(detail["loc"])
        yield Fault(line_of(path, lines), dotted(path), _schema_message(detail["type"], detail))


def _schema_message(kind: str, detail: Any) -> str:
    limits = detail.get("ctx", {})
    match kind:
        case "missing":
            return _("kunci ini wajib ada; tambahkan.")
        case "extra_forbidden":
            return _("kunci ini tidak dikenal; periksa ejaannya atau hapus.")
        case "greater_than_equal" | "greater_than":
            return _("nilainya terlalu kecil; paling kecil %(limit)s.") % {"limit": limits.get("ge", limits.get("gt"))}
        case "less_than_equal" | "less_than":
            return _("nilainya terlalu besar; paling besar %(limit)s.") % {"limit": limits.get("le", limits.get("lt"))}
        case "literal_error":
            return _("nilainya harus salah satu dari %(choices)s.") % {
                "choices": str(limits.get("expected", "")).replace(" or ", ", ")
            }
        case "string_pattern_mismatch":
            return _("penulisannya tidak sesuai; bentuk yang diterima: %(pattern)s.") % {"pattern": limits["pattern"]}
        case "string_too_short" | "too_short":
            return _("tidak boleh kosong.")
        case "string_too_long":
            return _("terlalu panjang; paling banyak %(limit)s huruf.") % {"limit": limits.get("max_length")}
        case _ if kind.startswith("date"):
            return _("harus tanggal tanpa tanda kutip, misalnya 2024-11-27.")
        case _ if kind.startswith("int"):
            return _("harus bilangan bulat tanpa tanda kutip.")
        case _ if kind.startswith(("decimal", "float", "is_instance")):
            return _("harus bilangan, misalnya 2.5.")
        case _ if kind.startswith("string"):
            return _("harus teks di antara tanda kutip.")
        case _ if kind.startswith("bool"):
            return _("harus true atau false tanpa tanda kutip.")
        case _ if kind.startswith("list"):
            return _("harus daftar; tulis sebagai [[bagian]] atau di antara kurung siku.")
        case _ if kind.startswith(("dict", "model")):
            return _('harus bagian dengan kunci-kunci, misalnya { value = 600, source = "S1", verified = true }.')
        case _:
            return _("nilainya tidak dapat dipakai.")


# ── sense: what the schema cannot say ──


def _sense_faults(ruleset: Ruleset) -> Iterator[tuple[Path, str]]:
    for path, statement in _places(ruleset):
        yield from _source_faults(ruleset, path, statement)
    for index, gap in enumerate(ruleset.gaps):
        if gap.source and gap.source not in ruleset.sources:
            yield ("gaps", index, "source"), _unknown_source(gap.source)
    for index, stage in enumerate(ruleset.stages):
        yield from _stage_faults(("stages", index), stage)
    for section in ("stages", "crew", "honoraria", "ballots", "logistics", "hops", "clocks"):
        yield from _repeated((section,), [row.key for row in getattr(ruleset, section)], "key")
    yield from _repeated(("risk", "variables"), [str(row.number) for row in ruleset.risk.variables], "number")
    yield from _repeated(("risk", "indicators"), [row.number for row in ruleset.risk.indicators], "number")
    yield from _repeated(("risk", "classes"), [row.key for row in ruleset.risk.classes], "key")
    yield from _repeated(("risk", "rules"), [row.key for row in ruleset.risk.rules], "key")
    variables = {row.number for row in ruleset.risk.variables}
    for index, row in enumerate(ruleset.risk.indicators):
        if int(row.number.partition(".")[0]) not in variables:
            yield (
                ("risk", "indicators", index, "number"),
                _("indikator %(number)s tidak punya variabel; tambahkan variabelnya.") % {"number": row.number},
            )
    classes = {row.key for row in ruleset.risk.classes}
    yield from _rule_faults(ruleset, classes)
    for index, guard in enumerate(ruleset.guards):
        for place, key in enumerate(guard.classes):
            if key not in classes:
                yield (
                    ("guards", index, "classes", place),
                    _("kelas %(key)s tidak ada di risk.classes.") % {"key": key},
                )
        if guard.tps_max is not None and guard.tps_max < guard.tps:
            yield ("guards", index, "tps_max"), _("tidak boleh lebih kecil daripada tps.")
        if guard.linmas_max is not None and guard.linmas_max < guard.linmas:
            yield ("guards", index, "linmas_max"), _("tidak boleh lebih kecil daripada linmas.")
    for index, cadence in enumerate(ruleset.cadence):
        if (
            cadence.from_offset is not None
            and cadence.until_offset is not None
            and cadence.from_offset > cadence.until_offset
        ):
            yield ("cadence", index, "until_offset"), _("tidak boleh mendahului from_offset.")
    if ruleset.kind == "regular" and ruleset.voting_day is None:
        yield ("voting_day",), _('wajib ada bila kind = "regular".')


def _rule_faults(ruleset: Ruleset, classes: set[str]) -> Iterator[tuple[Path, str]]:
    numbers = {row.number for row in ruleset.risk.indicators}
    for index, rule in enumerate(ruleset.risk.rules):
        where: Path = ("risk", "rules", index)
        if rule.cls not in classes:
            yield (*where, "class"), _("kelas %(key)s tidak ada di risk.classes.") % {"key": rule.cls}
        if not (rule.all_of or rule.any_of or rule.special):
            yield (*where, "any_of"), _("aturan ini tidak punya syarat.")
        for number in sorted({*rule.all_of, *rule.any_of} - numbers):
            yield (*where, "any_of"), _("indikator %(number)s tidak ada di risk.indicators.") % {"number": number}


def _places(ruleset: Ruleset) -> Iterator[tuple[Path, Sourced]]:
    """Every sourced statement with its path in the file."""
    pending: list[tuple[Path, Any]] = [((), ruleset)]
    while pending:
        path, thing = pending.pop()
        if isinstance(thing, Sourced):
            yield path, thing
        if isinstance(thing, list):
            pending += [((*path, index), one) for index, one in enumerate(thing)]
        elif hasattr(type(thing), "model_fields"):
            pending += [((*path, name), getattr(thing, name)) for name in type(thing).model_fields]


def _source_faults(ruleset: Ruleset, path: Path, statement: Sourced) -> Iterator[tuple[Path, str]]:
    if statement.source not in ruleset.sources:
        yield (*path, "source"), _unknown_source(statement.source)
    for index, key in enumerate(statement.also):
        if key not in ruleset.sources:
            yield (*path, "also", index), _unknown_source(key)
    if not statement.verified and not statement.doubt.strip():
        yield (*path, "verified"), _("yang belum terverifikasi harus disertai doubt: apa yang diragukan.")
    for name in ("value", "quantity", "per_station", "rupiah"):
        if name in type(statement).model_fields and getattr(statement, name) is None and statement.verified:
            yield (*path, "verified"), _("tanpa %(name)s tidak mungkin terverifikasi; tulis false.") % {"name": name}


def _unknown_source(key: str) -> str:
    return _("sumber %(key)s tidak ada di [sources]; tambahkan di sana.") % {"key": key}


def _stage_faults(path: Path, stage: StageRule) -> Iterator[tuple[Path, str]]:
    if stage.starts is not None and stage.starts_offset is not None:
        yield (*path, "starts_offset"), _("tulis salah satu saja: starts atau starts_offset.")
    if stage.ends is not None and stage.ends_offset is not None:
        yield (*path, "ends_offset"), _("tulis salah satu saja: ends atau ends_offset.")
    if stage.starts is not None and stage.ends is not None and stage.starts > stage.ends:
        yield (*path, "ends"), _("selesai sebelum mulai; periksa kedua tanggal.")
    if stage.starts_offset is not None and stage.ends_offset is not None and stage.starts_offset > stage.ends_offset:
        yield (*path, "ends_offset"), _("selesai sebelum mulai; periksa kedua selisih hari.")


def _repeated(section: Path, keys: list[str], field: str) -> Iterator[tuple[Path, str]]:
    seen: set[str] = set()
    for index, key in enumerate(keys):
        if key in seen:
            yield (*section, index, field), _("%(key)s sudah dipakai di bagian yang sama.") % {"key": key}
        seen.add(key)


def line_of(path: Path, lines: dict[Path, int]) -> int:
    """The line of a path; of the nearest thing around it where the path itself is missing."""
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 1)


def dotted(path: Path) -> str:
    """A path as people write it: ``stages[4].ends``."""
    text = ""
    for part in path:
        text += f"[{part + 1}]" if isinstance(part, int) else (f".{part}" if text else part)
    return text or "-"
