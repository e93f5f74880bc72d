"""Rulesets: those that there are, and the one that an election follows, every figure with source and doubt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from siaga import clock
from siaga.access import Refused, Verb
from siaga.elections.access import access_election
from siaga.elections.actions.elections import upgrade_ruleset
from siaga.elections.phrases import described, section_name
from siaga.elections.queries import RulesetNews, ruleset_news, ruleset_of
from siaga.elections.rulesets import Ruleset, available
from siaga.elections.rulesets.schema import SECTIONS, Gap
from siaga.elections.views.shared import at, election_context
from siaga.kit.forms import Consequence, Form, confirm_page
from siaga.kit.guard import guarded


@dataclass(frozen=True, slots=True)
class Statement:
    """One line of a ruleset page."""

    label: str
    value: str
    source: str
    verified: bool
    doubt: str


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a ruleset page."""

    key: str
    name: str
    statements: list[Statement]
    gaps: list[Gap]


@guarded(Verb.ELECTION_VIEW)
def index(request: HttpRequest) -> HttpResponse:
    """The rulesets that there are, shipped and the desk's own."""
    return render(request, "elections/rulesets.html", {"files": available()})


@guarded(Verb.ELECTION_VIEW)
def shown(request: HttpRequest, name: str) -> HttpResponse:
    """One ruleset file, before an election follows it."""
    file = next((one for one in available() if one.name == name), None)
    if file is None:
        raise Refused
    context: dict[str, Any] = {"file": file, "heading": name, "tab": ""}
    if file.ruleset is not None:
        context |= _shown(request, file.ruleset) | {"digest": file.digest}
    return render(request, "elections/ruleset.html", context)


@guarded(Verb.ELECTION_VIEW)
def of_election(request: HttpRequest, slug: str) -> HttpResponse:
    """The rules that an election follows."""
    election = access_election(request.actor, slug)  # type: ignore[attr-defined]
    context = {
        **election_context(request, election, "ruleset"),
        **_shown(request, ruleset_of(election)),
        "digest": election.ruleset_id,
        "news": ruleset_news(election),
    }
    return render(request, "elections/ruleset.html", context)


class _UpgradeForm(Form):
    """Nothing to fill in; the digest of the text that was shown travels in the address."""


@guarded(Verb.ELECTION_CHANGE)
def upgrade(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what the newer text changes, and move to it."""
    actor = request.actor  # type: ignore[attr-defined]
    election = access_election(actor, slug, Verb.ELECTION_CHANGE)
    news = ruleset_news(election)
    if news is None:
        raise Refused
    seen = request.GET.get("naskah", news.digest)
    return confirm_page(
        request,
        lambda: upgrade_ruleset(actor=actor, election=election, digest=seen, now=clock.now()),
        title=_("Perbarui aturan ke versi %(version)s?") % {"version": news.version},
        lead=_("Tahapan yang tanggalnya sudah diubah desk atau sudah selesai tidak tersentuh."),
        submit=_("Perbarui aturan"),
        back=at("ruleset", election),
        message=_("Aturan diperbarui."),
        consequences=_consequences(news),
        danger=False,
        form=_UpgradeForm(request.POST if request.method == "POST" else None),
    )


def _consequences(news: RulesetNews) -> list[Consequence]:
    lines = [Consequence(one.key, f"{one.before or '–'} → {one.after or '–'}") for one in news.differences[:_MOST]]
    if len(news.differences) > _MOST:
        lines.append(Consequence(_("Perbedaan lain"), len(news.differences) - _MOST))
    return lines or [Consequence(_("Hanya catatan dalam berkas yang berbeda"), 0)]


_MOST = 60


def _shown(request: HttpRequest, rules: Ruleset) -> dict[str, Any]:
    only_doubts = request.GET.get("tampil") == "ragu"
    sections = []
    for key in SECTIONS:
        statements = [
            Statement(label, described(one), rules.cite(one), one.verified, one.doubt)
            for section, label, one in rules.statements()
            if section == key and not (only_doubts and one.verified and not one.doubt)
        ]
        gaps = [gap for gap in rules.gaps if gap.section == key]
        if statements or gaps:
            sections.append(Section(key, section_name(key), statements, gaps))
    return {
        "rules": rules,
        "sections": sections,
        "unverified": len(rules.unverified()),
        "total": sum(1 for _one in rules.statements()),
        "only_doubts": only_doubts,
        "gaps": [(section_name(gap.section), gap) for gap in rules.gaps],
        "rulesets_url": reverse("elections:rulesets"),
    }
