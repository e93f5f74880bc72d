"""What-ifs over the API: the same answer as the page, to the same people; and plans of one kind in the list."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from siaga.contingency.asking import Asked
from siaga.contingency.queries.whatif import asked_about
from siaga.desk.credentials import digest_of
from siaga.desk.models import ApiToken
from siaga.engines.whatif import Loss
from siaga.ledger.models import Entry
from siaga.planning.actions.plans import put_in_force
from tests import factories
from tests.api.conftest import Caller
from tests.api.test_frame import problem
from tests.deployment.worlds import Guarded, guarded, police
from tests.factories import NOW

pytestmark = pytest.mark.django_db
FLOOD = {"event": "banjir", "areas": ["16.72.03"], "first": -1, "last": 0}


@pytest.fixture
def here() -> Guarded:
    """A regency with a security plan in force."""
    made = guarded(officers=3)
    put_in_force(actor=police, plan=made.plan(), now=NOW)
    return made


def caller(here: Guarded, role: str, at: str, agency: str = "") -> Caller:
    owner = factories.agency(agency, here.regions[at]) if agency else None
    account = factories.account(f"contoh-{role}-{at}-{agency}", role, at=here.regions[at], agency=owner)
    token = f"sgt_{account.username}"
    ApiToken.objects.create(account=account, name="uji", digest=digest_of(token), created_at=NOW)
    return Caller(token, Client())


def asked(here: Guarded, *events: Any) -> dict[str, Any]:
    return {"election": here.election.slug, "region": "16.72", "events": list(events)}


def test_the_answer_is_that_of_the_page_and_nothing_is_kept(here: Guarded) -> None:
    before = Entry.objects.count()
    body = caller(here, "agency", "16.72", "polres").post("/what-if", asked(here, FLOOD)).json()
    expected = asked_about(police, here.election, here.city, [Asked("banjir", ("16.72.03",))])
    assert (body["stations"], body["guards"]) == (len(expected.answer.hits), expected.guards_lost)
    assert {hit["unit"]: set(hit["losses"]) for hit in body["hits"]} == {
        f"tps:{hit.station}": {loss.value for loss in hit.losses} for hit in expected.answer.hits
    }
    assert {one["loss"]: one["stations"] for one in body["losses"]} == {
        loss.value: len(found) for loss in Loss if (found := expected.answer.losing(loss))
    }
    assert body["guards"] > 0
    assert body["plans"] == {"pengamanan": 1}
    assert Entry.objects.count() == before


def test_which_stations_lose_guards_is_told_to_those_who_must_know(here: Guarded) -> None:
    thin = {"event": "personel", "unit": "Polsek Utara", "officers": 3}
    told = caller(here, "agency", "16.72", "polres").post("/what-if", asked(here, thin)).json()
    hidden = caller(here, "agency", "16.72", "bpbd").post("/what-if", asked(here, thin)).json()
    assert told["guards"] == hidden["guards"] == len(told["hits"]) > 0
    assert hidden["hits"] == []


def test_who_does_not_see_the_plans_of_the_regency_finds_nothing(here: Guarded) -> None:
    body = asked(here, FLOOD)
    for role, at in (("field", "16.72"), ("secretariat", "16.03"), ("agency", "16.03")):
        one = caller(here, role, at, "bpbd" if role == "agency" else "")
        problem(one.post("/what-if", body), 404, "not-found")
    ours = caller(here, "secretariat", "16.72")
    for other in ({"region": "16.72.03"}, {"region": "16.03"}, {"election": "tidak-ada"}):
        problem(ours.post("/what-if", {**body, **other}), 404, "not-found")


def test_a_question_that_names_what_is_not_there_is_told_so(here: Guarded) -> None:
    one = caller(here, "secretariat", "16.72")
    problem(one.post("/what-if", asked(here, {**FLOOD, "areas": ["16.03.01"]})), 422, "whatif")
    problem(one.post("/what-if", asked(here, {**FLOOD, "first": 0, "last": -2})), 422, "whatif")
    for wrong in ({**FLOOD, "unit": "x"}, {"event": "meteor", "areas": ["16.72.03"]}, {**FLOOD, "areas": []}):
        assert one.post("/what-if", asked(here, wrong)).status_code == 422


def test_plans_of_one_kind(here: Guarded) -> None:
    one = caller(here, "agency", "16.72", "polres")
    assert [plan["kind"] for plan in one.get("/plans", kind="pengamanan").json()["items"]] == ["pengamanan"]
    assert one.get("/plans", kind="distribusi").json()["items"] == []
    assert one.get("/plans", kind="lain").status_code == 422
