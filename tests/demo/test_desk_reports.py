"""The sample October of the reports of the desk: sent late, nil, waiting to be sent, late and not drawn up, ahead."""

from __future__ import annotations

from datetime import date

from siaga.briefing.drawing_up import digest_of
from siaga.briefing.expected import ensure_due_reports
from siaga.briefing.models import DeskReport, Letterhead, ReportEdition
from siaga.briefing.queries.reports import Standing, standing_of
from tests.factories import NOW


def test_the_sample_weeks_stand_as_they_should(sample_desk: None, db: None) -> None:
    rows = DeskReport.objects.filter(region__code="16.72").order_by("ends").select_related("election", "region")
    told = [(row.ends, standing_of(row, NOW), row.state, row.nil) for row in rows]
    assert told[:5] == [
        (date(2024, 10, 6), Standing.SENT_LATE, "sent", False),
        (date(2024, 10, 13), Standing.SENT, "sent", True),
        (date(2024, 10, 20), Standing.LATE, "approved", False),
        (date(2024, 10, 27), Standing.LATE, "due", False),
        (date(2024, 11, 3), Standing.DUE, "due", False),
    ]
    assert {row.kind for row in rows if row.ends > date(2024, 11, 10)} == {"daily"}
    assert all(row.digest == digest_of(row) for row in rows if row.digest)
    assert ensure_due_reports(NOW) == 0


def test_letterheads_and_the_corrected_edition_are_there(sample_desk: None, db: None) -> None:
    assert set(Letterhead.objects.values_list("region__code", flat=True)) >= {"16.72", "16.72.01"}
    assert ReportEdition.objects.get().reason.endswith("(contoh)")
