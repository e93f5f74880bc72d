"""What a person has to report now, and what they sent lately."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Q

from siaga.access import Actor, Grant, Role, Verb, scope_of
from siaga.desk.models import Grant as GrantRow
from siaga.desk.queries.actors import holding
from siaga.reporting.access import units_in
from siaga.reporting.expected import periods_of
from siaga.reporting.models import Duty, ExpectedReport, State, Submission
from siaga.reporting.queries.owed import Standing
from siaga.reporting.queries.unit_names import UnitNames
from siaga.reporting.reporters import STANDS_IN

MOST = 500
"""Tasks that one person is shown."""
RECENT = timedelta(days=7)
_A_DAY = timedelta(days=1)
_REPORTS = (Role.FIELD, Role.DESA, Role.KECAMATAN, Role.AGENCY, Role.SECRETARIAT)
_KEYS = (
    "pk",
    "election_id",
    "election__slug",
    "election__name",
    "instrument_id",
    "instrument__name",
    "instrument__title",
    "unit_kind",
    "unit_code",
    "opens_at",
    "due_at",
    "agency_id",
)


@dataclass(frozen=True, slots=True)
class Task:
    """One report that is owed now. missed: periods before it that went by unreported; they are no task any more."""

    slug: str
    election: str
    instrument: str
    title: str
    unit: str
    unit_label: str
    place: str
    due_at: datetime
    standing: Standing
    missed: int

    @property
    def late(self) -> bool:
        return self.standing is Standing.LATE


@dataclass(frozen=True, slots=True)
class Sent:
    """A report that the person sent. returned: it waits for a correction."""

    pk: int
    slug: str
    instrument: str
    title: str
    unit: str
    unit_label: str
    place: str
    received_at: datetime
    state: State
    nil: bool

    @property
    def returned(self) -> bool:
        return self.state == State.RETURNED


@dataclass(frozen=True, slots=True)
class Tasks:
    """owed: late ones first, then by due time. returned: own reports sent back. recent: sent within a week."""

    owed: tuple[Task, ...] = ()
    returned: tuple[Sent, ...] = ()
    recent: tuple[Sent, ...] = ()

    @property
    def late(self) -> int:
        return sum(task.late for task in self.owed)

    @property
    def waiting(self) -> int:
        """Everything that the person has to do."""
        return len(self.owed) + len(self.returned)


def reports_at_all(actor: Actor) -> bool:
    """Whether the actor holds a role that reports."""
    return any(grant.role in _REPORTS for grant in actor.grants)


def my_tasks(actor: Actor, now: datetime) -> Tasks:
    """What the actor has to report now under their own roles, and what they sent (bounded)."""
    if actor.account_id is None or not reports_at_all(actor):
        return Tasks()
    open_rows = ExpectedReport.objects.filter(_mine(actor, now), submission=None)
    rows = list(open_rows.order_by("due_at", "unit_code", "instrument__name").values(*_KEYS)[:MOST])
    missed = _missed(rows, now)
    sent_rows = _sent_rows(actor, now)
    names = UnitNames([*rows, *sent_rows])
    owed = [_task(row, missed, names, now) for row in rows]
    owed.sort(key=lambda task: (not task.late, task.due_at, task.unit, task.title))
    sent = [_sent(row, names) for row in sent_rows]
    return Tasks(
        tuple(owed),
        tuple(one for one in sent if one.returned),
        tuple(one for one in sent if not one.returned and one.received_at >= now - RECENT)[:20],
    )


def _mine(actor: Actor, now: datetime) -> Q:
    """Rows of the present period that the actor owes: under each grant, those of its role that it may report about."""
    wanted = {grant.role for grant in actor.grants} & set(_REPORTS)
    wanted |= {role for role, others in STANDS_IN.items() if wanted & set(others)}
    present = _present(wanted, now)
    owed = Q(pk__in=[])
    for grant in actor.grants:
        if grant.role not in _REPORTS:
            continue
        reach = units_in(scope_of(Actor(actor.account_id, actor.name, (grant,)), Verb.SUBMISSION_SEND))
        if grant.role in present:
            owed |= reach & present[grant.role]
        for role, others in STANDS_IN.items():
            if grant.role in others and role in present:
                owed |= reach & present[role] & ~_held(role, grant, now)
    return owed


def _present(roles: set[Role], now: datetime) -> dict[Role, Q]:
    """For each role the running duties with the due time of their present period: the last one that has opened.

    Read from the duties, whose periods are known, and not from the rows, of which a season has many.
    """
    duties = Duty.objects.filter(role__in=roles, ended_at=None, election__closed_at=None, starts__lte=now + _A_DAY)
    found: dict[Role, Q] = {}
    for duty in duties.select_related("region", "election")[:500]:
        opened = [period for period in periods_of(duty) if period.opens_at <= now]
        if opened:
            here = Q(duty=duty.pk, election=duty.election_id, due_at=opened[-1].due_at)
            role = Role(duty.role)
            found[role] = found.get(role, Q(pk__in=[])) | here
    return found


def _held(role: Role, grant: Grant, now: datetime) -> Q:
    """Rows inside the grant's region that somebody holding the role was assigned to, in one query."""
    root = grant.region
    holders = holding(GrantRow.objects.filter(role=role, account__is_active=True), now)
    above = [root[:length] for length in (2, 5, 8, 13) if len(root) >= length]
    found = holders.filter(region__code__in=above).values_list("units", "election_id")
    anywhere: set[str] = set()
    bound: set[tuple[str, int]] = set()
    for units, election in found[:5000]:
        for unit in units:
            if election is not None and "/" in unit:
                bound.add((unit, election))
            else:
                anywhere.add(unit)
    if any(root == unit or root.startswith(f"{unit}.") for unit in anywhere):
        return Q()
    here = sorted(unit for unit in anywhere if unit.startswith(root))
    held = Q(pk__in=[]) | Q(unit_code__in=here) | Q(village_code__in=here) | Q(district_code__in=here)
    for election in {election for _unit, election in bound}:
        codes = sorted(unit for unit, of in bound if of == election and unit.startswith(root))
        held |= Q(election=election, unit_code__in=codes)
    return held


def _missed(rows: list[dict[str, Any]], now: datetime) -> dict[tuple[Any, ...], int]:
    if not rows:
        return {}
    earlier = ExpectedReport.objects.filter(
        election__in={row["election_id"] for row in rows},
        instrument__in={row["instrument_id"] for row in rows},
        unit_code__in={row["unit_code"] for row in rows},
        submission=None,
        due_at__lte=now,
    )
    counted = earlier.order_by().values_list("election_id", "instrument__name", "unit_code").annotate(n=Count("pk"))
    return {tuple(key): n for *key, n in counted}


def _task(row: dict[str, Any], missed: dict[tuple[Any, ...], int], names: UnitNames, now: datetime) -> Task:
    late = row["due_at"] <= now
    gone = missed.get((row["election_id"], row["instrument__name"], row["unit_code"]), 0)
    return Task(
        slug=row["election__slug"],
        election=row["election__name"],
        instrument=row["instrument__name"],
        title=row["instrument__title"],
        unit=f"{row['unit_kind']}:{row['unit_code']}",
        unit_label=names.title(row),
        place=names.above(row),
        due_at=row["due_at"],
        standing=Standing.LATE if late else Standing.DUE,
        missed=gone - 1 if late else gone,
    )


def _sent_rows(actor: Actor, now: datetime) -> list[dict[str, Any]]:
    own = Submission.objects.filter(sender_id=actor.account_id).exclude(state=State.SUPERSEDED)
    own = own.filter(Q(received_at__gte=now - RECENT) | Q(state=State.RETURNED))
    keys = [key for key in _KEYS if key not in {"opens_at", "due_at"}]
    return list(own.order_by("-received_at", "-pk").values(*keys, "received_at", "state", "nil")[:100])


def _sent(row: dict[str, Any], names: UnitNames) -> Sent:
    return Sent(
        pk=row["pk"],
        slug=row["election__slug"],
        instrument=row["instrument__name"],
        title=row["instrument__title"],
        unit=f"{row['unit_kind']}:{row['unit_code']}",
        unit_label=names.title(row),
        place=names.above(row),
        received_at=row["received_at"],
        state=State(row["state"]),
        nil=row["nil"],
    )
