"""Duties, expected reports, submissions and what belongs to them."""

from siaga.reporting.models.about import AboutUnit
from siaga.reporting.models.duty import Duty, DutyUnit, ExpectedReport
from siaga.reporting.models.submission import (
    COUNTING,
    Attachment,
    Conflict,
    Resolution,
    ReviewAct,
    State,
    Submission,
)

__all__ = [
    "COUNTING",
    "AboutUnit",
    "Attachment",
    "Conflict",
    "Duty",
    "DutyUnit",
    "ExpectedReport",
    "Resolution",
    "ReviewAct",
    "State",
    "Submission",
]
