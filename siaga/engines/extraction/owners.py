"""Who answers for a line of a list: named before it, after it, or between signs that set the name apart."""

from __future__ import annotations

import re

from siaga.engines.extraction.actors import GOVERNMENT, actors
from siaga.engines.extraction.agencies import Mention
from siaga.engines.extraction.words import ANY_MONTH, ANY_WEEKDAY

_BARE = {"desa": "desa", "kelurahan": "desa", "kampung": "desa", "kecamatan": "kecamatan", "distrik": "kecamatan"}
_BARE_OFFICE = re.compile(rf"\b(?P<who>{'|'.join(_BARE)})\b", re.IGNORECASE)
_SET_APART = re.compile(r"\s+-+>?\s+|\s*(?:=>|->|→)\s*|[()\[\]]|\s*[|;/]\s+|:\s+(?=\S+(?:\s+\S+){0,5}$)|,\s+(?=oleh\b)")
"""Signs between a task, who answers for it, and when."""
_BESIDE_NAMES = re.compile(
    rf"\W*(?:(?:dan|serta|bersama|dengan|oleh|PIC|PJ|penanggung\s*jawab|pelaksana|koordinator|dibantu|didampingi|para|pihak|"
    rf"seluruh|se|tim|dinas|kepala|ketua|paling|lambat|sebelum|tgl|tanggal|hari|H|kab|kabupaten|kota|kec|setempat|masing-masing|"
    rf"{ANY_MONTH}|{ANY_WEEKDAY}|besok|lusa|(?-i:[A-Z])\w*|\d+)\b\W*)*",
    re.IGNORECASE,
)
"""What may stand beside the names of those who answer for a task."""


def owners(cell: str) -> list[Mention]:
    """Who is named where only names are expected: ``PPK + Polsek``, ``Kas Kecamatan``."""
    found = actors(cell)
    if found:
        return found
    bare = _BARE_OFFICE.search(cell)
    return [Mention(_BARE[bare["who"].lower()], *bare.span("who"), False)] if bare else []


def set_apart(body: str) -> list[Mention]:
    """The names that signs set apart in a line: ``Penertiban baliho, paling lambat 10 November (Satpol PP)``."""
    at = 0
    pieces = []
    for sign in _SET_APART.finditer(body):
        pieces.append((at, body[at : sign.start()]))
        at = sign.end()
    pieces.append((at, body[at:]))
    if len(pieces) < 2:
        return []
    for start, piece in reversed(pieces):
        named = owners(piece)
        rest = piece
        for one in reversed(named):
            rest = rest[: one.start] + rest[one.end :]
        if named and named[0].kind != GOVERNMENT and _BESIDE_NAMES.fullmatch(rest):
            return [Mention(one.kind, start + one.start, start + one.end, one.office) for one in named]
    return []
