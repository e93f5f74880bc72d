"""One scan of a label. Whatever comes of it is kept and told; only an accepted one moves the box."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from siaga.access import Actor, Refused, Verb, may
from siaga.desk.models import Account
from siaga.ledger.facts import FactValue
from siaga.ledger.recording import action, nothing_changed, record
from siaga.logistics.access import signing_place
from siaga.logistics.custody_errors import BadScan, ScanIdTaken
from siaga.logistics.dues import dues_of
from siaga.logistics.judging import Refusal, Step, end_of, judge, overtaken
from siaga.logistics.models import (
    Box,
    BoxState,
    Handover,
    HandoverBox,
    Scan,
    ScanOutcome,
    ScanSide,
    Warehouse,
)
from siaga.logistics.signals import boxes_changed

LONGEST_TEXT = 120


@action("custody.scan")
def scan(
    *,
    actor: Actor,
    warehouse: Warehouse,
    scan_id: UUID,
    side: str,
    text: str,
    scanned_at: datetime,
    now: datetime,
    handover: Handover | None = None,
    seal: str = "",
    condition: str = "",
    reason: str = "",
    typed: bool = False,
    lat: float | None = None,
    lon: float | None = None,
) -> Scan:
    """Give a box, or sign for it. The same ``scan_id`` again is the same scan, with the same answer.

    A refusal is an outcome: the scan is kept with what the person was told. text: what the camera read, or (``typed``)
    the code that a person copied from the label. handover: needed to give; a receiver may leave it out. reason: why a
    box is signed for that the giver had not scanned. The box moves at ``scanned_at``, but never later than now and
    never before its last move.
    Raises Refused (whoever has nothing to do with the election there), BadScan, ScanIdTaken.
    """
    text = text.strip()[:LONGEST_TEXT]
    known = Scan.objects.select_related("box", "handover", "warehouse").filter(scan_id=scan_id).first()
    if known is not None:
        same = (known.warehouse_id, known.side, known.text) == (warehouse.pk, side, text)
        if not same or known.by_id not in (None, actor.account_id):
            raise ScanIdTaken
        nothing_changed()
        return known
    if not may(actor, Verb.ELECTION_VIEW, warehouse.place):
        raise Refused
    found = _locked(warehouse, handover)
    _sound(side, text, found, lat, lon)
    if not 2000 <= scanned_at.year <= 2200:  # a clock that says so says nothing
        scanned_at = now
    seal, condition, reason = _line(seal, 60).upper(), _line(condition, 200), _line(reason, 300)
    verdict = judge(
        actor=actor,
        warehouse=warehouse,
        handover=found,
        side=ScanSide(side),
        text=text,
        typed=typed,
        reason=reason,
    )
    at = scanned_at if scanned_at <= now else now
    before: dict[str, FactValue] = {}
    if isinstance(verdict, Step):
        before = verdict.box.as_fact()
        at = max(at, verdict.box.since)
        if not _move(verdict, side, at):
            verdict = overtaken(
                Box.objects.select_related("warehouse__region").get(pk=verdict.box.pk), verdict.handover
            )
    if isinstance(verdict, Refusal):
        outcome, message = verdict.outcome, verdict.message
    else:
        outcome, message = ScanOutcome.ACCEPTED, _line_up(verdict, side, at, seal, condition)
    made = Scan.objects.create(
        scan_id=scan_id,
        warehouse=warehouse,
        handover=verdict.handover,
        box=verdict.box,
        side=side,
        outcome=outcome,
        text=text,
        seal=seal,
        message=message[:300],
        by=Account.objects.filter(pk=actor.account_id).first() if actor.account_id else None,
        region_code=_region(warehouse, verdict.handover, side),
        lat=lat,
        lon=lon,
        scanned_at=scanned_at,
        received_at=now,
    )
    record(actor, "custody.scan", made, before=None, after=made.as_fact(), now=now, reason=reason)
    if isinstance(verdict, Step):
        record(actor, "custody.scan", verdict.box, before=before, after=verdict.box.as_fact(), now=now, reason=reason)
        if side == ScanSide.TAKE:  # a box on its way is where it was until somebody signs
            origin = _("Diterima pada serah terima nomor %(n)d") % {"n": verdict.handover.number}
            stations = {verdict.box.station_code}
            boxes_changed.send(Box, warehouse=warehouse, stations=stations, now=now, origin=origin)
    return made


def _locked(warehouse: Warehouse, handover: Handover | None) -> Handover | None:
    """The handover as it stands now; scans and steps of one handover come one after the other."""
    if handover is None:
        return None
    found = Handover.objects.select_for_update().filter(pk=handover.pk, warehouse=warehouse).first()
    if found is None:
        raise Refused
    found.warehouse = warehouse
    return found


def _sound(side: str, text: str, handover: Handover | None, lat: float | None, lon: float | None) -> None:
    if side not in ScanSide.values:
        raise BadScan(_("Pihak yang menscan tidak dikenal."), _("Pilih menyerahkan atau menerima."), field="side")
    if not text or not text.isprintable():
        raise BadScan(_("Kode kotak belum terbaca."), _("Scan lagi labelnya, atau ketik kodenya."), field="text")
    if side == ScanSide.GIVE and handover is None:
        raise BadScan(
            _("Kotak diserahkan dalam sebuah serah terima."), _("Buka serah terimanya dahulu."), field="handover"
        )
    if (lat is None) != (lon is None) or not (-90 <= (lat or 0) <= 90 and -180 <= (lon or 0) <= 180):
        raise BadScan(_("Posisi tidak dapat dibaca."), _("Kirim lintang dan bujur, atau tanpa keduanya."), field="lat")


def _line(text: str, most: int) -> str:
    return "".join(sign for sign in " ".join(text.split()) if sign.isprintable())[:most]


def _move(step: Step, side: str, at: datetime) -> bool:
    """Move the box if it is still where the verdict found it: of two phones at once the database lets one through."""
    box, handover = step.box, step.handover
    still = Box.objects.filter(pk=box.pk, state=BoxState.SEALED, hop=box.hop, moving=box.moving)
    if side == ScanSide.GIVE:
        hop, moving = box.hop, True
    else:
        hop, moving = handover.to_hop, False
    due = dues_of(box.warehouse).following(hop, box.station_code)
    if not still.update(hop=hop, moving=moving, since=at, due_at=due):
        return False
    box.hop, box.moving, box.since, box.due_at = hop, moving, at, due
    return True


def _line_up(step: Step, side: str, at: datetime, seal: str, condition: str) -> str:
    """Write the box onto the handover; what the person is told."""
    box, handover = step.box, step.handover
    told = [_("Diserahkan.") if side == ScanSide.GIVE else _("Diterima.")]
    expected = box.seal
    if side == ScanSide.GIVE:
        HandoverBox.objects.create(handover=handover, box=box, given_at=at, given_seal=seal, condition=condition)
    elif step.line is not None:
        expected = step.line.given_seal or box.seal
        HandoverBox.objects.filter(pk=step.line.pk).update(
            taken_at=at, taken_seal=seal, condition=condition or step.line.condition
        )
    else:
        HandoverBox.objects.create(
            handover=handover, box=box, taken_at=at, taken_seal=seal, condition=condition, gap=step.gap
        )
        told.append(_("Tanpa scan yang menyerahkan; alasan tercatat."))
    if seal and expected and seal != expected:
        told.append(
            _("PERHATIAN: segel %(seal)s berbeda dari yang tercatat, %(expected)s.")
            % {"seal": seal, "expected": expected}
        )
    return " ".join(told)


def _region(warehouse: Warehouse, handover: Handover | None, side: str) -> str:
    """Where the scan belongs on the ledger: the place that signs."""
    if handover is None:
        return warehouse.region.code
    hop, code = end_of(handover, side)
    return signing_place(warehouse, warehouse.hops[hop], code).region
