"""Handing out a file that was made in the background."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect

from siaga.access import Refused
from siaga.logistics.made_files import content_of
from siaga.logistics.models.made import MadeFile


def handed_out(file: MadeFile | None, *, name: str, page: str) -> HttpResponseBase:
    """The file, to be looked at in the browser. page: where one whose file is gone is told so, and can have it anew."""
    if file is None or file.made_at is None:
        raise Refused
    content = content_of(file)
    if content is None:
        return HttpResponseRedirect(page)
    answer = HttpResponse(content, content_type="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="{name}"'
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
