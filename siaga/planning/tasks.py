"""Background work of plans: takes an id, calls what does the work."""

from __future__ import annotations

from django_tasks import task

from siaga import clock
from siaga.planning import work


@task()
def compute_plan(plan_id: int) -> None:
    work.perform(plan_id, clock.now)
