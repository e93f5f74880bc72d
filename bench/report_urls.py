"""The product's addresses, an empty view, and the minimal view: the same SQL, raw, in one transaction per request."""

from __future__ import annotations

import functools
import json
import os
import pickle
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse  # noqa: TID251 - a view
from django.urls import include, path
from django.views.decorators.csrf import csrf_exempt

from siaga.kit.guard import public


@functools.cache
def _captured() -> list[tuple[bool, str, list[Any]]]:
    found = pickle.loads(Path(os.environ["BENCH_CAPTURED"]).read_bytes())
    statements: list[tuple[bool, str, list[Any]]] = found["statements"]
    return statements


@public
@csrf_exempt
def empty(request: HttpRequest) -> HttpResponse:
    assert request.body is not None  # read, or the server closes the line
    return HttpResponse(b"{}", content_type="application/json")


@public
@csrf_exempt
def raw(request: HttpRequest) -> HttpResponse:
    """Read the body, run the statements that a real report took with this report's own names, answer 201."""
    body = json.loads(request.body)
    values = {
        "instance": body["instance_id"],
        "unit": body["unit"].removeprefix("tps:"),
        "station": int(request.headers["X-Station"]),
        "id": None,
        "id_text": "",
    }

    def run(cursor: Any, sql: str, params: list[Any]) -> None:
        given = [values[one[1]] if type(one) is tuple and one and one[0] == "vary" else one for one in params]
        cursor.execute(sql, given)
        rows = cursor.fetchall() if cursor.description else []
        if '"reporting_submission"' in sql and sql.startswith("INSERT"):
            values["id"], values["id_text"] = rows[0][0], str(rows[0][0])

    statements = _captured()
    with connection.cursor() as cursor:
        for inside, sql, params in statements:
            if not inside:
                run(cursor, sql, params)
        with transaction.atomic():
            for inside, sql, params in statements:
                if inside:
                    run(cursor, sql, params)
    return HttpResponse(json.dumps({"id": values["id"]}), status=201, content_type="application/json")


urlpatterns = [path("api/bench/empty", empty), path("api/bench/raw", raw), path("", include("siaga.urls"))]
handler404 = "siaga.web.errors.not_found"
handler500 = "siaga.web.errors.server_error"
