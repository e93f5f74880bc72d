"""Handovers: opened by the office that gives, closed by each side for itself."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Max, Q
from django.utils.translation import gettext as _

from siaga.access import Actor, Refused, inside
from siaga.desk.models import Account
from siaga.ledger.recording import Change, action, record, record_bulk
from siaga.logistics.access import require_signing
from siaga.logistics.clean import LONGEST_REASON
from siaga.logistics.custody_errors import BadHandover, HandoverMoved
from siaga.logistics.dues import refresh_dues
from siaga.logistics.locks import lock_warehouse
from siaga.logistics.models import Box, BoxState, Handover, HandoverBox, HandoverState, Hop, Warehouse
from siaga.logistics.standing import spot_name

_LENGTH = {Hop.WAREHOUSE: 5, Hop.DISTRICT: 8, Hop.VILLAGE: 13, Hop.STATION: 17}
_BACK = {Hop.BACK_DISTRICT: Hop.DISTRICT, Hop.BACK_WAREHOUSE: Hop.WAREHOUSE}


@action("custody.open")
def open_handover(
    *,
    actor: Actor,
    warehouse: Warehouse,
    from_hop: str,
    from_code: str,
    to_hop: str,
    to_code: str,
    now: datetime,
    vehicle: str = "",
    giver_name: str = "",
    giver_office: str = "",
    note: str = "",
) -> Handover:
    """Open a handover from an office to one further along the way. Hops by their keys; codes of regions or TPS.

    Raises Refused (for whoever does not sign for the place that gives), BadHandover.
    """
    here = lock_warehouse(warehouse)
    start, end = _index(here, from_hop, "from_hop"), _index(here, to_hop, "to_hop")
    _fits(here, from_hop, from_code, "from_code")
    require_signing(actor, here, from_hop, from_code)
    _fits(here, to_hop, to_code, "to_code")
    if end <= start:
        raise BadHandover(
            _("Tujuan harus lebih jauh di jalur kotak daripada asalnya."), _("Pilih tujuan lain."), field="to_hop"
        )
    if not (inside(to_code, from_code) or inside(from_code, to_code)) or not _boxes(here, from_code, to_code).exists():
        raise BadHandover(
            _("Tidak ada kotak yang jalurnya dari %(start)s ke %(end)s.")
            % {"start": spot_name(here, from_hop, from_code), "end": spot_name(here, to_hop, to_code)},
            _("Periksa asal dan tujuannya."),
            field="to_code",
        )
    last = Handover.objects.filter(warehouse=here).aggregate(last=Max("number"))["last"] or 0
    made = Handover.objects.create(
        warehouse=here,
        number=last + 1,
        from_hop=start,
        from_code=from_code,
        to_hop=end,
        to_code=to_code,
        opened_at=now,
        note=_said(note, 400),
        **_people(giver_name=(giver_name, 120), giver_office=(giver_office, 160), vehicle=(vehicle, 80)),
    )
    record(actor, "custody.open", made, before=None, after=made.as_fact(), now=now)
    return made


@action("custody.close_giving")
def close_giving(
    *,
    actor: Actor,
    handover: Handover,
    now: datetime,
    giver_name: str = "",
    giver_office: str = "",
    vehicle: str = "",
) -> Handover:
    """The giver has scanned all that leaves; from now on no box is added.

    Raises Refused, HandoverMoved, BadHandover.
    """
    found = _fresh(handover)
    require_signing(actor, found.warehouse, found.warehouse.hops[found.from_hop], found.from_code)
    if found.state == HandoverState.GIVING and not found.lines.filter(given_at__isnull=False).exists():
        raise BadHandover(_("Belum ada kotak yang discan."), _("Scan kotaknya, atau batalkan serah terima ini."))
    changes = _people(giver_name=(giver_name, 120), giver_office=(giver_office, 160), vehicle=(vehicle, 80))
    return _step(
        actor,
        "custody.close_giving",
        found,
        [HandoverState.GIVING],
        now,
        state=HandoverState.MOVING.value,
        given_at=now,
        given_by=_account(actor),
        **{name: value for name, value in changes.items() if value},
    )


@action("custody.close_taking")
def close_taking(
    *,
    actor: Actor,
    handover: Handover,
    now: datetime,
    receiver_name: str = "",
    receiver_office: str = "",
    note: str = "",
) -> Handover:
    """The receiver signs for what was scanned; what was not stays on the way, and the record names it.

    Raises Refused, HandoverMoved, BadHandover.
    """
    found = _fresh(handover)
    require_signing(actor, found.warehouse, found.warehouse.hops[found.to_hop], found.to_code)
    if found.state == HandoverState.GIVING:
        raise BadHandover(
            _("Yang menyerahkan belum menutup serah terima ini."), _("Minta ia menutup bagiannya lebih dahulu.")
        )
    if found.state == HandoverState.MOVING and not found.lines.filter(taken_at__isnull=False).exists():
        raise BadHandover(_("Belum ada kotak yang discan penerima."), _("Scan kotak yang Anda terima lebih dahulu."))
    changes: dict[str, Any] = _people(receiver_name=(receiver_name, 120), receiver_office=(receiver_office, 160))
    if note:
        changes["note"] = _said(note, 400)
    return _step(
        actor,
        "custody.close_taking",
        found,
        [HandoverState.MOVING],
        now,
        state=HandoverState.TAKEN.value,
        taken_at=now,
        taken_by=_account(actor),
        **changes,
    )


@action("custody.cancel")
def cancel_handover(*, actor: Actor, handover: Handover, reason: str, now: datetime) -> Handover:
    """Call a handover back: its boxes stand again where they left. Not once a box was signed for.

    Raises Refused, HandoverMoved, BadHandover.
    """
    found = _fresh(handover)
    require_signing(actor, found.warehouse, found.warehouse.hops[found.from_hop], found.from_code)
    reason = _said(reason, LONGEST_REASON)
    if not reason:
        raise BadHandover(_("Alasan pembatalan belum diisi."), _("Tulis mengapa dibatalkan."), field="reason")
    if found.lines.filter(taken_at__isnull=False).exists():
        raise BadHandover(
            _("Sudah ada kotak yang diterima pada serah terima ini."),
            _("Selesaikan; kotak yang tidak sampai tetap tercatat belum diterima."),
        )
    open_states = [HandoverState.GIVING, HandoverState.MOVING]
    done = _step(
        actor, "custody.cancel", found, open_states, now, reason=reason, state=HandoverState.CANCELLED.value
    )  # fmt: skip
    boxes = Box.objects.filter(
        pk__in=HandoverBox.objects.filter(handover=found).values("box"), hop=found.from_hop, moving=True
    )
    changes = []
    for box in boxes:
        before = box.as_fact()
        box.moving, box.since = False, now
        changes.append(Change(box.fact_type, box.fact_key, box.fact_region, before, box.as_fact()))
    keys = list(boxes.values_list("pk", flat=True))
    Box.objects.filter(pk__in=keys, moving=True).update(moving=False, since=now)
    if changes:
        label = _("Kotak kembali: %(handover)s") % {"handover": found}
        record_bulk(actor, "custody.cancel", changes, label=label, now=now, reason=reason)
        refresh_dues(found.warehouse, Box.objects.filter(pk__in=keys))
    return done


def _fresh(handover: Handover) -> Handover:
    found = (
        Handover.objects.select_for_update(of=("self",))
        .select_related("warehouse__region", "warehouse__election__region")
        .filter(pk=handover.pk)
        .first()
    )
    if found is None:
        raise Refused
    return found


def _step(
    actor: Actor,
    act: str,
    found: Handover,
    states: Iterable[HandoverState],
    now: datetime,
    *,
    reason: str = "",
    **changes: Any,
) -> Handover:
    before = found.as_fact()
    if not Handover.objects.filter(pk=found.pk, state__in=list(states)).update(**changes):
        raise HandoverMoved(found.get_state_display())
    for name, value in changes.items():
        setattr(found, name, value)
    record(actor, act, found, before=before, after=found.as_fact(), now=now, reason=reason)
    return found


def _index(warehouse: Warehouse, hop: str, field: str) -> int:
    if hop not in warehouse.hops:
        raise BadHandover(_("Tempat ini tidak ada di jalur kotak."), _("Pilih dari daftar."), field=field)
    return list(warehouse.hops).index(hop)


def _fits(warehouse: Warehouse, hop: str, code: str, field: str) -> None:
    """The code names an office of that kind, in the regency, which boxes pass."""
    kind = Hop(hop)
    fits = len(code) == _LENGTH[_BACK.get(kind, kind)] and inside(code, warehouse.region.code)
    if not fits or not _boxes(warehouse, code, code).exists():
        raise BadHandover(
            _("Tempat %(code)s tidak dilalui kotak.") % {"code": code},
            _("Pilih wilayah atau TPS yang sudah ada kotaknya."),
            field=field,
        )


def _boxes(warehouse: Warehouse, one: str, other: str) -> Any:
    """Boxes whose way leads through both places: the narrower one says which."""
    code = max(one, other, key=len)
    passing = {5: Q(), 8: Q(district_code=code), 13: Q(village_code=code)}.get(len(code), Q(station_code=code))
    return Box.objects.filter(passing, warehouse=warehouse).exclude(state=BoxState.VOID)


def _said(text: str, most: int) -> str:
    clean = " ".join(text.split())
    if len(clean) > most or not clean.isprintable():
        raise BadHandover(
            _("Isian terlalu panjang atau tidak dapat dibaca."), _("Tulis paling banyak %(n)d huruf.") % {"n": most}
        )
    return clean


def _people(**given: tuple[str, int]) -> dict[str, str]:
    return {name: _said(text, most) for name, (text, most) in given.items()}


def _account(actor: Actor) -> Account | None:
    return Account.objects.filter(pk=actor.account_id).first() if actor.account_id else None
