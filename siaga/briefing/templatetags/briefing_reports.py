"""The chip of a report of the desk."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString

from siaga import clock
from siaga.briefing.models import DeskReport
from siaga.briefing.queries.reports import standing_of
from siaga.briefing.views.reports import STANDINGS
from siaga.kit.templatetags.kit import status

register = template.Library()


@register.simple_tag
def standing(report: DeskReport) -> SafeString:
    """How a report stands now."""
    key, word = STANDINGS[standing_of(report, clock.now())]
    return SafeString(status(key, str(word)))
