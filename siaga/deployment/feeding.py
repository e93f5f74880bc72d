"""The picture hears from a plan in force which TPS are guarded; only what has changed is said again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import uuid4

from siaga.access import SYSTEM
from siaga.deployment.actions.measuring import measure_guards
from siaga.deployment.reading import guarded_stations, sheet_of
from siaga.instruments.library import GUARDS
from siaga.planning.models import Plan
from siaga.reporting.actions.submissions import Report, submit_report
from siaga.reporting.models import COUNTING, Submission

Now = Callable[[], datetime]


def feed(plan_id: int, now: Now) -> int:
    """How many TPS had a new state. Nothing for a plan that no longer holds, or where measuring was ended."""
    plan = Plan.objects.select_related("region__parent", "election__region", "parent").get(pk=plan_id)
    if not plan.in_force or plan.election.closed or plan.result is None:
        return 0
    if measure_guards(actor=SYSTEM, election=plan.election, region=plan.region, now=now()) is None:
        return 0
    sheet = sheet_of(plan)
    assert sheet.result is not None
    guarded = guarded_stations(sheet.problem, sheet.result)
    known = _known(plan)
    said = 0
    for post in sheet.problem.posts:
        state = int(post.code in guarded)
        if known.get(post.code) == state:
            continue
        report = Report(
            instance_id=f"pengamanan:{uuid4()}",
            election=plan.election.slug,
            instrument=GUARDS,
            unit=f"tps:{post.code}",
            observed_at=now(),
            values={"terjaga": state, "perlu": 1, "asal": str(plan)},
            device="siaga",
        )
        submit_report(actor=SYSTEM, report=report, now=now())
        said += 1
    return said


def _known(plan: Plan) -> dict[str, int]:
    """The last state that was said of each TPS."""
    rows = Submission.objects.filter(
        election=plan.election, instrument__name=GUARDS, regency_code=plan.region.code, state__in=COUNTING
    )
    return {code: values.get("terjaga") for code, values in rows.order_by("pk").values_list("unit_code", "values")}
