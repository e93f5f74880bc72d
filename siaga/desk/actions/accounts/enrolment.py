"""An account with its role and its link in one act."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from siaga.access import Actor, Place, Role, Verb, require
from siaga.desk.account_rules import save_new_account
from siaga.desk.actions.accounts.grants import grant_role
from siaga.desk.actions.accounts.invitations import create_invitation
from siaga.desk.models import Account, Agency, Grant, Person
from siaga.elections.models import Election
from siaga.ledger.recording import action, record
from siaga.wilayah.models import Region


@action("account.enrol")
def enrol_account(
    *,
    actor: Actor,
    username: str,
    name: str,
    role: Role,
    region: Region | None,
    now: datetime,
    secret: str = "",
    password: str | None = None,
    email: str = "",
    person: Person | None = None,
    agency: Agency | None = None,
    units: Iterable[str] = (),
    election: Election | None = None,
    starts: date | None = None,
    ends: date | None = None,
) -> tuple[Account, Grant]:
    """Make an account at a region and give it its role there; with ``secret`` also its invitation link.

    All or none. Raises what ``create_account``, ``grant_role`` and ``create_invitation`` raise.
    """
    require(actor, Verb.ACCOUNT_CHANGE, Place(region.code if region else ""))
    account = save_new_account(username, name, region, password, now, email=email, person=person)
    record(actor, "account.enrol", account, before=None, after=account.as_fact(), now=now)
    grant = grant_role(
        actor=actor,
        account=account,
        role=role,
        region=region,
        agency=agency,
        units=units,
        election=election,
        starts=starts,
        ends=ends,
        now=now,
    )
    if secret:
        create_invitation(actor=actor, account=account, secret=secret, now=now)
    return account, grant
