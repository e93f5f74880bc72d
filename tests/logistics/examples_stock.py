"""One runnable example of each action on stock."""

from __future__ import annotations

from datetime import date

from siaga.logistics.actions import stock
from siaga.logistics.models import Consignment, Receipt
from tests.examples import example
from tests.factories import NOW
from tests.logistics.depots import ACT, Depot


def ordered(depot: Depot) -> Consignment:
    return stock.order(
        **ACT, warehouse=depot.warehouse, item=depot.mayor, supplier="CV Contoh", quantity=110_000,
        document="K-1/contoh", expected_on=date(2024, 11, 5),
    )  # fmt: skip


def received(depot: Depot, quantity: int = 1000) -> Receipt:
    return stock.receive(
        **ACT, warehouse=depot.warehouse, item=depot.mayor, supplier="CV Contoh", batch="koli 1",
        document="SJ-1/contoh", quantity=quantity,
    )  # fmt: skip


@example("order.make")
def order() -> None:
    ordered(Depot())


@example("order.step")
def note_step() -> None:
    stock.note_step(**ACT, consignment=ordered(Depot()), step="dicetak", quantity=110_000, on=NOW.date())


@example("order.expect")
def expect_order() -> None:
    stock.expect_order(**ACT, consignment=ordered(Depot()), expected_on=date(2024, 11, 9))


@example("order.close")
def close_order() -> None:
    stock.close_order(**ACT, consignment=ordered(Depot()), reason="Sisa pesanan dibatalkan penyedia")


@example("receipt.make")
def receive() -> None:
    received(Depot())


@example("receipt.void")
def void_receipt() -> None:
    stock.void_receipt(**ACT, receipt=received(Depot()), reason="Salah barang")


@example("sorting.note")
def sort() -> None:
    stock.sort(**ACT, receipt=received(Depot()), good=980, damaged=15, short=5, final=True)


@example("sorting.void")
def void_sorting() -> None:
    sorting = stock.sort(**ACT, receipt=received(Depot()), good=980, damaged=15, short=5)
    stock.void_sorting(**ACT, sorting=sorting, reason="Salah hitung")


@example("destruction.note")
def destroy() -> None:
    depot = Depot()
    stock.sort(**ACT, receipt=received(depot), good=980, damaged=15, short=5)
    stock.destroy(**ACT, warehouse=depot.warehouse, item=depot.mayor, quantity=15, document="BA-1/contoh")


@example("destruction.void")
def void_destruction() -> None:
    depot = Depot()
    stock.sort(**ACT, receipt=received(depot), good=980, damaged=15, short=5)
    noted = stock.destroy(**ACT, warehouse=depot.warehouse, item=depot.mayor, quantity=15, document="BA-1/contoh")
    stock.void_destruction(**ACT, destruction=noted, reason="Jumlahnya keliru")


@example("stock.count")
def count_stock() -> None:
    depot = Depot().stocked()
    stock.count_stock(**ACT, warehouse=depot.warehouse, item=depot.mayor, counted=4993)
