"""What this room does when an election is about to be removed; inside the transaction of the action that sends."""

from __future__ import annotations

from typing import Any

from siaga.elections.models import Election
from siaga.rakor.errors import ElectionHasForums


def on_election_leaving(*, election: Election, **_signal: Any) -> None:
    """Receiver of ``election_leaving``: forums were founded by people, so they stop it."""
    if count := election.forums.count():
        raise ElectionHasForums(count)
