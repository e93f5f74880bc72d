"""The picture of a region: its headline, what hinders it, its parts, its indicators, its agencies."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from siaga import clock
from siaga.access import Actor, Place, Verb, may
from siaga.elections.access import access_election
from siaga.elections.models import Election
from siaga.kit.guard import ActorRequest, guarded
from siaga.kit.tables import ShownTable
from siaga.readiness import links
from siaga.readiness.arithmetic import Scale
from siaga.readiness.queries import picture
from siaga.readiness.shapes import Picture
from siaga.readiness.views import tables
from siaga.readiness.views.asked import Asked, asked
from siaga.readiness.views.parts import (
    Age,
    Change,
    Hindrance,
    Part,
    age_of,
    change,
    hindrances,
    kerawanan_by_code,
    standing_bar,
    today_at,
)
from siaga.wilayah.models import Level


@dataclass(frozen=True, slots=True)
class Shown:
    """One region's picture, ready to draw: both scales, and the one that the address asks for as ``main``."""

    readiness: Picture
    kerawanan: Picture
    asked: Asked
    today: date
    before: Picture | None
    code: str

    @property
    def main(self) -> Picture:
        return self.kerawanan if self.asked.scale is Scale.KERAWANAN else self.readiness

    @property
    def election(self) -> Election:
        return self.readiness.election

    @property
    def nothing_expected(self) -> bool:
        """No duty or no indicator reaches here: there is nothing to measure yet."""
        return not (self.readiness.figure.expected or self.kerawanan.figure.expected)

    @property
    def nothing_reported(self) -> bool:
        return not (self.readiness.figure.reported or self.kerawanan.figure.reported)

    @property
    def url(self) -> str:
        return self.address("")

    def address(self, tail: str) -> str:
        return links.picture_url(self.election.slug, self.code) + tail

    @property
    def list_url(self) -> str:
        return self.address("tps/")

    @property
    def bar(self) -> list[Part]:
        return standing_bar(self.readiness.units, self.list_url)

    @property
    def age(self) -> Age:
        return age_of(self.readiness.figure, self.today)

    @property
    def risk_age(self) -> Age:
        return age_of(self.kerawanan.figure, self.today)

    @property
    def heard(self) -> int:
        """Units of which at least something was reported."""
        units = self.readiness.units
        return units.expected - units.by_standing.get("belum_lapor", 0)  # type: ignore[call-overload, no-any-return]

    @property
    def change(self) -> Change | None:
        if self.before is None:
            return None
        return change(self.readiness.figure.value, self.before.figure.value, Scale.READINESS)

    @property
    def gap(self) -> Any:
        """Claimed less evidenced, as a share; None where either is not known."""
        claimed, value = self.readiness.claimed, self.readiness.figure.value
        return claimed - value if claimed is not None and value is not None else None

    @property
    def hindrances(self) -> list[Hindrance]:
        return hindrances(self.readiness)


def shown_picture(actor: Actor, election: Election, code: str, wanted: Asked, now: datetime) -> Shown:
    """Both scales of a region at the moment that was asked for. Raises Refused."""
    readiness = picture(actor, election, code, Scale.READINESS, wanted.at, now)
    before = picture(actor, election, code, Scale.READINESS, wanted.since, now) if wanted.since else None
    return Shown(
        readiness=readiness,
        kerawanan=picture(actor, election, code, Scale.KERAWANAN, wanted.at, now),
        asked=wanted,
        today=today_at(wanted.at, code or election.region.code),
        before=before,
        code=code,
    )


def children_table(request: HttpRequest, shown: Shown) -> ShownTable:
    """The parts of the region, each with both scales."""
    risks = kerawanan_by_code(shown.kerawanan)
    slug, query = shown.election.slug, shown.asked.query
    rows = [
        tables.ChildRow(
            child=child,
            kerawanan=risks.get(child.code),
            today=shown.today,
            url=links.picture_url(slug, child.code, **query),
        )
        for child in shown.readiness.children
    ]
    region = shown.readiness.region
    of_stations = region is not None and region.level == Level.VILLAGE
    return (tables.STATIONS if of_stations else tables.CHILDREN).show(request, rows)


def indicators_table(request: HttpRequest, shown: Shown) -> ShownTable:
    """The indicators of the scale that is shown; ``?instansi=kpu`` keeps those of one kind of agency."""
    claims = tables.newest_claims(shown.main)
    only = request.GET.get("instansi", "")
    rows = [
        tables.IndicatorRow(
            line=line,
            claim=claims.get(line.indicator.key),
            today=shown.today,
            url=links.indicator_url(shown.election.slug, line.indicator.key, shown.code),
        )
        for line in shown.main.indicators
        if not only or line.indicator.agency_kind == only
    ]
    return tables.INDICATORS.show(request, rows)


def agencies_table(request: HttpRequest, shown: Shown) -> ShownTable:
    """The kinds of agencies that answer for indicators, beside what they claim."""
    rows = [
        tables.AgencyRow(
            line=line,
            today=shown.today,
            url=f"{shown.address('indikator/')}?instansi={line.agency_kind}",
        )
        for line in shown.main.agencies
    ]
    return tables.AGENCIES.show(request, rows)


def picture_context(request: ActorRequest, shown: Shown, tab: str = "") -> dict[str, Any]:
    """What every page of a region's picture needs."""
    region = shown.readiness.region
    place = Place(shown.code)
    slug = shown.election.slug
    return {
        "shown": shown,
        "election": shown.election,
        "region": region,
        "trail_to": f"/gambaran/{slug}/",
        "tab": tab,
        "may_freeze": may(request.actor, Verb.SNAPSHOT_MAKE, place),
        "may_open": may(request.actor, Verb.PICTURE_OPEN, place),
        "may_set_up": may(request.actor, Verb.INDICATOR_CHANGE, place),
        "claims_url": reverse("readiness:claims", args=[slug]),
    }


def _shown(request: ActorRequest, slug: str, code: str) -> Shown:
    now = clock.now()
    election = access_election(request.actor, slug)
    place = "" if code == links.NATION else code
    return shown_picture(request.actor, election, place, asked(request, election, now, place), now)


def _answer(
    request: ActorRequest, template: str, context: dict[str, Any], *shown_tables: ShownTable
) -> HttpResponseBase:
    for table in shown_tables:
        if answer := table.table.partial(request, table):
            return answer
    response = render(request, template, context)
    patch_vary_headers(response, ["HX-Request", "HX-Target"])
    return response


@guarded(Verb.PICTURE_VIEW, Verb.PICTURE_OPENED)
@require_safe
def region_picture(request: ActorRequest, slug: str, code: str) -> HttpResponseBase:
    """``?skala=kerawanan``, ``?pada=2024-10-30`` (a past moment), ``?sejak=2024-10-16`` (compare)."""
    shown = _shown(request, slug, code)
    table = children_table(request, shown)
    context = picture_context(request, shown, "ringkasan") | {"table": table}
    return _answer(request, "readiness/picture.html", context, table)


@guarded(Verb.PICTURE_VIEW, Verb.PICTURE_OPENED)
@require_safe
def indicators(request: ActorRequest, slug: str, code: str) -> HttpResponseBase:
    """Every indicator of the region: value, coverage, age, the three figures."""
    shown = _shown(request, slug, code)
    table = indicators_table(request, shown)
    context = picture_context(request, shown, "indikator") | {"table": table}
    return _answer(request, "readiness/picture_table.html", context, table)


@guarded(Verb.PICTURE_VIEW, Verb.PICTURE_OPENED)
@require_safe
def agencies(request: ActorRequest, slug: str, code: str) -> HttpResponseBase:
    """Every kind of agency that answers for something: evidenced beside claimed."""
    shown = _shown(request, slug, code)
    table = agencies_table(request, shown)
    context = picture_context(request, shown, "instansi") | {"table": table}
    return _answer(request, "readiness/picture_table.html", context, table)


@guarded(Verb.PICTURE_VIEW, Verb.PICTURE_OPENED)
@require_safe
def sheet(request: ActorRequest, slug: str, code: str) -> HttpResponseBase:
    """One or two pages of paper: headline, hindrances, parts, indicators, agencies."""
    shown = _shown(request, slug, code)
    context = picture_context(request, shown, "lembar") | {
        "children": children_table(request, shown).rows,
        "indicators": indicators_table(request, shown).rows,
        "agencies": agencies_table(request, shown).rows,
    }
    return render(request, "readiness/sheet.html", context)
