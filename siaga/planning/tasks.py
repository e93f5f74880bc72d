"""Background work of plans: takes an id, calls what does the work."""

from __future__ import annotations

from django_tasks import task

from siaga import clock
from siaga.planning import manifest_work, work


@task()
def compute_plan(plan_id: int) -> None:
    work.perform(plan_id, clock.now)


@task()
def make_manifest_file(file_id: int, account_id: int | None) -> None:
    manifest_work.MANIFESTS.perform_for(file_id, account_id, clock.now())
