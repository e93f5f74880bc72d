"""Background work of the rakor circle: takes ids, calls what does the work."""

from __future__ import annotations

from django_tasks import task

from siaga import clock
from siaga.desk.models import Account
from siaga.desk.queries.actors import actor_of
from siaga.rakor import mailing


@task()
def send_invitations(meeting_id: int, participants: list[int], account_id: int, origin: str) -> None:
    """As the account that asked for it, with the rights that it has when the work is done."""
    actor = actor_of(Account.objects.get(pk=account_id), clock.now())
    mailing.perform(actor, meeting_id, participants, origin)
