"""One runnable example of each act of this room."""

from __future__ import annotations

from siaga.contingency.actions import plans, playbooks, resources, scenarios
from siaga.contingency.asking import Asked
from siaga.contingency.models import Resource, Scenario
from siaga.contingency.playbooks import shipped_text
from siaga.planning.models import PlanKind
from tests import people
from tests.contingency.worlds import ready
from tests.examples import example
from tests.factories import NOW

FLOOD = (Asked("banjir", ("16.72.03",), -1, 0),)


@example("resource.change")
def change_resource() -> None:
    here = ready(mapped=False)
    resources.change_resource(
        actor=people.secretariat, election=here.election, region=here.city, code="perahu-bpbd",
        values={"kind": "perahu", "count": 2, "lat": -4.0, "lon": 103.2, "max_km": 30.0}, now=NOW,
    )  # fmt: skip


@example("resource.remove")
def remove_resource() -> None:
    ready(mapped=False)
    standing = Resource.objects.select_related("region", "election").get(resource_id="genset-bpbd")
    resources.remove_resource(actor=people.secretariat, thing=standing, now=NOW)


@example("playbooks.set")
def set_playbooks() -> None:
    here = ready(mapped=False)
    playbooks.set_playbooks(
        actor=people.secretariat, region=here.city, now=NOW, reason="Genset dua per TPS (contoh)",
        text=shipped_text().replace('version = "1.0"', 'version = "1.1"'),
    )  # fmt: skip


@example("contingency.ask")
def ask_contingency() -> None:
    here = ready(mapped=False)
    plans.ask_contingency(actor=people.secretariat, election=here.election, region=here.city, now=NOW)


def _kept() -> Scenario:
    here = ready(mapped=False)
    return scenarios.keep_scenario(
        actor=people.secretariat, election=here.election, region=here.city, title="Banjir Dempo Utara (contoh)",
        events=FLOOD, now=NOW,
    )  # fmt: skip


@example("scenario.keep")
def keep_scenario() -> None:
    _kept()


@example("scenario.propose")
def propose_plan() -> None:
    scenarios.propose_plan(actor=people.secretariat, scenario=_kept(), kind=PlanKind.CONTINGENCY, now=NOW)
