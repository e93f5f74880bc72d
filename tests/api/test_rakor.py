"""Forums and meetings through the API alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from siaga.rakor.models import Meeting
from tests.api.conftest import Caller
from tests.api.test_frame import problem
from tests.factories import offices as made

pytestmark = pytest.mark.clock(date(2024, 10, 30))
MakeCaller = Callable[..., Caller]
STARTS = "2024-11-06T09:00:00+07:00"


@pytest.fixture
def seats(city: dict[str, Any]) -> dict[str, Any]:
    """The first offices of KPU and of the office of Utara, and who holds the first."""
    kpu = made.office(city["agencies"]["kpu"], "Ketua KPU")
    made.office(city["agencies"]["kpu"], "Sekretaris KPU", 2)
    made.term(kpu, made.person("Contoh Sungkai"), date(2023, 1, 1))
    return {"kpu": kpu, "camat": made.office(city["agencies"]["kecamatan"], "Camat")}


def founded(one: Caller, **more: object) -> dict[str, Any]:
    body = {"election": "pilkada-2024", "region": "16.72", "kind": "desk", "name": "Rakor Desk Contoh"}
    answer = one.post("/forums", body | {"members": ["agency:kpu@16.72"], "chair": "kpu@16.72"} | more)
    assert answer.status_code == 201, answer.content
    return answer.json()  # type: ignore[no-any-return]


def planned(one: Caller, forum: int, **more: object) -> dict[str, Any]:
    body = {"forum": forum, "title": "Kesiapan logistik", "starts_at": STARTS, "venue": "Aula"}
    answer = one.post("/rakor", body | more)
    assert answer.status_code == 201, answer.content
    return answer.json()  # type: ignore[no-any-return]


def test_a_forum_is_founded_with_its_members_and_told(caller: MakeCaller, seats: dict[str, Any]) -> None:
    one = caller("secretariat", "16.72")
    forum = founded(one, members=[seats["camat"].pk, "agency:kpu@16.72"])
    assert (forum["members"], forum["open_points"], forum["next_at"]) == (2, 0, None)
    assert forum["chair"] == {
        "office": seats["kpu"].pk, "title": "Ketua KPU", "agency": "agency:kpu@16.72", "holder": "Contoh Sungkai"
    }  # fmt: skip
    assert [one["title"] for one in forum["seats"]] == ["Camat", "Ketua KPU"]
    again = one.post(
        "/forums", {"election": "pilkada-2024", "region": "16.72", "kind": "lain", "name": "Rakor Desk Contoh"}
    )
    problem(again, 409, "name-taken")
    lower = founded(one, region="16.72.01", kind="kecamatan", name="Rakor Utara", upper=forum["id"])
    assert lower["upper"] == forum["id"]
    assert one.get("/forums", region="16.72.01").json()["count"] == 1
    assert one.get("/forums", kind="desk", open=True).json()["items"][0]["id"] == forum["id"]
    wrong = one.post(
        "/forums",
        {"election": "pilkada-2024", "region": "16.72", "kind": "lain", "name": "Lain", "upper": lower["id"]},
    )
    problem(wrong, 422, "wrong-upper")


def test_a_meeting_goes_from_planned_to_held(caller: MakeCaller, seats: dict[str, Any]) -> None:
    one = caller("secretariat", "16.72")
    forum = founded(one)
    meeting = planned(one, forum["id"], participants=[seats["camat"].pk], labels=["Ketua FKUB"])
    assert (meeting["state"], meeting["number"], meeting["invited"]) == ("planned", 1, 3)
    assert [row["label"] or row["seat"]["title"] for row in meeting["participants"]] == [
        "Ketua KPU",
        "Camat",
        "Ketua FKUB",
    ]
    told = one.post(f"/rakor/{meeting['id']}/invite", {"told": "wa"}).json()
    assert (told["state"], {row["told"] for row in told["participants"]}) == ("invited", {"wa"})
    opened = one.post(f"/rakor/{meeting['id']}/open", {}).json()
    assert opened["state"] == "held"
    problem(one.post(f"/rakor/{meeting['id']}/open", {}), 409, "state-moved")
    problem(one.post(f"/rakor/{meeting['id']}/cancel", {"reason": "Lain"}), 409, "state-moved")
    assert one.get("/rakor", state="held").json()["count"] == 1
    assert one.get("/rakor", since="2024-11-07T00:00:00+07:00").json()["count"] == 0


def test_a_cancelled_meeting_says_why(caller: MakeCaller, seats: dict[str, Any]) -> None:
    one = caller("secretariat", "16.72")
    meeting = planned(one, founded(one)["id"])
    gone = one.post(f"/rakor/{meeting['id']}/cancel", {"reason": "Ruang dipakai"}).json()
    assert (gone["state"], gone["cancelled_reason"], gone["sequence"]) == ("cancelled", "Ruang dipakai", 1)
    problem(one.post(f"/rakor/{meeting['id']}/invite", {}), 409, "meeting-locked")


def test_the_same_uid_is_taken_once(caller: MakeCaller, seats: dict[str, Any]) -> None:
    one = caller("secretariat", "16.72")
    forum = founded(one)["id"]
    uid = "6c84fb90-12c4-11e1-840d-7b25c5ee775a"
    assert planned(one, forum, uid=uid)["uid"] == uid
    repeat = one.post("/rakor", {"forum": forum, "title": "Lain", "starts_at": STARTS, "venue": "Aula", "uid": uid})
    assert repeat.status_code == 409
    assert Meeting.objects.count() == 1


def test_what_makes_no_sense_is_refused(caller: MakeCaller, seats: dict[str, Any]) -> None:
    one = caller("secretariat", "16.72")
    forum = founded(one)["id"]
    early = {"forum": forum, "title": "Lain", "starts_at": STARTS, "ends_at": "2024-11-06T08:00:00+07:00", "venue": "A"}
    problem(one.post("/rakor", early), 422, "incomplete")
    nowhere = {"forum": 10**9, "title": "Lain", "starts_at": STARTS, "venue": "A"}
    assert one.post("/rakor", nowhere).status_code == 404
    stranger = {"forum": forum, "title": "Lain", "starts_at": STARTS, "venue": "A", "participants": [10**9]}
    assert one.post("/rakor", stranger).status_code == 404
    assert not Meeting.objects.exists()


def test_agencies_see_what_they_are_invited_to_and_plan_nothing(caller: MakeCaller, seats: dict[str, Any]) -> None:
    one, kpu = caller("secretariat", "16.72"), caller("agency", "16.72", "kpu")
    other, next_door = caller("agency", "16.72", "bawaslu"), caller("secretariat", "16.03")
    forum = founded(one)["id"]
    meeting = planned(one, forum)["id"]
    assert kpu.get(f"/rakor/{meeting}").status_code == 404
    assert one.get(f"/forums/{forum}").json()["next_at"] and kpu.get(f"/forums/{forum}").json()["next_at"] is None
    one.post(f"/rakor/{meeting}/invite", {})
    assert kpu.get(f"/forums/{forum}").json()["next_at"]
    assert kpu.get(f"/rakor/{meeting}").json()["id"] == meeting
    assert kpu.get(f"/forums/{forum}").json()["id"] == forum
    for reader in (other, next_door):
        assert reader.get(f"/rakor/{meeting}").status_code == 404
        assert reader.get(f"/forums/{forum}").status_code == 404
        assert reader.get("/rakor").json()["count"] == 0
    for writer in (kpu, other, next_door):
        assert writer.post(f"/rakor/{meeting}/cancel", {"reason": "x"}).status_code == 404
        assert writer.post(f"/rakor/{meeting}/open", {}).status_code == 404


def test_lists_ask_the_database_as_often_for_one_row_as_for_more(caller: MakeCaller, seats: dict[str, Any]) -> None:
    one = caller("secretariat", "16.72")
    forum = founded(one)["id"]
    for number in range(3):
        founded(one, name=f"Forum {number}")
        planned(one, forum, title=f"Rapat {number}")
    for path in ("/rakor", "/forums"):
        counts = []
        for limit in (1, 1, 3):
            with CaptureQueriesContext(connection) as queries:
                assert len(one.get(path, limit=limit).json()["items"]) == limit
            counts.append(len(queries))
        assert counts[1] == counts[2], path


def test_an_invitation_that_the_meeting_does_not_have_invites_nobody(caller: MakeCaller, seats: dict[str, Any]) -> None:
    one = caller("secretariat", "16.72")
    meeting = planned(one, founded(one)["id"])
    (own,) = [row["id"] for row in meeting["participants"]]
    problem(one.post(f"/rakor/{meeting['id']}/invite", {"participants": [own, own + 1000]}), 404, "not-found")
    problem(one.post(f"/rakor/{meeting['id']}/invite", {"participants": []}), 422, "validation")
    still = one.get(f"/rakor/{meeting['id']}").json()
    assert (still["state"], still["participants"][0]["sent_at"]) == ("planned", None)
    assert one.post(f"/rakor/{meeting['id']}/invite", {"participants": [own]}).json()["state"] == "invited"
