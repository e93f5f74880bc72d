"""How a report pays a debt: the oldest one that is open, once."""

from __future__ import annotations

from datetime import datetime

from siaga.reporting.models import ExpectedReport, Submission


def pay(submission: Submission, now: datetime) -> bool:
    """Let the report pay the oldest open debt of its unit and instrument; whether there was one.

    One UPDATE that holds only while nobody else has paid that row. A late report pays too (``received_at`` then lies
    behind ``due_at``).
    """
    oldest = (
        ExpectedReport.objects.filter(
            election_id=submission.election_id,
            instrument_id=submission.instrument_id,
            unit_code=submission.unit_code,
            submission=None,
            opens_at__lte=now,
        )
        .order_by("due_at", "pk")
        .values("pk")[:1]
    )
    return bool(
        ExpectedReport.objects.filter(pk__in=oldest, submission=None).update(
            submission=submission, received_at=submission.received_at, nil=submission.nil
        )
    )
