"""Patterns of first sections for a new desk, read once from ``desk_patterns.toml`` and checked."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from siaga.desk.models.desk import DeskFunction

_FILE = Path(__file__).with_name("desk_patterns.toml")


@dataclass(frozen=True, slots=True)
class SectionPattern:
    name: str
    functions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DeskPattern:
    """First sections, with where the pattern was seen."""

    key: str
    name: str
    source: str
    sections: tuple[SectionPattern, ...]


@functools.cache
def patterns() -> Mapping[str, DeskPattern]:
    """All patterns by key, in the order of the file. Raises ``ValueError`` naming an unknown function."""
    found = {}
    for key, entry in tomllib.loads(_FILE.read_text(encoding="utf-8")).items():
        sections = tuple(SectionPattern(one["name"], tuple(one["functions"])) for one in entry["sections"])
        for section in sections:
            if unknown := set(section.functions) - set(DeskFunction.values):
                raise ValueError(f"[{key}] {section.name}: unknown function {min(unknown)!r}")
        found[key] = DeskPattern(key, entry["name"], entry["source"], sections)
    return found
