"""Which playbooks are triggered where: by which answers, at how many stations, with which measures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from siaga.contingency.playbooks import Measure, Playbook, Playbooks
from siaga.contingency.playbooks.schema import counted_as
from siaga.contingency.queries.facts import Fact, triggered


@dataclass(frozen=True, slots=True)
class MeasureLine:
    """A measure as it is here: how many units of a kind it takes in all, by which day."""

    measure: Measure
    kind: str
    places: int
    units: int | None
    due: date

    @property
    def late(self) -> int:
        return -self.measure.by


@dataclass(frozen=True, slots=True)
class PlaybookLine:
    """stations: that trigger it. by: how many stations each answer names. unknown: stations that nobody answered."""

    playbook: Playbook
    stations: tuple[str, ...]
    by: dict[str, int]
    by_district: dict[str, int]
    unknown: int
    measures: tuple[MeasureLine, ...]


_PART = {"tps": 17, "desa": 13, "kecamatan": 8, "kabupaten": 5}


def lines_of(books: Playbooks, facts: Mapping[str, Fact], voting_day: date) -> list[PlaybookLine]:
    """Every playbook, those that nothing triggers too."""
    lines = []
    for playbook in books.playbooks:
        found = triggered(facts, playbook)
        lines.append(
            PlaybookLine(
                playbook,
                tuple(found),
                dict(sorted(Counter(number for why in found.values() for number in why).items())),
                dict(sorted(Counter(facts[code].district for code in found).items())),
                0 if playbook.always else sum(not fact.answered for fact in facts.values()),
                tuple(_measure(books, one, found, voting_day) for one in playbook.measures),
            )
        )
    return lines


def _measure(books: Playbooks, one: Measure, found: Mapping[str, object], voting_day: date) -> MeasureLine:
    places = len({code[: _PART[one.per]] for code in found})
    kind = books.kind(one.kind) if one.kind else None
    return MeasureLine(
        one,
        counted_as(kind.unit, kind.name) if kind else "",
        places,
        places * one.count if one.count else None,
        voting_day + timedelta(days=one.by),
    )


def of_station(
    books: Playbooks, fact: Fact, voting_day: date
) -> list[tuple[Playbook, tuple[str, ...], list[MeasureLine]]]:
    """The playbooks that one station triggers, with why and what."""
    found = []
    for playbook in books.playbooks:
        why = fact.triggers(playbook)
        if why is not None:
            measures = [_measure(books, one, {fact.code: why}, voting_day) for one in playbook.measures]
            found.append((playbook, why, measures))
    return found
