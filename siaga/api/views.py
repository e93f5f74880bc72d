"""The description for machines and the page for people."""

from __future__ import annotations

import functools
import json
import re
from typing import Any

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control

from siaga.access import Problem
from siaga.api import openapi, problems
from siaga.api.service import api
from siaga.kit.guard import public


@functools.cache
def _description() -> dict[str, Any]:
    return dict(api.get_openapi_schema())


@public
@cache_control(public=True, max_age=300)
def openapi_json(request: HttpRequest) -> HttpResponse:
    """OpenAPI 3.1."""
    return JsonResponse(_description(), json_dumps_params={"ensure_ascii": False})


@public
def health(request: HttpRequest) -> HttpResponse:
    """For a proxy or a watchdog: 200 when the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok"})


@public
def docs(request: HttpRequest) -> HttpResponse:
    """The same description for people, from our own templates."""
    description = _description()
    schemas = description["components"]["schemas"]
    groups: dict[str, list[dict[str, Any]]] = {tag["name"]: [] for tag in description["tags"]}
    for path, methods in description["paths"].items():
        for method, operation in methods.items():
            groups[operation["tags"][0]].append(_shown(path, method, operation, schemas))
    context = {
        "description": description,
        "introduction": [_marked(part) for part in openapi.DESCRIPTION.strip().split("\n\n")],
        "origin": settings.BASE_URL or f"{request.scheme}://{request.get_host()}",
        "groups": [(tag, groups[tag["name"]]) for tag in description["tags"] if groups[tag["name"]]],
        "kinds": _kinds(),
        "schemas": [
            (name, _fields(shape, schemas)) for name, shape in sorted(schemas.items()) if "properties" in shape
        ],
    }
    return render(request, "api/docs.html", context)


_MARK = re.compile(r"\*\*(?P<strong>.+?)\*\*|`(?P<code>.+?)`|\*(?P<em>.+?)\*", re.DOTALL)


def _marked(paragraph: str) -> list[tuple[str, str]]:
    """The little Markdown of the description as pieces for the template: strong, code, em, plain."""
    pieces, at = [], 0
    for found in _MARK.finditer(paragraph):
        pieces.append(("plain", paragraph[at : found.start()]))
        pieces.append((str(found.lastgroup), found[found.lastgroup or 0]))
        at = found.end()
    return [*pieces, ("plain", paragraph[at:])]


def _shown(path: str, method: str, operation: dict[str, Any], schemas: dict[str, Any]) -> dict[str, Any]:
    body = next(iter(operation.get("requestBody", {}).get("content", {}).values()), None)
    good_status, good = next((status, answer) for status, answer in operation["responses"].items() if status[0] == "2")
    answer = next(iter(good.get("content", {}).values()), None)
    return {
        "id": operation["operationId"],
        "method": method.upper(),
        "path": path,
        "summary": operation["summary"],
        "words": _marked(operation.get("description", "")),
        "parameters": [
            {**each, "type": _type(each["schema"]), "words": _marked(each["description"])}
            for each in operation["parameters"]
        ],
        "body": _fields(_resolved(body["schema"], schemas), schemas) if body else [],
        "body_example": _pretty(body["example"]) if body else "",
        "status": good_status,
        "answer_name": _type(answer["schema"]) if answer else "",
        "answer_link": _name(answer["schema"]) if answer else "",
        "answer_example": _pretty(answer["example"]) if answer else "",
        "errors": [
            (status, each["description"]) for status, each in operation["responses"].items() if status[0] != "2"
        ],
    }


def _fields(shape: dict[str, Any], schemas: dict[str, Any]) -> list[dict[str, Any]]:
    required = shape.get("required", [])
    return [
        {
            "name": name,
            "type": _type(part),
            "link": _name(part),
            "required": name in required,
            "words": _marked(part.get("description", "")),
        }
        for name, part in shape.get("properties", {}).items()
    ]


def _resolved(shape: dict[str, Any], schemas: dict[str, Any]) -> dict[str, Any]:
    name = _name(shape)
    return dict(schemas[name]) if name else shape


def _name(shape: dict[str, Any]) -> str:
    for part in (shape, shape.get("items", {}), *shape.get("anyOf", [])):
        if "$ref" in part:
            return str(part["$ref"]).rpartition("/")[2]
    return ""


def _type(shape: dict[str, Any]) -> str:
    if "$ref" in shape:
        return _name(shape)
    if "anyOf" in shape:
        return " | ".join(_type(part) for part in shape["anyOf"])
    if shape.get("type") == "array":
        return f"[{_type(shape.get('items', {}))}]"
    if shape.get("enum"):
        return " | ".join(str(value) for value in shape["enum"])
    return str(shape.get("format") or shape.get("type") or "")


def _pretty(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)


def _kinds() -> list[tuple[str, int, str]]:
    """Every problem type: the API's own and those of all rooms, found by their classes."""
    rooms: dict[str, tuple[int, str]] = {}
    in_room = _("Aturan Desk; title menyebut apa yang keliru dan detail jalan keluarnya.")
    waiting: list[type[Problem]] = [Problem]
    while waiting:
        kind = waiting.pop()
        waiting += kind.__subclasses__()
        if kind.__module__.startswith("siaga.") and kind.code not in problems.KNOWN:
            rooms[kind.code] = (kind.status, in_room)
    return [(code, *about) for code, about in sorted({**rooms, **problems.KNOWN}.items())]
