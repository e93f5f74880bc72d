"""What the actions of the room check before they change anything, and who stands behind a change."""

from __future__ import annotations

from siaga.access import Actor, inside
from siaga.desk.models import Account
from siaga.elections.errors import ElectionClosed
from siaga.elections.models import Election
from siaga.kerawanan.errors import NotARegency, RiskReasonNeeded
from siaga.wilayah.models import Level, Region


def check_region(election: Election, region: Region) -> None:
    """That it is a regency of the open election's area. Raises ``NotARegency``, ``ElectionClosed``."""
    root = election.region.code
    if region.level != Level.REGENCY or not (inside(region.code, root) or inside(root, region.code)):
        raise NotARegency(region.name)
    require_open(election)


def require_open(election: Election) -> None:
    if election.closed:
        raise ElectionClosed(election.name)


def reason_of(text: str) -> str:
    clean = text.strip()
    if not clean or len(clean) > 400:
        raise RiskReasonNeeded
    return clean


def account_of(actor: Actor) -> Account | None:
    return Account.objects.filter(pk=actor.account_id).first() if actor.account_id else None
