"""The words by which obstacles are known: for each kind its subjects, its troubles, and what is both at once."""

from __future__ import annotations

import re
from dataclasses import dataclass

_LACK = (
    r"belum|tidak|tak|tanpa|kurang|kekurangan|minim\w*|terbatas|keterbatasan|sulit|kesulitan|susah|lemah|"
    r"hilang|putus(?:-putus)?|terputus|sering\s+\w*|kerap\s+\w*|kendala|terkendala|gangguan|terganggu|mengganggu|"
    r"masalah|bermasalah|hambatan|terhambat|mati|rusak|buruk|jelek|ngadat|macet|drop|tersendat"
)
_SEEN = (
    r"dugaan|diduga|ditemukan|menemukan|temuan|mencatat|tercatat|praktik|praktek|rawan|kerawanan|potensi|"
    r"berpotensi|marak|maraknya|masih|terjadi|terdapat|beredar\w*|indikasi|terindikasi|kasus|riwayat|penyebaran|"
    r"menyebar\w*|tersebar\w*|disebar\w*|(?:ber)?muncul\w*|mencuat|meningkat|peningkatan|menguat|sempat|menangani|ditangani|"
    r"mengkaji|dikaji|kajian|diproses|menyangkut|ancaman|mengancam|tertinggi|khawatir\w*|dikhawatirkan|"
    r"mengkhawatirkan|meresahkan|diwarnai|sering|kerap"
)
_FOUND = (
    rf"{_SEEN}|laporan|melaporkan|dilaporkan|menerima|aduan|pengaduan|keluhan|mengeluhkan|dikeluhkan|menyoroti|kembali|"
    r"banyak"
)
_SHORT_OF = (
    r"belum\s+semua\s+\w+\s+(?:memiliki|mempunyai|mendapat\w*|terisi)|belum\s+(?:\w+\s+)?(?:tuntas|rampung|selesai|terisi|terpenuhi|terbentuk|mencukupi|cukup|lengkap|memenuhi|memadai|ada|tersedia|"
    r"direkrut|dilantik|mencapai)|"
    r"tidak\s+(?:cukup|sebanding|mencukupi|seimbang|memadai|lengkap|terpenuhi)|tak\s+(?:cukup|sebanding|memadai)"
)
_ONLY = (
    r"(?:cuma|hanya(?:\s+(?:ada|tersedia|memiliki|punya))?|(?:tersedia|ada)\s+baru|"
    r"baru\s+(?:ada|tersedia))\s+(?=\d|satu|dua|tiga|empat|lima|se\w+\b)"
)
_OFFICIALS = (
    r"(?:ASN|PNS|PPPK|aparatur(?:\s+sipil\s+negara)?|aparat\s+(?:desa|kampung|kelurahan)|kades|kepala\s+(?:desa|kampung|"
    r"dinas|badan|bagian|sekolah|puskesmas|lingkungan|dusun|distrik|pekon)|perangkat\s+(?:desa|kampung|kelurahan|nagari)|"
    r"lurah|camat|keuchik|wali\s+nagari|pejabat|guru|oknum(?:\s+\w+)?|pendamping\s+desa|penyelenggara|anggota\s+(?:TNI|"
    r"Polri|BPD|KPPS|PPS|PPK)|sekdes|ketua\s+RT|prajurit|pegawai(?:\s+(?:negeri|honorer))?|honorer|tenaga\s+honorer)"
)
_SIDES = (
    r"(?:ikut\s+(?:\w+\s+)?(?:kampanye|berkampanye)|berkampanye|mengampanyekan|mengkampanyekan|berpihak|memihak|"
    r"terang-terangan|terang2an|(?:(?:men)?dukung|dukungan(?:\s+kepada)?|menguntungkan|merugikan|memenangkan|memilih)\s+(?:\w+\s+){0,2}?"
    r"(?:calon|paslon|pasangan|kandidat|petahana|kubu|peserta\s+pem\w+)|(?:mengarahkan|menggalang)\s+(?:\w+\s+)?"
    r"(?:dukungan|pilihan|suara|pemilih)|memobilisasi|tidak\s+netral|tak\s+netral|terlibat\s+(?:\w+\s+)?(?:kampanye|politik|"
    r"tim|dukung\w+|partai|pemenangan)|(?:hadir|menghadiri|dalam|pada|saat|di)\s+(?:\w+\s+){0,2}kampanye|tim\s+sukses|timses|"
    r"like\b|share\b|postingan|memposting|unggahan\s+(?:calon|paslon|dukungan)|"
    r"(?:ber)?foto\s+(?:bersama|dengan)\s+(?:calon|paslon|kandidat)|berpose|mengacungkan|simbol\s+jari|pasang\s+(?:baliho|stiker|gambar))"
)
_SICK = (
    r"(?:(?:jatuh\s+)?sakit\b(?!\s+(?:jiwa|hati))|dirawat|rawat\s+inap|opname|hipertensi|darah\s+tinggi|tensi\s+tinggi|"
    r"tekanan\s+darah|komorbid|demam(?:\s+berdarah)?|DBD\b|malaria|diare|keracunan|diabetes|(?:penyakit\s+)?jantung|"
    r"kelelahan|pingsan|tumbang|kolesterol|gula\s+darah|asam\s+urat|TBC?\b|ISPA\b|covid\S*|flu\b|cacar|tifus|tipes|typus|cikungunya|influenza|hepatitis|tuberkulosis|stroke|"
    r"tidak\s+(?:sehat|lolos\s+(?:tes\s+|pemeriksaan\s+)?kesehatan|fit))"
)
_STAFF = (
    r"petugas|KPPS|PPS|PPK|PTPS|pantarlih|anggota|personel|pengawas|linmas|orang|saksi|operator|penyelenggara|calon|\d+"
)


@dataclass(frozen=True, slots=True)
class Rule:
    """subject and trouble stand near each other in one clause; whole says it at once."""

    kind: str
    subject: re.Pattern[str]
    trouble: re.Pattern[str]
    whole: re.Pattern[str] | None = None


def _rule(kind: str, subject: str, trouble: str, whole: str = "") -> Rule:
    return Rule(
        kind,
        re.compile(rf"\b(?:{subject})", re.IGNORECASE),
        re.compile(rf"\b(?:{trouble})\b", re.IGNORECASE),
        re.compile(rf"\b(?:{whole})", re.IGNORECASE) if whole else None,
    )


RULES = (
    _rule(
        "electricity",
        r"listrik|kelistrikan|penyulang|trafo|PLN\b|PLTD\b|PLTS\b|gardu|aliran\s+listrik|genset|tegangan|penerangan|lampu|"
        r"jaringan\b(?=.{0,60}\bpadam)|pemadaman|mati\s+lampu|byar\s?-?pet|pasokan\s+daya",
        rf"{_LACK}|padam|pemadaman|byar\s?-?pet|turun|naik\s+turun|gelap|hanya\s+(?:\d+\s+jam|menyala|hidup)|defisit|bergilir|korsleting|korslet",
        r"pemadaman\b|mati\s+lampu|byar\s?-?pet|(?:sering|kerap|masih)\s+padam",
    ),
    _rule(
        "internet",
        r"internet|sinyal|blank\s?-?spot|jaringan(?:nya)?\s+(?:internet|seluler|selular|telekomunikasi|komunikasi|"
        r"telepon|data|4G|3G)|(?:alat|radio|sarana)\s+komunikasi|akses\s+internet|jaringan\b(?!.{0,30}(?:listrik|padam|pln|"
        r"air\b|jalan|irigasi))|koneksi|sirekap|susah\s+sinyal|komunikasi\s+seluler|telepon\s+seluler|BTS\b|wi-?fi|server|"
        r"aplikasi|bandwidth|website|laman\b|telekomunikasi|starlink",
        rf"{_LACK}|blank\s?-?spot|(?<!paling )(?<!paling  )lambat|lemot|lelet|nihil|nol|down|error|eror|offline|"
        r"hilang\s+timbul|timbul\s+tenggelam|bocor|diretas|tumbang",
        r"blank\s?-?spot\b|susah\s+sinyal|sulit\s+sinyal|hilang\s+sinyal",
    ),
    _rule(
        "budget",
        r"anggaran|dana\b|honor(?:nya|arium\w*)?\b|hibah|NPHD|biaya|insentif|pencairan|uang\s+(?:transport|makan|lelah|saku)|"
        r"pendanaan|gaji|pembiayaan|tunjangan|tunggakan|BOP\b|operasional\s+(?:PPK|PPS|KPPS|linmas|pengamanan|kegiatan|panwas\w*)",
        r"belum|kurang|kekurangan|terbatas|keterbatasan|minim\w*|tertahan|terlambat|keterlambatan|telat|defisit|"
        r"(?:tidak|tak)\s+(?:cukup|mencukupi|tersedia|cair|turun|dibayar\w*|terbayar)|terhambat|tertunda|terkendala|kendala|"
        r"macet|refocusing|efisiensi|tersendat|seret|dipangkas|dipotong|pemotongan|menunggak|tunggakan|habis|rasionalisasi|baru\s+(?:cair|turun|terealisasi|ditransfer|dibayar\w*)|"
        r"masih\s+(?:menunggu|diproses|dalam\s+proses)",
    ),
    _rule(
        "money_politics",
        r"politik\s+uang|money\s+politi\w+|serangan\s+fajar|bagi-bagi\s+(?:uang|sembako|amplop|beras|duit)|"
        r"jual\s+beli\s+suara|(?:pembagian|pemberian)\s+(?:\w+\s+)?(?:uang|sembako|amplop|beras|barang|bansos|minyak)|"
        r"(?:membagikan|bagikan|memberikan|memberi)\s+(?:uang|sembako|amplop|beras|bansos)|politik\s+transaksional|"
        r"mahar\s+politik|(?:amplop|sembako|beras|uang|bansos)(?=\s+(?:\w+\s+){0,4}?dibagi\w*)|beli\s+suara",
        rf"{_FOUND}|mengintai|menghantui|mewarnai|oleh\s+(?:tim|calon|oknum|paslon)|mulai|bergerilya|informasi|dibagikan\s+(?:ke|kepada)\s+(?:warga|pemilih|masyarakat)",
    ),
    _rule(
        "hoax",
        r"hoaks?\b|hoax|(?:berita|kabar|informasi|isu|konten|narasi|unggahan)\s+(?:bohong|palsu|menyesatkan|tidak\s+benar|"
        r"tak\s+benar|provokatif|negatif|sesat|fitnah|hoa\w+)|disinformasi|misinformasi|kampanye\s+hitam|black\s+campaign|"
        r"fitnah|akun\s+(?:palsu|anonim|bodong)|(?:video|foto|rekaman|gambar|suara)\s+(?:\w+\s+)?(?:suntingan|editan|"
        r"rekayasa|palsu|deepfake|manipulatif)|deepfake",
        rf"{_FOUND}|viral|percaya|menyudutkan|menyerang|mendiskreditkan|merebak|meluas",
    ),
    _rule(
        "sara",
        r"SARA\b|ujaran\s+kebencian|politik\s+identitas|politisasi\s+(?:agama|rumah\s+ibadah)|(?:isu|narasi|sentimen|ujaran|"
        r"konten|pesan|ceramah)\s+(?:ber\w+\s+)?(?:putra\s+daerah|kedaerahan|agama|suku|kesukuan|ras|etnis|keagamaan|SARA|primordial)|provokasi|"
        r"adu\s+domba|intoleran\w*",
        rf"{_FOUND}|memecah\s+\w+|dimainkan|digoreng|dihembuskan|menjatuhkan|menyerang",
    ),
    _rule(
        "neutrality",
        r"netral\w*|ketidaknetralan|politik\s+praktis|keterlibatan\s+(?:\d+\s+)?(?:oknum\s+)?(?:ASN|kades|kepala\s+\w+|"
        r"perangkat|aparat\w*|TNI|Polri|PNS|pejabat|camat|lurah|guru)",
        r"tidak\s+netral|tak\s+netral|ketidaknetralan|pelanggaran|dugaan|diduga|ditemukan|menemukan|temuan|kasus|marak\w*|"
        r"indikasi|terindikasi|terlibat|rawan|kerawanan|laporan|dilaporkan|dikaji|diproses|ditangani|menangani|masih|"
        r"potensi|berpotensi|terjadi|meragukan|dipertanyakan|diragukan|potensi|ancaman",
        rf"(?:ketidaknetralan|keberpihakan)\b|{_OFFICIALS}(?:\W+(?!agar\b|untuk\b|tidak\b|dilarang\b)[\w/&-]+){{0,6}}?\W+{_SIDES}",
    ),
    _rule(
        "voter_data",
        r"DPT\b|DPS\b|DPTb\b|DPK\b|data\s+pemilih|daftar\s+pemilih|perekaman|rekam(?:an)?\b|KTP(?:-?\s?el\w*)?\b|e-?KTP|coklit|"
        r"warga\s+(?:yang\s+)?belum|TMS\b|NIK\b|adminduk|data\s+kependudukan|pemilih\s+(?:pemula|baru|pindahan|"
        r"disabilitas)",
        r"ganda|belum|tidak|tak|TMS|bermasalah|salah(?!\s+satu)|meninggal|tercecer|invalid|selisih|"
        r"kendala|masalah|keliru|anomali|memenuhi\s+syarat|fiktif|tercoret|kacau|menipis|habis|tumpang\s+tindih|tidak\s+(?:sinkron|padan)|kurang\s+akurat",
        r"(?:masih|belum|tidak|tak)\s+ter(?:cantum|daftar|data|catat|masuk)\w*\s+(?:\w+\s+){0,3}?(?:DPT\w*|daftar\s+pemilih|"
        r"pemilih\b|DPS)|pemilih(?:\s+(?!yang\s+akan)\w+){0,2}?\s+(?:ganda|TMS|meninggal(?:\s+dunia)?|fiktif|siluman|tercecer|"
        r"(?:belum|tidak|tak)\s+(?:ter\w+|me\w+|ber\w+|memiliki|punya|masuk|di\w+))\b",
    ),
    _rule(
        "fraud",
        r"kecurangan|pelanggaran|manipulasi|penggelembungan|mencoblos\s+(?:dua|lebih|berkali)|tindak\s+pidana\s+pem\w+|"
        r"pemalsuan|penyalahgunaan|mobilisasi\s+pemilih|jual\s+beli\s+(?:suara|formulir)|pencurian\s+suara",
        _SEEN,
        r"(?:rawan|dapat|bisa|mudah|rentan)\s+(?:disalahgunakan|diselewengkan|dicurangi|dimanipulasi)|mencoblos\s+(?:dua\s+kali|lebih\s+dari\s+sekali)|"
        r"formulir\s+(?:\w+\s+)?(?:yang\s+)?(?:diubah|dipalsukan)|surat\s+suara\s+(?:yang\s+)?(?:sudah\s+|telah\s+)?tercoblos",
    ),
    _rule(
        "logistics",
        r"logistik|surat\s+suara|kotak(?!\s+kosong)|bilik(?:\s+suara)?|formulir|tinta|segel|atribut|kertas|gembok|"
        r"perlengkapan(?:\s+(?:TPS|pemungutan))?|armada|truk|kendaraan|mobil|perahu|speed\s?boat|longboat|kapal|BBM\b|bahan\s+bakar|"
        r"gudang|(?:pen)?distribusi\w*|penyaluran|pengiriman(?!\s+(?:data|laporan|hasil|foto))|pergeseran|alat(?!\s+peraga)\b|stok\b|persediaan|air\s+bersih|APK\b|sampul|C\.?\s?Hasil|"
        r"C\s+plano|template|tenda|angkutan|sarana\s+(?:angkut\w*|transportasi)|helikopter|pesawat|percetakan|pencetakan|"
        r"pelipatan|penyortiran|sortir",
        r"sulit|kesulitan|menyulitkan|mempersulit|susah|terkendala|kendala|terlambat|keterlambatan|telat|kurang|"
        r"kekurangan|rusak|kerusakan|cacat|robek|sobek|berkarat|penyok|usang|lapuk|luntur|basah|lembap|tertukar|tertahan|terbakar|kebakaran|sempit|kebanjiran|"
        r"belum\s+(?:\w+\s+)?(?:tiba|diterima|datang|lengkap|tersedia|dikirim|sampai|terpenuhi|mencukupi|"
        r"ada(?!\s+(?:kendala|masalah|hambatan|gangguan|laporan|kekurangan|temuan|keluhan|kerusakan))|memadai|terkirim|dapat|bisa|rampung|selesai|tuntas|dicetak|dibagikan|bergeser|turun)|(?:tidak|tak)\s+(?:lengkap|"
        r"cukup|layak|sesuai|muat|memadai|mencukupi|tersedia|berangkat|beroperasi|berlayar|beres|memenuhi|dapat\s+\w+|bisa\s+\w+)|"
        r"terhambat|hambatan|menghambat|medan\s+(?:yang\s+)?(?:berat|sulit)|bocor|tertunda|gangguan|hilang|masalah|permasalahan|"
        r"selisih|terisolir|keterbatasan|terbatas|minim\w*|molor|macet|mogok|menipis|habis|langka|kelangkaan|salah\s+(?:cetak|kirim)|"
        r"(?:ter)?kena\s+(?:air|rembesan|hujan|banjir)|rembes\w*|kemasukan\s+air|tidak\s+mengalir|"
        rf"hanya\s+(?:bisa|dapat)(?:\s+\w+)?\s+(?:lewat|melalui|dengan|via)|{_ONLY}|tergenang",
        r"(?:kantor|gudang|gedung|bangunan|balai|aula|sekretariat)(?:\s+\w+){0,3}?\s+(?:terbakar|kebanjiran|terendam|bocor|roboh|"
        r"ambruk|kemasukan|direnovasi|dibongkar|disegel|tidak\s+layak)",
    ),
    _rule(
        "access",
        r"jarak(?:nya)?\b|jalan(?:nya)?\b|jln\b|akses(?:nya)?\b|jembatan|medan(?:nya)?\b|jalur|geografis|sungai|pulau\b|kepulauan|"
        r"penyeberangan|lokasi(?:nya)?|TPS\b|wilayah|desa\b|daerah|dusun|kampung|distrik|kecamatan|ruas|tanjakan|rute|"
        r"transportasi|(?:sulit|susah|tidak|tak|hanya)\s+(?:bisa\s+|dapat\s+)?(?:dijangkau|terjangkau|dilalui|"
        r"ditempuh|diakses|dilewati)|terisolir|terisolasi",
        r"(?:sulit|susah|sukar|tidak\s+(?:bisa|dapat|mudah)|tak\s+(?:bisa|dapat)|belum\s+(?:bisa|dapat))\s+(?:untuk\s+)?(?:di)?"
        r"(?:jangkau|lalui|tempuh|akses|terjangkau|lewati|lintasi|masuki|lewat|capai|mencapai|dicapai|tembus)\w*|"
        r"sulit\s+terjangkau|tidak\s+terjangkau|tak\s+terjangkau|hanya\s+(?:bisa|dapat)\s+(?:dijangkau|ditempuh|dilalui|"
        r"diakses|dicapai|dilewati)|terisolir|terisolasi|terpencil\s+dan\s+sulit|rusak(?:\s+(?:parah|berat))?|berlumpur|licin|"
        r"putus|terputus|ambruk|longsor|tertimbun|medan\s+(?:yang\s+)?(?:berat|sulit|ekstrem|terjal|berawa)|jalan\s+kaki|"
        r"berjalan\s+kaki|akses\s+(?:sulit|terbatas)|berhenti\s+beroperasi|tidak\s+beroperasi|ditutup|tantangan\s+(?:utama|terbesar|tersendiri|terberat)|menjadi\s+kendala|"
        r"kondisi\s+geografis|tertutup|aksesnya|sulit\w*\s+akses|(?:menggunakan|dengan|memakai|naik)\s+(?:perahu|rakit|sampan|"
        r"ketinting|longboat|speedboat)|menyeberang\w*|jalur\s+(?:laut|sungai|air)|ekstrem|amblas|berlubang|becek|surut|"
        r"menyulitkan|(?:sangat|terlalu|yang|cukup)\s+jauh",
        r"(?:jembatan|jalan(?:\s+\w+)?)\s+(?:\w+\s+)?(?:putus|ambruk|roboh|amblas|terputus|longsor|tertimbun)|"
        r"medan(?:nya)?\s+(?:yang\s+)?(?:berat|sulit|berawa|terjal|ekstrem|curam)|(?:sungai|danau|kanal)(?:\s+\w+){0,2}\s+surut",
    ),
    _rule(
        "health",
        r"kesehatan|kebugaran|penyakit|stamina",
        rf"riwayat|risiko|rentan|gangguan|kendala|drop|menurun|masalah|{_SICK}",
        r"jatuh\s+sakit|(?:mengidap|menderita)\s+\w+|wabah\s+\w+",
    ),
    _rule("health", rf"{_SICK}|meninggal\s+dunia(?=\s+(?:karena|akibat|saat))",
          rf"riwayat|risiko|rentan|{_STAFF}|mengalami|menderita|terserang|terjangkit|positif|kasus|khawatir\w*"),
    _rule(
        "hazard",
        r"banjir|longsor|rob\b|gempa|erupsi|tsunami|kebakaran\s+(?:hutan|lahan|rumah)|bencana|abrasi|puting\s+beliung|"
        r"karhutla|terendam|tergenang|genangan|kebanjiran|luapan|meluap|gunung\s+\w+(?=.{0,30}\b(?:siaga|waspada|awas|erupsi))|titik\s+api|pergerakan\s+tanah|kabut\s+asap|"
        r"likuefaksi|awan\s+panas|pasang\s+(?:air\s+laut|tinggi)",
        r"rawan|potensi|berpotensi|terdampak|dampak|risiko|terjadi|ancaman|mengancam|terancam|terendam|merendam|tergenang|"
        r"kerawanan|melanda|dilanda|berisiko|titik|langganan|sering|kerap|masih|setinggi|kembali|menutup|memutus|menggenangi|"
        r"khawatir\w*|dikhawatirkan|(?:ber)?status\s+(?:siaga|waspada|awas)|menyelimuti|mengganggu",
        r"tanah\s+longsor\s+di\b|terendam\s+banjir|kebanjiran|genangan|tergenang|terendam|(?:sungai|air)\s+meluap|"
        r"banjir\s+(?:bandang|setinggi|merendam|rob\s+merendam)",
    ),
    _rule(
        "weather",
        r"cuaca|hujan|gelombang(?!\s+(?:pertama|kedua|ketiga|[IV1-9]+\b))|badai|angin|kabut|curah\s+hujan|"
        r"musim\s+(?:hujan|penghujan|angin)|kemarau|ombak|petir",
        r"buruk|ekstrem|ekstrim|lebat|deras|tinggi|berubah\S*|(?:tidak|tak)\s+menentu|(?:tidak|tak)\s+bersahabat|mengganggu|"
        r"kendala|terkendala|menghambat|badai|kencang|musim\s+(?:hujan|penghujan)|tebal|kurang\s+bersahabat|gangguan|hambatan|"
        r"khawatir\w*|dikhawatirkan|besar|setinggi|meninggi|memburuk|mengganas|pekat|ganas|menunda|mengancam",
        r"(?:cuaca|hujan|gelombang|ombak|angin|kabut)\s+(?:\w+\s+){0,2}?(?:ekstrem|ekstrim|buruk|lebat|deras|kencang|tinggi|tebal|"
        r"besar)|tinggi\s+(?:gelombang|ombak)|(?:angin|musim)\s+(?:barat|utara|timur|selatan)(?:\s+\w+){0,3}\s+(?:kencang|tiba)",
    ),
    _rule(
        "security",
        r"konflik|bentrok\w*|kerusuhan|sengketa\s+(?:batas|tapal|lahan|tanah|wilayah)|tapal\s+batas|intimidasi|unjuk\s+rasa|"
        r"demo(?:nstrasi)?\b|begal|KKB\b|kelompok\s+(?:kriminal\s+)?bersenjata|OTK\b|orang\s+tak\s+dikenal|tawuran|keributan|ricuh|kericuhan|perkelahian|"
        r"gangguan\s+(?:keamanan|kamtibmas)|pengrusakan|perusakan|pembakaran|penembakan|penyerangan|pengadangan|premanisme|"
        r"kekerasan|teror\w*|gesekan|senjata|perang\s+suku|perselisihan|minuman\s+keras|miras",
        rf"{_SEEN}|laporan|melaporkan|dilaporkan|gangguan|memanas|sengketa|gesekan|bentrok\w*|perusakan|pengrusakan|memicu|rencana|"
        r"pecah|ricuh|merusak|membakar|mengadang|menghadang|antar\w*",
        r"(?:APK|alat\s+peraga(?:\s+kampanye)?|baliho|spanduk|bendera|posko\w*|sekretariat)(?:\s+\w+){0,4}?\s+(?:dirusak|"
        r"dibakar|dilempari|diserang|dicuri|hilang\s+dicuri|dicoret\w*)|(?:dirusak|dibakar|diserang|dihadang|diadang)\s+(?:OTK|massa|orang|"
        r"sekelompok)|terlibat\s+bentrok|tensi\s+politik\s+\w*|situasi\s+(?:politik\s+)?(?:mulai\s+)?memanas|"
        r"(?:memicu|berpotensi)\s+(?:konflik|keributan|gesekan|bentrok\w*)",
    ),
    _rule("security", r"massa\b|pendukung|simpatisan|warga", r"bentrok\w*|saling\s+(?:serang|ejek|lempar|dorong|ancam)|"
          r"merusak|membakar|mengepung|mengadang|menghadang|mengamuk|ricuh|bertikai|berkonflik|menolak\s+hasil"),
    _rule("security", r"keamanan|kamtibmas", r"rawan|kerawanan|gangguan|ancaman|mengancam|terganggu|potensi|"
          r"berpotensi|belum\s+kondusif|memanas"),
    _rule(
        "staffing",
        r"personel|personil|anggota|petugas|KPPS\b|PPS\b|PPK\b|PTPS\b|pengawas|linmas|SDM\b|sumber\s+daya\s+manusia|"
        r"saksi|tenaga|pantarlih|aparat|operator|relawan|sopir|perekrutan|rekrut\w*|polsek|koramil|pelamar|pendaftar",
        rf"kurang|kekurangan|mengundurkan\s+diri|mundur|pengunduran\s+diri|{_SHORT_OF}|keterbatasan|terbatas|minim\w*|"
        r"kosong|lowong|terlibat\s+partai|dipecat|diberhentikan|sepi|"
        r"(?:cuma|hanya(?:\s+(?:ada|memiliki|punya))?)\s+(?=\d|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|se(?:puluh|belas|orang)\b)",
        r"mengundurkan\s+diri|pengunduran\s+diri|kekurangan\s+(?:personel|personil|petugas|tenaga|anggota|SDM|operator)|"
        r"banyak\s+yang\s+mundur",
    ),
)  # fmt: skip
