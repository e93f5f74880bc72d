"""Addresses of action points and obstacles."""

from django.urls import URLPattern, path

from siaga.rakor.views import obstacles
from siaga.rakor.views.points import acts, board, figures, listing, one, reminders

urlpatterns: list[URLPattern] = [
    path("tindak-lanjut/", listing.points, name="points"),
    path("tindak-lanjut/papan/", board.points_board, name="points_board"),
    path("tindak-lanjut/saya/", board.my_points, name="my_points"),
    path("tindak-lanjut/angka/", figures.points_figures, name="points_figures"),
    path("tindak-lanjut/ingatkan/", reminders.points_reminders, name="points_reminders"),
    path("tindak-lanjut/baru/", acts.new_point, name="new_point"),
    path("tindak-lanjut/bukti/<int:evidence_id>", one.evidence, name="evidence"),
    path("tindak-lanjut/<int:point_id>/", one.point, name="point"),
    path("tindak-lanjut/<int:point_id>/ubah/", acts.edit_point, name="edit_point"),
    path("tindak-lanjut/<int:point_id>/lapor/", acts.report_point, name="report_point"),
    path("tindak-lanjut/<int:point_id>/verifikasi/", acts.verify, name="verify_point"),
    path("tindak-lanjut/<int:point_id>/kembalikan/", acts.give_back, name="return_point"),
    path("tindak-lanjut/<int:point_id>/hentikan/", acts.drop, name="drop_point"),
    path("tindak-lanjut/<int:point_id>/alihkan/", acts.hand_over, name="hand_over_point"),
    path("kendala/", obstacles.obstacles, name="obstacles"),
    path("kendala/baru/", obstacles.new_obstacle, name="new_obstacle"),
    path("kendala/<int:obstacle_id>/", obstacles.obstacle, name="obstacle"),
    path("kendala/<int:obstacle_id>/strategi/", obstacles.strategy, name="obstacle_strategy"),
    path("kendala/<int:obstacle_id>/teratasi/", obstacles.close, name="close_obstacle"),
]
