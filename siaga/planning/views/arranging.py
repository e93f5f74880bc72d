"""What the pages share on which a plan is arranged by hand: the changes kept in the form, and the answer to htmx."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol, TypeVar

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

from siaga.access import Verb, may
from siaga.kit.guard import ActorRequest


class Edit(Protocol):
    def as_value(self) -> dict[str, Any]: ...


E = TypeVar("E", bound=Edit)


def edits_in(request: ActorRequest, read: Callable[[Mapping[str, Any]], E]) -> list[E]:
    """The changes in the form, without the last one where ``buang`` was pressed. read: refuses what is no change."""
    try:
        values = json.loads(request.POST.get("perubahan") or "[]")
    except ValueError:
        values = [None]
    if not isinstance(values, list):
        values = [None]
    edits = [read(value if isinstance(value, dict) else {}) for value in values]
    return edits[:-1] if "buang" in request.POST else edits


def kept(edits: Sequence[Edit]) -> str:
    """The changes as the form keeps them."""
    return json.dumps([one.as_value() for one in edits])


def arranging(request: ActorRequest, page: str, part: str, context: Mapping[str, Any]) -> HttpResponse:
    """The page; asked by htmx only the part below its head, also where the change was refused (``error``)."""
    partial = request.headers.get("HX-Target") == "susunan"
    shown = {**context, "sees_region": may(request.actor, Verb.REGION_VIEW, context["plan"].place)}
    status = 422 if context["error"] and not partial else 200
    response = render(request, part if partial else page, shown, status=status)
    patch_vary_headers(response, ["HX-Request", "HX-Target"])
    response.headers["Cache-Control"] = "no-store"
    return response
