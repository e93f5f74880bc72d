"""What each call tells, to whom, and what it refuses."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test.utils import CaptureQueriesContext

from siaga.api.service import spec
from siaga.desk.models import SupportRequest
from siaga.instruments.library import ensure_shipped
from siaga.ledger.models import Entry
from tests import factories, people
from tests.api.conftest import Caller
from tests.api.test_frame import problem
from tests.factories import NOW

MakeCaller = Callable[..., Caller]


def test_a_region_tells_its_place_and_no_figures_without_an_election(caller: MakeCaller) -> None:
    body = caller("secretariat", "16.72").get("/regions/16.72.01").json()
    assert (body["unit"], body["level"], body["kind"]) == ("region:16.72.01", 3, "kecamatan")
    assert body["parent"] == {"code": "16.72", "name": "Kota Pagar Alam", "title": "Kota Pagar Alam"}
    assert (body["polling_stations"], body["voters"], body["voters_unknown"]) == (None, None, None)


def test_figures_of_an_election_keep_unknown_apart(caller: MakeCaller) -> None:
    body = caller("secretariat", "16.72").get("/regions/16.72.01", election="pilkada-2024").json()
    assert (body["polling_stations"], body["voters"], body["voters_unknown"]) == (3, 870, 1)


def test_the_unit_notation_is_understood_percent_encoded(caller: MakeCaller) -> None:
    one = caller("secretariat", "16.72")
    assert one.get("/regions/region%3A16.72.01").json()["code"] == "16.72.01"
    station = one.get("/polling-stations/tps%3A16.72.01.1001%2F001", election="pilkada-2024").json()
    assert (station["unit"], station["voters_total"]) == ("tps:16.72.01.1001/001", 470)
    assert one.get("/agencies/agency%3Akpu%4016.72").json()["key"] == "kpu"


def test_the_same_code_is_another_station_in_another_election(caller: MakeCaller) -> None:
    one = caller("secretariat", "16.72")
    assert one.get("/polling-stations/16.72.01.1001%2F001", election="pemilu-2024").json()["voters_total"] == 290


def test_children_come_with_their_figures_in_a_fixed_number_of_queries(
    caller: MakeCaller, city: dict[str, Any], django_assert_num_queries: Any
) -> None:
    one = caller("secretariat", "16.72")
    body = one.get("/regions/16.72/children", election="pilkada-2024").json()
    assert [(row["code"], row["polling_stations"], row["voters"]) for row in body["items"]] == [
        ("16.72.01", 3, 870),
        ("16.72.03", 1, 90),
    ]
    assert body["items"][0]["parent"]["code"] == "16.72"


LISTS = [
    ("/regions/16.72/children", {"election": "pilkada-2024"}),
    ("/polling-stations", {"election": "pilkada-2024"}),
    ("/elections", {}),
    ("/agencies", {}),
    ("/support-requests", {}),
    ("/ledger", {}),
]


@pytest.mark.parametrize(("path", "query"), LISTS)
def test_a_list_asks_the_database_as_often_for_one_row_as_for_more(
    caller: MakeCaller, path: str, query: dict[str, str]
) -> None:
    from django.db import connection

    one = caller("admin")
    Entry.objects.bulk_create(
        Entry(chain="16.72", at=factories.NOW, actor_name="x", channel="page", action="a.b", object_type="desk.agency",
              object_key=str(n), object_label="x", region_code="16.72", body_hash="0" * 64)
        for n in range(3)
    )  # fmt: skip
    counts = []
    for limit in (1, 1, 3):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            response = one.get(path, limit=limit, **query)
        assert response.status_code == 200, response.content
        assert len(response.json()["items"]) == min(limit, response.json()["count"])
        counts.append(len(queries))
    assert counts[1] == counts[2], f"{path}: {counts}"


@pytest.mark.parametrize(
    "path",
    [
        "/regions/16.72",
        "/regions/16.72/children",
        "/polling-stations/16.72.01.1001%2F001?election=pilkada-2024",
        "/polling-stations?election=pilkada-2024&region=16.72.01",
        "/agencies/bawaslu%4016.72",
        "/agencies?region=16.72",
        "/elections/pilkada-2024",
        "/ledger?object=agency:kpu@16.72",
        "/ledger?object=region:16.72",
    ],
)
def test_forbidden_answers_as_missing_does(caller: MakeCaller, path: str) -> None:
    outsider = caller("secretariat", "16.03")
    forbidden = problem(outsider.get(path), 404, "not-found")
    missing = problem(outsider.get(path.replace("16.72", "16.99").replace("pilkada", "pilkado")), 404, "not-found")
    assert {**forbidden, "instance": ""} == {**missing, "instance": ""}


@pytest.mark.parametrize("path", [path for path, _ in LISTS] + ["/regions/16.72", "/elections/pilkada-2024"])
def test_without_a_role_nothing_is_there(caller: MakeCaller, path: str) -> None:
    problem(caller().get(path, **({"election": "pilkada-2024"} if "stations" in path else {})), 404, "not-found")


def test_a_field_officer_sees_the_assigned_station_alone(caller: MakeCaller) -> None:
    one = caller("field", "16.72", units=("16.72.01.1001/001",))
    rows = one.get("/polling-stations", election="pilkada-2024").json()["items"]
    assert [row["code"] for row in rows] == ["16.72.01.1001/001"]
    problem(one.get("/polling-stations/16.72.01.1001%2F002", election="pilkada-2024"), 404, "not-found")


def test_an_election_tells_its_calendar(caller: MakeCaller, city: dict[str, Any]) -> None:
    city["election"].stages.create(key="pungut", name="Pemungutan suara", starts="2024-11-27", ends="2024-11-27")
    body = caller("camat" and "desa", "16.72.01.1001").get("/elections/pilkada-2024").json()
    assert body["ruleset"] == "pilkada-2024"
    assert [(stage["key"], stage["h_end"]) for stage in body["stages"]] == [("pungut", 0)]


def test_elections_can_be_narrowed_to_open_ones(caller: MakeCaller, city: dict[str, Any]) -> None:
    city["election"].closed_at = factories.NOW
    city["election"].save()
    one = caller("secretariat", "16.72")
    assert [row["slug"] for row in one.get("/elections", open="true").json()["items"]] == ["pemilu-2024"]
    shown = one.get("/elections", open="false").json()["items"]
    assert shown[0]["closed_at"] == "2024-10-30T02:00:00Z"


def test_agencies_show_who_holds_the_office_but_no_contact_data(caller: MakeCaller, city: dict[str, Any]) -> None:
    from siaga.desk.models import Office, Person, Tenure

    office = Office.objects.create(agency=city["agencies"]["kpu"], title="Ketua KPU")
    person = Person.objects.create(name="Contoh Ketua", search_name="contoh ketua", phone="081200000000", nip="1980")
    Tenure.objects.create(office=office, person=person, kind="definitif", starts="2023-01-01")
    response = caller("leader", "16.72").get("/agencies/kpu%4016.72")
    assert response.json()["offices"] == [
        {"id": office.pk, "title": "Ketua KPU", "holder": "Contoh Ketua", "styled_title": "Ketua KPU"}
    ]
    assert b"081200000000" not in response.content
    assert b"1980" not in response.content


ASK = {
    "election": "pilkada-2024",
    "asked_by": "agency:kpu@16.72",
    "kind": "kendaraan",
    "title": "6 truk, H-1",
    "asked_on": "2024-10-28",
    "due": "2024-11-25",
}


def test_a_request_goes_its_way_through_the_api(caller: MakeCaller) -> None:
    kpu, secretariat = caller("agency", "16.72", "kpu"), caller("secretariat", "16.72")
    made = kpu.post("/support-requests", ASK)
    assert made.status_code == 201
    address = made["Location"].removeprefix("/api/v1")
    assert kpu.get(address).json() == made.json()
    granted = secretariat.post(
        f"{address}/answer", {"granted": True, "answered_by": "agency:dishub@16.72", "answered_on": "2024-10-30"}
    ).json()
    assert (granted["state"], granted["answered_by"]) == ("disetujui", "agency:dishub@16.72")
    problem(secretariat.post(f"{address}/answer", {"granted": True, "answered_on": "2024-10-30"}), 409, "state-moved")
    done = kpu.post(f"{address}/deliver", {"delivered_on": "2024-10-30"}).json()
    assert (done["state"], done["delivered_on"]) == ("terlaksana", "2024-10-30")
    acts = Entry.objects.filter(object_type="desk.support").order_by("pk").values_list("action", "channel")
    assert list(acts) == [("support.ask", "api"), ("support.answer", "api"), ("support.deliver", "api")]


def test_a_request_is_withdrawn_with_a_reason(caller: MakeCaller, city: dict[str, Any]) -> None:
    address = f"/support-requests/{city['requests'][0].pk}/withdraw"
    kpu = caller("agency", "16.72", "kpu")
    problem(kpu.post(address, {"reason": " "}), 422, "validation")
    assert kpu.post(address, {"reason": "Sudah ada."}).json()["state"] == "dicabut"


def test_a_refusal_needs_a_reason(caller: MakeCaller, city: dict[str, Any]) -> None:
    address = f"/support-requests/{city['requests'][0].pk}/answer"
    secretariat = caller("secretariat", "16.72")
    body = problem(secretariat.post(address, {"granted": False, "answered_on": "2024-10-30"}), 422, "incomplete")
    assert body["errors"][0]["field"] == "answer"
    assert SupportRequest.objects.get(pk=city["requests"][0].pk).state == "diminta"


def test_nobody_asks_in_the_name_of_another_agency(caller: MakeCaller) -> None:
    bawaslu = caller("agency", "16.72", "bawaslu")
    problem(bawaslu.post("/support-requests", ASK), 404, "not-found")
    problem(caller("secretariat", "16.72").post("/support-requests", ASK), 404, "not-found")
    assert not Entry.objects.exists()


def test_an_agency_sees_its_own_requests_alone(caller: MakeCaller, city: dict[str, Any]) -> None:
    kpu = caller("agency", "16.72", "kpu")
    rows = kpu.get("/support-requests").json()
    assert [row["title"] for row in rows["items"]] == ["Truk contoh"]
    problem(kpu.get(f"/support-requests/{city['requests'][1].pk}"), 404, "not-found")


def test_the_ledger_tells_an_object_s_history(caller: MakeCaller) -> None:
    made = caller("agency", "16.72", "kpu").post("/support-requests", ASK).json()
    auditor = caller("auditor", "16.72")
    rows = auditor.get("/ledger", object=f"desk.support:{made['id']}").json()["items"]
    assert [(row["action"], row["before"], row["after"]["title"]) for row in rows] == [
        ("support.ask", None, "6 truk, H-1")
    ]
    assert auditor.get(f"/ledger/{rows[0]['id']}").json()["body_hash"] == rows[0]["body_hash"]
    problem(caller("auditor", "16.03").get(f"/ledger/{rows[0]['id']}"), 404, "not-found")
    problem(caller("leader", "16.72").get("/ledger"), 404, "not-found")


def test_the_ledger_asks_for_the_election_of_a_station(caller: MakeCaller) -> None:
    auditor = caller("auditor", "16.72")
    asked = problem(auditor.get("/ledger", object="tps:16.72.01.1001/001"), 422, "problem")
    assert [(one["location"], one["field"]) for one in asked["errors"]] == [("query", "election")]
    assert "election=" in asked["detail"]


def test_a_support_request_due_before_it_was_asked_names_its_own_field(caller: MakeCaller) -> None:
    wrong = caller("agency", "16.72", "kpu").post("/support-requests", {**ASK, "due": "2020-01-01"})
    assert [one["field"] for one in problem(wrong, 422, "wrong-order")["errors"]] == ["due"]


def test_the_report_that_the_description_shows_is_taken(caller: MakeCaller, city: dict[str, Any]) -> None:
    ensure_shipped(people.admin, NOW)
    factories.station(city["election"], city["regions"]["16.72.01.1001"], 5)
    sent = spec()["paths"]["/api/v1/submissions"]["post"]["requestBody"]["content"]["application/json"]["example"]
    answer = caller("admin").post("/submissions", sent)
    assert answer.status_code == 201, answer.content
