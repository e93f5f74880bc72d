"""When a meeting was: its day and its hour among all that a text tells."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from datetime import date, time, timedelta

from siaga.engines.extraction import places
from siaga.engines.extraction.dates import (
    OTHER_VOTES,
    DateFound,
    dates,
    is_deadline,
    is_vote,
    settled,
    times,
    within,
    years_of,
)
from siaga.engines.extraction.sentences import Role, Section, Sentence
from siaga.engines.extraction.shapes import Span
from siaga.engines.extraction.words import EARLIER, MEETING, SPEECH, number_in_words

_APART = {Section.RECIPIENTS, Section.COPIES, Section.SIGNATURE}
_LATE = re.compile(r"\b(?:paling\s+lambat|selambat\S*|sebelum|batas)\b", re.IGNORECASE)
_OVER = re.compile(r"\b(?:ditutup|selesai|berakhir|hingga|sampai|s\.?d\.?)\b[^,]{0,20}$", re.IGNORECASE)
_BYLINE = re.compile(r"\d{4}\s*[|,-]?\s*$|\|\s*$")
_CLOCK_FIELD = re.compile(r"waktu|pukul|jam|pkl")
_OCCASION = re.compile(rf"\b(?:{MEETING}|kegiatan|acara)\b", re.IGNORECASE)
_EVENT = re.compile(rf"\b{MEETING}\b", re.IGNORECASE)
_NEXT = re.compile(
    rf"\b{MEETING}\s+(?:\w+\s+)?(?:lagi|berikut(?:nya)?|selanjutnya|lanjut(?:an)?|mendatang|depan)\b[^.;]{{0,60}}$",
    re.IGNORECASE,
)
_ELSE_DAY = re.compile(
    r"\b(?:penyortiran|penyaluran|distribusi|apel|kampanye|masa\s+tenang|debat|pelantikan|dilantik|simulasi|bimtek|psu|"
    r"ulang|coklit|sejak|tahapan|undang-undang|peraturan|kesepakatan|surat)\b[^,.;]{0,60}$",
    re.IGNORECASE,
)
_WILL = re.compile(
    r"\b(?:akan|bakal|siap|sanggup|menyanggupi|berjanji)\s+(?:\w+\s+){0,2}?(?:me|ber)\w+[^.;]{0,120}$", re.IGNORECASE
)
"""What somebody is going to do has a day of its own."""
_SAID_TO_BE = re.compile(r"\bpada\s+(?:hari\s+)?$|\btanggal\s+$|\bhari\s+ini,?\s+$|\([^)]{0,20}$", re.IGNORECASE)
_EARLIER = re.compile(rf"\W*{EARLIER}\b", re.IGNORECASE)
_DAYS_BEFORE = {"sehari": 1, "sepekan": 7, "seminggu": 7}
_LETTER_DAY = 30
"""What the day of a letter is worth as that of its meeting."""
_HEAD = 1500
"""So many characters may stand before the day of publishing."""
_FIRST = 6
"""Among so many first lines notes tell where and when."""


def _byline(before: str) -> bool:
    """Whether what stands before a clock time is the head of an article: ``Jumat, 2 Februari 2024 |``."""
    return before.count(" ") <= 6 and bool(_BYLINE.search(before)) and not _OCCASION.search(before)


class Moments:
    """The dates and clock times of a text."""

    def __init__(self, text: str, elections: tuple[date, ...]) -> None:
        self._text = text
        self._elections = elections
        self._speech = SPEECH.search(text[:_HEAD]) is not None
        found = dates(text, years_of(text, elections))
        self.published = self._published(found)
        self.dates = [settled(one, self.published) for one in found]
        self._clocks = list(times(text))

    def barred(self, sentence: Sentence) -> list[tuple[int, int]]:
        """Where dates and times stand, whose numbers are no figures."""
        low, high = max(0, sentence.start - 60), sentence.end
        return [(one.start, one.end) for one in within(self.dates, low, high)] + [
            (first, last) for first, last, _at in self._clocks_within(low, high)
        ]

    def day(self, part: list[Sentence]) -> tuple[date, Span] | None:
        """The day of the meeting and the sentence that tells it."""
        best: tuple[int, int, date, Span] | None = None
        letter = any(sentence.label in {"dari", "kepada"} for sentence in part)
        for number, sentence in enumerate(part):
            if sentence.role in {Role.LINKED, Role.NOISE} or sentence.section in _APART:
                continue
            for found in within(self.dates, sentence.start, sentence.end):
                if found.day is None:
                    continue
                score = self._score(sentence, found, begun=number <= _FIRST, letter=letter)
                ranked = (score, -number, found.day, sentence.span)
                if score > 0 and (best is None or ranked[:2] > best[:2]):
                    best = ranked
        return (best[2], best[3]) if best else None

    def earlier(self, part: list[Sentence], first: date | None) -> tuple[date, Span] | None:
        """The day of a meeting that is told as so many days before the first."""
        found = _EARLIER.match(part[0].text) if first and part else None
        if not first or not found:
            return None
        days = _DAYS_BEFORE.get(found[0].split()[0].strip("\"'").lower())
        if found["days"]:
            days = int(found["days"]) if found["days"].isdigit() else number_in_words(found["days"])
        return (first - timedelta(days=days), part[0].span) if days else None

    def hour(self, part: list[Sentence]) -> tuple[time, Span] | None:
        """When it began, and the sentence that tells it."""
        best: tuple[int, time, Span] | None = None
        for number, sentence in enumerate(part):
            noted = sentence.told or (number <= _FIRST and sentence.role is Role.TITLE and places.is_note(sentence))
            if not noted or sentence.section in _APART:
                continue
            for low, at in self._starts(sentence):
                score = self._clock_score(sentence, low)
                if score and (best is None or score > best[0]):
                    best = (score, at, sentence.span)
        if best:
            return best[1], best[2]
        for sentence in part:
            if sentence.told and sentence.section not in _APART and _CLOCK_FIELD.match(sentence.label):
                clock = re.match(r"\s*([01]?\d|2[0-3])[.:]([0-5]\d)", sentence.text[sentence.offset :])
                if clock:
                    return time(int(clock[1]), int(clock[2])), sentence.span
        return None

    def _clocks_within(self, low: int, high: int) -> list[tuple[int, int, time]]:
        return self._clocks[bisect_left(self._clocks, (low,)) : bisect_left(self._clocks, (high,))]

    def _starts(self, sentence: Sentence) -> Iterator[tuple[int, time]]:
        for low, _high, at in self._clocks_within(sentence.start, sentence.end):
            yield low, at

    def _published(self, found: list[DateFound]) -> date | None:
        """The day of publishing: alone on a line near the top, or in the dateline before the first dash."""
        if self._speech:
            return None
        for one in found:
            if one.day is None or not one.certain:
                continue
            start = self._text.rfind("\n", 0, one.start) + 1
            end = self._text.find("\n", one.end)
            before, after = self._text[start : one.start], self._text[one.end : end if end >= 0 else len(self._text)]
            if start > _HEAD:
                return None
            short = (
                len(before.split()) <= 4
                and not re.search(r"\b(?:pada|hari|tanggal|tgl|waktu)\b", before, re.IGNORECASE)
                and not places.begins(before)
                and not places.tells(after)
            )
            if short and (
                (len(after.split()) <= 8 and re.match(r"\s*(?:$|[|,-]|\d\d?[:.]\d\d|pukul|WIB)", after))
                or re.match(r"\s*(?:--?|\|)\s", after)
            ):
                return one.day
        return None

    def _score(self, sentence: Sentence, found: DateFound, begun: bool, letter: bool) -> int:
        text = sentence.text
        if sentence.label:
            if re.match(r"hari|tanggal(?!\s+surat)|tgl|waktu", sentence.label):
                written = letter and sentence.label in {"tanggal", "tgl"}
                return _LETTER_DAY if written else 100 if found.certain else 90
            return 0
        before = text[: found.start - sentence.start]
        if (
            is_vote(text, found, sentence.start, self._elections)
            or found.day in self._elections
            or found.day in OTHER_VOTES
        ):
            return 0
        if is_deadline(text, found, sentence.start) or _NEXT.search(before):
            return 0
        if found.relative and not re.search(r"kemarin|tadi|hari\s+ini", found.relative):
            return 0
        published = self.published == found.day and before.count(" ") <= 4 and found.weekday is None
        if begun and not published and self._with_clock_or_place(sentence):
            return 40
        score = self._about(text, found)
        if found.relative == "hari ini" and '"' in text:
            score -= 30
        if not found.certain and found.weekday is not None and found.relative == "" and re.fullmatch(
            r"\W*\w+\W*", self._text[found.start : found.end]
        ):  # fmt: skip
            score -= 15
        if found.weekday is not None:
            score += 10
        if _SAID_TO_BE.search(before):
            score += 5
        if _ELSE_DAY.search(before) or (_WILL.search(before) and not _EVENT.search(text)):
            score -= 40
        if sentence.role is Role.CAPTION:
            score -= 15
        if sentence.role is Role.TITLE:
            score -= 20
        return score - 50 if published else score

    def _with_clock_or_place(self, sentence: Sentence) -> bool:
        """A line of notes or of a speech's title that tells the day beside an hour or a place, and no more."""
        return places.is_note(sentence) and (
            self._speech
            or bool(self._clocks_within(sentence.start, sentence.end))
            or places.noted(sentence) is not None
        )

    @staticmethod
    def _about(text: str, found: DateFound) -> int:
        if _EVENT.search(text):
            return 60
        if re.search(r"\b(?:kegiatan|acara|pembahasan)\b", text, re.IGNORECASE):
            return 45
        return 25 if found.weekday is not None or found.relative else 0

    def _clock_score(self, sentence: Sentence, low: int) -> int:
        before = sentence.text[: low - sentence.start]
        if sentence.label and re.match(r"waktu|pukul|jam|pkl|hari|tanggal", sentence.label):
            return 100
        if _LATE.search(before) or _NEXT.search(before) or _byline(before) or _OVER.search(before):
            return 0
        if _OCCASION.search(sentence.text):
            return 60
        return 50 if any(one.start < low <= one.end + 30 for one in within(self.dates, sentence.start, low)) else 0
