"""Every address of the URL map, found by introspection, with the guard that its view carries."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from siaga.access import Verb

# The views of django-allauth carry no guard of ours: what each of them is, is said here.
OF_ALLAUTH = {
    "account_login": "public",
    "account_logout": "public",
    "account_confirm_login_code": "public",
    "account_signup": "public",
    "account_inactive": "public",
    "account_reset_password": "public",
    "account_reset_password_done": "public",
    "account_reset_password_from_key": "public",
    "account_reset_password_from_key_done": "public",
    "account_confirm_email": "public",
    "account_email_verification_sent": "public",
    "account_reauthenticate": "signed_in",
    "account_change_password": "signed_in",
    "account_set_password": "signed_in",
    "account_email": "signed_in",
    "mfa_index": "signed_in",
    "mfa_authenticate": "public",
    "mfa_reauthenticate": "signed_in",
    "mfa_trust": "public",
    "mfa_activate_totp": "signed_in",
    "mfa_deactivate_totp": "signed_in",
    "mfa_view_recovery_codes": "signed_in",
    "mfa_generate_recovery_codes": "signed_in",
    "mfa_download_recovery_codes": "signed_in",
    "usersessions_list": "signed_in",
}


@dataclass(frozen=True, slots=True)
class Address:
    """One address: its full name, its route, its parameters, and who may come at all.

    guard: ``public``, ``signed_in``, a tuple of verbs, or None where the view says nothing.
    """

    name: str
    route: str
    parameters: tuple[str, ...]
    guard: str | tuple[Verb, ...] | None

    def __str__(self) -> str:
        return self.name or self.route

    @property
    def verbs(self) -> tuple[Verb, ...]:
        return self.guard if isinstance(self.guard, tuple) else ()


def _guard(name: str, view: Any) -> str | tuple[Verb, ...] | None:
    guard = getattr(view, "guard", None)
    if guard is None and view.__module__.startswith("allauth."):
        return OF_ALLAUTH.get(name)
    if isinstance(guard, Verb):
        return (guard,)
    return tuple(guard) if isinstance(guard, (tuple, list, set, frozenset)) else guard


def _walk(patterns: list[Any], route: str, namespace: str, given: tuple[str, ...]) -> Iterator[Address]:
    for entry in patterns:
        here = route + str(entry.pattern)
        parameters = given + tuple(
            name for name in (*entry.pattern.converters, *entry.pattern.regex.groupindex) if name not in given
        )
        parameters = tuple(dict.fromkeys(parameters))
        if isinstance(entry, URLResolver):
            inside = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from _walk(entry.url_patterns, here, inside, parameters)
        elif isinstance(entry, URLPattern):
            name = f"{namespace}{entry.name}" if entry.name else ""
            yield Address(name, here, parameters, _guard(name, entry.callback))


def addresses() -> list[Address]:
    """All pages, without the operations of the API: those are walked through their own description."""
    return [
        address for address in _walk(get_resolver().url_patterns, "", "", ()) if not address.route.startswith("api/v1/")
    ]
