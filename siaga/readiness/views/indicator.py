"""One indicator: what it means, its value part by part, how the answers spread, which units lack it, its history."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from fractions import Fraction
from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from siaga import clock
from siaga.access import Verb, may
from siaga.desk.kinds import kind_label
from siaga.elections.models import Election
from siaga.elections.queries import access_election
from siaga.instruments.queries import current_version
from siaga.instruments.questions import label_of
from siaga.kit.guard import ActorRequest, guarded
from siaga.kit.tables import Column, Empty, Filter, ShownTable, Table
from siaga.readiness.access import COUNTRY
from siaga.readiness.arithmetic import Scale
from siaga.readiness.links import indicator_url, picture_url, unit_url
from siaga.readiness.models import Indicator
from siaga.readiness.queries import access_indicator, by_child, indicators_for, terms_history, units_lacking
from siaga.readiness.queries.told import named_units
from siaga.readiness.rule_words import question_of, rule_words, score_words
from siaga.readiness.views.asking import asked_moment
from siaga.readiness.views.classes import said
from siaga.readiness.views.map_lines import AreaLine, area_line
from siaga.readiness.views.maps.asked import Asked
from siaga.readiness.views.parts import age_of
from siaga.readiness.views.places import region_at, region_name, seen_code
from siaga.readiness.views.tables.columns import (
    COVERAGE,
    VERIFIED,
    below,
    count,
    named,
    of_figure,
    summed,
    told_value,
    tone,
)
from siaga.wilayah.models import Level


@dataclass(frozen=True, slots=True)
class Share:
    """How many units gave an answer of this worth."""

    words: str
    score: Fraction | None
    count: int
    share: Fraction

    @property
    def width(self) -> str:
        return f"{float(self.share * 100):.2f}"

    @property
    def decimals(self) -> int:
        if self.score is None or self.score.denominator == 1:
            return 0
        return 1 if 10 % self.score.denominator == 0 else 2


@dataclass(slots=True)
class LackRow:
    """One unit that lacks the indicator; name and place are filled for those that are shown."""

    unit: str
    score: Fraction | None
    words: str
    name: str = ""
    place: str = ""
    last: datetime | None = None

    @property
    def code(self) -> str:
        return self.unit.partition(":")[2]

    @property
    def state(self) -> str:
        if self.score is None:
            return "belum_lapor"
        return "sebagian" if 2 * self.score >= 1 else "belum"


@dataclass(frozen=True, slots=True)
class Page:
    """All that the page of one indicator asks and finds."""

    request: ActorRequest
    election: Election
    indicator: Indicator
    asked: Asked
    question: Any = field(repr=False)

    @property
    def at(self) -> datetime | None:
        return self.asked.moment.at if self.asked.moment.past else None


@guarded(Verb.PICTURE_VIEW, Verb.PICTURE_OPENED)
@require_safe
def indicator(request: ActorRequest, slug: str, key: str) -> HttpResponseBase:
    """``?wilayah=16.72.01`` chooses the region, ``?pada=2024-10-30`` the moment."""
    election = access_election(request.actor, slug)
    found = access_indicator(request.actor, election, key)
    code = seen_code(request.actor, election, request.GET.get("wilayah", ""))
    region = region_at(code)
    moment = asked_moment(request, code or election.region.code, clock.now())
    asked = Asked(election, code or COUNTRY, region, Scale(found.scale), found, (), moment)
    version = current_version(found.instrument)
    page = Page(request, election, found, asked, question_of(version.questions, found.question))
    whole, parts = by_child(request.actor, election, code, key, found.scale, page.at, clock.now())
    lacking = units_lacking(request.actor, election, key, code, page.at, clock.now())
    children = _children(page).show(request, [area_line(child) for child in parts])
    units = _units(page, len(code) < 5).show(
        request, [LackRow(unit, score, score_words(found.rule, page.question, score)) for unit, score in lacking.units]
    )
    _tell_names(page, units)
    for shown in (children, units):
        if answer := shown.table.partial(request, shown):
            return answer
    all_weights = sum(one.weight for one in indicators_for(request.actor, election, found.scale))
    return render(
        request,
        "readiness/indicator.html",
        {
            "asked": asked,
            "election": election,
            "region": region,
            "trail_query": key,
            "name": region_name(region),
            "indicator": found,
            "question_label": label_of(page.question) if page.question else found.question,
            "rule": rule_words(found.rule, page.question),
            "agency_name": kind_label(found.agency_kind) if found.agency_kind else "",
            "weight": found.weight,
            "weight_share": Fraction(found.weight, all_weights) if all_weights and not found.retired_at else None,
            "whole": whole,
            "whole_said": said(whole),
            "whole_age": age_of(whole, asked.today),
            "spread": _spread(page, lacking.spread),
            "children": children if parts else None,
            "units": units,
            "terms": terms_history(request.actor, found),
            "may_change": may(request.actor, Verb.INDICATOR_CHANGE, election.place),
            "map_url": asked.address("map_page"),
            "picture_page": picture_url(slug, code, skala=found.scale if found.scale == Scale.KERAWANAN else ""),
        },
    )


def _spread(page: Page, counts: Sequence[tuple[Fraction | None, int]]) -> list[Share]:
    whole = sum(count for _score, count in counts)
    ordered = sorted(counts, key=lambda one: (one[0] is None, -(one[0] or 0)))
    return [
        Share(score_words(page.indicator.rule, page.question, score), score, count, Fraction(count, whole))
        for score, count in ordered[:50]
    ]


def _children(page: Page) -> Table:
    stations = page.asked.region is not None and page.asked.region.level == Level.VILLAGE

    def address(line: AreaLine) -> str:
        if line.station is not None:
            return picture_url(page.election.slug, line.code)
        return indicator_url(page.election.slug, page.indicator.key, line.code)

    return Table(
        key="bagian",
        prefix="w-",
        title=_("Menurut TPS") if stations else _("Menurut wilayah"),
        columns=[
            *named(gettext_lazy("TPS") if stations else gettext_lazy("Wilayah")),
            told_value(gettext_lazy("Nilai")),
            tone(gettext_lazy("Keterangan"), phone=False),
            COVERAGE,
            below(summed(count("reported", gettext_lazy("Sudah lapor"), of_figure(lambda one: one.reported)))),
            below(summed(count("expected", gettext_lazy("Wajib lapor"), of_figure(lambda one: one.expected)))),
            VERIFIED,
            summed(count("stale", gettext_lazy("Usang"), of_figure(lambda one: one.stale))),
        ],
        order="name",
        per_page=50,
        row_url=address,
    )


def _units(page: Page, too_wide: bool) -> Table:
    risky = page.indicator.scale == Scale.KERAWANAN
    empty = Empty(
        title=gettext_lazy("Tidak ada yang kurang"),
        text=gettext_lazy("Semua unit di wilayah ini sudah melaporkan nilai penuh untuk indikator ini."),
        icon="circle-check",
    )
    if too_wide:
        empty = Empty(
            title=gettext_lazy("Pilih kabupaten atau kota"),
            text=gettext_lazy("Daftar unit dibuat per kabupaten/kota. Buka salah satu wilayah pada tabel di atas."),
            icon="map-pins",
        )
    return Table(
        key="kurang",
        title=_("Unit yang rawan atau belum lapor") if risky else _("Unit yang masih kurang"),
        columns=[
            Column(key="name", label=gettext_lazy("Unit"), value=lambda row: row.name or row.code, sub="place"),
            Column(key="code", label=gettext_lazy("Kode"), format="code", sort=True, phone=False),
            Column(
                key="state",
                label=gettext_lazy("Keadaan"),
                value=lambda row: row.state,
                format="" if risky else "status",
                cell="readiness/parts/lack_cell.html",
            ),
            Column(key="answer", label=gettext_lazy("Jawaban"), value=lambda row: row.words, screen=False),
            Column(
                key="score",
                label=gettext_lazy("Nilai"),
                value=lambda row: row.score,
                format="percent",
                sort=lambda row: -1 if row.score is None else row.score,
            ),
            Column(
                key="last", label=gettext_lazy("Terakhir lapor"), value=lambda row: row.last, format="age", phone=False
            ),
        ],
        filters=[
            Filter(
                key="keadaan",
                label=gettext_lazy("Keadaan"),
                chips=True,
                choices=[("belum_lapor", gettext_lazy("Belum lapor")), ("lapor", gettext_lazy("Sudah lapor, kurang"))],
                apply=lambda rows, value: [row for row in rows if (row.score is None) is (value == "belum_lapor")],
            )
        ],
        search=lambda rows, words: [row for row in rows if words.strip() in row.code],
        search_label=gettext_lazy("Cari kode unit"),
        per_page=25,
        row_url=lambda row: unit_url(page.election.slug, row.unit),
        empty=empty,
    )


_AT_ONCE = 500


def _tell_names(page: Page, shown: ShownTable) -> None:
    """Names of the rows that will be drawn (of all, for a file), a few hundred at a time."""
    rows: list[LackRow] = list(shown.rows) if shown.export_kind else shown.page_rows
    heard_by = [page.indicator.instrument_id]
    for start in range(0, len(rows), _AT_ONCE):
        part = rows[start : start + _AT_ONCE]
        found = named_units(page.election, [row.unit for row in part], page.asked.moment.at, heard_by)
        for row, unit in zip(part, found, strict=True):
            row.name, row.place, row.last = unit.name, unit.place, unit.last
