"""From paper to draft: a text is read, a person confirms. Nothing is kept before that."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from siaga import clock
from siaga.access import Verb
from siaga.desk.kinds import kind_label
from siaga.engines.extraction import Draft, Meeting, Span, extract
from siaga.engines.extraction.agencies import agency_of, is_heads, scene_of
from siaga.engines.extraction.dates import ELECTIONS
from siaga.kit.forms import done, form_page
from siaga.kit.guard import ActorRequest, guarded
from siaga.rakor.actions.drafts import take_draft
from siaga.rakor.forms.drafts import DraftForm, PaperForm, Row, figure_words
from siaga.rakor.models import Forum
from siaga.rakor.queries.drafts import Fitting, fitting, forums_for_drafts
from siaga.rakor.queries.forums import offices_near
from siaga.wilayah.models import Level, Region

MOST_MEETINGS = 20


@guarded(Verb.MINUTES_WRITE)
def paper(request: ActorRequest) -> HttpResponse:
    """Paste or upload; then the draft, which goes round with its text until it is confirmed or left."""
    forums = forums_for_drafts(request.actor)
    if not forums:
        return render(request, "rakor/drafts/no_forum.html", {})
    form = PaperForm(forums, request.POST or None, request.FILES or None, initial=_asked(request, forums))
    if not form.is_valid():
        return form_page(
            request,
            form,
            title=_("Draf rapat dari naskah"),
            lead=_("Notula lama, laporan, undangan, atau berita dibaca menjadi draf. Belum ada yang disimpan."),
            submit=_("Baca naskah"),
            back=reverse("rakor:meetings"),
        )
    return _draft(request, form.cleaned_data["forum"], form.cleaned_data["text"])


def _asked(request: ActorRequest, forums: list[Forum]) -> dict[str, Any]:
    chosen = request.GET.get("forum", "")
    return {"forum": int(chosen) if chosen.isdecimal() and len(chosen) < 12 else forums[0].pk}


def _draft(request: ActorRequest, forum: Forum, text: str) -> HttpResponse:
    elections = tuple(dict.fromkeys((*ELECTIONS, forum.election.voting_day)))
    draft = extract(text, elections=elections, own_area=_own_area(forum))
    if draft.empty:
        return render(request, "rakor/drafts/empty.html", {"forum": forum, "text": text, "region": forum.region})
    at = _number(request.POST.get("rapat", ""), min(len(draft.meetings), MOST_MEETINGS))
    found = draft.meetings[at]
    confirmed = "ambil" in request.POST
    kinds = {one.kind for one in found.agencies} | {one.who for one in found.commitments if one.who} | {"pemda"}
    known = fitting(request.actor, forum, kinds)
    near = offices_near(request.actor, forum.region)
    initial = _initial(forum, found, known, text)
    form = DraftForm(
        request.actor, forum, found, known, near, request.POST if confirmed else None, initial=initial
    )  # fmt: skip
    if confirmed and form.is_valid() and (made := forum.meetings.filter(uid=form.cleaned_data["uid"]).first()):
        return done(request, _url(made.pk), _("Rapat ini sudah dibuat; tidak dibuat dua kali."))
    act: dict[str, Any] = {"actor": request.actor, "forum": forum, "now": clock.now()}
    if confirmed and form.is_valid() and form.perform(take_draft, **act, **form.taken()):
        return done(request, _url(form.result.pk), _("Rapat dibuat dari naskah."))
    page = _Page(draft, found, text)
    return render(
        request,
        "rakor/drafts/draft.html",
        {
            "form": form,
            "forum": forum,
            "region": forum.region,
            "text": text,
            "at": at,
            "meetings": page.choices(),
            "missing": _missing(found),
            "warnings": [(one.message, page.anchor(one.span)) for one in found.contradictions],
            "figures": page.rows(form.figures()),
            "obstacles": page.rows(form.obstacles()),
            "promises": page.rows(form.promises()),
            "sources": [(label, page.anchor(found.where[key])) for key, label in _parts() if key in found.where],
            "linked": [figure_words(one) for one in draft.linked],
            "pieces": page.pieces(),
        },
        status=422 if form.is_bound and form.errors else 200,
    )


def _url(meeting: int) -> str:
    return reverse("rakor:meeting", args=[meeting])


def _own_area(forum: Forum) -> str | None:
    """The regency or city of the forum, whose name a text about it bears; none for the country and provinces."""
    region: Region | None = forum.region
    while region is not None and region.level > Level.REGENCY:
        region = region.parent
    return region.title if region is not None and region.level == Level.REGENCY else None


def _number(text: str, count: int) -> int:
    number = int(text) if text.isdecimal() and len(text) < 4 else 0
    return number if number < count else 0


def _initial(forum: Forum, found: Meeting, known: Fitting, text: str) -> dict[str, Any]:
    scene = scene_of(text)
    chair = None
    if found.chair and is_heads(found.chair):
        kind = agency_of(found.chair, scene) or "pemda"
        chair = known.heads.get(kind)
    named = [(agency_of(one.office, scene) or "pemda", one.office) for one in found.people]
    offices = [office for kind, office in named if kind not in known.heads]
    told = {kind for kind, _office in named} | set(known.heads)
    elsewhere = [one.kind for one in found.agencies if one.kind not in told]
    return {
        "uid": uuid.uuid4(),
        "title": _("Rapat koordinasi"),
        "day": found.date,
        "starts": found.time,
        "venue": found.place or "",
        "chair": chair.pk if chair else None,
        "offices": [office.pk for kind, office in known.heads.items() if kind in {one.kind for one in found.agencies}],
        "labels": "\n".join(dict.fromkeys([*offices, *map(kind_label, elsewhere)])),
    }


def _parts() -> list[tuple[str, str]]:
    return [("date", _("tanggal")), ("time", _("jam")), ("place", _("tempat")), ("chair", _("pimpinan"))]


def _missing(found: Meeting) -> list[str]:
    """What the text does not say, or the rules did not find."""
    missing = [label for key, label in _parts() if key not in found.where]
    lists = (
        (found.agencies, _("peserta")), (found.figures, _("angka")), (found.obstacles, _("kendala")),
        (found.commitments, _("tindak lanjut")),
    )  # fmt: skip
    return [*missing, *(label for items, label in lists if not items)]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text; with an anchor where something was read from it."""

    text: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the meetings of the text."""

    number: int
    found: Meeting
    chosen: bool


class _Page:
    """The text beside the draft: each sentence from which something was read has its own anchor."""

    def __init__(self, draft: Draft, found: Meeting, text: str) -> None:
        self.draft, self.found, self.text = draft, found, text
        spans: set[Span] = set(found.where.values())
        for items in (found.figures, found.obstacles, found.commitments, found.contradictions):
            spans |= {one.span for one in items}
        self.spans = sorted(spans)
        self.names = {span: f"kalimat-{number}" for number, span in enumerate(self.spans, 1)}

    def anchor(self, span: Span) -> str:
        return self.names[span]

    def rows(self, rows: Iterable[Row]) -> list[tuple[Row, str]]:
        return [(row, self.names[row.span]) for row in rows]

    def choices(self) -> list[Choice]:
        several = self.draft.meetings[:MOST_MEETINGS]
        return (
            [Choice(number, one, one is self.found) for number, one in enumerate(several)] if len(several) > 1 else []
        )

    def pieces(self) -> list[Piece]:
        found: list[Piece] = []
        at = 0
        for span in self.spans:
            if span.start < at:
                continue
            if span.start > at:
                found.append(Piece(self.text[at : span.start]))
            found.append(Piece(self.text[span.start : span.end], self.names[span]))
            at = span.end
        found.append(Piece(self.text[at:]))
        return found
