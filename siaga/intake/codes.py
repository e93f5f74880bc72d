"""The two spellings of a region code: Kemendagri with dots, KPU the same digits without."""

from __future__ import annotations

import re

_DOTTED = re.compile(r"\d{2}(?:\.\d{2}(?:\.\d{2}(?:\.\d{4})?)?)?", re.ASCII)
_DIGITS = re.compile(r"\d{2}|\d{4}|\d{6}|\d{10}", re.ASCII)
_LEVEL_OF_LENGTH = {2: 1, 5: 2, 8: 3, 13: 4}


def is_code(text: str) -> bool:
    """Whether the text is a code with dots: ``16``, ``16.72``, ``16.72.01``, ``16.72.01.1001``."""
    return _DOTTED.fullmatch(text) is not None


def dotted(text: str) -> str | None:
    """The code with dots, from either spelling (``1672011001`` → ``16.72.01.1001``); None if it is neither."""
    if _DOTTED.fullmatch(text):
        return text
    if _DIGITS.fullmatch(text):
        return ".".join(part for part in (text[:2], text[2:4], text[4:6], text[6:]) if part)
    return None


def level_of(code: str) -> int:
    """1 province, 2 regency or city, 3 sub-district, 4 village; the code must be dotted and well-formed."""
    return _LEVEL_OF_LENGTH[len(code)]


def parent_of(code: str) -> str:
    """The code one level up; empty above a province."""
    return code.rpartition(".")[0]
