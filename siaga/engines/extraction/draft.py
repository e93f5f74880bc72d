"""The whole of it: a text in, a draft out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from siaga.engines.extraction import columns, contradictions, figures, meetings, places, sums, tables
from siaga.engines.extraction.agencies import scene_of
from siaga.engines.extraction.areas import Areas
from siaga.engines.extraction.casing import recased
from siaga.engines.extraction.chairs import chair
from siaga.engines.extraction.commitments import Reader
from siaga.engines.extraction.dates import ELECTIONS, dates
from siaga.engines.extraction.deadlines import Deadlines
from siaga.engines.extraction.moments import Moments
from siaga.engines.extraction.obstacles import obstacles_of
from siaga.engines.extraction.people import everyone
from siaga.engines.extraction.presence import present
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
    made: list[Meeting] = []
    for part in reading.parts:
        made.append(reading.meeting(part, made[0] if made else None))
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
        self.moments = Moments(text, elections)
        self.parts = meetings.segments(told, self.moments.dates, elections)
        self.invites = bool(re.search(r"\b(?:undangan|mengundang|kehadiran\s+(?:saudara|bapak))", text, re.IGNORECASE))

    def meeting(self, part: list[Sentence], first: Meeting | None) -> Meeting:
        """One meeting from its sentences. first: the one that the text tells first, where this is another."""
        where: dict[str, Span] = {}
        inner = "\n".join(one.text for one in part if one.role not in {Role.LINKED, Role.NOISE})
        scene = scene_of(inner)
        if day := self.moments.day(part) or self.moments.earlier(part, first.date if first else None):
            where["date"] = day[1]
        if clock := self.moments.hour(part):
            where["time"] = clock[1]
        if place := places.find(part):
            where["place"] = place[1]
        if leader := chair(part, self.areas):
            where["chair"] = leader[1]
        people = everyone(part, self.areas)
        counted = self._figures(part)
        limits = Deadlines(self.moments.dates, day[0] if day else self.moments.published, self.elections)
        promised = Reader(limits, scene, people).read(part)
        agencies = present(self._with_letterhead(part, first is None), scene, self.invites, leader)
        known = {one.kind for one in agencies} | {"pemda"}
        asked = {one.who: Presence(one.who, one.span) for one in reversed(promised) if one.who and one.who not in known}
        return Meeting(
            date=day[0] if day else None,
            time=clock[0] if clock else None,
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
            for figure in figures.figures_in(one, self.moments.barred(one), before):
                found.append(figure)
                before = figure
        return figures.once(found)

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

    def contradictions(self, own_area: str | None) -> Iterable[Contradiction]:
        """Contradictions of the whole text; linked headlines and noise apart."""
        own = [one for one in self.told if one.role not in {Role.LINKED, Role.NOISE}]
        scene = scene_of(self.text)
        kept = "\n".join(one.text for one in own)
        yield from contradictions.of_dates(own, self.moments.dates, self.elections)
        yield from contradictions.of_areas(kept, own, own_area, self.regions)
        yield from sums.of_totals([one for one in own if one.told])
        yield from columns.of_columns(one for one in own if one.told)
        yield from sums.of_guards(one for one in own if one.told)
        yield from contradictions.of_statements([one for one in own if one.told], scene)


def _named(leader: str, people: tuple[Person, ...]) -> str:
    """Who leads, with the name or the office that the text tells elsewhere."""
    for one in people:
        if one.name and one.office.casefold() == leader.casefold():
            return f"{leader}, {one.name}"
        if one.office and leader and set(leader.casefold().split()) <= set(one.name.casefold().split()):
            return f"{one.office}, {one.name}"
    return leader


_APART = {Section.RECIPIENTS, Section.COPIES, Section.SIGNATURE}


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
