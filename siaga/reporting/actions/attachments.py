"""Adding a file to a report, while the report is open."""

from __future__ import annotations

from datetime import datetime

from siaga.access import Actor, Refused, Verb, require
from siaga.ledger.recording import action, nothing_changed, record
from siaga.reporting.attachments.checking import Content
from siaga.reporting.attachments.errors import NameNotAsked, NameTaken, NoLongerOpen, TooManyFiles
from siaga.reporting.attachments.names import files_named
from siaga.reporting.attachments.storage import Draft, keep
from siaga.reporting.models import Attachment, State, Submission
from siaga.reporting.senders import may_correct
from siaga.reporting.versions import version_by_id

MOST_FILES = 100
"""Of one report."""


@action("attachment.add")
def add_attachment(
    *, actor: Actor, submission: Submission, name: str, draft: Draft, content: Content, now: datetime
) -> Attachment:
    """Keep a file that the answers of a report name. The same content again changes nothing.

    draft, content: what ``storage.receive`` took in and ``checking.look_into`` found in it.
    Only who may correct the report adds to it: another's evidence is not for a stranger to choose. Raises Refused,
    NameNotAsked, NameTaken (the name is there with other content), NoLongerOpen, TooManyFiles.
    """
    require(actor, Verb.SUBMISSION_SEND, submission.unit_place)
    if not may_correct(actor, submission):
        raise Refused
    expected = files_named(version_by_id(submission.version_id).questions, submission.values)
    if name not in expected:
        raise NameNotAsked(name, expected)
    # The row is locked: two senders of the same name, or a sender and a reviewer, come one after the other.
    state = Submission.objects.select_for_update().values_list("state", flat=True).get(pk=submission.pk)
    present = Attachment.objects.filter(submission=submission, name=name).first()
    if present is not None:
        if present.digest != draft.digest:
            raise NameTaken(name)
        nothing_changed()
        return present
    if state != State.SENT:
        raise NoLongerOpen(str(State(state).label))
    if Attachment.objects.filter(submission=submission).count() >= MOST_FILES:
        raise TooManyFiles(MOST_FILES)
    keep(draft)
    added = Attachment.objects.create(
        submission=submission,
        name=name,
        content_type=content.content_type,
        size=draft.size,
        digest=draft.digest,
        width=content.width,
        height=content.height,
        taken_at=content.taken_at,
        taken_lat=content.taken_lat,
        taken_lon=content.taken_lon,
        received_at=now,
    )
    record(actor, "attachment.add", added, before=None, after=added.as_fact(), now=now)
    return added
