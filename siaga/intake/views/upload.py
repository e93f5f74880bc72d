"""Starting an import: which kind, which file."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from siaga import clock
from siaga.access import Actor, Problem, Refused, Verb
from siaga.intake.actions import upload_import
from siaga.intake.errors import UnknownKind
from siaga.intake.importer import ContextField, Importer, importer_of
from siaga.intake.models import Work
from siaga.intake.queries import importers_for
from siaga.intake.reading import Limits
from siaga.intake.samples import csv_template, xlsx_template
from siaga.intake.work import do_work
from siaga.kit.forms import Form, done, form_page
from siaga.kit.guard import guarded

CHANGES = (Verb.REGION_CHANGE, Verb.STATION_CHANGE, Verb.ACCOUNT_CHANGE, Verb.PLAN_CHANGE)
"""The verbs of the kinds of import; each view asks again for the verb of its kind."""


def importer_for(actor: Actor, kind: str) -> Importer:
    """The importer of a kind that the actor may use somewhere. Raises Refused."""
    try:
        importer = importer_of(kind)
    except UnknownKind:
        raise Refused from None
    if not importer.usable(actor):
        raise Refused
    return importer


@guarded(*CHANGES)
def choose(request: HttpRequest) -> HttpResponseBase:
    """What can be imported."""
    actor = request.actor  # type: ignore[attr-defined]
    kinds = importers_for(actor)
    if not kinds:
        raise Refused
    if len(kinds) == 1 and request.GET.get("langsung"):
        return done(request, reverse("intake:upload", args=[kinds[0].kind]))
    return render(request, "intake/choose.html", {"kinds": kinds})


def _choice(one: ContextField, actor: Actor) -> forms.ChoiceField:
    choices = [("", "—"), *one.choices(actor)]
    return forms.ChoiceField(label=one.label, choices=choices, required=one.required, help_text=one.help)


class TemplateForm(Form):
    """What the columns of a template follow from; nothing for most kinds."""

    def __init__(self, *args: Any, importer: Importer, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.auto_id = "templat-%s"
        for one in importer.shaping:
            self.fields[one.name] = _choice(replace(one, help=""), actor)


class UploadForm(Form):
    """The file, and what else the import of this kind needs."""

    file = forms.FileField(label=gettext_lazy("Berkas"), allow_empty_file=True)

    def __init__(self, *args: Any, importer: Importer, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        file = self.fields["file"]
        file.widget.attrs["accept"] = ",".join({f".{suffix.rpartition('.')[2]}" for suffix in importer.suffixes})
        limit = Limits().file_bytes // 1024 // 1024
        kinds = _("CSV atau XLSX, boleh dipadatkan menjadi .gz") if importer.tabular else _("GeoJSON, boleh .gz")
        file.help_text = _("%(kinds)s; paling besar %(limit)s MB.") % {"kinds": kinds, "limit": limit}
        for one in importer.context_fields:
            self.fields[one.name] = _choice(one, actor)
        self.order_fields([*[one.name for one in importer.context_fields], "file"])
        if importer.tabular:
            self.fields["sheet"] = forms.CharField(
                label=_("Nama lembar XLSX"),
                required=False,
                max_length=100,
                help_text=_("Kosongkan untuk membaca lembar pertama."),
            )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > Limits().file_bytes:
            raise forms.ValidationError(
                _("Berkas terlalu besar. Batasnya %(limit)s MB; padatkan menjadi .gz, atau bagi.")
                % {"limit": Limits().file_bytes // 1024 // 1024}
            )
        return file


@guarded(*CHANGES)
def upload(request: HttpRequest, kind: str) -> HttpResponseBase:
    """Upload a file of one kind: it is checked, and nothing is written before the person has seen the preview."""
    actor = request.actor  # type: ignore[attr-defined]
    importer = importer_for(actor, kind)
    said = {one.name: request.GET.get(one.name, "") for one in importer.context_fields}
    form = UploadForm(request.POST or None, request.FILES or None, importer=importer, actor=actor, initial=said)
    if form.is_valid():
        file = form.cleaned_data["file"]
        values = {one.name: form.cleaned_data.get(one.name, "") for one in importer.context_fields}
        try:
            run = upload_import(
                actor=actor,
                kind=kind,
                filename=file.name,
                content=file.read(),
                values=values,
                sheet=form.cleaned_data.get("sheet", ""),
                now=clock.now(),
            )
        except Refused:
            raise
        except Problem as problem:
            form.add_problem(problem)
        else:
            do_work(run, Work.CHECK, actor, clock.now())
            return done(request, reverse("intake:run", args=[run.pk]))
    return form_page(
        request,
        form,
        title=_("Impor: %(what)s") % {"what": importer.title},
        submit=_("Unggah dan periksa"),
        back=reverse("intake:choose"),
        template="intake/upload.html",
        context={"importer": importer, "shape": TemplateForm(importer=importer, actor=actor, initial=said)},
    )


@guarded(*CHANGES)
def template(request: HttpRequest, kind: str, suffix: str) -> HttpResponse:
    """An empty file with the right headers and one example row."""
    actor = request.actor  # type: ignore[attr-defined]
    importer = importer_for(actor, kind)
    shape = TemplateForm(request.GET, importer=importer, actor=actor)
    types = {
        "csv": "text/csv; charset=utf-8",
        "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    }
    if suffix not in types or not importer.tabular or not shape.is_valid():
        raise Refused
    columns = importer.columns(actor, shape.cleaned_data)
    content = csv_template(columns) if suffix == "csv" else xlsx_template(str(importer.title), columns)
    response = HttpResponse(content, content_type=types[suffix])
    response.headers["Content-Disposition"] = f'attachment; filename="templat-{kind}.{suffix}"'
    return response
