"""The life of an import: upload, check (preview), apply, undo; and the command's import in one go."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from siaga.access import Actor, Problem, Refused, require
from siaga.intake.collection import without_cycle_search
from siaga.intake.errors import HeaderProblem, PlanChanged, RowsRejected, WrongState
from siaga.intake.importer import Importer, importer_of
from siaga.intake.models import ImportRun, RunState
from siaga.intake.plan import Context, Finding, Plan, Progress, silent
from siaga.intake.planning import as_values, common_region, counts_of, plan_of, preview_of, result_of
from siaga.intake.queries import QUOTING, files_to_forget, home_region, is_forgotten, sheet_of
from siaga.intake.writing import Images, lock_imports, undo_images, write_plan
from siaga.ledger.recording import action, nothing_changed, record, record_bulk

KEEP_FILES = timedelta(days=30)
"""An uploaded file may name people: it is kept as long as somebody may still ask what exactly it said."""


@action("import.upload")
def upload_import(
    *,
    actor: Actor,
    kind: str,
    filename: str,
    content: bytes,
    values: Mapping[str, str],
    now: datetime,
    sheet: str = "",
    mapping: Mapping[str, str] | None = None,
) -> ImportRun:
    """Keep an uploaded file, so that it can be checked, applied and undone. Nothing of it is read yet.

    Raises Refused, UnknownKind, ContextProblem.
    """
    importer = importer_of(kind)
    _require_somewhere(actor, importer)
    chosen = importer.chosen(actor, values)
    region = home_region(actor, importer, importer.region_of(chosen))
    run = _new_run(actor, importer, filename, content, chosen, as_values(mapping), sheet, region, now)
    run.save(force_insert=True)
    record(actor, "import.upload", run, before=None, after=run.as_fact(), now=now)
    return run


@action("import.check")
@without_cycle_search()
def check_import(
    *,
    actor: Actor,
    run: ImportRun,
    now: datetime,
    mapping: Mapping[str, str] | None = None,
    sheet: str | None = None,
    progress: Progress = silent,
) -> ImportRun:
    """Read and compare the file with the data; the run then holds the preview, or what is wrong with the file.

    ``mapping`` and ``sheet`` replace those of the run. Raises Refused, WrongState.
    """
    importer = importer_of(run.kind)
    require(actor, importer.verb, importer.place_of(run.region_code))
    if run.state in (RunState.APPLIED, RunState.UNDONE):
        raise WrongState(_("Impor ini sudah diterapkan."), _("Unggah berkasnya lagi untuk memeriksa dari awal."))
    _require_file(run)
    before = run.as_fact()
    if mapping is not None:
        run.mapping = as_values(mapping)
    if sheet is not None:
        run.sheet = sheet
    try:
        progress(_("Membaca berkas"), 0, 0)
        rows = sheet_of(run, importer)
        plan = plan_of(importer, rows, Context(actor, now, run.context, progress=progress))
        skipping = (
            plan_of(importer, rows, Context(actor, now, run.context, True, progress)) if plan.rejected_rows else None
        )
    except Problem as problem:
        run.state, run.result = RunState.REJECTED, _unreadable(problem)
    else:
        run.result = {**preview_of(plan), "plan": plan.digest()}
        if skipping:
            run.result["skipping"] = {**counts_of(skipping), "plan": skipping.digest()}
        run.state = RunState.REJECTED if plan.rejected_rows else RunState.PREVIEWED
        if plan.changes_something and not importer.region_of(run.context):
            run.region_code = home_region(actor, importer, _seen_from(plan))
    run.save(update_fields=["mapping", "sheet", "state", "result", "region_code"])
    record(actor, "import.check", run, before=before, after=run.as_fact(), now=now)
    return run


@action("import.apply")
@without_cycle_search()
def apply_import(
    *,
    actor: Actor,
    run: ImportRun,
    plan_digest: str,
    now: datetime,
    skip_bad: bool = False,
    progress: Progress = silent,
) -> ImportRun:
    """Write what the preview showed, in one transaction.

    The file is compared with the data once more: if that gives another plan than ``plan_digest``, PlanChanged is
    raised and nothing is written. Raises Refused, WrongState, RowsRejected (bad rows, unless ``skip_bad``).
    """
    importer = importer_of(run.kind)
    require(actor, importer.verb, importer.place_of(run.region_code))
    _require_file(run)
    lock_imports(run.kind)
    before = run.as_fact()
    allowed = [RunState.PREVIEWED, RunState.REJECTED] if skip_bad else [RunState.PREVIEWED]
    claimed = ImportRun.objects.filter(pk=run.pk, state__in=allowed)
    if not claimed.exists():
        if run.state == RunState.REJECTED:
            raise RowsRejected(run.result.get("rejected", 0))
        raise WrongState(
            _("Impor ini berstatus %(state)s.") % {"state": run.get_state_display().lower()},
            _("Buka kembali daftar impor untuk melihat keadaannya."),
        )
    context = Context(actor, now, run.context, skip_bad, progress)
    progress(_("Membaca berkas"), 0, 0)
    plan = plan_of(importer, sheet_of(run, importer), context)
    if plan.digest() != plan_digest:
        raise PlanChanged
    if plan.rejected_rows and not skip_bad:
        raise RowsRejected(len(plan.rejected_rows))
    progress(_("Menulis perubahan"), 0, plan.rows)
    images = _write(actor, importer, plan, context, run.filename)
    run.state, run.applied_at, run.skipped_bad = RunState.APPLIED, now, bool(plan.rejected_rows)
    run.before_images = images.packed()
    if not claimed.update(
        state=run.state, applied_at=now, skipped_bad=run.skipped_bad, before_images=run.before_images
    ):
        raise WrongState(_("Impor ini sedang diterapkan oleh orang lain."), _("Muat ulang halaman ini."))
    record(actor, "import.apply", run, before=before, after=run.as_fact(), now=now)
    return run


@action("import.undo")
@without_cycle_search()
def undo_import(*, actor: Actor, run: ImportRun, now: datetime, progress: Progress = silent) -> ImportRun:
    """Put back everything as it was before the import.

    Raises Refused, WrongState, and UndoBlocked where a row was changed or used since.
    """
    importer = importer_of(run.kind)
    require(actor, importer.verb, importer.place_of(run.region_code))
    lock_imports(run.kind)
    kept = ImportRun.objects.filter(pk=run.pk, state=RunState.APPLIED).values_list("before_images", flat=True).first()
    if kept is None:
        raise WrongState(_("Hanya impor yang sudah diterapkan yang dapat dibatalkan."), _("Muat ulang halaman ini."))
    before = run.as_fact()
    progress(_("Memeriksa apakah data berubah sejak impor"), 0, 0)
    changes = undo_images(Images.unpacked(bytes(kept)))
    for region in {change.region for change in changes}:
        require(actor, importer.verb, importer.place_of(region))
    importer.undone(actor, run.context, now)
    record_bulk(actor, "import.undo", changes, label=run.filename, now=now)
    run.state, run.undone_at = RunState.UNDONE, now
    if not ImportRun.objects.filter(pk=run.pk, state=RunState.APPLIED).update(state=run.state, undone_at=now):
        raise WrongState(_("Impor ini sudah dibatalkan."), _("Muat ulang halaman ini."))
    record(actor, "import.undo", run, before=before, after=run.as_fact(), now=now)
    return run


@action("import.forget")
def forget_file(*, actor: Actor, run: ImportRun, now: datetime) -> ImportRun:
    """Forget what an old upload said: its bytes, and the rows quoted from it. Its digest and its counts stay.

    What the undo of an applied import needs stays too; that of an undone one goes. Raises Refused, and WrongState
    while the file is younger than ``KEEP_FILES`` or being worked on.
    """
    importer = importer_of(run.kind)
    require(actor, importer.verb, importer.place_of(run.region_code))
    if is_forgotten(run):
        nothing_changed()
        return run
    old = files_to_forget(now - KEEP_FILES).filter(pk=run.pk)
    kept = {key: value for key, value in run.result.items() if key not in QUOTING}
    run.result = {**kept, "forgotten": True}
    changed = {"content": b"", "result": run.result}
    if run.state == RunState.UNDONE:
        changed["before_images"] = b""
    if not old.update(**changed):
        raise WrongState(_("Berkas impor ini masih diperlukan."), _("Tunggu sampai umurnya lewat 30 hari."))
    record(
        actor,
        "import.forget",
        run,
        before=run.as_fact(),
        after=run.as_fact(),
        now=now,
        reason=_("Isi berkas dihapus karena masa simpannya lewat."),
    )
    return run


@action("import.run")
@without_cycle_search()
def run_import(
    *,
    actor: Actor,
    kind: str,
    filename: str,
    content: bytes,
    now: datetime,
    values: Mapping[str, str] | None = None,
    mapping: Mapping[str, str] | None = None,
    sheet: str = "",
    dry_run: bool = False,
    skip_bad: bool = False,
    progress: Progress = silent,
) -> dict[str, Any]:
    """Read, check and write a file in one go; the result object of ``contract.md``.

    Bad rows: nothing is written (unless ``skip_bad``) and the result lists them all. With ``dry_run`` nothing is
    written and the counts say what would be. ``run`` is the id for the undo, None where nothing was written.
    Raises Refused, UnknownKind, ContextProblem, UnreadableFile, HeaderProblem, ForbiddenColumns.
    """
    importer = importer_of(kind)
    _require_somewhere(actor, importer)
    chosen = importer.chosen(actor, values or {})
    lock_imports(kind)
    progress(_("Membaca berkas"), 0, 0)
    rows = importer.read(content, filename, sheet=sheet, mapping=mapping)
    context = Context(actor, now, chosen, skip_bad, progress)
    plan = plan_of(importer, rows, context)
    wrote = skip_bad or not plan.rejected_rows
    result = {**result_of(plan, wrote=wrote), "dry_run": dry_run, "run": None}
    if dry_run or not wrote or not plan.changes_something:
        nothing_changed()
        return result
    progress(_("Menulis perubahan"), 0, plan.rows)
    region = home_region(actor, importer, importer.region_of(chosen) or _seen_from(plan))
    preview = preview_of(plan)
    images = _write(actor, importer, plan, context, filename)
    run = _new_run(actor, importer, filename, content, chosen, as_values(mapping), sheet, region, now)
    run.state, run.applied_at, run.before_images = RunState.APPLIED, now, images.packed()
    run.result, run.skipped_bad = preview, bool(plan.rejected_rows)
    run.save(force_insert=True)
    record(actor, "import.run", run, before=None, after=run.as_fact(), now=now)
    return {**result, "run": run.pk}


def _write(actor: Actor, importer: Importer, plan: Plan, context: Context, label: str) -> Images:
    changes, images = write_plan(plan)
    importer.written(plan, context)
    entries = record_bulk(actor, f"import.{importer.kind}", changes, label=label, now=context.now)
    images.entries = [entry.pk for entry in entries]
    return images


def _require_file(run: ImportRun) -> None:
    if is_forgotten(run):
        raise WrongState(
            _("Isi berkas ini sudah dihapus karena masa simpannya lewat."), _("Unggah lagi berkasnya untuk memakainya.")
        )


def _seen_from(plan: Plan) -> str:
    """Where a run without a region of its own belongs; rejected rows, shown with their values, may lie anywhere."""
    return "" if plan.rejected_rows else common_region(plan)


def _require_somewhere(actor: Actor, importer: Importer) -> None:
    if not importer.usable(actor):
        raise Refused


def _new_run(
    actor: Actor,
    importer: Importer,
    filename: str,
    content: bytes,
    chosen: dict[str, str],
    mapping: dict[str, str],
    sheet: str,
    region: str,
    now: datetime,
) -> ImportRun:
    packed = filename.lower().endswith(".gz")
    return ImportRun(
        kind=importer.kind,
        region_code=region,
        context=chosen,
        mapping=mapping,
        sheet=sheet,
        filename=filename[-200:],
        digest=hashlib.sha256(content).hexdigest(),
        content=content if packed else gzip.compress(content, 5, mtime=0),
        state=RunState.RECEIVED,
        created_at=now,
        created_by=actor.account_id,
        created_by_name=actor.name[:200],
    )


def _unreadable(problem: Problem) -> dict[str, Any]:
    """The result of a file that could not be read at all; a wrong header brings what the page needs to map columns."""
    finding = Finding(0, problem.field, "", str(problem))
    result: dict[str, Any] = {
        "rows": 0,
        "created": 0,
        "updated": 0,
        "unchanged": 0,
        "rejected": 0,
        "warnings": [],
        "errors": [finding.as_dict()],
        "errors_count": 1,
        "warnings_count": 0,
        "unreadable": True,
    }
    if isinstance(problem, HeaderProblem):
        result |= {"missing": list(problem.missing), "found": list(problem.found)}
    return result
