"""What the picture still has to catch up with; the derived tables as ``siaga doctor`` sees them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef

from siaga.readiness.models import Indicator, PictureState, Reading, Touched
from siaga.readiness.sheets import moment_of
from siaga.reporting.models import Submission

MOST = 20
"""Elections that are named."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """anew: elections whose tallies are all to be made anew. folds: changes of readings not yet counted, and since
    when the first of them waits. unread: elections with reports that have no reading, which never happens by itself.
    """

    anew: list[str]
    folds: int
    since: datetime | None
    unread: list[str]


def waiting() -> Waiting:
    """In five statements, whatever the number of elections."""
    anew = PictureState.objects.filter(rebuild=True).order_by("election__slug").values_list("election__slug", flat=True)
    first = Touched.objects.order_by("pk").values_list("submission_id", flat=True).first()
    moved = Reading.objects.filter(submission=first).values_list("moved_us", flat=True).first() if first else None
    asked = Indicator.objects.filter(election=OuterRef("election"), instrument=OuterRef("instrument"))
    unread = Submission.objects.filter(Exists(asked), reading=None).order_by("election__slug")
    return Waiting(
        list(anew[:MOST]),
        Touched.objects.count(),
        None if moved is None else moment_of(moved),
        list(unread.values_list("election__slug", flat=True).distinct()[:MOST]),
    )
