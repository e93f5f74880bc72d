"""Forms that change regions. What reaches further than one row is shown in numbers before it is done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from siaga import clock
from siaga.access import Refused, Verb
from siaga.kit.forms import Consequence, DateField, Form, SuggestInput, confirm_page, done, form_page
from siaga.kit.guard import guarded
from siaga.kit.words import number
from siaga.wilayah import actions
from siaga.wilayah.access import access_region
from siaga.wilayah.figures import figures_of
from siaga.wilayah.models import Level, Region
from siaga.wilayah.queries import counts_below

_BASIS = gettext_lazy("Peraturan yang mendasarinya, misalnya Perda Nomor 1 Tahun 2024.")
_SUGGEST = "/cari/wilayah.json"


def _address(region: Region) -> str:
    return reverse("wilayah:region", args=[region.code])


def _door(request: HttpRequest, code: str) -> Region:
    return access_region(request.actor, code, Verb.REGION_CHANGE)  # type: ignore[attr-defined]


class _Since(Form):
    since = DateField(label=gettext_lazy("Berlaku sejak"))
    basis = forms.CharField(label=gettext_lazy("Dasar"), required=False, max_length=200, help_text=_BASIS)

    field_order: Sequence[str] = ()


def _today() -> Any:
    return timezone.localtime(clock.now()).date()


def _asked_twice(
    request: HttpRequest,
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
        back=_address(region),
        lead=lead,
        template="wilayah/change.html",
        context={"region": region, "consequences": lines},
    )


class CreateForm(Form):
    code = forms.CharField(
        label=gettext_lazy("Kode"), max_length=13, help_text=gettext_lazy("Kode Kemendagri, misalnya 16.72.01.1001.")
    )
    name = forms.CharField(label=gettext_lazy("Nama"), max_length=120)
    lat = forms.FloatField(label=gettext_lazy("Lintang"), required=False, localize=True)
    lon = forms.FloatField(label=gettext_lazy("Bujur"), required=False, localize=True)
    valid_from = DateField(label=gettext_lazy("Berlaku sejak"), required=False)
    basis = forms.CharField(label=gettext_lazy("Dasar"), required=False, max_length=200, help_text=_BASIS)


@guarded(Verb.REGION_CHANGE)
def create(request: HttpRequest) -> HttpResponseBase:
    """Add one region, below ``?induk=``."""
    actor = request.actor  # type: ignore[attr-defined]
    above = request.GET.get("induk", "")
    parent = access_region(actor, above, Verb.REGION_CHANGE) if above else None
    form = CreateForm(request.POST or None, initial={"code": f"{parent.code}." if parent else ""})
    if form.is_valid() and form.perform(actions.create_region, actor=actor, now=clock.now(), **form.cleaned_data):
        return done(request, _address(form.result), _("%(name)s ditambahkan.") % {"name": form.result.title})
    return form_page(
        request,
        form,
        title=_("Tambah wilayah"),
        submit=_("Tambahkan"),
        back=_address(parent) if parent else reverse("wilayah:start"),
        lead=_("Untuk banyak wilayah sekaligus, pakai impor."),
        context={"region": parent},
    )


class RenameForm(_Since):
    name = forms.CharField(label=gettext_lazy("Nama baru"), max_length=120)
    field_order = ("name", "since", "basis")


@guarded(Verb.REGION_CHANGE)
def rename(request: HttpRequest, code: str) -> HttpResponseBase:
    """A new name; the old one stays findable."""
    region = _door(request, code)
    form = RenameForm(request.POST or None, initial={"name": region.name, "since": _today()})
    if form.is_valid() and form.perform(
        actions.rename_region,
        actor=request.actor,  # type: ignore[attr-defined]
        region=region,
        now=clock.now(),
        **form.cleaned_data,
    ):
        return done(request, _address(region), _("Nama wilayah diganti. Nama lama tetap dapat dicari."))
    return form_page(
        request,
        form,
        title=_("Ganti nama %(name)s") % {"name": region.title},
        submit=_("Ganti nama"),
        back=_address(region),
        context={"region": region},
    )


class RecodeForm(_Since):
    code = forms.CharField(
        label=gettext_lazy("Kode baru"), max_length=13, help_text=gettext_lazy("Kode lama tetap dapat dicari.")
    )
    field_order = ("code", "since", "basis")


def _below(request: HttpRequest, region: Region) -> list[Consequence]:
    """How much hangs on the region: what lies below it, and the stations of the current election."""
    counts = counts_below(request.actor, region)  # type: ignore[attr-defined]
    lines = [
        Consequence(str(Level(level).label).capitalize(), number(count)) for level, count in sorted(counts.items())
    ]
    figures = figures_of(request, region)
    if figures.own.stations:
        lines.append(Consequence(_("TPS %(election)s") % {"election": figures.about}, number(figures.own.stations)))
    return lines


@guarded(Verb.REGION_CHANGE)
def recode(request: HttpRequest, code: str) -> HttpResponseBase:
    """Another code, also for everything below."""
    region = _door(request, code)
    form = RecodeForm(request.POST or None, initial={"code": region.code, "since": _today()})
    now = clock.now()

    def act() -> Any:
        return actions.recode_region(actor=request.actor, region=region, now=now, **form.cleaned_data)  # type: ignore[attr-defined]

    def consequences() -> list[Consequence]:
        new = form.cleaned_data["code"]
        first = Consequence(_("Kode %(name)s") % {"name": region.title}, f"{region.code} → {new}")
        return [first, *_below(request, region)]

    return _asked_twice(
        request,
        form,
        act,
        consequences,
        title=_("Ganti kode %(name)s") % {"name": region.title},
        submit=_("Lihat akibatnya"),
        region=region,
        to=lambda: _address(region),
        message=_("Kode diganti. Kode lama mengarah ke halaman ini."),
        lead=_("Kode semua wilayah di bawahnya dan kode TPS-nya ikut berganti."),
    )


class PlaceForm(Form):
    lat = forms.FloatField(label=gettext_lazy("Lintang"), required=False, localize=True)
    lon = forms.FloatField(label=gettext_lazy("Bujur"), required=False, localize=True)


@guarded(Verb.REGION_CHANGE)
def place(request: HttpRequest, code: str) -> HttpResponseBase:
    """The point that stands for the region."""
    region = _door(request, code)
    form = PlaceForm(request.POST or None, initial={"lat": region.lat, "lon": region.lon})
    if form.is_valid() and form.perform(
        actions.move_point,
        actor=request.actor,  # type: ignore[attr-defined]
        region=region,
        now=clock.now(),
        **form.cleaned_data,
    ):
        return done(request, _address(region), _("Titik wilayah disimpan."))
    return form_page(
        request,
        form,
        title=_("Titik %(name)s") % {"name": region.title},
        submit=_("Simpan"),
        back=_address(region),
        lead=_("Derajat desimal WGS84, misalnya -4,0312 dan 103,2664. Kosongkan keduanya bila belum diketahui."),
        context={"region": region},
    )


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


class SplitForm(_Since):
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
def split(request: HttpRequest, code: str) -> HttpResponseBase:
    """New regions out of one (pemekaran)."""
    actor = request.actor  # type: ignore[attr-defined]
    region = _door(request, code)
    form = SplitForm(request.POST or None, initial={"since": _today()})
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

    return _asked_twice(
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


class MergeForm(_Since):
    into = forms.CharField(
        label=gettext_lazy("Bergabung ke"),
        max_length=13,
        widget=SuggestInput(_SUGGEST),
        help_text=gettext_lazy("Kode wilayah setingkat yang menerima."),
    )
    field_order = ("into", "since", "basis")


@guarded(Verb.REGION_CHANGE)
def merge(request: HttpRequest, code: str) -> HttpResponseBase:
    """This region goes over into another (penggabungan)."""
    actor = request.actor  # type: ignore[attr-defined]
    region = _door(request, code)
    form = MergeForm(request.POST or None, initial={"since": _today()})
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
            *_below(request, region),
        ]

    return _asked_twice(
        request,
        form,
        act,
        consequences,
        title=_("Gabungkan %(name)s") % {"name": region.title},
        submit=_("Lihat akibatnya"),
        region=region,
        to=lambda: _address(into[0]),
        message=_("Penggabungan dicatat."),
        lead=_("Wilayah lama tetap dapat dibaca beserta semua datanya, tetapi tidak berlaku lagi."),
    )


class CloseForm(Form):
    last_day = DateField(label=gettext_lazy("Hari terakhir berlaku"))
    basis = forms.CharField(label=gettext_lazy("Dasar"), required=False, max_length=200, help_text=_BASIS)


@guarded(Verb.REGION_CHANGE)
def close(request: HttpRequest, code: str) -> HttpResponseBase:
    """The region is no more after a day."""
    region = _door(request, code)
    form = CloseForm(request.POST or None, initial={"last_day": _today()})
    return confirm_page(
        request,
        lambda: actions.close_region(
            actor=request.actor,  # type: ignore[attr-defined]
            region=region,
            now=clock.now(),
            **form.cleaned_data,
        ),
        title=_("Tutup %(name)s?") % {"name": region.title},
        submit=_("Tutup wilayah"),
        back=_address(region),
        to=_address(region),
        message=_("Wilayah ditutup."),
        lead=_("Datanya tetap tersimpan dan terbaca."),
        consequences=_below(request, region),
        form=form,
    )


class ReopenForm(Form):
    reason = forms.CharField(label=gettext_lazy("Alasan"), max_length=300)


@guarded(Verb.REGION_CHANGE)
def reopen(request: HttpRequest, code: str) -> HttpResponseBase:
    """Take a closing back."""
    region = _door(request, code)
    form = ReopenForm(request.POST or None)
    return confirm_page(
        request,
        lambda: actions.reopen_region(
            actor=request.actor,  # type: ignore[attr-defined]
            region=region,
            now=clock.now(),
            **form.cleaned_data,
        ),
        title=_("Buka kembali %(name)s?") % {"name": region.title},
        submit=_("Buka kembali"),
        back=_address(region),
        to=_address(region),
        message=_("Wilayah berlaku kembali."),
        danger=False,
        form=form,
    )


@guarded(Verb.REGION_CHANGE)
def drop_boundary(request: HttpRequest, code: str) -> HttpResponseBase:
    """Take the region's own polygon away."""
    region = _door(request, code)
    return confirm_page(
        request,
        lambda: actions.remove_boundary(actor=request.actor, region=region, now=clock.now()),  # type: ignore[attr-defined]
        title=_("Hapus batas %(name)s?") % {"name": region.title},
        submit=_("Hapus batas"),
        back=_address(region),
        to=_address(region),
        message=_("Batas dihapus."),
        consequences=[Consequence(_("Poligon yang dihapus"), number(1))],
    )
