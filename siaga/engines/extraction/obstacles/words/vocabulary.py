"""Lists of words as patterns, and the words of trouble that are the same whatever is in trouble.

A list holds phrases, with `` | `` or line breaks between them: a space is any white space, ``*`` the rest of a word,
`` ... `` up to three words between, ``#`` a number, ``NO`` any word that says no, ``ONLY`` any that says
that it is little. The rest is regular expression.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_NO = r"(?:belum|tidak|tak|nggak|ngga|gak|tra)"
_ONLY = r"(?:hanya|cuma|cuman|cm|baru|sekadar)"
NUMBER = (
    r"(?:\d[\d.,]*|se(?:buah|unit|orang|belas|puluh|kali)|satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|"
    r"separuh(?:nya)?|setengah(?:nya)?|sebagian|seperempat|sepertiga)"
)


def listed(words: str) -> str:
    """The phrases of a list as one pattern, without its brackets."""
    return "|".join(_pattern(phrase) for phrase in _phrases(words))


def _phrases(words: str) -> Iterator[str]:
    """What stands between `` | `` or line breaks; a bracket goes on in the next line until it is closed."""
    phrase = ""
    for piece in re.split(r"\s\|\s|\n", words):
        phrase += " ".join(piece.split())
        if phrase and phrase.count("(") == phrase.count(")"):
            yield phrase
            phrase = ""


def said(words: str) -> re.Pattern[str]:
    """Any phrase of a list, as whole words, in any case of letters."""
    return re.compile(rf"\b(?:{listed(words)})\b", re.IGNORECASE)


def _pattern(phrase: str) -> str:
    phrase = phrase.replace(" ... ", r"(?:\W+[\w/.-]+){0,3}?\W+")
    phrase = re.sub(r"(?<!\\w)(?<=[a-z])\*", r"\\w*", phrase).replace(" ?", r"\s?").replace(" ", r"\s+")
    phrase = re.sub(r"\bNO\b", lambda _found: _NO, phrase)
    return re.sub(r"\bONLY\b", lambda _found: _ONLY, phrase).replace("#", NUMBER)


LACK = r"""
    kurang(?! (?:lebih|dari|rawan|sehat)) | kurangnya | rendahnya | lemahnya | terbatasnya | kekurangan | minim*
    terbatas | keterbatasan | pas-pasan | defisit
    NO(?: \w+)? (?:cukup|mencukupi|memadai|sebanding|seimbang|imbang|lengkap|terpenuhi|tercukupi|memenuhi|tersedia|
    merata|mencapai|tertutupi|sepadan)
    menipis | habis(?! (?:dibagi|terbagi|ke |ditertibkan)) | tekor | nombok | tidak sampai # | jauh di bawah
    kehabisan | langka | kelangkaan | kosong | sangat sedikit | jauh dari (?:cukup|ideal|kebutuhan) | krisis
    kekosongan | berkurang | NO sampai # | over ?kapasitas | melebihi (?:kapasitas|daya tampung)
    daya tampung(?:nya)? (?:\w+ )?(?:terbatas|kurang|kecil|sempit) | bergantung pada | mengandalkan | semata-mata
    tanpa (?:cadangan|teralis|pengganti|penjaga) | dibatasi | dijatah | tipis | mepet | cekak | cupet | minus
    jomplang
    timpang | segelintir | NO seberapa | NO menutup* | NO sampai (?:separuh|setengah|sepertiga|seperempat)\w*
    kurang dari (?:separuh|setengah|sepertiga|seperempat)\w* | yang (?:ada|datang|tiba|sampai|masuk|hadir) baru (?=#)
    baru (?=# ?(?:persen|%)) | (?:baru|hanya|cuma|tinggal|sekadar) (?:\w+ )?(?:cukup|sebagian|segelintir|beberapa|
    tersisa|bersisa)(?! (?:lama|saja|lalu|hari|pekan|minggu|bulan)\b)
    tinggal (?!# (?:hari|pekan|minggu|bulan|jam)\b)(?=#)
    (?:harusnya|seharusnya|mestinya|semestinya|idealnya|butuhnya) (?:\w+ )?(?=#)
    (?:kebutuhan|kebutuhannya|idealnya|seharusnya|semestinya|mestinya|permintaan|usulan)\b.{0,40}\b(?:cuma|hanya|baru)
    (?:cuma|hanya|sekadar|cm)(?: (?:sampai|menyala|nyala|dikirim|mendapat|dapat|ada|tersedia|memiliki|punya|mampu|
    cukup|
    sanggup|tersisa|terisi|diberi|datang|mengirim|muat|bermuatan|diikuti|dihadiri|terpasang|dipasok|cair|kuat|tampak|
    terlihat|kebagian|sisa|berfungsi|jalan|disetujui|dikabulkan|
    untuk))?(?: untuk)? (?=#\b)
    (?:baru|tinggal|tersedia baru|ada baru)(?: (?:ada|tersedia|datang|tiba|terisi|terpenuhi|diterima|terkirim|
    disetujui|terealisasi|dikirim|masuk|terpasang|terkumpul|menjangkau|sampai|dapat|terdata|sekitar|terealisir|
    tertutupi|dipenuhi|cair|dilipat|disortir|direkam|dilantik|didistribusikan))(?: untuk| sekitar| di)? (?=#)
    baru (?=# (?:\w+ )?(?:dari|yang)\b) | baru separuh\w*
    baru terima (?=#) | butuh(?:nya)? (?=#) | masih jauh | jauh dari
    NO (?:punya|memiliki|mempunyai|kebagian|mendapat\w*|memperoleh|dapat jatah)
"""
NOT_YET = r"""
    belum (?!pernah|satu)(?:\w+ ){0,2}?(?:di|ter)[a-z]{4,}
    belum (?:\w+ )?(?:tiba|datang|sampai|cair|turun|siap|jelas|rampung|tuntas|selesai|kembali|masuk|keluar|pasti|
    beres|jadi|bisa|dapat|mampu|sempat|terima|kami terima|stabil|normal|pulih|menyala|hidup|berfungsi|aktif|ideal|
    maksimal|merata|jalan|final|bergeser)
    belum (?:ada|tersedia)(?! (?:\w+ )?(?:kendala|masalah|hambatan|gangguan|laporan|kekurangan|temuan|keluhan|
    kerusakan|indikasi|aduan|pengaduan|pelanggaran|dugaan|kasus|gesekan|konflik|potensi|satu))
    belum (?:\w+ )?(?!menemu|menerima|mencatat|mendapat|mendengar|menangani|merasa|melihat|menjumpai|membahas|memutus|
    menentu|mengetahui|mencapai kata|menemui|mendeteksi)(?:me[mnl]|meng|meny|ber)[a-z]{4,}
    belum (?:lolos|lulus|laik)
    belum semua | NO kunjung | belum juga
    belum (?:mengantongi|memegang|pegang|kelihatan|terlihat|nongol|muncul|menetes|punya|memiliki|mempunyai|
    mendapat\w*|
    dapat|menerima|memperoleh|tahu|digaji|ketahuan|sepenuhnya|seluruhnya|semuanya|mengirim\w*|menyerahkan|menyetor\w*|
    separuh\w*|setengah\w*)(?! (?:\w+ )?(?:kendala|masalah|hambatan|gangguan|laporan|kekurangan|temuan|keluhan|
    indikasi|aduan|pengaduan|pelanggaran|kasus|informasi))
"""
LATE = r"""
    mundur # hari | (?<!paling\s)terlambat | keterlambatan | (?<!paling\s)telat | molor | tertunda | tertahan
    tersendat* | (?:masih|sedang)(?: \w+)? perbaikan | nyangkut | tersangkut | mangkrak | lamban | ngaret | kedodoran
    NO tepat waktu | melewati (?:jadwal|tenggat|batas waktu) | meleset | terkatung* | mengantre
    antre panjang | menumpuk | (?:masih|sedang|lagi) menunggu
    kapan \w*(?:turun|cair|dibayar|tiba|datang|sampai)\w* | naik dok | docking | masih dicarikan | jauh dari selesai
    tertinggal (?:# \w+ )?dari (?:jadwal|target|rencana) | (?:entah|NO tahu|NO pasti) kapan
    (?:sekali|dua kali) (?:sehari|seminggu|sepekan|sebulan) | # (?:hari|minggu|pekan|bulan) sekali | melonjak | mahal
    lelang (?:gagal|ulang) | belum ada kabar | antrean (?:\w+ )?(?:mengular|panjang)
    masih (?:di|berada di) (?:bengkel|pelabuhan|perjalanan|percetakan|jalan|laut|tengah laut|pabrik)
    mundur dari (?:jadwal|rencana) | berlarut* | jalan di tempat | mandek | tersandera | terganjal
    tarik ulur | entah (?:di )?mana | NO terkejar | terpaku di | mulur | diundur | masih (?:berupa )?janji
    minta (?:tambahan|perpanjangan) waktu
"""
BROKEN = r"""
    ambrol | keropos | rusak* | kerusakan | cacat | robek | sobek | patah | retak* | jebol | ambruk | roboh | bocor*
    bolong* | pecah
    penyok | berkarat | lapuk | usang | uzur | ringsek | koyak | melepuh | terkelupas | basah | lembap | terbakar
    kebakaran | hangus | mogok | macet | ngadat | rewel | turun mesin | masuk bengkel | buruk | jelek | luntur
    mengering | buram | pudar | berjamur | dimakan rayap | digigit tikus | terendam | tergenang | kebanjiran
    kemasukan air | (?:dimakan|digerogoti|digigit|dikerat|disarangi) \w+ | kerat* | copot | terlepas | lengket
    lembek
    lembab | tumpah | berserakan | terguling | terbalik | terjungkal | terperosok | terjun | tercebur | nyemplung
    hanyut | tersapu | (?:di|ter)(?:terjang|sapu|hantam|timpa|sambar|injak) | reyot | reot | bobrok | butut | renta
    oleng | miring | kusut | samar | ngambek | batuk-batuk | megap-megap | kembang kempis | sekarat
    kedaluwarsa | kadaluarsa | kedaluarsa | apkir | afkir | NO (?:terbaca|terkunci|beratap|berpintu|berpagar|jelas)
    seperti (?:saringan|sarang) | rembes* | (?:ter)?kena (?:air|rembesan|hujan|banjir)
    NO (?:operasional|layak|berfungsi|beroperasi|menyala|hidup|bekerja|laik|kedap|mengalir) | kandas | karam
    tenggelam
"""
LOST = r"""
    NO ada (?:dalam|di dalam|di) (?:paket|kotak|kardus|gudang) | hilang | kehilangan | raib | dicuri | kecurian
    tercecer | tertukar | tercampur | terselip
    lenyap | nyasar | tersesat | digondol | dimaling | digasak | menguap | tertinggal | ketinggalan | NO berjejak
    salah (?:cetak|potong|tempel|simpan|bungkus|lipat|kirim|alamat|ketik|ukuran|hitung|jumlah|kemas|desain|warna|
    tempat) | keliru | selisih(?! (?:dimaksud|tersebut|itu|ini)\b) | terpaut
    berbeda (?:dengan|jumlah) | kurang kirim | NO (?:cocok|sesuai|sinkron|klop|ditemukan|dikenali|valid|padan)
    terbengkalai | kesalahan (?:cetak|penulisan|kirim|ketik|data|hitung|pengiriman) | cetak ulang
    terkirim ke \w+ (?:lain|tetangga|sebelah) | malah terkirim
"""
HARD = r"""
    sulit* | kesulitan | menyulitkan | mempersulit | susah* | sukar | repot | kerepotan | kewalahan | keteteran
    terkendala | kendala | kendalanya | terhambat | hambatan | hambatannya | menghambat | terganggu | mengganggu
    gangguan | terhalang | terbentur | masalah | masalahnya | bermasalah | permasalahan | persoalan | mengeluh
    memprihatinkan | lemah | labil | NO (?:stabil|lancar|optimal|maksimal|normal|beres|mulus|kuat|aman|ideal|kondusif)
    kacau | semrawut | pekerjaan rumah | kelabakan | kelimpungan | kalang kabut | pontang-panting | ngos-ngosan
    angkat tangan | gigit jari | momok | sandungan | buntu | amburadul | berantakan | runyam
    ruwet | pelik | rumit | payah | parah | gawat | genting | memusingkan | pusing | lampu (?:kuning|merah)
    terlalu (?:berat|banyak|sedikit|kecil|jauh|mepet|sempit|besar|tua|tinggi|mahal|lama|pendek|lambat|rapat)
    NO (?:jelas|menentu|karuan) | benang kusut | bikin (?:pusing|cemas|repot)
"""
CANNOT = r"""
    NO (?:bisa|dapat|mampu|sanggup|mungkin) \w+ | terancam (?:lewat|molor|terlambat|batal|gagal|tertunda)
    (?:slot|gudang|jadwal|kapasitas|muatan|antrean)(?: \w+){0,4} penuh | gagal | memutus kontrak | putus kontrak
    NO ada yang (?:cocok|pas|mau|bisa|sanggup|berani|berfungsi|menyala|tahu|datang|menanggung)
    wanprestasi | urung | batal | lumpuh | terhenti | berhenti | mentok | rontok | ambyar | buyar
    (?:tidak|tak) ter(?!jadi|lalu|lambat|libat|sangka|masuk|pengaruh|ganggu|bukti|duga|hitung|kira|utama|tutup|tunda|
    endam|genang|dampak|kendala|hambat|putus|tinggal|bakar|cecer|tukar|balik|isol|tahan|sendat|blokir|jebak|ulang|
    batas|lihat|pantau|papar|kecuali|pancing|provokasi|makan|hasut|kait|dapat|deteksi)[a-z]{4,}
    NO (?:berangkat|berlayar|melaut|terbang|muat|terangkut)
"""
THINGS = "\n".join((LACK, NOT_YET, LATE, BROKEN, LOST, HARD, CANNOT))
"""What things of every kind suffer: too few, not there yet, late, broken, lost, hard, impossible."""

TOLD = r"""
    dugaan | diduga | ditemukan | menemukan | temuan | mencatat | tercatat | mendapati | kedapatan | didapati
    praktik | praktek | rawan | kerawanan | potensi | berpotensi | marak* | masih | terjadi | terdapat | beredar*
    indikasi | terindikasi | mengindikasikan | kasus | riwayat | penyebaran | menyebar* | tersebar* | disebar*
    (?:ber)?muncul* | mencuat | bermunculan | merebak | meluas | meningkat | peningkatan | menguat | sempat
    menangani | ditangani | mengkaji | dikaji | kajian | diproses | menyangkut | ancaman | mengancam | terancam
    tertinggi | (?:di)?khawatir* | mengkhawatirkan | meresahkan | diwarnai | mewarnai | sering | kerap | terpantau
    terendus | tercium | terekam | tepergok | ketahuan | memergoki | dibanjiri | membanjiri | digoreng | dimainkan
    dihembuskan | mengintai | menghantui | kian | makin | semakin | mulai | mengungkap* | terungkap | disinyalir
    ditengarai | diselidiki | penyelidikan | diklarifikasi | ditelusuri | info | bertebaran | bers?liweran | diedarkan
    seolah* | seakan* | tajam | mencuat | membanjiri | dilancarkan | dipakai | digunakan | ada (?=#)
    ada (?:yang|penceramah|oknum|warga|upaya|tim) | terulang | menghentikan | menduga | mencurigai | dicurigai
    curiga | mengendus | tercium | mencium | gelagat | kedengaran | terdengar | mencemaskan | dicemaskan | cemas
    risau | was-was | dirisaukan | takut | ditakutkan | membuat (?:bingung|resah|panas|gaduh|warga) | diketahui
    terlihat | tertangkap | diamankan | ditangkap | kini | menjumpai | dijumpai | mengaku | mengakui | membenarkan
    waswas | susah tidur | mendalami | didalami | menelusuri | menyelidiki | mengusut | diusut | melacak | dilacak
    menggali
    menghitung | mendata | merekap | menghimpun | mengidentifikasi | teridentifikasi | mendeteksi | menyebut-nyebut
    menjamur | merajalela | gencar | gaduh | memicu | terbukti | bermotif | ulah | meneruskan
"""
REPORTED = r"""
    laporan | melaporkan | dilaporkan | lap | terlapor | menerima | aduan | pengaduan | keluhan | mengeluhkan
    dikeluhkan | menyoroti | kembali | banyak | ramai
"""
