"""The one place that reaches into allauth's sign-in: signing somebody in who proved possession of a one-time link."""

from __future__ import annotations

import time

from allauth.account import app_settings
from allauth.account.internal.flows.login import get_authentication_records, perform_password_login
from allauth.account.models import Login
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

from siaga.desk.models import Account


def sign_in_with_new_password(request: HttpRequest, account: Account, to: str) -> HttpResponse:
    """Sign in who has just set a password; a second factor is still asked for. The old session is dropped."""
    logout(request)
    answer: HttpResponse = perform_password_login(
        request, {"username": account.username}, Login(user=account, redirect_url=to)
    )
    return answer


def signed_in_just_now(request: HttpRequest) -> bool:
    """Whether the password (or a code) was typed within the last minutes: then it is not asked for again."""
    if not request.user.is_authenticated:
        return False
    records = get_authentication_records(request, request.user)
    latest: float = max((record["at"] for record in records), default=0.0)
    recent: bool = time.time() - latest < app_settings.REAUTHENTICATION_TIMEOUT
    return recent
