"""Addresses below ``/laporan/``: what came in, its review, its files, who owes what, filling in."""

from django.urls import path

from siaga.reporting.views import answers, attachments, duties, filling, owed, review, submissions, tasks

app_name = "reporting"

urlpatterns = [
    path("", submissions.submissions, name="submissions"),
    path("isi/<slug:slug>/<slug:instrument>/", filling.fill, name="fill"),
    path("isi/<slug:slug>/<slug:instrument>/formulir.xml", filling.fill_form, name="fill_form"),
    path("isi/<slug:slug>/<slug:instrument>/semula/<int:pk>.json", filling.fill_former, name="fill_former"),
    path("kirim/<slug:slug>/<slug:instrument>/", filling.take, name="take_form"),
    path("jawaban/<slug:name>/", answers.answers, name="answers"),
    path("banding/", submissions.compare, name="compare"),
    path("sekaligus/", review.many, name="many"),
    path("bentrok/", review.conflicts, name="conflicts"),
    path("bentrok/<int:pk>/", review.conflict, name="conflict"),
    path("tagihan/", owed.owed, name="owed"),
    path("tugas/", tasks.tasks, name="tasks"),
    path("kewajiban/", duties.duties, name="duties"),
    path("kewajiban/tambah/", duties.add_duty, name="add_duty"),
    path("kewajiban/baku/", duties.install_duties, name="install_duties"),
    path("kewajiban/<int:pk>/", duties.duty, name="duty"),
    path("kewajiban/<int:pk>/ubah/", duties.edit_duty, name="edit_duty"),
    path("kewajiban/<int:pk>/akhiri/", duties.finish_duty, name="end_duty"),
    path("<int:pk>/", submissions.submission, name="submission"),
    path("<int:pk>/periksa/", review.check, name="check"),
    path("<int:pk>/terima/", review.accept, name="accept"),
    path("<int:pk>/kembalikan/", review.give_back, name="return"),
    path("<int:pk>/buka/", review.reopen, name="reopen"),
    path("<int:pk>/lampiran/<str:name>", attachments.attachment, name="attachment"),
]
