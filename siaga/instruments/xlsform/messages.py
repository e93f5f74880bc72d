"""What pyxform says, and how we say it: data for ``explain``."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

Text = str | Promise

# pyxform's code → (sheet, column, message, remedy); a name in braces is a value of its message
CODES: dict[str, tuple[str, str, Text, Text]] = {
    "HEADER_001": (
        "{sheet_name}",
        "",
        gettext_lazy("Lembar {sheet_name} tidak berjudul kolom."),
        gettext_lazy("Isi baris pertamanya dengan judul kolom, misalnya type, name, label."),
    ),
    "HEADER_002": (
        "{sheet_name}",
        "{header}",
        gettext_lazy("Kolom {header} dan {other} berarti sama."),
        gettext_lazy("Hapus atau ganti nama salah satunya."),
    ),
    "HEADER_003": (
        "{sheet_name}",
        "",
        gettext_lazy("Kolom yang wajib ada tidak ditemukan: {missing}."),
        gettext_lazy("Tambahkan kolom itu."),
    ),
    "HEADER_004": (
        "choices",
        "{column}",
        gettext_lazy("Judul kolom ini kosong atau memuat spasi."),
        gettext_lazy("Beri judul tanpa spasi."),
    ),
    "LABEL_001": (
        "choices",
        "label",
        gettext_lazy("Pilihan ini tidak berlabel."),
        gettext_lazy("Isi kolom label; tanpa label yang tampil hanya namanya."),
    ),
    "NAMES_001": (
        "survey",
        "name",
        gettext_lazy("Nama “{value}” dipakai lebih dari sekali dalam kelompok yang sama."),
        gettext_lazy("Beri nama yang berbeda."),
    ),
    "NAMES_002": (
        "survey",
        "name",
        gettext_lazy("Nama “{value}” hanya berbeda huruf besar-kecil dari nama lain."),
        gettext_lazy("Beri nama yang jelas berbeda."),
    ),
    "NAMES_003": (
        "survey",
        "name",
        gettext_lazy("Nama rincian berulang “{value}” sama dengan nama formulir."),
        gettext_lazy("Ganti namanya."),
    ),
    "NAMES_004": (
        "survey",
        "name",
        gettext_lazy("Nama rincian berulang “{value}” dipakai lebih dari sekali."),
        gettext_lazy("Nama begin_repeat tidak boleh berulang di mana pun dalam formulir."),
    ),
    "NAMES_005": (
        "survey",
        "name",
        gettext_lazy("Nama “meta” dipakai oleh formulir sendiri."),
        gettext_lazy("Ganti namanya."),
    ),
    "NAMES_006": (
        "choices",
        "name",
        gettext_lazy("Pilihan ini tidak bernama."),
        gettext_lazy("Isi kolom name."),
    ),
    "NAMES_007": (
        "choices",
        "name",
        gettext_lazy("Nama pilihan ini dipakai lebih dari sekali dalam daftarnya."),
        gettext_lazy("Beri nama yang berbeda untuk tiap pilihan."),
    ),
    "NAMES_008": (
        "{sheet}",
        "{column}",
        gettext_lazy("Nama ini memuat tanda yang tidak dapat dipakai."),
        gettext_lazy(
            "Mulai dengan huruf atau garis bawah; lanjutkan dengan huruf, angka, _, -, atau titik; tanpa spasi."
        ),
    ),
    "NAMES_009": (
        "settings",
        "name",
        gettext_lazy("Nama “{name}” memuat tanda yang tidak dapat dipakai."),
        gettext_lazy("Mulai dengan huruf atau garis bawah; tanpa spasi."),
    ),
    "NAMES_013": (
        "",
        "",
        gettext_lazy("Lembar “{sheet}” tidak ada, tetapi ada yang namanya mirip: {candidates}."),
        gettext_lazy("Bila itu maksudnya, ganti nama lembarnya menjadi “{sheet}”."),
    ),
    "PYREF_001": (
        "{sheet}",
        "{column}",
        gettext_lazy("Rujukan ke pertanyaan lain tidak ditutup dengan benar."),
        gettext_lazy("Tulis seperti ${{nama_pertanyaan}}."),
    ),
    "PYREF_002": (
        "{sheet}",
        "{column}",
        gettext_lazy("Beberapa rujukan harus dipisahkan koma."),
        gettext_lazy("Tulis seperti ${{satu}}, ${{dua}}."),
    ),
    "PYREF_003": (
        "{sheet}",
        "{column}",
        gettext_lazy("Rujukan ke “{q}”, padahal tidak ada pertanyaan bernama itu."),
        gettext_lazy("Periksa ejaannya, atau tambahkan pertanyaannya pada lembar survey."),
    ),
    "PYREF_004": (
        "{sheet}",
        "{column}",
        gettext_lazy("Rujukan ke “{q}” tidak jelas: nama itu dipakai lebih dari sekali."),
        gettext_lazy("Beri nama yang berbeda pada pertanyaan yang dirujuk."),
    ),
    "RANGE_001": (
        "survey",
        "parameters",
        gettext_lazy("Nilai {name} pada jenis range bukan bilangan."),
        gettext_lazy("Tulis seperti start=0 end=10 step=1."),
    ),
    "RANGE_002": (
        "survey",
        "parameters",
        gettext_lazy("Nilai {name} pada jenis range tidak boleh nol."),
        gettext_lazy("Tulis seperti start=0 end=10 step=1."),
    ),
    "RANGE_003": (
        "survey",
        "parameters",
        gettext_lazy("Nilai {name} pada jenis range melebihi jarak start ke end."),
        gettext_lazy("Perkecil nilainya."),
    ),
    "SURVEY_001": (
        "survey",
        "type",
        gettext_lazy("Ada end_{type} tanpa begin_{type}."),
        gettext_lazy("Hapus baris ini, atau tambahkan begin_{type} di atasnya."),
    ),
    "SURVEY_002": (
        "survey",
        "type",
        gettext_lazy("begin_{type} “{name}” tidak ditutup."),
        gettext_lazy("Tambahkan end_{type} sesudah pertanyaan terakhirnya."),
    ),
    "SURVEY_004": (
        "survey",
        "parameters",
        gettext_lazy("Isi parameters tidak terbaca."),
        gettext_lazy("Tulis seperti kunci=nilai, dipisahkan spasi."),
    ),
    "SURVEY_005": (
        "survey",
        "parameters",
        gettext_lazy("Parameter tidak dikenal: {rejected}."),
        gettext_lazy("Yang dapat dipakai di sini: {accepted}."),
    ),
}

# messages without a code: (pattern, sheet, column, message, remedy)
PATTERNS: tuple[tuple[str, str, str, Text, Text], ...] = (
    (
        r"Question with no type",
        "survey",
        "type",
        gettext_lazy("Baris ini tidak berjenis."),
        gettext_lazy("Isi kolom type, misalnya text, integer, atau select_one daftar."),
    ),
    (
        r"Question or group with no name",
        "survey",
        "name",
        gettext_lazy("Pertanyaan atau kelompok ini tidak bernama."),
        gettext_lazy("Isi kolom name, tanpa spasi."),
    ),
    (
        r"Missing calculation",
        "survey",
        "calculation",
        gettext_lazy("Baris calculate ini tidak berisi hitungan."),
        gettext_lazy("Isi kolom calculation."),
    ),
    (
        r"List name not in choices sheet: (?P<name>\S+)",
        "survey",
        "type",
        gettext_lazy("Daftar pilihan “{name}” tidak ada pada lembar choices."),
        gettext_lazy("Periksa ejaannya, atau tambahkan daftarnya pada lembar choices."),
    ),
    (
        r"Unknown question type '(?P<name>[^']*)'",
        "survey",
        "type",
        gettext_lazy("Jenis pertanyaan “{name}” tidak dikenal."),
        gettext_lazy("Pakai jenis XLSForm, misalnya text, integer, decimal, date, select_one daftar, image, geopoint."),
    ),
    (
        r"'(?P<name>[^']*)' is not a(?: valid)?(?: question)? type|not a known (?:question )?type",
        "survey",
        "type",
        gettext_lazy("Jenis pertanyaan tidak dikenal."),
        gettext_lazy("Pakai jenis XLSForm, misalnya text, integer, decimal, date, select_one daftar, image, geopoint."),
    ),
    (
        r"There should be a choices sheet",
        "survey",
        "type",
        gettext_lazy("Ada pertanyaan pilihan, tetapi lembar choices tidak ada atau tidak lengkap."),
        gettext_lazy("Tambahkan lembar choices dengan kolom list_name, name, dan label."),
    ),
    (
        r"Choice names with spaces cannot be added to multiple choice selects\."
        r" See \[(?P<name>.*?)\] in \[(?P<list>.*?)\]",
        "choices",
        "name",
        gettext_lazy("Nama pilihan “{name}” pada daftar {list} memuat spasi, padahal dipakai pilihan ganda."),
        gettext_lazy("Ganti spasinya dengan garis bawah; tulis kalimatnya pada kolom label."),
    ),
    (
        r"There has been a problem trying to replace \$\{|There is no survey element named",
        "survey",
        "",
        gettext_lazy("Ada rujukan ke pertanyaan yang tidak ada."),
        gettext_lazy("Periksa ejaan nama di dalam ${{…}}."),
    ),
    (
        r"There are multiple survey elements named '(?P<name>[^']*)'",
        "survey",
        "",
        gettext_lazy("Rujukan ke “{name}” tidak jelas: nama itu dipakai lebih dari sekali."),
        gettext_lazy("Beri nama yang berbeda pada pertanyaan yang dirujuk."),
    ),
    (
        r"The survey element named '(?P<name>[^']*)' has no label or hint|has no label",
        "survey",
        "label",
        gettext_lazy("Pertanyaan atau kelompok ini tidak berlabel."),
        gettext_lazy("Isi kolom label agar pengisi tahu apa yang ditanyakan."),
    ),
    (
        r"max-pixels parameter",
        "survey",
        "parameters",
        gettext_lazy("Foto akan dikirim dalam ukuran penuh."),
        gettext_lazy("Tulis max-pixels=2048 pada kolom parameters agar hemat kuota."),
    ),
    (
        r"do not contain valid machine-readable codes: (?P<name>[^.]*)\.",
        "survey",
        "label",
        gettext_lazy("Nama bahasa tanpa kode: {name}."),
        gettext_lazy("Tulis judul kolom seperti label::Bahasa Indonesia (id)."),
    ),
    (
        r"is missing translations? for|missing a translation|missing the translation",
        "",
        "",
        gettext_lazy("Ada kolom yang belum diterjemahkan untuk semua bahasa formulir."),
        gettext_lazy("Lengkapi, misalnya label::… untuk tiap bahasa."),
    ),
    (
        r"Row without name, text, or label is being skipped",
        "survey",
        "",
        gettext_lazy("Baris ini dilewati karena tidak bernama dan tidak berlabel."),
        gettext_lazy("Isi kolom name dan label, atau hapus barisnya."),
    ),
    (
        r"'disabled' column header",
        "survey",
        "disabled",
        gettext_lazy("Kolom disabled sudah tidak dianjurkan."),
        gettext_lazy("Pakai kolom relevant."),
    ),
    (
        r"similar names were found: (?P<name>.*)",
        "",
        "",
        gettext_lazy("Ada lembar yang namanya mirip nama baku: {name}"),
        gettext_lazy("Bila itu maksudnya, perbaiki nama lembarnya."),
    ),
    (
        r"Invalid value for (?P<name>\S+)|must be set to|must have an integer value",
        "survey",
        "parameters",
        gettext_lazy("Nilai pada kolom parameters tidak dapat dipakai."),
        gettext_lazy("Periksa ejaan dan nilainya."),
    ),
    (
        r"Parsing ended without|[Tt]he (?:expression|XPath)|XPath",
        "survey",
        "",
        gettext_lazy("Rumus pada relevant, constraint, atau calculation tidak terbaca."),
        gettext_lazy("Periksa tanda kurung dan tanda kutipnya."),
    ),
)
