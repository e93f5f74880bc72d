"""What is counted in an election: the ruleset's items, what a desk adds, and vague items made precise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from django.utils.text import slugify
from django.utils.translation import gettext as _

from siaga.access import Actor, Refused, Verb, require
from siaga.elections.models import Election
from siaga.elections.queries.elections import ruleset_of
from siaga.ledger.recording import action, nothing_changed, record
from siaga.logistics.errors_catalogue import BadItem, ItemGone
from siaga.logistics.models import Basis, Catalogue, Item, warehouse_place
from siaga.logistics.standard import PAPER, standard_items

MOST_PARTS = 20
MOST_EACH = 100_000


@dataclass(frozen=True, slots=True)
class Wanted:
    """An item as somebody describes it; quantity, basis and unit may be missing while nobody knows them."""

    name: str
    unit: str = ""
    quantity: int | None = None
    basis: str = ""
    note: str = ""


@action("item.open")
def open_catalogue(*, actor: Actor, election: Election, now: datetime) -> list[Item]:
    """Make the items that the election's ruleset asks for: ballot papers, their stock for a repeat vote, equipment.

    Again: only what is missing is made; what a desk changed or retired stays as it is. Returns all items.
    Raises Refused.
    """
    require(actor, Verb.LOGISTICS_CHANGE, warehouse_place(election.region.code))
    there = set(Item.objects.filter(election=election).values_list("key", flat=True))
    missing = [one for one in standard_items(ruleset_of(election), election.region.code) if one.key not in there]
    for one in missing:
        item = Item.objects.create(
            election=election,
            catalogue=one.catalogue,
            key=one.key,
            name=one.name[:160],
            unit=one.unit[:30],
            ballot=one.ballot,
            quantity=one.quantity,
            basis=one.basis,
            boxed=one.boxed,
            created_at=now,
        )
        record(actor, "item.open", item, before=None, after=item.as_fact(), now=now)
    if not missing:
        nothing_changed()
    return list(Item.objects.filter(election=election).select_related("election__region"))


@action("item.add")
def add_item(
    *,
    actor: Actor,
    election: Election,
    name: str,
    now: datetime,
    catalogue: str = Catalogue.ELECTION,
    unit: str = "",
    quantity: int | None = None,
    basis: str = "",
    boxed: bool = False,
    note: str = "",
) -> Item:
    """Add an item of the desk's own; without quantity, basis or unit it stays vague (*atribut*). Raises ``BadItem``."""
    require(actor, Verb.LOGISTICS_CHANGE, warehouse_place(election.region.code))
    if catalogue not in Catalogue.values:
        raise BadItem(_("Katalog tidak dikenal."), _("Pilih dari daftar."), field="catalogue")
    wanted = _checked(Wanted(name, unit, quantity, basis, note))
    item = _make(election, wanted, catalogue=catalogue, boxed=boxed, origin=None, now=now)
    record(actor, "item.add", item, before=None, after=item.as_fact(), now=now)
    return item


@action("item.make_precise")
def make_precise(*, actor: Actor, item: Item, parts: Sequence[Wanted], now: datetime) -> list[Item]:
    """Say what a vague item is made of: one or several items, each with quantity, basis and unit.

    The vague one is kept, names the first of them, and is no longer counted. Raises ``BadItem``, ``ItemGone``.
    """
    found = _fresh(actor, item)
    if not found.vague:
        raise BadItem(
            _("%(item)s sudah pasti jumlahnya.") % {"item": found.name},
            _("Ubah jumlahnya, atau tambahkan jenis lain."),
        )
    if not 1 <= len(parts) <= MOST_PARTS:
        raise BadItem(
            _("Sebutkan satu sampai %(most)d jenis.") % {"most": MOST_PARTS}, _("Tambah atau kurangi baris."),
            field="parts",
        )  # fmt: skip
    made = []
    for part in parts:
        wanted = _checked(part)
        if wanted.quantity is None or not wanted.basis or not wanted.unit:
            raise BadItem(
                _("%(item)s masih belum pasti.") % {"item": wanted.name},
                _("Isi jumlah, dasar hitung, dan satuannya."),
                field="parts",
            )
        one = _make(found.election, wanted, catalogue=found.catalogue, boxed=found.boxed, origin=found, now=now)
        record(actor, "item.make_precise", one, before=None, after=one.as_fact(), now=now)
        made.append(one)
    _update(actor, "item.make_precise", found, now, became=made[0])
    return made


@action("item.set_quantity")
def set_quantity(
    *, actor: Actor, item: Item, quantity: int | None, basis: str, unit: str, reason: str, now: datetime
) -> Item:
    """Change how many are needed for each of what, with the reason (the decree that says so). Raises ``BadItem``."""
    found = _fresh(actor, item)
    reason = _said(reason, "reason", _("Alasan belum diisi."), _("Sebutkan keputusan atau surat dasarnya."), 400)
    wanted = _checked(Wanted(found.name, unit, quantity, basis, reason))
    if found.key == f"{PAPER}{found.ballot}" and (wanted.basis != Basis.VOTER or wanted.quantity is None):
        raise BadItem(
            _("Surat suara selalu dihitung tiap pemilih, ditambah cadangan menurut aturan."),
            _("Isi jumlahnya tiap pemilih, atau hentikan jenis ini bila tidak ada pemilihannya."),
            field="basis",
        )
    if (found.quantity, found.basis, found.unit) == (wanted.quantity, wanted.basis, wanted.unit):
        nothing_changed()
        return found
    return _update(
        actor, "item.set_quantity", found, now, reason=reason, quantity=wanted.quantity, basis=wanted.basis,
        unit=wanted.unit, note=reason,
    )  # fmt: skip


@action("item.retire")
def retire_item(*, actor: Actor, item: Item, reason: str, now: datetime) -> Item:
    """Stop counting an item, with the reason; what was received and packed of it stays in the books."""
    found = _fresh(actor, item)
    reason = _said(reason, "reason", _("Alasan belum diisi."), _("Tulis mengapa jenis ini tidak dipakai."), 400)
    return _update(actor, "item.retire", found, now, reason=reason, retired_at=now)


def _fresh(actor: Actor, item: Item) -> Item:
    found = Item.objects.select_related("election__region").filter(pk=item.pk).first()
    if found is None:
        raise Refused
    require(actor, Verb.LOGISTICS_CHANGE, found.place)
    if found.retired_at is not None or found.became_id is not None:
        raise _gone(found)
    return found


def _gone(item: Item) -> ItemGone:
    return ItemGone(
        _("%(item)s sudah tidak dihitung lagi.") % {"item": item.name}, _("Muat ulang halaman dan pilih jenis lain.")
    )


def _update(actor: Actor, act: str, found: Item, now: datetime, *, reason: str = "", **fields: object) -> Item:
    """An UPDATE that holds only while the item is still as it was found."""
    before = found.as_fact()
    still = Item.objects.filter(
        pk=found.pk, retired_at=None, became=None, quantity=found.quantity, basis=found.basis, unit=found.unit
    )
    if not still.update(**fields):
        raise _gone(found)
    for name, value in fields.items():
        setattr(found, name, value)
    record(actor, act, found, before=before, after=found.as_fact(), now=now, reason=reason)
    return found


def _make(
    election: Election, wanted: Wanted, *, catalogue: str, boxed: bool, origin: Item | None, now: datetime
) -> Item:
    return Item.objects.create(
        election=election, key=_free_key(election, wanted.name), catalogue=catalogue, boxed=boxed, origin=origin,
        created_at=now, **asdict(wanted),
    )  # fmt: skip


def _free_key(election: Election, name: str) -> str:
    """A key from the name that no item of the election has, and that no item of a ruleset will ask for."""
    stem = f"desk-{slugify(name)[:45]}".rstrip("-")
    taken = set(Item.objects.filter(election=election, key__startswith=stem).values_list("key", flat=True))
    number = 1
    while (key := stem if number == 1 else f"{stem}-{number}") in taken:
        number += 1
    return key


def _checked(wanted: Wanted) -> Wanted:
    name = _said(wanted.name, "name", _("Nama jenis logistik belum diisi."), _("Tulis namanya seperti di surat."), 160)
    unit, note = wanted.unit.strip(), wanted.note.strip()
    if len(unit) > 30:
        raise BadItem(_("Satuan terlalu panjang."), _("Paling banyak 30 huruf."), field="unit")
    if len(note) > 400:
        raise BadItem(_("Catatan terlalu panjang."), _("Paling banyak 400 huruf."), field="note")
    if wanted.basis and wanted.basis not in Basis.values:
        raise BadItem(_("Dasar hitung tidak dikenal."), _("Pilih dari daftar."), field="basis")
    if wanted.quantity is not None and not 0 <= wanted.quantity <= MOST_EACH:
        raise BadItem(
            _("Jumlah di luar yang masuk akal."), _("Isi antara 0 dan 100.000, atau kosongkan bila belum diketahui."),
            field="quantity",
        )  # fmt: skip
    return Wanted(name, unit, wanted.quantity, wanted.basis, note)


def _said(text: str, field: str, message: str, remedy: str, most: int) -> str:
    text = text.strip()
    if not text:
        raise BadItem(message, remedy, field=field)
    if len(text) > most:
        raise BadItem(_("Tulisan terlalu panjang."), _("Persingkat."), field=field)
    return text
