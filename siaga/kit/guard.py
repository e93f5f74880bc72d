"""Who may come to a page at all. The walking test reads the rule from each view's ``guard``.

The page's door is not the judge: actions and queries ask again, about the very thing.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, Final

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from siaga.access import Actor, Refused, Verb, scope_of

View = Callable[..., HttpResponseBase]


class ActorRequest(HttpRequest):
    """A request as views get it: the middleware has put the actor in place. For annotations only."""

    actor: Actor


PUBLIC: Final = "public"
SIGNED_IN: Final = "signed_in"


def public(view: View) -> View:
    """Anybody may come, signed in or not."""
    view.guard = PUBLIC  # type: ignore[attr-defined]
    return view


def signed_in(view: View) -> View:
    """Anybody who is signed in may come; others are led to the sign-in page and back."""
    return _door(view, SIGNED_IN, frozenset())


def guarded(*verbs: Verb) -> Callable[[View], View]:
    """Signed in, and holding at least one of the verbs somewhere; else the page is not there (``Refused``, 404)."""
    if not verbs:
        raise TypeError("guarded() needs a verb; use signed_in or public")

    def wrap(view: View) -> View:
        return _door(view, verbs[0] if len(verbs) == 1 else verbs, frozenset(verbs))

    return wrap


def _door(view: View, guard: object, verbs: frozenset[Verb]) -> View:
    @functools.wraps(view)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return _to_sign_in(request)
        actor = request.actor  # type: ignore[attr-defined]
        if verbs and all(scope_of(actor, verb).nothing for verb in verbs):
            raise Refused
        return view(request, *args, **kwargs)

    inner.guard = guard  # type: ignore[attr-defined]
    return inner


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    """The sign-in page, and back afterwards; a partial makes the browser go there instead of nesting the page."""
    if request.headers.get("HX-Request") != "true":
        return redirect_to_login(request.get_full_path())
    here = request.headers.get("HX-Current-URL", "")
    path = here.partition("://")[2].partition("/")[2]
    response = HttpResponse(status=204)
    response.headers["HX-Redirect"] = redirect_to_login(f"/{path}").url
    return response
