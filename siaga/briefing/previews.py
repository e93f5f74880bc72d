"""A report for a file that nobody has drawn up: what it would say now; nothing is written down."""

from __future__ import annotations

import calendar
from datetime import date, datetime, timedelta

from siaga.access import Actor, Place, Verb, require
from siaga.briefing.cadence import due_at
from siaga.briefing.drawing_up import ground_of
from siaga.briefing.models import DeskReport, ReportKind
from siaga.briefing.sections import draw, eventless
from siaga.elections.models import Election
from siaga.wilayah.models import Region
from siaga.wilayah.zones import zone_of


def report_for(
    actor: Actor, election: Election, region: Region, kind: str, day: date, now: datetime
) -> tuple[DeskReport, bool]:
    """The report of that kind whose period holds a day, and whether it is only a preview of what it would say.

    A row that was drawn up is given as it stands; where there is none, or nobody has drawn it up, its facts are drawn
    for this once. Raises Refused.
    """
    require(actor, Verb.DOCUMENT_VIEW, Place(region.code))
    rows = DeskReport.objects.select_related("region__parent", "election__region", "election__ruleset")
    found = rows.filter(election=election, region=region, kind=kind, starts__lte=day, ends__gte=day).first()
    if found is not None and found.facts:
        return found, False
    if found is None:
        starts, ends = period_of(kind, day)
        found = DeskReport(
            election=election,
            region=region,
            kind=kind,
            starts=starts,
            ends=ends,
            due_at=due_at(kind, ends, zone_of(region.code)),
        )
    ground = ground_of(actor, found, now)
    found.facts, found.facts_at = draw(ground), ground.at
    found.nil = eventless(found.facts)
    return found, True


def period_of(kind: str, day: date) -> tuple[date, date]:
    """The day, its week from Monday, or its month."""
    if kind == ReportKind.WEEKLY:
        monday = day - timedelta(days=day.weekday())
        return monday, monday + timedelta(days=6)
    if kind == ReportKind.MONTHLY:
        return day.replace(day=1), day.replace(day=calendar.monthrange(day.year, day.month)[1])
    return day, day
