"""Files of a report: shown as upright, bare copies; the original only to those who may know who reported."""

from __future__ import annotations

from pathlib import Path

from django.http import FileResponse, HttpResponseBase, HttpResponseNotModified
from django.views.decorators.http import require_safe

from siaga.access import Refused, Verb
from siaga.kit.guard import ActorRequest, guarded
from siaga.reporting.access import access_submission, sees_reporter, sees_sensitive
from siaga.reporting.attachments.checking import PDF
from siaga.reporting.attachments.names import question_of
from siaga.reporting.attachments.pictures import Size, copy_of
from siaga.reporting.attachments.storage import path_of
from siaga.reporting.models import Attachment, Submission
from siaga.reporting.versions import version_by_id

_ENDINGS = {"image/jpeg": "jpg", "image/png": "png", "image/webp": "webp", PDF: "pdf"}


@guarded(Verb.SUBMISSION_VIEW)
@require_safe
def attachment(request: ActorRequest, pk: int, name: str) -> HttpResponseBase:
    """``?ukuran=kecil`` (320 px), ``besar`` (1600 px, the default) or ``asli`` (as it came, with place and time)."""
    submission = access_submission(request.actor, pk)
    if not name.isprintable():
        raise Refused
    found = Attachment.objects.filter(submission=submission, name=name).first()
    if found is None or _closed(request, submission, name):
        raise Refused
    try:
        size = Size(request.GET.get("ukuran", Size.LARGE))
    except ValueError:
        raise Refused from None
    whole = size is Size.ORIGINAL or found.content_type == PDF
    # The original tells where and when it was taken and with what; a PDF often who wrote it.
    if whole and not sees_reporter(request.actor, submission.unit_place):
        raise Refused
    etag = f'"{found.digest[:32]}-{"asli" if whole else size}"'
    if request.headers.get("If-None-Match") == etag:
        return _bound(HttpResponseNotModified(), etag)
    try:
        path = path_of(found.digest) if whole else copy_of(found.digest, size)
        file = path.open("rb")
    except FileNotFoundError:
        raise Refused from None
    content_type = found.content_type if whole else "image/jpeg"
    shown_as = f"laporan-{submission.pk}-{Path(name).stem}.{_ENDINGS[content_type]}"
    response = FileResponse(file, content_type=content_type, as_attachment=whole, filename=shown_as)
    return _bound(response, etag)


def _closed(request: ActorRequest, submission: Submission, name: str) -> bool:
    """Whether it belongs to an answer that this person may not see."""
    if sees_sensitive(request.actor, submission.unit_place):
        return False
    version = version_by_id(submission.version_id)
    question = question_of(version.questions, submission.values, name)
    return version.instrument.sensitive or question is None or bool(question.get("sensitive"))


ALONE = "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'"
"""A file by itself: nothing runs. The browser's own viewer of pictures sets its styles inline."""


def _bound(response: HttpResponseBase, etag: str) -> HttpResponseBase:
    """Kept by this browser alone, for an hour; never run, framed or guessed at."""
    response.headers["Cache-Control"] = "private, max-age=3600"
    response.headers["ETag"] = etag
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = ALONE
    response.headers["Content-Encoding"] = "identity"  # a picture is packed already
    return response
