"""Reports in the words of their forms: one by its groups, two side by side. For pages; closed answers stay closed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from siaga.access import Actor, Verb, may
from siaga.instruments.models import InstrumentVersion
from siaga.instruments.questions import label_of
from siaga.instruments.showing import Line, laid_out
from siaga.reporting.access import sees_sensitive
from siaga.reporting.attachments.names import question_of
from siaga.reporting.incoming import said_place
from siaga.reporting.models import Attachment, Conflict, Submission
from siaga.reporting.queries.submissions import closed_to
from siaga.reporting.versions import version_by_id


@dataclass(frozen=True, slots=True)
class Group:
    """Answers under one heading, in the form's order. rows: of a repeat, one list of lines for each of its rows."""

    title: str
    lines: list[Line]


def answers_shown(actor: Actor, submission: Submission) -> list[Group]:
    """The answers in the form's own words, by its groups; what the reader may not see reads "(ditutup)"."""
    return _grouped(_lines(actor, submission, submission.values))


def _lines(actor: Actor, submission: Submission, values: dict[str, Any]) -> list[Line]:
    version = version_by_id(submission.version_id)
    return laid_out(
        version.questions, values, hide=closed_to(actor, submission), hide_all=submission.instrument.sensitive
    )


def _grouped(lines: Sequence[Line]) -> list[Group]:
    groups: list[Group] = []
    for line in lines:
        title = line.group
        if line.depth:
            title = " · ".join(filter(None, (title, _("baris %(number)d") % {"number": line.row})))
        if not groups or groups[-1].title != title:
            groups.append(Group(title, []))
        groups[-1].lines.append(line)
    return groups


@dataclass(frozen=True, slots=True)
class Pair:
    """One question with its two answers; same tells whether they agree."""

    label: str
    group: str
    left: str
    right: str

    @property
    def same(self) -> bool:
        return self.left == self.right


def compared(actor: Actor, left: Submission, right: Submission) -> list[Pair]:
    """Two reports side by side, question by question in the order of the first."""
    return _paired(_lines(actor, left, left.values), _lines(actor, right, right.values))


def compared_conflict(actor: Actor, conflict: Conflict) -> list[Pair]:
    """A report beside the other content that came under its number."""
    submission = conflict.submission
    content = conflict.content
    other = InstrumentVersion.objects.filter(
        instrument__name=content.get("instrument", ""), version=content.get("version", "")
    ).values_list("pk", flat=True)
    version = version_by_id(other[0]) if other else version_by_id(submission.version_id)
    own = actor.account_id is not None and actor.account_id == conflict.sender_id
    # Whoever sent the first may read their own closed answers, not those that another sent under the same number;
    # and what is about another unit is read only by those who may read reports on that unit.
    elsewhere = said_place(submission.election_id, str(content.get("unit", "")))
    foreign = not own and content.get("unit") != submission.unit and not may(actor, Verb.SUBMISSION_VIEW, elsewhere)
    right = laid_out(
        version.questions,
        content.get("values", {}),
        hide=not own and (foreign or not sees_sensitive(actor, elsewhere)),
        hide_all=foreign or submission.instrument.sensitive or version.instrument.sensitive,
    )
    return _paired(_lines(actor, submission, submission.values), right)


def _paired(left: Sequence[Line], right: Sequence[Line]) -> list[Pair]:
    def key(line: Line) -> tuple[str, int, int]:
        return (line.question["path"], line.depth, line.row)

    ours, theirs = {key(line): line for line in left}, {key(line): line for line in right}
    ordered = list(ours) + [one for one in theirs if one not in ours]
    pairs = []
    for one in ordered:
        line = ours.get(one) or theirs[one]
        a, b = ours.get(one), theirs.get(one)
        pairs.append(Pair(line.label, line.group, a.text if a else "", b.text if b else ""))
    return pairs


@dataclass(frozen=True, slots=True)
class File:
    """A file of a report with the question that asked for it; closed tells that the reader may not open it."""

    row: Attachment
    label: str
    closed: bool


def files_of(actor: Actor, submission: Submission) -> list[File]:
    """The files that came in (bounded at 200)."""
    version = version_by_id(submission.version_id)
    open_to_all = sees_sensitive(actor, submission.unit_place)
    files = []
    for row in Attachment.objects.filter(submission=submission)[:200]:
        question = question_of(version.questions, submission.values, row.name)
        closed = submission.instrument.sensitive or question is None or bool(question.get("sensitive"))
        files.append(File(row, label_of(dict(question)) if question else row.name, closed and not open_to_all))
    return files
