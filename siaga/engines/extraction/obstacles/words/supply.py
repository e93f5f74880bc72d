"""Obstacles of what must be there: goods, ways, power, signal, money, officers, the list of voters."""

from __future__ import annotations

from siaga.engines.extraction.obstacles.words.rule import rule
from siaga.engines.extraction.obstacles.words.vocabulary import LACK, LATE, THINGS

ELECTRICITY = rule(
    "electricity",
    subject=r"""
        listrik | kelistrikan | penyulang | trafo | PLN\b | PLTD\b | PLTS\b | PLTMH\b | gardu | genset | generator
        tegangan | penerangan | lampu | setrum | meteran listrik | kabel(?! (?:serat|fiber|optik|data|laut|bawah))
        sumber penerangan | tiang listrik | pembangkit | jaringan\b(?=.{0,60}\bpadam) | pemadaman | mati lampu
        byar\s?-?pet | pasokan daya | daya listrik | arus listrik | mesin diesel | panel surya | aki\b | voltase
        aliran(?! (?:dana|sungai|air|uang|sesat|kepercayaan)) | meteran(?! air) | ginset | jenset | mikrohidro
        PLTA\b
        turbin | daya(?= (?:kantor|gedung|gudang|sekretariat|terpasang)) | beban puncak
        (?:solar|BBM|bahan bakar|minyak)(?= (?:\w+ ){0,2}?(?:PLTD|genset|diesel|pembangkit))
    """,
    trouble=rf"""
        {THINGS} | padam | pemadaman | mati | byar\s?-?pet | turun | naik turun | baru menyala
        (?:menyala|nyala|hidup) (?:cuma|hanya|malam|\d+ jam) | NO kuat | turun naik | gelap*
        hanya (?:\d+ jam|menyala|hidup) | bergilir | kors?let\w* | overload | kelebihan beban | jeglek | njeglek
        anjlok | trip | drop | redup | putus | terputus | tumbang | sering\b | kerap\b | minim | tanpa
        temaram | (?:ber)?kedip\S* | ngedrop | numpang | menumpang | nebeng | melampaui | melebihi | kena dahan
        kena pohon | baru (?:ada|menyala|hidup) | minta token
    """,
    whole=r"""
        (?:pakai|memakai|mengandalkan|bermodal\w*|diterangi|ditemani|berbekal|menyalakan) (?:\w+ )?(?:lilin|obor|
        senter|
        petromaks|pelita|lampu minyak|lampu teplok) | zaman obor | kegelapan | gelap-gelapan | gelap total
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
        video conference | vicon | daring | layanan (?:seluler|data|internet)
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
        tanpa layanan (?:seluler|data|internet|telepon)
        (?:mengirim|kirim|menelepon|unggah|mengunggah)(?: \w+){0,3} (?:harus|mesti|kudu|perlu) (?:tunggu|menunggu|
        naik|ke|
        mencari|cari|antre)
        (?:foto|berkas|unggahan|file|fail)(?: \w+){0,3} butuh (?:setengah|#|ber)\S* ?(?:jam|menit)
        (?:satu|sebatang|setitik|sebuah)? ?(?:batang|bar|titik) sinyal | mencegat sinyal | berburu sinyal
        (?:susah|sulit|hilang|minim|tanpa|tidak ada|belum ada|miskin|lemah) sinyal | sinyal (?:lemah|hilang|nol)
    """,
)
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
VOTER_DATA = rule(
    "voter_data",
    subject=r"""
        DPT\b | DPS\b | DPTb\b | DPK\b | DPSHP\b | data pemilih | daftar pemilih | perekaman | rekam\b
        rekaman (?:KTP|data|e-)\S* | KTP(?:-?\s?el\w*)?\b | e-?KTP | coklit | warga (?:yang )?belum | TMS\b | NIK\b
        NKK\b | adminduk | data kependudukan
        pemilih (?:pemula|baru|pindahan|disabilitas|ganda|tambahan|khusus|binaan) | blanko | blangko
        (?:formulir |surat )?C\.?\s?Pemberitahuan | wajib KTP | napi | warga binaan | penghuni (?:lapas|rutan)
        santri | penduduk | keluarga | penyandang disabilitas | undangan (?:memilih|mencoblos|pemilih) 
        (?:tahanan|pengungsi|pekerja)(?= .{0,60}(?:dicatat|didata|tercatat|terdata|memilih|mencoblos|KTP|NIK|DPT|
        TPS)) | nama-nama
        (?:panggilan|undangan|pemanggilan) (?:kepada|untuk|bagi|ke) (?:# )?pemilih
        identitas kependudukan
    """,
    trouble=r"""
        ganda | baru # dari | terpaut | luput | terlewat | enggan | banyak kembali | kembali karena | ga kedata
        NO kedata | kurang valid | NO (?:valid|ditemukan|tercoklit|terdata|terdaftar|tercatat|punya|memiliki)
        masih (?:muncul|terdaftar|tercatat|tercantum) | terpencar | terpisah
        dua (?:kali|TPS|kabupaten|kecamatan|desa|tempat) | (?:sama|kembar)
        (?:belum|tidak|tak)(?! (?:ada|terdapat|ditemukan|menemukan|terjadi|pernah|lagi|boleh|perlu|akan)\b)
        belum ada\b | memuat nama | masih terdata | alamat lama | (?:telah|sudah) pindah
        lebih (?:besar|banyak) dari\w* | melebihi | jauh dari (?:tempat tinggal|rumah|domisili) | kesulitan | sulit
        susah | TMS | bermasalah | salah(?! satu) | meninggal | tercecer | invalid | selisih | kosong | kendala
        masalah | keliru | anomali | memenuhi syarat | fiktif | tercoret | kacau | menipis | habis | tumpang tindih
        kurang akurat | mati\b | pindah domisili | terhapus | janggal | kejanggalan | dobel | kembar | siluman
        dicatut | minim | terlambat | luput | dikubur | dimakamkan | wafat | berpulang | bengkak | membengkak
        melembung
        menyusut drastis | janggal | aneh | nyelonong | tersendat | NO aktif
        masih (?:diantar|datang|dikirim\w*|diberi|nongol)
    """,
    whole=r"""
        (?:(?:sudah|telah) (?:lama )?(?:meninggal|mati|wafat|dikubur|dimakamkan|berpulang|tiada|almarhum)|almarhum\w*|
        mendiang|wafat|dimakamkan|dikubur|meninggal(?: dunia)?)(?:\W+[\w/]+){0,6}?\W+(?:(?:masih|tetap|malah|
        kok) (?:\w+ )?(?:ter\w+|nongol|muncul|ada|hidup|bercokol|nangkring|nyangkut|masuk|diundang|dapat|mendapat|
        menerima|
        dikirimi|punya)|(?:di|dalam|ke) (?:daftar pemilih|DPT|DPS))
        (?:masih (?:mendapat|menerima|dapat|dikirimi) undangan|masih diundang memilih)
        (?:bayi|balita|anak|bocah|remaja|pelajar|WNA|orang asing)(?:\W+[\w/]+){0,5}?\W+(?:nyelonong|masuk|terdaftar|
        tercatat|tercantum|nongol|muncul|terselip)(?: \w+){0,2} (?:daftar|DPT|DPS|pemilih)
        (?:nama|pemilih|orang|warga|NIK)(?: \w+){0,4}? (?:muncul|tercatat|terdaftar|tercantum|nongol|ada) di (?:dua|
        tiga|
        empat|lebih dari satu|\d) (?:desa|TPS|kecamatan|tempat|kelurahan|kabupaten|distrik)
        (?:NO) (?:pegang|memegang|mengantongi|punya|memiliki) (?:\w+ )?(?:KTP\S*|e-KTP|identitas|NIK)
        NO (?:tahu|jelas|pasti) (?:\w+ ){0,2}?(?:mencoblos|memilih|nyoblos) (?:di|ke) (?:\w+ )?mana
        (?:NO|luput|lupa|tidak pernah) (?:didatangi|dikunjungi|disambangi|dicatat|dicoklit|didata|terdata|
        ditemui)(?: oleh)? (?:pantarlih|petugas)
        (?:rumah|alamat|KK|kartu keluarga)(?:\W+[\w/]+){0,4}?\W+(?:dihuni|berisi|memuat|ditempati) # (?:\w+ )?pemilih

        (?:masih|belum|tidak|tak) ter(?:cantum|daftar|data|catat|masuk)\w*\s+(?:\w+\s+){0,3}?(?:DPT\w*|daftar pemilih|
        pemilih\b|DPS)
        pemilih(?:\s+(?!yang akan)\w+){0,2}? (?:ganda|TMS|meninggal(?: dunia)?|fiktif|siluman|tercecer|(?:belum|tidak|
        tak) (?:ter\w+|me\w+|ber\w+|memiliki|punya|masuk|di\w+))\b
        (?:warga|orang|penduduk|jiwa|nama)(?: \w+){0,3}? (?:mati|meninggal(?: dunia)?|wafat)(?: \w+){0,3}? (?:daftar|
        DPT|DPS|data)\b
        (?:NIK|NKK|nama|warga|orang|pemilih|keluarga|jiwa|penduduk)(?:\W+[\w/.-]+){0,5}?\W+(?:ter|di|ke)(?:catat|
        daftar|pencar|pisah|cantum|data)\w*(?: \w+)? di (?:dua|tiga|\d)
        NIK (?:yang )?(?:sama|ganda|kembar) | NO tercoklit | luput dari (?:pendataan|coklit|pencocokan|DPT)
        belum mengurus (?:surat )?pindah memilih
        pemilih(?:\W+[\w/]+){0,6}?\W+(?:masih (?:terdata|terdaftar|tercatat)|jauh dari (?:tempat tinggal|rumah)\w*)
        (?:sudah|telah) (?:pindah|meninggal|mati|wafat|menikah)\b.{0,50}\bmasih (?:masuk|ter\w+|ada|muncul)
        belum dihapus dari daftar | masih muncul sebagai pemilih
        (?:TNI|Polri|tentara|polisi|anak|orang|warga)(?:\W+[\w/]+){0,6}?\W+(?:tercantum|terdaftar|tercatat|
        masuk)(?: \w+){0,2} (?:sebagai pemilih|DPT|daftar pemilih)(?! (?:semua|seluruhnya))
        belum jelas (?:\w+ )?(?:memilih|mencoblos) (?:di|ke) (?:TPS )?mana
        (?:NO|belum) (?:rekam|merekam|perekaman|melakukan perekaman|memiliki (?:e-?KTP|KTP\S*)|ber-?KTP|
        punya (?:e-?)?KTP)
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
        ekspedisi | kontainer | pelampung | rompi | pompong | sampan | dump truck | stiker | lem\b | spidol
        daftar pasangan calon | buku panduan | meja | KMP\b | tempat (?:penyimpanan|menyimpan) | penyimpanan
        balai desa | gedung | kotak suara | ss\b | cairan pembersih | sarung tangan | masker | hand sanitizer | APD\b
        ATK\b | printer | laptop | komputer | ongkos | sewa (?:perahu|kapal|truk|mobil|pesawat) | SPBU
        kapal perintis | genangan air di gudang | atribut | tas\b | kantong plastik | fotokopi
        mesin (?:pindai|cetak|perekam) | boks | box | dus\b | kardus | palet | kunci | stempel | velbed | terop
        tratak
        (?:formulir |undangan )?C-?6\b | undangan(?= (?:\w+ )?(?:baru|belum|sampai|menumpuk|kembali)\b) | jas hujan
        kuota solar | pertalite | minyak tanah | perbekalan | jatah makan | air minum | drone
        (?:ruang|tempat|sekretariat)(?= .{0,30}(?:sempit|bocor|penuh|roboh|muat|banjir)) | formulir hasil
    """,
    trouble=rf"""
        {THINGS} | medan (?:yang )?(?:berat|sulit) | terisolir | ditumpuk | tua | mundur # hari | disewa
        dipakai (?:\w+ )?(?:hajatan|ujian|kebun|acara|warga|pihak) | NO (?:aman|berteralis|terjaga|dijaga) | ditarik
        hanya (?:bisa|dapat)(?: \w+)? (?:lewat|melalui|dengan|via) | sempit | rayap | tikus | mau pinjam ke mana
        dipinjam | ditelan \w+ | kena (?:embun|hujan|air|ombak)
    """,
    whole=r"""
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
        jarak(?:nya)?\b | jalan(?:nya)?\b | jln\b
        akses(?:nya)?\b(?! (?:internet|listrik|sinyal|jaringan|air|telekomunikasi)) | jembatan | medan(?:nya)?\b
        jalur | geografis | sungai | pulau\b | kepulauan | dermaga | pelabuhan | bandara | landasan | titian
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
        hanya (?:bisa |dapat |mampu )?(?:terhubung|disinggahi|dijangkau|ditempuh|dilalui|diakses|dicapai|dilewati|
        terjangkau|dimasuki|
        didarati)
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
        hanya (?:bisa|dapat|mampu) (?:dicapai|ditempuh|dijangkau|diakses|dilalui|dilewati|dimasuki)
        (?:kapal|perahu|longboat|speed\s?boat|feri|ketinting)(?: \w+){0,3} (?:kandas|NO (?:bisa|dapat) (?:sandar|
        bersandar|merapat|masuk|lewat|melintas))
    """,
)
STAFFING = rule(
    "staffing",
    weak=r"""
        anggota | pantarlih | petugas | pengawas | penyelenggara | pegawai | staf | aparat | PPK | PPS | polsek
        koramil
    """,
    subject=r"""
        personel | personil | pers\b | anggota | petugas | KPPS\b | PPS\b | PPK\b | PTPS\b | pengawas | linmas
        satlinmas | SDM\b | sumber daya manusia | anggota | saksi | tenaga | pantarlih | aparat | operator | relawan
        sopir | perekrutan | rekrut* | polsek | koramil | pelamar | pendaftar | penyelenggara | badan adhoc
        badan ad hoc | staf | pegawai | teknisi | juru (?:bahasa|mudi) | motoris | nakhoda | formasi | peminat | nakes
        tenaga kesehatan | dokter | perawat | bidan | porter | kekuatan(?: yang)? | penyidik | jaksa | pengganti
        komisioner | panwas* | polisi | bhabinkamtibmas | babinsa | prajurit | hansip | satpam | brimob | regu
        pendaftaran (?:KPPS|PTPS|pengawas|pantarlih|linmas) | pelamar* | melamar | lamaran | bangku | jabatan
        kursi (?:\w+ )?(?:KPPS|PPS|PPK|PPD|PTPS|pengawas|anggota|panitia|komisioner) | orang kita | pemikul
        (?:jadi|menjadi) (?:KPPS|PTPS|PPS|linmas|pengawas|petugas|saksi|pantarlih) | penyuluh | pembekalan | bimtek
        orang(?= (?:\w+ ){0,2}?(?:untuk (?:menjaga|jaga|mengawal|mengawasi)|yang mau))
    """,
    trouble=rf"""
        {LACK} | mengundurkan diri | mundur | pengunduran diri
        NO (?:\w+ )?(?:dibekali|kunjung|mencukupi|tuntas|rampung|selesai|terisi|terpenuhi|terbentuk|direkrut|dilantik|
        diganti|terlatih|dilatih|mengikuti (?:bimtek|bimbingan|pelatihan)|hadir|paham|memahami|menguasai|diminati|
        lulus)
        formasi kosong | kosong | kekosongan | lowong | terpaksa (?:mengawasi|menjaga|merangkap|menangani) | NO ideal
        NO ada yang (?:mau|berminat|mendaftar|melamar|lulus|bersedia|paham|mengerti) | emoh | ogah | kapok | malas
        diperbantukan | di-?BKO-?kan | mustahil | berkurang | diragukan
        NO (?:masuk|hadir|ikut) | tanpa keterangan | belum semua | NO ketutup | gaptek | buta huruf
        (?:anggota|kader|pengurus) (?:partai|parpol) | dobel tugas | NO mau | NO bersedia | diganti mendadak
        diwawancara ulang | capek | takut | tidak mau lagi | hengkang | ditinggal* | terlibat partai | dipecat
        diberhentikan | dinonaktifkan | sepi | mangkir | sudah berumur | merangkap | rangkap | ditarik | dimutasi
        pensiun | kewalahan | kepala (?:lima|enam|tujuh) | sudah (?:tua|sepuh|lanjut) | masih dicarikan | berkurang
        dijabat (?:Plt|pelaksana) | gugur | menolak bertugas | menolak jadi | enggan | berhenti | merantau
        berangkat (?:menjadi|jadi|haji|umrah|merantau) | pindah tugas | cuti | pamit | angkat kaki | balik badan
        minta (?:berhenti|mundur|diganti|keluar) | bolong | ompong | pincang
        terlalu (?:berat|banyak|sedikit|muda|tua)
        sendirian | seorang diri | sendiri(?= untuk) | gagap* | kagok | awam | kebingungan | belum terbiasa
        (?:umur|usia)\w* (?:\w+ )?(?:di atas|lebih dari|melewati|kepala) (?:enam|tujuh|[67]\d) | (?:ber)?usia lanjut
        itu-itu saja
        (?:di atas|lebih dari) (?:(?:enam|tujuh) puluh|[67]\d)(?: tahun)? | resign | gantinya | keluar dari tim
        trauma | jera | belum cukup umur | di bawah umur | lebih suka | lebih memilih | dibiarkan kosong
        NO (?:lulus|lolos|mengantongi|memegang|punya|memiliki|juga)\b(?! (?:tes )?kesehatan)
        (?:cuma|hanya) (?:saya|kami|sendiri|dia|satu|dua|# orang) | diperpanjang (?:dua|tiga|#) kali
    """,
    whole=r"""
        (?:satu|seorang|sendirian|1)(?: orang)?(?: \w+){0,2}? (?:(?:harus|terpaksa|mesti|kini|masih) )?(?:memegang|
        menjaga|
        mengawasi|menangani|melayani|mengampu|mengawal|membawahi|merangkap|mengurus|mencakup|meliput|mengurusi|
        untuk) (?:(?:sampai|hingga|sekaligus) )?(?:(?:\d+|\w+) (?:TPS|desa|kelurahan|dusun|kecamatan|distrik|kampung|
        pulau|
        RW) (?=.{0,40}\b(?:sekaligus|terlalu|berat|kewalahan|mustahil|kurang|repot|keteteran))|(?:[6-9]|[1-9]\d|
        belasan|
        puluhan|sepuluh|sebelas|\w+ belas|\w+ puluh|delapan|sembilan|tujuh) (?:TPS|desa|kelurahan|dusun|kampung|
        pulau))
        (?:jabatan|posisi|kursi|formasi|bangku)(?: \w+){0,4} (?:kosong|lowong|bolong|belum terisi)
        kekosongan (?:jabatan|posisi)
        (?:NO|tidak) satu ?pun (?:pelamar|pendaftar|peminat) | mengundurkan diri | pengunduran diri
        kekurangan (?:personel|personil|petugas|tenaga|anggota|SDM|operator|orang|saksi|pengawas) | banyak yang mundur
        (?:sulit|susah*|kesulitan)(?:nya)? (?:mencari|mendapat\w*|merekrut|menemukan) (?:\w+ ){0,2}?(?:pengganti|
        petugas|KPPS|calon|orang|tenaga|pelamar|saksi|anggota)
    """,
)
RULES = (ELECTRICITY, INTERNET, BUDGET, VOTER_DATA, STAFFING, LOGISTICS, ACCESS)
