"""The doors of documents: reports of the desk and letterheads, by the region that they belong to."""

from __future__ import annotations

from django.db.models import QuerySet

from siaga.access import Actor, Place, Refused, Verb, may, scope_of
from siaga.briefing.models import DeskReport, Letterhead
from siaga.wilayah.access import within


def visible_reports(actor: Actor) -> QuerySet[DeskReport]:
    """Reports of the desks of reached regions."""
    return DeskReport.objects.filter(within(scope_of(actor, Verb.DOCUMENT_VIEW), "region__")).select_related(
        "region__parent", "election"
    )


def access_report(actor: Actor, report_id: int, verb: Verb = Verb.DOCUMENT_VIEW) -> DeskReport:
    """One report. Raises Refused for missing and forbidden alike."""
    report = visible_reports(actor).filter(pk=report_id).first()
    if report is None or not may(actor, verb, report.place):
        raise Refused
    return report


def letterhead_of(region_code: str) -> Letterhead | None:
    """The letterhead of a region, or of the nearest region above it that has one."""
    codes = [region_code[:length] for length in (2, 5, 8, 13) if length <= len(region_code)]
    rows = Letterhead.objects.filter(region__code__in=codes).select_related("region")
    return max(rows, key=lambda row: len(row.region.code), default=None)


def access_letterhead(actor: Actor, region_code: str, verb: Verb = Verb.DOCUMENT_VIEW) -> Letterhead:
    """The letterhead of exactly this region. Raises Refused for missing and forbidden alike."""
    found = Letterhead.objects.select_related("region__parent").filter(region__code=region_code).first()
    if found is None or not may(actor, verb, Place(region_code)):
        raise Refused
    return found
