"""The checklists that the product ships, and their way into a desk's database."""

from __future__ import annotations

import hashlib
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from siaga.access import Actor
from siaga.instruments.models import Instrument, InstrumentVersion

if TYPE_CHECKING:
    from siaga.instruments.xlsform.reading import Draft

FOLDER = Path(__file__).parent / "forms"
SHIPPED = (
    "kesiapan-instansi",
    "kesiapan-kecamatan",
    "kesiapan-desa",
    "kesiapan-tps",
    "kerawanan-tps",
    "kerawanan-tps-pemilu",
    "kesehatan-petugas",
)
CUSTODY = "logistik-tps"
GUARDS = "pengamanan-tps"
MACHINE = frozenset({CUSTODY, GUARDS})
"""Forms that the product fills by itself, from what it knows otherwise; nobody can send one."""


@cache
def shipped_source(name: str) -> bytes:
    """The XLSForm (Markdown) of a shipped checklist."""
    return (FOLDER / f"{name}.md").read_bytes()


def ensure_shipped(actor: Actor, now: datetime) -> dict[str, InstrumentVersion]:
    """See to it that every shipped checklist is there in the product's version; idempotent, cheap when nothing is new.

    Call it from an action: it writes its own ledger entries only where something was missing. Returns the versions
    by name.
    """
    from siaga.instruments.actions import ship_instrument

    present: dict[str, InstrumentVersion] = {}
    for version in (
        InstrumentVersion.objects.filter(instrument__name__in=SHIPPED, instrument__shipped=True)
        .select_related("instrument")
        .order_by("number")
    ):
        present[version.instrument.name] = version
    for name in SHIPPED:
        found = present.get(name)
        if found is None or bytes(found.source) != shipped_source(name):
            present[name] = ship_instrument(actor=actor, draft=_draft(name), now=now).version
    return present


def ensure_machine(name: str, actor: Actor, now: datetime) -> InstrumentVersion:
    """See to it that a form of ``MACHINE`` is there in the product's version; call it from an action."""
    from siaga.instruments.actions import ship_instrument

    rows = InstrumentVersion.objects.filter(instrument__name=name, instrument__shipped=True)
    found = rows.select_related("instrument").order_by("number").last()
    if found is None or bytes(found.source) != shipped_source(name):
        found = ship_instrument(actor=actor, draft=_draft(name), now=now).version
    return found


@cache
def shipped_draft(name: str, version: str = "") -> Draft:
    """A shipped checklist, checked and converted; kept for the life of the process."""
    from siaga.instruments.xlsform.reading import read_form

    return read_form(shipped_source(name), f"{name}.md", version=version)


def _draft(name: str) -> Draft:
    """The draft, under a version of its own where an older edition of the product used its version already."""
    draft = shipped_draft(name)
    older = InstrumentVersion.objects.filter(instrument__name=name, version=draft.version).first()
    if older is None or bytes(older.source) == draft.source:
        return draft
    return shipped_draft(name, f"{draft.version}-{hashlib.sha256(draft.source).hexdigest()[:6]}")


def shipped_instruments() -> dict[str, Instrument]:
    """Those that are in the database already, by name."""
    return {one.name: one for one in Instrument.objects.filter(name__in=SHIPPED, shipped=True)}
