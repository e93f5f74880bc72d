"""Every operation of the API refuses nobody, the wrong role and the wrong region; found through its own description."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

import pytest
from django.http import HttpResponse
from django.test import Client

from siaga.api.service import spec
from siaga.desk.models import SupportRequest
from siaga.ledger.models import Entry
from tests.walks.test_guards import OURS

VILLAGE = "16.72.03.1022"


@dataclass(frozen=True)
class Call:
    """How to call an operation about Kota Pagar Alam.

    path, query: values, or functions of the sample desk. anybody: whoever is signed in may call it.
    ours: it names a thing of ours, so that the administrator next door finds nothing; else the answer leaves ours out.
    """

    path: dict[str, Any] = field(default_factory=dict)
    query: dict[str, Any] = field(default_factory=dict)
    body: Any = None
    anybody: bool = False
    ours: bool = True


def request_asked() -> int:
    return SupportRequest.objects.filter(state="diminta").values_list("pk", flat=True)[0]


CALLS: dict[str, Call] = {
    "GET /me": Call(anybody=True, ours=False),
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
    answer: HttpResponse = send(address, value(known.body), content_type="application/json")
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
    response = call(as_person("admin"), operation)
    assert response.status_code in {200, 201, 204}, (operation, response.status_code, response.content[:500])
