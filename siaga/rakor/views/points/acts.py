"""What is done with action points: made, changed, reported on, verified, given back, dropped, handed over."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from siaga import clock
from siaga.access import Refused, Verb
from siaga.elections.models import Election
from siaga.kit.forms import Consequence, ReasonForm, confirm_page, done, form_page
from siaga.kit.guard import ActorRequest, guarded
from siaga.kit.words import short_day
from siaga.rakor.access import access_forum, access_meeting, access_obstacle, access_point, visible_points
from siaga.rakor.actions.points import (
    change_point,
    drop_point,
    hand_over_point,
    make_point,
    return_point,
    verify_point,
)
from siaga.rakor.errors import Unsaid
from siaga.rakor.forms.points import (
    ChangePointForm,
    HandOverForm,
    PointForm,
    ReportForm,
    VerifyForm,
    initial_of,
)
from siaga.rakor.models import ActionPoint, Forum, Meeting, Obstacle, PointState, Source
from siaga.rakor.pointing.evidence import report_with_evidence
from siaga.rakor.queries.points import forums_that_take, own_forums, steps_for
from siaga.rakor.repeats import already_made
from siaga.readiness.queries import indicators_for
from siaga.reporting.access import access_submission
from siaga.reporting.models import Submission
from siaga.reporting.views.choosing import chosen_election


def number_in(request: ActorRequest, name: str) -> int | None:
    """A row's number in the address, if it is one."""
    text = request.GET.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else None


def _back(point: ActionPoint) -> str:
    return reverse("rakor:point", args=[point.pk])


def _indicators(request: ActorRequest, election: Election) -> Sequence[Any]:
    return [one for one in indicators_for(request.actor, election) if one.scale == "readiness" and not one.retired_at]


@guarded(Verb.POINT_CHANGE)
def new_point(request: ActorRequest) -> HttpResponse:
    """``?kendala=``, ``?forum=``, ``?wilayah=``, ``?tps=``, ``?pelaksana=``, ``?indikator=`` fill in what is known."""
    obstacle: Obstacle | None = None
    if (obstacle_id := number_in(request, "kendala")) is not None:
        obstacle = access_obstacle(request.actor, obstacle_id)
    election = obstacle.election if obstacle else chosen_election(request, request.actor)
    if election is None:
        raise Refused
    forums = own_forums(request.actor, election)
    form = PointForm(
        request.actor, forums, _indicators(request, election), request.POST or None,
        initial=_asked(request, obstacle, forums),
    )  # fmt: skip
    if form.is_valid() and (known := _known(request, form, election, obstacle)):
        return done(request, _back(known), _("Tindak lanjut ini sudah ada; tidak dibuat dua kali."))
    if form.is_valid() and form.perform(
        make_point,
        actor=request.actor,
        election=election,
        forum=form.cleaned_data["forum"],
        obstacle=obstacle,
        origin=str(Source.INDICATOR) if form.cleaned_data["indicator"] and not obstacle else str(Source.PERSON),
        now=clock.now(),
        **form.terms(),
    ):
        return done(request, _back(form.result), _("Tindak lanjut dibuat."))
    return form_page(
        request,
        form,
        title=_("Tindak lanjut baru"),
        lead=_("Untuk kendala: %(title)s") % {"title": obstacle.title} if obstacle else "",
        submit=_("Buat tindak lanjut"),
        back=reverse("rakor:obstacle", args=[obstacle.pk]) if obstacle else reverse("rakor:points"),
        context={"region": obstacle.region if obstacle else election.region},
    )


def _known(request: ActorRequest, form: PointForm, election: Election, obstacle: Obstacle | None) -> ActionPoint | None:
    """The point that this form has made already; what it closes by may be another way of saying the same."""
    facts = {name: value for name, value in form.terms().items() if name != "closes_when"}
    facts |= {"election": election, "forum": form.cleaned_data["forum"], "obstacle": obstacle}
    return cast("ActionPoint | None", already_made(visible_points(request.actor), facts, clock.now()))


def _asked(request: ActorRequest, obstacle: Obstacle | None, forums: Sequence[Forum]) -> dict[str, Any]:
    """What the address, or the obstacle, already says."""
    roots = [grant.region for grant in request.actor.grants if grant.region]
    known: dict[str, Any] = {
        "region": request.GET.get("wilayah", "")[:13] or (min(roots, key=len) if roots else ""),
        "unit": request.GET.get("tps", "")[:17],
        "owner": request.GET.get("pelaksana", "")[:60],
        "indicator": request.GET.get("indikator", "")[:60],
        "forum": number_in(request, "forum") or (forums[0].pk if len(forums) == 1 else None),
    }
    if obstacle is not None:
        known |= {"region": obstacle.region.code, "unit": obstacle.unit, "due": obstacle.due}
        if obstacle.owner:
            known["owner"] = obstacle.owner.code
    return known


@guarded(Verb.POINT_CHANGE)
def edit_point(request: ActorRequest, point_id: int) -> HttpResponse:
    found = access_point(request.actor, point_id, Verb.POINT_CHANGE)
    form = ChangePointForm(
        request.actor, (), _indicators(request, found.election), request.POST or None, initial=initial_of(found)
    )
    if form.is_valid() and form.perform(
        change_point,
        actor=request.actor,
        point=found,
        changes=form.terms(),
        reason=form.cleaned_data["reason"],
        now=clock.now(),
    ):
        return done(request, _back(found), _("Perubahan disimpan."))
    return form_page(
        request, form, title=_("Ubah tindak lanjut"), lead=found.title, back=_back(found),
        context={"region": found.region},
    )  # fmt: skip


@guarded(Verb.POINT_REPORT, Verb.MINUTES_WRITE)
def report_point(request: ActorRequest, point_id: int) -> HttpResponse:
    """``?status=`` chooses a state beforehand (the board's buttons), ``?rapat=`` says at which meeting it is said."""
    found = access_point(request.actor, point_id)
    meeting: Meeting | None = None
    if (meeting_id := number_in(request, "rapat")) is not None:
        meeting = access_meeting(request.actor, meeting_id)
    if meeting is None:
        found = access_point(request.actor, point_id, Verb.POINT_REPORT)
    asked = request.GET.get("status", "")
    form = ReportForm(
        request.POST or None,
        request.FILES or None,
        initial={
            "state": asked if asked in PointState.values else "",
            "blocked_why": found.blocked_why,
            "blocked_by": found.blocked_by,
        },
    )
    if form.is_valid() and form.perform(_report, request, form, found, meeting):
        return done(request, _back(found), _("Laporan dicatat."))
    return form_page(
        request,
        form,
        title=_("Laporkan tindak lanjut"),
        lead=_("%(title)s. Pelaksana %(owner)s, tenggat %(due)s.")
        % {"title": found.title, "owner": found.owner.name, "due": short_day(found.due)},
        submit=_("Kirim laporan"),
        back=_back(found),
        context={"region": found.region},
    )


def _report(request: ActorRequest, form: ReportForm, found: ActionPoint, meeting: Meeting | None) -> Any:
    data = form.cleaned_data
    submission = _submission(request, data["submission"]) if data["submission"] else None
    return report_with_evidence(
        actor=request.actor,
        point=found,
        files=[(file.name, file.chunks()) for file in data["evidence"]],
        now=clock.now(),
        text=data["text"],
        state=data["state"],
        meeting=meeting,
        blocked_why=data["blocked_why"],
        blocked_by=data["blocked_by"],
        submission=submission,
    )


def _submission(request: ActorRequest, number: int) -> Submission:
    """The report that was typed; one that is not there must not cost what else was typed."""
    try:
        return access_submission(request.actor, number)
    except Refused:
        raise Unsaid(
            _("Laporan itu tidak ada atau bukan wewenang Anda."), _("Periksa nomornya, atau kosongkan."),
            field="submission",
        ) from None  # fmt: skip


@guarded(Verb.POINT_CHANGE)
def verify(request: ActorRequest, point_id: int) -> HttpResponse:
    found = access_point(request.actor, point_id, Verb.POINT_CHANGE)
    form = VerifyForm(request.POST if request.method == "POST" else None)
    return confirm_page(
        request,
        lambda: verify_point(actor=request.actor, point=found, now=clock.now(), **form.cleaned_data),
        title=_("Verifikasi tindak lanjut ini?"),
        lead=_("%(title)s. %(owner)s menyatakannya selesai; dengan verifikasi, tindak lanjut ini tuntas.")
        % {"title": found.title, "owner": found.owner.name},
        submit=_("Verifikasi"),
        back=_back(found),
        message=_("Tindak lanjut terverifikasi."),
        danger=False,
        form=form,
    )


@guarded(Verb.POINT_CHANGE)
def give_back(request: ActorRequest, point_id: int) -> HttpResponse:
    found = access_point(request.actor, point_id, Verb.POINT_CHANGE)
    if not steps_for(request.actor, found).give_back and request.method != "POST":
        raise Refused
    form = ReasonForm(request.POST if request.method == "POST" else None)
    return confirm_page(
        request,
        lambda: return_point(actor=request.actor, point=found, now=clock.now(), **form.cleaned_data),
        title=_("Kembalikan kepada pelaksana?"),
        lead=_("%(title)s kembali berstatus dikerjakan, dengan alasan Anda pada riwayatnya.") % {"title": found.title},
        submit=_("Kembalikan"),
        back=_back(found),
        message=_("Tindak lanjut dikembalikan."),
        form=form,
    )


@guarded(Verb.POINT_CHANGE)
def drop(request: ActorRequest, point_id: int) -> HttpResponse:
    found = access_point(request.actor, point_id, Verb.POINT_CHANGE)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    return confirm_page(
        request,
        lambda: drop_point(actor=request.actor, point=found, now=clock.now(), **form.cleaned_data),
        title=_("Hentikan tindak lanjut ini?"),
        lead=_("%(title)s tidak lagi muncul pada rapat. Riwayatnya tetap tersimpan.") % {"title": found.title},
        submit=_("Hentikan"),
        back=_back(found),
        message=_("Tindak lanjut dihentikan."),
        consequences=[Consequence(_("Tindak lanjut yang dihentikan"), 1)],
        form=form,
    )


@guarded(Verb.POINT_CHANGE)
def hand_over(request: ActorRequest, point_id: int) -> HttpResponse:
    found = access_point(request.actor, point_id, Verb.POINT_CHANGE)
    form = HandOverForm(forums_that_take(request.actor, found), request.POST if request.method == "POST" else None)
    return confirm_page(
        request,
        lambda: hand_over_point(
            actor=request.actor,
            point=found,
            forum=access_forum(request.actor, form.cleaned_data["forum"].pk),
            reason=form.cleaned_data["reason"],
            now=clock.now(),
        ),
        title=_("Alihkan ke forum lain?"),
        lead=_("%(title)s selanjutnya dibahas di forum yang menerima.") % {"title": found.title},
        submit=_("Alihkan"),
        back=_back(found),
        message=_("Tindak lanjut dialihkan."),
        danger=False,
        form=form,
    )
