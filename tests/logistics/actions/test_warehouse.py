"""A regency has one warehouse in an election; the way of its boxes stands once one has left."""

from __future__ import annotations

import pytest

from siaga.access import Refused
from siaga.logistics.actions.warehouse import change_warehouse, open_warehouse
from siaga.logistics.models import HOPS, Box, Hop
from siaga.logistics.stock_errors import NotSaid, WarehouseExists, WrongWay
from tests import people
from tests.factories import NOW, election, tree
from tests.logistics.depots import ACT, Depot

pytestmark = pytest.mark.django_db


def test_the_kpu_of_the_regency_opens_one_warehouse() -> None:
    depot = Depot()
    assert depot.warehouse.hops == list(HOPS)
    with pytest.raises(WarehouseExists, match="Gudang KPU Kota Pagar Alam"):
        open_warehouse(**ACT, election=depot.election, region=depot.tree["16.72"], name="Kedua")


@pytest.mark.parametrize("who", ["leader", "colleague", "camat", "lurah", "field", "auditor", "outsider", "stranger"])
def test_nobody_else_opens_or_changes_it(who: str) -> None:
    depot = Depot()
    depot.warehouse.delete()
    with pytest.raises(Refused):
        open_warehouse(
            actor=people.EVERYONE[who], now=NOW, election=depot.election, region=depot.tree["16.72"], name="Gudang"
        )
    with pytest.raises(Refused):
        change_warehouse(
            actor=people.EVERYONE[who], now=NOW, warehouse=depot.warehouse, name="x", address="", lat=None, lon=None
        )


def test_only_a_regency_that_votes_has_one() -> None:
    regions = tree()
    of = election(regions["16.72"])
    act = {"actor": people.admin, "now": NOW, "election": of}
    for code in ("16.72.01", "16", "16.03"):
        with pytest.raises(NotSaid):
            open_warehouse(**act, region=regions[code], name="Gudang")
    for wrong in ({"name": " "}, {"name": "G", "lat": -4.0}, {"name": "G", "lat": 100.0, "lon": 1.0}):
        with pytest.raises(NotSaid):
            open_warehouse(**act, region=regions["16.72"], **wrong)


@pytest.mark.parametrize(
    "hops", [(), ("ppk", "gudang", "tps", "kembali-kpu"), ("gudang", "tps"), ("gudang", "bulan", "tps", "kembali-kpu")]
)
def test_a_way_that_is_none_is_refused(hops: tuple[str, ...]) -> None:
    depot = Depot()
    with pytest.raises(WrongWay):
        change_warehouse(**ACT, warehouse=depot.warehouse, name="G", address="", lat=None, lon=None, hops=hops)


def test_the_way_changes_while_no_box_has_left() -> None:
    depot = Depot()
    change = {**ACT, "warehouse": depot.warehouse, "name": "G", "address": "", "lat": None, "lon": None}
    short = [hop for hop in HOPS if hop != Hop.VILLAGE]
    assert change_warehouse(**change, hops=short).hops == short
    depot.boxes()
    Box.objects.update(state="disegel")
    Box.objects.filter(pk=Box.objects.first().pk).update(moving=True)
    with pytest.raises(WrongWay):
        change_warehouse(**change, hops=HOPS)
    assert change_warehouse(**change).hops == short
