"""Dates as they are written here, and whose date each is: the meeting's, the vote's, or a deadline."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, time, timedelta

from siaga.engines.extraction.shapes import Span
from siaga.engines.extraction.words import (
    ANY_MONTH,
    ANY_WEEKDAY,
    MEETING,
    MONTHS,
    NUMBER_WORDS,
    WEEKDAYS,
    bag,
    number_in_words,
)

ELECTIONS = (date(2024, 2, 14), date(2024, 11, 27))
"""Voting days of the two elections of 2024: Pemilu and Pilkada."""
OTHER_VOTES = frozenset(
    {
        date(2009, 4, 9), date(2009, 7, 8), date(2014, 4, 9), date(2014, 7, 9), date(2015, 12, 9), date(2017, 2, 15),
        date(2018, 6, 27), date(2019, 4, 17), date(2020, 12, 9), date(2025, 8, 27),
    }
)  # fmt: skip
"""Other nationwide voting days that a text may tell of without being wrong."""


@dataclass(frozen=True, slots=True)
class DateFound:
    """A date in the text; ``day`` is None for a weekday alone. certain: its year is written."""

    start: int
    end: int
    day: date | None
    weekday: int | None
    certain: bool
    relative: str = ""

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


_WD = rf"(?:\b(?P<wd>{ANY_WEEKDAY})\b\s*[,/(]?\s*(?:pagi|siang|sore|malam)?\s*[,/(-]?\s*)?"
_NAMED = re.compile(
    rf"{_WD}(?:\(?\s*(?:pada\s+)?(?:tanggal|tgl)\.?\s*:?\s*)?\(?(?<![\d./,])(?P<d>[0-3]?\d)"
    rf"(?:\s*(?:-|s\.?d\.?|s/d|sampai|hingga|"
    rf"dan)\s*(?P<to>[0-3]?\d))?\s*[-/]?\s*(?:bulan\s+)?(?P<m>{ANY_MONTH})\b\.?,?\s*-?"
    rf"(?:(?:tahun\s+)?(?P<y>(?:19|20)\d\d)\b)?",
    re.IGNORECASE,
)
_NUMERIC = re.compile(
    rf"{_WD}(?:tanggal\s+|tgl\.?\s+)?(?P<p>[(\[]?)(?<![\d./,-])(?P<d>[0-3]?\d)(?P<s>[/.-])(?P<m>[01]?\d)"
    rf"(?:(?P=s)(?P<y>(?:19|20)\d\d|\d\d))?(?![\d/]|[.,-]\d|/\w)",
    re.IGNORECASE,
)
_ISO = re.compile(r"(?<![\d-])(?P<y>(?:19|20)\d\d)-(?P<m>[01]\d)-(?P<d>[0-3]\d)(?!\d)")
_SPELT = re.compile(
    rf"{_WD}(?:tanggal\s+)(?P<d>{NUMBER_WORDS})\s+(?:bulan\s+)?(?P<m>{ANY_MONTH})\s+(?:tahun\s+)?(?P<y>{NUMBER_WORDS}|(?:19|20)\d\d)",
    re.IGNORECASE,
)
_ALONE = re.compile(rf"\b(?:(?:pada|hari)\s+)?(?P<wd>{ANY_WEEKDAY.title()})\b(?!\s+(?:lalu|depan|ini)\b)?")
_RELATIVE = re.compile(
    r"\b(?P<w>kemarin(?:\s+lusa)?|hari\s+ini|tadi\s+(?:pagi|siang|sore|malam)|besok|lusa)\b", re.IGNORECASE
)
_TIME = re.compile(
    r"\b(?:pukul|pkl|jam|waktu)\b\.?\s*:?\s*(?:pukul\s+|pkl\.?\s+)?(?P<h>[012]?\d)(?:\s?[.:]\s?(?P<m>[0-5]\d))?(?!\d)|"
    r"(?<![\d.,])(?P<h2>[012]?\d)[.:](?P<m2>[0-5]\d)\s*(?:-|s\.?d\.?|WIB|WITA|WIT\b)",
    re.IGNORECASE,
)


def within(found: list[DateFound], start: int, end: int) -> list[DateFound]:
    """Those of a list in order that begin between two places."""
    low = bisect_left(found, start, key=lambda one: one.start)
    return found[low : bisect_left(found, end, lo=low, key=lambda one: one.start)]


def dates(text: str, years: tuple[int, ...] = ()) -> list[DateFound]:
    """All dates in order. years: to be tried, best first, for a date without a year; its weekday decides."""
    found: list[DateFound] = []
    for pattern in (_SPELT, _NAMED, _ISO, _NUMERIC):
        for match in pattern.finditer(text):
            one = _dated(match, years)
            if one and not any(one.start < other.end and other.start < one.end for other in found):
                found.append(one)
    for pattern in (_ALONE, _RELATIVE):
        for match in pattern.finditer(text):
            if any(match.start() < other.end and other.start < match.end() for other in found):
                continue
            if pattern is _ALONE:
                if match["wd"] == "Minggu" and not re.search(r"(?:hari|,|\()\s*$", text[: match.start() + 5]):
                    continue
                found.append(DateFound(*match.span(), None, WEEKDAYS[match["wd"].lower()], False))
            else:
                found.append(DateFound(*match.span(), None, None, False, " ".join(match["w"].lower().split())))
    return sorted(found, key=lambda one: one.start)


_OF_SEVERAL = re.compile(
    rf"(?:\b(?:{ANY_WEEKDAY})(?:\s+(?:pagi|siang|sore|malam))?\s*(?:-|/|,|s\.?d\.?|s/d|sampai|hingga|dan)|\bmalam)\s*$",
    re.IGNORECASE,
)
"""The last weekday of several days, or the one whose eve is meant (``malam Minggu``): not that of the date."""


def _dated(match: re.Match[str], years: tuple[int, ...]) -> DateFound | None:
    groups = match.groupdict()
    named = groups.get("wd")
    stamped = groups.get("p") == "["  # of a message, and no day of the one before
    weekday = (
        WEEKDAYS[named.lower()]
        if named and not stamped and not _OF_SEVERAL.search(match.string[: match.start("wd")])
        else None
    )
    day = _number(groups["d"])
    month = MONTHS.get(groups["m"].lower()) or _number(groups["m"])
    if day is None or month is None:
        return None
    year = groups.get("y")
    start = match.start("p") if stamped else match.start() + len(match[0]) - len(match[0].lstrip())
    if year:
        number = _number(year)
        if number is None:
            return None
        if number < 100:
            if groups.get("s") != "/":
                return None
            number += 2000
        made = _day(number, month, day)
        return DateFound(start, match.end(), made, weekday, True) if made else None
    if "s" in groups and not (groups["s"] == "/" and (named or groups.get("p"))):
        return None
    tried = [made for made in (_day(number, month, day) for number in years) if made]
    if weekday is not None:
        tried = [made for made in tried if made.weekday() == weekday] or tried
    return DateFound(start, match.end(), tried[0], weekday, False) if tried else None


def _number(text: str) -> int | None:
    return int(text) if text.isdigit() else number_in_words(text)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def years_of(text: str, elections: tuple[date, ...]) -> tuple[int, ...]:
    """Years to try for dates without one: those of whole dates first, then the elections'."""
    written: dict[int, int] = {}
    for found in re.finditer(
        rf"(?:{ANY_MONTH})\s+(?:tahun\s+)?(20\d\d)\b|\d[/.-]\d{{1,2}}[/.-](20\d\d)\b", text, re.IGNORECASE
    ):
        year = int(found[1] or found[2])
        written[year] = written.get(year, 0) + 1
    ranked = sorted(written, key=lambda year: (-written[year], year))
    for year in re.findall(r"\b(20[12]\d)\b", text):
        if int(year) not in ranked:
            ranked.append(int(year))
    known = [day.year for day in elections]
    ranked = [*[year for year in ranked if year in known], *ranked, *known]
    return tuple(dict.fromkeys(ranked))


_DEADLINE = re.compile(
    r"(?:paling\s+lambat|selambat-?lambatnya|sebelum|sampai(?:\s+dengan)?|hingga|s\.?\s?d\.?|s/d|"
    r"batas(?:nya|\s+(?:akhir|waktu))(?:nya)?|tenggat(?:nya)?|"
    r"target(?:nya)?|ditargetkan|terakhir(?!\s+(?:di|ber)\w+)|sejak|mulai|dimulai|berakhir|setelah|pasca|menjelang|"
    r"akan\s+(?:dilakukan|dimulai)|"
    r"dijadwalkan|berikutnya|kesepakatan|tertanggal|keputusan|ditetapkan|surat)\W+(?:\S+\W+){0,3}$",
    re.IGNORECASE,
)
_POLL = (
    r"(?:pemungutan\s+suara(?!\s+ulang)|(?:pen|men)coblos(?:an)?|coblosan|pungut\s+hitung|hari\s*-?\s*h\b|hari\s+(?:pemungutan|coblosan|pemilihan)|"
    r"hari\s+pencoblosan|puncak\s+pesta\s+demokrasi|melayani\s+(?:para\s+)?pemilih|(?:memberi(?:kan)?|menyalurkan)\s+(?:hak\s+)?suara(?:nya)?|"
    r"(?:menggunakan\s+|menyalurkan\s+)?hak\s+pilih(?:nya)?|"
    r"(?:warga|pemilih|masyarakat)\s+(?:\w+\s+){0,2}(?:memilih|(?:datang|pergi)\s+ke\s+tps))"
)
"""The poll itself, or what voters do on its day."""
_VOTE = (
    r"(?<!desk )(?<!komisi )(?<!panitia )(?<!tempat )(?<!penyelenggara )(?<!pengawas )"
    rf"(?:(?P<poll>{_POLL})|coblos\w*|pilkada|"
    r"pemilukada|pemilu|pemilihan|pilpres|pileg|pilgub|pilbup|pilwako|pilwalkot|pesta\s+demokrasi)"
)
_POLL_AFTER = re.compile(
    rf"\W*(?:(?:nanti|mendatang|kelak|adalah|merupakan|ialah|sebagai|menjadi|yaitu|itu)\W+)*{_POLL}", re.IGNORECASE
)
_SOMEBODY = re.compile(
    r",\s+(?!yang\b|akan\b|pada\b|tanggal\b|hari\b|yaitu\b|yakni\b|tepatnya\b)\w+\s+\w+", re.IGNORECASE
)
"""After the vote somebody else is told of."""
_NEAR = re.compile(r"\W*(?:mendatang|nanti|kelak|tinggal|semakin|sudah\s+dekat|kian)", re.IGNORECASE)
_HOLDS = re.compile(
    r"(?:digelar|dilaksanakan|dilangsungkan|berlangsung|jatuh|diselenggarakan|dijadwalkan|diadakan|dihelat|"
    r"terlaksana|pada|tanggal|"
    r"tgl|yaitu|yakni|,|\()\W*(?:(?:serentak|pada|hari|tanggal|tgl|se-\w+|di\s+seluruh\s+\w+|nanti|kelak)\W*)*$",
    re.IGNORECASE,
)
_OF_OFFICE = re.compile(
    r"\s+(?:(?:kepala\s+daerah|gubernur|bupati|wali\s?kota|presiden|umum|legislatif|serentak)\b[^,.;]*?)?\s(?:pada|tanggal)\s+"
    r"(?:tanggal\s+)?$",
    re.IGNORECASE,
)
"""``pemilihan Gubernur … pada 23 September 2020``: a day without its weekday is the vote's."""
_ANEW = re.compile(r"\b(?:psu|pss|psl|ulang|susulan|lanjutan|putaran|simulasi|gladi|tungsura)\b", re.IGNORECASE)
_STAGE = re.compile(
    r"\b(?:kampanye|masa\s+tenang|pendaftaran|penetapan|pelantikan|rekapitulasi|debat|distribusi|pendistribusian|"
    r"penyortiran|"
    r"coklit|dpt|dps|pleno|penyaluran|pengiriman|sosialisasi|apel|rakor|rapat|bimtek|tahapan|undian|pengundian|"
    r"deklarasi)\b",
    re.IGNORECASE,
)


_DOING = re.compile(r"\b(?:di|me[mnlr]|meng|ber)[a-z]{4,}\b")
_HOLDING = bag(
    "digelar dilaksanakan dilangsungkan diselenggarakan dijadwalkan diadakan dihelat berlangsung mendatang "
    "bersama bertepatan "
    "direncanakan dilakukan dipastikan digunakan diadakan"
)


def is_vote(sentence: str, found: DateFound, offset: int, elections: tuple[date, ...]) -> bool:
    """Whether a date in the sentence is told as the day of the vote."""
    before = sentence[: found.start - offset]
    after = sentence[found.end - offset :][:60]
    if _ANEW.search(before[-120:]) or _ANEW.search(after[:30]):
        return False
    if _POLL_AFTER.match(after) and not (_DEADLINE.search(before) or _STAGE.search(before)):
        return True
    votes = list(re.finditer(_VOTE, before, re.IGNORECASE))
    if not votes:
        return bool(found.day and any((found.day.month, found.day.day) == (day.month, day.day) for day in elections)
                    and re.search(r"\b(?:mendatang|nanti|coblos)", after, re.IGNORECASE))  # fmt: skip
    match = votes[-1]
    gap = before[match.end() :]
    if len(gap) > 110 or re.search(r"[.;]\s", gap) or _SOMEBODY.search(gap):
        return False
    same_day = bool(found.day and any((found.day.month, found.day.day) == (day.month, day.day) for day in elections))
    if same_day:
        return not _DEADLINE.search(before) or bool(re.search(r"menjelang\W+(?:\S+\W+){0,3}$", before, re.IGNORECASE))
    if not gap.strip() and found.weekday is None:
        return True  # "persiapan Pemilu 17 April 2019"
    begun = before[: match.start()]
    planned = re.sub(r"\bdijadwalkan\b", "digelar", gap, flags=re.IGNORECASE)
    if (
        _STAGE.search(gap)
        or _DEADLINE.search(planned)
        or any(verb not in _HOLDING for verb in _DOING.findall(gap.lower()))
    ):
        return False
    if found.weekday is None and _OF_OFFICE.match(gap):
        return True
    strong = match["poll"] is not None
    if not _HOLDS.search(gap) and gap.strip(" ,(").lower() not in {"", "serentak"}:
        return False
    meets = re.search(rf"\b{MEETING}\b[^,.;]{{0,60}}$", begun, re.IGNORECASE)
    if meets or (re.search(rf"\b{MEETING}\b", begun, re.IGNORECASE) and not strong):
        return bool(re.search(r"\b(?:akan|mendatang|yang\s+jatuh)\b", gap, re.IGNORECASE))
    if _STAGE.search(begun[-40:]) and not strong:
        return False
    return (
        strong
        or _NEAR.match(after) is not None
        or bool(re.search(r"\bakan\b|\bdigelar\b|\bdilaksanakan\b|\bjatuh\b|\bberlangsung\b", gap, re.IGNORECASE))
    )


_BEGAN = re.compile(rf"\b(?:{MEETING}|kegiatan|acara)\s+(?:\w+\s+){{0,4}}?(?:di)?mulai\b[^;]{{0,50}}$", re.IGNORECASE)


def is_deadline(sentence: str, found: DateFound, offset: int) -> bool:
    """Whether a date is an end, a beginning, or the day of something decided elsewhere."""
    before = sentence[: found.start - offset]
    return bool(_DEADLINE.search(before[-60:])) and not _BEGAN.search(before)


def settled(found: DateFound, published: date | None) -> DateFound:
    """A weekday or ``kemarin`` made a day, where the day of publishing is known."""
    if found.day or published is None:
        return found
    if found.relative:
        back = {"kemarin": 1, "kemarin lusa": 2, "besok": -1, "lusa": -2}.get(found.relative, 0)
        return replace(found, day=published - timedelta(days=back))
    assert found.weekday is not None
    return replace(found, day=published - timedelta(days=(published.weekday() - found.weekday) % 7))


def times(text: str) -> Iterator[tuple[int, int, time]]:
    """Clock times: ``pukul 09.00``, ``19.30 WITA``."""
    for match in _TIME.finditer(text):
        hour, minute = int(match["h"] or match["h2"]), int(match["m"] or match["m2"] or 0)
        if hour < 24:
            yield match.start(), match.end(), time(hour, minute)
