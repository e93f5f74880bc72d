"""Which imports a person may see, and what a file would do now."""

from __future__ import annotations

import gzip
from datetime import datetime

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce, Length

from siaga.access import Actor, Refused, may, scope_of
from siaga.intake.importer import Importer, importers
from siaga.intake.models import ImportRun, Work
from siaga.intake.plan import Sheet

_HEAVY = ("content", "before_images", "result")
QUOTING = frozenset({"errors", "warnings", "changed", "new", "found"})
"""What of a run's result quotes the file; the rest are counts and digests."""


def importers_for(actor: Actor) -> list[Importer]:
    """The kinds that the actor may import somewhere."""
    return [importer for importer in importers() if importer.usable(actor)]


def _in_scope(actor: Actor, importer: Importer) -> Q:
    scope = scope_of(actor, importer.verb)
    if scope.everything:
        return Q()
    reached = Q(pk__in=[])
    for code in [*scope.below, *importer.own_regions(scope)]:
        reached |= Q(region_code=code) | Q(region_code__startswith=f"{code}.")
    return reached


def runs_for(actor: Actor) -> QuerySet[ImportRun]:
    """Imports of the kinds and regions that the actor may change, newest first, without their contents."""
    seen = Q(pk__in=[])
    for importer in importers_for(actor):
        seen |= Q(kind=importer.kind) & _in_scope(actor, importer)
    return ImportRun.objects.filter(seen).defer(*_HEAVY)


def access_run(actor: Actor, run_id: int) -> ImportRun:
    """One import with its result (not its contents). Raises Refused."""
    run = ImportRun.objects.defer("content", "before_images").filter(pk=run_id).first()
    kinds = {importer.kind: importer for importer in importers()}
    importer = kinds.get(run.kind) if run else None
    if run is None or importer is None or not may(actor, importer.verb, importer.place_of(run.region_code)):
        raise Refused
    return run


def home_region(actor: Actor, importer: Importer, wanted: str) -> str:
    """Where a run belongs: the wanted region if it is in scope, else the first root of the actor's scope."""
    scope = scope_of(actor, importer.verb)
    if scope.reaches(importer.place_of(wanted)):
        return wanted
    return min([*scope.below, *importer.own_regions(scope)], default="")


def content_of(run: ImportRun) -> bytes:
    """The file as it was uploaded (unpacked if we packed it)."""
    kept = bytes(ImportRun.objects.values_list("content", flat=True).get(pk=run.pk))
    return gzip.decompress(kept) if run.filename.lower()[-3:] != ".gz" else kept


def sheet_of(run: ImportRun, importer: Importer) -> Sheet:
    """The rows of the uploaded file, read again."""
    return importer.read(content_of(run), run.filename, sheet=run.sheet, mapping=run.mapping)


def files_to_forget(before: datetime) -> QuerySet[ImportRun]:
    """Runs that ended before that time, or were left lying since, and whose file is still kept; oldest first."""
    ended = Coalesce("undone_at", "applied_at", "created_at")
    return (
        ImportRun.objects.annotate(ended=ended, size=Length("content"))
        .filter(ended__lt=before, size__gt=0, work=Work.NONE)
        .order_by("id")
        .defer("content", "before_images")
    )


def is_forgotten(run: ImportRun) -> bool:
    """Whether the uploaded file is no longer kept."""
    return bool(run.result.get("forgotten"))
