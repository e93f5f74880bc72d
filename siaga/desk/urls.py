"""Addresses of agencies, offices and officials, the desk, and support requests."""

from django.urls import path

from siaga.desk.views import agencies, desks, offices, people, support

app_name = "desk"

urlpatterns = [
    path("instansi/", agencies.agencies, name="agencies"),
    path("instansi/tambah/", agencies.add_agency, name="add_agency"),
    path("instansi/baku/", agencies.make_standard_set, name="standard_set"),
    path("instansi/kontak/", agencies.contacts, name="contacts"),
    path("instansi/<str:code>/", agencies.agency, name="agency"),
    path("instansi/<str:code>/ubah/", agencies.edit_agency, name="edit_agency"),
    path("instansi/<str:code>/tutup/", agencies.shut_agency, name="close_agency"),
    path("instansi/<str:code>/aktifkan/", agencies.open_agency, name="reopen_agency"),
    path("instansi/<str:code>/nama-lain/", agencies.name_alias, name="add_alias"),
    path("instansi/<str:code>/nama-lain/<int:alias_id>/hapus/", agencies.drop_alias, name="remove_alias"),
    path("instansi/<str:code>/jabatan/", agencies.add_office, name="add_office"),
    path("pejabat/", offices.offices, name="offices"),
    path("pejabat/jabatan/<int:office_id>/", offices.office, name="office"),
    path("pejabat/jabatan/<int:office_id>/ubah/", offices.edit_office, name="edit_office"),
    path("pejabat/jabatan/<int:office_id>/hapus/", offices.drop_office, name="remove_office"),
    path("pejabat/jabatan/<int:office_id>/pejabat/", offices.appoint_person, name="appoint"),
    path("pejabat/masa/<int:tenure_id>/akhiri/", offices.finish_term, name="end_term"),
    path("pejabat/masa/<int:tenure_id>/perbaiki/", offices.mend_term, name="mend_term"),
    path("pejabat/masa/<int:tenure_id>/hapus/", offices.erase_term, name="strike_term"),
    path("pejabat/orang/", people.people, name="people"),
    path("pejabat/orang/pilih/", people.suggest, name="suggest_people"),
    path("pejabat/orang/<int:person_id>/", people.person, name="person"),
    path("pejabat/orang/<int:person_id>/ubah/", people.edit_person, name="edit_person"),
    path("pejabat/orang/<int:person_id>/gabung/", people.merge_person, name="merge_person"),
    path("pejabat/orang/<int:person_id>/hapus/", people.drop_person, name="remove_person"),
    path("desk/", desks.desks, name="desks"),
    path("desk/bentuk/", desks.form_desk, name="form_desk"),
    path("desk/<int:desk_id>/", desks.desk, name="desk"),
    path("desk/<int:desk_id>/ubah/", desks.edit_desk, name="edit_desk"),
    path("desk/<int:desk_id>/bubarkan/", desks.dissolve_desk, name="dissolve_desk"),
    path("desk/<int:desk_id>/bidang/", desks.new_section, name="new_section"),
    path("desk/bidang/<int:section_id>/ubah/", desks.edit_section, name="edit_section"),
    path("desk/bidang/<int:section_id>/hapus/", desks.drop_section, name="drop_section"),
    path("desk/bidang/<int:section_id>/anggota/", desks.give_seat, name="give_seat"),
    path("desk/anggota/<int:member_id>/ketua/", desks.lead_section, name="lead_section"),
    path("desk/anggota/<int:member_id>/keluarkan/", desks.take_seat, name="take_seat"),
    path("dukungan/", support.requests, name="requests"),
    path("dukungan/minta/", support.ask, name="ask"),
    path("dukungan/<int:request_id>/", support.support, name="support"),
    path("dukungan/<int:request_id>/ubah/", support.edit_request, name="edit_request"),
    path("dukungan/<int:request_id>/jawab/", support.answer, name="answer"),
    path("dukungan/<int:request_id>/terlaksana/", support.deliver, name="deliver"),
    path("dukungan/<int:request_id>/cabut/", support.withdraw, name="withdraw"),
]
