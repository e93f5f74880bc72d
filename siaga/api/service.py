"""The one API object: its routers, its errors, its documentation."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema
from ninja.parser import Parser
from ninja.renderers import BaseRenderer
from pydantic_core import from_json, to_json

from siaga import __version__
from siaga.api import (
    agencies,
    agenda,
    attachments,
    custody,
    elections,
    expected,
    forums,
    instruments,
    kerawanan,
    ledger,
    me,
    meetings,
    minutes,
    needs,
    obstacles,
    openapi,
    picture,
    plans,
    points,
    problems,
    regions,
    stations,
    submissions,
    support,
    whatif,
)
from siaga.api.limits import PerAccount
from siaga.api.security import SessionAuth, TokenAuth


class Reader(Parser):
    """Bodies as JSON in UTF-8, read by pydantic as the answers are written by it."""

    def parse_body(self, request: HttpRequest) -> Any:
        return from_json(request.body)


class Renderer(BaseRenderer):
    """Answers as JSON. pydantic writes it several times faster than Django's encoder, and lists are long."""

    media_type = "application/json"

    def render(self, request: HttpRequest, data: Any, *, response_status: int) -> bytes:
        return to_json(data, fallback=str)


class SiagaAPI(NinjaAPI):
    """NinjaAPI whose schema also tells the errors, the examples and the ways in."""

    def get_openapi_schema(
        self, *, path_prefix: str | None = None, path_params: dict[str, Any] | None = None
    ) -> OpenAPISchema:
        schema = super().get_openapi_schema(path_prefix=path_prefix, path_params=path_params)
        openapi.complete(schema)
        return schema


api = SiagaAPI(
    title="Siaga",
    version=__version__,
    description=openapi.DESCRIPTION,
    urls_namespace="api",
    openapi_url=None,
    docs_url=None,
    auth=[TokenAuth(), SessionAuth()],
    throttle=[PerAccount()],
    parser=Reader(),
    renderer=Renderer(),
)
for kind, handler in problems.HANDLERS.items():
    api.add_exception_handler(kind, handler)
for room in (
    submissions,  # first: Django looks one address after the other, and reports are many
    me,
    regions,
    stations,
    elections,
    agencies,
    support,
    instruments,
    attachments,
    expected,
    picture,
    forums,
    meetings,
    agenda,
    minutes,
    points,
    obstacles,
    needs,
    custody,
    kerawanan,
    plans,
    whatif,
    ledger,
):
    api.add_router("", room.router)


def spec(request: HttpRequest | None = None) -> OpenAPISchema:
    """The complete OpenAPI description."""
    return api.get_openapi_schema()
