"""Who calls: a bearer token, or the session of the browser (with CSRF enforced for everything that changes)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.http import HttpRequest
from ninja.security import APIKeyCookie, HttpBearer

from siaga import clock
from siaga.access import Actor, Channel, Refused, Verb, scope_of
from siaga.desk.account_errors import SecondFactorOwed
from siaga.desk.queries.accounts import owes_second_factor
from siaga.desk.queries.actors import actor_from_token, actor_of

F = TypeVar("F", bound=Callable[..., Any])


class TokenAuth(HttpBearer):
    """``Authorization: Bearer sgt_…``; made by ``siaga token create`` or on the page *Akun saya*.

    Whose role demands a second factor and who has none is refused, whenever the token was made.
    """

    def authenticate(self, request: HttpRequest, token: str) -> Actor | None:
        actor = actor_from_token(token.strip(), clock.now())
        if actor is not None and owes_second_factor(actor):
            raise SecondFactorOwed
        return actor


class SessionAuth(APIKeyCookie):
    """The signed-in browser. A request that names a token is judged by its token alone."""

    param_name = "sessionid"

    def __call__(self, request: HttpRequest) -> Actor | None:
        if "Authorization" in request.headers or not request.user.is_authenticated:
            return None
        self._get_key(request)  # raises for a write without its CSRF token
        return self.authenticate(request, None)

    def authenticate(self, request: HttpRequest, key: str | None) -> Actor | None:
        return actor_of(request.user, clock.now(), Channel.API)


def guards(*verbs: Verb) -> Callable[[F], F]:
    """Say on the operation itself which verbs guard it (any of them opens it); ``caller`` enforces it."""

    def wrap(operation: F) -> F:
        operation.guard = verbs  # type: ignore[attr-defined]
        return operation

    return wrap


def caller(request: HttpRequest, *verbs: Verb) -> Actor:
    """The actor of this call, who holds one of the verbs somewhere; ``Refused`` otherwise, as for a missing thing."""
    actor = request.auth  # type: ignore[attr-defined]
    assert isinstance(actor, Actor)
    if all(scope_of(actor, verb).nothing for verb in verbs):
        raise Refused
    return actor
