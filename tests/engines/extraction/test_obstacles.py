"""Obstacles: a subject and its trouble in one clause."""

from __future__ import annotations

import pytest

from siaga.engines.extraction import extract

LEAD = "Rapat koordinasi Pilkada dipimpin Bupati Contoh di Aula Contoh.\n\nKetua KPU hadir dalam rapat itu.\n\n"


def kinds(sentence: str) -> list[str]:
    return sorted(one.kind for one in extract(LEAD + sentence).meetings[0].obstacles)


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("access", "Sebanyak 25 TPS tidak dapat diakses kendaraan roda empat."),
        ("access", "Dua desa terisolasi akibat jembatan putus."),
        ("access", "Sebagian wilayah hanya dapat dijangkau melalui jalur laut."),
        ("logistics", "Ketua KPU mengungkapkan masih terdapat kekurangan 1.200 lembar surat suara."),
        ("logistics", "Kendalanya, surat suara tambahan masih menunggu dari percetakan."),
        ("logistics", "Hal itu menyulitkan distribusi logistik."),
        ("internet", "Sinyal telepon di wilayah perbatasan hilang timbul."),
        ("internet", "Tidak semua TPS memiliki akses internet."),
        ("electricity", "Beberapa desa belum teraliri listrik."),
        ("budget", "Dana hibah tahap dua belum ditransfer ke rekening Bawaslu."),
        ("staffing", "Jumlah Linmas tidak sebanding dengan jumlah TPS."),
        ("health", "Delapan petugas KPPS dirawat karena kelelahan."),
        ("weather", "Gelombang tinggi menghambat pengiriman logistik ke pulau terluar."),
        ("hazard", "TPS 04 berpotensi terendam banjir."),
        ("money_politics", "Bawaslu menemukan indikasi politik uang di tiga kecamatan."),
        ("neutrality", "Sejumlah ASN diduga terlibat politik praktis."),
        ("hoax", "Penyebaran hoaks di media sosial meningkat."),
        ("sara", "Isu SARA mulai muncul di media sosial."),
        ("voter_data", "Masih ada pemilih yang sudah meninggal tercatat dalam DPT."),
        ("security", "Wilayah perbatasan rawan bentrok antarwarga."),
        ("fraud", "Bawaslu menangani 4 dugaan pelanggaran pidana pemilihan."),
        ("access", "Jalan menuju dua dusun amblas setelah hujan semalam."),
        ("access", "Petugas harus berjalan kaki enam jam untuk sampai ke TPS 4."),
        ("access", "Feri penyeberangan berhenti beroperasi sejak pekan lalu."),
        ("access", "Kampung itu hanya bisa dicapai dengan pesawat perintis."),
        ("access", "Jarak antar-TPS sangat jauh dan medannya terjal."),
        ("logistics", "Sebanyak 312 lembar surat suara ditemukan rusak saat penyortiran."),
        ("logistics", "Surat suara untuk pemilihan gubernur belum sampai di gudang KPU."),
        ("logistics", "Kotak suara dari aluminium sudah banyak yang berkarat dan penyok."),
        ("logistics", "Gudang logistik di tingkat kecamatan tidak layak."),
        ("logistics", "Formulir C.Hasil kurang 40 lembar."),
        ("logistics", "Kami terkendala kendaraan untuk mengangkut logistik."),
        ("logistics", "Stok tinta belum mencukupi."),
        ("logistics", "Bilik suara yang diterima tidak sesuai spesifikasi."),
        ("internet", "Sebagian wilayah masih susah sinyal."),
        ("internet", "Akses Sirekap sering gagal karena server penuh."),
        ("internet", "Lima desa belum terlayani jaringan 4G."),
        ("internet", "Jaringan di kantor distrik putus sejak dua pekan."),
        ("internet", "Tower BTS di dua desa tidak berfungsi."),
        ("electricity", "Lampu di gudang kerap mati pada malam hari."),
        ("electricity", "Belum semua TPS mendapat penerangan."),
        ("electricity", "Pasokan listrik di pulau hanya 12 jam sehari."),
        ("electricity", "Genset milik kecamatan rusak."),
        ("budget", "Honor KPPS belum dibayarkan."),
        ("budget", "Anggaran pengamanan baru cair 40 persen."),
        ("budget", "Dana hibah untuk Bawaslu dipotong separuh."),
        ("budget", "Operasional Panwascam masih menunggak dua bulan."),
        ("budget", "Keterlambatan pencairan NPHD dikeluhkan KPU."),
        ("health", "Sebanyak 14 anggota KPPS jatuh sakit."),
        ("health", "Tiga petugas meninggal karena serangan jantung."),
        ("health", "Sejumlah petugas mengidap penyakit kronis."),
        ("health", "Tujuh belas petugas PPS positif tifus."),
        ("health", "Banyak KPPS berusia di atas 50 tahun dan rentan kelelahan."),
        ("weather", "BMKG memprediksi hujan dengan intensitas tinggi pada hari pencoblosan."),
        ("weather", "Cuaca di laut sedang tidak bersahabat."),
        ("weather", "Angin kencang kerap datang pada sore hari."),
        ("weather", "Kabut tebal mengganggu penerbangan perintis."),
        ("hazard", "Enam TPS berada di daerah rawan longsor."),
        ("hazard", "Air sungai meluap dan merendam dua TPS."),
        ("hazard", "Gunung Contoh masih berstatus siaga."),
        ("hazard", "Kabut asap akibat kebakaran hutan mulai menyelimuti kota."),
        ("security", "Dua kelompok warga sempat saling serang."),
        ("security", "Ada ancaman dari kelompok bersenjata di distrik itu."),
        ("security", "Alat peraga kampanye milik salah satu paslon dibakar orang tak dikenal."),
        ("security", "Sengketa batas desa berpotensi memicu keributan."),
        ("security", "Intelijen mendeteksi rencana unjuk rasa di kantor KPU."),
        ("security", "Massa pendukung sempat mengepung kantor Panwascam."),
        ("neutrality", "Seorang lurah tertangkap kamera mengacungkan simbol jari salah satu paslon."),
        ("neutrality", "Bawaslu memproses tiga ASN yang ikut kampanye."),
        ("neutrality", "Kepala sekolah dilaporkan mengarahkan guru memilih calon tertentu."),
        ("neutrality", "Dugaan keterlibatan kepala desa masih didalami."),
        ("neutrality", "Netralitas ASN masih menjadi persoalan."),
        ("money_politics", "Praktik bagi-bagi sembako mulai marak."),
        ("money_politics", "Warga melaporkan pembagian uang oleh tim sukses."),
        ("money_politics", "Politik uang masih menjadi ancaman serius."),
        ("money_politics", "Kami menerima informasi adanya amplop berisi uang yang dibagikan ke warga."),
        ("hoax", "Berita bohong tentang surat suara tercoblos beredar di WhatsApp."),
        ("hoax", "Kominfo menemukan 12 konten hoaks."),
        ("hoax", "Akun anonim menyebarkan fitnah terhadap calon."),
        ("sara", "Ujaran kebencian mulai bermunculan di media sosial."),
        ("sara", "Isu agama dimainkan oleh pihak tertentu."),
        ("voter_data", "Masih ada 230 pemilih ganda."),
        ("voter_data", "Sebanyak 1.500 warga belum memiliki KTP elektronik."),
        ("voter_data", "Nama warga yang sudah pindah masih tercantum di DPT."),
        ("voter_data", "Warga di perbatasan belum terdata sebagai pemilih."),
        ("voter_data", "Data kependudukan di dua desa tumpang tindih."),
        ("fraud", "Terjadi penggelembungan suara di dua TPS."),
        ("fraud", "Bawaslu menemukan dugaan manipulasi hasil rekapitulasi."),
        ("fraud", "Seorang pemilih kedapatan mencoblos dua kali."),
        ("staffing", "Jumlah pengawas TPS masih kurang 12 orang."),
        ("staffing", "Pendaftar KPPS di tiga desa sepi."),
        ("staffing", "Tiga anggota PPS mengundurkan diri."),
        ("staffing", "Personel polsek hanya delapan orang untuk 40 TPS."),
        ("staffing", "Kami kekurangan tenaga teknis."),
        ("staffing", "Belum semua TPS memiliki Linmas."),
        ("staffing", "Rekrutmen PTPS di dua desa belum tuntas."),
        ("logistics", "Dua kotak suara penyok saat dibongkar dari truk."),
        ("access", "Akses ke Dusun Contoh terputus sejak jembatan gantung hanyut."),
        ("electricity", "Gardu listrik di Desa Contoh meledak dan belum diganti."),
        ("internet", "Sinyal di tiga kelurahan lemah."),
        ("health", "Tiga anggota PPS positif demam berdarah."),
        ("weather", "BMKG mengingatkan gelombang setinggi empat meter."),
        ("hazard", "Banjir masih merendam dua desa."),
        ("security", "Dua kelompok pemuda bentrok di Desa Contoh."),
        ("neutrality", "Seorang camat terlihat hadir di kampanye pasangan calon."),
        ("money_politics", "Bawaslu menerima laporan pembagian amplop di Kecamatan Contoh."),
        ("sara", "Ceramah bernada SARA ditemukan di satu masjid."),
        ("hoax", "Video palsu tentang surat suara tercoblos beredar luas."),
        ("voter_data", "Sebanyak 88 warga belum masuk daftar pemilih."),
        ("fraud", "Ditemukan surat suara yang sudah tercoblos di TPS 5."),
        ("budget", "Honor Linmas belum dibayarkan."),
        ("staffing", "Kami kekurangan 40 personel pengamanan."),
        ("logistics", "Truk pengangkut belum tersedia di dua kecamatan."),
        ("access", "TPS 3 hanya bisa dicapai dengan berjalan kaki."),
        ("electricity", "Genset di kantor kecamatan rusak."),
        ("internet", "Sirekap tidak dapat diakses selama dua jam."),
        ("staffing", "Pengawas TPS di 9 desa belum terisi."),
        ("weather", "Hujan deras membuat gudang bocor."),
        ("logistics", "Segel plastik kurang 3.000 buah."),
        ("security", "Posko pemenangan salah satu paslon dilempari batu."),
        ("voter_data", "Pemilih pindahan belum terdata."),
        ("logistics", "Sampai sore ini 4 truk logistik masih tertahan di pelabuhan."),
        ("access", "Jalan poros Contoh berlumpur dan sulit dilalui."),
        ("health", "Ketua KPPS TPS 2 masuk rumah sakit."),
        ("budget", "Pencairan dana pengamanan masih tersendat."),
        ("hazard", "Tiga TPS berada di zona rawan longsor."),
        ("logistics", "Formulir C Hasil belum seluruhnya tiba."),
        ("logistics", "Tenda untuk 6 TPS robek."),
        ("access", "Satu-satunya rakit penyeberangan hanyut, sehingga dua dusun terisolasi."),
        ("electricity", "Listrik di Pulau Contoh hanya menyala malam hari."),
        ("internet", "Data dari 14 TPS tidak terkirim karena tidak ada sinyal."),
        ("health", "Lima petugas sortir pingsan karena kelelahan."),
        ("weather", "Hujan lebat diperkirakan turun sepanjang pekan."),
        ("hazard", "Abrasi mengancam dua TPS di pesisir."),
        ("security", "Terjadi perkelahian antara pendukung dua pasangan calon."),
        ("neutrality", "Dua kepala desa diduga mengampanyekan calon petahana."),
        ("money_politics", "Tim kami menemukan pembagian beras bergambar calon."),
        ("hoax", "Kabar palsu soal perubahan jadwal masih beredar."),
        ("voter_data", "Sekitar 400 penyandang disabilitas belum terdaftar sebagai pemilih."),
        ("budget", "Uang transport pengawas belum cair."),
        ("staffing", "Hanya ada dua operator untuk 12 desa."),
        ("staffing", "Linmas di Kelurahan Contoh belum lengkap."),
        ("logistics", "Kapal pengangkut kotak suara mogok di tengah laut."),
        ("access", "Jembatan darurat tidak bisa dilewati truk."),
        ("electricity", "Tegangan listrik di kantor PPK tidak stabil."),
        ("internet", "Jaringan telepon di perbatasan belum tersedia."),
        ("hazard", "Dua TPS terdampak rob."),
        ("fraud", "Ada temuan formulir yang diubah di tingkat kecamatan."),
        ("sara", "Selebaran bermuatan SARA tersebar di pasar."),
        ("health", "Satu anggota KPPS meninggal dunia karena sakit."),
        ("voter_data", "Sebanyak 61 pemilih tercatat ganda."),
        ("access", "Kalo hujan jln ke Dusun Contoh tdk bs dilalui."),
        ("staffing", "Polsek: personel 14 org utk 84 TPS, sgt kurang."),
    ],
)
def test_what_hampers_is_named_by_kind(kind: str, sentence: str) -> None:
    assert kinds(sentence) == [kind]


def test_a_list_of_worries_names_each() -> None:
    told = "Potensi kerawanan yang perlu diantisipasi antara lain bencana alam, politik uang, dan netralitas ASN."
    assert kinds(told) == ["hazard", "money_politics", "neutrality"]


def test_what_does_not_reach_a_village_is_no_road() -> None:
    assert kinds("Sebanyak 44 TPS tidak terjangkau sinyal seluler.") == ["internet"]


def test_a_trouble_in_the_next_clause_belongs_to_the_subject_before() -> None:
    assert kinds("Tinta tersedia 650 botol dari kebutuhan 688 botol sehingga kurang 38 botol.") == ["logistics"]


def test_a_fear_told_with_if_is_an_obstacle_and_a_precaution_is_none() -> None:
    assert kinds("Kalau hujan deras turun, tenda TPS bisa roboh.") == ["weather"]
    assert kinds("Kalau hujan deras turun, gunakan tenda cadangan.") == []


def test_trouble_of_an_earlier_vote_is_a_lesson() -> None:
    assert kinds("Pada Pemilu 2019 terjadi penggelembungan suara di 5 TPS.") == []


def test_shorthand_of_messages_is_understood_and_shown_as_written() -> None:
    found = extract(LEAD + "- srt suara blm tiba, 3 desa tdk ada sinyal").meetings[0].obstacles
    assert sorted(one.kind for one in found) == ["internet", "logistics"]
    assert {one.sentence for one in found} == {"- srt suara blm tiba, 3 desa tdk ada sinyal"}


def test_what_an_obstacle_leads_to_is_no_second_one() -> None:
    assert kinds("Listrik sering padam sehingga pengiriman logistik terlambat.") == ["electricity"]


def test_what_follows_from_a_condition_is_no_second_obstacle() -> None:
    assert kinds("Kalau ombak meninggi, pengiriman logistik bisa batal dan surat suara terlambat.") == ["weather"]


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Semua pihak diminta mewaspadai potensi gesekan antarpendukung.", []),
        ("Waspadai potensi gesekan antarpendukung di 2 kecamatan.", ["security"]),
    ],
)
def test_a_danger_counts_where_it_has_a_place(sentence: str, told: list[str]) -> None:
    assert kinds(sentence) == told


def test_what_is_promised_does_not_tell_an_obstacle_again() -> None:
    told = "Tiga kecamatan belum mencairkan dana hibah."
    promised = "Pemkab akan mengirim tim ke kecamatan yang dana hibahnya belum cair."
    assert kinds(f"{told}\n\n{promised}") == ["budget"]


def test_what_a_head_reports_in_a_speech_is_told_and_no_task() -> None:
    told = (
        "Dalam arahannya Kapolres menyampaikan hal-hal sebagai berikut:\n"
        "1. Jalan ke Desa Contoh Hulu berlumpur dan tidak bisa dilalui truk.\n"
    )
    assert kinds(told) == ["access"]


def test_fields_of_a_form_name_obstacles_and_what_is_done_about_them() -> None:
    first = "1. PPK\n   Hambatan : Balai desa sedang direnovasi.\n   Solusi : PPK menetapkan TPS pengganti."
    form = f"{first}\n\n2. Polsek\n   Hambatan : -"
    meeting = extract(LEAD + form).meetings[0]
    assert [one.kind for one in meeting.obstacles] == ["logistics"]
    assert [(one.who, one.what) for one in meeting.commitments] == [("ppk", "menetapkan TPS pengganti")]


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("access", "Sesudah gerimis, pikap tidak bisa masuk dan truk tidak mampu melewati tanjakan itu."),
        ("access", "Sebanyak 14 TPS hanya dapat dijangkau dengan ketinting."),
        ("hazard", "Lereng di jalur Contoh rawan longsor."),
        ("weather", "Kapal pengangkut kotak suara belum bisa berlayar karena gelombang tinggi."),
        ("budget", "Uang makan linmas tak kunjung dibayar."),
        ("budget", "Rp3,2 miliar belum ditransfer ke rekening penyelenggara."),
        ("neutrality", "Dua kepala dusun kedapatan ikut rapat tim pemenangan."),
        ("money_politics", "Warga mengaku ditawari Rp75 ribu per kepala."),
        ("sara", "Ada penceramah yang menyinggung suku salah satu calon."),
        ("voter_data", "Sebanyak 31 warga sudah pindah tetapi masih masuk DPT."),
        ("internet", "Operator harus mencari sinyal ke bukit setiap sore."),
        ("fraud", "Undangan milik perantau dikhawatirkan dipakai orang lain."),
    ],
)  # fmt: skip
def test_obstacles_in_the_words_of_many(kind: str, sentence: str) -> None:
    assert set(kinds(sentence)) == {kind}
