"""Regions split and merged."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from siaga import clock
from siaga.access import Refused, Verb
from siaga.kit.forms import Consequence, SuggestInput
from siaga.kit.guard import ActorRequest, guarded
from siaga.kit.words import number
from siaga.wilayah import actions
from siaga.wilayah.access import access_region
from siaga.wilayah.models import Region
from siaga.wilayah.views.changes.asking import SUGGEST, SinceForm, address, asked_twice, below, door, today


def _pairs(text: str, what: str) -> list[tuple[str, str]]:
    pairs = []
    for line in text.splitlines():
        first, _space, rest = line.strip().partition(" ")
        if not first:
            continue
        if not rest.strip():
            raise forms.ValidationError(
                _("Baris “%(line)s” belum lengkap: tulis %(what)s.") % {"line": line, "what": what}
            )
        pairs.append((first, rest.strip()))
    return pairs


class SplitForm(SinceForm):
    parts = forms.CharField(
        label=gettext_lazy("Wilayah baru"),
        widget=forms.Textarea({"rows": 4, "placeholder": "16.72.01.1005 Nama Wilayah"}),
        help_text=gettext_lazy("Satu wilayah per baris: kode, spasi, nama."),
    )
    moves = forms.CharField(
        label=gettext_lazy("Wilayah di bawahnya yang pindah"),
        required=False,
        widget=forms.Textarea({"rows": 4, "placeholder": "16.72.01.1002 16.72.05.1001"}),
        help_text=gettext_lazy("Satu per baris: kode sekarang, spasi, kode baru."),
    )
    close = forms.BooleanField(label=gettext_lazy("Wilayah asal berakhir sehari sebelumnya"), required=False)
    field_order = ("parts", "moves", "close", "since", "basis")

    def clean_parts(self) -> list[tuple[str, str]]:
        return _pairs(self.cleaned_data["parts"], _("kode lalu nama"))

    def clean_moves(self) -> list[tuple[str, str]]:
        return _pairs(self.cleaned_data["moves"], _("kode sekarang lalu kode baru"))


@guarded(Verb.REGION_CHANGE)
def split(request: ActorRequest, code: str) -> HttpResponseBase:
    """New regions out of one (pemekaran)."""
    actor = request.actor
    region = door(request, code)
    form = SplitForm(request.POST or None, initial={"since": today()})
    now = clock.now()

    def act() -> Any:
        values = dict(form.cleaned_data)
        try:
            moves = [(access_region(actor, old, Verb.REGION_CHANGE), new) for old, new in values.pop("moves")]
        except Refused:
            form.add_error("moves", _("Salah satu kode sekarang tidak ada di wilayah Anda. Periksa kodenya."))
            return None
        return actions.split_region(actor=actor, region=region, now=now, moves=moves, **values)

    def consequences() -> list[Consequence]:
        values = form.cleaned_data
        lines = [
            Consequence(_("Wilayah baru"), number(len(values["parts"]))),
            Consequence(_("Wilayah yang pindah dan berganti kode"), number(len(values["moves"]))),
        ]
        if values["close"]:
            lines.append(Consequence(_("Berakhir"), region.title))
        return lines

    return asked_twice(
        request,
        form,
        act,
        consequences,
        title=_("Pemekaran %(name)s") % {"name": region.title},
        submit=_("Lihat akibatnya"),
        region=region,
        to=lambda: reverse("wilayah:region", args=[region.code]),
        message=_("Pemekaran dicatat."),
    )


class MergeForm(SinceForm):
    into = forms.CharField(
        label=gettext_lazy("Bergabung ke"),
        max_length=13,
        widget=SuggestInput(SUGGEST),
        help_text=gettext_lazy("Kode wilayah setingkat yang menerima."),
    )
    field_order = ("into", "since", "basis")


@guarded(Verb.REGION_CHANGE)
def merge(request: ActorRequest, code: str) -> HttpResponseBase:
    """This region goes over into another (penggabungan)."""
    actor = request.actor
    region = door(request, code)
    form = MergeForm(request.POST or None, initial={"since": today()})
    now = clock.now()
    into: list[Region] = []
    if form.is_bound and form.is_valid():
        try:
            into = [access_region(actor, form.cleaned_data["into"], Verb.REGION_CHANGE)]
        except Refused:
            form.add_error("into", _("Wilayah ini tidak ada, atau di luar wewenang Anda. Periksa kodenya."))

    def act() -> Any:
        values = form.cleaned_data
        return actions.merge_regions(
            actor=actor, regions=[region], into=into[0], since=values["since"], basis=values["basis"], now=now
        )

    def consequences() -> list[Consequence]:
        return [
            Consequence(_("Berakhir"), region.title),
            Consequence(_("Bergabung ke"), into[0].title),
            *below(request, region),
        ]

    return asked_twice(
        request,
        form,
        act,
        consequences,
        title=_("Gabungkan %(name)s") % {"name": region.title},
        submit=_("Lihat akibatnya"),
        region=region,
        to=lambda: address(into[0]),
        message=_("Penggabungan dicatat."),
        lead=_("Wilayah lama tetap dapat dibaca beserta semua datanya, tetapi tidak berlaku lagi."),
    )
