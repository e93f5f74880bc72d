"""What the forms that change regions share: far-reaching changes are shown in numbers before they are done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from siaga import clock
from siaga.access import Verb
from siaga.kit.forms import Consequence, DateField, Form, done, form_page
from siaga.kit.guard import ActorRequest
from siaga.kit.words import number
from siaga.wilayah.access import access_region
from siaga.wilayah.figures import figures_of
from siaga.wilayah.models import Level, Region
from siaga.wilayah.queries import counts_below

BASIS = gettext_lazy("Peraturan yang mendasarinya, misalnya Perda Nomor 1 Tahun 2024.")
SUGGEST = "/cari/wilayah.json"


def address(region: Region) -> str:
    return reverse("wilayah:region", args=[region.code])


def door(request: ActorRequest, code: str) -> Region:
    return access_region(request.actor, code, Verb.REGION_CHANGE)


class SinceForm(Form):
    since = DateField(label=gettext_lazy("Berlaku sejak"))
    basis = forms.CharField(label=gettext_lazy("Dasar"), required=False, max_length=200, help_text=BASIS)

    field_order: Sequence[str] = ()


def today() -> Any:
    return timezone.localtime(clock.now()).date()


def asked_twice(
    request: ActorRequest,
    form: Form,
    act: Callable[[], Any],
    consequences: Callable[[], list[Consequence]],
    *,
    title: str,
    submit: str,
    region: Region,
    to: Callable[[], str],
    message: str,
    lead: str = "",
) -> HttpResponse:
    """A form whose first sending shows what would happen in numbers; the second, confirmed one does it."""
    lines: list[Consequence] = []
    if form.is_bound and form.is_valid():
        if request.POST.get("sure") and form.perform(act) and not form.errors:
            return done(request, to(), message)
        if not form.errors:
            lines = consequences()
    return form_page(
        request,
        form,
        title=title,
        submit=_("Ya, lakukan") if lines else submit,
        back=address(region),
        lead=lead,
        template="wilayah/change.html",
        context={"region": region, "consequences": lines},
    )


def below(request: ActorRequest, region: Region) -> list[Consequence]:
    """How much hangs on the region: what lies below it, and the stations of the current election."""
    counts = counts_below(request.actor, region)
    lines = [
        Consequence(str(Level(level).label).capitalize(), number(count)) for level, count in sorted(counts.items())
    ]
    figures = figures_of(request, region)
    if figures.own.stations:
        lines.append(Consequence(_("TPS %(election)s") % {"election": figures.about}, number(figures.own.stations)))
    return lines
