"""Reading elections: what an actor sees, the calendar, the counts, the differences between rulesets."""

from siaga.elections.access import (
    access_election,
    access_stage,
    access_station,
    visible_elections,
    visible_stations,
)
from siaga.elections.queries.calendar import Calendar, StageLine, StageState, calendar
from siaga.elections.queries.elections import elections_for, regime_of, repeat_rounds_of, ruleset_of
from siaga.elections.queries.rulesets import Difference, RulesetNews, ruleset_news
from siaga.elections.queries.stations import (
    StationCounts,
    counts_by_child,
    history_of,
    over_limit,
    station_counts,
    unknown_voters,
)

__all__ = [
    "Calendar",
    "Difference",
    "RulesetNews",
    "StageLine",
    "StageState",
    "StationCounts",
    "access_election",
    "access_stage",
    "access_station",
    "calendar",
    "counts_by_child",
    "elections_for",
    "history_of",
    "over_limit",
    "regime_of",
    "repeat_rounds_of",
    "ruleset_news",
    "ruleset_of",
    "station_counts",
    "unknown_voters",
    "visible_elections",
    "visible_stations",
]
