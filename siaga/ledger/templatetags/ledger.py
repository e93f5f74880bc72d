"""``{% ledger_link thing %}``: the way from any page to the history of what it shows."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.context import Context
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from siaga.access import Place, Verb, may, scope_of
from siaga.kit.templatetags.kit import icon_tag
from siaga.ledger.facts import FactModel

register = template.Library()


@register.simple_tag(takes_context=True)
def ledger_link(context: Context, thing: FactModel | None, label: str = "") -> str:
    """A link to the thing's history in the ledger, for those who may read it; nothing for others."""
    request = context.get("request")
    actor: Any = getattr(request, "actor", None)
    if thing is None or actor is None or not may(actor, Verb.LEDGER_VIEW, Place(region=thing.fact_region)):
        return ""
    return format_html(
        '<a class="btn" href="{}">{}{}</a>', history_url(thing), icon_tag("history"), label or _("Riwayat")
    )


@register.simple_tag(takes_context=True)
def may_export_ledger(context: Context) -> bool:
    """Whether the person may take any part of the ledger out as a file."""
    actor: Any = getattr(context.get("request"), "actor", None)
    return actor is not None and not scope_of(actor, Verb.LEDGER_EXPORT).nothing


def history_url(thing: FactModel) -> str:
    """The address of the thing's history."""
    return reverse("ledger:history", args=[thing.fact_type, thing.fact_key])
