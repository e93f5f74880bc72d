"""What the picture does when boxes change: each TPS gets a new state from custody, in the same transaction."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import uuid4

from siaga.access import SYSTEM
from siaga.instruments.library import CUSTODY
from siaga.logistics.models import Warehouse
from siaga.logistics.queries.progress import progress_of
from siaga.readiness.actions.custody import measure_custody
from siaga.reporting.actions.submissions import Report, submit_report


def on_boxes_changed(
    *, warehouse: Warehouse, stations: Collection[str], now: datetime, origin: str, **_signal: Any
) -> None:
    """Receiver of ``boxes_changed``. A closed election, and one whose measuring was ended, stay as they are."""
    election = warehouse.election
    if election.closed or measure_custody(actor=SYSTEM, warehouse=warehouse, now=now) is None:
        return
    for code, progress in progress_of(warehouse, stations).items():
        report = Report(
            instance_id=f"logistik:{uuid4()}",
            election=election.slug,
            instrument=CUSTODY,
            unit=f"tps:{code}",
            observed_at=now,
            values={
                "kotak": progress.boxes,
                "langkah": progress.steps,
                "langkah_perlu": progress.needed,
                "tersegel": progress.sound,
                "asal": origin[:200],
            },
            device="siaga",
        )
        submit_report(actor=SYSTEM, report=report, now=now)
