"""What rooms above the picture have to say of a place, on its page: each registers a part, drawn if it has something.

A part is asked for the actor of the request, and answers an empty text where that person may see nothing of it.
"""

from __future__ import annotations

from collections.abc import Callable

from siaga.elections.models import Election
from siaga.kit.guard import ActorRequest

Part = Callable[[ActorRequest, Election, str], str]
"""From the request, the election and the code of a region or a TPS to HTML."""

_parts: list[Part] = []


def register(part: Part) -> None:
    """Show this part from now on; registered again it is shown once."""
    if part not in _parts:
        _parts.append(part)


def parts_about(request: ActorRequest, election: Election, code: str) -> list[str]:
    return [html for part in _parts if (html := part(request, election, code))]
