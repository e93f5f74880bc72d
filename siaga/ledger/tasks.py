"""Background work of the ledger: takes an id, calls what does the work."""

from __future__ import annotations

from django_tasks import task

from siaga import clock
from siaga.ledger import inquiries


@task()
def run_verification(run_id: int) -> None:
    inquiries.run_verification(run_id, clock.now)
