"""Sections from the picture: readiness, what changed, logistics, kerawanan, and the reports that are owed."""

from __future__ import annotations

from typing import Any

from siaga.access import Verb
from siaga.briefing.sections.ground import Ground, Section, figure, link, section, source, table
from siaga.readiness import queries
from siaga.readiness.arithmetic import Figure as PictureFigure
from siaga.readiness.arithmetic import Scale
from siaga.readiness.shapes import Picture, Risk
from siaga.reporting.queries.owed import by_instrument, by_reporter, tally, visible_expected
from siaga.wilayah.access import below

_LOGISTICS = "logistik/"
"""Checklists ask what belongs to logistics in the group of this name."""
_FALLS = 5


def readiness(ground: Ground) -> Section:
    """Claimed, evidenced and verified side by side, with coverage and silence; by part of the region."""
    seen = _picture(ground, Scale.READINESS)
    of = source("picture", seen.at, *_page(ground))
    figures = [
        figure("evidenced", seen.figure.value, "share", source=of, coverage=_coverage(seen.figure)),
        figure("verified", seen.figure.verified, "share", source=of),
        _claimed(ground, seen),
        figure("silent", seen.silent_count if seen.figure.expected else None, source=of),
        figure("stale", seen.figure.stale if seen.figure.expected else None, source=of),
    ]
    if seen.own_agencies.expected:
        figures.append(
            figure("own_agencies", seen.own_agencies.value, "share", source=of, coverage=_coverage(seen.own_agencies))
        )
    rows = [
        {
            "area": child.region.title if child.region else str(child.station),
            "evidenced": child.figure.value,
            "verified": child.figure.verified,
            "claimed": child.claimed,
            "coverage": child.figure.coverage,
            "silent": child.silent,
            "link": link("readiness:picture", ground.election.slug, child.code),
        }
        for child in seen.children
    ]
    columns = [
        ("area", "text"),
        ("evidenced", "share"),
        ("verified", "share"),
        ("claimed", "share"),
        ("coverage", "share"),
        ("silent", "number"),
    ]
    return section("readiness", figures, [table("readiness", columns, rows, most=60)], of)


def risk(ground: Ground) -> Section:
    """Kerawanan between the bounds that missing reports allow; missing is never without risk."""
    seen = _picture(ground, Scale.KERAWANAN)
    of = source("picture", seen.at, *_page(ground))
    counts = seen.units.by_risk
    known = {"reported": seen.units.expected - counts.get(Risk.BELUM_LAPOR, 0), "expected": seen.units.expected}
    figures = [
        figure("risk", seen.figure.value, "share", source=of, coverage=_coverage(seen.figure)),
        figure("risk_low", seen.figure.low if seen.figure.expected else None, "share", source=of),
        figure("risk_high", seen.figure.high if seen.figure.expected else None, "share", source=of),
    ]
    if seen.units.expected:
        figures += [
            figure("risky", counts.get(Risk.RAWAN, 0), source=of, coverage={**known, "unit": "tps"}),
            figure("risk_clear", counts.get(Risk.TANPA, 0), source=of),
            figure("risk_incomplete", counts.get(Risk.BELUM_LENGKAP, 0), source=of),
            figure("risk_silent", counts.get(Risk.BELUM_LAPOR, 0), source=of),
        ]
    rows = [
        {
            "area": child.region.title if child.region else str(child.station),
            "risk": child.figure.value,
            "coverage": child.figure.coverage,
            "risky": child.units.by_risk.get(Risk.RAWAN, 0) if child.units else None,
            "risk_incomplete": child.units.by_risk.get(Risk.BELUM_LENGKAP, 0) if child.units else None,
            "risk_silent": child.units.by_risk.get(Risk.BELUM_LAPOR, 0) if child.units else None,
            "link": link("readiness:picture", ground.election.slug, child.code),
        }
        for child in seen.children
        if child.figure.expected
    ]
    columns = [
        ("area", "text"),
        ("risk", "share"),
        ("coverage", "share"),
        ("risky", "number"),
        ("risk_incomplete", "number"),
        ("risk_silent", "number"),
    ]
    return section("risk", figures, [table("risk", columns, rows, most=60)], of)


def changes(ground: Ground) -> Section:
    """What changed since the report before: the whole, its parts, the biggest falls, who went silent."""
    if ground.since >= ground.at:
        return section("changes")
    moved = queries.changes_since(
        ground.actor, ground.election, ground.region.code, Scale.READINESS, ground.since, ground.past, ground.now
    )
    of = source("picture", moved.at, *_page(ground))
    names = {child.code: child.region.title for child in _picture(ground, Scale.READINESS).children if child.region}
    before = moved.whole.before.value if moved.whole.before else None
    figures = [
        figure("since", ground.since, "moment"),
        figure("before_value", before, "share", source=source("picture", moved.since, *_page(ground))),
        figure("after_value", moved.whole.after.value if moved.whole.after else None, "share", source=of),
        figure("change", moved.whole.change, "points", source=of),
        figure("newly_silent", moved.newly_silent_count, source=of),
    ]
    if before is None and figures[2]["value"] is None:
        return section("changes")
    ground.events["falls"] = sum(one.change is not None and one.change <= -0.1 for one in moved.children)
    rows = [
        {
            "area": names.get(one.thing, one.thing),
            "before_value": one.before.value if one.before else None,
            "after_value": one.after.value if one.after else None,
            "change": one.change,
        }
        for one in moved.children
        if one.change is not None and one.change != 0
    ]
    falls = [
        {
            "indicator": one.thing.name,
            "before_value": one.before.value if one.before else None,
            "after_value": one.after.value if one.after else None,
            "change": one.change,
            "link": link("readiness:indicator", ground.election.slug, one.thing.key),
        }
        for one in moved.falls[:_FALLS]
    ]
    numbers = [("before_value", "share"), ("after_value", "share"), ("change", "points")]
    return section(
        "changes",
        figures,
        [
            table("changes", [("area", "text"), *numbers], rows),
            table("falls", [("indicator", "text"), *numbers], falls),
        ],
        of,
    )


def logistics(ground: Ground) -> Section:
    """The indicators that ask about logistics at the stations, each with its coverage."""
    seen = _picture(ground, Scale.READINESS)
    of = source("picture", seen.at, "readiness:picture_indicators", ground.election.slug, ground.region.code)
    lines = [one for one in seen.indicators if one.indicator.question.startswith(_LOGISTICS) and one.figure.expected]
    rows = [
        {
            "indicator": one.indicator.name,
            "evidenced": one.figure.value,
            "verified": one.figure.verified,
            "coverage": one.figure.coverage,
            "missing": one.figure.missing,
            "link": link("readiness:indicator", ground.election.slug, one.indicator.key),
        }
        for one in lines
    ]
    columns = [
        ("indicator", "text"),
        ("evidenced", "share"),
        ("verified", "share"),
        ("coverage", "share"),
        ("missing", "number"),
    ]
    return section("logistics", (), [table("logistics", columns, rows)], of)


def debts(ground: Ground) -> Section:
    """Reports that fell due in the period: on time, late, missing, nil; and who owes the most."""
    rows = visible_expected(ground.actor, Verb.DUTY_VIEW).filter(
        below(ground.region.code, "region__"),
        election=ground.election,
        due_at__gte=ground.opens_at,
        due_at__lte=ground.at,
    )
    whole = tally(rows)
    of = source("debts", ground.at, "reporting:owed")
    counted = [
        figure("asked", whole.asked, source=of),
        figure("on_time", whole.on_time, source=of, coverage={"reported": whole.on_time, "expected": whole.asked}),
        figure("late", whole.late, source=of),
        figure("missing_reports", whole.missing, source=of),
        figure("nil_reports", whole.nil, source=of),
    ]
    debtors: list[dict[str, Any]] = [
        {
            "who": one.agency_name or one.district or ground.region.title,
            "role": one.role,
            "asked": one.tally.asked,
            "late": one.tally.late,
            "missing_reports": one.tally.missing,
        }
        for one in by_reporter(rows)
        if one.tally.missing
    ]
    debtors.sort(key=lambda row: (-row["missing_reports"], row["who"], row["role"]))
    instruments = [
        {
            "instrument": one.label,
            "asked": one.tally.asked,
            "on_time": one.tally.on_time,
            "late": one.tally.late,
            "missing_reports": one.tally.missing,
        }
        for one in by_instrument(rows)
    ]
    numbers = [("asked", "number"), ("late", "number"), ("missing_reports", "number")]
    return section(
        "debts",
        counted if whole.asked else [],
        [
            table("instruments", [("instrument", "text"), ("asked", "number"), ("on_time", "number"), *numbers[1:]],
                  instruments),
            table("debtors", [("who", "text"), ("role", "role"), *numbers], debtors, most=15),
        ],
        of,
    )  # fmt: skip


def _picture(ground: Ground, scale: Scale) -> Picture:
    key = str(scale)
    if key not in ground.pictures:
        ground.pictures[key] = queries.picture(
            ground.actor, ground.election, ground.region.code, scale, ground.past, ground.now, silent=0
        )
    found = ground.pictures[key]
    assert isinstance(found, Picture)
    return found


def _page(ground: Ground) -> tuple[str, str, str]:
    return "readiness:picture", ground.election.slug, ground.region.code


def _coverage(seen: PictureFigure) -> dict[str, Any]:
    return {"reported": seen.reported, "expected": seen.expected, "unit": "pairs"}


def _claimed(ground: Ground, seen: Picture) -> dict[str, Any]:
    """The newest claim about the region as a whole, with who claimed it, when, and out of what."""
    if seen.claim is None:
        return figure("claimed", None, "share")
    said = seen.claim.agency.name + (f" ({seen.claim.of_what})" if seen.claim.of_what else "")
    of = source("claim", seen.claim.stated_at, "readiness:claim", ground.election.slug, seen.claim.pk, who=said)
    return figure("claimed", seen.claimed, "share", source=of)
