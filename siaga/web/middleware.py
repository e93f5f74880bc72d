"""What every request passes through: the content security policy, the actor, and Problems turned into pages."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.functional import SimpleLazyObject

from siaga import clock
from siaga.access import Problem
from siaga.desk.queries.actors import actor_of
from siaga.kit.policy import POLICY
from siaga.web.errors import problem_page

GetResponse = Callable[[HttpRequest], HttpResponse]


class ContentSecurityPolicy:
    """Every answer carries a policy; a view may have set a wider one (``siaga.kit.policy``)."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        return response


class ChosenLanguage:
    """Bahasa Indonesia unless this person chose otherwise; the browser's own language is not asked.

    Office computers are often set to English, and a desk speaks one language to all who sit at it.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        translation.activate(language)  # and left so: a streamed answer is written after this returns
        request.LANGUAGE_CODE = language
        response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


class CurrentActor:
    """Puts ``request.actor`` in place; for nobody signed in, an actor without grants."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = SimpleLazyObject(lambda: actor_of(request.user, clock.now()))  # type: ignore[attr-defined]
        return self.get_response(request)


class ProblemPages:
    """A ``Problem`` that no view has answered becomes a page that says what to do."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, Problem):
            return None
        return problem_page(request, error)
