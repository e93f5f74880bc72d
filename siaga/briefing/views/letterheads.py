"""The letterhead of a region: its form beside a preview that follows what is typed, and its crest."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from siaga import clock
from siaga.access import Problem, Refused, Verb, may
from siaga.access.matrix import Place
from siaga.briefing.access import letterhead_of
from siaga.briefing.actions.letterheads import check_pattern, set_letterhead, written_number
from siaga.briefing.crests import crest_content, keep_crest
from siaga.briefing.forms.letters import LetterheadForm
from siaga.briefing.letters.heads import government_name
from siaga.briefing.letters.words import local, place_name
from siaga.briefing.models import Letterhead
from siaga.kit.forms import done, form_page
from siaga.kit.guard import ActorRequest, guarded
from siaga.wilayah.access import access_region
from siaga.wilayah.models import Region

_FIELDS = ("government", "agency", "address", "contact", "city", "code", "pattern")


def _region(request: ActorRequest, code: str) -> Region:
    region = access_region(request.actor, code)
    if not may(request.actor, Verb.DOCUMENT_CHANGE, Place(region.code)):
        raise Refused
    return region


@guarded(Verb.DOCUMENT_CHANGE)
def letterhead(request: ActorRequest, code: str) -> HttpResponse:
    """The form; while one types, the preview alone, from what stands in the form. Only saving keeps anything."""
    region = _region(request, code)
    head = Letterhead.objects.filter(region=region).first()
    if request.headers.get("HX-Request") == "true" and request.method == "GET":
        typed = {name: request.GET.get(name, "")[:300] for name in _FIELDS}
        return render(request, "briefing/parts/head_preview.html", _preview(typed, head, region, clock.now()))
    form = LetterheadForm(request.POST or None, request.FILES or None, initial=_initial(region, head))
    if head is None or not head.crest:
        del form.fields["remove_crest"]
    if form.is_valid() and _saved(request, form, region):
        return done(request, reverse("briefing:letterhead", args=[code]), _("Kop surat disimpan."))
    values = {name: form[name].value() or "" for name in _FIELDS}
    return form_page(
        request,
        form,
        title=_("Kop dan nomor surat"),
        back=reverse("briefing:documents"),
        template="briefing/letterhead.html",
        context={
            "region": region,
            "above": None if head else letterhead_of(region.code),
            **_preview(values, head, region, clock.now()),
        },
    )


def _initial(region: Region, head: Letterhead | None) -> dict[str, object]:
    if head is not None:
        return {name: getattr(head, name) for name in _FIELDS}
    return {
        "government": government_name(region),
        "city": place_name(region),
        "code": "100.2.7",
        "pattern": "{kode}/{urut}/{tahun}",
    }


def _saved(request: ActorRequest, form: LetterheadForm, region: Region) -> bool:
    values = dict(form.cleaned_data)
    upload, remove = values.pop("crest"), values.pop("remove_crest", False)
    crest = "" if remove else None
    if upload:
        try:
            crest = keep_crest(upload.chunks(), upload.name or "lambang")
        except Problem as problem:
            form.add_error("crest", str(problem))
            return False
    return form.perform(set_letterhead, actor=request.actor, region=region, crest=crest, now=clock.now(), **values)


def _preview(values: dict[str, str], head: Letterhead | None, region: Region, now: datetime) -> dict[str, object]:
    day = local(now, region.code).date()
    following = head.last_number + 1 if head and head.year == day.year else 1
    try:
        number, problem = written_number(check_pattern(values["pattern"]), values["code"], following, day), ""
    except Problem as wrong:
        number, problem = "", str(wrong)
    return {
        "values": values,
        "number": number,
        "number_problem": problem,
        "day": day,
        "crest_url": reverse("briefing:crest", args=[region.code]) + f"?{head.crest[:12]}"
        if head and head.crest
        else "",
    }


@guarded(Verb.DOCUMENT_CHANGE, Verb.DOCUMENT_VIEW)
@require_safe
def crest(request: HttpRequest, code: str) -> HttpResponse:
    """The picture of the coat of arms, for the preview."""
    region = access_region(request.actor, code, Verb.DOCUMENT_VIEW)  # type: ignore[attr-defined]
    head = Letterhead.objects.filter(region=region).first()
    content = crest_content(head.crest) if head else b""
    if not content:
        raise Refused
    kind = "image/png" if content.startswith(b"\x89PNG") else "image/jpeg"
    response = HttpResponse(content, content_type=kind)
    response.headers["Cache-Control"] = "private, max-age=3600"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
