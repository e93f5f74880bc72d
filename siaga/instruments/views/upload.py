"""Uploading an XLSForm: the file, its check, the person's yes."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from siaga import clock
from siaga.access import Problem, Refused, Verb
from siaga.instruments import drafts
from siaga.instruments.actions import add_version
from siaga.instruments.errors import FormRefused
from siaga.instruments.forms import UploadForm
from siaga.instruments.queries.drafts import Standing, homes, standing_of
from siaga.instruments.units import unit_words
from siaga.instruments.views.outline import check_lines, outline
from siaga.instruments.xlsform.reading import UNITS, Draft, read_form
from siaga.kit.forms import Form, done
from siaga.kit.guard import ActorRequest, guarded
from siaga.wilayah.models import Region


def _home(request: ActorRequest, code: str) -> Region | None:
    """The region of that code among those of the actor; the only one where there is one. Raises Refused."""
    found = homes(request.actor)
    if len(found) == 1:
        return found[0]
    for one in found:
        if (one.code if one else "") == code:
            return one
    raise Refused


@guarded(Verb.INSTRUMENT_CHANGE)
def upload(request: ActorRequest) -> HttpResponse:
    """The file; what is wrong with it is shown here, at its place in the file."""
    form = UploadForm(homes(request.actor), request.POST or None, request.FILES or None)
    findings = []
    if form.is_valid():
        file = form.cleaned_data["file"]
        content, unit = file.read(), form.cleaned_data["unit"]
        try:
            read_form(content, file.name, unit=unit)
        except FormRefused as refused:
            findings = refused.findings
            form.add_error("file", _("Formulir ini belum dapat diterima; sebabnya tertulis di atas."))
        except Problem as problem:
            form.add_problem(problem)
        else:
            digest = drafts.keep(request.actor.account_id, file.name, content)
            asked = {"tentang": unit, "milik": form.cleaned_data.get("home", "")}
            query = urlencode({key: value for key, value in asked.items() if value})
            to = reverse("instruments:check", args=[digest])
            return done(request, f"{to}?{query}" if query else to)
    status = 422 if form.is_bound and form.errors else 200
    return render(
        request,
        "instruments/upload.html",
        {
            "form": form,
            "findings": findings,
            "title": _("Unggah instrumen"),
            "submit": _("Unggah dan periksa"),
            "back": reverse("instruments:list"),
        },
        status=status,
    )


@guarded(Verb.INSTRUMENT_CHANGE)
def check(request: ActorRequest, digest: str) -> HttpResponse:
    """What the uploaded form asks, what would change, and the button that adds it."""
    actor = request.actor
    file = drafts.kept(actor.account_id, digest)
    unit = request.GET.get("tentang", "")
    draft = read_form(file.content, file.filename, unit=unit if unit in UNITS else "")
    region = _home(request, request.GET.get("milik", ""))
    form = Form(request.POST if request.method == "POST" else None)
    if form.is_valid() and form.perform(add_version, actor=actor, draft=draft, region=region, now=clock.now()):
        drafts.forget(actor.account_id, digest)
        message = _("Instrumen ditambahkan.") if form.result.new else _("Versi ini sudah ada; tidak ada yang berubah.")
        return done(request, reverse("instruments:instrument", args=[draft.name]), message)
    standing, problem = _standing(request, draft, region)
    context = {
        "form": form,
        "draft": draft,
        "unit": unit_words(draft.unit_kind, draft.level) if draft.unit else "",
        "standing": standing,
        "problem": problem,
        "groups": outline(draft.questions),
        "asked": sum(not question["quiet"] for question in draft.questions),
        "checks": check_lines(draft.checks, draft.questions),
        "region": region,
        "back": reverse("instruments:upload"),
    }
    return render(request, "instruments/check.html", context, status=422 if form.errors else 200)


def _standing(request: HttpRequest, draft: Draft, region: Region | None) -> tuple[Standing | None, Problem | None]:
    try:
        return standing_of(request.actor, draft, region), None  # type: ignore[attr-defined]
    except Refused:
        raise
    except Problem as problem:
        return None, problem
