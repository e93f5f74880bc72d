"""Kinds of agencies × child regions, other weights tried, and TPS for the map: the picture from other sides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from fractions import Fraction

from siaga.access import Actor
from siaga.elections.access import under
from siaga.elections.models import Election, PollingStation
from siaga.instruments.models import UnitKind
from siaga.readiness.access import access_spot
from siaga.readiness.arithmetic import Figure, Scale
from siaga.readiness.grounds import Ground, cells_of, ground_of
from siaga.readiness.queries.claims import claims_about
from siaga.readiness.queries.pictures import child_regions, joined, kinds_of, risks_of, standing_of
from siaga.readiness.shapes import ChildLine, Grid, GridRow, UnitStanding, WhatIf, WhatIfLine
from siaga.readiness.terms import Line, make_terms


def grid(actor: Actor, election: Election, code: str, scale: Scale | str, at: datetime | None, now: datetime) -> Grid:
    """The grid of a region above the village. Indicators of TPS and regions only. Raises Refused."""
    spot = access_spot(actor, election, code)
    ground = ground_of(election, scale, at, now)
    cells = cells_of(ground, spot.code)
    children = child_regions(ground, spot, cells)
    kinds, kind_of = kinds_of(ground.terms)
    found = cells.by_node_and(ground.terms, ground.today, kind_of, len(kinds)) if kinds else []
    claims = claims_about(actor, ground, spot.region, [])
    nothing = Figure(ground.scale)

    def cell(region: str, kind: int) -> Figure:
        return found[cells.node[region]][kind] if region in cells.node else nothing

    totals = cells.by_node(ground.terms, ground.today, own=False)
    rows = tuple(
        GridRow(
            kind,
            tuple(cell(child.code, index) for child in children),
            cell(spot.code, index),
            tuple(claim for claim in claims.own if claim.agency.kind == kind),
        )
        for index, kind in enumerate(kinds)
    )
    return Grid(
        election,
        spot.region,
        ground.scale,
        ground.at,
        tuple(children),
        rows,
        tuple(totals.get(child.code, nothing) for child in children),
        totals.get(spot.code, nothing),
    )


def what_if(
    actor: Actor,
    election: Election,
    code: str,
    scale: Scale | str,
    weights: Mapping[int, int],
    at: datetime | None,
    now: datetime,
) -> WhatIf:
    """The figures of a region and its parts if indicators (by id) weighed otherwise. Saves nothing."""
    spot = access_spot(actor, election, code)
    ground = ground_of(election, scale, at, now)
    cells = cells_of(ground, spot.code)
    tried = ground.terms.weighing({key: min(max(int(one), 0), 1000) for key, one in weights.items()})
    before = cells.by_node(ground.terms, ground.today, own=False)
    after = cells.by_node(tried, ground.today, own=False)
    nothing = Figure(ground.scale)
    places = [(spot.region, spot.code), *((one, one.code) for one in child_regions(ground, spot, cells))]
    return WhatIf(
        election,
        spot.region,
        ground.scale,
        ground.at,
        dict(weights),
        tuple(WhatIfLine(region, before.get(place, nothing), after.get(place, nothing)) for region, place in places),
    )


def _lines(ground: Ground, indicator_key: str) -> tuple[Line, ...]:
    """All lines in force, or the one of an indicator. Alone it weighs one, so that one of weight 0 has a value too."""
    if not indicator_key:
        return ground.terms.lines
    return tuple(replace(line, weight=1) for line in ground.terms.lines if line.indicator.key == indicator_key)


def by_child(
    actor: Actor,
    election: Election,
    code: str,
    indicator_key: str,
    scale: Scale | str,
    at: datetime | None,
    now: datetime,
) -> tuple[Figure, list[ChildLine]]:
    """One indicator (or, with an empty key, all of TPS and regions) over a region and each part: for the map and the
    indicator's page. Parts of a village are its TPS. Raises Refused."""
    spot = access_spot(actor, election, code)
    ground = ground_of(election, scale, at, now)
    lines = _lines(ground, indicator_key)
    terms = make_terms(ground.scale, lines, ground.terms.size)
    own = bool(indicator_key) and bool(lines) and lines[0].own
    nothing = Figure(ground.scale)
    if len(spot.code) == 13:
        found = unit_standings(actor, election, code, indicator_key, scale, at, now)
        whole = nothing
        for one in found:
            whole = joined(whole, one.figure)
        return whole, [
            ChildLine(None, one.station, one.figure, None, one.standing, None, None, one.risk, int(one.silent))
            for one in found
        ]
    cells = cells_of(ground, spot.code)
    figures = cells.by_node(terms, ground.today, own=own)
    children = child_regions(ground, spot, cells)
    return figures.get(spot.code, nothing), [
        ChildLine(
            child, None, figures.get(child.code, nothing), None, None, None, None, None,
            cells.silent(child.code, ground.today),
        )
        for child in children
    ]  # fmt: skip


MOST_POINTS = 5000


def unit_standings(
    actor: Actor,
    election: Election,
    code: str,
    indicator_key: str,
    scale: Scale | str,
    at: datetime | None,
    now: datetime,
) -> list[UnitStanding]:
    """Every TPS of a regency or less with its figure and how it stands, by code (at most ``MOST_POINTS``).

    indicator_key: of one indicator only; empty for all. Raises Refused, also for what is wider than a regency.
    """
    from siaga.access import Refused

    spot = access_spot(actor, election, code)
    if len(spot.code) < 5:
        raise Refused
    ground = ground_of(election, scale, at, now)
    lines = _lines(ground, indicator_key)
    from siaga.readiness.tallies import unit_table

    sheet = ground.sheet(spot.code)
    gathering = unit_table(sheet, make_terms(ground.scale, lines, ground.terms.size), ground.today)
    risks = risks_of(gathering) if ground.scale is Scale.KERAWANAN else None
    places = {
        one: unit for unit, (kind, one) in enumerate(zip(sheet.kinds, sheet.codes, strict=True)) if kind == UnitKind.TPS
    }
    stations = (
        PollingStation.objects.filter(election=election).filter(under(spot.code)).select_related("village__parent")
    )
    late = gathering.owing & (gathering.table.fresh < ground.today)
    nothing = Figure(ground.scale)
    found = []
    for station in stations.order_by("code")[:MOST_POINTS]:
        unit = places.get(station.code)
        figure = nothing if unit is None else gathering.table.figure(ground.scale, unit)
        found.append(
            UnitStanding(
                station,
                figure,
                standing_of(ground.scale, figure),
                risks[unit] if risks is not None and unit is not None else None,
                unit is not None and bool(late[unit]),
            )
        )
    return found


def kerawanan_bounds(figure: Figure) -> tuple[Fraction | None, Fraction | None]:
    """The least and the most that a kerawanan figure can become once all is reported."""
    return figure.low, figure.high
