"""How a report pays a debt: the one of the period in which it was observed, once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from siaga.reporting.models import ExpectedReport, Submission
from siaga.statements import Statement, database, moment

_CHUNK = 900
_TABLE = ExpectedReport._meta.db_table
_PAY = Statement(
    f"UPDATE {_TABLE} SET submission_id = %s, received_at = %s, nil = %s WHERE submission_id IS NULL AND id IN ("  # noqa: S608
    f"SELECT id FROM {_TABLE} WHERE election_id = %s AND instrument_id = %s AND unit_code = %s AND opens_at <= %s "
    "ORDER BY opens_at DESC, id DESC LIMIT 1)"
)
"""By hand: every report pays for it."""


def pay(submission: Submission, now: datetime) -> bool:
    """Let the report pay the debt of its unit and instrument for the period of its observation; whether it did.

    The period is the last one that had opened when it was observed: who skipped two weeks and reports in the third
    owes nothing for the third, and the two stay unpaid. A report that was written in time and came in later (no
    signal) pays its own period, as received late. One UPDATE that holds only while nobody else has paid that row.
    """
    own = database()
    values = [
        submission.pk,
        moment(own, submission.received_at),
        submission.nil,
        submission.election_id,
        submission.instrument_id,
        submission.unit_code,
        moment(own, submission.observed_trusted),
    ]
    return _PAY.changed(own, values) > 0


def pay_many(submissions: Sequence[Submission]) -> int:
    """``pay`` for the reports of one import (one election, one instrument), in few statements; how many paid."""
    if not submissions:
        return 0
    first = submissions[0]
    periods: dict[str, list[ExpectedReport]] = {}
    codes = sorted({one.unit_code for one in submissions})
    for start in range(0, len(codes), _CHUNK):
        rows = ExpectedReport.objects.filter(
            election_id=first.election_id,
            instrument_id=first.instrument_id,
            unit_code__in=codes[start : start + _CHUNK],
            opens_at__lte=max(one.observed_trusted for one in submissions),
        )
        for row in rows.order_by("opens_at", "pk"):
            periods.setdefault(row.unit_code, []).append(row)
    paid: list[ExpectedReport] = []
    for one in submissions:
        opened = [row for row in periods.get(one.unit_code, ()) if row.opens_at <= one.observed_trusted]
        if opened and opened[-1].submission_id is None:
            row = opened[-1]
            row.submission, row.received_at, row.nil = one, one.received_at, one.nil
            paid.append(row)
    ExpectedReport.objects.bulk_update(paid, ["submission", "received_at", "nil"], batch_size=200)
    return len(paid)
