"""Whether a clause names an obstacle: the subject of a rule with a trouble of that rule near it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from siaga.engines.extraction.obstacles.factual import CONDITION, DENIED, NOWADAYS, OF_ANOTHER_TIME, SOLVED, denied
from siaga.engines.extraction.obstacles.words import RULES, Rule


@dataclass(frozen=True, slots=True)
class Clause:
    """What holds for a clause. listing: it stands in a list of obstacles; promised: in a list of things to do;
    alone: its subject is trouble enough; harm: its sentence says what an ``if`` would do; floor: where its own words
    begin, after those of the clause before.
    """

    listing: bool = False
    promised: bool = False
    alone: bool = False
    harm: bool = False
    floor: int = 0


def kind_of(text: str, clause: Clause) -> str | None:
    """The kind of the first subject that has its trouble in the clause."""
    if SOLVED.search(text) or (OF_ANOTHER_TIME.search(text) and not NOWADAYS.search(text)):
        return None
    best: tuple[tuple[bool, int, int], str] | None = None
    for rank, rule in enumerate(RULES):
        place = _place(text, rule, clause)
        if place is not None and (best is None or (*place, rank) < best[0]):
            best = ((*place, rank), rule.kind)
    if best is None:
        return None
    return _cause(text, best[1], clause) or best[1]


def _cause(text: str, kind: str, clause: Clause) -> str | None:
    """``belum bisa berlayar karena cuaca buruk``: of goods and ways held up by nature, nature is the obstacle."""
    found = _BECAUSE.search(text) if kind in _HELD_UP else None
    if found is None or found.end() < clause.floor:
        return None
    behind = kind_of(text[found.end() :], replace(clause, floor=0))
    return behind if behind in _NATURE else None


_BECAUSE = re.compile(r"\b(?:akibat|karena|lantaran|sebab|disebabkan|imbas|gara-gara|oleh)\b", re.IGNORECASE)
_HELD_UP = frozenset({"logistics", "access"})
_NATURE = frozenset({"weather", "hazard"})


_ANYBODY = re.compile(
    r"warga|massa|pendukung|simpatisan|kapal|mobil|kendaraan|lampu|aplikasi|laman|lokasi", re.IGNORECASE
)
_WIDE = frozenset({"access", "staffing"})
"""Kinds whose subjects (a village, an officer) stand in sentences about anything."""


def _place(text: str, rule: Rule, clause: Clause) -> tuple[bool, int] | None:
    """Where a rule finds its obstacle in a clause, and before that whether by a weak subject alone."""
    places: list[tuple[bool, int]] = []
    for whole in rule.whole.finditer(text) if rule.whole else ():
        if (
            whole.end() > clause.floor
            and not denied(text, rule.kind, whole, whole, clause.harm)
            and _bare(text, clause)
        ):
            places.append((False, whole.start()))
            break
    alone = clause.alone and rule.kind not in _WIDE and not DENIED.search(text) and not CONDITION.search(text)
    for subject in rule.subject.finditer(text):
        if (alone and not _ANYBODY.match(subject[0])) or _trouble(text, subject, rule, clause):
            weak = bool(rule.weak and rule.weak.match(subject[0]))
            places.append((weak, subject.start()))
            if not weak:
                break
    return min(places, default=None)


_NEAR = 70
"""So many letters apart, a subject and its trouble belong together."""


def _trouble(text: str, subject: re.Match[str], rule: Rule, clause: Clause) -> bool:
    """Whether a subject has its trouble near it, and nothing denies it."""
    end = subject.end()
    near = [
        one
        for one in rule.trouble.finditer(text, max(0, end - _NEAR), end + 3 * _NEAR)
        if one.start() <= end + _NEAR and one.end() > clause.floor
    ]
    if clause.listing and not near and _ALONE_IN_LIST.match(subject[0]):
        return not DENIED.search(text[: subject.end()])
    return any(
        not denied(text, rule.kind, subject, one, clause.harm)
        and _bare(text, clause)
        and _meant(text, subject, one, rule)
        for one in near
    )


def _bare(text: str, clause: Clause) -> bool:
    """A promise names an obstacle only where it says that it is there."""
    return not clause.promised or bool(_STILL.search(text))


_STILL = re.compile(
    r"\b(?:belum|masih|diduga|dugaan|yang\s+(?:sakit|rusak|hilang|kurang|terendam|putus|longsor|mundur))\b",
    re.IGNORECASE,
)


def _meant(text: str, subject: re.Match[str], one: re.Match[str], rule: Rule) -> bool:
    """Whether subject and trouble belong together in the sense of the rule."""
    first = min(one.start(), subject.start())
    warded = _WARDED.search(text[first:]) and not re.search(r"\d|\bmasih\b|\bTPS\b|\b[Dd]esa\b", text)
    if rule.kind in _FEARED and warded:
        return False
    if rule.kind == "access" and (not _passable(subject[0], one[0]) or _BY_WAVES.match(text[one.end() :])):
        return False
    return not re.match(r"kurang\s+(?:rawan|lebih|dari)\b", text[one.start() :], re.IGNORECASE)


_BY_WAVES = re.compile(
    r"[^,;]{0,12}\b(?:sinyal|jaringan|internet|listrik|seluler|telepon|PLN|layanan)\b", re.IGNORECASE
)
"""What does not reach a village is no road."""
_FEARED = frozenset({"hazard", "weather", "security", "hoax", "sara", "money_politics", "fraud"})
_WARDED = re.compile(
    r"\b(?:harus|perlu|wajib|dapat|bisa|agar|untuk)\s+(?:\w+\s+)?di(?:waspadai|antisipasi|cegah|hindari|atasi|"
    r"minim\w+|tekan)"
)
_ALONE_IN_LIST = re.compile(
    r"kesehatan|kebugaran|cuaca|geografis|politik\s+uang|hoaks?|netralitas|keamanan|anggaran|listrik|internet|"
    r"sinyal|banjir|longsor|bencana|serangan\s+fajar|SARA",
    re.IGNORECASE,
)


def _passable(subject: str, trouble: str) -> bool:
    """``rusak``, ``putus``, ``longsor`` hinder access only where a way is meant."""
    return not _OF_WAYS.fullmatch(trouble) or bool(_WAY.match(subject))


_OF_WAYS = re.compile(
    r"rusak.*|berlumpur|licin|putus|terputus|ambruk|longsor|tertimbun|tertutup|ekstrem|amblas|berlubang|becek|surut|"
    r"menjadi\s+kendala|menyulitkan",
    re.IGNORECASE,
)
_WAY = re.compile(
    r"jalan|jln|akses|jembatan|medan|jalur|sungai|penyeberangan|transportasi|ruas|rute|tanjakan|geografis|lokasi",
    re.IGNORECASE,
)
