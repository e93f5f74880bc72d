"""A runnable example of the action that makes custody part of the picture."""

from __future__ import annotations

from siaga.readiness.actions.custody import measure_custody
from tests import people
from tests.examples import example
from tests.factories import NOW
from tests.logistics.custody.world import World


@example("indicator.measure_custody")
def measure() -> None:
    measure_custody(actor=people.secretariat, warehouse=World().warehouse, now=NOW)
