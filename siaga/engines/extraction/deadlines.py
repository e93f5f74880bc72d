"""By when something shall be done: a day, or days before the vote; counted from the day of the meeting."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import zip_longest

from siaga.engines.extraction.dates import DateFound, is_vote, within
from siaga.engines.extraction.words import (
    ANY_MONTH,
    ANY_WEEKDAY,
    MONTHS,
    NUMBER_WORDS,
    WEEKDAYS,
    number_in_words,
)

_BY = re.compile(
    r"\b(?:(?:paling|plg)\s+(?:lambat|telat|lama|akhir|cepat)|selambat(?:-?lambat)?nya|selama-lamanya|sebelum|"
    r"sampai|hingga|"
    r"s\.?d\.?|s/d|tenggat\w*|deadline|dl|tempo|batas(?:\s+(?:waktu|akhir))?\w*|target\w*|(?:di|men)target\w*|"
    r"(?:di|men)jadwal\w*|selesai|diselesaikan|rampung|tuntas|beres|kelar|disetor|setor|maksimal|mulai|dimulai|sejak|"
    r"terhitung)\W+(?:(?!dan\b)\S+\W+){0,3}$",
    re.IGNORECASE,
)
"""What stands before a day by which, or from which, something is done."""
_AT_LATEST = re.compile(
    rf"\b(?:(?:paling|plg)\s+(?:lambat|telat|akhir)|selambat\S*)\W+(?:(?:pada|hari|tanggal|tgl|{ANY_WEEKDAY})\W+)*$",
    re.IGNORECASE,
)
MOST_BEFORE_MEETING = 14
"""Days by which what shall be brought to a meeting may come before it."""
_RANGE = r"(?:-|–|s\.?\s?d\.?|s/d|sampai(?:\s+dengan)?|hingga)"
_LAST_OF = re.compile(rf"\d\s*{_RANGE}\s*(?P<to>[0-3]?\d)\s*[-/]?\s*(?:bulan\s+)?(?:{ANY_MONTH})\b", re.IGNORECASE)
"""The last day of several of one month: ``18 s.d. 22 November``."""
_ON_TO = re.compile(rf"\W*{_RANGE}\W*(?:(?:tanggal|tgl)\W+)?", re.IGNORECASE)
"""Between the first and the last of several days that are written whole."""
_ON = re.compile(rf"(?:\b(?:pada|tanggal|tgl|hari|{ANY_WEEKDAY})\b\W*)+$", re.IGNORECASE)
_NUMBER = rf"(?:\d{{1,3}}(?:\s*\([a-z ]+\))?|{NUMBER_WORDS})"
_VOTE = r"(?:hari\s+)?(?:pemungutan(?:\s+suara)?|pencoblosan|coblosan|hari[- ]?h\b|pemilihan|pilkada|pemilu)"
_BEFORE_VOTE = re.compile(
    rf"\bH\s?(?P<sign>[-+])\s?(?P<n>\d{{1,3}})\b|\bH\s+(?P<word>min(?:us)?|plus)\s+(?P<n2>{_NUMBER})\b|"
    rf"\b(?P<n3>{_NUMBER}|se(?=hari|minggu|pekan))\s*(?P<unit>hari|minggu|pekan)\s+(?P<side>sebelum|setelah|sesudah)\s+{_VOTE}",
    re.IGNORECASE,
)
_DAY_H = re.compile(
    r"\b(?:pas|pada|saat|di|sebelum|paling\s+lambat|hingga|sampai)\s+"
    r"(?:hari[- ]?h\b(?!\s*[-+])|(?:saat\s+)?hari\s+(?:pemungutan(?:\s+suara)?|pencoblosan|coblosan|pemilihan)\b)",
    re.IGNORECASE,
)
_CALM = re.compile(
    r"\b(?:sebelum|paling\s+lambat|hingga|sampai)\s+(?:awal\s+)?(?:memasuki\s+|"
    r"masuk\s+)?(?:masa|hari)\s+tenang",
    re.IGNORECASE,
)
_CALM_OVER = re.compile(r"\s+(?:berakhir|usai|selesai|habis|lewat)\b", re.IGNORECASE)
CALM_BEGINS = 3
"""The days of silence are the three before the vote."""
_CALM_DAYS = {"pertama": 3, "awal": 3, "kedua": 2, "ketiga": 1, "terakhir": 1, "akhir": 1}
_OF_CALM = re.compile(rf"\b(?:hari\s+)?(?P<n>{'|'.join(_CALM_DAYS)})\s+masa\s+tenang\b", re.IGNORECASE)
_COUNTED = re.compile(
    rf"\b(?P<n>{_NUMBER}\s+|se(?=hari|minggu|pekan|bulan))(?P<unit>hari\s+kerja|hari(?:\s+kalender)?|minggu|pekan|bulan)\b"
    r"\s*(?P<after>lagi|ke\s*depan|mendatang|dari\s+sekarang|(?:setelah|sesudah|sejak|seusai|usai|"
    r"terhitung)\s+(?:\w+\s+){0,2}?"
    r"(?:rapat|rakor|pertemuan|berita\s+acara|notul\w+|hari\s+ini|ini|sekarang|kesepakatan)\b)?",
    re.IGNORECASE,
)
_WITHIN = re.compile(
    r"\b(?:dalam(?:\s+(?:waktu|tempo|kurun))*|paling\s+(?:lambat|lama|telat)|selambat\S*|maksimal|tempo|"
    r"waktu|tenggat|kelonggaran|(?:me)?minta)\s+$",
    re.IGNORECASE,
)
_LEFT = re.compile(r"\b(?:tinggal|kurang(?:\s+dari)?|tersisa|sisa)\s+$", re.IGNORECASE)
_NEAR = re.compile(
    r"\b(?P<today>(?:hari|malam|sore|siang|petang|pagi)\s+(?:ini|itu)\s+juga|(?:malam|sore|siang|petang)\s+(?:ini|nanti)|"
    r"nanti\s+(?:malam|sore|siang)|sekarang\s+juga|(?:(?:di)?mulai|sejak|terhitung|per)\s+hari\s+(?:ini|itu)|"
    r"hari\s+ini(?=\s+(?:harus|wajib|mesti)\b))\b|"
    r"\b(?:kami|saya|akan|segera)\b[^.;]{0,60}\b(?P<own>hari\s+ini)\b|"
    r"\b(?P<besok>(?:ke)?esok(?:an)?(?:\s+hari)?(?:nya)?|besok)\b(?!\s+lusa)|\b(?P<lusa>(?:besok\s+)?lusa)\b",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(
    rf"(?P<lead>\bhari\s+)?\b(?P<wd>{ANY_WEEKDAY})\b(?P<week>\s+(?:pekan|minggu)\s+depan|\s+(?:(?:pekan\s+|minggu\s+)?ini|lalu|kemarin|"
    rf"kemaren)\b)?",
    re.IGNORECASE,
)
_WEEKDAY_BEFORE = re.compile(rf"\b(?:{ANY_WEEKDAY})\s*,?\s*$", re.IGNORECASE)
_OTHER_DAY_NEXT = re.compile(rf"\s*,?\s*(?:hari\s+)?(?:(?:{ANY_WEEKDAY})\b|(?:tanggal|tgl)\.?\s*\d)", re.IGNORECASE)
_OF_DAY = re.compile(r"\s+(?:pagi|siang|sore|petang|malam)\b", re.IGNORECASE)
_DATED = re.compile(r"\s*[,/(]*\s*(?:tanggal\s+|tgl\.?\s+)?\d")
_BY_DAY = re.compile(r"\b(?:sebelum|sampai|hingga|pada|lambat(?:nya)?|telat|mulai|sejak)\s+$", re.IGNORECASE)
"""After these ``Minggu`` is the day: a week would follow ``satu`` or ``dua``."""
_EVERY = re.compile(r"\b(?:setiap|tiap|saban)\s+(?:hari\s+)?$", re.IGNORECASE)
_SHORT = re.compile(r"(?<![\d./-])(?P<d>[0-3]?\d)/(?P<m>[01]?\d)(?![/\d])")
_DAY = re.compile(
    rf"\b(?:tanggal|tgl)\.?\s*(?P<d>[0-3]?\d)\b(?!\s*(?:[/.-]\s*\d|(?:bulan\s+)?(?:{ANY_MONTH})\b))",
    re.IGNORECASE,
)
_MONTH_END = re.compile(
    rf"\bakhir\s+(?:(?P<this>bulan\s+ini|bulan)\b|"
    rf"(?:bulan\s+)?(?P<m>{ANY_MONTH})\b(?:\s+(?P<y>20\d\d))?)",
    re.IGNORECASE,
)
_UNITS = {"minggu": 7, "pekan": 7, "bulan": 30}


@dataclass(frozen=True, slots=True)
class _By:
    """A day found at a place. firm: told as a limit, not only as a day."""

    start: int
    day: date | str
    firm: bool


class Deadlines:
    """Deadlines of a text. day: of the meeting, from which ``besok`` and ``Senin`` count."""

    def __init__(self, found: list[DateFound], day: date | None, elections: tuple[date, ...]) -> None:
        self._dates = found
        self._day = day
        self._elections = elections

    def of(self, text: str, offset: int, listed: bool = False, sure: bool = False) -> date | str | None:
        """By when, in a piece of the text that begins at ``offset``.

        listed: in a table or list of tasks. sure: not by a weekday alone.
        """
        found = [*self._of_vote(text), *self._named(text, offset, listed), *self._short(text), *self._counted(text)]
        if self._day is not None:
            found += self._weekdays(text, sure)
        best = min(found, key=lambda one: (not one.firm, one.start), default=None)
        return best.day if best else None

    def _of_vote(self, text: str) -> Iterator[_By]:
        for match in _BEFORE_VOTE.finditer(text):
            words = match["n"] or match["n2"] or match["n3"]
            number = 1 if words == "se" else _counted(words)
            side = (match["sign"] or match["word"] or match["side"]).lower()
            later = side in {"+", "plus", "setelah", "sesudah"}
            if number is not None:
                days = number * _UNITS.get((match["unit"] or "").lower(), 1)
                yield _By(match.start(), f"H{'+' if later else '-'}{days}", True)
        for match in _CALM.finditer(text):
            over = _CALM_OVER.match(text, match.end())
            yield _By(match.start(), f"H-{1 if over else CALM_BEGINS}", True)
        for match in _OF_CALM.finditer(text):
            yield _By(match.start(), f"H-{_CALM_DAYS[match['n'].lower()]}", False)
        for match in _DAY_H.finditer(text):
            yield _By(match.start(), "H-0", bool(_BY_DAY.search(f"{match[0].split()[0]} ")))

    def _named(self, text: str, offset: int, listed: bool) -> Iterator[_By]:
        found = within(self._dates, offset, offset + len(text))
        for one, after in zip_longest(found, found[1:]):
            written = text[one.start - offset : one.end - offset]
            if after and after.day and _ON_TO.fullmatch(text, one.end - offset, after.start - offset):
                continue
            if one.day is None or not (re.search(r"\d", written) or len(written.split()) > 2):
                continue
            before = text[: one.start - offset][-60:]
            if self._votes(text, one, offset, before):
                continue
            day = _last(self._year(one), written)
            firm = bool(_BY.search(before)) or listed
            if self._day is not None and (not self._to_come(day, before) or (not firm and day == self._day)):
                continue
            if self._day is None and not firm and not _ON.search(before):
                continue
            yield _By(one.start - offset, day, firm)

    def _to_come(self, day: date, before: str) -> bool:
        """Whether a day is still ahead; a letter of invitation sets limits that lie before the meeting."""
        assert self._day is not None
        early = (self._day - day).days
        return early <= 0 or (early <= MOST_BEFORE_MEETING and bool(_AT_LATEST.search(before)))

    def _year(self, one: DateFound) -> date:
        """A day without a year is the meeting's year's, or in the new year that follows it."""
        assert one.day is not None
        if one.certain or self._day is None:
            return one.day
        return self._following(one.day.month, one.day.day) or one.day

    def _following(self, month: int, day: int) -> date | None:
        assert self._day is not None
        for year in (self._day.year, self._day.year + 1):
            if day <= calendar.monthrange(year, month)[1] and (date(year, month, day) - self._day).days > -180:
                return date(year, month, day)
        return None

    def _short(self, text: str) -> Iterator[_By]:
        if self._day is None:
            return
        for match in _SHORT.finditer(text):
            before = text[: match.start()][-40:]
            firm = bool(_BY.search(before))
            if (firm or _ON.search(before)) and 1 <= int(match["m"]) <= 12 and int(match["d"]):
                day = self._following(int(match["m"]), int(match["d"]))
                if day and day >= self._day:
                    yield _By(match.start(), day, firm)
        for match in _DAY.finditer(text):
            if day := self._next(int(match["d"])):
                yield _By(match.start(), day, bool(_BY.search(text[: match.start()][-40:])))
        for match in _MONTH_END.finditer(text):
            month = MONTHS[match["m"].lower()] if match["m"] else self._day.month
            following = self._following(month, 1)
            year = int(match["y"]) if match["y"] else following.year if following else self._day.year
            last = date(year, month, calendar.monthrange(year, month)[1])
            if last >= self._day:
                yield _By(match.start(), last, True)

    def _next(self, number: int) -> date | None:
        """The next day of this number: of this month, or of the one that follows."""
        assert self._day is not None
        year, month = self._day.year, self._day.month
        for _ in range(2):
            if 1 <= number <= calendar.monthrange(year, month)[1] and date(year, month, number) >= self._day:
                return date(year, month, number)
            year, month = (year + 1, 1) if month == 12 else (year, month + 1)
        return None

    def _counted(self, text: str) -> Iterator[_By]:
        if self._day is None:
            return
        for match in _COUNTED.finditer(text):
            number = 1 if match["n"] == "se" else _counted(match["n"])
            if (
                number is None
                or _LEFT.search(text[: match.start()])
                or not (match["after"] or _WITHIN.search(text[: match.start()]))
            ):
                continue
            unit = match["unit"].lower()
            passing = timedelta(number * _UNITS.get(unit, 1))
            yield _By(match.start(), _workday(self._day, number) if "kerja" in unit else self._day + passing, True)
        for match in _NEAR.finditer(text):
            ahead = 0 if match["today"] or match["own"] else 2 if match["lusa"] else 1
            before = text[: match.start()][-40:]
            if _WEEKDAY_BEFORE.search(before) or _OTHER_DAY_NEXT.match(text, match.end()):
                continue
            day = self._day + timedelta(ahead)
            yield _By(match.start(), "H-0" if day in self._elections else day, bool(_BY.search(before)))

    def _weekdays(self, text: str, sure: bool) -> Iterator[_By]:
        assert self._day is not None
        for match in _WEEKDAY.finditer(text):
            word, week = match["wd"].lower(), (match["week"] or "").split()
            named = match["lead"] or _OF_DAY.match(text, match.end())
            by_sunday = match["wd"][0].isupper() and _BY_DAY.search(text[: match.start()]) and not week
            if (word == "minggu" and not (named or by_sunday)) or {"lalu", "kemarin", "kemaren"} & set(week):
                continue
            firm = bool(_BY.search(text[: match.start()][-40:]))
            if not (named or firm) and not match["wd"][0].isupper():
                continue
            if _EVERY.search(text[: match.start()]) or _DATED.match(text, match.end()):
                continue
            ahead = (WEEKDAYS[word] - self._day.weekday()) % 7
            if week[-1:] == ["depan"]:
                ahead = 7 - self._day.weekday() + WEEKDAYS[word]
            elif not week:
                ahead = ahead or 7
            if firm or named or week or not sure:
                yield _By(match.start(), self._day + timedelta(ahead), firm)

    def _votes(self, text: str, one: DateFound, offset: int, before: str) -> bool:
        if one.day in self._elections and not re.search(r"\bsebelum\s+(?:tanggal\s+)?$", before, re.IGNORECASE):
            return True
        return is_vote(text, one, offset, self._elections)


def _last(day: date, written: str) -> date:
    """The day by which all is done, where several are written."""
    several = _LAST_OF.search(written)
    return day.replace(day=int(several["to"])) if several and _fits(day, int(several["to"])) else day


def _fits(day: date, number: int) -> bool:
    return day.day < number <= calendar.monthrange(day.year, day.month)[1]


def _counted(words: str) -> int | None:
    words = words.split("(")[0].strip()
    return int(words) if words.isdigit() else number_in_words(words)


def _workday(day: date, number: int) -> date:
    while number:
        day += timedelta(1)
        number -= day.weekday() < 5
    return day
