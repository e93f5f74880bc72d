"""When boxes must be where: set by the plan in force, or by hand."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _

from siaga.access import Actor, Verb, inside, may, require
from siaga.ledger.recording import Change, action, nothing_changed, record, record_bulk
from siaga.logistics.custody_errors import BadDue
from siaga.logistics.dues import BY_HAND, due_codes, refresh_dues
from siaga.logistics.locks import lock_warehouse
from siaga.logistics.models import Hop, HopDue, Warehouse

MOST_DUES = 20_000
_LENGTHS = {hop: {len(code) for code in due_codes(hop, "16.72", "16.72.01.1001/001")} for hop in Hop.values}


@action("custody.set_dues")
def set_dues(
    *, actor: Actor, warehouse: Warehouse, dues: Iterable[tuple[str, str, datetime]], source: str, now: datetime
) -> int:
    """Take over the dues of a plan (hop, code, moment), in place of those of the plan before; returns how many changed.

    What a person had set by hand stays where the plan says nothing. source: the plan in words. Raises Refused, BadDue.
    """
    here = lock_warehouse(warehouse)
    if not may(actor, Verb.PLAN_CHANGE, here.place):
        require(actor, Verb.LOGISTICS_CHANGE, here.place)
    wanted = {(str(hop), code): due for hop, code, due in dues}
    source = " ".join(source.split())[:120]
    if len(wanted) > MOST_DUES or not source or source == BY_HAND:
        raise BadDue(_("Batas tiba rencana ini tidak dapat diambil."), _("Buat rencananya kembali."))
    for hop, code in wanted:
        _fits(here, hop, code)
    rows = {(row.hop, row.code): row for row in HopDue.objects.filter(warehouse=here)}
    for row in rows.values():
        row.warehouse = here
    gone = [row for key, row in rows.items() if key not in wanted and row.source != BY_HAND]
    changes = [Change(row.fact_type, row.fact_key, row.fact_region, row.as_fact(), None) for row in gone]
    fresh, moved = [], []
    for (hop, code), due in wanted.items():
        old = rows.get((hop, code))
        if old is None:
            fresh.append(HopDue(warehouse=here, hop=hop, code=code, due_at=due, source=source))
        elif (old.due_at, old.source) != (due, source):
            before = old.as_fact()
            old.due_at, old.source = due, source
            moved.append(old)
            changes.append(Change(old.fact_type, old.fact_key, old.fact_region, before, old.as_fact()))
    HopDue.objects.filter(warehouse=here, pk__in=[row.pk for row in gone]).delete()
    fresh = HopDue.objects.bulk_create(fresh, batch_size=500)
    HopDue.objects.bulk_update(moved, ["due_at", "source"], batch_size=200)
    changes += [Change(row.fact_type, row.fact_key, row.fact_region, None, row.as_fact()) for row in fresh]
    record_bulk(actor, "custody.set_dues", changes, label=source, now=now)
    refresh_dues(here)
    return len(changes)


@action("custody.set_due")
def set_due(
    *, actor: Actor, warehouse: Warehouse, hop: str, code: str, due_at: datetime | None, now: datetime
) -> HopDue | None:
    """Set, or with None take away, the due of one place by hand. Raises Refused, BadDue."""
    here = lock_warehouse(warehouse)
    require(actor, Verb.LOGISTICS_CHANGE, here.place)
    _fits(here, hop, code)
    row = HopDue.objects.filter(warehouse=here, hop=hop, code=code).first()
    if (due_at is None and row is None) or (row is not None and (row.due_at, row.source) == (due_at, BY_HAND)):
        nothing_changed()
        return row
    if due_at is None:
        assert row is not None
        row.warehouse = here
        record(actor, "custody.set_due", row, before=row.as_fact(), after=None, now=now)
        row.delete()
        refresh_dues(here)
        return None
    before = None
    if row is None:
        row = HopDue.objects.create(warehouse=here, hop=hop, code=code, due_at=due_at, source=BY_HAND)
    else:
        row.warehouse, before = here, row.as_fact()
        row.due_at, row.source = due_at, BY_HAND
        row.save(update_fields=["due_at", "source"])
    record(actor, "custody.set_due", row, before=before, after=row.as_fact(), now=now)
    refresh_dues(here)
    return row


def _fits(warehouse: Warehouse, hop: str, code: str) -> None:
    if hop not in warehouse.hops or len(code) not in _LENGTHS[hop] or not inside(code, warehouse.region.code):
        raise BadDue(
            _("Batas tiba untuk %(code)s tidak dapat ditetapkan.") % {"code": code},
            _("Pilih tempat yang ada di jalur kotak."),
            field="code",
        )
