"""The API tokens of an account; ending them is part of an action, never one of its own."""

from __future__ import annotations

from datetime import datetime

from siaga.access import Actor
from siaga.desk.models import Account, ApiToken
from siaga.ledger.recording import record


def revoke_tokens_of(actor: Actor, account: Account, now: datetime) -> int:
    """Stop every token of the account that still works, each with its entry; how many."""
    working = ApiToken.objects.filter(account=account, revoked_at=None).exclude(expires_at__lte=now)
    tokens = list(working.select_related("account"))
    for token in tokens:
        before = token.as_fact()
        token.revoked_at = now
        token.save(update_fields=["revoked_at"])
        record(actor, "token.revoke", token, before=before, after=token.as_fact(), now=now)
    return len(tokens)
