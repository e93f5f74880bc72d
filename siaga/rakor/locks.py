"""Forums and meetings as they are now, held until the action ends."""

from __future__ import annotations

from siaga.access import Refused
from siaga.rakor.errors import ForumClosed, MeetingLocked
from siaga.rakor.models import Forum, Meeting


def lock_forum(forum: Forum, *, closed_too: bool = False) -> Forum:
    """The forum as it is now. Raises ``Refused`` when it is gone, ``ForumClosed``."""
    found = (
        Forum.objects.select_for_update(of=("self",))
        .select_related("region", "election__region", "upper__region", "chair__agency", "secretary__agency")
        .filter(pk=forum.pk)
        .first()
    )
    if found is None:
        raise Refused
    if found.closed_at and not closed_too:
        raise ForumClosed(found.name)
    return found


def lock_meeting(meeting: Meeting, *, locked_too: bool = False) -> Meeting:
    """The meeting as it is now. Raises ``Refused`` when gone, ``MeetingLocked`` when signed or cancelled."""
    found = (
        Meeting.objects.select_for_update(of=("self",))
        .select_related("forum__region__parent", "forum__election__region", "chair__agency", "secretary__agency")
        .filter(pk=meeting.pk)
        .first()
    )
    if found is None:
        raise Refused
    if found.locked and not locked_too:
        raise MeetingLocked(found.get_state_display())
    return found
