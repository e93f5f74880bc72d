"""What the commands of the screen send: action points, decisions, statements, obstacles, answers for old promises."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from siaga import clock
from siaga.access import Problem, Refused, Verb
from siaga.kit.forms import ReasonForm, confirm_page, done
from siaga.kit.guard import ActorRequest, guarded
from siaga.rakor.access import access_meeting, access_point
from siaga.rakor.actions.minutes import decide, note_statement, withdraw_decision, withdraw_statement
from siaga.rakor.actions.obstacles import note_obstacle
from siaga.rakor.actions.points import make_point, put_silence_on_record, report_on_point
from siaga.rakor.dues import read_due
from siaga.rakor.forms.minutes import (
    CommandForm,
    DecisionForm,
    ObstacleForm,
    PointForm,
    ReportForm,
    SilenceForm,
    StatementForm,
)
from siaga.rakor.models import AgendaItem, Meeting
from siaga.rakor.queries.agenda import access_item
from siaga.rakor.queries.carried import carried_points
from siaga.rakor.queries.minutes import access_decision, access_statement
from siaga.rakor.queries.named import agency_named, region_named
from siaga.rakor.repeats import already_noted
from siaga.rakor.views.minutes.page import told, wants_json, whole
from siaga.rakor.views.minutes.screen import MOST_CARRIED, item_url, screen
from siaga.readiness.queries.claims import share_of_percent

Deed = Callable[[ActorRequest, Meeting, "AgendaItem | None", dict[str, Any]], object]


def _take(request: ActorRequest, meeting: Meeting, form: CommandForm, deed: Deed, message: str) -> HttpResponse:
    """Do what a command asks: the island gets the changed parts, or what is wrong; without script the page."""
    number = whole(request.POST.get("pokok"))
    item = access_item(request.actor, meeting, number, Verb.MINUTES_WRITE) if number else None
    if form.is_valid():
        try:
            deed(request, meeting, item, form.cleaned_data)
        except Refused:
            raise
        except Problem as problem:
            form.add_problem(_at_own_field(problem, form))
        else:
            if wants_json(request):
                return JsonResponse(told(request, meeting, item, said=message))
            return done(request, item_url(meeting, number), message)
    if wants_json(request):
        errors = {("" if name == "__all__" else name): [str(one) for one in said] for name, said in form.errors.items()}
        return JsonResponse({"code": "form", "errors": errors}, status=422)
    return screen(request, meeting, item_id=number, asked=form)


def _at_own_field(problem: Problem, form: CommandForm) -> Problem:
    """The form says ``name`` where the actions say ``title``."""
    if problem.field == "title" and "name" in form.fields:
        problem.field = "name"
    return problem


def _of(request: ActorRequest, meeting_id: int) -> Meeting:
    return access_meeting(request.actor, meeting_id, Verb.MINUTES_WRITE)


@guarded(Verb.MINUTES_WRITE)
@require_POST
def point(request: ActorRequest, meeting_id: int) -> HttpResponse:
    def deed(request: ActorRequest, meeting: Meeting, item: AgendaItem | None, values: dict[str, Any]) -> object:
        now, forum = clock.now(), meeting.forum
        owner = agency_named(request.actor, meeting, values["agency"])
        facts = {
            "title": values["name"],
            "owner": owner,
            "region": region_named(meeting, values["region"], owner),
            "due": read_due(values["due"], forum.election.voting_day, localdate(now)),
            "priority": values["priority"],
        }
        return already_noted(meeting.points, {"item": item, **facts}) or make_point(
            actor=request.actor, election=forum.election, forum=forum, meeting=meeting, item=item, origin="rapat",
            now=now, **facts,
        )  # fmt: skip

    return _take(request, _of(request, meeting_id), PointForm(request.POST), deed, _("Tindak lanjut dicatat."))


@guarded(Verb.MINUTES_WRITE)
@require_POST
def decision(request: ActorRequest, meeting_id: int) -> HttpResponse:
    def deed(request: ActorRequest, meeting: Meeting, item: AgendaItem | None, values: dict[str, Any]) -> object:
        text = values["text"].replace("\r\n", "\n").strip()
        return already_noted(meeting.decisions, {"item": item, "text": text, "withdrawn_at": None}) or decide(
            actor=request.actor, meeting=meeting, item=item, text=text, now=clock.now()
        )

    return _take(request, _of(request, meeting_id), DecisionForm(request.POST), deed, _("Keputusan dicatat."))


@guarded(Verb.MINUTES_WRITE)
@require_POST
def statement(request: ActorRequest, meeting_id: int) -> HttpResponse:
    def deed(request: ActorRequest, meeting: Meeting, item: AgendaItem | None, values: dict[str, Any]) -> object:
        words = ("said_by", "of_what", "text", "hampers", "needs")
        said = {name: values[name].replace("\r\n", "\n").strip() for name in words}
        agency = agency_named(request.actor, meeting, values["agency"])
        share = values["share"].strip().removesuffix("%").strip()
        facts = {"item": item, "agency": agency, "share": share_of_percent(share) if share else None, **said}
        return already_noted(meeting.statements, {"withdrawn_at": None, **facts}) or note_statement(
            actor=request.actor, meeting=meeting, item=item, agency=agency, share=share, now=clock.now(), **said
        )

    return _take(request, _of(request, meeting_id), StatementForm(request.POST), deed, _("Pernyataan dicatat."))


@guarded(Verb.MINUTES_WRITE)
@require_POST
def obstacle(request: ActorRequest, meeting_id: int) -> HttpResponse:
    def deed(request: ActorRequest, meeting: Meeting, item: AgendaItem | None, values: dict[str, Any]) -> object:
        said_by = agency_named(request.actor, meeting, values["agency"]) if values["agency"] else None
        region = region_named(meeting, values["region"], None)
        facts = {"title": values["name"], "kind": values["kind"], "region": region}
        return already_noted(meeting.obstacles, facts) or note_obstacle(
            actor=request.actor, election=meeting.forum.election, meeting=meeting, source="rapat",
            stated_by=said_by, reference=item.title[:200] if item else "", now=clock.now(), **facts,
        )  # fmt: skip

    return _take(request, _of(request, meeting_id), ObstacleForm(request.POST), deed, _("Kendala dicatat."))


@guarded(Verb.MINUTES_WRITE)
@require_POST
def report(request: ActorRequest, meeting_id: int) -> HttpResponse:
    def deed(request: ActorRequest, meeting: Meeting, item: AgendaItem | None, values: dict[str, Any]) -> object:
        point = _carried(request, meeting, values["point"])
        text = values["text"].replace("\r\n", "\n").strip()
        return already_noted(meeting.updates, {"point": point, "text": text}) or report_on_point(
            actor=request.actor, point=point, meeting=meeting, text=text, state=values["state"],
            blocked_why=values["blocked_why"], now=clock.now(),
        )  # fmt: skip

    meeting = _of(request, meeting_id)
    form = ReportForm(list(carried_points(meeting)[:MOST_CARRIED]), request.POST)
    return _take(request, meeting, form, deed, _("Laporan dicatat."))


@guarded(Verb.MINUTES_WRITE)
@require_POST
def silence(request: ActorRequest, meeting_id: int) -> HttpResponse:
    def deed(request: ActorRequest, meeting: Meeting, item: AgendaItem | None, values: dict[str, Any]) -> object:
        point = _carried(request, meeting, values["point"])
        facts = {"point": point, "kind": "tidak-dilaporkan", "text": values["reason"].strip()}
        return already_noted(meeting.updates, facts) or put_silence_on_record(
            actor=request.actor, point=point, meeting=meeting, reason=values["reason"], now=clock.now()
        )

    meeting = _of(request, meeting_id)
    form = SilenceForm(list(carried_points(meeting)[:MOST_CARRIED]), request.POST)
    message = _("Dicatat: tidak dilaporkan. Tindak lanjut itu tetap terbuka.")
    return _take(request, meeting, form, deed, message)


def _carried(request: ActorRequest, meeting: Meeting, number: int) -> Any:
    """A promise that this meeting must come back to; its form offered no other."""
    found = carried_points(meeting).filter(pk=number).first()
    return found if found is not None else access_point(request.actor, number)


@guarded(Verb.MINUTES_WRITE)
def withdraw_stated(request: ActorRequest, meeting_id: int, statement_id: int) -> HttpResponse:
    meeting = _of(request, meeting_id)
    stated = access_statement(request.actor, meeting, statement_id)
    form = ReasonForm(request.POST if request.method == "POST" else None, help_text=_("Tersimpan di buku besar."))
    back = item_url(meeting, stated.item_id)
    return confirm_page(
        request,
        lambda: withdraw_statement(
            actor=request.actor, statement=stated, reason=form.cleaned_data["reason"], now=clock.now()
        ),
        title=_("Tarik pernyataan ini?"),
        lead=_("Klaim yang berasal darinya ikut dicabut.") if stated.claim_id else "",
        submit=_("Tarik"),
        back=back,
        message=_("Pernyataan ditarik."),
        form=form,
    )


@guarded(Verb.MINUTES_WRITE)
def withdraw_decided(request: ActorRequest, meeting_id: int, decision_id: int) -> HttpResponse:
    meeting = _of(request, meeting_id)
    decided = access_decision(request.actor, meeting, decision_id)
    form = ReasonForm(request.POST if request.method == "POST" else None, help_text=_("Tersimpan di buku besar."))
    back = item_url(meeting, decided.item_id)
    return confirm_page(
        request,
        lambda: withdraw_decision(
            actor=request.actor, decision=decided, reason=form.cleaned_data["reason"], now=clock.now()
        ),
        title=_("Tarik keputusan ini?"),
        lead=decided.text[:300],
        submit=_("Tarik"),
        back=back,
        message=_("Keputusan ditarik."),
        form=form,
    )
