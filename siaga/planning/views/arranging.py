"""What the pages share on which a plan is arranged by hand: the changes kept in the form, and the answer to htmx."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from siaga.access import Problem, Verb, may
from siaga.kit.forms import done
from siaga.kit.guard import ActorRequest
from siaga.planning.models import Plan


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


@dataclass(frozen=True, slots=True)
class Tried(Generic[E]):
    """The changes as they stand, and why the last one was refused."""

    edits: list[E]
    error: str


def tried(
    request: ActorRequest,
    *,
    read: Callable[[Mapping[str, Any]], E],
    wanted: Callable[[list[E]], E],
    check: Callable[[list[E]], object],
    keep: Callable[[list[E]], Plan],
    to: str,
) -> Tried[E] | HttpResponse:
    """With ``tambah`` the wanted change joins those in the form, ``buang`` takes the last back, ``simpan`` keeps all.

    read, check: refuse what cannot be; wanted: the change that the form asks for; to: name of the new version's page.
    """
    edits: list[E] = []
    try:
        edits = edits_in(request, read)
        if "tambah" in request.POST:
            trial = [*edits, wanted(edits)]
            check(trial)
            edits = trial
        if "simpan" in request.POST:
            made = keep(edits)
            return done(request, reverse(to, args=[made.pk]), _("Disimpan sebagai versi %(n)d.") % {"n": made.number})
    except Problem as problem:
        return Tried(edits, str(problem))
    return Tried(edits, "")


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
