"""Background work of imports: takes an id, calls what does the work."""

from __future__ import annotations

from typing import Any

from django_tasks import task

from siaga import clock
from siaga.intake import work


@task()
def work_on_import(run_id: int, what: str, actor: dict[str, Any], options: dict[str, Any]) -> None:
    work.perform(run_id, what, work.unpacked(actor), clock.now(), options)
