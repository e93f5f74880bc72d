"""The catalogue of an election: opened, added to, made precise, changed, retired; and stated numbers of voters."""

from __future__ import annotations

from django.db.models import Value
from django.http import HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_safe

from siaga import clock
from siaga.access import Refused, Verb, inside, may, require
from siaga.elections.access import access_election
from siaga.elections.models import Election
from siaga.elections.queries.elections import ruleset_of
from siaga.kit import words
from siaga.kit.forms import Consequence, confirm_page, done, form_page
from siaga.kit.guard import ActorRequest, guarded
from siaga.kit.tables import Column, Empty, Filter, Table
from siaga.logistics.access import access_item
from siaga.logistics.actions.catalogue import add_item, make_precise, open_catalogue, retire_item, set_quantity
from siaga.logistics.actions.voters import remove_voter_total, set_voter_total
from siaga.logistics.forms.catalogue import ItemForm, PreciseForm, QuantityForm, RetireForm, VotersForm
from siaga.logistics.models import Basis, Catalogue, Item, VoterTotal, warehouse_place
from siaga.logistics.queries.catalogue import catalogue_of
from siaga.logistics.standard import standard_items
from siaga.wilayah.access import access_region
from siaga.wilayah.models import Region


def _state(item: Item) -> str:
    if item.retired_at is not None:
        return "nonaktif"
    if item.became_id is not None:
        return "diperinci"
    return "samar" if item.vague else "aktif"


def _page(item: Item) -> str:
    """Its needs at the place from which the catalogue is looked at; nothing where it is not counted any more."""
    if item.retired_at is not None or item.became_id is not None:
        return ""
    return reverse("logistics:need_item", args=[item.election.slug, item.at, item.key])  # type: ignore[attr-defined]


_STATES = {
    "aktif": ("aktif", _lazy("Dihitung")),
    "samar": ("belum_lengkap", _lazy("Masih samar")),
    "diperinci": ("digantikan", _lazy("Diperinci")),
    "nonaktif": ("nonaktif", _lazy("Tidak dipakai")),
}


def _each(item: Item) -> str:
    basis = str(Basis(item.basis).label) if item.basis else _("dasar hitung belum diketahui")
    quantity = (
        _("jumlah belum diketahui") if item.quantity is None else f"{words.number(item.quantity)} {item.unit}".strip()
    )
    return f"{quantity}, {basis}"


ITEMS = Table(
    key="jenis",
    title=_lazy("Jenis logistik"),
    columns=[
        Column(key="name", label=_lazy("Jenis"), sort="name", sub=_each),
        Column(key="catalogue", label=_lazy("Katalog"), value=lambda one: one.get_catalogue_display(), sort="catalogue",
               phone=False),
        Column(key="boxed", label=_lazy("Masuk kotak"), format="truth", sort="boxed", phone=False),
        Column(key="state", label=_lazy("Keadaan"), value=lambda one: str(_STATES[_state(one)][1]),
               cell="logistics/cells/item_state.html", below=True),
        Column(key="note", label=_lazy("Catatan"), value=lambda one: one.note, cell="logistics/cells/item_note.html",
               below=True),
        Column(key="quantity", label=_lazy("Jumlah"), format="number", screen=False),
        Column(key="unit", label=_lazy("Satuan"), screen=False),
        Column(key="basis", label=_lazy("Dasar hitung"), value=lambda one: one.get_basis_display(), screen=False),
        Column(key="key", label=_lazy("Kunci"), format="code", screen=False),
    ],
    filters=[
        Filter(
            key="katalog",
            label=_lazy("Katalog"),
            chips=True,
            choices=Catalogue.choices,
            field="catalogue",
        ),
        Filter(
            key="keadaan",
            label=_lazy("Keadaan"),
            choices=[("dihitung", _lazy("Dihitung")), ("berhenti", _lazy("Tidak dihitung lagi"))],
            apply=lambda rows, value: rows.filter(retired_at=None, became=None)
            if value == "dihitung"
            else rows.exclude(retired_at=None, became=None),
        ),
    ],
    row_url=lambda one: _page(one),
    search=lambda rows, typed: rows.filter(name__icontains=typed),
    search_label=_lazy("Cari jenis logistik"),
    empty=Empty(
        title=_lazy("Daftar jenis logistik belum dibuka"),
        text=_lazy(
            "Daftar ini berisi surat suara tiap jenis, persediaan PSU, dan semua perlengkapan dalam aturan pemilihan. "
            "Setelah dibuka, jumlahnya dapat diubah dan barangnya dapat diterima di gudang."
        ),
        icon="list-details",
    ),
    per_page=100,
)  # fmt: skip


@guarded(Verb.LOGISTICS_VIEW)
@require_safe
def catalogue_page(request: ActorRequest, slug: str, code: str) -> HttpResponseBase:
    election, region = _asked(request, slug, code)
    return ITEMS.respond(
        request,
        catalogue_of(request.actor, election).annotate(at=Value(code)),
        template="logistics/needs/catalogue.html",
        context={
            "election": election,
            "region": region,
            "regency": code[:5],
            "tab": "kebutuhan",
            "may_change": may(request.actor, Verb.LOGISTICS_CHANGE, warehouse_place(election.region.code)),
            "lead": election.name,
        },
    )


@guarded(Verb.LOGISTICS_CHANGE)
def open_page(request: ActorRequest, slug: str, code: str) -> HttpResponse:
    election, _region = _asked(request, slug, code)
    require(request.actor, Verb.LOGISTICS_CHANGE, warehouse_place(election.region.code))
    standard = list(standard_items(ruleset_of(election), election.region.code))
    there = set(catalogue_of(request.actor, election).values_list("key", flat=True))
    missing = [one for one in standard if one.key not in there]
    return confirm_page(
        request,
        lambda: open_catalogue(actor=request.actor, election=election, now=clock.now()),
        title=_("Buka daftar jenis logistik?"),
        lead=_("Jenis yang sudah ada atau sudah diubah Desk tidak disentuh."),
        submit=_("Buka daftar"),
        back=_catalogue(election, code),
        message=_("Daftar jenis logistik dibuka dari aturan pemilihan."),
        consequences=[
            Consequence(_("Jenis menurut aturan"), len(standard)),
            Consequence(_("Jenis yang ditambahkan sekarang"), len(missing)),
            Consequence(_("Di antaranya belum diketahui jumlahnya"), sum(one.quantity is None for one in missing)),
        ],
        danger=False,
    )


@guarded(Verb.LOGISTICS_CHANGE)
def add_page(request: ActorRequest, slug: str, code: str) -> HttpResponse:
    election, region = _asked(request, slug, code)
    require(request.actor, Verb.LOGISTICS_CHANGE, warehouse_place(election.region.code))
    form = ItemForm(request.POST or None, initial={"catalogue": request.GET.get("katalog", Catalogue.ELECTION)})
    if form.is_valid() and form.perform(
        add_item, actor=request.actor, election=election, now=clock.now(), **form.cleaned_data
    ):
        return done(request, _catalogue(election, code), _("Jenis logistik ditambahkan."))
    return form_page(
        request, form, title=_("Tambah jenis logistik"), submit=_("Tambah"), back=_catalogue(election, code),
        lead=_("Yang belum diketahui boleh kosong: jenis itu tampil sebagai samar sampai diperinci."),
        context={"region": region},
    )  # fmt: skip


@guarded(Verb.LOGISTICS_CHANGE)
def change_page(request: ActorRequest, slug: str, code: str, item_id: int) -> HttpResponse:
    election, item = _item(request, slug, code, item_id)
    initial = {name: getattr(item, name) for name in ("quantity", "basis", "unit")}
    form = QuantityForm(request.POST or None, initial=initial)
    if form.is_valid() and form.perform(
        set_quantity, actor=request.actor, item=item, now=clock.now(), **form.cleaned_data
    ):
        return done(request, _catalogue(election, code), _("Jumlah diubah."))
    return form_page(
        request, form, title=_("Ubah jumlah %(item)s") % {"item": item.name}, submit=_("Ubah jumlah"),
        lead=_("Sekarang: %(each)s.") % {"each": _each(item)}, back=_catalogue(election, code),
        context={"region": election.region},
    )  # fmt: skip


@guarded(Verb.LOGISTICS_CHANGE)
def precise_page(request: ActorRequest, slug: str, code: str, item_id: int) -> HttpResponse:
    election, item = _item(request, slug, code, item_id)
    form = PreciseForm(request.POST or None)
    if form.is_valid() and form.perform(
        make_precise, actor=request.actor, item=item, parts=form.parts(), now=clock.now()
    ):
        return done(request, _catalogue(election, code), _("Jenis logistik diperinci."))
    return form_page(
        request, form, title=_("Perinci %(item)s") % {"item": item.name}, submit=_("Perinci"),
        lead=_("Sebutkan apa saja isinya. Jenis yang samar tetap tersimpan, tetapi tidak dihitung lagi."),
        back=_catalogue(election, code), template="logistics/needs/precise.html", context={"region": election.region},
    )  # fmt: skip


@guarded(Verb.LOGISTICS_CHANGE)
def retire_page(request: ActorRequest, slug: str, code: str, item_id: int) -> HttpResponse:
    election, item = _item(request, slug, code, item_id)
    form = RetireForm(request.POST or None)
    return confirm_page(
        request,
        lambda: retire_item(actor=request.actor, item=item, reason=form.cleaned_data["reason"], now=clock.now()),
        title=_("Hentikan %(item)s?") % {"item": item.name},
        lead=_("Jenis ini tidak dihitung lagi. Yang sudah diterima dan dikemas tetap ada di pembukuan."),
        submit=_("Hentikan"),
        back=_catalogue(election, code),
        message=_("Jenis logistik dihentikan."),
        form=form,
    )


@guarded(Verb.LOGISTICS_CHANGE)
def voters_page(request: ActorRequest, slug: str, code: str) -> HttpResponse:
    election, region = _asked(request, slug, code)
    require(request.actor, Verb.LOGISTICS_CHANGE, warehouse_place(region.code[:5]))
    stated = VoterTotal.objects.filter(election=election, region=region).first()
    initial = {"voters": stated.voters, "source": stated.source} if stated else None
    form = VotersForm(request.POST or None, initial=initial)
    back = reverse("logistics:needs", args=[slug, code])
    if form.is_valid() and form.perform(
        set_voter_total, actor=request.actor, election=election, region=region, now=clock.now(), **form.cleaned_data
    ):
        return done(request, back, _("Jumlah pemilih menurut dokumen dicatat."))
    return form_page(
        request, form, title=_("Jumlah pemilih %(place)s menurut dokumen") % {"place": region.title},
        submit=_("Catat"), back=back, template="logistics/needs/voters.html",
        lead=_("Dipakai selama pemilih sebagian TPS belum diketahui: TPS itu bersama-sama berisi sisanya."),
        context={"region": region, "election": election, "stated": stated},
    )  # fmt: skip


@guarded(Verb.LOGISTICS_CHANGE)
def remove_voters_page(request: ActorRequest, slug: str, code: str) -> HttpResponse:
    election, region = _asked(request, slug, code)
    require(request.actor, Verb.LOGISTICS_CHANGE, warehouse_place(region.code[:5]))
    stated = VoterTotal.objects.filter(election=election, region=region).first()
    if stated is None:
        raise Refused
    return confirm_page(
        request,
        lambda: remove_voter_total(actor=request.actor, total=stated, now=clock.now()),
        title=_("Tarik jumlah pemilih menurut dokumen?"),
        submit=_("Tarik"),
        back=reverse("logistics:state_voters", args=[slug, code]),
        to=reverse("logistics:needs", args=[slug, code]),
        message=_("Jumlah pemilih menurut dokumen ditarik."),
        consequences=[Consequence(_("Pemilih menurut %(source)s") % {"source": stated.source}, stated.voters)],
    )


def _asked(request: ActorRequest, slug: str, code: str) -> tuple[Election, Region]:
    election = access_election(request.actor, slug)
    region = access_region(request.actor, code, Verb.LOGISTICS_VIEW)
    if not inside(region.code, election.region.code):
        raise Refused
    return election, region


def _item(request: ActorRequest, slug: str, code: str, item_id: int) -> tuple[Election, Item]:
    election, _region = _asked(request, slug, code)
    item = access_item(request.actor, item_id, Verb.LOGISTICS_CHANGE)
    if item.election_id != election.pk:
        raise Refused
    return election, item


def _catalogue(election: Election, code: str) -> str:
    return reverse("logistics:catalogue", args=[election.slug, code])
