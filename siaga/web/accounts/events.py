"""What people do with their own keys through allauth's pages, written down on the ledger in the same transaction.

allauth tells of second factors only after the commit, so their rows are watched instead.
"""

from __future__ import annotations

from typing import Any

from allauth.account.signals import password_changed, password_set
from allauth.core import context
from allauth.mfa.models import Authenticator
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.http import HttpRequest

from siaga import clock
from siaga.desk.actions import accounts as act
from siaga.desk.models import Account
from siaga.desk.queries.actors import actor_of
from siaga.web.accounts.notices import tell_of_ended_tokens


@receiver(password_changed)
@receiver(password_set)
def on_password(request: HttpRequest, user: Account, **_: Any) -> None:
    now = clock.now()
    ended = act.note_password_changed(actor=actor_of(user, now), account=user, now=now)
    if ended:
        tell_of_ended_tokens(request, ended)


@receiver(post_save, sender=Authenticator)
def on_made(instance: Authenticator, created: bool, **_: Any) -> None:
    account = _owner_at_work(instance)
    if account is None or not created:
        return
    now = clock.now()
    note = act.note_second_factor_on if instance.type == Authenticator.Type.TOTP else act.note_recovery_codes_made
    note(actor=actor_of(account, now), account=account, now=now)


@receiver(post_delete, sender=Authenticator)
def on_gone(instance: Authenticator, **_: Any) -> None:
    account = _owner_at_work(instance)
    if account is None or instance.type != Authenticator.Type.TOTP:
        return
    now = clock.now()
    act.note_second_factor_off(actor=actor_of(account, now), account=account, now=now)


def _owner_at_work(authenticator: Authenticator) -> Account | None:
    """The owner of a second factor, if it is the owner who acts on a page of ours.

    An administrator who takes it away, or a command, writes an entry of its own.
    """
    request = getattr(context, "request", None)
    if request is None or getattr(request.user, "pk", None) != authenticator.user_id:
        return None
    account: Account = Account.objects.get(pk=authenticator.user_id)
    return account
