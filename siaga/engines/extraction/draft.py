"""The whole of it: a text in, a draft out."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from datetime import date, time
from typing import Any

from siaga.engines.extraction import contradictions, figures, meetings, places, sums, tables
from siaga.engines.extraction.agencies import present, scene_of
from siaga.engines.extraction.areas import Areas
from siaga.engines.extraction.casing import recased
from siaga.engines.extraction.chairs import chair
from siaga.engines.extraction.commitments import Reader
from siaga.engines.extraction.dates import (
    ELECTIONS,
    DateFound,
    dates,
    is_deadline,
    is_vote,
    settled,
    times,
    within,
    years_of,
)
from siaga.engines.extraction.obstacles import obstacles_of
from siaga.engines.extraction.people import everyone
from siaga.engines.extraction.sentences import Role, Section, Sentence, cleaned, sentences
from siaga.engines.extraction.shapes import Contradiction, Draft, Figure, Meeting, Person, Presence, Span
from siaga.engines.extraction.shorthand import Spelled, brought_back, spelled_out
from siaga.engines.extraction.words import MEETING

MOST_CHARACTERS = 400_000
"""Longer texts are cut: minutes and reports are not books."""


def extract(
    text: str,
    *,
    elections: tuple[date, ...] = ELECTIONS,
    own_area: str | None = None,
    regions: Iterable[str] = (),
) -> Draft:
    """The draft of a text.

    elections: voting days that the text can mean. own_area: the desk's regency or city (``Kota Pagar Alam``); without
    it the area that the text is about. regions: further names of areas. Never raises; the same text gives
    the same draft.
    """
    text = text[:MOST_CHARACTERS]
    spelled = spelled_out(recased(cleaned(text)), text)
    return brought_back(_draft(spelled, elections, own_area, tuple(regions)), spelled, text)


def _draft(spelled: Spelled, elections: tuple[date, ...], own_area: str | None, regions: tuple[str, ...]) -> Draft:
    told = sentences(spelled.text, spelled.given)
    linked = _linked(told)
    if not meetings.tells_of_meeting(told, spelled.text):
        return Draft((), linked)
    reading = _Reading(spelled.text, told, elections, regions)
    made = [reading.meeting(part, first=number == 0) for number, part in enumerate(reading.parts)]
    if not any(_told(one, part) for one, part in zip(made, reading.parts, strict=True)):
        return Draft((), linked)
    flags = list(reading.contradictions(own_area))
    return Draft(tuple(_flagged(made, reading.parts, flags)), linked)


def _told(meeting: Meeting, part: list[Sentence]) -> bool:
    """Whether a meeting has a day, a place, a leader or somebody who came; else a text only speaks of meetings."""
    if meeting.date or meeting.time or meeting.place or meeting.chair:
        return True
    told = [one for one in part if one.told]
    if any(_HELD.search(one.text) for one in told):
        return True
    return bool(meeting.agencies) and any(one.section in _LISTS_OF_PEOPLE or _CAME.search(one.text) for one in told)


_HELD = re.compile(
    rf"\b(?:menghadiri|memimpin|membuka)\b[^.;]{{0,40}}\b{MEETING}\b|\b{MEETING}\b[^.;]{{0,60}}\b(?:digelar|dilaksanakan|diadakan|"
    r"berlangsung|bertempat)\s+di\b",
    re.IGNORECASE,
)
_LISTS_OF_PEOPLE = {Section.ATTENDANCE, Section.RECIPIENTS}
_CAME = re.compile(
    r"\b(?:dihadiri|menghadiri|hadir|diikuti|mengikuti|bersama|didampingi|peserta|undangan|mengundang|dalam\s+(?:rapat|rakor)|"
    r"(?:rapat|rakor|pertemuan)\s+(?:ini|itu|tersebut|dengan|yang))\b",
    re.IGNORECASE,
)


class _Reading:
    def __init__(self, text: str, told: list[Sentence], elections: tuple[date, ...], regions: tuple[str, ...]) -> None:
        self.text = text
        self.told = told
        self.elections = elections
        self.regions = regions
        self.areas = Areas(text, regions)
        found = dates(text, years_of(text, elections))
        self.published = self._published(found)
        self.dates = [settled(one, self.published) for one in found]
        self.clocks = list(times(text))
        self.parts = meetings.segments(told, self.dates, elections)
        self.invites = bool(re.search(r"\b(?:undangan|mengundang|kehadiran\s+(?:saudara|bapak))", text, re.IGNORECASE))

    def _published(self, found: list[DateFound]) -> date | None:
        """The day of publishing: alone on a line near the top, or in the dateline before the first dash."""
        for one in found:
            if one.day is None or not one.certain:
                continue
            start = self.text.rfind("\n", 0, one.start) + 1
            end = self.text.find("\n", one.end)
            before, after = self.text[start : one.start], self.text[one.end : end if end >= 0 else len(self.text)]
            if start > 1500:
                return None
            short = len(before.split()) <= 4 and not re.search(
                r"\b(?:pada|hari|tanggal|tgl|waktu)\b", before, re.IGNORECASE
            )
            if short and (
                (len(after.split()) <= 8 and re.match(r"\s*(?:$|[|,-]|\d\d?[:.]\d\d|pukul|WIB)", after))
                or re.match(r"\s*(?:--?|\|)\s", after)
            ):
                return one.day
        return None

    def meeting(self, part: list[Sentence], first: bool) -> Meeting:
        """One meeting from its sentences."""
        where: dict[str, Span] = {}
        inner = "\n".join(one.text for one in part if one.role not in {Role.LINKED, Role.NOISE})
        scene = scene_of(inner)
        day = self._date(part, where)
        clock = self._time(part, where)
        if place := places.find(part):
            where["place"] = place[1]
        if leader := chair(part, self.areas):
            where["chair"] = leader[1]
        people = everyone(part, self.areas)
        counted = self._figures(part)
        promised = Reader(self.dates, scene, self.elections).read(part)
        agencies = present(self._with_letterhead(part, first), scene, self.invites)
        known = {one.kind for one in agencies} | {"pemda"}
        asked = {one.who: Presence(one.who, one.span) for one in reversed(promised) if one.who and one.who not in known}
        return Meeting(
            date=day,
            time=clock,
            place=place[0] if place else None,
            chair=_named(leader[0], people) if leader else None,
            people=people,
            agencies=(*agencies, *asked.values()),
            figures=counted,
            obstacles=obstacles_of(part),
            commitments=promised,
            where=where,
        )

    def _figures(self, part: list[Sentence]) -> tuple[Figure, ...]:
        told = [one for one in part if one.told and one.section not in _APART]
        found, rows = tables.figures_of(told)
        before: Figure | None = None
        for one in told:
            if one.start in rows:
                continue
            for figure in figures.figures_in(one, self._barred(one), before):
                found.append(figure)
                before = figure
        return figures.once(found)

    def _barred(self, sentence: Sentence) -> list[tuple[int, int]]:
        """Dates and times, whose numbers are no figures."""
        low, high = max(0, sentence.start - 60), sentence.end
        clocks = self.clocks[bisect_left(self.clocks, (low,)) : bisect_left(self.clocks, (high,))]
        return [(one.start, one.end) for one in within(self.dates, low, high)] + [(a, b) for a, b, _at in clocks]

    def _with_letterhead(self, part: list[Sentence], first: bool) -> list[Sentence]:
        """The sentences, and where the text is a form the last line of its letterhead as if it were told."""
        if not first:
            return part
        head = []
        for one in part:
            if one.role is not Role.TITLE or not one.text.isupper():
                break
            head.append(one)
        forms = [
            one
            for one in head
            if not re.search(rf"\b(?:{MEETING}|notul\w+|laporan|berita|undangan|resume)\b", one.text, re.IGNORECASE)
        ]
        labelled = any(one.label for one in part)
        if not forms or not labelled:
            return part
        last = forms[-1]
        name = re.sub(r"^(?=(?:Kecamatan|Kelurahan|Desa)\b)", "Pemerintah ", last.text.title()).replace("Kpu", "KPU")
        shown = Sentence(last.start, last.end, name, Role.ITEM, Section.ATTENDANCE, last.paragraph, "", last.start)
        return [*part, shown]

    def _date(self, part: list[Sentence], where: dict[str, Span]) -> date | None:
        best: tuple[int, int, date, Span] | None = None
        for number, sentence in enumerate(part):
            if sentence.role in {Role.LINKED, Role.NOISE} or sentence.section in _APART:
                continue
            for found in within(self.dates, sentence.start, sentence.end):
                if found.day is None:
                    continue
                score = self._date_score(sentence, found)
                if score <= 0:
                    continue
                ranked = (score, -number, found.day, sentence.span)
                if best is None or ranked[:2] > best[:2]:
                    best = ranked
        if best is None:
            return None
        where["date"] = best[3]
        return best[2]

    def _date_score(self, sentence: Sentence, found: DateFound) -> int:
        text = sentence.text
        if sentence.label:
            if re.match(r"hari|tanggal(?!\s+surat)|tgl|waktu", sentence.label):
                return 100 if found.certain else 90
            return 0
        if is_vote(text, found, sentence.start, self.elections) or found.day in self.elections:
            return 0
        if is_deadline(text, found, sentence.start) or _NEXT.search(text[: found.start - sentence.start]):
            return 0
        before = text[: found.start - sentence.start]
        event = re.search(rf"\b{MEETING}\b", text, re.IGNORECASE)
        score = 0
        if event:
            score = 60
        elif re.search(r"\b(?:kegiatan|acara|pertemuan)\b", text, re.IGNORECASE):
            score = 45
        elif found.weekday is not None or found.relative:
            score = 25
        if found.relative and not re.search(r"kemarin|tadi|hari\s+ini", found.relative):
            return 0
        if found.relative and '"' in text and found.relative == "hari ini":
            score -= 30
        if found.day is None:
            return 0
        if not found.certain and found.weekday is not None and found.relative == "" and re.fullmatch(
            r"\W*\w+\W*", self.text[found.start : found.end]
        ):  # fmt: skip
            score -= 15
        if found.weekday is not None:
            score += 10
        if re.search(r"\((?:[^)]{0,20})$", before) or re.search(
            r"\bpada\s+(?:hari\s+)?$|\btanggal\s+$|\bhari\s+ini,?\s+$", before, re.IGNORECASE
        ):
            score += 5
        if _ELSE_DAY.search(before):
            score -= 40
        if sentence.role is Role.CAPTION:
            score -= 15
        if sentence.role is Role.TITLE:
            score -= 20
        if (
            self.published == found.day
            and sentence.text[: found.start - sentence.start].count(" ") <= 4
            and found.weekday is None
        ):
            score -= 50
        return score

    def _time(self, part: list[Sentence], where: dict[str, Span]) -> time | None:
        best: tuple[int, time, Span] | None = None
        for sentence in part:
            if not sentence.told or sentence.section in _APART:
                continue
            first = bisect_left(self.clocks, (sentence.start,))
            for low, _high, at in self.clocks[first : bisect_left(self.clocks, (sentence.end,))]:
                before = sentence.text[: low - sentence.start]
                if sentence.label and re.match(r"waktu|pukul|jam|pkl|hari|tanggal", sentence.label):
                    score = 100
                elif (
                    _LATE.search(before)
                    or (before.count(" ") <= 6 and _BYLINE.search(before))
                    or re.search(
                        r"\b(?:ditutup|selesai|berakhir|hingga|sampai|s\.?d\.?)\b[^,]{0,20}$", before, re.IGNORECASE
                    )
                ):
                    score = 0
                elif re.search(rf"\b(?:{MEETING}|kegiatan|acara)\b", sentence.text, re.IGNORECASE):
                    score = 60
                elif any(one.start < low <= one.end + 30 for one in within(self.dates, sentence.start, low)):
                    score = 50
                else:
                    score = 0
                if score and (best is None or score > best[0]):
                    best = (score, at, sentence.span)
        if best is None:
            for sentence in part:
                if sentence.label and re.match(r"waktu|pukul|jam|pkl", sentence.label):
                    clock = re.match(r"\s*([01]?\d|2[0-3])[.:]([0-5]\d)", sentence.text[sentence.offset :])
                    if clock:
                        where["time"] = sentence.span
                        return time(int(clock[1]), int(clock[2]))
            return None
        where["time"] = best[2]
        return best[1]

    def contradictions(self, own_area: str | None) -> Iterable[Contradiction]:
        """Contradictions of the whole text; linked headlines and noise apart."""
        own = [one for one in self.told if one.role not in {Role.LINKED, Role.NOISE}]
        scene = scene_of(self.text)
        kept = "\n".join(one.text for one in own)
        yield from contradictions.of_dates(own, self.dates, self.elections)
        yield from contradictions.of_areas(kept, own, own_area, self.regions)
        yield from sums.of_totals([one for one in own if one.told])
        yield from sums.of_guards(one for one in own if one.told)
        yield from contradictions.of_statements([one for one in own if one.told], scene)


def _named(leader: str, people: tuple[Person, ...]) -> str:
    """An office that leads, with the name that the text gives its holder elsewhere."""
    holder = next((one for one in people if one.name and one.office.casefold() == leader.casefold()), None)
    return f"{leader}, {holder.name}" if holder else leader


_APART = {Section.RECIPIENTS, Section.COPIES, Section.SIGNATURE}
_LATE = re.compile(r"\b(?:paling\s+lambat|selambat\S*|sebelum|batas)\b", re.IGNORECASE)
_BYLINE = re.compile(r"\d{4}\s*[|,-]?\s*$|\|\s*$")
_NEXT = re.compile(
    rf"\b{MEETING}\s+(?:\w+\s+)?(?:lagi|berikutnya|selanjutnya|lanjutan|mendatang|depan)\b[^.;]{{0,60}}$", re.IGNORECASE
)
_ELSE_DAY = re.compile(
    r"\b(?:penyortiran|penyaluran|distribusi|apel|kampanye|masa\s+tenang|debat|pelantikan|dilantik|simulasi|"
    r"bimtek|psu|ulang|coklit|sejak|tahapan|"
    r"undang-undang|peraturan|kesepakatan|surat)\b[^,.;]{0,60}$",
    re.IGNORECASE,
)


def _linked(told: list[Sentence]) -> tuple[Figure, ...]:
    found: list[Figure] = []
    for sentence in told:
        if sentence.role is Role.LINKED:
            barred = [(one.start + sentence.start, one.end + sentence.start) for one in dates(sentence.text, (2024,))]
            found += figures.figures_in(sentence, barred)
        else:
            for inner in re.finditer(r"\(\s*baca\s+juga\s*:?[^)\n]{0,300}\)", sentence.text, re.IGNORECASE):
                low = sentence.start + inner.start()
                aside = Sentence(low, low + len(inner[0]), inner[0], Role.LINKED, Section.NONE, sentence.paragraph)
                found += figures.figures_in(aside, ())
    return figures.once(found)


def _flagged(made: list[Meeting], parts: list[list[Sentence]], flags: list[Contradiction]) -> Iterable[Meeting]:
    """Each contradiction beside the meeting in whose part its sentence stands."""
    for meeting, part in zip(made, parts, strict=True):
        low, high = part[0].start, part[-1].end
        own = tuple(one for one in flags if low <= one.span.start < high)
        yield Meeting(
            meeting.date, meeting.time, meeting.place, meeting.chair, meeting.people, meeting.agencies, meeting.figures,
            meeting.obstacles, meeting.commitments, own, meeting.where,
        )  # fmt: skip


def as_json(draft: Draft) -> dict[str, Any]:
    """The shape of ``siaga minutes draft --json``: plain values, dates and times as text."""
    return {
        "empty": draft.empty,
        "meetings": [_meeting_json(one) for one in draft.meetings],
        "linked": [_figure_json(one) for one in draft.linked],
    }


def _meeting_json(meeting: Meeting) -> dict[str, Any]:
    return {
        "date": meeting.date.isoformat() if meeting.date else None,
        "time": meeting.time.strftime("%H:%M") if meeting.time else None,
        "place": meeting.place,
        "chair": meeting.chair,
        "people": [{"name": one.name, "office": one.office} for one in meeting.people],
        "agencies": [one.kind for one in meeting.agencies],
        "figures": [_figure_json(one) for one in meeting.figures],
        "obstacles": [{"kind": one.kind, "sentence": one.sentence} for one in meeting.obstacles],
        "commitments": [
            {
                "who": one.who,
                "what": one.what,
                "due": one.due.isoformat() if isinstance(one.due, date) else one.due,
                "sentence": one.sentence,
            }
            for one in meeting.commitments
        ],
        "contradictions": [
            {"kind": one.kind, "message": one.message, "sentence": one.sentence} for one in meeting.contradictions
        ],
    }


def _figure_json(figure: Figure) -> dict[str, Any]:
    return {"value": figure.value, "unit": figure.unit, "counts": figure.counts, "sentence": figure.sentence}
