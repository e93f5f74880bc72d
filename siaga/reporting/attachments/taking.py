"""One file from the door to its row."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from siaga.access import Actor, Refused, Verb, require
from siaga.reporting.actions.attachments import add_attachment
from siaga.reporting.attachments.checking import look_into
from siaga.reporting.attachments.storage import receive
from siaga.reporting.models import Attachment, Submission
from siaga.reporting.senders import may_correct
from siaga.wilayah.zones import zone_of


def take_file(*, actor: Actor, submission: Submission, name: str, chunks: Iterable[bytes], now: datetime) -> Attachment:
    """Take a file in as it comes, look into it, and add it; what was refused leaves nothing behind.

    Raises what ``storage.receive``, ``checking.look_into`` and ``add_attachment`` raise.
    """
    require(actor, Verb.SUBMISSION_SEND, submission.unit_place)  # before anything is written to disk
    if not may_correct(actor, submission):
        raise Refused
    with receive(chunks, name) as draft:
        content = look_into(draft.path, name, zone_of(submission.unit_region_code))
        return add_attachment(actor=actor, submission=submission, name=name, draft=draft, content=content, now=now)
