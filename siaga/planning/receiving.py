"""What distribution does when one of its plans begins to hold; inside the transaction of the action that sends."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from siaga.access import Actor
from siaga.logistics.actions.custody import set_dues
from siaga.logistics.models import Warehouse
from siaga.planning.dues import dues_of
from siaga.planning.models import Plan, PlanKind
from siaga.planning.reading import sheet_of


def on_plan_in_force(*, plan: Plan, actor: Actor, now: datetime, **_signal: Any) -> None:
    """Receiver of ``plan_in_force``. Boxes are due where the plan brings them, an hour after their vehicle is done."""
    if plan.kind != PlanKind.DISTRIBUTION:
        return
    warehouse = (
        Warehouse.objects.filter(election=plan.election, region=plan.region)
        .select_related("election__region", "region")
        .first()
    )
    if warehouse is None:
        return
    dues = [due for due in dues_of(sheet_of(plan)) if due[0] in warehouse.hops]
    set_dues(actor=actor, warehouse=warehouse, dues=dues, source=str(plan), now=now)
