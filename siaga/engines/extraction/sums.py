"""Sums that do not come out: totals with their parts, and guards with the polling stations they guard."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from siaga.engines.extraction.flags import amount, flag
from siaga.engines.extraction.numbers import numeral, raw_figures
from siaga.engines.extraction.sentences import Sentence
from siaga.engines.extraction.shapes import Contradiction
from siaga.engines.extraction.words import NUMBER_WORDS, bag, number_in_words

LINMAS_PER_STATION = 2

_N = rf"(?:\d{{1,3}}(?:\.\d{{3}})+|\d+|{NUMBER_WORDS})"
_STATIONS = re.compile(
    rf"\b(?P<n>{_N})\s+(?:\([a-z ]+\)\s*)?(?:titik\s+|buah\s+|unit\s+)?(?:TPS|tempat\s+pemungutan\s+suara)\b",
    re.IGNORECASE,
)
_GUARDS = re.compile(
    rf"\b(?P<n>{_N})\s+(?:\([a-z ]+\)\s*)?(?:orang\s+|anggota\s+|personel\s+|petugas\s+)*(?:sat)?(?:linmas|hansip)\b",
    re.IGNORECASE,
)
_POLICE = re.compile(
    rf"\b(?P<n>{_N})\s+(?:\([a-z ]+\)\s*)?(?:orang\s+|anggota\s+|personel\s+|petugas\s+|aparat\s+)*(?:polisi|"
    rf"polri|personel|personil|anggota\s+polri)\b",
    re.IGNORECASE,
)
_EACH = re.compile(r"\b(?:setiap|tiap(?:-tiap)?|per|masing-masing|satu)\s+TPS\b", re.IGNORECASE)
_DASHED = re.compile(r"\bpola\b[^.]{0,40}?\b(?P<a>\d{1,2})\s?-\s?(?P<b>\d{1,3})\s?-\s?(?P<c>\d{1,3})\b", re.IGNORECASE)


def _value(text: str) -> int | None:
    if text[0].isdigit():
        return int(numeral(text))
    return number_in_words(text)


def of_guards(sentences: Iterable[Sentence]) -> Iterator[Contradiction]:
    """Patterns of police, TPS and Linmas that do not give two Linmas to each TPS."""
    seen: set[tuple[int, int]] = set()
    for sentence in sentences:
        for stations, guards, police in _patterns(sentence.text):
            if not stations or guards == LINMAS_PER_STATION * stations or (stations, guards) in seen:
                continue
            seen.add((stations, guards))
            want = LINMAS_PER_STATION * stations
            message = (
                f"{amount(guards)} Linmas untuk {amount(stations)} TPS tidak sesuai dengan {LINMAS_PER_STATION} "
                f"Linmas tiap TPS "
                f"(seharusnya {amount(want)})."
            )
            if guards % LINMAS_PER_STATION == 0 and guards > 0 and stations < 50:
                likely = guards // LINMAS_PER_STATION
                first = f"{police} polisi, " if police else ""
                message += f" Mungkin maksudnya {first}{likely} TPS, {guards} Linmas."
            yield flag("linmas_ratio", message, sentence)


def _patterns(text: str) -> Iterator[tuple[int, int, int | None]]:
    for dashed in _DASHED.finditer(text):
        one, two, three = int(dashed["a"]), int(dashed["b"]), int(dashed["c"])
        if three == LINMAS_PER_STATION * two or two == LINMAS_PER_STATION * three:
            continue
        yield two, three, one
    stations = [(match.start(), match.end(), _value(match["n"])) for match in _STATIONS.finditer(text)]
    guards = [(match.start(), match.end(), _value(match["n"])) for match in _GUARDS.finditer(text)]
    police = [(match.start(), match.end(), _value(match["n"])) for match in _POLICE.finditer(text)]
    for start, end, count in guards:
        if count is None:
            continue
        near = [one for one in stations if abs(one[0] - start) < 90]
        before = text[max(0, start - 60) : start]
        if _EACH.search(before) and not near:
            yield 1, count, None
            continue
        near = [one for one in near if not re.search(r"[.;]", text[min(one[1], end) : max(one[0], start)])]
        if not near:
            continue
        place, _stop, number = min(near, key=lambda one: (one[0] > start, abs(one[0] - start)))
        if number is None:
            continue
        own = [
            one
            for one in police
            if one[2] is not None and min(place, start) - 60 <= one[0] <= max(place, start) and one[2] < 1000
        ]
        between = text[min(place, start) : max(place, start)]
        related = own or re.search(
            r"\b(?:untuk|di|pada|menjaga|dijaga|bagi|mengamankan|ditempatkan|tersebar)\b", between, re.IGNORECASE
        )
        if related and not re.search(
            r"\b(?:kurang|sisanya|baru|belum|tambahan|sudah|dilatih|mengikuti)\b",
            between + text[max(0, min(place, start) - 25) : min(place, start)],
            re.IGNORECASE,
        ):
            yield number, count, own[-1][2] if own else None


_LISTS = re.compile(
    r"\b(?:terdiri\s+(?:dari|atas)|yaitu|yakni|meliputi|rincian(?:nya)?|terbagi|dengan\s+rincian|masing-masing|"
    r"di\s*antaranya\s+adalah)\b",
    re.IGNORECASE,
)
_MALE = re.compile(
    r"(?P<n>\d{1,3}(?:\.\d{3})+|\d+)\s*(?:orang\s+|jiwa\s+|"
    r"pemilih\s+)?(?:berjenis\s+kelamin\s+)?(?:laki-?\s?laki|pria)\b|(?:laki-?\s?laki|pria)\s*(?:sebanyak|"
    r"berjumlah|:|=|sejumlah|ada)?\s*(?P<m>\d{1,3}(?:\.\d{3})+|\d+)",
    re.IGNORECASE,
)
_FEMALE = re.compile(
    r"(?P<n>\d{1,3}(?:\.\d{3})+|\d+)\s*(?:orang\s+|jiwa\s+|pemilih\s+)?(?:berjenis\s+kelamin\s+)?(?:perempuan|"
    r"wanita)\b|(?:perempuan|wanita)\s*(?:sebanyak|berjumlah|:|=|sejumlah|ada)?\s*(?P<m>\d{1,3}(?:\.\d{3})+|\d+)",
    re.IGNORECASE,
)
_TOTAL = re.compile(
    r"\b(?:total(?:nya)?|jumlah(?:nya)?|keseluruhan(?:nya)?|seluruhnya|DPT|pemilih|"
    r"sebanyak)\b[^.;]{0,60}?(?P<n>\d{1,3}(?:\.\d{3})+|\d{3,})",
    re.IGNORECASE,
)
_SUM = re.compile(
    r"(?P<a>\d{1,3}(?:\.\d{3})+|\d+)\s*(?:\w+\s+){0,4}?(?:ditambah|\+|dan)\s+(?P<b>\d{1,3}(?:\.\d{3})+|"
    r"\d+)\s*(?:\w+\s+){0,4}?,?\s*(?:sehingga\s+)?"
    r"(?:total(?:nya)?|jumlah(?:nya)?|berjumlah|seluruhnya|menjadi|=)\s*(?:sebanyak\s+|mencapai\s+|menjadi\s+|"
    r"adalah\s+)?(?P<c>\d{1,3}(?:\.\d{3})+|\d+)",
    re.IGNORECASE,
)
_OF = re.compile(
    r"(?<![\d.])(?P<a>\d{1,3}(?:\.\d{3})+|\d+)\s*(?P<u>(?!terdiri\b)[a-z]+(?:\s(?!terdiri\b)[a-z]+)?)?\s+dari\s+(?:total\s+|jumlah\s+|"
    r"seluruh\s+)?(?P<b>\d{1,3}(?:\.\d{3})+|\d+)\s*(?P<v>[A-Za-z]+(?:\s[a-z]+)?)",
    re.IGNORECASE,
)


def of_totals(sentences: list[Sentence]) -> Iterator[Contradiction]:
    """Parts that do not add up to the total told with them, and more than all."""
    for number, sentence in enumerate(sentences):
        text = sentence.text
        yield from _by_sex(sentences, number)
        yield from _listed(sentence)
        for match in _SUM.finditer(text):
            one, two, total = (numeral(match[name]) for name in "abc")
            if one + two != total and not _MALE.search(match[0]):
                yield flag(
                    "total", f"{amount(one)} + {amount(two)} = {amount(one + two)}, bukan {amount(total)}.", sentence
                )
        for match in _OF.finditer(text):
            part, whole = numeral(match["a"]), numeral(match["b"])
            unit, of_what = (match["u"] or "").split(), match["v"].lower().split()
            if (
                part > whole
                and unit
                and of_what
                and unit[0].lower() == of_what[0]
                and unit[0].lower() not in _TIME_UNITS
            ):
                yield flag("total", f"{amount(part)} {match['u']} tidak mungkin dari {amount(whole)}.", sentence)


_TIME_UNITS = {"januari", "oktober", "november", "hari", "jam", "meter", "km"}


def _by_sex(sentences: list[Sentence], number: int) -> Iterator[Contradiction]:
    sentence = sentences[number]
    male, female = _MALE.search(sentence.text), _FEMALE.search(sentence.text)
    if not male or not female:
        return
    men, women = numeral(male["n"] or male["m"]), numeral(female["n"] or female["m"])
    first, last = min(male.start(), female.start()), max(male.end(), female.end())
    places = [(sentence.text[last:], sentence), (sentence.text[:first], sentence)]
    if number:
        places.append((sentences[number - 1].text, sentences[number - 1]))
    if number + 1 < len(sentences):
        places.append((sentences[number + 1].text, sentences[number + 1]))
    for text, _where in places:
        for match in _TOTAL.finditer(text):
            total = numeral(match["n"])
            if total <= max(men, women) or total in {men, women}:
                continue
            if men + women != total:
                gap = abs(total - men - women)
                yield flag(
                    "total",
                    f"{amount(men)} laki-laki + {amount(women)} perempuan = {amount(men + women)}, bukan "
                    f"{amount(total)} (selisih {amount(gap)}).",
                    sentence,
                )
            return


_PEOPLE = bag("orang org personel personil pers anggota petugas aparat peserta jiwa")
_THEIR_BODIES = (
    bag("polri polisi tni prajurit brimob linmas satlinmas hansip laki-laki perempuan pria wanita relawan") | _PEOPLE
)


def _both_people(part: str, whole: str) -> bool:
    """``350 Polri`` as a part of ``500 personel``."""
    return whole.lower() in _PEOPLE and part.lower() in _THEIR_BODIES


def _listed(sentence: Sentence) -> Iterator[Contradiction]:
    cue = _LISTS.search(sentence.text)
    if cue is None:
        return
    before = raw_figures(sentence.text[: cue.start()])
    after = raw_figures(sentence.text[cue.end() :])
    if not before or len(after) < 2:
        return
    total = before[-1]
    parts = [one.value for one in after if one.unit.lower() == total.unit.lower() or _both_people(one.unit, total.unit)]
    if len(parts) < 2 or total.unit in {"%", "rupiah"} or any(part >= total.value for part in parts):
        return
    if sum(parts) != total.value and len(parts) == len(after):
        shown = " + ".join(amount(part) for part in parts)
        yield flag("total", f"{shown} = {amount(sum(parts))}, bukan {amount(total.value)} {total.unit}.", sentence)
