"""A region closed and reopened; its boundary taken away."""

from __future__ import annotations

from django import forms
from django.http import HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from siaga import clock
from siaga.access import Verb
from siaga.kit.forms import Consequence, DateField, Form, confirm_page
from siaga.kit.guard import ActorRequest, guarded
from siaga.kit.words import number
from siaga.wilayah import actions
from siaga.wilayah.views.changes.asking import BASIS, address, below, door, today


class CloseForm(Form):
    last_day = DateField(label=gettext_lazy("Hari terakhir berlaku"))
    basis = forms.CharField(label=gettext_lazy("Dasar"), required=False, max_length=200, help_text=BASIS)


@guarded(Verb.REGION_CHANGE)
def close(request: ActorRequest, code: str) -> HttpResponseBase:
    """The region is no more after a day."""
    region = door(request, code)
    form = CloseForm(request.POST or None, initial={"last_day": today()})
    return confirm_page(
        request,
        lambda: actions.close_region(
            actor=request.actor,
            region=region,
            now=clock.now(),
            **form.cleaned_data,
        ),
        title=_("Tutup %(name)s?") % {"name": region.title},
        submit=_("Tutup wilayah"),
        back=address(region),
        message=_("Wilayah ditutup."),
        lead=_("Datanya tetap tersimpan dan terbaca."),
        consequences=below(request, region),
        form=form,
    )


class ReopenForm(Form):
    reason = forms.CharField(label=gettext_lazy("Alasan"), max_length=300)


@guarded(Verb.REGION_CHANGE)
def reopen(request: ActorRequest, code: str) -> HttpResponseBase:
    """Take a closing back."""
    region = door(request, code)
    form = ReopenForm(request.POST or None)
    return confirm_page(
        request,
        lambda: actions.reopen_region(
            actor=request.actor,
            region=region,
            now=clock.now(),
            **form.cleaned_data,
        ),
        title=_("Buka kembali %(name)s?") % {"name": region.title},
        submit=_("Buka kembali"),
        back=address(region),
        message=_("Wilayah berlaku kembali."),
        danger=False,
        form=form,
    )


@guarded(Verb.REGION_CHANGE)
def drop_boundary(request: ActorRequest, code: str) -> HttpResponseBase:
    """Take the region's own polygon away."""
    region = door(request, code)
    return confirm_page(
        request,
        lambda: actions.remove_boundary(actor=request.actor, region=region, now=clock.now()),
        title=_("Hapus batas %(name)s?") % {"name": region.title},
        submit=_("Hapus batas"),
        back=address(region),
        message=_("Batas dihapus."),
        consequences=[Consequence(_("Poligon yang dihapus"), number(1))],
    )
