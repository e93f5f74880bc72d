"""The picture of a region: its headline, what hinders it, its parts, its indicators, its agencies."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_safe

from siaga import clock
from siaga.access import Actor, Place, Verb, may
from siaga.elections.access import access_election
from siaga.elections.models import Election
from siaga.kit import words
from siaga.kit.guard import ActorRequest, guarded
from siaga.kit.tables import ShownTable
from siaga.logistics.links import late_url
from siaga.logistics.queries.custody import late_count
from siaga.readiness import links
from siaga.readiness.access import visible_snapshots
from siaga.readiness.arithmetic import Scale
from siaga.readiness.beside import parts_about
from siaga.readiness.queries import picture, unit_standings
from siaga.readiness.queries.told import SilentUnit, named_units, spoken_instruments
from siaga.readiness.shapes import Picture
from siaga.readiness.views import tables
from siaga.readiness.views.asked import SNAPSHOT, Asked, asked
from siaga.readiness.views.parts import (
    Age,
    Change,
    Hindrance,
    Part,
    age_of,
    change,
    hindrances,
    kerawanan_by_code,
    risks_bar,
    standing_bar,
    today_at,
)
from siaga.wilayah.models import Level

SHOWN_SILENT = 8
"""Silent units that a page names before it leads to the whole list."""
MOST_SNAPSHOTS = 20
SHEET_LINES = 20
"""Indicators on the printed sheet, the costliest first, so that it stays within two pages."""


TABS = (
    ("ringkasan", "", _lazy("Ringkasan")),
    ("indikator", "indikator/", _lazy("Indikator")),
    ("instansi", "instansi/", _lazy("Instansi")),
    ("tps", "tps/", _lazy("TPS")),
)


class _Country:
    """What the breadcrumb shows above all provinces."""

    code = ""
    title = "Indonesia"


WHOLE_COUNTRY = _Country()


@dataclass(frozen=True, slots=True)
class Shown:
    """One region's picture, ready to draw: both scales, and the one that the address asks for as ``main``."""

    readiness: Picture
    kerawanan: Picture
    asked: Asked
    today: date
    before: Picture | None
    code: str
    silent: tuple[SilentUnit, ...]

    @property
    def title(self) -> str:
        """The region's name with its kind."""
        return self.readiness.region.title if self.readiness.region else str(_("Indonesia"))

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
    def risk_bar(self) -> list[Part]:
        """The TPS by kerawanan."""
        return risks_bar(self.kerawanan.units, self.list_url)

    @property
    def silent_lines(self) -> list[tuple[SilentUnit, str]]:
        """Those who are silent, with their pages."""
        return [(one, links.unit_url(self.election.slug, one.unit)) for one in self.silent]

    @property
    def hindrances(self) -> list[Hindrance]:
        return hindrances(self.readiness)


def shown_picture(actor: Actor, election: Election, code: str, wanted: Asked, now: datetime) -> Shown:
    """Both scales of a region at the moment that was asked for. Raises Refused."""
    readiness = picture(actor, election, code, Scale.READINESS, wanted.then, now, silent=SHOWN_SILENT)
    before = picture(actor, election, code, Scale.READINESS, wanted.since, now, silent=0) if wanted.since else None
    spoken = spoken_instruments(election, readiness.scale, wanted.at) if readiness.silent else ()
    silent = named_units(election, readiness.silent, wanted.at, spoken) if readiness.silent else []
    return Shown(
        readiness=readiness,
        kerawanan=picture(actor, election, code, Scale.KERAWANAN, wanted.then, now, silent=0),
        asked=wanted,
        today=today_at(wanted.at, code or election.region.code),
        before=before,
        code=code,
        silent=tuple(silent),
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
        for child in shown.main.children
    ]
    if shown.asked.scale is Scale.KERAWANAN:
        return tables.RISKS.show(request, rows)
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
    place = Place(shown.code)
    slug = shown.election.slug
    carried = f"?{urlencode({key: value for key, value in shown.asked.query.items() if value})}"
    carried = "" if carried == "?" else carried
    return {
        "shown": shown,
        "election": shown.election,
        "region": shown.readiness.region or WHOLE_COUNTRY,
        "trail_to": f"/gambaran/{slug}/",
        "tab": tab,
        "tabs": [(key, shown.address(tail) + carried, label) for key, tail, label in TABS],
        "compare_choices": compare_choices(request.actor, shown.election, shown.asked, shown.code),
        "may_freeze": may(request.actor, Verb.SNAPSHOT_MAKE, place),
        "may_open": may(request.actor, Verb.PICTURE_OPEN, place),
        "may_set_up": may(request.actor, Verb.INDICATOR_CHANGE, place),
        "claims_url": reverse("readiness:claims", args=[slug]),
        "late_boxes": 0 if shown.asked.past else late_count(request.actor, shown.election, shown.code, clock.now()),
        "late_url": late_url(slug, shown.code),
    }


def compare_choices(actor: Actor, election: Election, wanted: Asked, code: str) -> list[tuple[str, str]]:
    """What a picture can be compared with: days back, snapshots of the region or of one above it."""
    place = code or election.region.code
    today = today_at(wanted.at, place)
    days = [today - timedelta(days=back) for back in (1, 7, 14, 28)]
    choices = [
        (day.isoformat(), _("%(n)s hari sebelumnya (%(day)s)") % {"n": back, "day": words.short_day(day)})
        for back, day in zip((1, 7, 14, 28), days, strict=True)
    ]
    for snapshot in visible_snapshots(actor, election).filter(at__lt=wanted.at)[:MOST_SNAPSHOTS]:
        choices.insert(0, (f"{SNAPSHOT}{snapshot.pk}", f"{snapshot.title} ({words.short_moment(snapshot.at)})"))
    if wanted.sejak and wanted.sejak not in {value for value, _label in choices}:
        label = words.short_moment(wanted.since) if wanted.since else wanted.sejak
        choices.insert(0, (wanted.sejak, label))
    return choices


def asked_with_snapshot(request: ActorRequest, election: Election, now: datetime, code: str) -> Asked:
    """What the address asks for; a snapshot to compare with stands for its moment."""
    wanted = asked(request, election, now, code)
    if wanted.snapshot is None:
        return wanted
    found = visible_snapshots(request.actor, election).filter(pk=wanted.snapshot, at__lt=wanted.at).first()
    return replace(wanted, since=found.at if found else None, sejak=wanted.sejak if found else "")


def _shown(request: ActorRequest, slug: str, code: str) -> Shown:
    now = clock.now()
    election = access_election(request.actor, slug)
    place = "" if code == links.NATION else code
    return shown_picture(request.actor, election, place, asked_with_snapshot(request, election, now, place), now)


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
    if not shown.asked.past:
        context["beside"] = parts_about(request, shown.election, shown.code)
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
def stations(request: ActorRequest, slug: str, code: str) -> HttpResponseBase:
    """Every TPS below the region and how it stands: the list behind each count. Wider than a regency: choose one."""
    shown = _shown(request, slug, code)
    risk = shown.asked.scale is Scale.KERAWANAN
    declared = tables.ALL_STATIONS_RISK if risk else tables.ALL_STATIONS
    rows = []
    too_wide = len(shown.code) < 5
    if not too_wide:
        found = unit_standings(
            request.actor, shown.election, shown.code, "", shown.asked.scale, shown.asked.then, clock.now()
        )
        query = shown.asked.query | {"sejak": ""}
        rows = [
            tables.StationRow(line, shown.today, links.picture_url(slug, line.station.code, **query)) for line in found
        ]
    table = declared.show(request, rows)
    context = picture_context(request, shown, "tps") | {"table": table, "too_wide": too_wide}
    return _answer(request, "readiness/stations.html", context, table)


@guarded(Verb.PICTURE_VIEW, Verb.PICTURE_OPENED)
@require_safe
def sheet(request: ActorRequest, slug: str, code: str) -> HttpResponseBase:
    """One or two pages of paper: headline, hindrances, parts, indicators, agencies."""
    shown = _shown(request, slug, code)
    # Both scales stand on the sheet, whichever the address asks for.
    shown = replace(shown, asked=replace(shown.asked, scale=Scale.READINESS))
    context = picture_context(request, shown, "lembar") | {
        "children": children_table(request, shown).rows,
        "worst": hindrances(shown.readiness, SHEET_LINES),
        "agencies": agencies_table(request, shown).rows,
    }
    return render(request, "readiness/sheet.html", context)
