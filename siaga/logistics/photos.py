"""Photos of handovers: taken in from the door to their row, and kept when orphans are swept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from siaga.access import Actor
from siaga.logistics.actions.custody import add_photo
from siaga.logistics.models import Handover, HandoverPhoto
from siaga.reporting.attachments.checking import look_into
from siaga.reporting.attachments.storage import receive
from siaga.wilayah.zones import zone_of


def take_photo(*, actor: Actor, handover: Handover, name: str, chunks: Iterable[bytes], now: datetime) -> HandoverPhoto:
    """A photo from the door to its row. Raises what ``receive``, ``look_into`` and ``add_photo`` raise."""
    with receive(chunks, name) as draft:
        content = look_into(draft.path, name, zone_of(handover.warehouse.region.code))
        return add_photo(actor=actor, handover=handover, name=name, draft=draft, content=content, now=now)


def photos_among(digests: Sequence[str]) -> set[str]:
    """Of these digests, those that photos name."""
    return set(HandoverPhoto.objects.filter(digest__in=list(digests)).values_list("digest", flat=True))
