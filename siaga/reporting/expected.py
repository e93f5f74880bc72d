"""The rows of debt, made before anyone reports: for each duty, unit and period one ``ExpectedReport``.

Derived from the duties and their rosters up to a horizon, by whole statements (INSERT … SELECT per period), idempotent,
and complete also for periods that went by while the clockwork stood still.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import BooleanField, DateField, DateTimeField, F, QuerySet, Value

from siaga.elections.models import Election
from siaga.reporting.cadence import BadRhythm, Period, Rhythm, periods, read_rhythm, whole
from siaga.reporting.models import Duty, DutyUnit, ExpectedReport
from siaga.reporting.roster import OWED, follow, has_begun, insert_from
from siaga.wilayah.zones import zone_of

HORIZON = timedelta(days=14)
"""How far ahead rows are made; duties that are due once get theirs whole."""
STEP = timedelta(days=1)
"""The horizon moves on in steps of a day, so that most ticks find nothing to do."""
AT_ONCE = 20_000
"""Units of a duty up to which its rows are made within the act; a larger duty gets them from the clockwork."""
_FAR = timedelta(days=4000)

_COLUMNS = (*OWED, "period", "opens_at", "due_at", "nil")
_COPIED = tuple(F(name) for name in OWED)


def ensure_expected(now: datetime) -> int:
    """The clockwork's step: rosters in line with agencies and regions, and every debt up to the horizon in its row.

    Returns how many rows were made.
    """
    made = 0
    elections = Election.objects.filter(closed_at=None, duties__ended_at=None).distinct().select_related("region")
    for election in elections.order_by("pk"):
        duties = list(
            Duty.objects.filter(election=election, ended_at=None).select_related("region", "instrument", "election")
        )
        begun = [duty for duty in duties if has_begun(duty, now)]
        idle = {duty.instrument_id for duty in begun if duty.instrument.unit_kind != "tps"}
        # Stations tell when they change; a duty about them needs a look only when it begins or its horizon moves.
        idle |= {duty.instrument_id for duty in begun if _behind(duty, now)}
        if idle:
            with transaction.atomic():  # derived rows; nobody's act
                follow(election, now, instruments=idle)
        for duty in begun:
            made += fill(duty, now)
    return made


def _behind(duty: Duty, now: datetime) -> bool:
    return duty.expected_until is None or now + HORIZON - duty.expected_until >= STEP


def fill(duty: Duty, now: datetime) -> int:
    """Make the rows of one duty that are missing; returns how many.

    A unit owes what falls due after it joined. Needs ``region`` and ``election`` loaded.
    """
    if duty.ended_at is not None or not has_begun(duty, now):
        return 0
    units = DutyUnit.objects.filter(duty=duty, until=None)
    found = periods_of(duty)
    done, horizon = duty.expected_until, now + HORIZON
    if _behind(duty, now):
        made = _make(units, [period for period in _opening(duty, found, done, horizon) if done or period.due_at > now])
        if done is not None:
            made += _make(units.filter(fresh=True), _opening(duty, found, None, done))
        units.filter(fresh=True).update(fresh=False)
        Duty.objects.filter(pk=duty.pk).update(expected_until=horizon)
        duty.expected_until = horizon
        return made
    fresh = units.filter(fresh=True)
    if not fresh.exists():
        return 0
    made = _make(fresh, _opening(duty, found, None, done or now))
    fresh.update(fresh=False)
    return made


def rhythm_of(duty: Duty) -> Rhythm:
    """The duty's rhythm; empty where it cannot be read (only forms and files are checked on the way in)."""
    try:
        return read_rhythm(duty.cadence)
    except BadRhythm:
        return ()


def periods_of(duty: Duty, code: str = "") -> tuple[Period, ...]:
    """All periods of a duty in the zone of a region code (that of the duty's region unless given)."""
    rhythm = rhythm_of(duty)
    if not rhythm:
        return ()
    zone = zone_of(code or duty.region.code)
    return periods(rhythm, duty.election.voting_day, zone, duty.starts, duty.ends)


def _opening(duty: Duty, found: Sequence[Period], after: datetime | None, until: datetime) -> list[Period]:
    """The periods that open in (after, until], from the first one where ``after`` is None."""
    last = until + _FAR if whole(rhythm_of(duty)) else until
    return [period for period in found if (after is None or after < period.opens_at) and period.opens_at <= last]


def _make(units: QuerySet[DutyUnit], wanted: list[Period]) -> int:
    made = 0
    for period in wanted:
        owing = units.filter(since__lt=period.due_at).order_by()
        made += insert_from(
            ExpectedReport,
            _COLUMNS,
            owing.values_list(
                *_COPIED,
                Value(period.day, output_field=DateField()),
                Value(period.opens_at, output_field=DateTimeField()),
                Value(period.due_at, output_field=DateTimeField()),
                Value(False, output_field=BooleanField()),
            ),
        )
    return made
