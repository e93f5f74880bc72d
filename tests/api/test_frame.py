"""What holds for every call: ways in, problem documents, paging, limits, the description."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import Client
from openapi_spec_validator import validate
from pydantic import BaseModel

from siaga.api import problems
from siaga.api.service import spec
from siaga.desk.models import Account, ApiToken, RolePolicy
from tests.api.conftest import Caller
from tests.factories import NOW

MakeCaller = Callable[..., Caller]


def problem(response: Any, status: int, code: str) -> dict[str, Any]:
    """The problem document, checked for its shape."""
    assert response.status_code == status, response.content
    assert response["Content-Type"] == "application/problem+json"
    body: dict[str, Any] = json.loads(response.content)
    assert (body["status"], body["code"]) == (status, code)
    assert body["type"].endswith(f"#masalah-{code}")
    assert body["title"]
    return body


def test_nobody_gets_401_and_is_told_how(client: Client, db: None) -> None:
    response = client.get("/api/v1/me")
    problem(response, 401, "not-signed-in")
    assert response["WWW-Authenticate"].startswith("Bearer")


@pytest.mark.parametrize("header", ["Bearer sgt_salah", "Bearer", "Basic YTpi", "Bearer sgt_\u00e9"])
def test_a_wrong_token_gets_401(client: Client, db: None, header: str) -> None:
    problem(client.get("/api/v1/me", headers={"Authorization": header}), 401, "not-signed-in")


def test_a_revoked_or_expired_token_is_dead(caller: MakeCaller) -> None:
    one = caller("auditor", "16.72")
    assert one.get("/me").status_code == 200
    ApiToken.objects.update(revoked_at=NOW)
    problem(one.get("/me"), 401, "not-signed-in")
    ApiToken.objects.update(revoked_at=None, expires_at=NOW)
    problem(one.get("/me"), 401, "not-signed-in")


def test_a_closed_account_is_out(caller: MakeCaller) -> None:
    one = caller("auditor", "16.72")
    Account.objects.update(is_active=False)
    problem(one.get("/me"), 401, "not-signed-in")


def test_me_tells_roles_and_reach(caller: MakeCaller) -> None:
    body = caller("agency", "16.72", "kpu").get("/me").json()
    assert body["grants"] == [
        {
            "role": "agency",
            "agency": "agency:kpu@16.72",
            "region": "16.72",
            "units": [],
            "may": [
                "agency.view",
                "claim.make",
                "claim.view",
                "custody.scan",
                "desk.view",
                "duty.view",
                "election.view",
                "guard.change",
                "guard.view",
                "instrument.view",
                "logistics.change",
                "logistics.view",
                "obstacle.view",
                "office.change",
                "office.view",
                "picture.opened",
                "plan.change",
                "plan.view",
                "point.report",
                "point.view",
                "rakor.attend",
                "region.view",
                "reporter.view",
                "risk.change",
                "risk.view",
                "station.view",
                "submission.send",
                "submission.sensitive",
                "submission.view",
                "support.ask",
                "support.view",
            ],
        }
    ]


def test_a_session_may_read(caller: MakeCaller) -> None:
    caller("secretariat", "16.72")
    client = Client()
    client.force_login(Account.objects.get())
    assert client.get("/api/v1/regions/16.72").status_code == 200


def test_a_session_writes_only_with_its_csrf_token(caller: MakeCaller, city: dict[str, Any]) -> None:
    caller("secretariat", "16.72")
    client = Client(enforce_csrf_checks=True)
    client.force_login(Account.objects.get())
    address = f"/api/v1/support-requests/{city['requests'][0].pk}/answer"
    body = json.dumps({"granted": True, "answered_on": "2024-10-30"})
    problem(client.post(address, body, content_type="application/json"), 403, "csrf")
    secret = "a" * 32
    client.cookies["csrftoken"] = secret
    answer = client.post(address, body, content_type="application/json", headers={"X-CSRFToken": secret})
    assert answer.status_code == 200, answer.content


def test_a_wrong_token_does_not_fall_back_to_the_session(caller: MakeCaller) -> None:
    caller("secretariat", "16.72")
    client = Client()
    client.force_login(Account.objects.get())
    problem(client.get("/api/v1/me", headers={"Authorization": "Bearer sgt_salah"}), 401, "not-signed-in")


def test_a_session_that_owes_a_second_factor_is_a_problem_document(caller: MakeCaller) -> None:
    caller("secretariat", "16.72")
    RolePolicy.objects.create(role="secretariat", mfa_required=True)
    client = Client()
    client.force_login(Account.objects.get())
    problem(client.get("/api/v1/me"), 403, "second-factor-required")


def test_a_token_whose_owner_owes_a_second_factor_is_refused_until_it_is_enrolled(caller: MakeCaller) -> None:
    anna = caller("secretariat", "16.72")
    assert anna.get("/me").status_code == 200
    RolePolicy.objects.create(role="secretariat", mfa_required=True)
    told = problem(anna.get("/me"), 403, "second-factor-required")
    assert "aktifkan verifikasi dua langkah" in told["detail"]
    problem(anna.post("/support-requests", {}), 403, "second-factor-required")
    Authenticator.objects.create(user=Account.objects.get(), type=Authenticator.Type.TOTP, data={})
    assert anna.get("/me").status_code == 200


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("get", "/api/v1/tidak-ada", 404, "not-found"),
        ("get", "/api/", 404, "not-found"),
        ("get", "/api/v1/", 404, "not-found"),
        ("delete", "/api/v1/me", 405, "method"),
        ("put", "/api/v1/support-requests", 405, "method"),
    ],
)
def test_an_address_or_method_that_is_not_there_is_a_problem_document(
    client: Client, db: None, method: str, path: str, status: int, code: str
) -> None:
    response = getattr(client, method)(path)
    problem(response, status, code)
    assert ("Allow" in response) == (status == 405)


def test_bad_input_names_each_field_in_indonesian(caller: MakeCaller) -> None:
    response = caller("secretariat", "16.72").get("/polling-stations", limit="0", offset="x", region="16.7")
    errors = {each["field"]: each for each in problem(response, 422, "validation")["errors"]}
    assert set(errors) == {"limit", "offset", "region", "election"}
    assert errors["limit"] == {"location": "query", "field": "limit", "message": "Paling sedikit 1."}
    assert errors["election"]["message"] == "Wajib diisi."


def test_what_does_not_fit_is_told_by_what_to_write(caller: MakeCaller) -> None:
    one = caller("secretariat", "16.72")

    def told(answer: Any) -> dict[str, str]:
        return {each["field"]: each["message"] for each in problem(answer, 422, "validation")["errors"]}

    asked = told(one.get("/picture/abc", election="pilkada 2024", scale="x"))
    assert "16.72" in asked["code"]
    assert "tanda hubung" in asked["election"]
    assert asked["scale"] == "Pilih salah satu: 'readiness', 'kerawanan'."
    forum = {"election": "pilkada-2024", "region": "16", "kind": "desk", "name": "a\u0001b"}
    assert told(one.post("/forums", {**forum, "members": "kpu"})) == {
        "name": "Hapus karakter kendali yang tidak tampak.",
        "members": "Kirim sebuah daftar, dalam tanda [ ].",
    }
    assert set(told(one.post("/forums", {**forum, "name": "Contoh", "members": [None]}))) == {"members.0"}
    assert set(told(one.post("/forums", {**forum, "name": "Contoh", "nama-lain": 1}))) == {"nama-lain"}
    many = told(one.post("/forums", {**forum, "name": "Contoh", "members": ["kpu@16.72"] * 201}))
    assert many == {"members": "Paling banyak 200 isi dalam daftar ini."}
    far = told(one.post("/submissions", {"lat": 91, "lon": None}))
    assert far["lat"] == "Paling banyak 90."


def test_head_is_answered_as_get_is_without_a_body(caller: MakeCaller) -> None:
    one = caller("secretariat", "16.72")
    sign = {"Authorization": f"Bearer {one.token}"}
    answer = one.client.head("/api/v1/regions/16.72", headers=sign)
    assert (answer.status_code, answer["Content-Type"].split(";")[0], answer.content) == (200, "application/json", b"")
    assert one.client.head("/api/v1/regions/99.99", headers=sign).status_code == 404
    assert one.client.head("/api/v1/what-if", headers=sign).status_code == 405


def test_a_body_that_is_too_large_is_413(caller: MakeCaller, settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    answer = caller("secretariat", "16.72").post("/forums", {"name": "x" * 200})
    assert problem(answer, 413, "too-large")["detail"]


def test_an_unreadable_body_is_400(caller: MakeCaller) -> None:
    one = caller("agency", "16.72", "kpu")
    response = one.client.post(
        "/api/v1/support-requests",
        "{",
        content_type="application/json",
        headers={"Authorization": f"Bearer {one.token}"},
    )
    problem(response, 400, "bad-request")


def test_a_field_that_is_not_known_is_refused(caller: MakeCaller, city: dict[str, Any]) -> None:
    response = caller("secretariat", "16.72").post(
        f"/support-requests/{city['requests'][0].pk}/answer", {"granted": True, "disetujui": True}
    )
    assert problem(response, 422, "validation")["errors"][0]["message"] == "Isian ini tidak dikenal."


def test_a_defect_of_ours_tells_no_details(caller: MakeCaller, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*args: object) -> None:
        raise RuntimeError("rahasia dapur")

    monkeypatch.setattr("siaga.api.regions.region_of", broken)
    body = problem(caller("secretariat", "16.72").get("/regions/16.72"), 500, "internal")
    assert "rahasia" not in json.dumps(body)


def test_calls_are_limited_per_account_and_not_per_address(
    caller: MakeCaller, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache.clear()
    monkeypatch.setattr("siaga.api.limits.time.time", lambda: 1_730_000_010.0)
    settings.API_READS_PER_MINUTE = 3
    one, other = caller("secretariat", "16.72"), caller("auditor", "16.72")
    assert [one.get("/me").status_code for _ in range(3)] == [200, 200, 200]
    response = one.get("/me")
    problem(response, 429, "rate")
    assert 0 < int(response["Retry-After"]) <= 60
    assert other.get("/me").status_code == 200


def test_nothing_personal_is_kept_by_caches_on_the_way(caller: MakeCaller) -> None:
    assert "private" in caller("secretariat", "16.72").get("/regions/16.72")["Cache-Control"]


def test_lists_come_in_pages_with_the_count_of_all(caller: MakeCaller) -> None:
    one = caller("secretariat", "16.72")
    first = one.get("/polling-stations", election="pilkada-2024", limit=2).json()
    rest = one.get("/polling-stations", election="pilkada-2024", limit=2, offset=2).json()
    assert (first["count"], first["limit"], first["offset"]) == (4, 2, 0)
    codes = [row["code"] for row in first["items"] + rest["items"]]
    assert codes == sorted(codes)
    assert len(set(codes)) == 4


def test_the_description_is_valid_openapi_with_examples_and_errors(client: Client) -> None:
    description = client.get("/api/v1/openapi.json").json()
    validate(description)
    assert description["openapi"].startswith("3.1")
    for path, methods in description["paths"].items():
        for method, operation in methods.items():
            name = f"{method} {path}"
            assert operation["summary"], name
            assert operation["description"], name
            assert {"401", "404", "422", "429"} <= set(operation["responses"]), name
            for status, answer in operation["responses"].items():
                media = problems.MEDIA_TYPE if status >= "400" else "application/json"
                assert "example" in answer["content"][media], (name, status)
            for parameter in operation["parameters"]:
                assert parameter["description"], (name, parameter["name"])
            if "requestBody" in operation:
                content = operation["requestBody"]["content"]
                if "application/json" in content:  # a file has no example
                    assert content["application/json"]["example"], name
    for name, shape in description["components"]["schemas"].items():
        assert shape.get("description"), name
        for field, part in shape.get("properties", {}).items():
            assert part.get("description"), (name, field)


def test_the_page_for_people_shows_every_operation_and_every_problem(client: Client, db: None) -> None:
    page = client.get("/api/v1/docs")
    text = page.content.decode()
    assert page.status_code == 200
    for path, methods in client.get("/api/v1/openapi.json").json()["paths"].items():
        assert path in text
        for operation in methods.values():
            assert f'id="{operation["operationId"]}"' in text
    for code in problems.KNOWN:
        assert f'id="masalah-{code}"' in text
    assert "http://" not in text.replace("http://testserver", "")


def test_health_answers_without_signing_in(client: Client, db: None) -> None:
    assert client.get("/api/v1/health").json() == {"status": "ok"}


def test_every_shape_of_the_description_has_a_name_of_its_own() -> None:
    """The description keeps shapes by name: of two with one name, a client would be told the wrong one."""
    names, waiting = Counter[str](), list[type[BaseModel]](BaseModel.__subclasses__())
    for shape in waiting:
        waiting += shape.__subclasses__()
    for shape in set(waiting):
        if shape.__module__.startswith("siaga.api") and "[" not in shape.__name__:
            names[shape.__name__] += 1
    assert spec()["components"]["schemas"].keys() & names
    assert [name for name, many in names.items() if many > 1] == []
