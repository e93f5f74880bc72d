"""Addresses of the agenda: ``/rakor/<n>/agenda/``."""

from django.urls import URLPattern, path

from siaga.rakor.views import agenda

urlpatterns: list[URLPattern] = [
    path("rakor/<int:meeting_id>/agenda/", agenda.agenda, name="agenda"),
    path("rakor/<int:meeting_id>/agenda/susun/", agenda.draw_up, name="draw_up_agenda"),
    path("rakor/<int:meeting_id>/agenda/tambah/", agenda.add, name="add_item"),
    path("rakor/<int:meeting_id>/agenda/usul/", agenda.submit, name="submit_item"),
    path("rakor/<int:meeting_id>/agenda/<int:item_id>/ubah/", agenda.change, name="change_item"),
    path("rakor/<int:meeting_id>/agenda/<int:item_id>/pindah/", agenda.move, name="move_item"),
    path("rakor/<int:meeting_id>/agenda/<int:item_id>/keluarkan/", agenda.remove, name="remove_item"),
    path("rakor/<int:meeting_id>/agenda/<int:item_id>/kembalikan/", agenda.restore, name="restore_item"),
]
