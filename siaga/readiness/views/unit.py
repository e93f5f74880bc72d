"""One unit: a TPS, or the own readiness of a region or an agency. Every line says who said it, when, who checked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from siaga import clock
from siaga.access import Actor, Verb, may
from siaga.desk.kinds import kind_label
from siaga.desk.models.account import ROLE_CHOICES
from siaga.elections.access import access_election
from siaga.elections.models import Election
from siaga.kit.guard import ActorRequest, guarded
from siaga.readiness import links
from siaga.readiness.arithmetic import Scale
from siaga.readiness.beside import parts_about
from siaga.readiness.queries import unit_pairs
from siaga.readiness.queries.pairs import access_unit
from siaga.readiness.queries.told import instruments_due, owed_by, reports_about, sources
from siaga.readiness.shapes import Pair, UnitPairs
from siaga.readiness.views.answers import answer_words, question_at
from siaga.readiness.views.asked import Asked, asked
from siaga.readiness.views.parts import today_at, weight_bar
from siaga.reporting.access import sees_reporter
from siaga.reporting.models import Attachment, ExpectedReport, State, Submission
from siaga.reporting.units import Unit
from siaga.reporting.versions import version_by_id

_ROLES = {str(role): label for role, label in ROLE_CHOICES}
HIDDEN = gettext_lazy("(ditutup)")


@dataclass(frozen=True, slots=True)
class Line:
    """One indicator of the unit as a line of its page.

    said: the answer in words; who: role and agency, with the name where the actor may see it; verified: by which role.
    """

    pair: Pair
    said: str
    chip: str
    who: str
    days: int | None
    verified: str
    url: str
    photos: int
    indicator_url: str

    @property
    def score(self) -> Fraction | None:
        return self.pair.score


@dataclass(frozen=True, slots=True)
class Told:
    """One report in the unit's history."""

    submission: Submission
    who: str
    acts: list[str]

    @property
    def gone(self) -> bool:
        return self.submission.state in {State.RETURNED, State.SUPERSEDED}


def role_words(role: str, agency: str = "") -> str:
    """The role of a reporter, with the agency where there is one: never a name."""
    label = str(_ROLES.get(role, role or _("tidak diketahui")))
    kind = kind_label(agency.partition("@")[0]) if agency else ""
    return f"{label} · {kind}" if kind and kind.casefold() != label.casefold() else label


def _chip(pair: Pair) -> str:
    if pair.score is None:
        return "belum_lapor"
    if pair.score == 1:
        return "siap"
    return "sebagian" if pair.score >= Fraction(1, 2) else "belum"


def _who(pair: Pair) -> str:
    if pair.submission_id is None:
        return ""
    words = role_words(pair.reporter_role, pair.reporter_agency)
    return f"{pair.reporter_name} ({words})" if pair.reporter_name else words


def lines_of(actor: Actor, election: Election, pairs: UnitPairs) -> list[Line]:
    """The lines of the page, in the order of the pairs. Answers as given are told only with their report in reach."""
    known = sources(actor, (pair.submission_id for pair in pairs.pairs if pair.submission_id is not None))
    region = pairs.unit.region_code
    today = today_at(pairs.at, region)
    found = []
    for pair in pairs.pairs:
        source = known.get(pair.submission_id) if pair.submission_id is not None else None
        said = ""
        if pair.closed:
            said = str(HIDDEN)
        elif source is not None:
            questions = version_by_id(source.version_id).questions
            said = answer_words(question_at(questions, pair.indicator.question), pair.answer)
        photos = 0 if source is None or pair.closed else sum(_is_photo(one) for one in source.attachments.all())
        found.append(
            Line(
                pair=pair,
                said=said,
                chip=_chip(pair),
                who=_who(pair),
                days=(today - today_at(pair.observed_at, region)).days if pair.observed_at else None,
                verified=role_words(pair.confirmed_by) if pair.confirmed else "",
                url=links.submission_url(source.pk) if source is not None else "",
                photos=photos,
                indicator_url=links.indicator_url(election.slug, pair.indicator.key, region),
            )
        )
    return found


def _is_photo(file: Attachment) -> bool:
    return file.content_type.startswith("image/")


def history_of_unit(actor: Actor, reports: list[Submission]) -> list[Told]:
    """The unit's reports as a timeline, with what became of each."""
    found = []
    for report in reports:
        named = sees_reporter(actor, report.unit_place)
        words = role_words(report.sender_role, report.sender_agency)
        acts = [
            _("%(state)s oleh %(role)s") % {"state": act.get_after_display(), "role": role_words(act.actor_role)}
            for act in report.acts.all()
        ]
        found.append(Told(report, f"{report.sender_name} ({words})" if named else words, acts))
    return found


def _photo(reports: list[Submission]) -> tuple[Submission, Attachment] | None:
    """The newest photo about the unit."""
    for report in reports:
        for file in report.attachments.all():
            if _is_photo(file) and report.counts and not report.instrument.sensitive:
                return report, file
    return None


def _grouped(lines: list[Line]) -> list[tuple[str, list[Line]]]:
    groups: dict[str, list[Line]] = {}
    for line in lines:
        groups.setdefault(line.pair.indicator.instrument.title, []).append(line)
    return list(groups.items())


def unit_context(request: ActorRequest, election: Election, unit: Unit, wanted: Asked, now: datetime) -> dict[str, Any]:
    """All that the page of a unit shows. Raises Refused."""
    actor = request.actor
    readiness = unit_pairs(actor, election, unit, Scale.READINESS, wanted.then, now)
    kerawanan = unit_pairs(actor, election, unit, Scale.KERAWANAN, wanted.then, now)
    lines = lines_of(actor, election, readiness)
    risk_lines = lines_of(actor, election, kerawanan)
    reports = reports_about(actor, election, unit, wanted.at)
    owed = owed_by(actor, election, unit, now)
    sends = may(actor, Verb.SUBMISSION_SEND, unit.place) and not election.closed
    return {
        "election": election,
        "unit": unit,
        "asked": wanted,
        "trail_to": f"/gambaran/{election.slug}/",
        "readiness": readiness.figure,
        "readiness_bar": weight_bar(readiness.figure),
        "kerawanan": kerawanan.figure,
        "standing": readiness.standing.value if readiness.standing else "",
        "groups": _grouped(lines),
        "risk_groups": _grouped(risk_lines),
        "contradictions": [line for line in (*lines, *risk_lines) if line.pair.contradicted],
        "history": history_of_unit(actor, reports),
        "photo": _photo(reports),
        "owed": [(row, row.due_at <= now, _report(election, row, unit)) for row in owed],
        "report_urls": _report_urls(election, unit, owed) if sends else [],
        "may_send": sends,
    }


def _report(election: Election, row: ExpectedReport, unit: Unit) -> str:
    return links.report_url(election.slug, row.instrument.name, str(unit))


def _report_urls(election: Election, unit: Unit, owed: list[ExpectedReport]) -> list[tuple[str, str]]:
    """(title, address) of each checklist that may be filled for the unit; what is owed longest comes first."""
    urgent = [row.instrument_id for row in owed]
    due = sorted(
        instruments_due(election, unit),
        key=lambda one: (urgent.index(one.pk) if one.pk in urgent else len(urgent), one.name),
    )
    return [(one.title, links.report_url(election.slug, one.name, str(unit))) for one in due]


def _page(request: ActorRequest, slug: str, written: str) -> HttpResponse:
    now = clock.now()
    election = access_election(request.actor, slug)
    unit = access_unit(request.actor, election, written)
    wanted = asked(request, election, now, unit.region_code)
    context = unit_context(request, election, unit, wanted, now)
    if unit.station is not None:
        context |= {
            "region": unit.station.village,
            "title": f"{unit.station.label} {unit.station.village.name}",
            "place": unit.station.village,
            "data_url": f"/pemilihan/{election.slug}/tps/{unit.code}/"
            if may(request.actor, Verb.STATION_VIEW, unit.place)
            else "",
        }
    elif unit.agency is not None:
        context |= {"region": unit.agency.region, "title": unit.agency.name, "place": unit.agency.region}
    else:
        region = unit.region
        context |= {"region": region, "title": region.title if region else "", "place": region}
    if unit.agency is None and not wanted.past:
        context["beside"] = parts_about(request, election, unit.code)
    return render(request, "readiness/unit.html", context)


@guarded(Verb.PICTURE_VIEW, Verb.PICTURE_OPENED)
@require_safe
def station(request: ActorRequest, slug: str, code: str) -> HttpResponse:
    """A TPS: ``?pada=2024-10-30`` shows it as it was known then."""
    return _page(request, slug, f"tps:{code}")


@guarded(Verb.PICTURE_VIEW, Verb.PICTURE_OPENED)
@require_safe
def agency(request: ActorRequest, slug: str, agency_code: str) -> HttpResponse:
    """What an agency reported of itself."""
    return _page(request, slug, f"agency:{agency_code}")


@guarded(Verb.PICTURE_VIEW, Verb.PICTURE_OPENED)
@require_safe
def own(request: ActorRequest, slug: str, code: str) -> HttpResponse:
    """What a sub-district or a village reported of itself, without the TPS below it."""
    return _page(request, slug, f"region:{code}")
