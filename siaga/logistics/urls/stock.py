from __future__ import annotations

from django.urls import URLPattern, path

from siaga.logistics.views.stock import books, leaving, orders, receipts
from siaga.wilayah import converters  # noqa: F401 (its converters are named below)

_STOCK = "<slug:slug>/<wilayah:code>/stok"
urlpatterns: list[URLPattern] = [
    path(f"{_STOCK}/", books.books_page, name="stock"),
    path(f"{_STOCK}/barang/<int:item_id>/", books.item_page, name="stock_item"),
    path(f"{_STOCK}/barang/<int:item_id>/musnah/", leaving.destroy, name="destroy_item"),
    path(f"{_STOCK}/barang/<int:item_id>/hitung/", leaving.count, name="count_item"),
    path(f"{_STOCK}/pemusnahan/<int:destruction_id>/batal/", leaving.void_destruction, name="void_destruction"),
    path(f"{_STOCK}/pesanan/", orders.orders_page, name="orders"),
    path(f"{_STOCK}/pesanan/tambah/", orders.add_order, name="add_order"),
    path(f"{_STOCK}/pesanan/<int:order_id>/", orders.order_page, name="order"),
    path(f"{_STOCK}/pesanan/<int:order_id>/langkah/", orders.add_step, name="order_step"),
    path(f"{_STOCK}/pesanan/<int:order_id>/perkiraan/", orders.expect, name="expect_order"),
    path(f"{_STOCK}/pesanan/<int:order_id>/tutup/", orders.close, name="close_order"),
    path(f"{_STOCK}/penerimaan/", receipts.receipts_page, name="receipts"),
    path(f"{_STOCK}/penerimaan/tambah/", receipts.add_receipt, name="add_receipt"),
    path(f"{_STOCK}/penerimaan/<int:receipt_id>/", receipts.receipt_page, name="receipt"),
    path(f"{_STOCK}/penerimaan/<int:receipt_id>/sortir/", receipts.sort, name="sort_receipt"),
    path(f"{_STOCK}/penerimaan/<int:receipt_id>/batal/", receipts.void, name="void_receipt"),
    path(f"{_STOCK}/sortir/<int:sorting_id>/batal/", receipts.void_sorting, name="void_sorting"),
]
