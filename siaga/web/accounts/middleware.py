"""Before any page: is there an administrator at all, and does this person owe a second factor?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from siaga import clock
from siaga.desk.models import Account
from siaga.desk.queries.accounts import owes_second_factor

GetResponse = Callable[[HttpRequest], HttpResponse]

ALWAYS_OPEN = frozenset(
    {
        "mfa_activate_totp",
        "account_logout",
        "account_reauthenticate",
        "account_set_password",
        "account_change_password",
        "set_language",
    }
)
"""Pages that somebody who owes a second factor may still open."""

SEEN_EVERY = timedelta(minutes=5)


class FirstSetUp:
    """While there is no account, every page leads to ``/mulai/``."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        name = _name(request)
        if name in {"set_up", "set_language"} or _is_api(request) or request.user.is_authenticated:
            return None
        if Account.objects.exists():
            return None
        return HttpResponseRedirect(reverse("set_up"))


class SecondFactorRequired:
    """Somebody whose role demands a second factor, and who has none, is led to enrolment and nowhere else."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        if not request.user.is_authenticated or _name(request) in ALWAYS_OPEN:
            return None
        if not owes_second_factor(request.actor):  # type: ignore[attr-defined]
            return None
        if _is_api(request):
            return JsonResponse(
                {
                    "type": "/api/v1/problems/second-factor-required",
                    "title": _("Verifikasi dua langkah wajib untuk peran Anda."),
                    "status": 403,
                    "detail": _("Masuk di peramban dan aktifkan verifikasi dua langkah dulu."),
                },
                status=403,
                content_type="application/problem+json",
            )
        target = reverse("mfa_activate_totp")
        if request.headers.get("HX-Request") == "true":
            answer = HttpResponse(status=204)
            answer.headers["HX-Redirect"] = target
            return answer
        messages.warning(
            request, _("Peran Anda mewajibkan verifikasi dua langkah. Aktifkan dulu sebelum melanjutkan."), "once"
        )
        return HttpResponseRedirect(target)


class SessionSeen:
    """Keeps "last seen" of a session, at most once in five minutes: a page that reads must not write each time."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        key = getattr(getattr(request, "session", None), "session_key", None)
        user = getattr(request, "user", None)
        if key and user is not None and user.is_authenticated and cache.add(f"seen:{key}", 1, SEEN_EVERY.seconds):
            row, now = UserSession.objects.filter(session_key=key), clock.now()
            row.update(last_seen_at=now)
            if settings.SIAGA_NOW is not None:  # allauth reads the real clock, the demonstration stands in the past
                row.filter(created_at__gt=now).update(created_at=now)
        return response


def _name(request: HttpRequest) -> str | None:
    return request.resolver_match.view_name if request.resolver_match else None


def _is_api(request: HttpRequest) -> bool:
    return request.path.startswith("/api/")
