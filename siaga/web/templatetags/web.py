"""Tags of the frame that know the product's rooms."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.context import Context
from django.utils.translation import gettext as _

from siaga.access import Place, Verb, may
from siaga.kit.words import moment
from siaga.web.current import region_url, trail_of

register = template.Library()


@register.inclusion_tag("web/trail.html", takes_context=True)
def trail(context: Context, region: Any = None) -> dict[str, Any]:
    """The breadcrumb: the page's region and its ancestors, or the actor's own region.

    ``trail_to`` in the context is the address of this kind of page without the code: the breadcrumb then stays
    among pages of that kind (``/gambaran/pilkada-2024/``).
    """
    frame = context["frame"]
    elsewhere = hasattr(region, "code") and region.code != frame.region_code
    parts = trail_of(region.code) if elsewhere else frame.trail
    actor = context["frame"].actor
    base = context.get("trail_to", "")
    # Above one's own region there is nothing to open: the name stands there without a link.
    open_to = {part.code for part in parts if may(actor, Verb.REGION_VIEW, Place(part.code))}
    return {
        "parts": [
            (part, (f"{base}{part.code}/" if base else region_url(part)) if part.code in open_to else "")
            for part in parts
        ]
    }


@register.simple_tag(takes_context=True)
def sheet_head(context: Context) -> str:
    """What stands above every printed sheet after the first, as a property that ``print.css`` reads."""
    frame = context["frame"]
    where = " › ".join(str(part.title) for part in frame.trail)
    printed = _("Keadaan per %(when)s. Dicetak oleh %(who)s.") % {
        "when": moment(context["now"]),
        "who": context["actor"].name,
    }
    parts = [frame.desk_name, where, frame.election.name if frame.election else "", printed]
    return f"--sheet-head: {_css_text(' · '.join(str(part) for part in parts if part))}"


def _css_text(text: str) -> str:
    """A quoted text of CSS: whatever could end it, or the declaration, is written by its number."""
    escaped = "".join(f"\\{ord(sign):x} " if sign in "\\\"';{}" or sign < " " else sign for sign in text)
    return f'"{escaped}"'
