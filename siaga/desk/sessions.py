"""The sessions of an account in the session store; ending them is part of an action, never one of its own."""

from __future__ import annotations

from importlib import import_module

from allauth.usersessions.models import UserSession
from django.conf import settings

from siaga.desk.models import Account


def end_all_sessions(account: Account) -> int:
    """Delete every session of an account; how many there were."""
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    rows = UserSession.objects.filter(user_id=account.pk)
    keys = list(rows.values_list("session_key", flat=True))
    for key in keys:
        store.delete(key)
    rows.delete()
    return len(keys)
