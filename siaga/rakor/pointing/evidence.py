"""Evidence from the door to its row: taken in, looked into, kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from datetime import datetime
from typing import Any

from django.db import transaction

from siaga.access import Actor
from siaga.rakor.access import may_report
from siaga.rakor.actions.points import add_evidence, report_on_point
from siaga.rakor.actions.points.evidence import MOST_FILES
from siaga.rakor.errors import TooMuchEvidence
from siaga.rakor.models import ActionPoint, Evidence, PointUpdate
from siaga.reporting.attachments.checking import look_into
from siaga.reporting.attachments.storage import receive
from siaga.wilayah.zones import zone_of

Named = tuple[str, Iterable[bytes]]


def take_evidence(*, actor: Actor, update: PointUpdate, name: str, chunks: Iterable[bytes], now: datetime) -> Evidence:
    """Take one file in for an entry of the history. Raises what ``receive``, ``look_into``, ``add_evidence`` raise."""
    with receive(chunks, name) as draft:
        content = look_into(draft.path, name, zone_of(update.point.region.code))
        return add_evidence(actor=actor, update=update, name=name, draft=draft, content=content, now=now)


def report_with_evidence(
    *, actor: Actor, point: ActionPoint, files: Sequence[Named], now: datetime, **report: Any
) -> PointUpdate:
    """A report and its files, all or none: a file that is refused leaves no report behind.

    Raises what ``report_on_point`` and ``take_evidence`` raise.
    """
    if len(files) > MOST_FILES:
        raise TooMuchEvidence(MOST_FILES)
    if not files or not may_report(actor, point, report.get("meeting")):  # refused before anything is on disk
        return report_on_point(actor=actor, point=point, now=now, **report)
    zone = zone_of(point.region.code)
    with ExitStack() as stack:
        looked = []
        for name, chunks in files:
            draft = stack.enter_context(receive(chunks, name))
            looked.append((name, draft, look_into(draft.path, name, zone)))
        with transaction.atomic():
            update = report_on_point(actor=actor, point=point, now=now, **report)
            for name, draft, content in looked:
                add_evidence(actor=actor, update=update, name=name, draft=draft, content=content, now=now)
    return update
