"""Addresses: forums, meetings, the round through the sub-districts."""

from django.urls import URLPattern, path

from siaga.rakor.views import forums, meetings, planning, rounds

urlpatterns: list[URLPattern] = [
    path("rakor/", meetings.meetings, name="meetings"),
    path("rakor/bulan/", meetings.month, name="month"),
    path("rakor/baru/", planning.choose_forum, name="choose_forum"),
    path("rakor/jabatan/pilih/", forums.suggest_offices, name="suggest_offices"),
    path("rakor/forum/", forums.forums, name="forums"),
    path("rakor/forum/baru/", forums.found, name="found_forum"),
    path("rakor/forum/<int:forum_id>/", forums.forum, name="forum"),
    path("rakor/forum/<int:forum_id>/ubah/", forums.change, name="change_forum"),
    path("rakor/forum/<int:forum_id>/tutup/", forums.close, name="close_forum"),
    path("rakor/forum/<int:forum_id>/buka-kembali/", forums.reopen, name="reopen_forum"),
    path("rakor/forum/<int:forum_id>/hapus/", forums.remove, name="remove_forum"),
    path("rakor/forum/<int:forum_id>/anggota/", forums.seat, name="seat_members"),
    path("rakor/forum/<int:forum_id>/anggota/<int:member_id>/lepas/", forums.unseat, name="unseat_member"),
    path("rakor/forum/<int:forum_id>/rencanakan/", planning.plan, name="plan_meeting"),
    path("rakor/forum/<int:forum_id>/putaran/", rounds.plan, name="plan_round"),
    path("rakor/<int:meeting_id>/", meetings.meeting, name="meeting"),
    path("rakor/<int:meeting_id>/ubah/", planning.change, name="change_meeting"),
    path("rakor/<int:meeting_id>/buka/", planning.begin, name="open_meeting"),
    path("rakor/<int:meeting_id>/batalkan/", planning.cancel, name="cancel_meeting"),
    path("rakor/<int:meeting_id>/peserta/", planning.participants, name="participants"),
    path("rakor/<int:meeting_id>/peserta/<int:participant_id>/lepas/", planning.remove, name="remove_participant"),
]
