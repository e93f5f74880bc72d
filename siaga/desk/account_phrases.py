"""Words about accounts that several pages and messages use."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from siaga.access import MATRIX, Reach, Role, Verb

ROLE_NAMES: Mapping[Role, object] = {
    Role.ADMIN: gettext_lazy("Administrator"),
    Role.SECRETARIAT: gettext_lazy("Sekretariat Desk"),
    Role.LEADER: gettext_lazy("Pimpinan"),
    Role.AGENCY: gettext_lazy("Instansi"),
    Role.KECAMATAN: gettext_lazy("Kecamatan"),
    Role.DESA: gettext_lazy("Desa/kelurahan"),
    Role.FIELD: gettext_lazy("Petugas lapangan"),
    Role.AUDITOR: gettext_lazy("Pemeriksa"),
}

ROLE_TASKS: Mapping[Role, object] = {
    Role.ADMIN: gettext_lazy("Mengatur segalanya: data, akun, peran, dan pengaturan."),
    Role.SECRETARIAT: gettext_lazy(
        "Menyiapkan data, pemilihan, instansi, akun, dan laporan yang harus masuk di wilayahnya."
    ),
    Role.LEADER: gettext_lazy("Melihat seluruh gambaran wilayahnya dan menjawab permintaan dukungan."),
    Role.AGENCY: gettext_lazy("Melaporkan dan menyatakan kesiapan instansinya, dan mengajukan permintaan dukungan."),
    Role.KECAMATAN: gettext_lazy("Melihat dan memeriksa laporan kecamatannya, dan mengurus jabatan kantor kecamatan."),
    Role.DESA: gettext_lazy("Melihat gambaran desa atau kelurahannya dan melaporkannya."),
    Role.FIELD: gettext_lazy("Melihat dan melaporkan TPS dan wilayah yang ditugaskan saja."),
    Role.AUDITOR: gettext_lazy("Memeriksa semuanya, termasuk buku besar, tanpa mengubah apa pun."),
}


VERB_NAMES: Mapping[Verb, object] = {
    Verb.REGION_VIEW: gettext_lazy("Melihat wilayah dan petanya"),
    Verb.REGION_CHANGE: gettext_lazy("Mengubah dan mengimpor wilayah"),
    Verb.ELECTION_VIEW: gettext_lazy("Melihat pemilihan dan tahapannya"),
    Verb.ELECTION_CHANGE: gettext_lazy("Membuat dan mengubah pemilihan, tahapan, dan aturannya"),
    Verb.STATION_VIEW: gettext_lazy("Melihat TPS"),
    Verb.STATION_CHANGE: gettext_lazy("Mengubah dan mengimpor TPS"),
    Verb.DESK_VIEW: gettext_lazy("Melihat susunan Desk"),
    Verb.DESK_CHANGE: gettext_lazy("Membentuk dan mengubah Desk"),
    Verb.AGENCY_VIEW: gettext_lazy("Melihat instansi"),
    Verb.AGENCY_CHANGE: gettext_lazy("Membuat dan mengubah instansi"),
    Verb.OFFICE_VIEW: gettext_lazy("Melihat jabatan dan pejabatnya"),
    Verb.OFFICE_CHANGE: gettext_lazy("Mengubah jabatan dan mengangkat pejabat"),
    Verb.SUPPORT_VIEW: gettext_lazy("Melihat permintaan dukungan"),
    Verb.SUPPORT_ASK: gettext_lazy("Mengajukan permintaan dukungan"),
    Verb.SUPPORT_ANSWER: gettext_lazy("Menjawab permintaan dukungan"),
    Verb.ACCOUNT_VIEW: gettext_lazy("Melihat akun dan perannya"),
    Verb.ACCOUNT_CHANGE: gettext_lazy("Membuat akun, memberi peran, membuat undangan"),
    Verb.INSTRUMENT_VIEW: gettext_lazy("Melihat daftar periksa dan pertanyaannya"),
    Verb.INSTRUMENT_CHANGE: gettext_lazy("Mengunggah dan mengubah daftar periksa"),
    Verb.DUTY_VIEW: gettext_lazy("Melihat laporan yang harus disampaikan"),
    Verb.DUTY_CHANGE: gettext_lazy("Menetapkan laporan yang harus disampaikan"),
    Verb.SUBMISSION_VIEW: gettext_lazy("Melihat laporan"),
    Verb.SUBMISSION_SEND: gettext_lazy("Mengisi dan mengirim laporan"),
    Verb.SUBMISSION_CHECK: gettext_lazy("Memeriksa dan mengembalikan laporan"),
    Verb.SUBMISSION_ACCEPT: gettext_lazy("Menerima laporan dan membukanya kembali"),
    Verb.SUBMISSION_SENSITIVE: gettext_lazy("Melihat jawaban tertutup, seperti jumlah petugas yang sakit"),
    Verb.REPORTER_VIEW: gettext_lazy("Melihat nama pelapor"),
    Verb.PICTURE_VIEW: gettext_lazy("Melihat gambaran kesiapan dan kerawanan"),
    Verb.PICTURE_OPENED: gettext_lazy("Melihat gambaran yang dibuka pimpinan bagi instansi"),
    Verb.PICTURE_OPEN: gettext_lazy("Membuka gambaran bagi semua instansi"),
    Verb.SNAPSHOT_MAKE: gettext_lazy("Membekukan gambaran menjadi potret"),
    Verb.INDICATOR_CHANGE: gettext_lazy("Mengubah indikator dan bobotnya"),
    Verb.CLAIM_VIEW: gettext_lazy("Melihat pernyataan kesiapan instansi"),
    Verb.CLAIM_MAKE: gettext_lazy("Menyatakan kesiapan atas nama instansi"),
    Verb.RAKOR_VIEW: gettext_lazy("Melihat rapat, agenda, dan notula"),
    Verb.RAKOR_ATTEND: gettext_lazy("Mengikuti rapat yang mengundang instansinya"),
    Verb.RAKOR_PLAN: gettext_lazy("Merencanakan rapat dan mengundang peserta"),
    Verb.MINUTES_WRITE: gettext_lazy("Menyusun agenda dan notula"),
    Verb.MINUTES_SIGN: gettext_lazy("Menandatangani notula"),
    Verb.POINT_VIEW: gettext_lazy("Melihat tindak lanjut"),
    Verb.POINT_CHANGE: gettext_lazy("Menetapkan, memverifikasi, dan menghentikan tindak lanjut"),
    Verb.POINT_REPORT: gettext_lazy("Melaporkan perkembangan tindak lanjut"),
    Verb.OBSTACLE_VIEW: gettext_lazy("Melihat daftar kendala"),
    Verb.OBSTACLE_CHANGE: gettext_lazy("Mencatat kendala dan strateginya"),
    Verb.LOGISTICS_VIEW: gettext_lazy("Melihat kebutuhan, stok, dan posisi kotak"),
    Verb.LOGISTICS_CHANGE: gettext_lazy("Mengelola gudang, stok, dan pengepakan"),
    Verb.CUSTODY_SCAN: gettext_lazy("Serah terima kotak"),
    Verb.PLAN_VIEW: gettext_lazy("Melihat rencana"),
    Verb.PLAN_CHANGE: gettext_lazy("Membuat dan memberlakukan rencana"),
    Verb.GUARD_VIEW: gettext_lazy("Melihat rencana pengamanan beserta personelnya"),
    Verb.GUARD_CHANGE: gettext_lazy("Membuat dan memberlakukan rencana pengamanan"),
    Verb.RISK_VIEW: gettext_lazy("Melihat kelas kerawanan TPS dengan alasannya"),
    Verb.RISK_CHANGE: gettext_lazy("Memetakan kerawanan dan menetapkan kelas TPS"),
    Verb.DOCUMENT_VIEW: gettext_lazy("Melihat dokumen dan laporan Desk"),
    Verb.DOCUMENT_CHANGE: gettext_lazy("Menyusun laporan Desk dan mengatur kop surat"),
    Verb.DOCUMENT_APPROVE: gettext_lazy("Menyetujui laporan Desk"),
    Verb.LEDGER_VIEW: gettext_lazy("Membaca buku besar"),
    Verb.LEDGER_EXPORT: gettext_lazy("Mengekspor buku besar"),
    Verb.SETTING_CHANGE: gettext_lazy("Mengubah kebijakan instalasi"),
}

REACH_NAMES: Mapping[Reach, object] = {
    Reach.BELOW: gettext_lazy("di wilayahnya dan di bawahnya"),
    Reach.AROUND: gettext_lazy("di wilayahnya, di bawahnya, dan di atasnya"),
    Reach.AGENCY: gettext_lazy("untuk instansinya sendiri"),
}


def powers_of(role: Role) -> list[tuple[object, object]]:
    """What a role may do and how far, in words, read from the matrix itself."""
    tasks = gettext_lazy("untuk tugas yang diberikan kepadanya")
    return [
        (VERB_NAMES[verb], tasks if role is Role.FIELD and reach is Reach.BELOW else REACH_NAMES[reach])
        for verb, reach in MATRIX[role].items()
    ]


def role_name(role: Role | str) -> str:
    """The role as it is written on a page."""
    return str(ROLE_NAMES[Role(role)])


def reach_in_words(role: Role | str, region: str, agency: str = "", units: int = 0) -> str:
    """How far a role reaches, in one phrase: *Kota Pagar Alam, untuk KPU Kota Pagar Alam*.

    region: the region's title with its parent, empty for the whole installation.
    """
    if Role(role) is Role.FIELD:
        return _("%(count)d tugas di %(region)s") % {"count": units, "region": region} if units else _(
            "belum ada tugas di %(region)s"
        ) % {"region": region}  # fmt: skip
    where = region or _("seluruh instalasi")
    return _("%(where)s, untuk %(agency)s") % {"where": where, "agency": agency} if agency else where
