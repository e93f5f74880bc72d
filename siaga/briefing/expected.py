"""Reports that desks owe, written down before anyone writes: the clockwork's step. Idempotent, bounded, complete."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from siaga.access import SYSTEM
from siaga.briefing.actions.reports import expect_reports
from siaga.briefing.cadence import DuePeriod, owed_periods
from siaga.briefing.models import DeskReport
from siaga.desk.models import Desk
from siaga.elections.models import Election, Stage
from siaga.elections.rulesets import Ruleset, parse
from siaga.wilayah.models import Level, Region
from siaga.wilayah.zones import zone_of

HORIZON = timedelta(days=14)
"""How far ahead rows are made."""
MOST = 500
"""Rows that one step makes for one desk; what is left comes with the next."""


def ensure_due_reports(now: datetime) -> int:
    """Make the rows of every desk of a regency or province that are missing up to the horizon; returns how many."""
    made = 0
    for region, election in desks_and_elections():
        missing = missing_periods(region, election, now)
        if missing:
            made += len(expect_reports(actor=SYSTEM, election=election, region=region, periods=missing[:MOST], now=now))
    return made


def desks_and_elections() -> list[tuple[Region, Election]]:
    """Regions with a working desk, and the open elections that it works on; each pair once."""
    desks = (
        Desk.objects.filter(closed_on=None, region__level__lte=Level.REGENCY, elections__closed_at=None)
        .exclude(elections=None)
        .order_by("region__code")
    )
    pairs = sorted(set(desks.values_list("region_id", "elections")))
    regions = Region.objects.select_related("parent").in_bulk({region for region, _election in pairs})
    elections = Election.objects.select_related("region", "ruleset").in_bulk({one for _region, one in pairs})
    return [(regions[region], elections[one]) for region, one in pairs if elections[one].closed_at is None]


def missing_periods(region: Region, election: Election, now: datetime) -> list[DuePeriod]:
    """Periods after the last row that begin before the horizon, also those that went by while the clock stood."""
    zone = zone_of(region.code)
    today = now.astimezone(zone).date()
    after = (
        DeskReport.objects.filter(election=election, region=region)
        .order_by("-ends")
        .values_list("ends", flat=True)
        .first()
    )
    until = today + HORIZON
    if after is not None and after >= until:
        return []
    found = owed_periods(rules_of(election), election.voting_day, stage_ends(election), zone, after=after, today=today)
    return [one for one in found if one.starts <= until]


def rules_of(election: Election) -> Ruleset | None:
    """The election's ruleset. Needs ``ruleset`` loaded."""
    return parse(election.ruleset.toml) if election.ruleset.toml else None


def stage_ends(election: Election) -> list[tuple[str, date | None]]:
    """Phase and end of each stage."""
    return list(Stage.objects.filter(election=election).values_list("phase", "ends"))
