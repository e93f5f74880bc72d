"""What stands in the way, by kind: what sentences, lists and fields of a text name as obstacles."""

from __future__ import annotations

import re
from collections.abc import Iterable

from siaga.engines.extraction.agencies import mentions
from siaga.engines.extraction.obstacles.clauses import kinds_in
from siaga.engines.extraction.obstacles.factual import DENIED, NOTHING, told_away
from siaga.engines.extraction.obstacles.matching import Clause, kind_of
from siaga.engines.extraction.obstacles.words import RULES
from siaga.engines.extraction.obstacles.words.vocabulary import NUMBER
from siaga.engines.extraction.sentences import Role, Section, Sentence
from siaga.engines.extraction.shapes import Obstacle

__all__ = ["obstacles_of"]

_HEADER = re.compile(
    r"\b(?:kendala|hambatan|permasalahan|masalah|kerawanan|tantangan|ancaman|"
    r"potensi\s+gangguan)\b(?!\s+(?:apa\s+pun|apapun|berarti))",
    re.IGNORECASE,
)
_LISTED = re.compile(
    r"\b(?:kendala|hambatan|permasalahan|kerawanan|tantangan|ancaman)\w*\b[^.;]{0,90}?\b(?:antara\s+lain|"
    r"di\s*antaranya|yakni|yaitu|"
    r"seperti|meliputi|berupa)\b",
    re.IGNORECASE,
)
_IT_IS = re.compile(
    r"\W*(?:kendala|hambatan|masalah)(?:nya)?\b(?:\s+(?:lain|utama))?(?:nya)?\s*(?:adalah|yaitu|yakni|,|:)\s*",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r"^\W*(?:seperti|di\s*antara(?:nya)?|antara\s+lain|kemudian|selain\s+itu|lalu|selanjutnya|juga|pertama|kedua|"
    r"ketiga|keempat|kelima|termasuk|"
    r"yakni|yaitu|mulai\s+dari|misalnya|serta|terakhir|\d[.)]|[-•]|adapun|begitu\s+juga)",
    re.IGNORECASE,
)


def obstacles_of(sentences: Iterable[Sentence]) -> tuple[Obstacle, ...]:
    """The obstacles that telling sentences name; each kind once in a sentence."""
    found: list[Obstacle] = []
    listing, section = False, Section.NONE
    for sentence in sentences:
        if not _tells(sentence):
            continue
        text = sentence.text[sentence.offset :]
        listing = listing and sentence.section is section
        section = sentence.section
        listing = section is Section.OBSTACLES or (listing and bool(_GOES_ON.match(text)))
        if found and _follows(sentence, found[-1]) and _ENDED.match(text):
            found.pop()
        if _is_heading(text) or _says_again(text, found):
            continue
        kinds = _new(_kinds(sentence, text, listing), sentence, text, found)
        found += [Obstacle(kind, sentence.shown, sentence.span) for kind in kinds]
        listing = listing or _announces(text)
    return tuple(found)


def _tells(sentence: Sentence) -> bool:
    """Whether a sentence may name obstacles: no field of the head, no address, no mere name of a guest."""
    if not sentence.told or (sentence.label and sentence.section is Section.NONE):
        return False
    if sentence.section is Section.ATTENDANCE:
        return sentence.role is Role.ITEM and len(sentence.text[sentence.offset :].split()) >= 8
    return sentence.section not in {Section.RECIPIENTS, Section.COPIES, Section.SIGNATURE}


def _kinds(sentence: Sentence, text: str, listing: bool) -> list[str]:
    kinds = [*kinds_in(text, listing, sentence.section is Section.FOLLOW_UP)]
    if told := _LISTED.search(text):
        kinds += kinds_in(text[told.end() :], _announces(text[: told.end()]), False)
    named = _IT_IS.match(text)
    itself = named or (sentence.section is Section.OBSTACLES and sentence.role in {Role.ITEM, Role.FIELD})
    if (
        not kinds
        and itself
        and not told_away(text)
        and (kind := kind_of(text[named.end() :] if named else text, Clause(listing=True, alone=True)))
    ):
        return [kind]
    return list(dict.fromkeys(kinds))


def _new(kinds: list[str], sentence: Sentence, text: str, found: list[Obstacle]) -> list[str]:
    """The kinds without those of obstacles that the sentence only speaks of again."""
    if sentence.section is Section.FOLLOW_UP or _will_do(text):  # what is to be done says what it is done about
        told = {one.kind for one in found}
        kinds = [kind for kind in kinds if kind not in told]
    if found and _follows(sentence, found[-1]):
        kinds = [kind for kind in kinds if kind != found[-1].kind or not _goes_into(text, found[-1])]
    return kinds


def _follows(sentence: Sentence, told: Obstacle) -> bool:
    """Whether a sentence of a paragraph stands right behind an obstacle."""
    return sentence.role is Role.BODY and 0 <= sentence.start - told.span.end <= 2


_ENDED = re.compile(
    r"\W*(?:(?:peng)?gantinya|kekurangannya|kerusakannya|selisihnya)\s+(?:sudah|telah)\s+(?:\w+\s+)?"
    r"(?:tiba|datang|sampai|ada|lengkap|di(?:terima|kirim|pasang|penuhi|perbaiki|antar|cukupi))\b",
    re.IGNORECASE,
)
"""``Penggantinya sudah tiba``: the obstacle right before has ended."""


def _says_again(text: str, found: list[Obstacle]) -> bool:
    """Whether a sentence tells an obstacle nearly word for word again, or what it leads to."""
    return any(_again(text, one.sentence) for one in found[-12:]) or bool(found and _THEREBY.match(text))


def _will_do(text: str) -> bool:
    """Whether a sentence says what an agency or the government is going to do."""
    found = _WILL_DO.search(text)
    return found is not None and (
        bool(_GOVERNMENT.match(text)) or any(one.start < 12 for one in mentions(text[: found.start()]))
    )


_THEREBY = re.compile(
    r"\W*(?:(?:kondisi|situasi|keadaan|hal|masalah)\s+(?:ini|itu|tersebut|demikian)|akibatnya|dampaknya|imbasnya|"
    r"alasannya|penyebabnya|sebabnya|(?:\w+\s+){1,3}?beralasan)\b",
    re.IGNORECASE,
)
"""How a sentence opens that says what the obstacle before it leads to, or comes from."""
_WILL_DO = re.compile(r"\b(?:akan|siap|bakal|segera|sanggup|bersedia|menyanggupi)\s+(?:segera\s+)?me\w+", re.IGNORECASE)
_GOVERNMENT = re.compile(r"\W*(?:pem(?:prov|kab|kot|da)|pemerintah)\b", re.IGNORECASE)


def _goes_into(text: str, told: Obstacle) -> bool:
    """Whether a short sentence only says more of the obstacle right before it: how many, or of the same thing again."""
    if len(text.split()) > 12:
        return False
    return bool(_HOW_MANY.match(text)) or bool(_subjects(text, told.kind) & _subjects(told.sentence, told.kind))


def _subjects(text: str, kind: str) -> set[str]:
    return {
        one[0].lower()
        for rule in RULES
        if rule.kind == kind
        for one in rule.subject.finditer(text)
        if not (rule.weak and rule.weak.match(one[0]))
    }


_HOW_MANY = re.compile(
    rf"\W*(?:(?:masih|baru|sisanya|selebihnya|tinggal|totalnya|jumlahnya|saat\s+ini|sampai|hingga)\b|{NUMBER}\b)",
    re.IGNORECASE,
)


def _is_heading(text: str) -> bool:
    """Whether a line is a heading between paragraphs: no stop, and its words begin with capitals."""
    words = [word for word in re.findall(r"[^\W\d_]+", text) if len(word) > 3]
    return len(words) >= 5 and text[-1:].isalpha() and sum(word[0].isupper() for word in words) >= 0.9 * len(words)


def _again(text: str, told: str) -> bool:
    """Whether a sentence is one that was told before, nearly word for word."""
    one, two = set(re.findall(r"\w+", text.lower())), set(re.findall(r"\w+", told.lower()))
    return len(one & two) >= 0.75 * min(len(one), len(two)) and len(one & two) >= 6


def _announces(text: str) -> bool:
    """A sentence that says that obstacles follow."""
    match = _HEADER.search(text)
    if match is None or NOTHING.search(text):
        return False
    before = re.sub(r"\b(?:agar|supaya|mengatasi)\b", "", text[max(0, match.start() - 50) : match.start()])
    return not DENIED.search(before)
