"""Sections about the election itself: identity, stages, voters, and those who work at the polling stations."""

from __future__ import annotations

from siaga.briefing.sections.ground import Ground, Section, figure, link, section, source, table
from siaga.desk.models import Desk
from siaga.desk.queries.terms import holder_on
from siaga.elections.calendar import days_until
from siaga.elections.models import Election
from siaga.elections.queries import StageState, calendar, counts_by_child, station_counts
from siaga.wilayah.models import Region

_SHOWN = (StageState.LATE, StageState.DUE, StageState.RUNNING)
_STAGE_COLUMNS = (("name", "text"), ("starts", "day"), ("ends", "day"), ("state", "stage"))
_AHEAD = 5
"""Stages to come that a report names."""


def desk_with_chair(region: Region, election: Election) -> Desk | None:
    """The desk of the region that works on this election, the newest."""
    desks = Desk.objects.select_related("chair__agency__region__parent", "lead_agency", "region")
    return desks.filter(region=region, elections=election).order_by("closed_on", "-pk").first()


def identity(ground: Ground) -> Section:
    """Area, election, period, distance to voting day, the desk and who signs."""
    desk = desk_with_chair(ground.region, ground.election)
    chair = holder_on(desk.chair, ground.day) if desk and desk.chair else None
    formed = source("desk", desk.decree_date or ground.day, "desk:desk", desk.pk) if desk else None
    voting = source("election", ground.day, "elections:overview", ground.election.slug)
    above = Region.objects.filter(children=ground.region).first()
    return section(
        "identity",
        [
            figure("area", ground.region.title, "text"),
            figure("province", above.title if above else None, "text"),
            figure("election", ground.election.name, "text", source=voting),
            figure("voting_day", ground.election.voting_day, "day", source=voting),
            figure("distance", days_until(ground.election.voting_day, ground.day), "countdown"),
            figure("desk", desk.name if desk else None, "text", source=formed),
            figure("decree", desk.decree_number or None if desk else None, "text", source=formed),
            figure("chair", chair.title if chair else None, "text", source=formed),
            figure("chair_name", chair.name or None if chair else None, "text", source=formed),
            figure("before", ground.before.get("name") if ground.before else None, "text"),
        ],
    )


def stages(ground: Ground) -> Section:
    """How the stages stand: what is late, due and running, and what comes next."""
    lines = calendar(ground.actor, ground.election, ground.day)
    of = source("calendar", ground.day, "elections:calendar", ground.election.slug)
    ahead = [line for line in lines.next if line.state is StageState.AHEAD][:_AHEAD]
    shown = [line for line in lines.lines if line.state in _SHOWN] + ahead
    finished = lines.of(StageState.DONE)
    ground.events["stages_done"] = sum(
        line.stage.done_on is not None and ground.starts <= line.stage.done_on <= ground.ends for line in finished
    )
    return section(
        "stages",
        [
            figure("stages_total", len(lines.lines), source=of),
            figure("stages_done", len(finished), source=of),
            figure("stages_late", len(lines.late), source=of),
            figure("stages_undated", len(lines.of(StageState.UNKNOWN)), source=of),
        ]
        if lines.lines
        else [],
        [
            table(
                "stages",
                [*_STAGE_COLUMNS, *([("days_late", "number")] if lines.late else [])],
                [
                    {
                        "name": line.stage.name,
                        "starts": line.stage.starts,
                        "ends": line.stage.ends,
                        "state": str(line.state),
                        "days_late": line.days_late or None,
                    }
                    for line in shown
                ],
            )
        ],
        of,
    )


def voters(ground: Ground) -> Section:
    """Polling stations and registered voters, by part of the region; stations without a count are counted as such."""
    whole = station_counts(ground.actor, ground.election, ground.region.code)
    parts = counts_by_child(ground.actor, ground.election, ground.region)
    names = {one.code: one for one in Region.objects.filter(code__in=parts).order_by("code")}
    of = source("stations", ground.now, "elections:stations", ground.election.slug)
    known = {"reported": whole.voters_known, "expected": whole.stations, "unit": "tps"}
    return section(
        "voters",
        [
            figure("stations", whole.stations or None, source=of),
            figure("special", whole.special if whole.stations else None, source=of),
            figure("voters", whole.voters, source=of, coverage=known),
            figure("male", whole.male, source=of),
            figure("female", whole.female, source=of),
            figure("voters_unknown", whole.voters_unknown if whole.stations else None, source=of),
            figure("over_limit", whole.over_limit if whole.stations else None, source=of),
        ],
        [
            table(
                "voters",
                [
                    ("area", "text"),
                    ("stations", "number"),
                    ("male", "number"),
                    ("female", "number"),
                    ("voters", "number"),
                    ("voters_unknown", "number"),
                ],
                [
                    {
                        "area": region.title,
                        "stations": parts[code].stations,
                        "male": parts[code].male,
                        "female": parts[code].female,
                        "voters": parts[code].voters,
                        "voters_unknown": parts[code].voters_unknown,
                        "link": link("wilayah:region", code),
                    }
                    for code, region in sorted(names.items())
                ],
                most=60,
            )
        ],
        of,
    )


def staffing(ground: Ground) -> Section:
    """How many KPPS, Linmas and supervisors the rules ask for: so many for each station. Who serves is not known."""
    stations = station_counts(ground.actor, ground.election, ground.region.code).stations
    rules = ground.rules
    rows = []
    figures = []
    for crew in rules.crew if rules else ():
        needed = crew.per_station * stations if crew.per_station is not None and stations else None
        of = source(
            "ruleset", ground.day, "elections:ruleset", ground.election.slug, who=rules.cite(crew) if rules else ""
        )
        figures.append(figure("crew", needed, source=of, name=crew.name))
        rows.append(
            {"name": crew.name, "per_station": crew.per_station, "stations": stations, "needed": needed, "filled": None}
        )
    return section(
        "staffing",
        figures,
        [
            table(
                "staffing",
                [
                    ("name", "text"),
                    ("per_station", "number"),
                    ("stations", "number"),
                    ("needed", "number"),
                    ("filled", "number"),
                ],
                rows,
            )
        ],
        source("ruleset", ground.day, "elections:ruleset", ground.election.slug),
    )
