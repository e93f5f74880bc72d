"""The sessions of an account in the session store; ending them is part of an action, never one of its own."""

from __future__ import annotations

from importlib import import_module

from allauth.usersessions.models import UserSession
from django.conf import settings

from siaga.desk.models import Account


def end_sessions_of(account: Account, *, only: int | None = None, keep: str | None = None) -> int:
    """Delete sessions of an account: all, only one (by the id of its row), or all but the key to keep."""
    rows = UserSession.objects.filter(user_id=account.pk)
    if only is not None:
        rows = rows.filter(pk=only)
    if keep is not None:
        rows = rows.exclude(session_key=keep)
    keys = list(rows.values_list("session_key", flat=True))
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    for key in keys:
        store.delete(key)
    UserSession.objects.filter(user_id=account.pk, session_key__in=keys).delete()
    return len(keys)
