"""Boxes: made with their identity, packed and sealed, opened again while they are here, voided."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from siaga.access import Actor, Refused, Verb, inside, require
from siaga.elections.models import PollingStation
from siaga.elections.queries.elections import ruleset_of
from siaga.ledger.facts import FactValue
from siaga.ledger.recording import Change, action, nothing_changed, record, record_bulk
from siaga.logistics import clean
from siaga.logistics.codes import new_code
from siaga.logistics.dues import dues_of
from siaga.logistics.locks import chunks, lock_boxes, lock_warehouse, on_a_list
from siaga.logistics.loose import take
from siaga.logistics.models import Box, BoxContent, BoxState, Catalogue, Item, Warehouse
from siaga.logistics.signals import boxes_changed
from siaga.logistics.standard import ballots_of
from siaga.logistics.stock_errors import BoxHasLeft, BoxMoved, NotSaid, SealTaken, WrongContent

_BATCH = 1000
_MOST_KG = 500.0


@dataclass(frozen=True, slots=True)
class Packing:
    """What goes into one box."""

    box: Box
    contents: Mapping[Item, int]
    seal: str
    kg: float | None = None


@action("box.make")
def make_boxes(
    *,
    actor: Actor,
    warehouse: Warehouse,
    stations: Iterable[PollingStation],
    now: datetime,
    code: Callable[[], str] = new_code,
) -> list[Box]:
    """Give each station one box for each ballot type of the region; returns the new ones, none where all are there."""
    require(actor, Verb.LOGISTICS_CHANGE, warehouse.place)
    warehouse = lock_warehouse(warehouse)
    clean.open_election(warehouse.election)
    wanted = {station.pk: station for station in stations}
    for station in wanted.values():
        if station.election_id != warehouse.election_id or not inside(station.village_code, warehouse.region.code):
            raise Refused
    ballots = [ballot.key for ballot in ballots_of(ruleset_of(warehouse.election), warehouse.region.code)]
    there = set(
        warehouse.boxes.exclude(state=BoxState.VOID).filter(number=1).values_list("station_id", "ballot").order_by()
    )
    dues = dues_of(warehouse)
    missing = [
        Box(
            warehouse=warehouse,
            station=station,
            ballot=ballot,
            code=code(),
            station_code=station.code,
            village_code=station.village_code,
            district_code=station.district_code,
            since=now,
            due_at=dues.following(0, station.code),
            created_at=now,
        )
        for station in sorted(wanted.values(), key=lambda station: station.code)
        for ballot in ballots
        if (station.pk, ballot) not in there
    ]
    if not missing:
        nothing_changed()
        return []
    made = Box.objects.bulk_create(missing, _BATCH)
    record_bulk(actor, "box.make", (_change(box, None) for box in made), label=_boxes(made), now=now)
    return made


@action("box.pack")
def pack_box(
    *, actor: Actor, box: Box, contents: Mapping[Item, int], seal: str, now: datetime, kg: float | None = None
) -> Box:
    """Fill an open box and seal it; what lay in it before is replaced.

    Raises ``BoxMoved``, ``WrongContent``, ``NotEnough``, ``SealTaken``, ``NotSaid``.
    """
    require(actor, Verb.LOGISTICS_CHANGE, box.warehouse.place)
    warehouse = lock_warehouse(box.warehouse)
    [(found, before)] = _pack(warehouse, [Packing(box, contents, seal, kg)])
    record(actor, "box.pack", found, before=before, after=found.as_fact(), now=now)
    _tell(warehouse, [found], _("Kotak dikemas"), now)
    return found


@action("box.pack_many")
def pack_many(*, actor: Actor, warehouse: Warehouse, packings: Sequence[Packing], now: datetime) -> list[Box]:
    """Fill and seal many open boxes: all of them, or none. Raises as ``pack_box``, naming the box."""
    require(actor, Verb.LOGISTICS_CHANGE, warehouse.place)
    warehouse = lock_warehouse(warehouse)
    if not packings:
        nothing_changed()
        return []
    done = _pack(warehouse, packings)
    boxes = [box for box, _before in done]
    record_bulk(actor, "box.pack_many", (_change(box, before) for box, before in done), label=_boxes(boxes), now=now)
    _tell(warehouse, boxes, _("Kotak dikemas"), now)
    return boxes


@action("box.reopen")
def reopen_box(*, actor: Actor, box: Box, reason: str, now: datetime) -> Box:
    """Break the seal of a box that is still in the warehouse; what lies in it stays until it is packed anew.

    Raises ``BoxMoved``, ``BoxHasLeft``, ``NotSaid``.
    """
    require(actor, Verb.LOGISTICS_CHANGE, box.warehouse.place)
    warehouse = lock_warehouse(box.warehouse)
    clean.open_election(warehouse.election)
    said = clean.line(reason, field="reason", limit=clean.LONGEST_REASON, empty=_("Alasan membuka kotak belum diisi."))
    found = _here(warehouse, box, BoxState.SEALED)
    before = found.as_fact()
    _step(found, BoxState.SEALED, state=BoxState.OPEN, seal="")
    record(actor, "box.reopen", found, before=before, after=found.as_fact(), now=now, reason=said)
    _tell(warehouse, [found], _("Segel kotak dibuka"), now)
    return found


@action("box.void")
def void_box(*, actor: Actor, box: Box, reason: str, now: datetime) -> Box:
    """Take a box out of use while it is in the warehouse; what lies in it goes back to the loose stock.

    Its code is never used again. Raises ``BoxMoved``, ``BoxHasLeft``, ``NotSaid``.
    """
    require(actor, Verb.LOGISTICS_CHANGE, box.warehouse.place)
    warehouse = lock_warehouse(box.warehouse)
    clean.open_election(warehouse.election)
    said = clean.line(
        reason, field="reason", limit=clean.LONGEST_REASON, empty=_("Alasan pembatalan kotak belum diisi.")
    )
    found = _here(warehouse, box, BoxState.SEALED, BoxState.OPEN)
    before = found.as_fact()
    _step(found, BoxState(found.state), state=BoxState.VOID, seal="", packed={})
    found.contents.all().delete()
    record(actor, "box.void", found, before=before, after=found.as_fact(), now=now, reason=said)
    _tell(warehouse, [found], _("Kotak dibatalkan"), now)
    return found


def _tell(warehouse: Warehouse, boxes: Iterable[Box], origin: str, now: datetime) -> None:
    stations = {box.station_code for box in boxes}
    boxes_changed.send(Box, warehouse=warehouse, stations=stations, now=now, origin=origin)


def _pack(warehouse: Warehouse, packings: Sequence[Packing]) -> list[tuple[Box, dict[str, FactValue]]]:
    """Check everything, then change everything; each box with its fact before."""
    clean.open_election(warehouse.election)
    boxes = lock_boxes(warehouse, (packing.box for packing in packings))
    if len(boxes) < len(packings):
        raise NotSaid(_("Satu kotak tertulis dua kali."), _("Tulis setiap kotak sekali saja."), field="boxes")
    taken: Counter[Item] = Counter()
    for packing in packings:
        box = boxes[packing.box.pk]
        if box.state != BoxState.OPEN:
            raise BoxMoved(box.code, box.get_state_display())
        _check_contents(warehouse, box, packing)
        taken.update(packing.contents)
    returned: Counter[int] = Counter()
    for box in boxes.values():
        returned.update({int(key): quantity for key, quantity in box.packed.items()})
    take(warehouse, {item: quantity - returned[item.pk] for item, quantity in taken.items()}, field="contents")
    seals = _seals(warehouse, boxes, packings)
    done = []
    for packing in packings:
        box = boxes[packing.box.pk]
        before = box.as_fact()
        box.packed = {str(item.pk): n for item, n in sorted(packing.contents.items(), key=lambda row: row[0].pk) if n}
        box.seal, box.kg, box.state = seals[box.pk], packing.kg, BoxState.SEALED
        done.append((box, before))
    for chunk in chunks([box.pk for box, _before in done]):
        BoxContent.objects.filter(box__in=chunk).delete()
    BoxContent.objects.bulk_create(
        (BoxContent(box=box, item_id=int(key), quantity=n) for box, _before in done for key, n in box.packed.items()),
        _BATCH,
    )
    Box.objects.bulk_update((box for box, _before in done), ["packed", "seal", "kg", "state"], batch_size=100)
    return done


def _check_contents(warehouse: Warehouse, box: Box, packing: Packing) -> None:
    if not any(packing.contents.values()):
        raise NotSaid(
            _("Isi kotak %(code)s belum diisi.") % {"code": box.code},
            _("Tulis sedikitnya satu barang."),
            field="contents",
        )
    for item, quantity in packing.contents.items():
        clean.pieces(quantity, field="contents", least=0)
        if item.election_id != warehouse.election_id:
            raise Refused
        if item.catalogue != Catalogue.ELECTION:
            raise WrongContent(
                _("%(item)s adalah bahan kampanye, tidak masuk kotak %(code)s.") % {"item": item, "code": box.code},
                _("Keluarkan dari isi kotak."),
                field="contents",
            )
        if item.retired_at or item.became_id:
            raise WrongContent(
                _("%(item)s sudah tidak dipakai.") % {"item": item},
                _("Pilih barang penggantinya dalam katalog."),
                field="contents",
            )
        if not item.boxed:
            raise WrongContent(
                _("%(item)s tidak masuk kotak.") % {"item": item},
                _("Keluarkan dari isi kotak, atau ubah barangnya dalam katalog."),
                field="contents",
            )
        if item.ballot and item.ballot != box.ballot:
            raise WrongContent(
                _("%(item)s bukan untuk kotak %(code)s.") % {"item": item, "code": box.code},
                _("Kotak ini untuk jenis surat suara lain."),
                field="contents",
            )
    if packing.kg is not None and not 0 < packing.kg <= _MOST_KG:
        raise NotSaid(
            _("Berat kotak %(code)s tidak masuk akal.") % {"code": box.code},
            _("Tulis beratnya dalam kilogram, atau kosongkan."),
            field="kg",
        )


def _seals(warehouse: Warehouse, boxes: Mapping[int, Box], packings: Sequence[Packing]) -> dict[int, str]:
    """The seal number of each box, none of them used twice in the warehouse."""
    seals: dict[int, str] = {}
    used: dict[str, str] = {}
    for packing in packings:
        code = boxes[packing.box.pk].code
        empty = _("Nomor segel kotak %(code)s belum diisi.") % {"code": code}
        seal = clean.line(packing.seal, field="seal", limit=60, empty=empty).upper()
        if seal in used:
            raise SealTaken(seal, used[seal])
        used[seal] = code
        seals[packing.box.pk] = seal
    for chunk in chunks(list(used)):
        others = warehouse.boxes.filter(seal__in=chunk).exclude(state=BoxState.VOID).exclude(pk__in=list(boxes))
        if taken := others.values_list("seal", "code").first():
            raise SealTaken(*taken)
    return seals


def _here(warehouse: Warehouse, box: Box, *states: BoxState) -> Box:
    """The box as it is now, in one of the states, in the warehouse, on nobody's list."""
    found = lock_boxes(warehouse, [box])[box.pk]
    if found.state not in states:
        raise BoxMoved(found.code, found.get_state_display())
    if found.hop or found.moving or on_a_list([found.pk]):
        raise BoxHasLeft(found.code)
    return found


def _step(box: Box, since: BoxState, /, **changes: object) -> None:
    """Change the box from that state, if it is still in it and here."""
    if not Box.objects.filter(pk=box.pk, state=since, hop=0, moving=False).update(**changes):
        raise BoxMoved(box.code, box.get_state_display())
    for name, value in changes.items():
        setattr(box, name, value)


def _change(box: Box, before: Mapping[str, object] | None) -> Change:
    return Change(box.fact_type, box.fact_key, box.fact_region, before, box.as_fact())


def _boxes(boxes: Sequence[Box]) -> str:
    return ngettext("%(count)d kotak", "%(count)d kotak", len(boxes)) % {"count": len(boxes)}
