"""One action point: its state as steps, what next, its history, and the files that prove it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from django.http import FileResponse, HttpResponse, HttpResponseBase, HttpResponseNotModified
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from siaga import clock
from siaga.access import Place, Refused, Verb, may
from siaga.kit.guard import ActorRequest, guarded
from siaga.kit.words import countdown
from siaga.rakor.access import access_point, visible_points
from siaga.rakor.models import ActionPoint, Evidence, PointState
from siaga.rakor.queries.points import OwnerDebts, heads_of, is_overdue, steps_for, told_point
from siaga.rakor.views.points.listing import today
from siaga.rakor.views.points.reminders import reminder_of
from siaga.readiness.links import indicator_url, picture_url
from siaga.reporting.attachments.checking import PDF
from siaga.reporting.attachments.pictures import Size, copy_of
from siaga.reporting.attachments.storage import path_of
from siaga.reporting.views.attachments import ALONE


@dataclass(frozen=True, slots=True)
class Stage:
    """One stop on the way; reached, or where the point stands now."""

    word: str
    reached: bool
    here: bool


_WAY = (PointState.OPEN, PointState.IN_PROGRESS, PointState.DONE, PointState.VERIFIED)


def stages_of(point: ActionPoint) -> list[Stage]:
    """The way of a point as steps; one that is blocked stands where it was, one that was dropped has left it."""
    state = PointState.IN_PROGRESS if point.state == PointState.BLOCKED else PointState(point.state)
    at = _WAY.index(state) if state in _WAY else -1
    words = (_("Dijanjikan"), _("Dikerjakan"), _("Selesai menurut pelaksana"), _("Terverifikasi"))
    return [Stage(word, place <= at, place == at) for place, word in enumerate(words)]


@guarded(Verb.POINT_VIEW, Verb.POINT_REPORT)
def point(request: ActorRequest, point_id: int) -> HttpResponse:
    found = access_point(request.actor, point_id)
    steps = steps_for(request.actor, found)
    told = told_point(request.actor, found, clock.now())
    day = today()
    reminder = None
    if steps.remind:
        head = heads_of(request.actor, [found.owner_id], day).get(found.owner_id)
        reminder = reminder_of(request, OwnerDebts(found.owner, (found,), head), found.election)
    slug = found.election.slug
    closes = found.closes_when
    return render(
        request,
        "rakor/points/one.html",
        {
            "point": found,
            "region": found.region,
            "told": told,
            "steps": steps,
            "stages": stages_of(found),
            "late": is_overdue(found, day),
            "late_by": (day - found.due).days,
            "due_mark": countdown(found.election.voting_day, found.due),
            "reminder": reminder,
            "may_see_ledger": may(request.actor, Verb.LEDGER_VIEW, Place(found.region.code)),
            "place_url": picture_url(slug, found.unit or found.region.code)
            if may(request.actor, Verb.PICTURE_VIEW, Place(found.region.code))
            else "",
            "indicator_url": indicator_url(slug, found.indicator, found.region.code) if told.indicator else "",
            "closes_url": picture_url(slug, str(closes["code"])) if closes else "",
        },
    )


_ENDINGS = {"image/jpeg": "jpg", "image/png": "png", "image/webp": "webp", PDF: "pdf"}


@guarded(Verb.POINT_VIEW, Verb.POINT_REPORT)
@require_safe
def evidence(request: ActorRequest, evidence_id: int) -> HttpResponseBase:
    """``?ukuran=kecil`` or ``besar`` (bare copies of a picture); a PDF comes as it is, to be saved.

    The original of a picture tells where and with what it was taken: no page shows it.
    """
    found = Evidence.objects.select_related("update").filter(pk=evidence_id).first()
    if found is None or not visible_points(request.actor).filter(pk=found.update.point_id).exists():
        raise Refused
    try:
        size = Size(request.GET.get("ukuran", Size.LARGE))
    except ValueError:
        raise Refused from None
    whole = found.content_type == PDF
    if size is Size.ORIGINAL and not whole:
        raise Refused
    etag = f'"{found.digest[:32]}-{"asli" if whole else size}"'
    if request.headers.get("If-None-Match") == etag:
        return _bound(HttpResponseNotModified(), etag)
    try:
        file = (path_of(found.digest) if whole else copy_of(found.digest, size)).open("rb")
    except FileNotFoundError:
        raise Refused from None
    content_type = found.content_type if whole else "image/jpeg"
    shown_as = f"bukti-{found.pk}-{Path(found.name).stem}.{_ENDINGS[content_type]}"
    return _bound(FileResponse(file, content_type=content_type, as_attachment=whole, filename=shown_as), etag)


def _bound(response: HttpResponseBase, etag: str) -> HttpResponseBase:
    """Kept by this browser alone, for an hour; never run, framed or guessed at."""
    response.headers["Cache-Control"] = "private, max-age=3600"
    response.headers["ETag"] = etag
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = ALONE
    response.headers["Content-Encoding"] = "identity"
    return response
