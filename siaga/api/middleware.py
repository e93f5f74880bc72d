"""What holds below ``/api/`` outside the operations: HEAD, and problem documents for whatever goes wrong there."""

from __future__ import annotations

import json
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from siaga.api import problems

PREFIX = "/api/"


class HeadAsGet:
    """HEAD below ``/api/`` is answered as GET is; the server leaves the body away."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        asked = request.method
        if asked == "HEAD" and request.path.startswith(PREFIX):
            request.method = "GET"
        response = self.get_response(request)
        request.method = asked
        return response


class ApiProblems:
    """Turns an error page (no such address, method, a body too large) into a problem document."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not request.path.startswith(PREFIX):
            return response
        response.headers.setdefault("Cache-Control", "private, no-cache")
        if response.status_code < 400 or getattr(response, "whole_problem", False):
            return response
        if response.headers.get("Content-Type", "").startswith(problems.MEDIA_TYPE):
            return _completed(request, response)
        answer = problems.plain(request, response.status_code)
        for kept in ("Allow", "Retry-After"):
            if kept in response.headers:
                answer[kept] = response.headers[kept]
        return answer


def _completed(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """A problem document of a lower room, which knows neither our addresses nor all our fields."""
    told = json.loads(response.content)
    return problems.response(
        request,
        code=str(told["type"]).rpartition("/")[2],
        status=response.status_code,
        title=told["title"],
        detail=told.get("detail", ""),
    )
