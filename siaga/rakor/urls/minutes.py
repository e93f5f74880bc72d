"""Addresses: minutes."""

from django.urls import URLPattern, path

from siaga.rakor.views.minutes import closing, page, records

_HERE = "rakor/<int:meeting_id>/notula/"

urlpatterns: list[URLPattern] = [
    path(_HERE, page.minutes, name="minutes"),
    path(f"{_HERE}keadaan/", page.state, name="minutes_state"),
    path(f"{_HERE}pokok/<int:item_id>/", page.item, name="minutes_item"),
    path(f"{_HERE}ketik/", page.typing, name="minutes_typing"),
    path(f"{_HERE}tulis/", page.write, name="minutes_write"),
    path(f"{_HERE}pilih/", page.settle, name="minutes_settle"),
    path(f"{_HERE}buka/", page.open_minutes, name="minutes_open"),
    path(f"{_HERE}tindak-lanjut/", records.point, name="minutes_point"),
    path(f"{_HERE}keputusan/", records.decision, name="minutes_decision"),
    path(f"{_HERE}keputusan/<int:decision_id>/tarik/", records.withdraw_decided, name="minutes_withdraw_decision"),
    path(f"{_HERE}pernyataan/", records.statement, name="minutes_statement"),
    path(f"{_HERE}pernyataan/<int:statement_id>/tarik/", records.withdraw_stated, name="minutes_withdraw_statement"),
    path(f"{_HERE}kendala/", records.obstacle, name="minutes_obstacle"),
    path(f"{_HERE}lapor/", records.report, name="minutes_report"),
    path(f"{_HERE}tidak-dilaporkan/", records.silence, name="minutes_silence"),
    path(f"{_HERE}selesai/", closing.finish, name="minutes_finish"),
    path(f"{_HERE}buka-kembali/", closing.reopen, name="minutes_reopen"),
    path(f"{_HERE}tanda-tangan/", closing.sign, name="minutes_sign"),
    path(f"{_HERE}adendum/", closing.addendum, name="minutes_addendum"),
]
