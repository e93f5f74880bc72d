"""Clusters are found by the worker itself: asked for on the page, taken from the queue, kept, shown."""

from __future__ import annotations

import pytest
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from siaga.elections.models import PollingStation
from siaga.kerawanan.reading import clusters
from siaga.kerawanan.reading.clusters import Asking
from tests import factories
from tests.kerawanan.worlds import Risky, risky

pytestmark = pytest.mark.django_db(transaction=True)
SIDE = 6


def _grid() -> Risky:
    """A city of stations in a grid, dangerous in one corner of it."""
    here = risky()
    village = here.regions["16.72.03.1002"]
    for place in range(SIDE * SIDE):
        row, column = divmod(place, SIDE)
        station = factories.station(here.election, village, place + 1)
        PollingStation.objects.filter(pk=station.pk).update(lat=-4.0 - row / 100, lon=103.2 + column / 100)
        here.answer(station.code, ("7.1", "7.2", "8.1", "8.2") if row < 3 and column < 3 else ())
    return here


def _work() -> None:
    """Take what waits in the queue, as ``siaga worker`` does, until nothing is left."""
    Worker(
        queue_names=["*"], interval=0.0, batch=True, backend_name="default", startup_delay=False, max_tasks=None,
        worker_id="uji:1", excluded_queue_names=[],
    ).run()  # fmt: skip


def test_what_is_asked_on_the_page_is_found_by_the_worker_and_shown() -> None:
    here = _grid()
    mapping = here.in_force()
    asking = Asking("gi-star", "dekat-4", "fdr", 7)
    clusters.ask_for(mapping, asking)
    clusters.ask_for(mapping, asking)
    assert clusters.is_asked_for(mapping, asking)
    [task] = DBTaskResult.objects.all()
    _work()
    task.refresh_from_db()
    assert (str(task.status), task.worker_ids) == ("SUCCESSFUL", ["uji:1"])
    assert not clusters.is_asked_for(mapping, asking)
    found = clusters.kept(mapping, asking)
    assert found is not None
    hot = {code for code, (spot, *_figures) in found["stations"].items() if spot == "panas"}
    middle, far = (f"16.72.03.1002/{row * SIDE + row + 1:03d}" for row in (1, SIDE - 2))
    assert middle in hot
    assert far not in hot
    assert found == clusters.find(mapping, asking), "the seed makes it the same again"
