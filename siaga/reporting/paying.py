"""How a report pays a debt: the one of the period in which it was observed, once."""

from __future__ import annotations

from datetime import datetime

from siaga.reporting.models import ExpectedReport, Submission


def pay(submission: Submission, now: datetime) -> bool:
    """Let the report pay the debt of its unit and instrument for the period of its observation; whether it did.

    The period is the last one that had opened when it was observed: who skipped two weeks and reports in the third
    owes nothing for the third, and the two stay unpaid. A report that was written in time and came in later (no
    signal) pays its own period, as received late. One UPDATE that holds only while nobody else has paid that row.
    """
    own_period = (
        ExpectedReport.objects.filter(
            election_id=submission.election_id,
            instrument_id=submission.instrument_id,
            unit_code=submission.unit_code,
            opens_at__lte=submission.observed_trusted,
        )
        .order_by("-opens_at", "-pk")
        .values("pk")[:1]
    )
    return bool(
        ExpectedReport.objects.filter(pk__in=own_period, submission=None).update(
            submission=submission, received_at=submission.received_at, nil=submission.nil
        )
    )
