"""Names as people type them: folding for search and for matching."""

from __future__ import annotations

import re
import unicodedata

_NOT_A_LETTER = re.compile(r"[^a-z0-9]+")


def fold(name: str) -> str:
    """Lower case, no accents, no punctuation, single spaces: ``Sri Kenanga`` and ``SRI-KENANGA`` fold alike."""
    if not name.isascii():
        name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    plain = name.lower()
    if plain.isalnum():  # one word: most names
        return plain
    return _NOT_A_LETTER.sub(" ", plain).strip()
