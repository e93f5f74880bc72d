"""The kinds of obstacles that a sentence names, clause by clause."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from siaga.engines.extraction.obstacles import factual
from siaga.engines.extraction.obstacles.factual import (
    CONDITION,
    DENIED,
    FOR_A_WHILE,
    HARM,
    NOWADAYS,
    OF_ANOTHER_TIME,
    SOLVED,
    warns_of_a_place,
)
from siaga.engines.extraction.obstacles.matching import Clause, kind_of
from siaga.engines.extraction.obstacles.words.vocabulary import THINGS, listed
from siaga.engines.extraction.words import SAYS

_CLAUSE = re.compile(
    r"[,;]\s+(?!\s*S\.)|\s+(?:serta|maupun|sedangkan|sementara|namun|tetapi|tapi|sehingga|dan\s+juga|hingga(?!\s+\d))\s+|\s+dan\s+(?=(?:sudah|masih|juga)\s+ada\s)|"
    r"(?<=[a-z]{4})\.\s+|\s\|\s|\s+dan\s+(?=\d[\d.]*\s+\w+\s+(?:\w+\s+)?(?:belum|tidak|masih|rawan|sulit|rusak)\b)"
)
_LEANS = re.compile(
    r"\s*(?:(?:masih|sisanya|selebihnya|sangat|jadi|yang|juga|saja|ini|itu|sudah|dan|akan|bisa|di\s+\w+|padahal|ternyata|\w+nya)\s+){0,3}"
    rf"(?:{listed(THINGS)}|belum|tidak|tak|kurang|meninggal|mati|padam|putus|terputus|sering|kerap|cuma|hanya|menunggu|error|down|sakit|mundur|dirawat)\b",
    re.IGNORECASE,
)
"""A clause that opens with the trouble of a subject in the clause before."""
_TROUBLED = re.compile(
    r"\b(?:rusak|bocor|mogok|macet|mati|padam|putus|hilang|terlambat|telat|kosong|lowong|gagal|kandas|basah|robek|ambruk|masih\s+(?:masuk|ada|ter\w+)|"
    r"kurang|belum\s+(?:\w+\s+)?(?:di|ter)\w{4,}|(?:belum|tak|tidak)\s+(?:bisa|dapat|kunjung|menyala|datang|tiba|cair|turun))\b",
    re.IGNORECASE,
)
"""A clause that names a trouble without what is in trouble."""
_ASIDE = re.compile(
    rf"\W*(?:(?:{SAYS}|lanjut|cerita|aku)(?:nya|\s+(?:dia|ia|beliau|\w+))?"
    r"(?:\W+\w+){0,3}\W*$|menurut\s+(?:\w+\s*){1,4}$)",
    re.IGNORECASE,
)
"""Who says it, in the middle of what is said."""


_ASKS_HOW = re.compile(
    r"\b(?:(?:bagaimana|gimana)\s+(?:mau|bisa|mungkin|kami|kita|me\w+)|mau\s+bagaimana|apa\s+jadinya|percuma|apa\s+gunanya)\b",
    re.IGNORECASE,
)
"""``Bagaimana mau kirim hasil kalau menaranya mati?``: what stands behind the ``if`` is there."""
_CARRIERS = re.compile(
    r"\b(?:truk|mobil|motor|kendaraan|kapal|perahu|speed\w*|pesawat|alat\s+berat|angkutan)\b", re.IGNORECASE
)
_CROSSING = re.compile(r"\b(?:menyeberang|berangkat|berlayar|melaut|lewat|dikirim|diantar|diangkut)\b", re.IGNORECASE)
_CARRIED = frozenset({"logistics", "access"})
_CUTS_WAYS = frozenset({"access", "hazard", "weather"})
"""What cannot pass where the way is cut is no trouble of its own."""


@dataclass(slots=True)
class _Before:
    """What the clauses before leave to the next one.

    denied, earlier: they deny, or tell of an earlier vote. words: theirs, for a clause that leans on them; aside:
    between stood only who says it. named: they name obstacles; follows, told: this one is what they lead to, and told.
    way_cut: they cut a way.
    """

    denied: bool = False
    earlier: bool = False
    words: str = ""
    aside: bool = False
    named: bool = False
    follows: bool = False
    told: bool = False
    way_cut: bool = False
    carried: bool = False


def kinds_in(text: str, listing: bool, promised: bool) -> Iterator[str]:
    """Kinds in the order of their clauses. listing: obstacles are being listed; promised: things to do are."""
    sentence = text.replace('"', " ")
    if factual.told_away(sentence):
        return
    harm = bool(HARM.search(sentence) or _ASKS_HOW.search(sentence))
    before = _Before()
    start = 0
    for cut in [*_CLAUSE.finditer(sentence), None]:
        clause = sentence[start : cut.start() if cut else len(sentence)]
        rest = sentence[cut.end() :] if cut else ""
        before.denied = _denied_from_before(sentence, start, clause, before.denied, last=cut is None)
        names = False
        for part in _parts(clause) if listing else [clause]:
            here = Clause(listing or (before.named and len(part.split()) <= 5), promised, harm=harm)
            kind = _kind_here(part, here, before)
            if kind is None or before.denied or before.earlier or _is_over(part, rest):
                continue
            before.named = names = True
            carried = kind in _CARRIED and bool(_CARRIERS.search(part) or _CROSSING.search(part))
            if not (before.follows and before.told) and not (carried and (before.way_cut or before.carried)):
                yield kind
                before.told = True
            before.carried = before.carried or carried
            before.way_cut = before.way_cut or kind in _CUTS_WAYS
        if cut:
            _carry_on(before, clause, cut[0].strip(" ,;").lower(), sentence, listing)
            if names:
                before.words = ""
            start = cut.end()


def _kind_here(part: str, here: Clause, before: _Before) -> str | None:
    """The kind that a part names by itself, or by what the clauses before named."""
    kind = kind_of(part, here)
    if kind is None and before.words and (before.aside or _LEANS.match(part) or _TROUBLED.search(part)):
        return kind_of(f"{before.words} {part}", replace(here, floor=len(before.words)))
    return kind


def _is_over(part: str, rest: str) -> bool:
    """Whether what follows tells that the trouble of a part has ended."""
    if FOR_A_WHILE.search(part) and SOLVED.search(rest):
        return True
    return bool(rest) and factual.ended_in(_CLAUSE.split(rest, maxsplit=2))


def _carry_on(before: _Before, clause: str, joint: str, sentence: str, listing: bool) -> None:
    denies = bool(DENIED.search(clause))
    before.aside = bool(before.words and _ASIDE.match(clause))
    if not before.aside:
        before.words = "" if denies else clause[-120:]
    if joint == ".":
        before.words = ""
    short = before.earlier or len(clause.split()) <= 9
    if not before.aside:
        before.earlier = bool(OF_ANOTHER_TIME.search(clause)) and short and not NOWADAYS.search(sentence)
    # What an obstacle leads to is no second one.
    before.follows = joint in {"sehingga", "hingga"} or bool(CONDITION.search(clause))
    before.told = before.told and before.follows
    before.denied = denies and joint in {"", "serta", "maupun", "dan juga"} and not listing


def _denied_from_before(quoted: str, start: int, clause: str, denied: bool, last: bool) -> bool:
    """Whether what an earlier clause denies, a clause goes on to deny: ``mencegah hoaks, fitnah dan politik uang``."""
    opening = DENIED.match(clause.lstrip())
    if opening and not warns_of_a_place(opening[0], clause):
        return True
    if not denied:
        return False
    if re.match(r"\s*(?:dan|atau|maupun|serta)\b", clause):
        return True
    if re.search(r"\b(?:maupun|atau|serta)\s+$", quoted[:start]):
        return True
    turned = re.search(r"\b(?:namun|tetapi|tapi|sehingga|sementara)\b", quoted[max(0, start - 12) : start])
    return not last and not turned and len(clause.split()) <= 3


def _parts(clause: str) -> list[str]:
    return re.split(
        r"\s+dan\s+(?=(?:cuaca|jaringan|listrik|kesehatan|logistik|kondisi|akses|sinyal|keamanan|politik|hoaks)\b)",
        clause,
    )
