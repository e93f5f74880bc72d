"""What stands beside a mapping: earlier elections of a TPS, and counts that others published."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count

from siaga.access import Actor
from siaga.elections.models import Election, PollingStation
from siaga.elections.queries import history_of as rounds_of
from siaga.kerawanan.access import visible_published
from siaga.kerawanan.asked import asked_of, given_in
from siaga.kerawanan.models import MappedStation, PastAnswers, PublishedCount, RiskClass
from siaga.kerawanan.queries.mappings import with_standing

MOST_PAST = 20
MOST_PUBLISHED = 300


@dataclass(frozen=True, slots=True)
class Earlier:
    """What is known of a TPS from an earlier election: shown, never counted.

    cls: the class that held then (empty where unknown). yes, no: numbers of indicators. names: what the numbers meant.
    """

    occasion: str
    year: int
    code: str
    cls: str
    yes: tuple[str, ...]
    no: tuple[str, ...]
    names: dict[str, str]
    source: str


def earlier_of(actor: Actor, station: PollingStation) -> list[Earlier]:
    """The TPS in the rounds before it, as far as the actor sees them, and what was imported; the newest first."""
    found: list[Earlier] = []
    rounds = [one for one in rounds_of(actor, station) if one.pk != station.pk and _before(one, station)]
    for one in rounds[:MOST_PAST]:
        asked = asked_of(one.election)
        answers = given_in(one.election, one.code, asked).get(one.code, {})
        cls = _class_then(one)
        if answers or cls:
            found.append(
                Earlier(
                    one.election.name, one.election.voting_day.year, one.code, cls,
                    tuple(sorted(number for number, answer in answers.items() if answer)),
                    tuple(sorted(number for number, answer in answers.items() if answer is False)),
                    {line.number: line.name for line in asked},
                    "",
                )
            )  # fmt: skip
    for past in PastAnswers.objects.filter(station=station).order_by("-year", "occasion")[:MOST_PAST]:
        found.append(
            Earlier(
                past.occasion, past.year, station.code, past.cls,
                tuple(sorted(number for number, answer in past.answers.items() if answer)),
                tuple(sorted(number for number, answer in past.answers.items() if not answer)),
                {}, past.source,
            )
        )  # fmt: skip
    return sorted(found, key=lambda one: -one.year)


def _before(one: PollingStation, station: PollingStation) -> bool:
    return one.election.voting_day <= station.election.voting_day


def _class_then(station: PollingStation) -> str:
    """The class that holds, or held last, for a TPS in its own election."""
    rows = MappedStation.objects.filter(station=station, mapping__in_force_since__isnull=False)
    last = with_standing(rows).order_by("-mapping__in_force_since").values_list("standing", flat=True).first()
    return str(last) if last else ""


@dataclass(frozen=True, slots=True)
class Beside:
    """Counts that somebody published, and our own for the same area by the class that holds; None without a mapping.

    mapped: TPS of the area that our mappings in force hold.
    """

    published: PublishedCount
    own: dict[str, int] | None
    mapped: int


def published_beside(actor: Actor, election: Election) -> list[Beside]:
    """Every published count that the actor sees beside our own. Two queries."""
    rows = MappedStation.objects.filter(
        mapping__election=election, mapping__in_force_since__isnull=False, mapping__retired_at=None
    )
    own: dict[str, dict[str, int]] = {}
    grouped = with_standing(rows).order_by().values_list("village_code", "standing").annotate(many=Count("pk"))
    for village, cls, many in grouped:
        for width in (2, 5, 8, 13):
            counts = own.setdefault(village[:width], {one.value: 0 for one in RiskClass})
            counts[cls] += many
    return [
        Beside(row, own.get(row.region.code), sum(own.get(row.region.code, {}).values()))
        for row in visible_published(actor, election)[:MOST_PUBLISHED]
    ]
