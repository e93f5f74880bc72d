"""Obstacles of what comes by wire or air: power and signal."""

from __future__ import annotations

from siaga.engines.extraction.obstacles.words.rule import rule
from siaga.engines.extraction.obstacles.words.vocabulary import THINGS

ELECTRICITY = rule(
    "electricity",
    subject=r"""
        listrik | kelistrikan | penyulang | trafo | PLN\b | PLTD\b | PLTS\b | PLTMH\b | gardu | genset | generator
        tegangan | penerangan | lampu | setrum | meteran listrik
        kabel(?! (?:ties|tis|serat|fiber|optik|data|laut|bawah))
        sumber penerangan | tiang listrik | pembangkit | jaringan\b(?=.{0,60}\bpadam) | pemadaman | mati lampu
        byar\s?-?pet | pasokan daya | daya listrik | arus listrik | mesin diesel | panel surya | aki\b | voltase
        aliran(?! (?:dana|sungai|air|uang|sesat|kepercayaan)) | meteran(?! air) | ginset | jenset | mikrohidro
        PLTA\b
        turbin | daya(?= (?:kantor|gedung|gudang|sekretariat|terpasang)) | beban puncak
        (?:solar|BBM|bahan bakar|minyak)(?= (?:\w+ ){0,2}?(?:PLTD|genset|diesel|pembangkit))
    """,
    trouble=rf"""
        {THINGS} | padam | pemadaman | mati | byar\s?-?pet | turun | naik turun | baru menyala
        (?:menyala|nyala|hidup) (?:ONLY|malam|\d+ jam) | NO kuat | turun naik | gelap*
        hanya (?:\d+ jam|menyala|hidup) | bergilir | kors?let\w* | overload | kelebihan beban | jeglek | njeglek
        anjlok | trip | drop | redup | putus | terputus | tumbang | sering\b | kerap\b | minim | tanpa
        temaram | (?:ber)?kedip\S* | ngedrop | numpang | menumpang | nebeng | melampaui | melebihi | kena dahan
        kena pohon | baru (?:ada|menyala|hidup) | minta token
    """,
    whole=r"""
        (?:pakai|memakai|mengandalkan|bermodal\w*|diterangi|ditemani|berbekal|menyalakan) (?:\w+ )?(?:lilin|obor|
        senter|
        petromaks|pelita|lampu minyak|lampu teplok) | zaman obor | kegelapan | gelap-gelapan | gelap total
        (?:beberapa|#) kali padam | padam #\s?(?:x|kali|jam)
        gelap (?:sejak|dari|sepanjang|tiap|setiap|sampai|seharian|semalam)\w*
        pemadaman\b | mati lampu | mati listrik | listrik mati | byar\s?-?pet | (?:sering|kerap|masih) padam
        (?:belum|tidak|tak) (?:teraliri|dialiri|terjangkau|menikmati|berlistrik) listrik | gelap gulita
        tanpa (?:aliran )?listrik | krisis (?:listrik|daya)
        (?:NO ada|tanpa) (?:lampu|penerangan|listrik|genset|aliran listrik)
        lampu (?:petromaks|minyak|teplok|senter)(?! disiapkan)
        (?:belum|tidak|tak) (?:masuk|ada|punya) (?:jaringan )?(?:listrik|PLN)
    """,
)
INTERNET = rule(
    "internet",
    subject=r"""
        internet | sinyal | blank\s?-?spot
        jaringan(?:nya)? (?:internet|seluler|selular|telekomunikasi|komunikasi|telepon|data|4G|3G|Telkomsel)
        (?:alat|radio|sarana) komunikasi | HT\b | handy talky | repeater
        jaringan\b(?!.{0,30}(?:listrik|padam|pln|air\b|jalan|irigasi)) | koneksi* | sirekap | silon\b | sipol\b
        sidalih\b | siwaslu\b | siwaskam\b | komunikasi seluler | telepon seluler | BTS\b
        menara (?:seluler|telekomunikasi|BTS|pemancar) | tower | wi-?fi | server | peladen | aplikasi
        sistem informasi | portal | bandwidth | website | situs | laman\b | telekomunikasi | starlink | VSAT | satelit
        kuota data | kabel (?:serat|fiber|optik|data|laut|bawah laut) | fiber optik | serat optik | kabel optik
        video conference | vicon | (?<!secara\s)daring | layanan (?:seluler|data|internet)
        unggahan(?= (?:foto|formulir|hasil|data)) | (?<!nomor\s)(?<!no\s)telepon(?! (?:genggam|saya|kami|posko))
        wifi | upload | frekuensi radio | paket data | modem | router | login\b
        kecepatan\w*(?= .{0,30}(?:siput|keong|unduh|unggah|bps)) | menara(?! (?:pengawas|pandang|masjid|air))
    """,
    trouble=rf"""
        {THINGS} | blank\s?-?spot | lambat(?! (?:pukul|tanggal|tgl|H-|hari|jam|pkl|\d)) | lemot | lelet | nihil | nol
        down | error | eror | offline | hang | crash | hilang timbul | timbul tenggelam | diretas | peretasan
        serangan siber | tumbang | mati | drop | putus | terputus | putus-putus | sering\b | kerap\b | tanpa | padat
        jadul | NO (?:terjangkau|menjangkau|tercakup|terlayani|tercover|berguna)
        tidak semua(?: \w+){{0,3}} (?:memiliki|punya|terjangkau|mendapat) | masih 2G | di bawah \d+ ?[KMk]bps
        tanpa layanan | menolak (?:masuk|login) | (?:ter|di)sambar petir | sulit\b | satu bar | mutar | muter*
        berputar\S* | loading | buffering | lag\b | ngelag
        lola\b | bisu | senyap | siput | keong | merangkak | merayap | time ?out | ngedrop
        kelebihan (?:beban|muatan)
        padam | melayang | berjam-jam | NO kelar | hidup enggan
    """,
    whole=r"""
        blank\s?-?spot\b | nirsinyal | titik buta | (?:cari|mencari) (?:sinyal|jaringan)
        (?:sinyal|jaringan)(?: \w+){0,4} (?:hanya|cuma) (?:ada|sampai|sebatas|bisa)
        (?:naik|panjat|memanjat|mendaki|mendayung|menyeberang|keluar kampung) (?:\w+ ){0,7}?(?:sinyal|WhatsApp|
        mengirim|
        kirim|menelepon|mengunggah|unggah|upload|(?:mencari|cari) jaringan)
        (?:mengirim|kirim|menelepon|mengunggah|unggah|upload)(?:\W+\w+){0,8}? (?:naik|panjat|memanjat|mendaki|
        mendayung|
        turun ke|menyeberang|keluar kampung)
        ONLY (?:bisa )?terkirim
        tanpa layanan (?:seluler|data|internet|telepon)
        (?:mengirim|kirim|menelepon|unggah|mengunggah)(?: \w+){0,3} (?:harus|mesti|kudu|perlu) (?:tunggu|menunggu|
        naik|ke|
        mencari|cari|antre)
        (?:foto|berkas|unggahan|file|fail)(?: \w+){0,3} butuh (?:setengah|#|ber)\S* ?(?:jam|menit)
        (?:satu|sebatang|setitik|sebuah)? ?(?:batang|bar|titik) sinyal | mencegat sinyal | berburu sinyal
        (?:susah|sulit|hilang|minim|tanpa|tidak ada|belum ada|miskin|lemah) sinyal | sinyal (?:lemah|hilang|nol)
    """,
)
