"""Labels: asked for, made with progress, downloaded."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from siaga import clock
from siaga.access import Actor, Refused, Verb, inside, require
from siaga.kit.forms import Form, done
from siaga.kit.guard import ActorRequest, guarded
from siaga.logistics.actions.labels import ask_labels
from siaga.logistics.boxes_below import boxes_to_label
from siaga.logistics.label_work import LABELS
from siaga.logistics.made_files import is_gone
from siaga.logistics.making import is_busy
from siaga.logistics.models import LabelSheet, Warehouse
from siaga.logistics.queries.boxes import access_label_sheet, label_sheets
from siaga.logistics.told import Told
from siaga.logistics.views.made import handed_out
from siaga.logistics.views.rooms import Room, room_at
from siaga.wilayah.models import Region


class LabelsForm(Form):
    again = forms.BooleanField(
        label=gettext_lazy("Cetak ulang juga yang labelnya sudah dibuat"),
        required=False,
        help_text=gettext_lazy("Dua label untuk satu kotak membingungkan: hancurkan label lama."),
    )


def _room(request: ActorRequest, slug: str, code: str) -> tuple[Room, Warehouse]:
    room = room_at(request.actor, slug, code)
    if room.warehouse is None or len(code) < 5:
        raise Refused
    require(request.actor, Verb.LOGISTICS_CHANGE, room.warehouse.place)
    return room, room.warehouse


@guarded(Verb.LOGISTICS_CHANGE)
def labels_page(request: ActorRequest, slug: str, code: str) -> HttpResponseBase:
    """Ask for the labels of a region, and the sheets that were asked for."""
    room, warehouse = _room(request, slug, code)
    form = LabelsForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and form.perform(_ask, request.actor, warehouse, code, again=form.cleaned_data["again"]):
        return done(request, reverse("logistics:label_sheet", args=[slug, code, form.result.pk]))
    sheets = [one for one in label_sheets(request.actor, warehouse)[:200] if inside(one.code, code)][:50]
    return render(
        request,
        "logistics/boxes/labels.html",
        {
            **room.context("kotak"),
            "form": form,
            "fresh": boxes_to_label(warehouse, code, again=False).count(),
            "all": boxes_to_label(warehouse, code, again=True).count(),
            "sheets": _named(sheets),
        },
        status=422 if form.is_bound and form.errors else 200,
    )


def _ask(actor: Actor, warehouse: Warehouse, code: str, *, again: bool) -> LabelSheet:
    sheet = ask_labels(actor=actor, warehouse=warehouse, code=code, again=again, now=clock.now())
    LABELS.begin(sheet, actor, clock.now())
    return sheet


def _named(sheets: list[LabelSheet]) -> list[tuple[LabelSheet, str]]:
    names = {one.code: one.title for one in Region.objects.filter(code__in={sheet.fact_region for sheet in sheets})}
    return [(sheet, names.get(sheet.fact_region, sheet.code)) for sheet in sheets]


def _sheet(request: ActorRequest, slug: str, code: str, sheet_id: int) -> tuple[Room, LabelSheet]:
    room, warehouse = _room(request, slug, code)
    sheet = access_label_sheet(request.actor, warehouse, sheet_id)
    if sheet is None or not inside(sheet.code, code):
        raise Refused
    sheet.warehouse = warehouse
    return room, sheet


@guarded(Verb.LOGISTICS_CHANGE)
def sheet_page(request: ActorRequest, slug: str, code: str, sheet_id: int) -> HttpResponseBase:
    """One sheet: being made, made, come to nothing (then tried again), or gone (then asked for anew)."""
    room, sheet = _sheet(request, slug, code, sheet_id)
    form = Form(request.POST if request.method == "POST" else None)
    gone = is_gone(sheet)
    if request.method == "POST" and form.is_valid():
        if gone and form.perform(_ask, request.actor, sheet.warehouse, sheet.code, again=True):
            return done(request, reverse("logistics:label_sheet", args=[slug, code, form.result.pk]))
        if not gone and form.perform(LABELS.begin, sheet, request.actor, clock.now()):
            return done(request, reverse("logistics:label_sheet", args=[slug, code, sheet_id]))
    busy = is_busy(sheet, clock.now())
    context: dict[str, Any] = {
        **room.context("kotak"),
        "sheet": sheet,
        "form": form,
        "busy": busy,
        "standing": Told(sheet.work_key).standing() if busy else None,
        "gone": gone,
        "all": boxes_to_label(sheet.warehouse, sheet.code, again=True).count() if gone else None,
    }
    if request.headers.get("HX-Target") == "kemajuan":
        if busy:
            return render(request, "logistics/boxes/_busy.html", context)
        answer = HttpResponse(status=204)
        answer.headers["HX-Refresh"] = "true"
        return answer
    return render(request, "logistics/boxes/sheet.html", context)


@guarded(Verb.LOGISTICS_CHANGE)
def sheet_file(request: ActorRequest, slug: str, code: str, sheet_id: int) -> HttpResponseBase:
    _room_of_it, sheet = _sheet(request, slug, code, sheet_id)
    return handed_out(
        sheet,
        name=f"{_('label-kotak')}-{sheet.code.replace('/', '-')}.pdf",
        page=reverse("logistics:label_sheet", args=[slug, code, sheet_id]),
    )
