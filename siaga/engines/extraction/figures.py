"""Figures of a text: its numbers, and those whose noun is left out; the same told twice counts once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from siaga.engines.extraction.counted import CLASSIFIERS, STATES
from siaga.engines.extraction.numbers import DIGITS, Raw, amount_of, is_state, raw_figures
from siaga.engines.extraction.sentences import Role, Sentence
from siaga.engines.extraction.shapes import Figure, Span
from siaga.engines.extraction.words import NUMBER_WORDS, squeezed

_FIELDS_WITHOUT = re.compile(
    r"nomor|^no$|lamp|hal|perihal|waktu|pukul|jam|hari|tanggal|tgl|sifat|tempat|lokasi|dasar|kepada|dari|acara|"
    r"agenda|kegiatan|media"
)
_NUMBERED = re.compile(r"\s*(?:\(?\d{1,2}[.)](?=\s)|\d{1,2}(?:\s*\||[ \0]{2,}))\s*")
"""The number of a paragraph or of a row."""


def figures_in(sentence: Sentence, barred: Iterable[tuple[int, int]], before: Figure | None = None) -> Iterator[Figure]:
    """Figures of a sentence of the text. barred: places in the text that are dates and times. before: the figure last
    told, of which this sentence may tell a part (``empat di antaranya``).
    """
    if sentence.label and _FIELDS_WITHOUT.search(sentence.label) and not sentence.label.startswith("hadir"):
        return
    offset = sentence.start
    inner = [(low - offset, high - offset) for low, high in barred if low < sentence.end and offset < high]
    counted = _NUMBERED.match(sentence.text)
    begins = sentence.value - sentence.start if sentence.role is Role.ITEM else counted.end() if counted else 0
    text = " " * begins + sentence.text[begins:]
    parts = list(_parts(text, before, inner))
    told = raw_figures(text, [*inner, *((one.start, one.end) for one in parts)], sentence.role is Role.LINKED)
    for raw in sorted([*told, *parts], key=lambda one: one.start):
        at = Span(raw.start + offset, raw.end + offset)
        yield Figure(raw.value, raw.unit, raw.counts, sentence.shown, sentence.span, at)


_PART = re.compile(
    rf"(?<![\w.,-])(?P<n>{DIGITS}|{NUMBER_WORDS})\s+(?:(?P<as>orang|buah|unit)\s+)?di\s*antaranya\b(?P<rest>[^,.;]{{0,60}})",
    re.IGNORECASE,
)
_LEFT_OUT = re.compile(
    rf"(?:\(|(?:[,;]|\b(?:dan|baru|tetapi|tapi|namun|sementara|sedangkan|tinggal|hanya|cuma|ada))\s+)"
    rf"(?:(?:baru|hanya|cuma|ada|masih|sudah|tinggal|sekitar)\s+)*"
    rf"(?:(?P<n>{DIGITS}|{NUMBER_WORDS})\s+(?P<rest>(?:(?:sangat|kurang|tidak|belum)\s+)?[a-z]{{3,}})|"
    rf"(?P<how>(?:(?:sangat|kurang|tidak)\s+)?(?:{'|'.join(sorted(STATES))}|di[a-z]{{5,}}))\s+(?:ada\s+)?(?P<n2>\d{{1,5}})(?![\d.]*\d)(?=\s*(?:[,;.)]|$)))",
    re.IGNORECASE,
)
"""``…, 12 sakit``, ``rawan 7``: what they count is left out, being what was counted just before."""


def _parts(text: str, before: Figure | None, barred: list[tuple[int, int]]) -> Iterator[Raw]:
    """Numbers of those just counted."""
    found = list(_PART.finditer(text))
    found += [one for one in _LEFT_OUT.finditer(text) if one["how"] or is_state(one["rest"].split()[-1])]
    told: Raw | Figure | None = None
    for match in sorted(found, key=lambda one: one.start()):
        group = "n" if match["n"] else "n2"
        start, end = match.span(group)
        value = amount_of(match[group])
        inside = [one for one in raw_figures(text[:start], barred) if one.unit not in {"%", "rupiah"}]
        counted = [one for one in inside if value is not None and one.value > value]
        whole = told or (counted[-1] if counted else before if match.re is _PART and not inside else None)
        unit = whole.unit if whole else ""
        in_words = match[group][0].isalpha()
        if value is None or (value < 2 and in_words) or unit in {"", "%", "rupiah"}:
            continue
        if not any(start < high and low < end for low, high in barred):
            rest = (match["rest"] or match["how"]).removesuffix("yang")
            named = match["as"] if match.re is _PART else None
            alone = named if not counted else None
            things = alone or (whole.counts if whole and unit.lower() in CLASSIFIERS else unit)
            told = whole if match.re is _PART else told
            yield Raw(value, named or unit, f"{things} {squeezed(rest)}".strip(), start, end)


def once(found: Iterable[Figure]) -> tuple[Figure, ...]:
    """Without those that a text tells twice: same value, same unit, and no other qualifier."""
    kept: dict[tuple[float, str], list[Figure]] = {}
    for figure in found:
        same = kept.setdefault((figure.value, figure.unit.lower()), [])
        if figure.unit == "%" or figure.unit == "rupiah":
            if not same:
                same.append(figure)
            continue
        words = set(figure.counts.lower().split())
        if not any(words <= (other := set(one.counts.lower().split())) or other <= words for one in same):
            same.append(figure)
    return tuple(sorted((one for group in kept.values() for one in group), key=lambda one: one.at))
