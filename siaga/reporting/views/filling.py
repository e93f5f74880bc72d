"""Filling a form in the browser: choose the unit, fill, send; what could not be sent waits on the device."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any, cast
from urllib.parse import urlencode

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from siaga import clock
from siaga.access import Actor, Problem, Refused, Verb, require
from siaga.elections.access import access_election
from siaga.elections.models import Election
from siaga.instruments.answers import MAX_XML, to_xml
from siaga.instruments.errors import UnreadableAnswers
from siaga.instruments.models import Instrument, InstrumentVersion
from siaga.instruments.queries import access_instrument, current_version
from siaga.instruments.showing import laid_out
from siaga.kit.guard import ActorRequest, guarded
from siaga.kit.policy import shows_form
from siaga.kit.words import moment
from siaga.reporting.access import access_submission, sees_sensitive
from siaga.reporting.incoming import check_fit
from siaga.reporting.models import AboutUnit, State, Submission
from siaga.reporting.naming import unit_above, unit_region, unit_title
from siaga.reporting.queries.filling import due_for, units_to_fill
from siaga.reporting.senders import may_correct
from siaga.reporting.taking import Taken, take_form
from siaga.reporting.units import Unit, find_unit
from siaga.reporting.versions import version_by_id


def _open(request: ActorRequest, slug: str, instrument: str) -> tuple[Election, Instrument]:
    return access_election(request.actor, slug), access_instrument(request.actor, instrument)


def _unit(actor: Actor, election: Election, instrument: Instrument, text: str) -> Unit:
    """The unit that the address names, if the actor may report on it. Raises Refused, WrongUnit, UnitElsewhere."""
    unit = find_unit(election, text)
    if unit is None:
        raise Refused
    require(actor, Verb.SUBMISSION_SEND, unit.place)
    check_fit(election, instrument, unit)
    return unit


def _row(unit: Unit) -> AboutUnit:
    """For the functions that name a unit by the same three columns of a row."""
    return cast(AboutUnit, unit)


def fill_address(election: Election, instrument: Instrument, unit: Unit | None = None) -> str:
    """Where a form is filled about a unit; without one, where the unit is chosen."""
    path = reverse("reporting:fill", args=[election.slug, instrument.name])
    return f"{path}?{urlencode({'unit': str(unit)}, safe=':@/')}" if unit else path


@guarded(Verb.SUBMISSION_SEND)
@require_safe
@shows_form
def fill(request: ActorRequest, slug: str, instrument: str) -> HttpResponse:
    """The form about one unit; without ``?unit=`` the choice of one."""
    election, chosen = _open(request, slug, instrument)
    if not request.GET.get("unit"):
        return _choose(request, election, chosen)
    unit = _unit(request.actor, election, chosen, request.GET["unit"])
    former = _former(request, chosen, unit)
    now = clock.now()
    version = current_version(chosen)
    context = {
        "election": election,
        "instrument": chosen,
        "version": version,
        "unit": unit,
        "unit_title": unit_title(_row(unit)),
        "unit_above": unit_above(_row(unit)),
        "region": unit_region(_row(unit)),
        "due": due_for(election, chosen, unit, now),
        "former": former,
        "former_lines": _former_lines(request.actor, former),
        "xform_url": reverse("reporting:fill_form", args=[slug, chosen.name]),
        "submit_url": reverse("reporting:take_form", args=[slug, chosen.name]),
        "former_url": _former_address(election, chosen, former, version, request.actor),
        "fields": json.dumps({"unit": str(unit), "supersedes": former.instance_id if former else ""}),
        "standing": now.isoformat() if settings.SIAGA_NOW is not None else "",
        "choose_url": fill_address(election, chosen),
        "fillable": chosen.retired_at is None and not election.closed,
    }
    return render(request, "reporting/fill.html", context)


def _choose(request: ActorRequest, election: Election, instrument: Instrument) -> HttpResponse:
    words = printable(request.GET.get("cari", "")).strip()[:80]
    offers = units_to_fill(request.actor, election, instrument, words, clock.now())
    if len(offers) == 1 and not words:
        return redirect(fill_address(election, instrument, offers[0].unit))
    rows = [
        {
            "url": fill_address(election, instrument, offer.unit),
            "title": unit_title(_row(offer.unit)),
            "above": unit_above(_row(offer.unit)),
            "due_at": offer.due_at,
            "late": offer.due_at is not None and offer.due_at <= clock.now(),
        }
        for offer in offers
    ]
    context = {
        "election": election,
        "instrument": instrument,
        "region": election.region,
        "rows": rows,
        "words": words,
    }
    template = "reporting/fill_choose.html"
    return render(request, f"{template}#found" if request.headers.get("HX-Request") else template, context)


def _former(request: ActorRequest, instrument: Instrument, unit: Unit) -> Submission | None:
    """The report to correct that ``?koreksi=`` names: of this unit and instrument, and one that may be corrected."""
    asked = request.GET.get("koreksi", "")
    if not asked:
        return None
    if not asked.isdecimal() or len(asked) > 15:
        raise Refused
    former = access_submission(request.actor, int(asked))
    same = former.instrument_id == instrument.pk and former.unit == str(unit)
    if not same or not may_correct(request.actor, former):
        raise Refused
    return former


def _former_lines(actor: Actor, former: Submission | None) -> list[Any]:
    if former is None:
        return []
    hide = not sees_sensitive(actor, former.unit_place)
    questions = version_by_id(former.version_id).questions
    lines = laid_out(questions, former.values, hide=hide, hide_all=former.instrument.sensitive)
    return [line for line in lines if line.text]


@guarded(Verb.SUBMISSION_SEND)
@require_safe
def fill_form(request: ActorRequest, slug: str, instrument: str) -> HttpResponse:
    """The XForm of the newest version, as the renderer reads it."""
    _election, chosen = _open(request, slug, instrument)
    response = HttpResponse(current_version(chosen).xform, content_type="text/xml; charset=utf-8")
    response.headers["Cache-Control"] = "private, no-cache"
    return response


def _former_address(
    election: Election, instrument: Instrument, former: Submission | None, version: InstrumentVersion, actor: Actor
) -> str:
    """Where the answers to correct are fetched from; none where they cannot be put into the form as it is now."""
    if former is None or former.version_id != version.pk or former.nil or _any_hidden(actor, former):
        return ""
    return reverse("reporting:fill_former", args=[election.slug, instrument.name, former.pk])


def _any_hidden(actor: Actor, former: Submission) -> bool:
    if sees_sensitive(actor, former.unit_place):
        return False
    version = version_by_id(former.version_id)
    return version.instrument.sensitive or any(question["sensitive"] for question in version.questions)


@guarded(Verb.SUBMISSION_SEND)
@require_safe
def fill_former(request: ActorRequest, slug: str, instrument: str, pk: int) -> JsonResponse:
    """The answers of a former report as the form itself writes them, and where its files are."""
    election, chosen = _open(request, slug, instrument)
    former = access_submission(request.actor, pk, Verb.SUBMISSION_SEND)
    fits = former.instrument_id == chosen.pk and former.election_id == election.pk
    if not fits or not may_correct(request.actor, former) or _any_hidden(request.actor, former):
        raise Refused
    files = [
        {"name": name, "url": reverse("reporting:attachment", args=[former.pk, name])}
        for name in former.attachments.values_list("name", flat=True)
    ]
    version = InstrumentVersion.objects.select_related("instrument").get(pk=former.version_id)
    response = JsonResponse({"xml": to_xml(version, former.values, former.instance_id), "files": files})
    response.headers["Cache-Control"] = "private, no-store"
    return response


@guarded(Verb.SUBMISSION_SEND)
@require_POST
def take(request: ActorRequest, slug: str, instrument: str) -> JsonResponse:
    """What the island sends: answers and files of one report. JSON in every case that it can mend."""
    try:
        election, chosen = _open(request, slug, instrument)
        unit = _unit(request.actor, election, chosen, request.POST.get("unit", ""))
        now = clock.now()
        taken = take_form(
            actor=request.actor,
            election=election,
            instrument=chosen,
            unit=unit,
            xml=_answers(request),
            files={name: file.chunks() for name, file in _uploads(request)},
            observed_at=_observed(request.POST.get("observed_at", ""), now),
            device=printable(request.POST.get("device", "")[:120]),
            supersedes=request.POST.get("supersedes", "")[:80],
            now=now,
        )
    except Problem as problem:
        said = {"code": problem.code, "message": problem.message, "remedy": problem.remedy, "field": problem.field}
        return JsonResponse(said, status=problem.status)
    status = {"new": 201, "repeat": 200, "conflict": 200}[taken.receipt.outcome]
    return JsonResponse(_told(request, election, chosen, unit, taken), status=status)


def _uploads(request: ActorRequest) -> Iterator[tuple[str, UploadedFile[Any]]]:
    for name, file in request.FILES.items():
        if name != "xml_submission_file" and isinstance(file, UploadedFile):
            yield str(name), file


def _answers(request: ActorRequest) -> bytes:
    xml = request.FILES.get("xml_submission_file")
    if not isinstance(xml, UploadedFile) or (xml.size or 0) > MAX_XML:
        raise UnreadableAnswers(_("Isi formulir tidak ada atau terlalu panjang."))
    return bytes(xml.read())


def printable(text: str) -> str:
    """Without what no line of text holds (a NUL byte would stop the database)."""
    return "".join(letter for letter in text if letter.isprintable())


def _observed(text: str, now: datetime) -> datetime:
    """When the device says that it was; the moment of receipt where it says nothing that is a time."""
    try:
        said = datetime.fromisoformat(text)
    except ValueError:
        return now
    return said if timezone.is_aware(said) else now


def _told(
    request: ActorRequest, election: Election, instrument: Instrument, unit: Unit, taken: Taken
) -> dict[str, Any]:
    stored = taken.receipt.submission
    context = {
        "outcome": taken.receipt.outcome,
        "stored": stored,
        "title": unit_title(_row(unit)),
        "above": unit_above(_row(unit)),
        "instrument": instrument,
        "files": taken.files,
        "missing": taken.missing,
        "returned": stored.state == State.RETURNED,
        "report_url": reverse("reporting:submission", args=[stored.pk]),
        "another_url": fill_address(election, instrument),
        "tasks_url": reverse("reporting:tasks"),
    }
    files = ngettext("%(count)d berkas", "%(count)d berkas", taken.files) % {"count": taken.files}
    said = _("Terkirim: laporan nomor %(number)d, %(unit)s, diterima %(when)s, %(files)s.") % {
        "number": stored.pk,
        "unit": context["title"],
        "when": moment(stored.received_at),
        "files": files,
    }
    html = render_to_string("reporting/fill_receipt.html", context, request)
    return {"outcome": taken.receipt.outcome, "number": stored.pk, "said": said, "html": html}
