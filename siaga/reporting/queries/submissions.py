"""Reports to look at: the list, one with its answers and its story, two side by side, conflicts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from siaga.access import Actor, Verb, scope_of
from siaga.desk.models.account import ROLE_CHOICES
from siaga.elections.models import Election
from siaga.instruments.models import Instrument
from siaga.reporting.access import (
    access_conflict,
    access_submission,
    sees_reporter,
    sees_sensitive,
    units_below,
    units_in,
    visible_conflicts,
    visible_submissions,
)
from siaga.reporting.models import Conflict, ReviewAct, State, Submission
from siaga.reporting.naming import UNIT_RELATED
from siaga.reporting.steps import CHECK
from siaga.reporting.versions import version_by_id

__all__ = [
    "access_conflict",
    "access_submission",
    "visible_conflicts",
    "visible_submissions",
]

ROLES: dict[str, Any] = {str(role): word for role, word in ROLE_CHOICES}
_MOVING = (State.SENT, State.CHECKED)


def listed_submissions(actor: Actor) -> QuerySet[Submission]:
    """Reports in reach with all that a line of the list shows; their answers are not read."""
    open_conflicts = Conflict.objects.filter(submission=OuterRef("pk"), resolution="")
    return (
        visible_submissions(actor)
        .select_related("instrument", "election", "version", *UNIT_RELATED)
        .defer("values", "version__source", "version__xform", "version__questions", "version__checks")
        .annotate(in_conflict=Exists(open_conflicts))
    )


def waiting_for(actor: Actor) -> Q:
    """Reports that wait for the actor: to be checked in the sub-district, to be accepted at the desk; not one's own."""
    checks, accepts = scope_of(actor, Verb.SUBMISSION_CHECK), scope_of(actor, Verb.SUBMISSION_ACCEPT)
    waiting = Q(pk__in=[])
    if not accepts.nothing:
        waiting |= Q(state__in=_MOVING) & units_in(accepts)
    if not checks.nothing:
        waiting |= Q(state__in=CHECK.starts) & units_in(checks)
    return waiting & ~Q(sender_id=actor.account_id) if actor.account_id is not None else waiting


@dataclass(frozen=True, slots=True)
class ReportCounts:
    """How many reports in reach stand where."""

    total: int
    waiting: int
    """for the actor"""
    accepted: int
    marked: int
    """that count, and that a plausibility check or the clock marked"""
    conflicts: int


def report_counts(actor: Actor) -> ReportCounts:
    reached = visible_submissions(actor).order_by()
    found = reached.aggregate(
        total=Count("pk"),
        waiting=Count("pk", filter=waiting_for(actor)),
        accepted=Count("pk", filter=Q(state=State.ACCEPTED)),
        marked=Count("pk", filter=marked() & Q(state__in=_MOVING)),
    )
    return ReportCounts(**found, conflicts=visible_conflicts(actor).order_by().filter(resolution="").count())


def marked() -> Q:
    """Reports that a plausibility check marked, or whose device's clock is doubtful."""
    return ~Q(marks=[]) | Q(clock_doubt=True)


def instruments_with_reports(actor: Actor) -> list[Instrument]:
    """Instruments that reports in reach belong to, for a filter (bounded at 100)."""
    seen = visible_submissions(actor).filter(instrument=OuterRef("pk"))
    return list(Instrument.objects.filter(Exists(seen)).order_by("title")[:100])


def elections_with_reports(actor: Actor) -> list[Election]:
    """Elections that have reports in reach, for a filter (bounded at 50)."""
    seen = visible_submissions(actor).filter(election=OuterRef("pk"))
    return list(Election.objects.filter(Exists(seen)).order_by("-voting_day")[:50])


def find_reports(reports: QuerySet[Submission], words: str) -> QuerySet[Submission]:
    """Those whose unit or number has all the words."""
    for word in words.split()[:6]:
        reports = reports.filter(
            Q(unit_code__icontains=word)
            | Q(instance_id__icontains=word)
            | Q(station__village__name__icontains=word)
            | Q(region__name__icontains=word)
            | Q(agency__name__icontains=word)
        )
    return reports


def reports_below(reports: QuerySet[Submission], code: str) -> QuerySet[Submission]:
    """Those on units at or below a region code, or on one TPS code."""
    return reports.filter(units_below(code))


@dataclass(frozen=True, slots=True)
class Reporter:
    """Who sent a report, as far as the reader may know. name is empty where it is closed to the reader."""

    name: str
    role: str
    agency: str


def reporter_of(actor: Actor, row: Submission | Conflict) -> Reporter:
    place = row.unit_place if isinstance(row, Submission) else row.submission.unit_place
    own = actor.account_id is not None and actor.account_id == row.sender_id
    name = row.sender_name if own or sees_reporter(actor, place) else ""
    return Reporter(name, str(ROLES.get(row.sender_role, "")), row.sender_agency)


def closed_to(actor: Actor, submission: Submission) -> bool:
    """Whether sensitive answers of this report are closed to the actor; never to the one who gave them."""
    own = actor.account_id is not None and actor.account_id == submission.sender_id
    return not own and not sees_sensitive(actor, submission.unit_place)


def open_values(actor: Actor, submission: Submission) -> dict[str, Any]:
    """The answers as plain values for machines; those that are closed to the reader are ``None``."""
    if not closed_to(actor, submission):
        return dict(submission.values)
    if submission.instrument.sensitive:
        return dict.fromkeys(submission.values)
    version = version_by_id(submission.version_id)
    closed = {question["path"] for question in version.questions if question.get("sensitive")}
    return {path: _without(closed, path, value) for path, value in submission.values.items()}


def _without(closed: set[str], path: str, value: Any) -> Any:
    if path in closed:
        return None
    if isinstance(value, list):
        return [
            {inner: _without(closed, inner, one) for inner, one in row.items()} if isinstance(row, dict) else row
            for row in value
        ]
    return value


@dataclass(frozen=True, slots=True)
class Mark:
    """What a plausibility check noticed, at the question that it concerns."""

    code: str
    question: str
    message: str


def marks_of(actor: Actor, submission: Submission) -> list[Mark]:
    """The marks; of one that tells something about an answer that is closed to the reader only that it is there."""
    marks = [Mark(mark.get("code", ""), mark.get("question", ""), mark.get("message", "")) for mark in submission.marks]
    if not marks or not closed_to(actor, submission):
        return marks
    version = version_by_id(submission.version_id)
    closed = {str(question["path"]) for question in version.questions if question.get("sensitive")}
    told = {check["code"]: _asked_by(check) for check in version.checks}
    return [
        Mark("", "", _("(ditutup)"))
        if submission.instrument.sensitive or closed & ({mark.question} | told.get(mark.code, set()))
        else mark
        for mark in marks
    ]


_NAMED = re.compile(r"\$\{([^}]+)\}")


def _asked_by(check: Mapping[str, Any]) -> set[str]:
    """Paths of the questions that a check reads."""
    text = " ".join(str(check.get(part, "")) for part in ("when", "min", "max"))
    return {str(check.get("question", "")), *(name.strip() for name in _NAMED.findall(text))}


@dataclass(frozen=True, slots=True)
class Happening:
    """One step of a report's life."""

    at: datetime
    state: str
    who: str
    role: str
    reason: str


def story_of(actor: Actor, submission: Submission) -> list[Happening]:
    """What happened to the report, in order; names only where the reader may see who reported."""
    named = sees_reporter(actor, submission.unit_place)
    reporter = reporter_of(actor, submission)
    story = [Happening(submission.received_at, State.SENT, reporter.name, reporter.role, "")]
    for act in ReviewAct.objects.filter(submission=submission).order_by("id")[:200]:
        story.append(
            Happening(
                act.at,
                "reopened" if act.after == State.SENT else act.after,
                act.actor_name if named else "",
                str(ROLES.get(act.actor_role, "")),
                act.reason,
            )
        )
    return story


def corrections_of(actor: Actor, submission: Submission) -> tuple[Submission | None, Submission | None]:
    """The report that this one corrected, and the one that corrected it."""
    before = submission.supersedes
    after = Submission.objects.filter(supersedes=submission).first()
    return before, after


def conflicts_of(submission: Submission) -> list[Conflict]:
    """Other contents that came under its number (bounded at 50)."""
    return list(Conflict.objects.filter(submission=submission).order_by("id")[:50])


def paid_by(submission: Submission) -> Any:
    """The debt that the report paid, or None."""
    return submission.pays.order_by("due_at").first()


def others_about(submission: Submission) -> list[Submission]:
    """Other reports on the same unit with the same instrument, the newest first (bounded at 20)."""
    return list(
        Submission.objects.filter(
            election_id=submission.election_id,
            unit_code=submission.unit_code,
            instrument_id=submission.instrument_id,
        )
        .exclude(pk=submission.pk)
        .defer("values")
        .order_by("-received_at", "-pk")[:20]
    )
