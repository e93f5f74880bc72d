"""Tags of the picture's pages."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from django import template

from siaga.desk.kinds import kind_label
from siaga.kit.words import percent
from siaga.readiness import links
from siaga.readiness.arithmetic import FULL
from siaga.readiness.views.parts import points as in_points

register = template.Library()


@register.filter
def points(difference: Fraction | None, decimals: int = 1) -> str:
    """A difference of shares in percentage points with its sign."""
    return in_points(difference, decimals)


@register.filter
def minus_points(lost: Fraction) -> str:
    """Points that are lost, with a minus."""
    return in_points(-lost)


@register.filter
def claim_share(claim: Any) -> str:
    """The share of a claim as a percentage."""
    return percent(Fraction(claim.share, FULL))


@register.filter
def agency_kind(key: str) -> str:
    """What people call a kind of agency."""
    return kind_label(key)


@register.simple_tag
def indicator_address(shown: Any, indicator: Any) -> str:
    """The page of an indicator, seen from the region that is shown."""
    return links.indicator_url(shown.election.slug, indicator.key, shown.code)


@register.simple_tag
def picture_address(slug: str, code: str) -> str:
    return links.picture_url(slug, code)


@register.simple_tag
def submission_address(submission_id: int) -> str:
    return links.submission_url(submission_id)


@register.simple_tag
def photo_address(submission: Any, file: Any, size: str = "besar") -> str:
    """A photo of a report as pages show it: without what the camera wrote into it."""
    return links.photo_url(submission.pk, file.name, size)
