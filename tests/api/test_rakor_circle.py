"""The rakor circle through the API alone: what was promised comes back, and no signature passes it by."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from siaga.ledger.models import Entry
from tests.api.conftest import Caller
from tests.api.test_frame import problem
from tests.factories import NOW
from tests.factories import offices as made

MakeCaller = Callable[..., Caller]
PROMISES = ("Kirim sisa kotak suara (contoh)", "Sediakan dua truk (contoh)", "Kawal pengiriman (contoh)")


def sent(answer: Any, status: int = 200) -> Any:
    assert answer.status_code == status, answer.content
    return answer.json()


def test_a_promise_is_answered_for_before_the_next_minutes_are_signed(
    caller: MakeCaller, city: dict[str, Any], settings: Any
) -> None:
    settings.SIAGA_NOW = NOW
    kpu = made.office(city["agencies"]["kpu"], "Ketua KPU")
    desk, officer = caller("secretariat", "16.72"), caller("agency", "16.72", "kpu")
    forum = sent(
        desk.post(
            "/forums",
            {
                "election": "pilkada-2024",
                "region": "16.72",
                "kind": "desk",
                "name": "Rakor Desk (contoh)",
                "members": [kpu.pk],
            },
        ),
        201,
    )
    first = held(desk, forum["id"], "Kesiapan logistik (contoh)", "2024-10-30T09:00:00+07:00")
    items = sent(desk.post(f"/rakor/{first}/agenda", {}))["items"]
    statements = next(item for item in items if item["key"] == "statements")
    owners = ("kpu@16.72", "dishub@16.72", "bawaslu@16.72")
    sent(
        desk.post(
            f"/rakor/{first}/minutes",
            {
                "items": [
                    {
                        "item": statements["id"],
                        "notes": "KPU: sisa 58 kotak suara masih di gudang.",
                        "version": statements["version"],
                        "points": [
                            {"title": title, "owner_agency": f"agency:{owner}", "due": "2024-11-05"}
                            for title, owner in zip(PROMISES, owners, strict=True)
                        ],
                    }
                ],
                "finish": True,
            },
        )
    )
    assert sent(desk.post(f"/rakor/{first}/sign", {}))["state"] == "signed"

    settings.SIAGA_NOW = NOW + timedelta(days=5)
    own = sent(officer.get("/action-points"))["items"]
    assert [point["title"] for point in own] == [PROMISES[0]], "an agency sees its own"
    sent(
        officer.post(
            f"/action-points/{own[0]['id']}/updates",
            {"kind": "report", "status": "done", "text": "Semua kotak tiba (contoh)."},
        ),
        201,
    )

    settings.SIAGA_NOW = NOW + timedelta(days=7)
    second = held(desk, forum["id"], "Kesiapan H-21 (contoh)", "2024-11-06T09:00:00+07:00")
    agenda = sent(desk.post(f"/rakor/{second}/agenda", {}))["items"]
    carried = {item["title"]: item for item in agenda if item["kind"] == "tindak-lanjut"}
    assert set(carried) == set(PROMISES)
    assert [title for title in PROMISES if carried[title]["unreported"]] == list(PROMISES[1:])
    refused = desk.post(f"/rakor/{second}/sign", {})
    problem(refused, 409, "unreported")
    assert {point["title"] for point in refused.json()["points"]} == set(PROMISES[1:])

    silences = [{"point": carried[title]["action_point"], "reason": "Tidak hadir (contoh)."} for title in PROMISES[1:]]
    sent(desk.post(f"/rakor/{second}/minutes", {"silences": silences}))
    assert sent(desk.post(f"/rakor/{second}/sign", {}))["state"] == "signed"
    open_still = {point["title"] for point in sent(desk.get("/action-points", status="open"))["items"]}
    assert open_still == set(PROMISES[1:]), "silence on record leaves a promise open"
    changed = desk.post(f"/rakor/{second}/minutes", {"decisions": [{"text": "Terlambat (contoh)."}]})
    assert changed.status_code == 409, changed.content
    sent(
        desk.post(
            f"/rakor/{second}/addenda", {"text": "Truk ketiga dari BPBD (contoh).", "reason": "Terlewat (contoh)."}
        ),
        201,
    )
    acts = set(Entry.objects.values_list("action", flat=True))
    assert acts >= {"rakor.plan", "rakor.open", "minutes.sign", "minutes.amend", "point.report", "point.silence"}


def held(desk: Caller, forum: int, title: str, starts_at: str) -> int:
    """A meeting planned, invited to and opened; its number."""
    made = sent(desk.post("/rakor", {"forum": forum, "title": title, "starts_at": starts_at, "venue": "Aula"}), 201)
    sent(desk.post(f"/rakor/{made['id']}/invite", {"told": "cetak"}))
    sent(desk.post(f"/rakor/{made['id']}/open", {}))
    return int(made["id"])


@pytest.mark.parametrize("role", ["field", "agency"])
def test_neither_the_field_nor_a_strange_agency_finds_the_meeting(
    caller: MakeCaller, city: dict[str, Any], settings: Any, role: str
) -> None:
    settings.SIAGA_NOW = NOW
    kpu = made.office(city["agencies"]["kpu"], "Ketua KPU")
    desk = caller("secretariat", "16.72")
    body = {"election": "pilkada-2024", "region": "16.72", "kind": "desk", "name": "Rakor", "members": [kpu.pk]}
    forum = sent(desk.post("/forums", body), 201)
    meeting = held(desk, forum["id"], "Contoh", "2024-10-30T09:00:00+07:00")
    other = caller("field", "16.72") if role == "field" else caller("agency", "16.72", "bawaslu")
    for path in (f"/rakor/{meeting}", f"/rakor/{meeting}/agenda", f"/rakor/{meeting}/minutes"):
        problem(other.get(path), 404, "not-found")
