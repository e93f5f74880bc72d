"""Every operation of the API refuses nobody, the wrong role and the wrong region; found through its own description."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from urllib.parse import quote
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils.timezone import localdate

from siaga.api.service import spec
from siaga.desk.models import SupportRequest
from siaga.kerawanan.models import Mapping
from siaga.ledger.models import Entry
from siaga.logistics.codes import label_text
from siaga.logistics.models import Box
from siaga.planning.models import Plan
from siaga.rakor.models import ActionPoint, AgendaItem, Evidence, Forum, Meeting, NoteConflict, Obstacle
from siaga.reporting.attachments.storage import path_of
from siaga.reporting.models import Attachment, Submission
from tests.factories import NOW
from tests.walks.test_guards import OURS

VILLAGE = "16.72.03.1022"


@dataclass(frozen=True)
class Call:
    """How to call an operation about Kota Pagar Alam.

    path, query: values, or functions of the sample desk. anybody: whoever is signed in may call it.
    raw: the body where it is no JSON.
    ours: it names a thing of ours, so that the administrator next door finds nothing; else the answer leaves ours out.
    who: a sample account that may call it; some acts belong to an agency alone.
    """

    path: dict[str, Any] = field(default_factory=dict)
    query: dict[str, Any] = field(default_factory=dict)
    body: Any = None
    raw: Callable[[], bytes] | None = None
    anybody: bool = False
    ours: bool = True
    who: str = "admin"


def request_in(state: str) -> Callable[[], int]:
    """The number of one of KPU's or Bawaslu's sample requests in that state."""
    return lambda: SupportRequest.objects.filter(state=state).values_list("pk", flat=True)[0]


def asked_by_kpu() -> int:
    own = SupportRequest.objects.filter(state__in=["diminta", "disetujui"], asked_by__key="kpu")
    return own.values_list("pk", flat=True)[0]


def plan_of_ours() -> int:
    return Plan.objects.filter(region__code="16.72", kind="distribusi").values_list("pk", flat=True)[0]


def entry_of_ours() -> int:
    return Entry.objects.filter(chain="16.72").values_list("pk", flat=True)[0]


def report_of_ours() -> str:
    return Submission.objects.filter(regency_code="16.72").values_list("instance_id", flat=True)[0]


def file_of_ours(column: str) -> Callable[[], Any]:
    rows = Attachment.objects.filter(submission__regency_code="16.72").order_by("pk")
    return lambda: rows.values_list(column, flat=True)[0]


def content_of_ours() -> bytes:
    """The same file again: it changes nothing."""
    return path_of(file_of_ours("digest")()).read_bytes()


def coming_meeting() -> int:
    """The rakor of the desk to which everybody is invited."""
    return Meeting.objects.filter(forum__region__code="16.72", state="invited").values_list("pk", flat=True)[0]


def forum_of_the_desk() -> int:
    return Forum.objects.filter(region__code="16.72", kind="desk").values_list("pk", flat=True)[0]


def planned_meeting() -> dict[str, Any]:
    return {
        "forum": forum_of_the_desk(),
        "title": "Rapat contoh jalan",
        "starts_at": "2024-11-06T09:00:00+07:00",
        "venue": "Ruang contoh",
    }


def meeting_in(state: str) -> Callable[[], int]:
    """The coming rakor of the desk, brought into that state for this call alone; with nothing left to answer for."""

    def prepared() -> int:
        number = coming_meeting()
        Meeting.objects.filter(pk=number).update(state=state, held_at=NOW, forum=_forum_without_promises(number))
        return number

    return prepared


def conflict_of_ours() -> int:
    """Two texts that met in the minutes of the meeting that this call is about."""
    meeting = Meeting.objects.get(forum__name=WITHOUT_PROMISES)
    item = AgendaItem.objects.create(meeting=meeting, position=99, kind="pokok", title="Contoh")
    return NoteConflict.objects.create(item=item, text="Contoh.", base=0, by="Contoh", at=NOW).pk


WITHOUT_PROMISES = "Tanpa janji (contoh)"


def _forum_without_promises(meeting: int) -> Forum:
    forum = Meeting.objects.get(pk=meeting).forum
    return Forum.objects.create(election=forum.election, region=forum.region, kind="lain", name=WITHOUT_PROMISES)


def signed_meeting() -> int:
    return Meeting.objects.filter(forum__region__code="16.72", state="signed").values_list("pk", flat=True)[0]


def point_in(state: str) -> Callable[[], int]:
    return lambda: ActionPoint.objects.filter(state=state).order_by("pk").values_list("pk", flat=True)[0]


def obstacle_of_ours() -> int:
    return Obstacle.objects.order_by("pk").values_list("pk", flat=True)[0]


def proof(column: str) -> Callable[[], Any]:
    """Of the first evidence: its point, its update, its name."""
    return lambda: Evidence.objects.order_by("pk").values_list(column, flat=True)[0]


def proof_again() -> bytes:
    """The same file again: it changes nothing."""
    return path_of(proof("digest")()).read_bytes()


def box_of_ours() -> str:
    return Box.objects.filter(warehouse__region__code="16.72").order_by("pk").values_list("code", flat=True)[0]


def scan_of_ours() -> dict[str, Any]:
    """Somebody signs for a box that is on its way."""
    box = Box.objects.select_related("warehouse").filter(warehouse__region__code="16.72", moving=True).order_by("pk")[0]
    return {
        "id": str(uuid4()),
        "election": "pilkada-2024",
        "regency": "16.72",
        "side": "take",
        "text": label_text(box),
        "scanned_at": "2024-10-30T09:00:00+07:00",
    }


def mapping_of_ours() -> int:
    return Mapping.objects.filter(region__code="16.72").values_list("pk", flat=True)[0]


CALLS: dict[str, Call] = {
    "GET /kerawanan": Call(query={"election": "pilkada-2024"}),
    "POST /kerawanan": Call(body={"election": "pilkada-2024", "region": "16.72", "note": "Contoh"}),
    "GET /kerawanan/published": Call(query={"election": "pilkada-2024"}),
    "GET /kerawanan/{id}": Call(path={"id": mapping_of_ours}),
    "GET /kerawanan/{id}/stations": Call(path={"id": mapping_of_ours}),
    "GET /kerawanan/{id}/geojson": Call(path={"id": mapping_of_ours}),
    "GET /plans": Call(ours=False),
    "GET /plans/{id}": Call(path={"id": plan_of_ours}),
    "POST /what-if": Call(
        body={
            "election": "pilkada-2024",
            "region": "16.72",
            "events": [{"event": "banjir", "areas": ["16.72.03"]}],
        }
    ),
    "POST /custody/scans": Call(body=scan_of_ours),
    "GET /custody/late": Call(query={"election": "pilkada-2024"}),
    "GET /boxes/{code}": Call(path={"code": box_of_ours}),
    "GET /forums": Call(ours=False),
    "GET /forums/{id}": Call(path={"id": forum_of_the_desk}),
    "POST /forums": Call(
        body={"election": "pilkada-2024", "region": "16.72", "kind": "lain", "name": "Forum contoh jalan"}
    ),
    "GET /rakor": Call(ours=False),
    "GET /rakor/{id}": Call(path={"id": coming_meeting}),
    "POST /rakor": Call(body=planned_meeting),
    "POST /rakor/{id}/invite": Call(path={"id": coming_meeting}, body={"told": "cetak"}),
    "POST /rakor/{id}/open": Call(path={"id": coming_meeting}),
    "POST /rakor/{id}/cancel": Call(path={"id": coming_meeting}, body={"reason": "Contoh."}),
    "GET /rakor/{id}/agenda": Call(path={"id": coming_meeting}),
    "POST /rakor/{id}/agenda": Call(path={"id": coming_meeting}),
    "POST /rakor/{id}/agenda/items": Call(path={"id": coming_meeting}, body={"title": "Contoh"}),
    "GET /rakor/{id}/minutes": Call(path={"id": coming_meeting}),
    "POST /rakor/{id}/minutes": Call(path={"id": coming_meeting}, body={"decisions": [{"text": "Contoh."}]}),
    "POST /rakor/{id}/conflicts/{conflict}": Call(
        path={"id": meeting_in("held"), "conflict": conflict_of_ours}, body={"text": "Contoh.", "version": 0}
    ),
    "POST /rakor/{id}/finish": Call(path={"id": meeting_in("held")}),
    "POST /rakor/{id}/reopen": Call(path={"id": meeting_in("minuted")}, body={"reason": "Contoh."}),
    "POST /rakor/{id}/sign": Call(path={"id": meeting_in("minuted")}),
    "POST /rakor/{id}/addenda": Call(path={"id": signed_meeting}, body={"text": "Contoh.", "reason": "Contoh."}),
    "GET /action-points": Call(ours=False),
    "GET /action-points/{id}": Call(path={"id": point_in("open")}),
    "POST /action-points": Call(
        body={
            "election": "pilkada-2024",
            "owner_agency": "kpu@16.72",
            "region": "16.72",
            "title": "Contoh",
            "due": str(localdate() + timedelta(days=30)),  # the walk has no standing clock
        }
    ),
    "POST /action-points/{id}/updates": Call(path={"id": point_in("open")}, body={"kind": "report", "text": "Contoh"}),
    "PUT /action-points/{id}/updates/{update_id}/evidence/{name}": Call(
        path={"id": proof("update__point"), "update_id": proof("update"), "name": proof("name")}, raw=proof_again
    ),
    "GET /obstacles": Call(ours=False),
    "GET /obstacles/{id}": Call(path={"id": obstacle_of_ours}),
    "POST /obstacles": Call(body={"election": "pilkada-2024", "region": "16.72", "kind": "access", "title": "Contoh"}),
    "GET /me": Call(anybody=True, ours=False),
    "GET /regions/{code}": Call(path={"code": "16.72.01"}, query={"election": "pilkada-2024"}),
    "GET /regions/{code}/children": Call(path={"code": "16.72"}),
    "GET /polling-stations": Call(query={"election": "pilkada-2024", "region": "16.72.03"}),
    "GET /polling-stations/{unit}": Call(path={"unit": f"tps:{VILLAGE}/001"}, query={"election": "pilkada-2024"}),
    "GET /elections": Call(ours=False),
    "GET /elections/{slug}": Call(path={"slug": "pilkada-2024"}),
    "GET /agencies": Call(ours=False),
    "GET /agencies/{unit}": Call(path={"unit": "agency:kpu@16.72"}),
    "GET /instruments": Call(ours=False),
    "GET /instruments/{name}": Call(path={"name": "kesiapan-tps"}, ours=False),
    "GET /support-requests": Call(ours=False),
    "GET /support-requests/{id}": Call(path={"id": request_in("diminta")}),
    "POST /support-requests": Call(
        body={
            "election": "pilkada-2024",
            "asked_by": "kpu@16.72",
            "kind": "ruang",
            "title": "Ruang contoh",
            "asked_on": "2024-10-29",
            "due": "2024-11-20",
        },
        who="kpu",
    ),
    "POST /support-requests/{id}/answer": Call(
        path={"id": request_in("diminta")}, body={"granted": True, "answered_on": "2024-10-30"}
    ),
    "POST /support-requests/{id}/deliver": Call(
        path={"id": request_in("disetujui")}, body={"delivered_on": "2024-10-30"}
    ),
    "POST /support-requests/{id}/withdraw": Call(path={"id": asked_by_kpu}, body={"reason": "Contoh."}, who="kpu"),
    "POST /submissions": Call(
        body={
            "instance_id": "uuid:contoh-jalan",
            "election": "pilkada-2024",
            "instrument": "kesiapan-tps",
            "unit": f"tps:{VILLAGE}/001",
            "observed_at": "2024-10-30T08:00:00+07:00",
            "values": {},
            "nil": True,
        },
    ),
    "GET /expected-reports": Call(query={"status": "due"}, ours=False),
    "GET /picture/{code}": Call(path={"code": "16.72"}, query={"election": "pilkada-2024"}),
    "GET /indicators/{unit}": Call(path={"unit": f"tps:{VILLAGE}/001"}, query={"election": "pilkada-2024"}),
    "GET /needs": Call(query={"election": "pilkada-2024", "region": "16.72"}),
    "GET /submissions": Call(ours=False),
    "GET /submissions/{id}": Call(path={"id": report_of_ours}),
    "PUT /submissions/{id}/attachments/{name}": Call(
        path={"id": file_of_ours("submission__instance_id"), "name": file_of_ours("name")}, raw=content_of_ours
    ),
    "GET /ledger": Call(ours=False),
    "GET /ledger/{id}": Call(path={"id": entry_of_ours}),
}

OPERATIONS = sorted(
    f"{method.upper()} {path.removeprefix('/api/v1')}"
    for path, methods in spec()["paths"].items()
    for method in methods
    if method in {"get", "post", "put", "patch", "delete"}
)
each = pytest.mark.parametrize("operation", OPERATIONS)


def value(given: Any) -> Any:
    return given() if callable(given) else given


def call(client: Client, operation: str) -> HttpResponse:
    method, _, path = operation.partition(" ")
    known = CALLS[operation]
    for name, given in known.path.items():
        path = path.replace(f"{{{name}}}", quote(str(value(given)), safe=""))
    assert "{" not in path, f"{operation}: say in CALLS what its path names"
    query = "&".join(f"{name}={quote(str(value(given)), safe='')}" for name, given in known.query.items())
    address = f"/api/v1{path}" + (f"?{query}" if query else "")
    if method == "GET":
        return client.get(address)
    send = getattr(client, method.lower())
    content = value(known.raw) if known.raw else value(known.body)
    kind = "application/octet-stream" if known.raw else "application/json"
    answer: HttpResponse = send(address, content, content_type=kind)
    return answer


@each
def test_every_operation_has_its_call(operation: str) -> None:
    assert operation in CALLS, f"{operation} is new: say in tests/walks/test_api.py how to call it"


@each
def test_nobody_is_told_to_sign_in(operation: str, as_person: Callable[[str], Client]) -> None:
    response = call(as_person(""), operation)
    assert response.status_code == 401
    assert response["Content-Type"] == "application/problem+json"


@each
def test_a_person_without_any_role_finds_nothing(operation: str, as_person: Callable[[str], Client]) -> None:
    before = Entry.objects.count()
    response = call(as_person("tanpa-peran"), operation)
    assert response.status_code == (200 if CALLS[operation].anybody else 404)
    assert Entry.objects.count() == before


@each
def test_the_administrator_next_door_finds_nothing_of_ours(operation: str, as_person: Callable[[str], Client]) -> None:
    before = Entry.objects.count()
    response = call(as_person("tetangga"), operation)
    if CALLS[operation].ours:
        assert response.status_code == 404, response.content
    else:
        assert response.status_code == 200, response.content
        assert not [name for name in OURS if name in response.content.decode()]
    assert Entry.objects.count() == before


@each
def test_who_may_call_gets_an_answer(operation: str, as_person: Callable[[str], Client]) -> None:
    response = call(as_person(CALLS[operation].who), operation)
    assert response.status_code in {200, 201, 204}, (operation, response.status_code, response.content[:500])
