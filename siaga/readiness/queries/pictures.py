"""The picture of a region or TPS on one scale at one moment."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

import numpy as np

from siaga.access import Actor
from siaga.elections.models import Election, PollingStation
from siaga.instruments.models import UnitKind
from siaga.readiness.access import Spot, access_spot
from siaga.readiness.arithmetic import Figure, Scale, Standing, standing
from siaga.readiness.grounds import Ground, cells_of, ground_of
from siaga.readiness.models import Claim
from siaga.readiness.queries.claims import claims_about
from siaga.readiness.shapes import (
    MOST_SILENT,
    AgencyLine,
    ChildLine,
    IndicatorLine,
    Picture,
    Risk,
    Units,
)
from siaga.readiness.sheets import Ints, Sheet, read_sheet
from siaga.readiness.silence import silent_in, silent_units
from siaga.readiness.tallies import (
    AT_RISK,
    CLEAR,
    EXPECTED,
    INCOMPLETE,
    RISK_LINE,
    SILENT,
    STANDING_LINE,
    Cells,
    Gathering,
    sums_of,
    unit_table,
)
from siaga.readiness.terms import Terms
from siaga.reporting.models import DutyUnit
from siaga.wilayah.models import Level, Region

MOST_AGENCIES = 400
"""Agencies below a region whose own figures are told by kind; above that (the nation) only the sum is."""


def picture(
    actor: Actor,
    election: Election,
    code: str,
    scale: Scale | str,
    at: datetime | None,
    now: datetime,
    *,
    silent: int = MOST_SILENT,
) -> Picture:
    """The picture of a region code (empty or ``ID``: the whole country) or a TPS code.

    at: a past moment; None for now. silent: how many silent units to name. Raises Refused.
    """
    spot = access_spot(actor, election, code)
    ground = ground_of(election, scale, at, now)
    return picture_on(actor, ground, spot, silent=silent)


def picture_on(actor: Actor, ground: Ground, spot: Spot, *, silent: int = MOST_SILENT, claims: bool = True) -> Picture:
    """The same where the door was passed and the ground is laid. claims: whether to tell what was claimed."""
    if spot.station is not None or len(spot.code) == 13:
        return _near(actor, ground, spot, silent, claims)
    numbers = numbers_of(ground, spot.code)
    cells, figures, own = numbers.cells, numbers.figures, numbers.own
    children = child_regions(ground, spot, cells)
    claimed = claims_about(actor, ground, spot.region if claims else None, children)
    nothing = Figure(ground.scale)
    no_units = _units(cells, "-", ground)
    lines = tuple(
        ChildLine(
            child,
            None,
            figures.get(child.code, nothing),
            numbers.units.get(child.code, no_units),
            None,
            claimed.share_of(child),
            own.get(child.code, nothing),
            None,
            numbers.silent.get(child.code, 0),
        )
        for child in children
    )
    return Picture(
        election=ground.election,
        region=spot.region,
        scale=ground.scale,
        at=ground.at,
        figure=figures.get(spot.code, nothing),
        own_agencies=own.get(spot.code, nothing),
        units=numbers.units.get(spot.code, no_units),
        claim=claimed.whole,
        claims=claimed.own,
        indicators=numbers.indicators,
        agencies=_agency_lines(ground, numbers.by_kind, numbers.own_by_kind, claimed.own),
        children=lines,
        silent=tuple(silent_units(ground, spot.code, silent, cells)),
        silent_count=numbers.silent.get(spot.code, 0),
    )


@dataclass(frozen=True, slots=True)
class Numbers:
    """All figures of a region and of its parts: the same for everybody who may see them."""

    cells: Cells
    figures: dict[str, Figure]
    own: dict[str, Figure]
    units: dict[str, Units]
    silent: dict[str, int]
    indicators: tuple[IndicatorLine, ...]
    by_kind: dict[str, Figure]
    own_by_kind: dict[str, Figure]


MOST_KEPT = 128
_kept: OrderedDict[tuple[int, str, str, int, int], Numbers] = OrderedDict()
"""Numbers of the present, by election, scale, code, state of the tallies and day."""


def numbers_of(ground: Ground, code: str) -> Numbers:
    """The figures of a region above the village; those of the present are kept until a report or a day changes them."""
    key = (ground.election.pk, str(ground.scale), code, ground.token, ground.today)
    found = _kept.get(key) if ground.token else None
    if found is None:
        found = _numbers(ground, code)
        if ground.token:
            _kept[key] = found
            while len(_kept) > MOST_KEPT:
                _kept.popitem(last=False)
    return found


def _numbers(ground: Ground, code: str) -> Numbers:
    cells = cells_of(ground, code)
    return Numbers(
        cells,
        cells.by_node(ground.terms, ground.today, own=False),
        cells.by_node(ground.terms, ground.today, own=True),
        {one: _units(cells, one, ground) for one in cells.codes},
        {one: cells.silent(one, ground.today) for one in cells.codes},
        _indicator_lines(cells, code, ground),
        _by_kind(ground, code, cells),
        _own_by_kind(ground, code),
    )


def _near(actor: Actor, ground: Ground, spot: Spot, most: int, claims: bool) -> Picture:
    """A village with its TPS, or one TPS: from the rows themselves."""
    sheet = ground.sheet(spot.code)
    gathering = unit_table(sheet, ground.terms, ground.today)
    if spot.station is None:
        cells = Cells({key: one for key, one in sums_of(sheet, ground.terms, (13,)).items() if key == spot.code})
    else:
        only = sums_of(sheet, ground.terms, (13,))
        cells = Cells({spot.code: next(iter(only.values()))} if only else {})
    claimed = claims_about(actor, ground, spot.region if claims and not spot.station else None, [])
    late = silent_in(sheet, gathering)
    nothing = Figure(ground.scale)
    figure = cells.by_node(ground.terms, ground.today, own=False).get(spot.code, nothing)
    lines: tuple[ChildLine, ...] = ()
    how: Standing | None = None
    risk: Risk | None = None
    if spot.station is None:
        stations = PollingStation.objects.filter(election=ground.election, village=spot.region).order_by("code")
        lines = _station_lines(ground, sheet, gathering, list(stations[:1000]))
    elif ground.scale is Scale.READINESS:
        how = standing(figure) if figure.expected else None
    else:
        risk = _risk_of(gathering, sheet.codes.index(spot.code)) if spot.code in sheet.codes else None
    return Picture(
        election=ground.election,
        region=spot.region,
        scale=ground.scale,
        at=ground.at,
        figure=figure,
        own_agencies=cells.by_node(ground.terms, ground.today, own=True).get(spot.code, nothing),
        units=_units(cells, spot.code, ground),
        claim=claimed.whole,
        claims=claimed.own,
        indicators=_indicator_lines(cells, spot.code, ground),
        agencies=_agency_lines(ground, _by_kind(ground, spot.code, cells), {}, claimed.own),
        children=lines,
        silent=tuple(late[:most]),
        silent_count=len(late),
        station=spot.station,
        standing=how,
        risk=risk,
    )


def _station_lines(
    ground: Ground, sheet: Sheet, gathering: Gathering, stations: Sequence[PollingStation]
) -> tuple[ChildLine, ...]:
    places = {code: unit for unit, code in enumerate(sheet.codes)}
    lines = []
    for one in stations:
        unit = places.get(one.code)
        figure = Figure(ground.scale) if unit is None else gathering.table.figure(ground.scale, unit)
        lines.append(
            ChildLine(
                None,
                one,
                figure,
                None,
                standing_of(ground.scale, figure),
                None,
                None,
                None if unit is None or ground.scale is Scale.READINESS else _risk_of(gathering, unit),
                int(unit is not None and bool(gathering.owing[unit]) and gathering.table.fresh[unit] < ground.today),
            )
        )
    return tuple(lines)


def standing_of(scale: Scale, figure: Figure) -> Standing | None:
    """How a unit stands, where it owes anything and the scale is that of readiness."""
    return standing(figure) if scale is Scale.READINESS and figure.expected else None


def _risk_of(gathering: Gathering, unit: int) -> Risk:
    for who, risk in zip(
        gathering.risks(), (Risk.RAWAN, Risk.TANPA, Risk.BELUM_LENGKAP, Risk.BELUM_LAPOR), strict=True
    ):
        if who[unit]:
            return risk
    return Risk.BELUM_LAPOR


def risks_of(gathering: Gathering) -> list[Risk]:
    """How each unit of a sheet stands on the kerawanan scale."""
    risky, clear, incomplete, _silent = gathering.risks()
    found = [Risk.BELUM_LAPOR] * len(risky)
    for who, risk in ((risky, Risk.RAWAN), (clear, Risk.TANPA), (incomplete, Risk.BELUM_LENGKAP)):
        for unit in np.flatnonzero(who):
            found[unit] = risk
    return found


def child_regions(ground: Ground, spot: Spot, cells: Cells) -> list[Region]:
    """Regions one level below, as far as they belong to the election; those of the country only where units owe."""
    if spot.region is None:
        known = [code for code in cells.codes if len(code) == 2]
        return list(Region.objects.filter(level=Level.PROVINCE, code__in=known).order_by("code"))
    rows = list(Region.objects.filter(parent=spot.region, valid_to=None).order_by("code"))
    for child in rows:
        child.parent = spot.region
    own = ground.election.region.code
    return [
        child
        for child in rows
        if child.code == own or child.code.startswith(f"{own}.") or own.startswith(f"{child.code}.")
    ]


def _units(cells: Cells, code: str, ground: Ground) -> Units:
    quiet = cells.silent(code, ground.today, (UnitKind.TPS,))
    if ground.scale is Scale.READINESS:
        expected = cells.count(code, STANDING_LINE, EXPECTED)
        return Units(expected, cells.standing(code, ground.today), quiet, dict.fromkeys(Risk, 0))
    counts = {
        Risk.RAWAN: cells.count(code, RISK_LINE, AT_RISK),
        Risk.TANPA: cells.count(code, RISK_LINE, CLEAR),
        Risk.BELUM_LENGKAP: cells.count(code, RISK_LINE, INCOMPLETE),
        Risk.BELUM_LAPOR: cells.count(code, RISK_LINE, SILENT),
    }
    return Units(cells.count(code, RISK_LINE, EXPECTED), dict.fromkeys(Standing, 0), quiet, counts)


def _indicator_lines(cells: Cells, code: str, ground: Ground) -> tuple[IndicatorLine, ...]:
    figures = cells.by_line(code, ground.terms, ground.today)
    return tuple(
        IndicatorLine(line.indicator, line.weight, one) for line, one in zip(ground.terms.lines, figures, strict=True)
    )


def kinds_of(terms: Terms) -> tuple[list[str], Ints]:
    """Kinds of agencies that answer for indicators of TPS and regions, and which of them each ordinal belongs to."""
    kinds = sorted({line.indicator.agency_kind for line in terms.lines if not line.own})
    kind_of = np.full(terms.size, -1, dtype=np.int64)
    for line in terms.lines:
        if not line.own:
            kind_of[line.ordinal] = kinds.index(line.indicator.agency_kind)
    return kinds, kind_of


def _by_kind(ground: Ground, code: str, cells: Cells) -> dict[str, Figure]:
    kinds, kind_of = kinds_of(ground.terms)
    if code not in cells.node or not kinds:
        return {}
    found = cells.by_node_and(ground.terms, ground.today, kind_of, len(kinds))[cells.node[code]]
    return dict(zip(kinds, found, strict=True))


def _agency_lines(
    ground: Ground, figures: dict[str, Figure], own: dict[str, Figure], claims: Sequence[Claim]
) -> tuple[AgencyLine, ...]:
    by_kind: dict[str, list[Claim]] = {}
    for claim in claims:
        by_kind.setdefault(claim.agency.kind, []).append(claim)
    return tuple(
        AgencyLine(kind, figures.get(kind, Figure(ground.scale)), tuple(by_kind.get(kind, ())), own.get(kind))
        for kind in sorted(figures.keys() | own.keys() | by_kind.keys())
    )


def _own_by_kind(ground: Ground, code: str) -> dict[str, Figure]:
    """What agencies at or below the region reported about themselves, by their kind."""
    instruments = {line.indicator.instrument_id for line in ground.terms.lines if line.own}
    if not instruments or "/" in code or len(code) in (0, 13):
        return {}
    column = {2: "province_code", 5: "regency_code", 8: "district_code"}[len(code)]
    roster = DutyUnit.objects.filter(election=ground.election, instrument__in=instruments, **{column: code})
    roster = roster.filter(until=None) if ground.past is None else roster
    kind_of = dict(roster.order_by().values_list("unit_code", "agency__kind").distinct()[: MOST_AGENCIES + 1])
    if not kind_of or len(kind_of) > MOST_AGENCIES:
        return {}
    widths = {key: width for key, width in ground.widths.items() if key in instruments}
    sheet = read_sheet(ground.election.pk, widths, [("unit_code", sorted(kind_of))], at=ground.past)
    table = unit_table(sheet, ground.terms, ground.today).table
    found: dict[str, Figure] = {}
    for unit, agency in enumerate(sheet.codes):
        kind = kind_of.get(agency)
        if kind is not None and table.expected[unit]:
            figure = table.figure(ground.scale, unit)
            found[kind] = joined(found[kind], figure) if kind in found else figure
    return found


def joined(one: Figure, other: Figure) -> Figure:
    """The figure of two sets of pairs that have none in common."""
    days = [day for day in (one.oldest, other.oldest) if day is not None]
    latest = [day for day in (one.newest, other.newest) if day is not None]
    return Figure(
        one.scale,
        one.expected + other.expected,
        one.reported + other.reported,
        one.stale + other.stale,
        one.confirmed + other.confirmed,
        one.weight_expected + other.weight_expected,
        one.weight_reported + other.weight_reported,
        one.earned + other.earned,
        one.confirmed_earned + other.confirmed_earned,
        min(days) if days else None,
        max(latest) if latest else None,
    )


def difference(claimed: Fraction | None, figure: Figure) -> Fraction | None:
    """Claimed less evidenced; None where either is unknown."""
    return None if claimed is None or figure.value is None else claimed - figure.value
