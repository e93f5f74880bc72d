"""What a person should look at before believing a text. Flagged with the likely reading, never corrected."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from siaga.engines.extraction.agencies import Scene, mentions
from siaga.engines.extraction.areas import bare, regencies
from siaga.engines.extraction.dates import OTHER_VOTES, DateFound, is_vote, within
from siaga.engines.extraction.flags import day_words, flag
from siaga.engines.extraction.sentences import Sentence
from siaga.engines.extraction.shapes import Contradiction
from siaga.engines.extraction.words import NUMBER_WORDS, WEEKDAY_NAMES


def of_dates(
    sentences: Iterable[Sentence], found: list[DateFound], elections: tuple[date, ...]
) -> Iterator[Contradiction]:
    """Days of the vote that are none, and weekdays that do not match their date."""
    seen: set[tuple[str, date]] = set()
    for sentence in sentences:
        for one in within(found, sentence.start, sentence.end):
            if one.day is None:
                continue
            day = one.day
            if (
                one.certain
                and one.weekday is not None
                and day.weekday() != one.weekday
                and ("weekday", day) not in seen
            ):
                seen.add(("weekday", day))
                said, true = WEEKDAY_NAMES[one.weekday], WEEKDAY_NAMES[day.weekday()]
                yield flag("weekday", f"{day_words(day)} adalah hari {true}, bukan {said}.", sentence)
            if not is_vote(sentence.text, one, sentence.start, elections):
                continue
            if (
                day in elections
                or day in OTHER_VOTES
                or ("vote", day) in seen
                or (not one.certain and day.year not in {known.year for known in elections})
            ):
                continue
            if day.year < min(known.year for known in elections) - 1:
                continue
            seen.add(("vote", day))
            near = min(
                elections, key=lambda known: ((known.month, known.day) != (day.month, day.day), abs((known - day).days))
            )
            yield flag(
                "election_date",
                f"{day_words(day)} bukan hari pemungutan suara yang dikenal; mungkin maksudnya {day_words(near)}.",
                sentence,
            )


_AREA = re.compile(r"\b(?P<kind>Kabupaten|Kab\.|Kota)\s+(?P<name>[A-Z][\w'-]*(?:\s+[A-Z][\w'-]*){0,3})")
_ELSEWHERE = re.compile(
    r"\b(?:berbatasan|perbatasan|tetangga|asal|kelahiran|lahir|mantan|seperti|misalnya|contoh(?!\s[A-Z])|studi|"
    r"kunjungan|belajar|berbeda|dibanding\w*|antara|"
    r"termasuk|perguruan|universitas|percetakan|dari|menuju|ke|dicetak|bersama|hotel|provinsi|selain|"
    r"kabupaten\s+lain)\s+(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)


def of_areas(text: str, sentences: list[Sentence], own: str | None, regions: Iterable[str]) -> Iterator[Contradiction]:
    """A regency or city told as the text's own that is another than the one that the text is about."""
    known = {bare(name): name for name in (*regencies(), *regions)}
    counts: Counter[str] = Counter()
    told: list[tuple[str, Sentence, int]] = []
    for sentence in sentences:
        for match in _AREA.finditer(sentence.text):
            name = _longest(match["name"], known)
            if name:
                told.append((name, sentence, match.start()))
    folded_text = text.casefold()
    names = {name for name, _sentence, _at in told}
    names |= {name for name in known if " " in name and name in folded_text}
    if own:
        names.add(bare(own))
    folded = " ".join(text.casefold().split())
    for name in names:
        counts[name] = len(re.findall(rf"\b{re.escape(name)}\b", folded)) + len(
            re.findall(rf"\b{re.escape(name.replace(' ', ''))}\b", folded) if " " in name else []
        )
    for name in list(counts):
        longer = [other for other in counts if other != name and re.search(rf"\b{re.escape(name)}\b", other)]
        counts[name] -= sum(counts[other] for other in longer)
    own_name = bare(own) if own else None
    ranked = [(name, count) for name, count in counts.most_common() if count > 0]
    if own_name is None:
        if not ranked or ranked[0][1] < 2 or (len(ranked) > 1 and ranked[1][1] * 2 > ranked[0][1]):
            own_name = _other_subject(text, ranked)
        else:
            own_name = ranked[0][0]
    if own_name is None:
        return
    seen: set[str] = set()
    if own and (other := _another_subject(own_name, ranked)):
        seen.add(other)
        where = next((one for one in sentences if other in " ".join(one.text.casefold().split())), sentences[0])
        yield flag("area", f"Naskah ini tampaknya tentang {known[other]}, bukan {own}.", where)
    foreign = [one for one in told if one[0] != own_name]
    if not own and len({one[0] for one in foreign}) > 2:
        return
    for name, sentence, at in foreign:
        before = sentence.text[:at]
        if name in seen or not sentence.told or _ELSEWHERE.search(before[-50:]) or own_name in name or name in own_name:
            continue
        seen.add(name)
        ours = known.get(own_name, own or own_name.title())
        about = f"Desk ini untuk {own}" if own else f"Teks ini tentang {ours}"
        yield flag("area", f"{about}, tetapi kalimat ini menyebut {known[name]}.", sentence)


def _another_subject(own: str, ranked: list[tuple[str, int]]) -> str | None:
    """The area that a text speaks of twice or more, and more often than of the desk's own."""
    if not ranked or ranked[0][0] == own or ranked[0][1] < 2:
        return None
    return ranked[0][0] if ranked[0][1] > dict(ranked).get(own, 0) else None


def _longest(words: str, known: dict[str, str]) -> str | None:
    parts = words.split()
    for count in range(len(parts), 0, -1):
        name = bare(" ".join(parts[:count]))
        if name in known:
            return name
    return None


def _other_subject(text: str, ranked: list[tuple[str, int]]) -> str | None:
    """The text's own area where it is none of the list: named with its kind at least three times."""
    named = Counter(
        match["name"].casefold()
        for match in re.finditer(
            r"\b(?:Kabupaten|Kab\.|Kota|Pemkab|Pemkot|Bupati|Wali\s?[Kk]ota)\s+(?P<name>[A-Z][\w-]*\s+[A-Z][\w-]*)",
            text,
        )
    )
    best = named.most_common(1)
    if best and best[0][1] >= 3 and (not ranked or best[0][1] > 2 * ranked[0][1]):
        return best[0][0]
    return None


_NOTHING = re.compile(
    r"\b(?:belum|tidak|tak)\s+(?:ada|mendapat(?:kan)?|menerima|menemukan|terdapat|ditemukan|pernah\s+menerima|"
    r"terjadi)\s+(?:satu\s*pun\s+|adanya\s+)?(?P<what>\w+)"
    r"|\b(?:nihil|tanpa|nol)\s+(?P<what2>\w+)",
    re.IGNORECASE,
)
_SUBJECTS = (
    "laporan",
    "pengaduan",
    "aduan",
    "kendala",
    "hambatan",
    "pelanggaran",
    "temuan",
    "kekurangan",
    "gangguan",
    "masalah",
    "kecurangan",
    "kerusakan",
)


def _something(what: str) -> re.Pattern[str]:
    word = what if what not in {"kendala", "hambatan", "masalah"} else "(?:kendala|hambatan|masalah)"
    return re.compile(
        rf"\b(?:banyak|sejumlah|beberapa|puluhan|ratusan|belasan|\d+|{NUMBER_WORDS}|masih\s+(?:ada|terdapat)|"
        rf"terdapat|sudah\s+ada)\s+(?:\w+\s+){{0,2}}?{word}\b"
        rf"|\b{word}\b\s+(?:\w+\s+){{0,3}}(?:sudah|telah)?\s*(?:banyak\b)",
        re.IGNORECASE,
    )


def of_statements(sentences: list[Sentence], scene: Scene) -> Iterator[Contradiction]:
    """None and many of the same, told by the same agency or in one breath."""
    speakers = _speakers(sentences, scene)
    for number, sentence in enumerate(sentences):
        for match in _NOTHING.finditer(sentence.text):
            what = (match["what"] or match["what2"] or "").lower()
            if what not in _SUBJECTS:
                continue
            some = _something(what)
            if re.search(
                r"\b(?:berharap|harap\w*|agar|semoga|supaya|diharapkan|memastikan)\b",
                sentence.text[: match.start()],
                re.IGNORECASE,
            ):
                continue
            for other in range(max(0, number - 2), min(len(sentences), number + 3)):
                if other != number and (speakers[other] is None or speakers[other] != speakers[number]):
                    continue
                found = [one for one in some.finditer(sentences[other].text)
                         if other != number or one.start() >= match.end() or one.end() <= match.start()]  # fmt: skip
                found = [
                    one
                    for one in found
                    if not re.search(
                        r"\b(?:belum|tidak|tak|tanpa)\s+(?:\w+\s+){0,2}$", sentences[other].text[: one.start()]
                    )
                ]
                if found:
                    yield flag(
                        "statement",
                        f'Dikatakan "{match[0]}", tetapi juga "{found[0][0]}". Tanyakan mana yang berlaku dan '
                        f"apa bedanya.",
                        sentence,
                    )
                    break


def _speakers(sentences: list[Sentence], scene: Scene) -> list[str | None]:
    """The agency that each sentence is about or spoken by; carried on where a sentence names none."""
    found: list[str | None] = []
    last: str | None = None
    for sentence in sentences:
        first = next(iter(mentions(sentence.text)), None)
        if first is not None and first.start < 60:
            last = scene.kind(first.kind)
        found.append(last)
    return found
