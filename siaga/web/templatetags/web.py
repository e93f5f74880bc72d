"""Tags of the frame that know the product's rooms."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.context import Context

from siaga.access import Place, Verb, may
from siaga.web.current import region_url, trail_of

register = template.Library()


@register.inclusion_tag("web/trail.html", takes_context=True)
def trail(context: Context, region: Any = None) -> dict[str, Any]:
    """The breadcrumb: the page's region and its ancestors, or the actor's own region."""
    parts = trail_of(region.code) if hasattr(region, "code") else context["frame"].trail
    actor = context["frame"].actor
    # Above one's own region there is nothing to open: the name stands there without a link.
    open_to = {part.code for part in parts if may(actor, Verb.REGION_VIEW, Place(part.code))}
    return {"parts": [(part, region_url(part) if part.code in open_to else "") for part in parts]}
