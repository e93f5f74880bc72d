"""Kinds of agencies, read once from ``agency_kinds.toml`` and checked: names, aliases, levels, usual offices."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from siaga.wilayah.models import Kind as RegionKind
from siaga.wilayah.models import Level, Region
from siaga.wilayah.names import fold

_FILE = Path(__file__).with_name("agency_kinds.toml")
_LEVELS = {
    "provinsi": Level.PROVINCE,
    "kabupaten": Level.REGENCY,
    "kecamatan": Level.DISTRICT,
    "desa": Level.VILLAGE,
}
_HEADS = {
    RegionKind.PROVINSI: "Gubernur",
    RegionKind.KABUPATEN: "Bupati",
    RegionKind.KOTA: "Wali Kota",
    RegionKind.KECAMATAN: "Camat",
    RegionKind.KELURAHAN: "Lurah",
    RegionKind.DESA: "Kepala Desa",
    RegionKind.DESA_ADAT: "Kepala Desa",
}
_KEYS = {"name", "short", "pattern", "line", "levels", "aliases", "offices", "set"}


class Line(StrEnum):
    """The line of work that a kind belongs to."""

    ORGANISER = "penyelenggara"
    SUPERVISOR = "pengawas"
    SECURITY = "keamanan"
    GOVERNMENT = "pemerintah"
    LEGAL = "hukum"
    OTHER = "lain"


LINE_NAMES = {
    Line.ORGANISER: "Penyelenggara pemilihan",
    Line.SUPERVISOR: "Pengawas pemilihan",
    Line.SECURITY: "Keamanan",
    Line.GOVERNMENT: "Pemerintah daerah",
    Line.LEGAL: "Penegak hukum",
    Line.OTHER: "Mitra lain",
}


class StandardSet(StrEnum):
    """Whether the kind belongs to the standard set of its level, is offered beside it, or neither."""

    STANDARD = "baku"
    OPTIONAL = "pilihan"
    NONE = ""


@dataclass(frozen=True, slots=True)
class AgencyKind:
    """One kind of agency; ``pattern`` and ``offices`` are filled in for a place by ``name_at`` and ``offices_at``."""

    key: str
    name: str
    short: str
    pattern: str
    line: Line
    levels: frozenset[Level]
    aliases: tuple[str, ...]
    offices: tuple[str, ...]
    set: StandardSet

    def sits_at(self, region: Region) -> bool:
        return Level(region.level) in self.levels

    def name_at(self, region: Region) -> str:
        """``KPU Kota Pagar Alam``, ``Polsek Dempo Utara``."""
        return self.pattern.format_map(_words(region))

    def offices_at(self, region: Region) -> tuple[str, ...]:
        """The usual offices as they are titled there: ``Wali Kota Pagar Alam``, ``Camat Dempo Utara``."""
        words = _words(region)
        return tuple(office.format_map(words) for office in self.offices)


class KindsBroken(ValueError):
    """The shipped file of kinds does not say what it must; a defect of the package, found at start."""


def _words(region: Region) -> dict[str, str]:
    return {"title": region.title, "name": bare_name(region), "head": _HEADS[RegionKind(region.kind)]}


def bare_name(region: Region) -> str:
    """The name without its kind in front: ``Pagar Alam`` for ``Kota Pagar Alam``."""
    prefix = f"{RegionKind(region.kind).label} "
    return region.name.removeprefix(prefix)


def parse_kinds(text: str) -> dict[str, AgencyKind]:
    """Read and check the text of the kinds file. Raises ``KindsBroken`` with the kind and key at fault."""
    found: dict[str, AgencyKind] = {}
    for key, entry in tomllib.loads(text).items():
        found[key] = _kind(key, entry)
    return found


def _kind(key: str, entry: Mapping[str, Any]) -> AgencyKind:
    if unknown := set(entry) - _KEYS:
        raise KindsBroken(f"[{key}] unknown key: {', '.join(sorted(unknown))}")
    if missing := _KEYS - {"set"} - set(entry):
        raise KindsBroken(f"[{key}] missing key: {', '.join(sorted(missing))}")
    if bad := [level for level in entry["levels"] if level not in _LEVELS]:
        raise KindsBroken(f"[{key}] levels: unknown level {bad[0]!r}")
    if not entry["levels"]:
        raise KindsBroken(f"[{key}] levels: at least one")
    try:
        kind = AgencyKind(
            key=key,
            name=entry["name"],
            short=entry["short"],
            pattern=entry["pattern"],
            line=Line(entry["line"]),
            levels=frozenset(_LEVELS[level] for level in entry["levels"]),
            aliases=tuple(entry["aliases"]),
            offices=tuple(entry["offices"]),
            set=StandardSet(entry.get("set", "")),
        )
        for template in (kind.pattern, *kind.offices):
            template.format(title="", name="", head="")
    except (ValueError, KeyError, IndexError) as error:
        raise KindsBroken(f"[{key}] {error}") from error
    return kind


@functools.cache
def kinds() -> Mapping[str, AgencyKind]:
    """All kinds by key, in the order of the file."""
    return parse_kinds(_FILE.read_text(encoding="utf-8"))


def kind_choices() -> list[tuple[str, str]]:
    """For forms and filters: key and name."""
    return [
        (kind.key, kind.name if kind.short in kind.name else f"{kind.short} ({kind.name})") for kind in kinds().values()
    ]


def kind_label(key: str) -> str:
    """What people call the kind; the key itself where it is not in the file (any more)."""
    kind = kinds().get(key)
    return kind.short if kind else key


def keys_of_line(line: Line) -> list[str]:
    return [kind.key for kind in kinds().values() if kind.line is line]


@functools.cache
def _by_name() -> Mapping[str, tuple[AgencyKind, ...]]:
    index: dict[str, tuple[AgencyKind, ...]] = {}
    for kind in kinds().values():
        for word in {fold(text) for text in (kind.key, kind.name, kind.short, *kind.aliases)}:
            index[word] = (*index.get(word, ()), kind)
    return index


def kinds_named(text: str, level: int | None = None) -> tuple[AgencyKind, ...]:
    """The kinds that a word from a letter or a file can mean; several where it is ambiguous (PPL: PKD or PTPS).

    A key, name or short name wins over an alias; ``level`` keeps those that sit at that level.
    """
    word = fold(text)
    found = _by_name().get(word, ())
    if level is not None:
        found = tuple(kind for kind in found if level in kind.levels)
    own = tuple(kind for kind in found if word in {fold(kind.key), fold(kind.short), fold(kind.name)})
    return own or found


def asking_kinds() -> list[str]:
    """Kinds of agencies that may ask: the lines of KPU and of Bawaslu."""
    return keys_of_line(Line.ORGANISER) + keys_of_line(Line.SUPERVISOR)
