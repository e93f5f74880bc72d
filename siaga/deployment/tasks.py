"""Background work of security plans: takes an id, calls what does the work."""

from __future__ import annotations

from django_tasks import task

from siaga import clock
from siaga.deployment.feeding import feed


@task()
def feed_picture(plan_id: int) -> None:
    feed(plan_id, clock.now)
