"""A picture as plain values: what a snapshot keeps and what a document may cite. Shares are exact (``"3/4"``)."""

from __future__ import annotations

import hashlib
from datetime import UTC, date
from fractions import Fraction
from typing import Any

from siaga.ledger.facts import canonical
from siaga.readiness.arithmetic import Figure, Scale
from siaga.readiness.models import Claim
from siaga.readiness.shapes import Picture, Units

FORMAT = 1
_NUMBERS = (
    "expected", "reported", "stale", "confirmed", "weight_expected", "weight_reported", "earned", "confirmed_earned",
)  # fmt: skip


def plain(picture: Picture) -> dict[str, Any]:
    """Everything that the picture says, without names of persons."""
    return {
        "format": FORMAT,
        "election": picture.election.slug,
        "region": picture.region.code if picture.region else "",
        "scale": str(picture.scale),
        "at": picture.at.astimezone(UTC).isoformat(),
        "figure": figure_plain(picture.figure),
        "own_agencies": figure_plain(picture.own_agencies),
        "units": _units(picture.units),
        "claims": [_claim(one) for one in picture.claims],
        "indicators": [
            {
                "key": line.indicator.key,
                "number": line.indicator.number,
                "name": line.indicator.name,
                "weight": line.weight,
                "figure": figure_plain(line.figure),
            }
            for line in picture.indicators
        ],
        "agencies": [
            {
                "kind": line.agency_kind,
                "figure": figure_plain(line.figure),
                "own": figure_plain(line.own) if line.own else None,
            }
            for line in picture.agencies
        ],
        "children": [
            {
                "code": line.code,
                "name": line.region.name if line.region else str(line.station),
                "figure": figure_plain(line.figure),
                "units": _units(line.units) if line.units else None,
                "standing": str(line.standing) if line.standing else None,
                "risk": str(line.risk) if line.risk else None,
                "claimed": str(line.claimed) if line.claimed is not None else None,
                "silent": line.silent,
            }
            for line in picture.children
        ],
        "silent_count": picture.silent_count,
        "silent": list(picture.silent),
    }


def figure_plain(figure: Figure) -> dict[str, Any]:
    """A figure as whole numbers, with its value as an exact share beside them."""
    return {
        **{name: getattr(figure, name) for name in _NUMBERS},
        "value": str(figure.value) if figure.value is not None else None,
        "oldest": date.fromordinal(figure.oldest).isoformat() if figure.oldest else None,
        "newest": date.fromordinal(figure.newest).isoformat() if figure.newest else None,
    }


def figure_of(data: dict[str, Any], scale: Scale | str) -> Figure:
    """The figure that was frozen."""
    oldest, newest = (
        date.fromisoformat(data[name]).toordinal() if data[name] else None for name in ("oldest", "newest")
    )
    return Figure(Scale(scale), **{name: int(data[name]) for name in _NUMBERS}, oldest=oldest, newest=newest)


def digest_of(data: dict[str, Any]) -> str:
    """SHA-256 of the canonical text; what a citation names."""
    return hashlib.sha256(canonical(data).encode()).hexdigest()


def share_of(text: str | None) -> Fraction | None:
    return None if text is None else Fraction(text)


def _units(units: Units) -> dict[str, Any]:
    return {
        "expected": units.expected,
        "quiet": units.quiet,
        "by_standing": {str(key): count for key, count in units.by_standing.items()},
        "by_risk": {str(key): count for key, count in units.by_risk.items()},
    }


def _claim(claim: Claim) -> dict[str, Any]:
    """said_by may be a person's name and stays with the claim itself."""
    return {
        "id": claim.pk,
        "agency": claim.agency.code,
        "share": claim.share,
        "of_what": claim.of_what,
        "indicator": claim.indicator_key,
        "stated_at": claim.stated_at.astimezone(UTC).isoformat(),
        "source": claim.source,
    }
