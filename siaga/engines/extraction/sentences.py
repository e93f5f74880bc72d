"""A text as sentences that know their place, their section and whether they belong to a meeting at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from siaga.engines.extraction.lines import (
    CHAT,
    INLINE_LINKED,
    UNENDED,
    Line,
    Role,
    Section,
    cleaned,
    in_columns,
    is_row,
    lines_of,
)
from siaga.engines.extraction.sections import set_sections
from siaga.engines.extraction.shapes import Span
from siaga.engines.extraction.words import bag, squeezed

__all__ = ["Role", "Section", "Sentence", "cleaned", "sentences"]

MOST_IN_SENTENCE = 1500
_ABBREVIATIONS = bag(
    "pj pjs plt plh pgs kab kec kel prov no nomor h hj dr drs dra drg ir prof kh k.h tgk st bpk sdr sdri ust jl "
    "jln gg rt rw lt ka wk wkl sek bag bid bp "
    "tgl pkl hlm hal yth s m a an a.n u.p up sos si ip stp s.stp kom pd ag kes hum ak letkol kol kapt lettu "
    "letda mayjen "
    "brigjen kombes inf cke art arm cpl czi cba caj rp pt cv ub lamp tk gol ds dsn kep telp hp wib e.g i.e b c d "
    "e f g i j k l rg gd ny nn tn pdt irjen "
    "n o p q r t u v w x y z sd s.d dkk ketum mr ms akbp akp kompol pol purn"
)
_STARTERS = bag(
    "ia dia beliau dalam menurut namun rapat rakor selain hal kegiatan pada turut hadir sementara acara untuk "
    "kemudian lebih "
    "adapun kami kita sebagai oleh dari di saat ini itu selanjutnya setelah pertemuan sebelumnya tujuan juga"
)
_STOP = re.compile(r"[.!?]+[\"')\]]{0,3}(?=\s)")


@dataclass(frozen=True, slots=True)
class Sentence:
    """label: of a field (``tempat``), in small letters; value: where in the text its value begins.

    text: cleaned; given: as the text has it.
    """

    start: int
    end: int
    text: str
    role: Role
    section: Section
    paragraph: int
    label: str = ""
    value: int = 0
    given: str = ""

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)

    @property
    def shown(self) -> str:
        """As the text has it, on one line."""
        return squeezed(self.given or self.text)

    @property
    def told(self) -> bool:
        """Whether it tells of the meeting: no headline, no caption, no linked headline, no noise."""
        return self.role in {Role.BODY, Role.FIELD, Role.ITEM}

    @property
    def offset(self) -> int:
        """Where the value of a field begins within the sentence; 0 for other sentences."""
        return max(0, self.value - self.start) if self.role is Role.FIELD else 0


def sentences(text: str, given: str = "") -> list[Sentence]:
    """The sentences of a clean text; ``given`` is the text before cleaning, whose pictures mark fields."""
    given = given or text
    lines = lines_of(text, given)
    set_sections(text, lines)
    return list(_split(text, lines, given))


def _split(text: str, lines: list[Line], given: str) -> Iterator[Sentence]:
    at = 0
    while at < len(lines):
        line = lines[at]
        end = line.end
        while at + 1 < len(lines) and _runs_on(text, lines[at], lines[at + 1]):
            at += 1
            end = lines[at].end
        at += 1
        if line.role in {Role.BODY, Role.ITEM, Role.FIELD}:
            bounds = list(_bounds(text, line.start, end))
        else:
            bounds = [(line.start, end)]
        bounds = [piece for low, high in bounds for piece in _bounded(text, low, high)]
        for number, (first, last) in enumerate(bounds):
            role = line.role if number == 0 or line.role is not Role.FIELD else Role.BODY
            yield Sentence(
                first, last, text[first:last], role, line.section, line.paragraph,
                line.label if number == 0 else "", line.value if number == 0 else first, given[first:last],
            )  # fmt: skip


def _bounded(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence without end is cut between words, so that no rule works on more than ``MOST_IN_SENTENCE``."""
    while end - start > MOST_IN_SENTENCE:
        cut = text.rfind(" ", start + 1, start + MOST_IN_SENTENCE)
        cut = cut if cut > 0 else start + MOST_IN_SENTENCE
        yield start, cut
        start = cut + 1 if text[cut] == " " else cut
    if start < end:
        yield start, end


_NEW_POINT = re.compile(rf"{CHAT}|[A-Z][\w./&()-]*(?: [\w./&()-]+){0, 4} ?: ")
"""Who is given the word, or what is told of, begins a line of its own."""


def _runs_on(text: str, line: Line, after: Line) -> bool:
    """Whether a line break is only where the page was full."""
    if line.role not in {Role.BODY, Role.ITEM, Role.FIELD} or after.role is not Role.BODY:
        return False
    if after.pictured or (text[after.start] == "(" and text[after.end - 1] == ")"):
        return False
    if line.role is Role.FIELD and line.paragraph == after.paragraph and text[line.end - 1] == ",":
        return True
    if line.paragraph == after.paragraph and UNENDED.search(text, line.start, line.end):
        return True
    if line.paragraph != after.paragraph or (after.section is not line.section and line.role is not Role.BODY):
        return False
    here = text[line.start : line.end]
    if _NEW_POINT.match(text, after.start, after.end):
        return False
    there = text[after.start : after.end]
    if line.role is Role.BODY and any(is_row(one) or in_columns(one) for one in (here, there)):
        return False
    if here.endswith((".", "!", "?", ":", ";", '"')) or "|" in here:
        return False
    if text[after.start].islower() and text[after.start : after.start + 2] not in {"a.", "b."}:
        return True
    return line.role is Role.BODY and len(here) >= 60 and len(here) <= 140


def _bounds(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Sentence ends: a stop, then a capital, a digit or a quote, unless the stop belongs to an abbreviation."""
    linked = [(found.start(), found.end()) for found in INLINE_LINKED.finditer(text, start, end)]
    first = start
    for stop in _STOP.finditer(text, start, end):
        after = stop.end()
        while after < end and text[after].isspace():
            after += 1
        if after >= end:
            break
        if any(low <= stop.start() < high for low, high in linked):
            continue
        if not _begins(text, after, end) or _abbreviated(text, first, stop.start(), stop[0], text[after:end]):
            continue
        yield first, stop.end()
        first = after
    if first < end:
        yield first, end


def _begins(text: str, at: int, end: int) -> bool:
    sign = text[at]
    if sign in "\"'([" and at + 1 < end:
        sign = text[at + 1]
    return sign.isupper() or sign.isdigit()


def _abbreviated(text: str, first: int, stop: int, sign: str, rest: str) -> bool:
    if not sign.startswith(".") or len(sign.strip("\"')]")) > 1:
        return False
    token = re.search(r"[\w.]*$", text[max(first, stop - 24) : stop])
    word = token[0] if token else ""
    if not word or text[stop - 1 : stop] in "\"')]":
        return False
    if word.isdigit() and text[max(0, stop - len(word) - 1)] in "-+/":
        return False  # H-5.
    if word.isdigit():
        before = text[max(first, stop - len(word) - 2) : stop - len(word)]
        return len(word) <= 2 and not re.search(r"[a-z]\s$", before) and not rest[:1].isdigit()
    degree = "." in word and len(word) <= 8 and not any(sign.isdigit() for sign in word)
    if degree or (word.lower() in {"si", "sos", "ip", "pd", "ag", "kom", "hum", "kes", "ak"} and word[0].isupper()):
        begins = re.match(r"[\"'(]*(\w+)", rest)
        return not (begins and begins[1].lower() in _STARTERS)
    if len(word) == 1 and word.isalpha():
        return True
    return word.lower() in _ABBREVIATIONS and word.lower() not in {"wib", "e"}
