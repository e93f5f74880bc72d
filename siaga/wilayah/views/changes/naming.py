"""A region added, renamed, given another code or another point."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from siaga import clock
from siaga.access import Verb
from siaga.kit.forms import Consequence, DateField, Form, LatitudeField, LongitudeField, done, form_page
from siaga.kit.guard import ActorRequest, guarded
from siaga.wilayah import actions
from siaga.wilayah.access import access_region
from siaga.wilayah.views.changes.asking import BASIS, SinceForm, address, asked_twice, below, door, today


class CreateForm(Form):
    code = forms.CharField(
        label=gettext_lazy("Kode"), max_length=13, help_text=gettext_lazy("Kode Kemendagri, misalnya 16.72.01.1001.")
    )
    name = forms.CharField(label=gettext_lazy("Nama"), max_length=120)
    lat = LatitudeField(required=False)
    lon = LongitudeField(required=False)
    valid_from = DateField(label=gettext_lazy("Berlaku sejak"), required=False)
    basis = forms.CharField(label=gettext_lazy("Dasar"), required=False, max_length=200, help_text=BASIS)


@guarded(Verb.REGION_CHANGE)
def create(request: ActorRequest) -> HttpResponseBase:
    """Add one region, below ``?induk=``."""
    actor = request.actor
    above = request.GET.get("induk", "")
    parent = access_region(actor, above, Verb.REGION_CHANGE) if above else None
    form = CreateForm(request.POST or None, initial={"code": f"{parent.code}." if parent else ""})
    if form.is_valid() and form.perform(actions.create_region, actor=actor, now=clock.now(), **form.cleaned_data):
        return done(request, address(form.result), _("%(name)s ditambahkan.") % {"name": form.result.title})
    return form_page(
        request,
        form,
        title=_("Tambah wilayah"),
        submit=_("Tambahkan"),
        back=address(parent) if parent else reverse("wilayah:start"),
        lead=_("Untuk banyak wilayah sekaligus, pakai impor."),
        context={"region": parent},
    )


class RenameForm(SinceForm):
    name = forms.CharField(label=gettext_lazy("Nama baru"), max_length=120)
    field_order = ("name", "since", "basis")


@guarded(Verb.REGION_CHANGE)
def rename(request: ActorRequest, code: str) -> HttpResponseBase:
    """A new name; the old one stays findable."""
    region = door(request, code)
    form = RenameForm(request.POST or None, initial={"name": region.name, "since": today()})
    if form.is_valid() and form.perform(
        actions.rename_region,
        actor=request.actor,
        region=region,
        now=clock.now(),
        **form.cleaned_data,
    ):
        return done(request, address(region), _("Nama wilayah diganti. Nama lama tetap dapat dicari."))
    return form_page(
        request,
        form,
        title=_("Ganti nama %(name)s") % {"name": region.title},
        submit=_("Ganti nama"),
        back=address(region),
        context={"region": region},
    )


class RecodeForm(SinceForm):
    code = forms.CharField(
        label=gettext_lazy("Kode baru"), max_length=13, help_text=gettext_lazy("Kode lama tetap dapat dicari.")
    )
    field_order = ("code", "since", "basis")


@guarded(Verb.REGION_CHANGE)
def recode(request: ActorRequest, code: str) -> HttpResponseBase:
    """Another code, also for everything below."""
    region = door(request, code)
    form = RecodeForm(request.POST or None, initial={"code": region.code, "since": today()})
    now = clock.now()

    def act() -> Any:
        return actions.recode_region(actor=request.actor, region=region, now=now, **form.cleaned_data)

    def consequences() -> list[Consequence]:
        new = form.cleaned_data["code"]
        first = Consequence(_("Kode %(name)s") % {"name": region.title}, f"{region.code} → {new}")
        return [first, *below(request, region)]

    return asked_twice(
        request,
        form,
        act,
        consequences,
        title=_("Ganti kode %(name)s") % {"name": region.title},
        submit=_("Lihat akibatnya"),
        region=region,
        to=lambda: address(region),
        message=_("Kode diganti. Kode lama mengarah ke halaman ini."),
        lead=_("Kode semua wilayah di bawahnya dan kode TPS-nya ikut berganti."),
    )


class PlaceForm(Form):
    lat = LatitudeField(required=False)
    lon = LongitudeField(required=False)


@guarded(Verb.REGION_CHANGE)
def place(request: ActorRequest, code: str) -> HttpResponseBase:
    """The point that stands for the region."""
    region = door(request, code)
    form = PlaceForm(request.POST or None, initial={"lat": region.lat, "lon": region.lon})
    if form.is_valid() and form.perform(
        actions.move_point,
        actor=request.actor,
        region=region,
        now=clock.now(),
        **form.cleaned_data,
    ):
        return done(request, address(region), _("Titik wilayah disimpan."))
    return form_page(
        request,
        form,
        title=_("Titik %(name)s") % {"name": region.title},
        submit=_("Simpan"),
        back=address(region),
        lead=_("Derajat desimal WGS84, misalnya -4,0312 dan 103,2664. Kosongkan keduanya bila belum diketahui."),
        context={"region": region},
    )
