"""The workbook of needs as a download."""

from __future__ import annotations

import io

from django.http import FileResponse, HttpResponseBase
from django.views.decorators.http import require_safe

from siaga import clock
from siaga.access import Verb
from siaga.elections.access import access_election
from siaga.kit.guard import ActorRequest, guarded
from siaga.logistics.queries.needs import needs_of
from siaga.logistics.workbook import needs_workbook
from siaga.logistics.workbook.about import about_needs, file_name
from siaga.wilayah.access import access_region


@guarded(Verb.LOGISTICS_VIEW)
@require_safe
def needs_file(request: ActorRequest, slug: str, code: str) -> HttpResponseBase:
    election = access_election(request.actor, slug)
    region = access_region(request.actor, code, Verb.LOGISTICS_VIEW)
    found = needs_of(request.actor, election, region.code)
    out = io.BytesIO()
    needs_workbook(found, about_needs(request.actor, election, found, clock.now()), out)
    out.seek(0)
    return FileResponse(out, as_attachment=True, filename=file_name(found, slug, clock.now()))
