"""Tags of the frame that know the product's rooms."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.context import Context

from siaga.web.current import region_url, trail_of

register = template.Library()


@register.inclusion_tag("web/trail.html", takes_context=True)
def trail(context: Context, region: Any = None) -> dict[str, Any]:
    """The breadcrumb: the page's region and its ancestors, or the actor's own region."""
    parts = trail_of(region.code) if hasattr(region, "code") else context["frame"].trail
    return {"parts": [(part, region_url(part)) for part in parts]}
