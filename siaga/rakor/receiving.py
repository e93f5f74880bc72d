"""What this room does when another tells of something; inside the transaction of the action that sends."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from siaga.access import SYSTEM, Actor
from siaga.elections.models import Election
from siaga.planning.signals import Found
from siaga.rakor.actions.obstacles import follow_findings
from siaga.rakor.errors import ElectionHasForums
from siaga.wilayah.models import Region


def on_election_leaving(*, election: Election, **_signal: Any) -> None:
    """Receiver of ``election_leaving``: forums were founded by people, so they stop it."""
    if count := election.forums.count():
        raise ElectionHasForums(count)


def on_obstacles_found(
    *,
    election: Election,
    region: Region,
    source: str,
    found: Sequence[Found],
    now: datetime,
    actor: Actor = SYSTEM,
    **_signal: Any,
) -> None:
    """Receiver of ``obstacles_found``: the register says what the computation says; the clockwork writes it down."""
    follow_findings(actor=actor, election=election, region=region, source=source, found=found, now=now)
