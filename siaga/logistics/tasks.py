"""Background work of logistics: takes an id, calls what does the work."""

from __future__ import annotations

from django_tasks import task

from siaga import clock
from siaga.logistics import label_work


@task()
def make_label_sheet(sheet_id: int, account_id: int | None) -> None:
    label_work.LABELS.perform_for(sheet_id, account_id, clock.now())
