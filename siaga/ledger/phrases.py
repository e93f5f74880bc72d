"""How the ledger speaks: acts, kinds of things and their properties in Indonesian, for people who read it."""

from __future__ import annotations

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from siaga.ledger.facts import fact_models

Text = str | Promise

KINDS: dict[str, Text] = {
    "desk.account": lazy("Akun"),
    "desk.agency": lazy("Instansi"),
    "desk.agency_alias": lazy("Nama lain instansi"),
    "desk.desk": lazy("Desk"),
    "desk.grant": lazy("Peran"),
    "desk.invitation": lazy("Undangan"),
    "desk.office": lazy("Jabatan"),
    "desk.person": lazy("Pejabat"),
    "desk.role_policy": lazy("Aturan peran"),
    "desk.section": lazy("Bidang desk"),
    "desk.section_member": lazy("Anggota bidang"),
    "desk.support": lazy("Permintaan dukungan"),
    "desk.tenure": lazy("Masa jabatan"),
    "desk.token": lazy("Token API"),
    "elections.election": lazy("Pemilihan"),
    "elections.stage": lazy("Tahapan"),
    "elections.station": lazy("TPS"),
    "intake.run": lazy("Impor"),
    "wilayah.alias": lazy("Kode atau nama lama wilayah"),
    "wilayah.boundary": lazy("Batas wilayah"),
    "wilayah.region": lazy("Wilayah"),
    "wilayah.succession": lazy("Pemekaran atau penggabungan"),
    "bulk": lazy("Perubahan banyak data"),
}

ACTS: dict[str, Text] = {
    "account.clear_second_factor": lazy("Verifikasi dua langkah akun dihapus"),
    "account.create_first": lazy("Administrator pertama dibuat"),
    "account.deactivate": lazy("Akun dinonaktifkan"),
    "account.end_sessions": lazy("Semua sesi akun diakhiri"),
    "account.enrol": lazy("Akun dibuat beserta perannya"),
    "account.password_changed": lazy("Kata sandi akun diganti"),
    "account.reactivate": lazy("Akun diaktifkan kembali"),
    "account.recovery_codes_made": lazy("Kode pemulihan akun dibuat"),
    "account.second_factor_off": lazy("Verifikasi dua langkah dimatikan"),
    "account.second_factor_on": lazy("Verifikasi dua langkah dinyalakan"),
    "account.session_revoked": lazy("Sesi akun dicabut"),
    "account.set_own_name": lazy("Nama akun diganti pemiliknya"),
    "agency.add_alias": lazy("Nama lain instansi ditambahkan"),
    "agency.create_standard_set": lazy("Instansi baku dibuat"),
    "agency.remove_alias": lazy("Nama lain instansi dihapus"),
    "agency.rename": lazy("Nama instansi diubah"),
    "desk.add_section": lazy("Bidang desk ditambahkan"),
    "desk.change_section": lazy("Bidang desk diubah"),
    "desk.close": lazy("Desk dibubarkan"),
    "desk.create": lazy("Desk dibentuk"),
    "desk.remove_section": lazy("Bidang desk dihapus"),
    "desk.seat": lazy("Anggota bidang ditetapkan"),
    "desk.unseat": lazy("Anggota bidang dilepas"),
    "election.repeat": lazy("Pemungutan suara ulang dibuat"),
    "election.upgrade_ruleset": lazy("Aturan pemilihan diperbarui"),
    "grant.assign_units": lazy("Penugasan diubah"),
    "grant.give": lazy("Peran diberikan"),
    "grant.revoke": lazy("Peran dicabut"),
    "import.apply": lazy("Impor diterapkan"),
    "import.check": lazy("Berkas impor diperiksa"),
    "import.run": lazy("Impor dijalankan"),
    "import.undo": lazy("Impor dibatalkan"),
    "import.upload": lazy("Berkas impor diunggah"),
    "invitation.accept": lazy("Undangan dipakai"),
    "invitation.cancel": lazy("Undangan dibatalkan"),
    "invitation.create_many": lazy("Undangan dibuat"),
    "office.create": lazy("Jabatan dibuat"),
    "people.recode": lazy("Akun, pejabat, dan tugas mengikuti wilayahnya"),
    "person.merge": lazy("Data pejabat digabung"),
    "region.merge": lazy("Wilayah digabung"),
    "region.place": lazy("Titik wilayah ditetapkan"),
    "region.recode": lazy("Kode wilayah diubah"),
    "region.remove_boundary": lazy("Batas wilayah dihapus"),
    "region.rename": lazy("Nama wilayah diubah"),
    "region.set_boundary": lazy("Batas wilayah ditetapkan"),
    "region.split": lazy("Wilayah dimekarkan"),
    "role_policy.set": lazy("Aturan peran ditetapkan"),
    "stage.complete": lazy("Tahapan ditandai selesai"),
    "stage.reopen": lazy("Tahapan dibuka kembali"),
    "stage.set_dates": lazy("Tanggal tahapan ditetapkan"),
    "station.recode": lazy("Kode TPS mengikuti wilayahnya"),
    "support.answer": lazy("Permintaan dukungan dijawab"),
    "support.ask": lazy("Dukungan diminta"),
    "support.deliver": lazy("Dukungan terlaksana"),
    "support.withdraw": lazy("Permintaan dukungan ditarik"),
    "tenure.appoint": lazy("Pejabat diangkat"),
    "tenure.correct": lazy("Masa jabatan dibetulkan"),
    "tenure.end": lazy("Masa jabatan diakhiri"),
    "tenure.strike": lazy("Masa jabatan dihapus karena keliru"),
    "token.revoke": lazy("Token API dicabut"),
}
"""Acts whose name does not follow from thing and verb."""

_THINGS: dict[str, Text] = {
    "account": lazy("Akun"),
    "agency": lazy("Instansi"),
    "boundary": lazy("Batas wilayah"),
    "desk": lazy("Desk"),
    "election": lazy("Pemilihan"),
    "grant": lazy("Peran"),
    "import": lazy("Impor"),
    "invitation": lazy("Undangan"),
    "office": lazy("Jabatan"),
    "person": lazy("Data pejabat"),
    "region": lazy("Wilayah"),
    "role_policy": lazy("Aturan peran"),
    "section": lazy("Bidang desk"),
    "stage": lazy("Tahapan"),
    "station": lazy("TPS"),
    "support": lazy("Permintaan dukungan"),
    "tenure": lazy("Masa jabatan"),
    "token": lazy("Token API"),
    "wilayah": lazy("Wilayah"),
}
_VERBS: dict[str, Text] = {
    "accept": lazy("diterima"),
    "add": lazy("ditambahkan"),
    "cancel": lazy("dibatalkan"),
    "change": lazy("diubah"),
    "close": lazy("ditutup"),
    "create": lazy("dibuat"),
    "import": lazy("diimpor"),
    "remove": lazy("dihapus"),
    "rename": lazy("diganti namanya"),
    "reopen": lazy("dibuka kembali"),
    "revoke": lazy("dicabut"),
    "set": lazy("ditetapkan"),
    "undo": lazy("dibatalkan"),
}

FIELDS: dict[str, Text] = {
    "account": lazy("Akun"),
    "added": lazy("Tambahan desk"),
    "agency": lazy("Instansi"),
    "answered_by": lazy("Dijawab oleh"),
    "asked_by": lazy("Diminta oleh"),
    "chair": lazy("Ketua"),
    "code": lazy("Kode"),
    "context": lazy("Keterangan impor"),
    "created": lazy("Baru"),
    "created_at": lazy("Dibuat"),
    "desk": lazy("Desk"),
    "digest": lazy("Sidik berkas"),
    "election": lazy("Pemilihan"),
    "elections": lazy("Pemilihan"),
    "email": lazy("Surel"),
    "event": lazy("Peristiwa"),
    "expires_at": lazy("Berlaku sampai"),
    "first_round": lazy("Putaran pertama"),
    "functions": lazy("Fungsi"),
    "head": lazy("Ketua bidang"),
    "is_active": lazy("Aktif"),
    "key": lazy("Kunci"),
    "lead_agency": lazy("Instansi penanggung jawab"),
    "mapping": lazy("Pasangan kolom"),
    "name": lazy("Nama"),
    "office": lazy("Jabatan"),
    "parent": lazy("Induk"),
    "person": lazy("Pejabat"),
    "position": lazy("Urutan"),
    "predecessor": lazy("Asal"),
    "purpose": lazy("Keperluan"),
    "region": lazy("Wilayah"),
    "region_code": lazy("Kode wilayah"),
    "removed": lazy("Dihapus"),
    "revoked_at": lazy("Dicabut"),
    "rows": lazy("Baris"),
    "ruleset": lazy("Naskah aturan"),
    "section": lazy("Bidang"),
    "source": lazy("Sumber"),
    "estimated": lazy("Perkiraan"),
    "successor": lazy("Penerus"),
    "used_at": lazy("Dipakai"),
    "username": lazy("Nama pengguna"),
    "village": lazy("Desa/kelurahan"),
}
"""Properties whose own Indonesian label is not on the model."""

CHANNELS: dict[str, Text] = {
    "page": lazy("halaman"),
    "api": lazy("API"),
    "command": lazy("perintah di server"),
    "worker": lazy("pekerja latar"),
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
