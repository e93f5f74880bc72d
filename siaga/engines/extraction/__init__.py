"""From old minutes or a news report in Indonesian to a draft meeting: rules and gazetteers, no network, no model.

``extract(text)`` answers with a ``Draft``; ``as_json(draft)`` gives it the shape that outsiders rely on. Nothing here
decides anything: every item carries the sentence that it was read from, and a person confirms it. Precise before
complete: what is doubtful is left out, and what contradicts is flagged, never corrected.

    casing.py         texts in capitals or in small letters only
    shorthand.py      shorthand of messages spelled out, and the way back
    sentences.py      lines, headings, captions, linked headlines, noise; sentences with their place in the text
    dates.py          dates, weekdays, times; what is the election's, a deadline
    moments.py        the day and the hour of the meeting, and the day of publishing
    numbers.py        numbers with unit and what they count
    figures.py        those of a text, and those whose noun is left out
    counted.py        words for what numbers count
    tables.py         numbers in columns
    agencies.py       kinds of agencies by their names and offices
    presence.py       which of them were there, and which are only spoken of
    people.py         offices with names
    chairs.py         who leads
    places.py         where
    obstacles/        what stands in the way, by kind, and whether it is told as being there
    obstacles/words/  the words by which it is known
    commitments.py    who promised what by when: the sentences, lists and speakers of a text
    clauses.py        a clause, its speaker and its subject
    promises.py       what somebody promises or plans
    doings.py         what is told as if it were being done
    orders.py         what somebody is asked or told to do
    pledges.py        the words by which both are known
    taskrows.py       tables of tasks
    actors.py         who does what a clause tells
    deadlines.py      by when: a day, or days before the vote
    verbs.py          forms of a verb by its root
    contradictions.py what a person should look at
    meetings.py       where one meeting ends and another begins
"""

from siaga.engines.extraction.draft import as_json, extract
from siaga.engines.extraction.shapes import (
    CONTRADICTION_KINDS,
    OBSTACLE_KINDS,
    Commitment,
    Contradiction,
    Draft,
    Figure,
    Meeting,
    Obstacle,
    Person,
    Presence,
    Span,
)

__all__ = [
    "CONTRADICTION_KINDS",
    "OBSTACLE_KINDS",
    "Commitment",
    "Contradiction",
    "Draft",
    "Figure",
    "Meeting",
    "Obstacle",
    "Person",
    "Presence",
    "Span",
    "as_json",
    "extract",
]
