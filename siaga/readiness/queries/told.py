"""What stands behind a unit's page: its reports, its evidence, and what it owes; bounded, and scoped by the actor."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max, Prefetch, Q

from siaga.access import Actor, Verb, may
from siaga.desk.access import agency_written
from siaga.desk.models import Agency
from siaga.elections.models import Election, PollingStation
from siaga.instruments.models import Instrument, UnitKind
from siaga.readiness.arithmetic import Scale
from siaga.readiness.terms import all_indicators, terms_at
from siaga.reporting.access import visible_submissions
from siaga.reporting.models import Attachment, DutyUnit, ExpectedReport, ReviewAct, Submission
from siaga.reporting.units import Unit
from siaga.wilayah.models import Region

MOST_REPORTS = 60
MOST_OWED = 30


def reports_about(actor: Actor, election: Election, unit: Unit, at: datetime) -> list[Submission]:
    """The unit's reports that had come in by a moment, newest first, with their reviews and their files.

    Answers are not loaded: the page of a report shows them.
    """
    return list(
        visible_submissions(actor)
        .filter(election=election, unit_kind=unit.kind, unit_code=unit.code, received_at__lte=at)
        .select_related("instrument")
        .defer("values", "marks")
        .prefetch_related(
            Prefetch("acts", ReviewAct.objects.filter(at__lte=at).order_by("id")),
            Prefetch("attachments", Attachment.objects.order_by("name")),
        )
        .order_by("-observed_trusted", "-received_at", "-id")[:MOST_REPORTS]
    )


def sources(actor: Actor, ids: Iterable[int]) -> dict[int, Submission]:
    """Those of these reports that the actor may open, with their files, by their ids; without their answers."""
    wanted = sorted(set(ids))[:500]
    if not wanted:
        return {}
    found = visible_submissions(actor).filter(pk__in=wanted).defer("values", "marks").prefetch_related("attachments")
    return {one.pk: one for one in found}


def owed_by(actor: Actor, election: Election, unit: Unit, now: datetime) -> list[ExpectedReport]:
    """Reports that the unit owes and has not paid: overdue ones, and those that may be sent by now; oldest first."""
    if not may(actor, Verb.DUTY_VIEW, unit.place):
        return []
    return list(
        ExpectedReport.objects.filter(
            election=election,
            unit_kind=unit.kind,
            unit_code=unit.code,
            submission__isnull=True,
            opens_at__lte=now,
        )
        .select_related("instrument")
        .order_by("due_at", "id")[:MOST_OWED]
    )


def instruments_due(election: Election, unit: Unit) -> Sequence[Instrument]:
    """The checklists that the unit owes at all, whenever."""
    rows = DutyUnit.objects.filter(
        election=election, unit_kind=unit.kind, unit_code=unit.code, until=None, instrument__retired_at=None
    )
    return [row.instrument for row in rows.select_related("instrument").order_by("instrument__name")[:MOST_OWED]]


@dataclass(frozen=True, slots=True)
class SilentUnit:
    """A unit that owes and is silent. last: when somebody last reported on it by the moment shown; None for never."""

    unit: str
    name: str
    place: str
    last: datetime | None


def spoken_instruments(election: Election, scale: Scale, at: datetime) -> tuple[int, ...]:
    """The instruments (ids) that people report by on a scale: what the product computes by itself is no report."""
    return terms_at(all_indicators(election.pk), scale, at).spoken


def named_units(
    election: Election, units: Sequence[str], at: datetime, heard_by: Collection[int] = ()
) -> list[SilentUnit]:
    """Written units with their names and places, in the given order; those of the picture.

    heard_by: instruments (ids) whose reports tell when a unit was last heard of; without them ``last`` is None.
    The caller has shown that the actor may see the picture that these units are part of.
    """
    by_kind: dict[str, list[str]] = {}
    for unit in units:
        kind, _colon, code = unit.partition(":")
        by_kind.setdefault(kind, []).append(code)
    names: dict[str, tuple[str, str]] = {}
    if codes := by_kind.get(UnitKind.TPS):
        rows = PollingStation.objects.filter(election=election, code__in=codes).select_related("village__parent")
        for row in rows:
            parent = row.village.parent
            names[f"tps:{row.code}"] = (
                f"{row.label} {row.village.name}",
                f"{row.village.title}, {parent.title}" if parent else row.village.title,
            )
    if codes := by_kind.get(UnitKind.REGION):
        for region in Region.objects.filter(code__in=codes).select_related("parent"):
            names[f"region:{region.code}"] = (region.title, region.parent.title if region.parent else "")
    if codes := by_kind.get(UnitKind.AGENCY):
        wanted = Q(pk__in=[])
        for code in codes:
            wanted |= agency_written(code)
        for agency in Agency.objects.filter(wanted).select_related("region"):
            names[f"agency:{agency.code}"] = (agency.name, agency.region.title)
    heard = _last_heard(election, units, at, heard_by) if heard_by else {}
    return [SilentUnit(unit, *names.get(unit, (unit.partition(":")[2], "")), heard.get(unit)) for unit in units]


def _last_heard(
    election: Election, units: Sequence[str], at: datetime, instruments: Collection[int]
) -> dict[str, datetime]:
    rows = (
        Submission.objects.filter(
            election=election,
            instrument__in=instruments,
            unit_code__in=[unit.partition(":")[2] for unit in units],
            received_at__lte=at,
        )
        .order_by()
        .values("unit_kind", "unit_code")
        .annotate(last=Max("observed_trusted"))
    )
    return {f"{row['unit_kind']}:{row['unit_code']}": row["last"] for row in rows}
