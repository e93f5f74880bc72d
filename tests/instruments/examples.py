"""One runnable example of each action on instruments."""

from __future__ import annotations

from siaga.instruments import actions
from siaga.instruments.library import shipped_draft
from siaga.instruments.models import Instrument
from siaga.instruments.xlsform.reading import Draft, read_form
from tests import people
from tests.examples import example
from tests.factories import NOW, tree

ACT = {"actor": people.secretariat, "now": NOW}

SMALL = """
| survey |
| | type | name | label::Bahasa Indonesia (id) | label::English (en) | required |
| | select_one ya_tidak | siap | Apakah gudang siap? | Is the store ready? | yes |
| | integer | kotak | Jumlah kotak suara (buah) | Ballot boxes | |
| choices |
| | list_name | name | label::Bahasa Indonesia (id) | label::English (en) |
| | ya_tidak | ya | Ya | Yes |
| | ya_tidak | tidak | Tidak | No |
| settings |
| | form_title | form_id | version | default_language | siaga_unit |
| | Kesiapan gudang (contoh) | kesiapan-gudang | 1 | Bahasa Indonesia (id) | kecamatan |
"""


def small(**changes: str) -> Draft:
    """A small form of a secretariat; each change replaces a piece of its text."""
    text = SMALL
    for old, new in changes.items():
        text = text.replace(old, new)
    return read_form(text.encode(), "kesiapan-gudang.md")


def uploaded() -> Instrument:
    return actions.add_version(**ACT, draft=small(), region=tree()[people.CITY]).version.instrument


@example("instrument.add_version")
def add_version() -> None:
    actions.add_version(**ACT, draft=small(), region=tree()[people.CITY])


@example("instrument.ship")
def ship_instrument() -> None:
    actions.ship_instrument(**ACT, draft=shipped_draft("kesiapan-desa"))


@example("instrument.retire")
def retire_instrument() -> None:
    actions.retire_instrument(**ACT, instrument=uploaded(), reason="Diganti formulir baru")


@example("instrument.revive")
def revive_instrument() -> None:
    instrument = uploaded()
    Instrument.objects.update(retired_at=NOW)
    actions.revive_instrument(**ACT, instrument=instrument)
