"""Obstacles of what must be there: money, goods, ways."""

from __future__ import annotations

from siaga.engines.extraction.obstacles.words.rule import rule
from siaga.engines.extraction.obstacles.words.vocabulary import LACK, LATE, THINGS

BUDGET = rule(
    "budget",
    subject=r"""
        anggaran | dana\b(?! (?:kampanye|desa)) | dananya | honor(?:nya|arium\w*)?\b | hibah | NPHD | biaya | insentif
        pencairan | uang (?:transport\w*|makan|lelah|saku|harian|operasional|pembuatan|sewa|lembur) | pagu
        kemampuan keuangan | keuangan daerah | pendanaan | gaji | pembiayaan | tunjangan | tunggakan | BOP\b
        operasional (?:PPK|PPS|KPPS|linmas|pengamanan|kegiatan|panwas*|sekretariat) | DIPA\b | APBD\b | belanja
        kas\b | transport (?:petugas|KPPS|linmas) | santunan | duit
        ongkos(?! (?:\w+ )?(?:perahu|pesawat|kapal|truk|angkut)) | upah | digaji | bayaran
        RKA\b | RAB\b | SP2D | uang muka | termin | pembayaran | tagihan | subsidi | ganti transpor\w*
        (?:harga|tarif) (?:carter|charter|sewa|BBM|solar|tiket|angkut) | pos (?:belanja|konsumsi|anggaran|biaya)
        sewa(?= .{0,40}(?:siapa|dari mana|ditanggung|dibayar|menanggung))
        uang(?= .{0,30}\b(?:dari mana|belum|habis))
    """,
    trouble=rf"""
        {LACK} {LATE} | belum\b | NO kunjung
        NO (?:cair|turun|ada|dibayar*|terbayar|terserap|dianggarkan|teranggarkan|ditandatangani) | terhambat
        terkendala | kendala | macet | disunat | menyusut | NO tertampung | menalangi | talangan | refocusing
        efisiensi | seret | dipangkas | pemangkasan | dipotong | pemotongan | dicoret | menunggak | tunggakan
        rasionalisasi | diblokir | terblokir | baru (?:cair|turun|terealisasi|ditransfer|dibayar*)
        masih (?:menunggu|diproses|dalam proses|terutang) | sulit | kesulitan | nombok | menombok | utang | berutang
        mandek | bengkak | membengkak | dari mana | siapa yang (?:menanggung|membayar|bayar|menutup) | membubung
        melambung | (?:dua|tiga) kali lipat | jebol | patungan | urunan | berutang | ngutang | kasbon
        menggadaikan | digadaikan | dari (?:kantong|kocek|saku) | pakai (?:dana|uang) (?:sendiri|pribadi) | bolong
        NO masuk (?:dalam |di )?(?:RKA|RAB|DPA|anggaran|APBD|pagu) | dari usulan | berselisih | berdebat | alot
        NO sepakat | ditanggung sendiri | NO jelas
        (?:disetujui|diketok|dikabulkan|diberi|cair|turun)(?: \w+){{0,2}} (?:cuma|hanya|separuh\w*|setengah\w*|kurang)
    """,
    whole=r"""
        (?:belum|tak kunjung|NO kunjung) (?:di|ter)bayar\w*
        (?:NO ada|NO punya|NO memiliki|tanpa) (?:\w+ )?anggaran\w*
        Rp\.? ?[\d.,]+(?: (?:ribu|juta|miliar|triliun))?(?: \w+){0,3}? (?:belum|tak kunjung) (?:di|ter)\w+
        (?:harga|tarif|biaya)\w*(?: \w+){0,6}? (?:naik|melonjak|melambung|membubung|berlipat)
        (?:\w+ ){0,4}?(?:(?:di|men)?talangi|nombok\w*|menombok\w*|urunan|patungan) (?:\w+ )?(?:sendiri|dulu|dari|
        pakai|untuk)
        merogoh (?:kocek|kantong|saku) | (?:dari|pakai|memakai) (?:\w+ )?(?:kocek|kantong|saku) (?:sendiri|pribadi)
        (?:memakai|pakai|menalangi|ditalangi)\b(?: \w+)? uang (?:sendiri|pribadi)
        kas (?:\w+ ){0,2}?(?:kosong|kering|tipis)
        (?:selisih|kekurangan)nya (?:mau |akan )?ditutup dari mana
    """,
)
LOGISTICS = rule(
    "logistics",
    weak=r"""
        pengiriman | penyaluran | pengadaan | pikap | kendaraan | mobil | truk | motor | kapal | perahu | komputer
        printer | laptop | gedung | angkutan | bus | alat | atribut | penyedia | speed\s?boat | long\s?boat | pompong
        sampan | ketinting | kelotok | feri | ferry | pesawat | helikopter
    """,
    subject=r"""
        logistik | surat suara | kertas suara | kotak(?! kosong) | bilik(?: suara)? | formulir | tinta | segel
        kertas | gembok | sampul | plano | template | alat (?:coblos|bantu) | alas coblos
        perlengkapan(?: (?:TPS|pemungutan))? | peralatan | armada | truk | pikap | kendaraan | mobil
        motor(?: (?:dinas|trail))?\b | bus\b | ambulans | perahu | speed\s?boat | longboat | long boat | ketinting
        kelotok | klotok | kapal | feri | ferry | tongkang | rakit(?! penyeberangan) | BBM\b | bahan bakar | solar\b
        bensin | avtur
        gudang | (?:pen)?distribusi* | penyaluran | pengiriman(?! (?:data|laporan|hasil|foto))
        pergeseran(?! (?:anggaran|suara|jadwal|pasukan|personel)) | pengangkutan | pengadaan | alat(?! peraga)\b
        stok\b | persediaan | air bersih | APK\b | C\.?\s?Hasil | tenda
        kursi(?! (?:\w+ )?(?:KPPS|PPS|PPK|pengawas|PTPS|DPRD|anggota|roda|pelamar)) | terpal | angkutan
        sarana (?:angkut*|transportasi) | helikopter | pesawat | penerbangan (?:perintis|logistik) | percetakan
        pencetakan | cetakan | pelipatan | pengesetan | pengepakan | penyortiran | sortir | penyedia | vendor
        ekspedisi | kontainer | kabel ti\w+ | pelampung | rompi | pompong | sampan | dump truck | stiker | lem\b
        spidol
        daftar pasangan calon | buku panduan | meja | KMP\b | tempat (?:penyimpanan|menyimpan) | penyimpanan
        balai desa | gedung | kotak suara | ss\b | cairan pembersih | sarung tangan | masker | hand sanitizer | APD\b
        ATK\b | printer | laptop | komputer | ongkos | sewa (?:perahu|kapal|truk|mobil|pesawat) | SPBU
        kapal perintis | genangan air di gudang | atribut | tas\b | kantong plastik | fotokopi
        mesin (?:pindai|cetak|perekam) | boks | box | dus\b | kardus | palet | kunci | stempel | velbed | terop
        tratak
        (?:formulir |undangan )?C-?6\b | C\.?\s?Pemberitahuan(?=.{0,40}\b(?:sampai|datang|tiba|cetak))
        undangan(?= (?:\w+ )?(?:baru|belum|sampai|menumpuk|kembali)\b) | jas hujan
        kuota solar | pertalite | minyak tanah | perbekalan | jatah makan | air minum | drone
        ruang\w*(?= (?:\w+ ){0,2}?sekretariat)
        (?:ruang|tempat|sekretariat)(?= .{0,30}(?:sempit|bocor|penuh|roboh|muat|banjir)) | formulir hasil
    """,
    trouble=rf"""
        {THINGS} | medan (?:yang )?(?:berat|sulit) | terisolir | ditumpuk | tua | mundur # hari | disewa
        dipakai (?:\w+ )?(?:hajatan|ujian|kebun|acara|warga|pihak) | NO (?:aman|berteralis|terjaga|dijaga) | ditarik
        hanya (?:bisa|dapat)(?: \w+)? (?:lewat|melalui|dengan|via) | sempit | rayap | tikus | mau pinjam ke mana
        dipinjam | ditelan \w+ | kena (?:embun|hujan|air|ombak)
    """,
    whole=r"""
        (?:rusak|cacat|sobek|robek|basah|tertukar)(?: \w+){0,4}? # (?:lembar|keping|kotak|botol|boks|dus)
        (?:selisih|kekurangan|kurangnya) # (?:\w+ )?(?:buah|unit|lembar|keping|kotak|botol|dus|boks|paket|koli|set|
        rim|
        bilik|segel|formulir|pasang)
        kurang #? ?(?:\d[\d.]*) (?:buah|unit|lembar|lbr|keping|botol|btl|dus|paket|koli|set|rim|pcs|pasang)
        (?:kantor|gudang|gedung|bangunan|balai|aula|sekretariat)(?: \w+){0,3}? (?:terbakar|kebanjiran|terendam|bocor|
        roboh|ambruk|kemasukan|direnovasi|dibongkar|disegel|NO layak|NO muat|sempit|penuh)
    """,
)
ACCESS = rule(
    "access",
    weak=r"""
        TPS | desa | lokasi\w* | wilayah | daerah | dusun | kampung | kecamatan | distrik | rute | jalur | kapal
        perahu | truk | kendaraan | mobil | petugas | pulau | pesawat | feri | speed\s?boat | longboat | kepulauan
    """,
    subject=r"""
        jarak(?:nya)?\b | poros | jalan(?:nya)?\b | jln\b
        akses(?:nya)?\b(?! (?:internet|listrik|sinyal|jaringan|air|telekomunikasi)) | jembatan | medan(?:nya)?\b
        jalur | geografis
        sungai(?! (?:\w+ )?(?:meluap|naik|banjir)) | pulau\b | kepulauan | dermaga | pelabuhan | bandara | landasan
        titian
        lintasan | gorong-gorong | penyeberangan | lokasi(?:nya)? | TPS\b | wilayah | desa\b | daerah | dusun
        kampung | distrik | kecamatan | ruas | tanjakan | turunan | rute | (?-i:muara|alur|selat) | danau | kapal
        perahu | feri | speed\s?boat | longboat | long boat | truk | kendaraan | mobil | pesawat | petugas
        transportasi
        (?:sulit|susah|tidak|tak|hanya) (?:bisa |dapat )?(?:dijangkau|terjangkau|dilalui|ditempuh|diakses|dilewati)
        terisolir | terisolasi
    """,
    trouble=r"""
        (?:sulit|susah|sukar|NO (?:bisa|dapat|mudah)) (?:untuk )?(?:di)?(?:jangkau|lalui|tempuh|akses|terjangkau|
        lewati|lintasi|masuki|masuk|lewat|capai|mencapai|dicapai|tembus|sandar|bersandar|merapat|didarati|mendarat|
        melintas|menyeberang|naik)\w*
        sulit terjangkau | NO terjangkau
        ONLY (?:bisa |dapat |mampu )?(?:terhubung|disinggahi|dijangkau|ditempuh|dilalui|diakses|dicapai|dilewati|
        terjangkau|dimasuki|
        didarati)
        (?:jaraknya|letaknya) jauh | (?:harus|mesti) (?:dicapai|ditempuh|dijangkau) | ambrol | lapuk | keropos
        goyang
        jauh dan terpencil | tergolong jauh | jalan kaki \w+ jam | NO dapat didarati | retak
        (?:sekali|dua kali) (?:sehari|seminggu|sepekan) | bergantung pada cuaca | terisolir | terisolasi
        terpencil dan sulit | rusak(?: (?:parah|berat))? | lumpur | didorong | ketutup | tertutup | material longsor*
        dialihkan | menutup | (?:sekali|dua kali) (?:sehari|seminggu|sepekan)
        NO (?:bisa|dapat|berani) (?:jalan|masuk|lewat|nyebrang|menyeberang|dilalui) | berlumpur | licin | putus
        terputus | ambruk | longsor | tertimbun | medan (?:yang )?(?:berat|sulit|ekstrem|terjal|berawa) | jalan kaki
        berjalan kaki | akses (?:sulit|terbatas) | berhenti beroperasi | NO beroperasi | ditutup
        tantangan (?:utama|terbesar|tersendiri|terberat) | menjadi kendala | tertutup | aksesnya | sulit* akses
        (?:menggunakan|dengan|memakai|naik) (?:perahu|rakit|sampan|ketinting|longboat|speedboat) | menyeberang*
        jalur (?:laut|sungai|air) | ekstrem | ambl[ae]s | berlubang | becek | surut | dangkal | pendangkalan | kandas
        patah | jebol | hanyut | terban | lumpuh | terhalang | terhambat | kesulitan | menyulitkan
        (?:sangat|terlalu|yang|cukup) jauh | terjal | curam | rawan longsor | tertahan | terjebak | memutar
        belum tersambung | digali | bidang miring | kursi roda | lantai (?:dua|2|tiga|atas) | diportal | diblokir
        diblokade | dipalang | pemalangan | kubangan | bubur
        (?:lebih )?(?:mirip|ibarat|serupa|bak|macam) (?:\w+ )?(?:sungai|
        kubangan|bubur|sawah|agar-agar|arena) | nyangkut | terperosok
        ditarik (?:sapi|kerbau|traktor|ekskavator|alat|tali) | dipikul | dipanggul | digotong | ditandu
        diseret | melintang | (?:tinggal|hanya) (?:\w+ ){0,2}?(?:tali|kerangka|tiang|puing|titian|batang|papan|seutas|
        rangka) | menginap di
        di balik (?:gunung|bukit) | (?:ketika|saat|waktu|menunggu|tunggu|kalau) (?:air )?pasang | harus memutar
        lewat kebun | ditutup (?:warga|massa|oleh) | menutup jalan | mendaki
    """,
    whole=r"""
        (?:jembatan|jalan(?: \w+)?) (?:\w+ )?(?:putus|ambruk|roboh|ambl[ae]s|terputus|longsor|tertimbun|jebol|hanyut|
        hanyut)
        (?:NO ada|tanpa) (?:jalan|jembatan|akses|transportasi)(?:nya)?(?! (?:internet|listrik|sinyal|jaringan|air|
        telekomunikasi|keluar|lain|rusak|yang rusak|ditutup))
        (?:jalan kaki|berjalan kaki) (?:\w+ ){0,3}?(?:jam|kilometer|km|hari)
        (?:menyusuri|mendaki|menyeberangi|menembus|mengarungi|meniti|berjalan|naik turun|melintasi|jalan
        kaki)(?:\W+\w+){0,9}? (?:\d[\d,.]*|\w+) (?:jam|hari|kilometer|km)\b
        (?:perjalanan|menempuh|butuh) (?:\w+ ){0,4}?(?:jam|hari)(?: \w+)? (?:jalan kaki|berjalan kaki|lewat|melalui|
        naik|dengan perahu)
        (?:bidang|jalur) (?:miring|landai) | medan(?:nya)? (?:yang )?(?:berat|sulit|berawa|terjal|ekstrem|curam)
        (?:air|sungai|danau|kanal|muara|alur)(?: \w+){0,3} (?:surut|dangkal|mendangkal)
        (?:kendaraan|mobil|truk|pikap|bus|motor|roda (?:dua|empat|2|4)|perahu|long\s?boat|speed\s?boat|kapal|pompong|
        ketinting|kelotok)(?: \w+){0,3} NO (?:bisa|dapat|mampu) (?:naik|masuk|lewat|melintas|sampai|melewati|menembus|
        menyeberang|sandar|bersandar|merapat)
        (?:kapal|perahu|pompong|speed\s?boat|long\s?boat|feri|ketinting|kelotok|pamboat|KMP?|
        pesawat)(?: \S+){0,5}? (?:hanya|baru|cuma) (?:bisa|dapat|berani|mau|mampu) (?:sandar|bersandar|merapat|masuk|
        lewat|melintas|mendarat|
        menyeberang|turun|berlabuh)
        jalan(?:nya)? (?:\w+ ){0,4}?(?:jadi|menjadi|berubah|seperti) (?:\w+ )?(?:kubangan|bubur|lumpur|sungai)
        (?:feri|kapal|perahu|pesawat|KMP?|perintis)(?: \S+){0,6}? (?:seminggu|sepekan|sebulan|dua minggu|# hari|
        dua pekan) sekali
        lumpur (?:setinggi|sedalam|selutut|sepinggang) | menutup jalan | jalan(?: \w+){0,3} (?:ditutup|dipalang) warga
        (?:longsor\w*|pohon tumbang|material)(?: \w+){0,2} (?:menutup|memutus|menimbun)\w*(?: \w+){0,2}? (?:jalan|
        akses|ruas|
        jalur|poros)
        (?:jalan|akses|ruas|jalur|poros|lintas)(?:\W+[\w-]+){0,6}?\W+(?:tertutup|tertimbun) (?:material )?(?:longsor|
        pohon)
        ONLY (?:bisa|dapat|mampu) (?:dilalui motor|dilewati motor|dicapai|ditempuh|dijangkau|diakses|dilalui|dilewati|
        dimasuki)
        (?:kapal|perahu|longboat|speed\s?boat|feri|ketinting)(?: \w+){0,3} (?:kandas|NO (?:bisa|dapat) (?:sandar|
        bersandar|merapat|masuk|lewat|melintas))
    """,
)
