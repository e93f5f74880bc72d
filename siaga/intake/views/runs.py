"""The list of imports, and one import: its preview, its findings, applying and undoing it."""

from __future__ import annotations

import csv
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from siaga import clock
from siaga.access import Actor, Refused, may
from siaga.intake import progress
from siaga.intake.errors import WrongState
from siaga.intake.importer import Importer, importer_of
from siaga.intake.models import ImportRun, RunState, Work
from siaga.intake.plan import Context
from siaga.intake.planning import plan_of
from siaga.intake.queries import access_run, importers_for, is_forgotten, runs_for, sheet_of
from siaga.intake.views.upload import CHANGES
from siaga.intake.work import SILENT, do_work
from siaga.kit.forms import Consequence, Form, confirm_page, done
from siaga.kit.guard import guarded
from siaga.kit.tables import Column, Empty, Filter, Table
from siaga.kit.tables.export import harmless
from siaga.kit.words import number as spoken

_CHIPS = {
    RunState.RECEIVED: "menunggu",
    RunState.REJECTED: "ditolak",
    RunState.PREVIEWED: "sebagian",
    RunState.APPLIED: "selesai",
    RunState.UNDONE: "ditarik",
}


def _kind_title(run: ImportRun) -> str:
    return str(importer_of(run.kind).title)


def _kinds(request: HttpRequest) -> list[tuple[str, str]]:
    return [(one.kind, str(one.title)) for one in importers_for(request.actor)]  # type: ignore[attr-defined]


def _search(rows: QuerySet[ImportRun], words: str) -> QuerySet[ImportRun]:
    return rows.filter(Q(filename__icontains=words) | Q(created_by_name__icontains=words))


RUNS = Table(
    key="impor",
    title=gettext_lazy("Impor"),
    columns=[
        Column(key="filename", label=gettext_lazy("Berkas"), sort="filename"),
        Column(key="kind", label=gettext_lazy("Jenis"), value=_kind_title, sort="kind", below=True),
        Column(
            key="state",
            label=gettext_lazy("Status"),
            value=lambda run: _CHIPS[RunState(run.state)],
            cell="intake/cells/state.html",
            sort="state",
            below=True,
        ),
        Column(key="created_at", label=gettext_lazy("Diunggah"), format="moment", sort="created_at"),
        Column(key="created_by_name", label=gettext_lazy("Oleh"), sort="created_by_name", phone=False),
    ],
    filters=[
        Filter(
            key="jenis",
            label=gettext_lazy("Jenis"),
            choices=_kinds,
            field="kind",
        ),
        Filter(
            key="status",
            label=gettext_lazy("Status"),
            chips=True,
            choices=[(value, label) for value, label in RunState.choices if value != RunState.RECEIVED],
            field="state",
        ),
    ],
    search=_search,
    search_label=gettext_lazy("Cari nama berkas atau orang"),
    order="-created_at",
    row_url=lambda run: reverse("intake:run", args=[run.pk]),
    empty=Empty(
        title=gettext_lazy("Belum ada impor"),
        text=gettext_lazy(
            "Impor mengisi wilayah, batas, TPS, dan orang dari berkas Excel atau CSV. Setiap impor dapat dilihat dulu "
            "sebelum diterapkan, dan dibatalkan sesudahnya."
        ),
        button=gettext_lazy("Mulai impor"),
        url=lambda request: reverse("intake:choose"),
        icon="file-import",
    ),
    per_page=25,
)


def _text(key: str, label: Any, **options: Any) -> Column:
    return Column(key=key, label=label, value=lambda row: row[key], sort=lambda row: row[key] or "", **options)


def _fields_found(request: HttpRequest) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = getattr(request, "finding_fields", [])
    return found


def _findings(key: str, title: Any, prefix: str) -> Table:
    return Table(
        key=key,
        title=title,
        columns=[
            Column(
                key="row",
                label=gettext_lazy("Baris"),
                value=lambda finding: finding["row"],
                format="number",
                cell="intake/cells/row.html",
                sort=lambda finding: finding["row"] or 0,
            ),
            _text("message", gettext_lazy("Yang harus dilakukan")),
            _text("field", gettext_lazy("Kolom")),
            _text("value", gettext_lazy("Isi"), phone=False),
        ],
        filters=[
            Filter(
                key="kolom",
                label=gettext_lazy("Kolom"),
                choices=_fields_found,
                field="field",
            )
        ],
        search=lambda rows, words: [
            row
            for row in rows
            if words.lower() in f"{row['value']} {row['message']}".lower() or words == str(row["row"])
        ],
        order="row",
        prefix=prefix,
        per_page=25,
    )


ERRORS = _findings("kesalahan", gettext_lazy("Baris yang ditolak"), "k-")
WARNINGS = _findings("peringatan", gettext_lazy("Peringatan"), "p-")


@guarded(*CHANGES)
def imports(request: HttpRequest) -> HttpResponseBase:
    """All imports that the actor may see."""
    if not importers_for(request.actor):  # type: ignore[attr-defined]
        raise Refused
    return RUNS.respond(
        request,
        runs_for(request.actor),  # type: ignore[attr-defined]
        template="intake/runs.html",
        context={
            "lead": _("Berkas yang pernah diunggah: apa yang diubahnya, siapa yang menerapkan, dan yang dibatalkan.")
        },
    )


@guarded(*CHANGES)
def run(request: HttpRequest, number: int) -> HttpResponseBase:
    """One import. While work is under way, htmx asks again for the moving part."""
    actor = request.actor  # type: ignore[attr-defined]
    found = access_run(actor, number)
    importer = importer_of(found.kind)
    result = found.result
    busy = bool(found.work)
    lost = busy and found.work_since is not None and clock.now() - found.work_since > SILENT
    context: dict[str, Any] = {
        "run": found,
        "importer": importer,
        "result": result,
        "chip": _CHIPS[RunState(found.state)],
        "context_values": _context_values(importer, actor, found),
        "may_change": may(actor, importer.verb, importer.place_of(found.region_code)),
        "changes": result.get("created", 0) + result.get("updated", 0),
        "busy": busy and not lost,
        "lost": lost,
        "standing": progress.standing(found.pk) if busy else None,
    }
    if busy and not lost:
        return _fresh(render(request, "intake/_busy.html" if _is_poll(request) else "intake/run.html", context))
    if _is_poll(request):
        response = HttpResponse(status=204)
        response.headers["HX-Refresh"] = "true"
        return _fresh(response)
    if result.get("found"):
        context["mapping_form"] = MappingForm(importer=importer, run=found)
    for name, table in (("errors", ERRORS), ("warnings", WARNINGS)):
        rows = result.get(name) or []
        if rows and not result.get("unreadable"):
            request.finding_fields = sorted(  # type: ignore[attr-defined]
                {(row["field"], row["field"]) for row in rows if row["field"]}
            )
            shown = table.show(request, rows)
            if (answer := table.partial(request, shown)) is not None:
                return answer
            context[f"{name}_table"] = shown
        context[f"{name}_hidden"] = max(0, result.get(f"{name}_count", 0) - len(rows))
    return _fresh(render(request, "intake/run.html", context))


def _is_poll(request: HttpRequest) -> bool:
    return request.headers.get("HX-Target") == "kemajuan"


def _fresh(response: HttpResponse) -> HttpResponse:
    patch_vary_headers(response, ["HX-Request", "HX-Target", "Cookie"])
    response.headers["Cache-Control"] = "no-store"
    return response


def _context_values(importer: Importer, actor: Actor, run: ImportRun) -> list[tuple[str, str]]:
    shown = []
    for one in importer.context_fields:
        names = dict(one.choices(actor))
        value = run.context.get(one.name, "")
        if value:
            shown.append((str(one.label), names.get(value, value)))
    return shown


class MappingForm(Form):
    """Which column of the file holds which field."""

    def __init__(self, *args: Any, importer: Importer, run: ImportRun, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        headers = run.result.get("found", [])
        missing = run.result.get("missing", [])
        choices = [("", _("— tidak ada / menurut judulnya —")), *[(header, header) for header in headers]]
        for one in importer.fields:
            self.fields[f"field_{one.name}"] = forms.ChoiceField(
                label=one.label,
                choices=choices,
                required=one.name in missing,
                initial=run.mapping.get(one.name, ""),
                help_text=one.help,
            )

    @property
    def mapping(self) -> dict[str, str]:
        return {name.removeprefix("field_"): value for name, value in self.cleaned_data.items() if value}


def _work(request: HttpRequest, found: ImportRun, work: Work, said: str, **options: Any) -> HttpResponse:
    """Do the work, and go to the run; the sentence is said only if it went well."""
    finished = do_work(found, work, request.actor, clock.now(), options)  # type: ignore[attr-defined]
    note = ImportRun.objects.values_list("work_note", flat=True).get(pk=found.pk)
    return done(request, reverse("intake:run", args=[found.pk]), said if finished and not note else "")


@guarded(*CHANGES)
def check(request: HttpRequest, number: int) -> HttpResponseBase:
    """Check the file again, with other columns if they were chosen."""
    found = access_run(request.actor, number)  # type: ignore[attr-defined]
    back = reverse("intake:run", args=[number])
    if request.method != "POST":
        return done(request, back)
    options: dict[str, Any] = {}
    if "petakan" in request.POST:
        form = MappingForm(request.POST, importer=importer_of(found.kind), run=found)
        if not form.is_valid():
            context = {
                "run": found,
                "importer": importer_of(found.kind),
                "result": found.result,
                "mapping_form": form,
                "chip": _CHIPS[RunState(found.state)],
                "may_change": True,
            }
            return render(request, "intake/run.html", context, status=422)
        options["mapping"] = form.mapping
    return _work(request, found, Work.CHECK, _("Berkas sudah diperiksa ulang."), **options)


@guarded(*CHANGES)
def apply(request: HttpRequest, number: int) -> HttpResponseBase:
    """Apply the preview. GET asks first, in numbers; with ``?lewati=1`` without the bad rows."""
    found = access_run(request.actor, number)  # type: ignore[attr-defined]
    back = reverse("intake:run", args=[number])
    skip = bool(request.GET.get("lewati") or request.POST.get("lewati"))
    numbers = found.result.get("skipping", {}) if skip else found.result
    plan = request.POST.get("plan") or numbers.get("plan", "")
    if request.method == "POST" and request.POST.get("plan"):
        return _work(request, found, Work.APPLY, _("Impor diterapkan."), plan=plan, skip_bad=skip)
    if not numbers.get("plan") or found.state not in (RunState.PREVIEWED, RunState.REJECTED):
        return done(request, back)
    consequences = [
        Consequence(_("Data baru"), spoken(numbers["created"])),
        Consequence(_("Data yang berubah"), spoken(numbers["updated"])),
        Consequence(_("Tetap seperti sekarang"), spoken(numbers["unchanged"])),
    ]
    if skip:
        consequences.append(Consequence(_("Baris yang dilewati"), spoken(numbers["rejected"])))

    def act() -> None:
        _work(request, found, Work.APPLY, "", plan=plan, skip_bad=skip)

    return confirm_page(
        request,
        act,
        title=_("Terapkan impor %(file)s?") % {"file": found.filename},
        submit=_("Terapkan"),
        back=back,
        consequences=consequences,
        danger=skip,
    )


@guarded(*CHANGES)
def undo(request: HttpRequest, number: int) -> HttpResponseBase:
    """Undo an applied import; GET asks first, in numbers."""
    found = access_run(request.actor, number)  # type: ignore[attr-defined]
    back = reverse("intake:run", args=[number])
    if found.state != RunState.APPLIED:
        if request.method == "POST":
            raise WrongState(_("Hanya impor yang diterapkan yang dapat dibatalkan."), _("Muat ulang halamannya."))
        return done(request, back)
    numbers = found.result.get("skipping", found.result) if found.skipped_bad else found.result

    def act() -> None:
        _work(request, found, Work.UNDO, "")

    return confirm_page(
        request,
        act,
        title=_("Batalkan impor %(file)s?") % {"file": found.filename},
        submit=_("Batalkan impor"),
        back=back,
        lead=_("Semua dikembalikan seperti sebelum impor. Bila ada yang sudah diubah sesudahnya, pembatalan ditolak."),
        consequences=[
            Consequence(_("Data baru yang dihapus lagi"), spoken(numbers["created"])),
            Consequence(_("Data yang dikembalikan ke isi semula"), spoken(numbers["updated"])),
        ],
    )


@guarded(*CHANGES)
def errors(request: HttpRequest, number: int) -> HttpResponse:
    """All rejected rows as CSV; made afresh where the run kept only the first of very many."""
    actor = request.actor  # type: ignore[attr-defined]
    found = access_run(actor, number)
    kept = found.result.get("errors", [])
    if found.result.get("errors_count", 0) > len(kept) and not is_forgotten(found):
        importer = importer_of(found.kind)
        plan = plan_of(importer, sheet_of(found, importer), Context(actor, clock.now(), found.context))
        kept = [finding.as_dict() for finding in plan.errors]
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="kesalahan-{found.pk}.csv"'
    response.write("\ufeff")
    writer = csv.writer(response, delimiter=";")
    writer.writerow([_("Baris"), _("Kolom"), _("Isi"), _("Yang harus dilakukan")])
    for one in kept:
        # The message too: it may begin with a name from the file.
        writer.writerow([one["row"] or "", *(harmless(str(one[key])) for key in ("field", "value", "message"))])
    return response
