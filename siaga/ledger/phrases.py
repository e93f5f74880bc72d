"""How the ledger speaks: acts, kinds of things and their properties in Indonesian, for people who read it."""

from __future__ import annotations

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from siaga.ledger.facts import fact_models

Text = str | Promise

KINDS: dict[str, Text] = {
    "desk.account": gettext_lazy("Akun"),
    "desk.agency": gettext_lazy("Instansi"),
    "desk.agency_alias": gettext_lazy("Nama lain instansi"),
    "desk.desk": gettext_lazy("Desk"),
    "desk.grant": gettext_lazy("Peran"),
    "desk.invitation": gettext_lazy("Undangan"),
    "desk.office": gettext_lazy("Jabatan"),
    "desk.person": gettext_lazy("Pejabat"),
    "desk.role_policy": gettext_lazy("Aturan peran"),
    "desk.section": gettext_lazy("Bidang desk"),
    "desk.section_member": gettext_lazy("Anggota bidang"),
    "desk.support": gettext_lazy("Permintaan dukungan"),
    "desk.tenure": gettext_lazy("Masa jabatan"),
    "desk.token": gettext_lazy("Token API"),
    "elections.election": gettext_lazy("Pemilihan"),
    "elections.stage": gettext_lazy("Tahapan"),
    "elections.station": gettext_lazy("TPS"),
    "briefing.edition": gettext_lazy("Edisi Laporan Desk"),
    "briefing.letterhead": gettext_lazy("Kop surat"),
    "briefing.report": gettext_lazy("Laporan Desk"),
    "rakor.addendum": gettext_lazy("Adendum notula"),
    "rakor.attendance": gettext_lazy("Kehadiran"),
    "rakor.decision": gettext_lazy("Keputusan rapat"),
    "rakor.evidence": gettext_lazy("Bukti tindak lanjut"),
    "rakor.feed": gettext_lazy("Kalender langganan"),
    "rakor.forum": gettext_lazy("Forum"),
    "rakor.item": gettext_lazy("Pokok agenda"),
    "rakor.meeting": gettext_lazy("Rapat"),
    "rakor.member": gettext_lazy("Anggota forum"),
    "rakor.note_conflict": gettext_lazy("Naskah notula bentrok"),
    "rakor.obstacle": gettext_lazy("Kendala"),
    "rakor.participant": gettext_lazy("Undangan rapat"),
    "rakor.point": gettext_lazy("Tindak lanjut"),
    "rakor.statement": gettext_lazy("Penyampaian instansi"),
    "rakor.update": gettext_lazy("Perkembangan tindak lanjut"),
    "readiness.claim": gettext_lazy("Klaim instansi"),
    "readiness.indicator": gettext_lazy("Indikator"),
    "readiness.opening": gettext_lazy("Pembukaan gambaran"),
    "readiness.snapshot": gettext_lazy("Potret gambaran"),
    "reporting.duty": gettext_lazy("Kewajiban lapor"),
    "instruments.instrument": gettext_lazy("Instrumen"),
    "instruments.version": gettext_lazy("Versi instrumen"),
    "intake.run": gettext_lazy("Impor"),
    "reporting.attachment": gettext_lazy("Berkas laporan"),
    "reporting.conflict": gettext_lazy("Laporan bentrok"),
    "reporting.submission": gettext_lazy("Laporan"),
    "wilayah.alias": gettext_lazy("Kode atau nama lama wilayah"),
    "wilayah.boundary": gettext_lazy("Batas wilayah"),
    "wilayah.region": gettext_lazy("Wilayah"),
    "wilayah.succession": gettext_lazy("Pemekaran atau penggabungan"),
    "bulk": gettext_lazy("Perubahan banyak data"),
}

ACTS: dict[str, Text] = {
    "account.clear_second_factor": gettext_lazy("Verifikasi dua langkah akun dihapus"),
    "account.create_first": gettext_lazy("Administrator pertama dibuat"),
    "account.deactivate": gettext_lazy("Akun dinonaktifkan"),
    "account.end_sessions": gettext_lazy("Semua sesi akun diakhiri"),
    "account.enrol": gettext_lazy("Akun dibuat beserta perannya"),
    "account.password_changed": gettext_lazy("Kata sandi akun diganti"),
    "account.reactivate": gettext_lazy("Akun diaktifkan kembali"),
    "account.recovery_codes_made": gettext_lazy("Kode pemulihan akun dibuat"),
    "account.second_factor_off": gettext_lazy("Verifikasi dua langkah dimatikan"),
    "account.second_factor_on": gettext_lazy("Verifikasi dua langkah dinyalakan"),
    "account.session_revoked": gettext_lazy("Sesi akun dicabut"),
    "account.set_own_name": gettext_lazy("Nama akun diganti pemiliknya"),
    "agenda.discuss": gettext_lazy("Pokok agenda dibahas"),
    "agenda.draw_up": gettext_lazy("Agenda disusun dari fakta"),
    "agenda.move": gettext_lazy("Urutan agenda diubah"),
    "agenda.remove": gettext_lazy("Pokok dikeluarkan dari agenda"),
    "agenda.restore": gettext_lazy("Pokok dikembalikan ke agenda"),
    "agenda.submit": gettext_lazy("Pokok agenda diusulkan"),
    "agency.add_alias": gettext_lazy("Nama lain instansi ditambahkan"),
    "agency.create_standard_set": gettext_lazy("Instansi baku dibuat"),
    "agency.remove_alias": gettext_lazy("Nama lain instansi dihapus"),
    "agency.rename": gettext_lazy("Nama instansi diubah"),
    "attendance.close": gettext_lazy("Daftar hadir ditutup"),
    "attendance.reopen": gettext_lazy("Daftar hadir dibuka kembali"),
    "attendance.sign_in": gettext_lazy("Kehadiran diisi sendiri lewat kode QR"),
    "attendance.strike": gettext_lazy("Kehadiran dicoret"),
    "attendance.tick": gettext_lazy("Kehadiran dicatat sekretaris"),
    "claim.make": gettext_lazy("Klaim instansi dicatat"),
    "claim.note_at_meeting": gettext_lazy("Klaim instansi dicatat dari rapat"),
    "claim.withdraw": gettext_lazy("Klaim instansi dicabut"),
    "claim.withdraw_at_meeting": gettext_lazy("Klaim dari rapat dicabut"),
    "desk.add_section": gettext_lazy("Bidang desk ditambahkan"),
    "desk.change_section": gettext_lazy("Bidang desk diubah"),
    "desk.close": gettext_lazy("Desk dibubarkan"),
    "desk.create": gettext_lazy("Desk dibentuk"),
    "desk.remove_section": gettext_lazy("Bidang desk dihapus"),
    "desk.seat": gettext_lazy("Anggota bidang ditetapkan"),
    "desk.unseat": gettext_lazy("Anggota bidang dilepas"),
    "duty.end": gettext_lazy("Kewajiban lapor diakhiri"),
    "duty.install": gettext_lazy("Kewajiban lapor baku dipasang"),
    "duty.remove": gettext_lazy("Kewajiban lapor dihapus bersama pemilihannya"),
    "duty.set": gettext_lazy("Kewajiban lapor ditetapkan"),
    "election.repeat": gettext_lazy("Pemungutan suara ulang dibuat"),
    "election.upgrade_ruleset": gettext_lazy("Aturan pemilihan diperbarui"),
    "forum.found": gettext_lazy("Forum dibentuk"),
    "forum.seat": gettext_lazy("Jabatan duduk dalam forum"),
    "forum.unseat": gettext_lazy("Jabatan dilepas dari forum"),
    "feed.create": gettext_lazy("Kalender langganan dibuat"),
    "feed.revoke": gettext_lazy("Kalender langganan dicabut"),
    "grant.assign_units": gettext_lazy("Penugasan diubah"),
    "grant.give": gettext_lazy("Peran diberikan"),
    "grant.revoke": gettext_lazy("Peran dicabut"),
    "import.apply": gettext_lazy("Impor diterapkan"),
    "import.check": gettext_lazy("Berkas impor diperiksa"),
    "import.forget": gettext_lazy("Isi berkas impor dihapus"),
    "import.run": gettext_lazy("Impor dijalankan"),
    "import.undo": gettext_lazy("Impor dibatalkan"),
    "import.upload": gettext_lazy("Berkas impor diunggah"),
    "indicator.add": gettext_lazy("Indikator ditambahkan"),
    "indicator.install_standard": gettext_lazy("Indikator baku dipasang"),
    "indicator.remove": gettext_lazy("Indikator dihapus bersama pemilihannya"),
    "indicator.retire": gettext_lazy("Indikator tidak dipakai lagi"),
    "indicator.set_terms": gettext_lazy("Bobot atau masa usang indikator diubah"),
    "indicator.set_weights": gettext_lazy("Bobot beberapa indikator diubah"),
    "instrument.add_version": gettext_lazy("Formulir instrumen ditambahkan"),
    "instrument.retire": gettext_lazy("Instrumen tidak dipakai lagi"),
    "instrument.revive": gettext_lazy("Instrumen dipakai kembali"),
    "instrument.ship": gettext_lazy("Instrumen bawaan dipasang"),
    "deskreport.approve": gettext_lazy("Laporan Desk disetujui dan diberi nomor"),
    "deskreport.draw_up": gettext_lazy("Laporan Desk disusun dari fakta"),
    "deskreport.expect": gettext_lazy("Laporan Desk yang akan jatuh tempo dicatat"),
    "deskreport.nil": gettext_lazy("Laporan Desk ditandai nihil atau tidak"),
    "deskreport.reopen": gettext_lazy("Laporan Desk dibuka kembali"),
    "deskreport.send": gettext_lazy("Laporan Desk dikirim"),
    "deskreport.write": gettext_lazy("Naskah Laporan Desk ditulis"),
    "invitation.accept": gettext_lazy("Undangan dipakai"),
    "invitation.cancel": gettext_lazy("Undangan dibatalkan"),
    "invitation.create_many": gettext_lazy("Undangan dibuat"),
    "letter.number": gettext_lazy("Undangan diberi nomor dan tanggal"),
    "letterhead.number": gettext_lazy("Nomor surat diambil"),
    "letterhead.set": gettext_lazy("Kop surat ditetapkan"),
    "obstacle.note": gettext_lazy("Kendala dicatat"),
    "obstacle.strategy": gettext_lazy("Strategi kendala ditetapkan"),
    "obstacle.close": gettext_lazy("Kendala dinyatakan teratasi"),
    "office.create": gettext_lazy("Jabatan dibuat"),
    "minutes.amend": gettext_lazy("Adendum notula ditambahkan"),
    "minutes.decide": gettext_lazy("Keputusan rapat dicatat"),
    "minutes.finish": gettext_lazy("Notula selesai disusun"),
    "minutes.settle": gettext_lazy("Naskah notula yang bentrok diselesaikan"),
    "minutes.sign": gettext_lazy("Notula ditandatangani"),
    "minutes.state": gettext_lazy("Penyampaian instansi dicatat"),
    "minutes.withdraw_decision": gettext_lazy("Keputusan rapat ditarik"),
    "minutes.withdraw_statement": gettext_lazy("Penyampaian instansi ditarik"),
    "minutes.write": gettext_lazy("Notula ditulis"),
    "people.recode": gettext_lazy("Akun, pejabat, dan tugas mengikuti wilayahnya"),
    "person.merge": gettext_lazy("Data pejabat digabung"),
    "picture.open": gettext_lazy("Pembukaan gambaran bagi instansi diubah"),
    "point.close_by_data": gettext_lazy("Tindak lanjut terverifikasi oleh data"),
    "point.drop": gettext_lazy("Tindak lanjut dihentikan"),
    "point.escalate": gettext_lazy("Tindak lanjut yang lewat tenggat naik"),
    "point.evidence": gettext_lazy("Bukti tindak lanjut ditambahkan"),
    "point.hand_over": gettext_lazy("Tindak lanjut dialihkan ke forum lain"),
    "point.make": gettext_lazy("Tindak lanjut dibuat"),
    "point.report": gettext_lazy("Tindak lanjut dilaporkan"),
    "point.return": gettext_lazy("Tindak lanjut dikembalikan kepada pelaksana"),
    "point.silence": gettext_lazy("Tindak lanjut dicatat tidak dilaporkan"),
    "point.verify": gettext_lazy("Tindak lanjut diverifikasi"),
    "rakor.add_participants": gettext_lazy("Peserta rapat ditambahkan"),
    "rakor.invite": gettext_lazy("Undangan rapat disampaikan"),
    "rakor.open": gettext_lazy("Rapat dibuka"),
    "rakor.plan": gettext_lazy("Rapat direncanakan"),
    "rakor.plan_round": gettext_lazy("Putaran rakor kecamatan direncanakan"),
    "rakor.remove_participant": gettext_lazy("Peserta rapat dilepas"),
    "rakor.set_letter": gettext_lazy("Surat undangan rapat ditetapkan"),
    "rakor.take_draft": gettext_lazy("Rapat dibuat dari naskah lama"),
    "region.merge": gettext_lazy("Wilayah digabung"),
    "region.place": gettext_lazy("Titik wilayah ditetapkan"),
    "region.recode": gettext_lazy("Kode wilayah diubah"),
    "region.remove_boundary": gettext_lazy("Batas wilayah dihapus"),
    "region.rename": gettext_lazy("Nama wilayah diubah"),
    "region.set_boundary": gettext_lazy("Batas wilayah ditetapkan"),
    "region.split": gettext_lazy("Wilayah dimekarkan"),
    "report.accept": gettext_lazy("Laporan diterima"),
    "report.accept_many": gettext_lazy("Banyak laporan diterima sekaligus"),
    "report.check": gettext_lazy("Laporan diperiksa"),
    "report.check_many": gettext_lazy("Banyak laporan diperiksa sekaligus"),
    "report.conflict": gettext_lazy("Laporan bentrok disimpan"),
    "report.reopen": gettext_lazy("Laporan dibuka kembali"),
    "report.resolve": gettext_lazy("Laporan bentrok diselesaikan"),
    "report.return": gettext_lazy("Laporan dikembalikan"),
    "report.submit": gettext_lazy("Laporan masuk"),
    "report.supersede": gettext_lazy("Laporan digantikan koreksi"),
    "role_policy.set": gettext_lazy("Aturan peran ditetapkan"),
    "snapshot.freeze": gettext_lazy("Gambaran dibekukan menjadi potret"),
    "stage.complete": gettext_lazy("Tahapan ditandai selesai"),
    "stage.reopen": gettext_lazy("Tahapan dibuka kembali"),
    "stage.set_dates": gettext_lazy("Tanggal tahapan ditetapkan"),
    "station.recode": gettext_lazy("Kode TPS mengikuti wilayahnya"),
    "support.answer": gettext_lazy("Permintaan dukungan dijawab"),
    "support.ask": gettext_lazy("Dukungan diminta"),
    "support.deliver": gettext_lazy("Dukungan terlaksana"),
    "support.withdraw": gettext_lazy("Permintaan dukungan ditarik"),
    "tenure.appoint": gettext_lazy("Pejabat diangkat"),
    "tenure.correct": gettext_lazy("Masa jabatan dibetulkan"),
    "tenure.end": gettext_lazy("Masa jabatan diakhiri"),
    "tenure.strike": gettext_lazy("Masa jabatan dihapus karena keliru"),
    "token.revoke": gettext_lazy("Token API dicabut"),
}
"""Acts whose name does not follow from thing and verb."""

_THINGS: dict[str, Text] = {
    "account": gettext_lazy("Akun"),
    "agency": gettext_lazy("Instansi"),
    "attachment": gettext_lazy("Berkas laporan"),
    "boundary": gettext_lazy("Batas wilayah"),
    "desk": gettext_lazy("Desk"),
    "election": gettext_lazy("Pemilihan"),
    "grant": gettext_lazy("Peran"),
    "import": gettext_lazy("Impor"),
    "instrument": gettext_lazy("Instrumen"),
    "invitation": gettext_lazy("Undangan"),
    "office": gettext_lazy("Jabatan"),
    "person": gettext_lazy("Data pejabat"),
    "region": gettext_lazy("Wilayah"),
    "role_policy": gettext_lazy("Aturan peran"),
    "section": gettext_lazy("Bidang desk"),
    "stage": gettext_lazy("Tahapan"),
    "station": gettext_lazy("TPS"),
    "support": gettext_lazy("Permintaan dukungan"),
    "tenure": gettext_lazy("Masa jabatan"),
    "token": gettext_lazy("Token API"),
    "wilayah": gettext_lazy("Wilayah"),
    "forum": gettext_lazy("Forum"),
    "rakor": gettext_lazy("Rapat"),
    "agenda": gettext_lazy("Pokok agenda"),
    "attendance": gettext_lazy("Kehadiran"),
    "minutes": gettext_lazy("Notula"),
    "point": gettext_lazy("Tindak lanjut"),
    "obstacle": gettext_lazy("Kendala"),
    "letterhead": gettext_lazy("Kop surat"),
    "deskreport": gettext_lazy("Laporan Desk"),
}
_VERBS: dict[str, Text] = {
    "accept": gettext_lazy("diterima"),
    "add": gettext_lazy("ditambahkan"),
    "cancel": gettext_lazy("dibatalkan"),
    "change": gettext_lazy("diubah"),
    "close": gettext_lazy("ditutup"),
    "create": gettext_lazy("dibuat"),
    "import": gettext_lazy("diimpor"),
    "remove": gettext_lazy("dihapus"),
    "rename": gettext_lazy("diganti namanya"),
    "reopen": gettext_lazy("dibuka kembali"),
    "revoke": gettext_lazy("dicabut"),
    "set": gettext_lazy("ditetapkan"),
    "undo": gettext_lazy("dibatalkan"),
}

FIELDS: dict[str, Text] = {
    "account": gettext_lazy("Akun"),
    "added": gettext_lazy("Tambahan desk"),
    "agency": gettext_lazy("Instansi"),
    "answered_by": gettext_lazy("Dijawab oleh"),
    "asked_by": gettext_lazy("Diminta oleh"),
    "chair": gettext_lazy("Ketua"),
    "code": gettext_lazy("Kode"),
    "content_type": gettext_lazy("Jenis isi"),
    "context": gettext_lazy("Keterangan impor"),
    "created": gettext_lazy("Baru"),
    "created_at": gettext_lazy("Dibuat"),
    "desk": gettext_lazy("Desk"),
    "digest": gettext_lazy("Sidik berkas"),
    "geometry": gettext_lazy("Sidik bentuk"),
    "election": gettext_lazy("Pemilihan"),
    "elections": gettext_lazy("Pemilihan"),
    "email": gettext_lazy("Surel"),
    "event": gettext_lazy("Peristiwa"),
    "expires_at": gettext_lazy("Berlaku sampai"),
    "first_round": gettext_lazy("Putaran pertama"),
    "functions": gettext_lazy("Fungsi"),
    "head": gettext_lazy("Ketua bidang"),
    "instrument": gettext_lazy("Instrumen"),
    "is_active": gettext_lazy("Aktif"),
    "key": gettext_lazy("Kunci"),
    "lead_agency": gettext_lazy("Instansi penanggung jawab"),
    "mapping": gettext_lazy("Pasangan kolom"),
    "name": gettext_lazy("Nama"),
    "office": gettext_lazy("Jabatan"),
    "parent": gettext_lazy("Induk"),
    "person": gettext_lazy("Pejabat"),
    "position": gettext_lazy("Urutan"),
    "predecessor": gettext_lazy("Asal"),
    "purpose": gettext_lazy("Keperluan"),
    "received_at": gettext_lazy("Diterima"),
    "region": gettext_lazy("Wilayah"),
    "region_code": gettext_lazy("Kode wilayah"),
    "removed": gettext_lazy("Dihapus"),
    "revoked_at": gettext_lazy("Dicabut"),
    "rows": gettext_lazy("Baris"),
    "ruleset": gettext_lazy("Naskah aturan"),
    "section": gettext_lazy("Bidang"),
    "size": gettext_lazy("Ukuran (bita)"),
    "source": gettext_lazy("Sumber"),
    "submission": gettext_lazy("Laporan"),
    "taken": gettext_lazy("Tempat dan waktu pemotretan"),
    "estimated": gettext_lazy("Perkiraan"),
    "successor": gettext_lazy("Penerus"),
    "used_at": gettext_lazy("Dipakai"),
    "username": gettext_lazy("Nama pengguna"),
    "village": gettext_lazy("Desa/kelurahan"),
    "checks": gettext_lazy("Pemeriksaan jawaban"),
    "content": gettext_lazy("Sidik isi"),
    "data": gettext_lazy("Isi potret"),
    "indicator_key": gettext_lazy("Indikator"),
    "marks": gettext_lazy("Tanda pemeriksaan"),
    "observed_trusted": gettext_lazy("Waktu pengamatan yang dipakai"),
    "questions": gettext_lazy("Pertanyaan"),
    "reason": gettext_lazy("Alasan"),
    "resolution": gettext_lazy("Penyelesaian"),
    "resolved_at": gettext_lazy("Diselesaikan"),
    "sender": gettext_lazy("Akun pelapor"),
    "slot": gettext_lazy("Tempat hitung"),
    "supersedes": gettext_lazy("Laporan yang digantikan"),
    "unit": gettext_lazy("Unit"),
    "values": gettext_lazy("Sidik jawaban"),
    "version": gettext_lazy("Versi formulir"),
    "withdrawn_reason": gettext_lazy("Alasan ditarik"),
    "xform": gettext_lazy("Sidik formulir"),
    "after": gettext_lazy("Status sesudahnya"),
    "at": gettext_lazy("Waktu"),
    "base": gettext_lazy("Versi yang mendasari"),
    "before": gettext_lazy("Status sebelumnya"),
    "claim": gettext_lazy("Klaim"),
    "closes_when": gettext_lazy("Selesai bila data mencapai"),
    "dropped_at": gettext_lazy("Dihentikan pada rapat"),
    "escalated_at": gettext_lazy("Dieskalasi"),
    "facts": gettext_lazy("Sidik fakta"),
    "facts_at": gettext_lazy("Fakta per"),
    "forum": gettext_lazy("Forum"),
    "handed_to": gettext_lazy("Dialihkan ke"),
    "host": gettext_lazy("Tuan rumah"),
    "invited_at": gettext_lazy("Diundang"),
    "item": gettext_lazy("Pokok agenda"),
    "meeting": gettext_lazy("Rapat"),
    "minuted_at": gettext_lazy("Notula selesai disusun"),
    "minutes_digest": gettext_lazy("Sidik notula"),
    "obstacle": gettext_lazy("Kendala"),
    "owner": gettext_lazy("Instansi pelaksana"),
    "owner_office": gettext_lazy("Jabatan pelaksana"),
    "participant": gettext_lazy("Undangan"),
    "point": gettext_lazy("Tindak lanjut"),
    "raised_to": gettext_lazy("Naik ke forum"),
    "secretary": gettext_lazy("Sekretaris"),
    "sequence": gettext_lazy("Revisi undangan"),
    "settled_at": gettext_lazy("Diselesaikan"),
    "settled_by": gettext_lazy("Diselesaikan oleh"),
    "stated_by": gettext_lazy("Disampaikan oleh"),
    "submitted_by": gettext_lazy("Diusulkan oleh"),
    "texts": gettext_lazy("Naskah"),
    "update": gettext_lazy("Perkembangan"),
    "upper": gettext_lazy("Forum di atasnya"),
    "withdrawn_at": gettext_lazy("Ditarik"),
    "report": gettext_lazy("Laporan Desk"),
}
"""Properties whose own Indonesian label is not on the model."""

CHANNELS: dict[str, Text] = {
    "page": gettext_lazy("halaman"),
    "api": gettext_lazy("API"),
    "command": gettext_lazy("perintah di server"),
    "worker": gettext_lazy("pekerja latar"),
}


def act_phrase(act: str) -> str:
    """What was done, as a short sentence; never the name in the code."""
    if act in ACTS:
        return str(ACTS[act])
    thing, _dot, verb = act.partition(".")
    named, done = _THINGS.get(thing), _VERBS.get(verb)
    if named and done:
        return f"{named} {done}"
    return _("%(thing)s diproses") % {"thing": named} if named else _("Perubahan lain")


def is_phrased(act: str) -> bool:
    """Whether the act has a sentence of its own (a test asks this of every action of the house)."""
    thing, _dot, verb = act.partition(".")
    return act in ACTS or (thing in _THINGS and verb in _VERBS)


def kind_phrase(kind: str) -> str:
    """What sort of thing it is."""
    return str(KINDS.get(kind) or _("Data lain"))


def channel_phrase(channel: str) -> str:
    return str(CHANNELS.get(channel, channel))


def field_label(kind: str, name: str) -> str:
    """The Indonesian label of a property: ours, or the one that its model gives it."""
    if name in FIELDS:
        return str(FIELDS[name])
    field = model_field(kind, name)
    if field is not None:
        given = str(field.verbose_name)
        if given != name.replace("_", " "):
            return str(capfirst(given))
    return _("Isian lain (%s)") % name


def has_label(kind: str, name: str) -> bool:
    return not field_label(kind, name).startswith(_("Isian lain (%s)").partition("%")[0])


def model_field(kind: str, name: str) -> models.Field[object, object] | None:
    """The model's field behind a property of a fact, where there is one."""
    model = fact_models().get(kind)
    if model is None:
        return None
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:
        return None
    return field if isinstance(field, models.Field) else None
