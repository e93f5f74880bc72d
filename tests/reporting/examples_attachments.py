"""A runnable example of the act on files of reports."""

from __future__ import annotations

from siaga.reporting.attachments.taking import take_file
from siaga.reporting.models import Submission
from siaga.reporting.units import station_unit
from siaga.reporting.versions import forget
from tests import factories, people
from tests.examples import example
from tests.factories import NOW, reports
from tests.reporting.pictures import photo_with_exif


def report_with_photo_named(**fields: object) -> Submission:
    """A report of the field officer on TPS 001 whose answers name ``depan.jpg``."""
    regions = factories.tree()
    election = factories.election(regions["16.72"])
    station = factories.station(election, regions[people.VILLAGE], 1)
    forget()
    values = {"listrik": "ya", "foto": "depan.jpg"}
    return reports.submission(election, reports.version(), station_unit(station), values=values, **fields)


@example("attachment.add")
def add_attachment() -> None:
    submission = report_with_photo_named()
    take_file(actor=people.field, submission=submission, name="depan.jpg", chunks=[photo_with_exif()], now=NOW)
