"""What a scan means: a step of the box, or a refusal with words for the one who stands there. Reads, never writes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from siaga.access import Actor, Refused
from siaga.logistics.access import require_signing
from siaga.logistics.codes import Forged, NotALabel, read_label, read_typed, spaced
from siaga.logistics.models import (
    Box,
    BoxState,
    Handover,
    HandoverBox,
    HandoverState,
    ScanOutcome,
    ScanSide,
    Warehouse,
    hop_code,
)
from siaga.logistics.standing import spot_name
from siaga.wilayah.zones import zone_of, zone_short

_OPEN = (HandoverState.GIVING, HandoverState.MOVING, HandoverState.TAKEN)
"""A box that comes after the receiver closed is still signed for on the record that names it as missing."""


@dataclass(frozen=True, slots=True)
class Refusal:
    outcome: ScanOutcome
    message: str
    box: Box | None = None
    handover: Handover | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """The box may go: given on the handover, or signed for (``line``: where the giver scanned it; else ``gap``)."""

    box: Box
    handover: Handover
    line: HandoverBox | None = None
    gap: str = ""


Verdict = Refusal | Step


def judge(
    *,
    actor: Actor,
    warehouse: Warehouse,
    handover: Handover | None,
    side: ScanSide,
    text: str,
    typed: bool,
    reason: str,
) -> Verdict:
    """The verdict on a scan, as things stand in this transaction. A handover that is named must be locked already."""
    box: Box | None = None
    broken: Refusal | None = None
    try:
        code = read_typed(text) if typed else read_label(text)
        box = Box.objects.filter(warehouse=warehouse, code=code).first()
    except Forged:
        broken = Refusal(
            ScanOutcome.FORGED,
            _("Kode ini bukan buatan Siaga di daerah ini. Jangan diterima; laporkan ke KPU beserta fotonya."),
        )
    except NotALabel:
        broken = Refusal(ScanOutcome.UNKNOWN, _("Ini bukan label kotak. Arahkan kamera ke kode QR pada label kotak."))
    if box is not None:
        box.warehouse = warehouse
    line = _open_line(box, handover) if box is not None and side == ScanSide.TAKE else None
    if line is not None:
        handover = line.handover
    if handover is not None and not _may_sign(actor, warehouse, handover, side):
        place = _end_name(warehouse, handover, side)
        said = (
            _("Anda tidak berhak menyerahkan kotak dari %(place)s.")
            if side == ScanSide.GIVE
            else _("Anda tidak berhak menerima kotak di %(place)s.")
        )
        return Refusal(ScanOutcome.FORBIDDEN, said % {"place": place}, box, handover)
    if broken is not None:
        return broken
    if box is None:
        return Refusal(ScanOutcome.UNKNOWN, _("Kotak ini tidak tercatat pada pemilihan ini."), handover=handover)
    if box.state == BoxState.VOID:
        return Refusal(ScanOutcome.UNKNOWN, _("Label kotak ini sudah dibatalkan."), box, handover)
    if box.state == BoxState.OPEN:
        return Refusal(ScanOutcome.NOT_READY, _("Kotak %(box)s belum disegel.") % _told(box), box, handover)
    if side == ScanSide.GIVE:
        assert handover is not None
        return _give(warehouse, handover, box)
    return _take(actor, warehouse, handover, box, line, reason)


def _give(warehouse: Warehouse, handover: Handover, box: Box) -> Verdict:
    if handover.state != HandoverState.GIVING:
        return Refusal(
            ScanOutcome.CLOSED,
            _("Serah terima nomor %(number)d sudah ditutup: %(state)s.")
            % {"number": handover.number, "state": handover.get_state_display().lower()},
            box,
            handover,
        )
    line = HandoverBox.objects.filter(handover=handover, box=box).first()
    if line is not None:
        at = clock(line.given_at or line.taken_at, warehouse)
        return Refusal(
            ScanOutcome.REPEATED,
            _("Kotak %(box)s sudah discan pada serah terima ini, %(at)s.") % (_told(box) | {"at": at}),
            box,
            handover,
        )
    if box.moving:
        return overtaken(box, handover)
    here = warehouse.hops[handover.from_hop]
    if box.hop != handover.from_hop or _code(box, here) != handover.from_code:
        return Refusal(
            ScanOutcome.WRONG_PLACE,
            _("Kotak %(box)s tercatat di %(there)s, bukan di %(here)s.")
            % (_told(box) | {"there": standing(box), "here": spot_name(warehouse, here, handover.from_code)}),
            box,
            handover,
        )
    return _meant_for(warehouse, handover, box) or Step(box, handover)


def _take(
    actor: Actor, warehouse: Warehouse, handover: Handover | None, box: Box, line: HandoverBox | None, reason: str
) -> Verdict:
    if line is not None:
        if line.taken_at is None and box.moving and box.hop == line.handover.from_hop:
            return Step(box, line.handover, line)
        return _taken_before(box, line)
    if handover is None:
        signed = _code(box, warehouse.hops[box.hop])
        if not _may_sign_at(actor, warehouse, box.hop, signed):
            return Refusal(ScanOutcome.FORBIDDEN, _("Kotak ini tidak sedang dikirim ke tempat Anda."), box)
        return Refusal(
            ScanOutcome.REPEATED,
            _("Kotak %(box)s sudah tercatat di %(there)s.") % (_told(box) | {"there": standing(box)}),
            box,
        )
    if handover.state == HandoverState.CANCELLED:
        return Refusal(
            ScanOutcome.CLOSED,
            _("Serah terima nomor %(number)d sudah dibatalkan.") % {"number": handover.number},
            box,
            handover,
        )
    if (refusal := _meant_for(warehouse, handover, box)) is not None:
        return refusal
    if box.hop >= handover.to_hop:
        return Refusal(
            ScanOutcome.REPEATED if box.hop == handover.to_hop else ScanOutcome.WRONG_PLACE,
            _("Kotak %(box)s sudah tercatat di %(there)s.") % (_told(box) | {"there": standing(box)}),
            box,
            handover,
        )
    if not reason:
        return Refusal(
            ScanOutcome.SKIPPED,
            _("Kotak %(box)s belum discan yang menyerahkan; tercatat di %(there)s. Bila kotaknya ada pada Anda, "
              "terima dengan alasan.") % (_told(box) | {"there": standing(box)}),
            box,
            handover,
        )  # fmt: skip
    if handover.state == HandoverState.TAKEN:
        return Refusal(
            ScanOutcome.CLOSED,
            _("Serah terima nomor %(number)d sudah ditutup.") % {"number": handover.number},
            box,
            handover,
        )
    return Step(box, handover, gap=reason)


def _open_line(box: Box, handover: Handover | None) -> HandoverBox | None:
    """Where the box is awaited: on the named handover, else on another one to the same place."""
    lines = HandoverBox.objects.filter(box=box, handover__state__in=_OPEN).select_related("handover")
    waiting = lines.filter(taken_at=None).select_for_update(of=("handover",)).order_by("-pk")
    if handover is None:
        return waiting.first()
    same = {"handover__to_hop": handover.to_hop, "handover__to_code": handover.to_code}
    return lines.filter(handover=handover).first() or waiting.filter(**same).first()


def _taken_before(box: Box, line: HandoverBox) -> Refusal:
    if line.taken_at is None:
        return Refusal(
            ScanOutcome.WRONG_PLACE,
            _("Kotak %(box)s sudah tercatat di %(there)s.") % (_told(box) | {"there": standing(box)}),
            box,
            line.handover,
        )
    at = clock(line.taken_at, box.warehouse)
    return Refusal(
        ScanOutcome.REPEATED,
        _("Kotak %(box)s sudah diterima di sini, %(at)s.") % (_told(box) | {"at": at}),
        box,
        line.handover,
    )


def _meant_for(warehouse: Warehouse, handover: Handover, box: Box) -> Refusal | None:
    """A refusal unless the way of the box leads through the receiver's place."""
    there = warehouse.hops[handover.to_hop]
    if (own := _code(box, there)) == handover.to_code:
        return None
    return Refusal(
        ScanOutcome.WRONG_PLACE,
        _("Kotak %(box)s untuk %(own)s, bukan untuk %(there)s.")
        % (
            _told(box)
            | {"own": spot_name(warehouse, there, own), "there": spot_name(warehouse, there, handover.to_code)}
        ),
        box,
        handover,
    )


def overtaken(box: Box, handover: Handover) -> Refusal:
    """Another scan was faster: the box is no longer where this one found it."""
    other = (
        HandoverBox.objects.filter(box=box).exclude(handover__state=HandoverState.CANCELLED)
        .select_related("handover").order_by("-pk").first()
    )  # fmt: skip
    if other is None or other.handover_id == handover.pk:
        said = _("Kotak %(box)s baru saja discan orang lain.") % _told(box)
    else:
        said = _("Kotak %(box)s sudah discan pada serah terima nomor %(number)d.") % (
            _told(box) | {"number": other.handover.number}
        )
    return Refusal(ScanOutcome.OVERTAKEN, said, box, handover)


def standing(box: Box) -> str:
    """Where the box stands, in words. Needs ``warehouse__region``."""
    hop = box.warehouse.hops[box.hop]
    place = spot_name(box.warehouse, hop, _code(box, hop))
    return _("perjalanan dari %(place)s") % {"place": place} if box.moving else place


def _code(box: Box, hop: str) -> str:
    return hop_code(hop, box.warehouse.region.code, box.village_code, box.station_code)


def _end_name(warehouse: Warehouse, handover: Handover, side: ScanSide) -> str:
    hop, code = end_of(handover, side)
    return spot_name(warehouse, warehouse.hops[hop], code)


def end_of(handover: Handover, side: str) -> tuple[int, str]:
    """The index of the hop and the code of the place at which this side signs."""
    if side == ScanSide.GIVE:
        return handover.from_hop, handover.from_code
    return handover.to_hop, handover.to_code


def _may_sign(actor: Actor, warehouse: Warehouse, handover: Handover, side: str) -> bool:
    return _may_sign_at(actor, warehouse, *end_of(handover, side))


def _may_sign_at(actor: Actor, warehouse: Warehouse, hop: int, code: str) -> bool:
    try:
        require_signing(actor, warehouse, warehouse.hops[hop], code)
    except Refused:
        return False
    return True


def may_sign(actor: Actor, handover: Handover, side: str) -> bool:
    """Whether the actor may scan for this side. Needs ``warehouse__region``."""
    return _may_sign(actor, handover.warehouse, handover, side)


def clock(at: datetime | None, warehouse: Warehouse) -> str:
    """A moment in the time of the place."""
    if at is None:
        return ""
    code = warehouse.region.code
    return f"{date_format(at.astimezone(zone_of(code)), 'j F H.i')} {zone_short(code)}"


def _told(box: Box) -> dict[str, object]:
    return {"box": spaced(box.code)}
