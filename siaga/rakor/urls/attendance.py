"""Addresses: attendance, calendars, sending invitations."""

from django.urls import URLPattern, path

from siaga.rakor.views import attendance, calendars, invitations, sign_in

urlpatterns: list[URLPattern] = [
    path("rakor/<int:meeting_id>/hadir/", attendance.attendance, name="attendance"),
    path("rakor/<int:meeting_id>/hadir/tambah/", attendance.add_attendance, name="add_attendance"),
    path("rakor/<int:meeting_id>/hadir/tutup/", attendance.shut, name="shut_attendance"),
    path("rakor/<int:meeting_id>/hadir/layar/", attendance.screen, name="attendance_screen"),
    path("rakor/<int:meeting_id>/hadir/<int:attendance_id>/coret/", attendance.strike, name="strike_attendance"),
    path("rakor/<int:meeting_id>/undangan/", invitations.invitations, name="invitations"),
    path("rakor/<int:meeting_id>/undangan/surel/", invitations.send_mails, name="send_mails"),
    path("rakor/<int:meeting_id>/undangan/sampai/", invitations.mark_told, name="mark_told"),
    path("rakor/<int:meeting_id>.ics", calendars.meeting_file, name="meeting_file"),
    path("rakor/kalender/", calendars.feed_page, name="feed_page"),
    path("rakor/kalender/cabut/", calendars.feed_revoke, name="feed_revoke"),
    path("kalender/<str:secret>.ics", calendars.feed, name="feed"),
    path("hadir/", sign_in.sign_in_page, name="sign_in"),
    path("hadir/<str:code>/", sign_in.enter, name="door"),
]
