"""One runnable example of each act on mappings."""

from __future__ import annotations

from siaga.kerawanan.actions import mappings, overrides
from siaga.kerawanan.models import Override
from siaga.kerawanan.schemes import SchemeValues
from tests import people
from tests.examples import example
from tests.factories import NOW
from tests.kerawanan.worlds import risky


@example("risk.map")
def map_risk() -> None:
    risky().map()


@example("risk.put_in_force")
def put_in_force() -> None:
    risky().in_force()


@example("risk.retire")
def retire() -> None:
    mappings.retire_mapping(actor=people.secretariat, mapping=risky().in_force(), reason="Contoh", now=NOW)


@example("risk.set_scheme")
def set_scheme() -> None:
    here = risky()
    values = SchemeValues(rawan=200_000, sangat_rawan=400_000, source="Kesepakatan rakor (contoh)")
    mappings.set_scheme(
        actor=people.colleague, election=here.election, region=here.city, values=values, reason="Contoh", now=NOW
    )


def _given() -> Override:
    return overrides.give_class(
        actor=people.colleague, station=risky().stations[0], cls="sangat-rawan", reason="Contoh alasan", now=NOW
    )


@example("risk.override")
def give_class() -> None:
    _given()


@example("risk.end_override")
def end_override() -> None:
    overrides.end_override(actor=people.colleague, override=_given(), reason="Contoh", now=NOW)
