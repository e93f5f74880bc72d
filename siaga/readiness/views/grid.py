"""The grid: kinds of agencies × child regions, with what was claimed beside what the reports say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from siaga import clock
from siaga.access import Verb
from siaga.desk.kinds import kind_label
from siaga.elections.queries import access_election
from siaga.kit.guard import ActorRequest, guarded
from siaga.kit.tables import Column, Table
from siaga.kit.words import number
from siaga.readiness.arithmetic import Figure, Scale
from siaga.readiness.models import Claim
from siaga.readiness.queries import grid as grid_of
from siaga.readiness.shapes import Grid, GridRow
from siaga.readiness.views.classes import UNREPORTED, class_of, class_words, is_thin
from siaga.readiness.views.maps.asked import Asked, asked_map, legend
from siaga.readiness.views.parts import points
from siaga.wilayah.models import Level, Region


@dataclass(frozen=True, slots=True)
class Cell:
    """One box. claimed: what the agency said of this very place; gap: that less the evidence, in points."""

    figure: Figure
    url: str
    claimed: Fraction | None = None

    @property
    def tone(self) -> str:
        return class_of(self.figure)

    @property
    def thin(self) -> bool:
        return is_thin(self.figure)

    @property
    def gap(self) -> str:
        if self.claimed is None or self.figure.value is None:
            return ""
        words = points(self.claimed - self.figure.value)
        return _("beda %(n)s poin") % {"n": words} if words else ""


@dataclass(frozen=True, slots=True)
class Line:
    """One kind of agency, ready to be drawn."""

    kind: str
    name: str
    about: str
    cells: tuple[Cell, ...]
    whole: Cell


def _claimed_of(claims: Sequence[Claim], region: Region | None) -> Fraction | None:
    """What the newest claim that speaks of the whole says of this place: itself, or in its breakdown."""
    for claim in claims:
        if claim.indicator_key:
            continue
        if region is None or claim.region_id == region.pk:
            return Fraction(claim.share, 1_000_000)
        for part in claim.parts:
            if part.get("region") == region.code:
                return Fraction(int(part["share"]), 1_000_000)
    return None


def agency_name(kind: str) -> str:
    return kind_label(kind) if kind else _("Tanpa penanggung jawab")


def _lines(asked: Asked, found: Grid) -> list[Line]:
    return [_line(asked, found, row) for row in found.rows]


def _line(asked: Asked, found: Grid, row: GridRow) -> Line:
    about = ""
    if row.total.expected:
        about = _("%(reported)s dari %(expected)s isian") % {
            "reported": number(row.total.reported),
            "expected": number(row.total.expected),
        }
    return Line(
        row.agency_kind,
        agency_name(row.agency_kind),
        about,
        tuple(
            Cell(figure, _picture_url(asked, child.code, row.agency_kind), _claimed_of(row.claims, child))
            for child, figure in zip(found.children, row.cells, strict=True)
        ),
        Cell(row.total, _picture_url(asked, asked.code, row.agency_kind), _claimed_of(row.claims, found.region)),
    )


def _picture_url(asked: Asked, code: str, kind: str = "") -> str:
    query = {
        "skala": asked.scale.value if asked.scale is Scale.KERAWANAN else "",
        "pada": asked.moment.day.isoformat() if asked.moment.day else "",
        "instansi": kind,
    }
    kept = urlencode({key: value for key, value in query.items() if value})
    tail = "indikator/" if kind else ""
    return f"/gambaran/{asked.election.slug}/{code}/{tail}{f'?{kept}' if kept else ''}"


@guarded(Verb.PICTURE_VIEW, Verb.PICTURE_OPENED)
@require_safe
def grid(request: ActorRequest, slug: str, code: str) -> HttpResponseBase:
    election = access_election(request.actor, slug)
    asked = asked_map(request, election, code)
    at = asked.moment.at if asked.moment.past else None
    found = grid_of(request.actor, election, code, asked.scale, at, clock.now())
    lines = _lines(asked, found)
    export = _export(asked, found, lines)
    if answer := export.partial(request, export.show(request, _export_rows(found, lines))):
        return answer
    chosen = request.GET.get("satu", "")
    kept = [place for place, child in enumerate(found.children) if child.code == chosen] or list(
        range(len(found.children))
    )
    return render(
        request,
        "readiness/grid.html",
        {
            "asked": asked,
            "region": asked.region,
            "trail_to": f"/kisi/{slug}/",
            "name": asked.region.title if asked.region else _("Indonesia"),
            "heads": [_head(asked, found.children[place]) for place in kept],
            "rows": [
                Line(one.kind, one.name, one.about, tuple(one.cells[place] for place in kept), one.whole)
                for one in lines
            ]
            if found.total.expected
            else [],
            "totals": [
                Cell(found.child_totals[place], _picture_url(asked, found.children[place].code)) for place in kept
            ],
            "whole": Cell(found.total, _picture_url(asked, code)),
            "legend": legend(asked.scale),
            "choices": [(child.code, child.title) for child in found.children],
            "chosen": chosen if len(kept) == 1 else "",
            "kept": [(key, value) for key, value in request.GET.items() if key in ("skala", "pada")],
        },
    )


def _head(asked: Asked, child: Region) -> dict[str, str]:
    return {"name": child.title, "url": asked.address("grid", child.code) if child.level < Level.VILLAGE else ""}


# The same as a file ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class FileRow:
    """One box of the grid as a row of the file."""

    agency: str
    region: str
    code: str
    cell: Cell


def _export_rows(found: Grid, lines: Sequence[Line]) -> list[FileRow]:
    whole = found.region.title if found.region else _("Indonesia")
    code = found.region.code if found.region else ""
    rows = []
    for line in lines:
        for child, cell in zip(found.children, line.cells, strict=True):
            rows.append(FileRow(line.name, child.title, child.code, cell))
        rows.append(FileRow(line.name, whole, code, line.whole))
    for child, figure in zip(found.children, found.child_totals, strict=True):
        rows.append(FileRow(_("Semua instansi"), child.title, child.code, Cell(figure, "")))
    rows.append(FileRow(_("Semua instansi"), whole, code, Cell(found.total, "")))
    return rows


def _export(asked: Asked, found: Grid, lines: Sequence[Line]) -> Table:
    def of(get: Any, form: str = "number") -> dict[str, Any]:
        return {"value": lambda row: get(row.cell.figure), "format": form}

    return Table(
        key="kisi",
        title=_("Kisi %(scale)s %(name)s")
        % {"scale": asked.scale.value, "name": found.region.title if found.region else _("Indonesia")},
        columns=[
            Column(key="agency", label=_("Instansi")),
            Column(key="region", label=_("Wilayah"), value=lambda row: row.region),
            Column(key="code", label=_("Kode"), format="code"),
            Column(key="value", label=_("Nilai"), **of(lambda figure: figure.value, "percent")),
            Column(
                key="state",
                label=_("Keterangan"),
                value=lambda row: class_words(row.cell.tone) if row.cell.tone != UNREPORTED else _("belum lapor"),
            ),
            Column(key="coverage", label=_("Cakupan"), **of(lambda figure: figure.coverage, "percent")),
            Column(key="reported", label=_("Isian masuk"), **of(lambda figure: figure.reported)),
            Column(key="expected", label=_("Isian ditunggu"), **of(lambda figure: figure.expected)),
            Column(key="verified", label=_("Terverifikasi"), **of(lambda figure: figure.verified, "percent")),
            Column(key="stale", label=_("Isian usang"), **of(lambda figure: figure.stale)),
            Column(key="claimed", label=_("Diklaim instansi"), value=lambda row: row.cell.claimed, format="percent"),
        ],
    )
