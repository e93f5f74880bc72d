"""What numbers count: words for things and people, measures, and words that are counted without being figures."""

from __future__ import annotations

import re

from siaga.engines.extraction.words import ANY_MONTH, bag


def _listed(text: str) -> tuple[str, ...]:
    return tuple(" ".join(word.split()) for word in text.split(",") if word.strip())


CLASSIFIERS = _listed(
    """orang, org, personel, personil, pers, lembar, lbr, unit, buah, bh, keping, eksemplar, set, paket, dus, koli,
    titik, kasus, laporan, jiwa, pasang, pcs, botol, btl, liter, kg, kilogram, ton, km, kilometer, meter, cm,
    sentimeter, ekor, rim,
    item, boks, box, armada, regu, peleton, pleton, pos, tim, kilowatt, kva, kw, hektare, hektar, ha, kk, nama,
    kali lipat, kali, karung, bal, gulung, bundel, batang, helai, roll, karton, peti, rit, trip, slot, kompi"""
)
"""Measures: what they count stands beside them."""
_NOUNS = _listed(
    """TPS, tempat pemungutan suara, kecamatan, kec, kelurahan, kel, desa, desa/kelurahan, kelurahan/desa, dusun,
    kampung, nagari, pekon, distrik, kabupaten/kota, kabupaten, kota, provinsi, pulau, wilayah, daerah, gampong,
    lembang, jorong, banjar, huta, lingkungan, padukuhan, marga, negeri, lokasi, ruas, jembatan, sekolah, rumah,
    puskesmas, rumah sakit, gudang, posko, gardu, menara, tower, BTS, satelit, polsek, koramil, instansi, perusahaan,
    opd, kantor, kantor kecamatan, kantor desa, kantor camat, pasar, masjid, gereja,
    polisi, polri, anggota, petugas, BKO, linmas, satlinmas, kpps, pps, ppk, pantarlih, ptps, pkd, panwascam, pengawas,
    pemilih, warga, penduduk, peserta, saksi, orang saksi, wajib pilih,
    wajib KTP, asn, kepala desa, kades, lurah, camat, kepala kampung,
    kepala dusun, kepala lingkungan, kepala dinas, kepala sekolah, tentara, tni, prajurit, brimob, bhabinkamtibmas,
    babinsa, aparat, relawan, tenaga kesehatan, tenaga medis, dokter, perawat, bidan, sopir, operator, teknisi,
    penyandang disabilitas, disabilitas, difabel, siswa, pelajar, mahasiswa, santri, tahanan, narapidana,
    warga binaan, pasien, koordinator, tokoh, undangan, komisioner, kepala keluarga, keluarga, kelompok, SSK, SST,
    kotak, kotak suara, kotak logistik, bilik, bilik suara, surat suara, formulir, tinta, segel, sampul, kantong,
    laki-laki, perempuan, pria, wanita, kursi, kursi roda, tenda, alat berat, baliho, spanduk, apk, alat peraga,
    truk, mobil, kendaraan, perahu, speedboat, speed boat, kapal, KRI, sepeda motor, motor, sepeda, helikopter,
    pesawat, penerbangan, ambulans, ponton, ketinting, rakit, genset, radio, ht, handy talky, drone, perangkat,
    komputer, laptop, paket data, akun,
    pengaduan, aduan, temuan, pelanggaran, dugaan, kerawanan, indikator, variabel, kategori, kendala, masalah,
    permasalahan, partai, parpol, partai politik, pasangan calon, paslon, kandidat, calon, bakal calon, dapil,
    titik api, hal, poin, fungsi, tahap, tahapan, strategi, bidang, pola"""
)
KNOWN = frozenset(noun.lower() for noun in (*_NOUNS, *CLASSIFIERS))
NOUN = "|".join(
    re.escape(noun).replace(r"\ ", r"\s+") for noun in sorted({*_NOUNS, *CLASSIFIERS}, key=len, reverse=True)
)
"""A pattern of all words known to be counted, longest first."""
UNCOUNTED = bag(
    "tahun bulan hari jam menit detik minggu pekan dekade abad wib wita wit tanggal malam pagi siang sore subuh dini "
    "lalu lagi mendatang silam "
    "s sampai hingga dan atau di ke dari pada yang untuk sehingga sedangkan dengan dalam oleh sebagai tentang per "
    "antara maka saat ketika sebelum setelah seperti para termasuk serta agar karena jika bila secara "
    "harus akan dapat bisa boleh perlu wajib "
    "total jumlah lebih kurang adalah akan telah sudah masih juga ini itu menjadi merupakan "
    "perempat pertiga perlima persepuluh x persen prosen rupiah ribu rb juta jt miliar milyar triliun derajat "
    "th pasal ayat huruf bab m km2 a b c d e f g pk gt fm am hp wa nip ayat"
) | frozenset(ANY_MONTH.split("|"))
"""After a number these count nothing."""
NAMED = bag(
    "hal poin nama fungsi strategi pola lipat kategori pilar kunci faktor aspek unsur alasan cara macam jenis bentuk "
    "langkah opsi pilihan skenario syarat tujuan prinsip sesi periode putaran gelombang lapis arti sisi arah pihak "
    "belah kubu tangan mata kaki roda kata kalimat suara dunia dimensi generasi digit angka besar kecil terakhir "
    "pertama lainnya lain setengah bulanan mingguan harian tahunan insan sejoli serangkai pertemuan rapat rakor"
)
"""After a number in words these are a manner of speaking more often than a count."""
STATES = bag(
    "mundur rusak cacat sakit hilang kosong rawan lengkap meninggal ganda baik siap selesai aman kurang reaktif "
    "positif negatif robek sobek basah lembap cukup layak gagal tewas luka absen hadir cuti izin lulus lolos tuntas "
    "sah padam mati hidup pindah sudah telah masih belum sedang tidak lainnya sisanya tersisa lagi lebih "
    "bermasalah berada yang ada naik turun masuk keluar aman lancar rampung beres kondusif terkendali"
)
"""After a number, how those are that were counted before: ``dari 96 petugas, 12 sakit``."""
ONE_OF_FORCES = bag(
    "ssk sst peleton pleton kompi regu kri kal helikopter pesawat kapal feri perahu speedboat unit ekskavator loader "
    "buldoser truk bus ambulans ponton"
) | {"alat berat"}
"""Before these ``satu`` is a number, and no article."""
