"""Obstacles of what people do: neutrality, money, lies, hatred, fraud, unrest."""

from __future__ import annotations

from siaga.engines.extraction.obstacles.words.rule import rule
from siaga.engines.extraction.obstacles.words.vocabulary import REPORTED, TOLD

_SEEN = rf"{TOLD} {REPORTED}"
_OFFICIALS = (
    r"(?:ASN|PNS|PPPK|aparatur(?:\s+sipil\s+negara)?|aparat(?:\s+(?:desa|kampung|kelurahan))?|kades|kepala\s+(?:desa|kampung|"
    r"dinas|badan|bagian|sekolah|puskesmas|lingkungan|dusun|distrik|pekon)|perangkat\s+(?:desa|kampung|kelurahan|nagari)|"
    r"lurah|camat|keuchik|dukuh|kaur|pamong(?:\s+desa)?|wali\s+(?:nagari|kota)|bupati|gubernur|pejabat|guru|oknum(?:\s+\w+)?|pendamping\s+(?:desa|PKH|\w+)|"
    r"penyelenggara|anggota\s+(?:TNI|Polri|BPD|KPPS|PPS|PPK|Linmas)|sekdes|sekretaris\s+(?:desa|camat|kecamatan|kelurahan|kampung)|pegawai\s+(?:dinas|pemkab|pemkot|kantor)|ketua\s+R[TW]|RT|RW|kepling|prajurit|"
    r"babinsa|bhabinkamtibmas|(?:ketua|anggota|sekretaris|staf)\s+(?:KPPS|PPS|PPK|PPD|Bawaslu|KPU|panwas\w*)|pegawai(?:\s+(?:negeri|honorer|kontrak))?|honorer|tenaga\s+(?:honorer|kontrak)|staf|kadus|geuchik|datok|penghulu|"
    r"(?:kepala\s+)?(?:seksi|bidang|kasi|kabid|kasubag|kasubbag|sekretaris\s+dinas|kadis|kadisdik)|juru\s+bicara\s+pem\w+|kepala\s+(?:jorong|suku)|jorong|petugas|polisi|tentara)"
)
_CANDIDATE = (
    r"(?:calon|paslon|pasangan|kandidat|petahana|kubu|caleg|partai|parpol|capres|cabup|cagub|cawalkot|nomor\s+urut|"
    r"peserta\s+pem\w+|salah\s+satu)"
)
_SIDES = (
    r"(?:(?:ikut\s+)?(?:mengantar|mendampingi|menyambut|mengawal|mengarak|menjemput|menemani|memandu)\s+(?:\w+\s+)?(?:calon|paslon|kandidat|caleg)|ikut\s+(?:\w+\s+){0,2}?(?:rapat\s+tim|tim\s+pemenangan|blusukan|konvoi|pawai)|ikut\s+(?:\w+\s+)?(?:kampanye|berkampanye)|berkampanye|mengampanyekan|mengkampanyekan|berpihak|memihak|"
    r"terang-terangan|terang2an|(?:(?:men)?dukung|dukungan(?:\s+kepada)?|menguntungkan|merugikan|memenangkan|memilih|"
    r"condong(?:\s+ke(?:pada)?)?|mempromosikan|promosi(?:kan)?|menjagokan)\s+(?:\w+\s+){0,2}?"
    rf"{_CANDIDATE}|(?:mengarahkan|menggalang|menggiring|mengumpulkan|mengajak)\s+(?:\w+\s+){{0,5}}?"
    rf"(?:dukungan|pilihan|suara|pemilih|memilih|coblos|mencoblos|{_CANDIDATE})|memobilisasi|tidak\s+netral|tak\s+netral|"
    r"terlibat\s+(?:\w+\s+)?(?:kampanye|politik|tim|dukung\w+|partai|pemenangan)|(?:hadir|menghadiri|dalam|pada|saat|di)\s+"
    r"(?:\w+\s+){0,2}kampanye|tim\s+sukses|timses|like\b|share\b|menyukai|komentar|postingan|memposting|mengunggah|"
    r"unggahan\s+(?:calon|paslon|dukungan)|(?:ber|swa)?foto\s+(?:bersama|dengan|bareng)\s+"
    rf"(?:\w+\s+)?{_CANDIDATE}|berpose|mengacungkan|(?:jadi|menjadi)\s+(?:juru\s+kampanye|jurkam|saksi\s+(?:salah\s+satu\s+)?(?:paslon|partai|calon|pasangan)|tim\s+\w+)|(?:memakai|mengenakan|pakai|berkaus|berbaju)\s+(?:\w+\s+){{0,2}}?(?:kaus|kaos|baju|atribut|topi|jaket|pin|seragam)\s+(?:\w+\s+){{0,2}}?(?:calon|paslon|partai|kandidat|pasangan)|(?:masuk|terdaftar|tercatat|tercantum|ada|nangkring)\s+(?:\w+\s+){{0,3}}?(?:tim\s+(?:pemenangan|sukses|kampanye)|kepengurusan\s+partai)|di\s+(?:atas\s+)?panggung\s+(?:kampanye\s+)?(?:calon|paslon)|ikut\s+(?:jalan\s+sehat|senam|pengajian|syukuran|acara|arisan)\s+(?:\w+\s+){{0,3}}?(?:calon|paslon|partai|pasangan|salah\s+satu)|mengundang\s+(?:tim\s+sukses|timses|tim\s+pemenangan)|(?:memberi(?:kan)?|kasih)\s+(?:jempol|tanda\s+suka|like)|juru\s+kampanye|jurkam|(?:simbol|tanda|pose)\s+(?:jari|jempol)|"
    rf"(?:me)?(?:pasang|masang|nempel\w*|mbagikan|bagi\w*|nyebar\w*)\s+(?:\w+\s+){{0,2}}?(?:baliho|stiker|kartu\s+nama|brosur|selebaran|gambar|foto|kalender|kaus|kaos|APK|"
    rf"bahan\s+kampanye|atribut)|(?:hadir|ikut|tampak|terlihat)\s+(?:\w+\s+){{0,2}}?deklarasi|(?:pengurus|anggota|kader|simpatisan)\s+(?:\w+\s+){{0,2}}?(?:partai|parpol|ranting)|"
    rf"(?:adik|kakak|istri|suami|anak|kerabat|saudara|ipar|keponakan)\s+(?:\w+\s+){{0,2}}?(?:calon|paslon|ketua\s+tim|tim\s+(?:kampanye|sukses)|kandidat|petahana|caleg)|(?:fasilitas|mobil|kendaraan|rumah)\s+(?:dinas|negara)(?:\s+\w+){{0,4}}?\s+(?:kampanye|{_CANDIDATE}))"
)
_GIFTS = (
    r"(?:uang|sembako|amplop|beras|duit|minyak(?:\s+goreng)?|bansos|gula|mi\s+instan|kompor|tabung\s+gas|token(?:\s+listrik)?|"
    r"pulsa|vouc?h?er|kupon|barang|paket(?:\s+\w+)?|hadiah|sarung|mukena|jilbab|materi|imbalan|mesin(?:\s+\w+)?|ternak|kambing|sapi|door\s?prize|rokok)"
)
_GIVING = (
    r"(?:menyodorkan|disodori|menyelipkan|disangoni|ngasih|membayari|disuap\w*|membagikan|membagi(?:-bagi(?:kan)?)?|bagikan|bagi-?bagi|bagi2|dibagi\w*|memberikan|memberi|diberi\w*|menjanjikan|dijanjikan|iming-iming\w*|"
    r"mengiming\w*|menyebar(?:kan)?|mengedarkan|pembagian|pemberian|penyebaran|menawarkan|ditawari|menebar|menyawer|titip\w*)"
)
NEUTRALITY = rule(
    "neutrality",
    subject=r"""
        netral\w* | ketidaknetralan | politik praktis | keberpihakan
        (?:keterlibatan|dukungan) (?:\d+ )?(?:oknum )?(?:ASN|kades|kepala \w+|perangkat|aparat\w*|TNI|Polri|PNS|
        pejabat|camat|lurah|guru)
        (?:ASN|PNS|kades|kepala desa|perangkat desa)(?= (?:\w+ ){0,2}?(?:terlibat|dilaporkan|diperiksa|diklarifikasi))
    """,
    trouble=rf"""
        NO netral | ketidaknetralan | pelanggaran | {TOLD} | laporan | dilaporkan | terlibat | meragukan
        dipertanyakan | diragukan
    """,
    whole=rf"""
        (?:ketidaknetralan|keberpihakan)\b
        (?:mobil|kendaraan|motor) (?:\w+ )?(?:pelat merah|dinas|plat merah)(?:\W+[\w/&-]+){{0,8}}?\W+(?:kampanye|
        calon|paslon|kandidat|partai|pemenangan|tim sukses)
        (?:fasilitas|birokrasi|program|bansos)(?: \w+){{0,5}} (?:untuk|demi) (?:pemenangan|memenangkan|kampanye|
        kepentingan politik)
        dimanfaatkan\w* (?:fasilitas|birokrasi|program|bansos) | pelanggaran netralitas
        (?:ajakan|seruan|arahan|perintah|instruksi|pesan|suruhan|
        imbauan) (?:dari )?{_OFFICIALS}(?:\W+\w+){{0,5}}?\W+(?:memilih|
        mendukung|memenangkan|mencoblos|coblos) (?:\w+ )?{_CANDIDATE}
        netralitas (?:\w+ ){{0,2}}?(?:dilanggar|dipertanyakan|diragukan)
        {_OFFICIALS}(?:\W+(?!agar\b|untuk\b|tidak\b|dilarang\b|supaya\b|wajib\b|harus\b|
        jangan\b)[\w/&-]+){{0,6}}?\W+{_SIDES}
    """,
)
MONEY = rule(
    "money_politics",
    subject=rf"""
        politik uang | politik duit | money politi\w+ | serangan fajar | wani piro | jual beli suara | beli suara
        membeli suara | politik transaksional | mahar politik | bagi-?bagi (?:\w+ )?{_GIFTS}\b | bagi {_GIFTS}\b
        {_GIVING} (?:\w+ ){{0,3}}?{_GIFTS}\b
        {_GIFTS}(?=\s+(?:\w+\s+){{0,4}}?(?:dibagi\w*|mulai jalan|beredar|disebar|diedarkan|senilai))
        uang transpor\w* | (?:uang|amplop|sembako|beras) dari (?:calon|paslon|caleg|tim)
        (?:kupon|sembako|beras|paket|uang)(?: \w+){{0,3}} ber-? ?(?:stiker|gambar|logo)
    """,
    trouble=rf"""
        {TOLD} {REPORTED} | oleh (?:tim|calon|oknum|paslon) | bergerilya | bergerak | berjalan | lazim | menanti
        dini hari | menjelang subuh | beralih | sulit dilacak | permisif
        informasi
    """,
    whole=rf"""
        {_GIVING} (?:\w+ ){{0,3}}?{_GIFTS}(?: \w+){{0,3}}? (?:kepada|ke|untuk|pada|di) (?:\w+ ){{0,2}}?(?:warga|
        pemilih|rumah|masyarakat|ibu|jemaah|jamaah|pengajian|peserta kampanye)
        (?:calon|caleg|paslon|timses|tim sukses|tim pemenangan|pendukung|relawan)(?:\W+(?!agar\b|untuk\b|tidak\b|
        dilarang\b|jangan\b)[\w-]+){{0,6}}?\W+{_GIVING} (?:\w+ ){{0,3}}?{_GIFTS}
        (?:calon|caleg|paslon|timses|tim sukses|tim pemenangan|relawan) (?:\w+ )?(?:bagi|bagiin|kasih|sebar|
        nyebar) (?:\w+ )?{_GIFTS}
        (?:disiram|menyiram|siram) uang | pembelian suara | amplop (?:ber)?isi
        amplop (?:subuh|fajar) | (?:iming-iming|imbalan) (?:\w+ ){{0,3}}?(?:uang|sembako|Rp|amplop|lembar|beras)
        (?:satu )?suara dihargai | harga (?:satu |per )?suara
        (?:tarif|harga)nya (?:\S+ )?Rp ?[\d.]+(?: ?\w+)? (?:per|untuk|
        satu|se)\W?(?:kepala|suara|orang|pemilih|KTP)? | Rp ?[\d.]+(?: ribu)? (?:per|untuk satu) (?:kepala|suara|KTP)
        (?:ditawari|disodori|disuap|diiming-imingi|disangoni) (?:\w+ )?(?:uang|amplop|sembako|beras|rokok)
        (?:amplop|uang|sembako|beras)(?: \w+){{0,3}} (?:dari pintu ke pintu|dari rumah ke rumah|menjelang subuh|
        sebelum
        subuh|dini hari) | (?:membawa|pulang membawa|menerima|mendapat) (?:\w+ )?(?:sembako|amplop|beras|mukena|
        sarung|
        jilbab|gula|minyak|uang)(?: \w+){{0,2}} dari (?:\w+ )?(?:calon|paslon|caleg|timses|tim)
        (?:daftar (?:nama|pemilih|warga))(?: \w+){{0,4}} (?:segepok|setumpuk|sekantong|amplop|uang)
        (?:dengan syarat|asal|asalkan|imbalan\w*)(?: \w+){{0,2}} (?:mencoblos|memilih|nyoblos|coblos)
        membawa (?:\w+ ){{0,4}}?(?:uang|amplop|beras|sembako|paket)(?: \S+){{0,6}} daftar (?:nama|pemilih|warga)
        (?:janji\w*|iming-iming) (?:\w+ )?\d\S* per (?:kepala|orang|suara)
        (?:meng|k)umpul\w* (?:fotokopi|fc|foto) KTP
        (?:menganggap|anggap) (?:\w+ ){{0,3}}?(?:wajar|lumrah|biasa|rezeki)(?: \w+){{0,4}} (?:uang|imbalan|amplop|
        pemberian|politik uang)
        (?:janji|tawaran|iming-iming) {_GIFTS}
        (?:ditawari|dijanjikan|diberi|menawarkan|dijanjiin|menerima) (?:\w+ )?(?:uang )?Rp ?[\d.]+ | uang siram
        amplop (?:\w+ )?(?:mulai|sudah) (?:\w+ )?(?:jalan|beredar) | {_GIFTS} ber ?stiker
    """,
)
HOAX = rule(
    "hoax",
    weak=r".*(?:provokatif|negatif)$",
    subject=r"""
        hoaks?\b | hoax
        (?:berita|kabar|informasi|isu|konten|narasi|tuduhan|postingan|unggahan|pesan|cerita|desas-desus|rumor|video|
        foto|rekaman|
        potongan video)(?: \w+){0,4}? (?:bohong|palsu|menyesatkan|tidak benar|tak benar|provokatif|negatif|sesat|
        fitnah|hoa\w+|simpang siur|tak berdasar|liar|miring|bohongan|disunting|dipotong|dipelintir)
        (?:video|unggahan|akun|postingan|pesan|siaran)(?:\W+\w+){0,6}?\W+(?:menuduh|memfitnah|menuding)
        (?:mengarang|karangan|dikarang|mengada-ada) (?:cerita|kabar|bahwa) | cerita (?:karangan|bikinan)
        isapan jempol
        (?:potongan|cuplikan|penggalan|video|foto|rekaman)(?= .{0,90}\b(?:seolah|seakan|dipelintir|dipelesetkan))
        (?:video|foto|berita) lama(?= .{0,40}\b(?:diunggah|beredar|disebar|viral|muncul|dibagikan))
        versi (?:baru|lain|berbeda)(?= .{0,20}(?:muncul|beredar|tersebar))
        (?:beredar|tersebar|menyebar|bersliweran|berseliweran|viral)(?:\W+\w+){0,5}? (?:pesan|kabar|video|rekaman|
        tangkapan layar|selebaran|unggahan|isu|info)(?=.{0,60}\b(?:bahwa|seolah|seakan|kalau|katanya|TPS|dipindah|
        diundur))
        (?:poster|brosur|surat|pamflet|selebaran|pengumuman|undangan|akun|situs|laman|rekaman|
        siaran)(?: \w+){0,2} (?:palsu|bohong|gadungan|tiruan|abal-abal|bodong)
        (?:rekaman|video|suara|foto)(?: \w+){0,4}? (?:menyerupai|mirip|meniru|buatan mesin|kloning)
        mengatasnamakan (?:KPU|Bawaslu|panitia|polres) | dipalsukan (?:pakai|dengan|menggunakan) (?:AI|kecerdasan)
        broadcast | disinformasi | misinformasi | kampanye hitam | black campaign | kabar (?:burung|angin) | fitnah
        akun (?:palsu|anonim|bodong)
        (?:video|foto|rekaman|gambar|suara|tangkapan layar) (?:\w+ )?(?:suntingan|editan|rekayasa|palsu|deepfake|
        manipulatif|hasil AI|buatan (?:AI|kecerdasan)|lama)
        deepfake
        (?:kabar|isu|rumor|desas-desus|pesan berantai|broadcast|selebaran)(?= (?:\w+ ){0,4}?(?:bahwa|penundaan|
        ditunda|dibatalkan|batal|meninggal|mundur|dicoret|curang)\b)
        pesan berantai
    """,
    trouble=rf"""
        {TOLD} {REPORTED} | viral | menyebut | meniru | mengatasnamakan | bingung | nyebar | menyebar | percaya
        seolah* | seakan* | diunggah | ditempel | lebih percaya | termakan | kadung | telanjur | terlanjur
        menyudutkan | menyerang | mendiskreditkan | ramai | bahwa | meresahkan | grup
    """,
)
SARA = rule(
    "sara",
    subject=r"""
        SARA\b | ujaran kebencian | politik identitas | politisasi (?:agama|rumah ibadah|suku) | provokasi | adu domba
        mengadu domba | diadu domba | intoleran\w*
        (?:isu|narasi|sentimen|ujaran|konten|pesan|ceramah|penceramah|pendeta|ustaz|dai|kebencian|khotbah|khutbah|
        dakwah|komentar|brosur|spanduk|selebaran|video|orasi|baliho|unggahan|kampanye|hasutan|
        pamflet|poster|yel-yel|kebencian)(?:\W+[\w-]+){0,8}?\W+(?:putra daerah|kedaerahan|agama|suku|kesukuan|ras\b|
        etnis|keagamaan|SARA|
        primordial|umat|antarumat|pendatang|keyakinan|orang asli|penduduk asli|pribumi|perantau|asal-usul|asal usul|
        transmigran|aliran|rumah ibadah|marga|antarmarga|antar ?suku|
        etnis minoritas|minoritas|mengkafirkan|kafir|beda agama|sukunya|agamanya|beda keyakinan)
    """,
    trouble=rf"""
        {TOLD} {REPORTED} | memecah \w+ | mempertentangkan | membanding\S* | membenturkan | dibenturkan | mengusir
        bernada | merendahkan | dosa | haram | mengotak\S* | membeda-bedakan | menjatuhkan | menyerang | menyinggung
        mempersoalkan | menyudutkan
        terpasang | warga panas | memanaskan | mengadu | saling hina | menghina | mengharamkan | menjelek\S*
        jelek2in | resah | keresahan | muncul | panas | merembet | jangan pilih
    """,
    whole=r"""
        (?:spanduk|selebaran|pamflet|penceramah|ceramah|khotbah|baliho|unggahan|pesan|video|
        poster)(?:\W+\w+){0,10}?\W+(?:
        menolak|larangan|melarang|mengharamkan|haram|jangan|dosa|menyeru\w*)(?:\W+\w+){0,5}?\W+(?:suku|agama|
        keyakinan|
        pendatang|kafir|etnis|marga|seiman|putra daerah|umat)
        (?:mempertentangkan|membenturkan|membanding-bandingkan|membeda-bedakan|merendahkan|menghina|mengejek|
        mengolok\S*|
        mengusir) (?:\w+ ){0,3}?(?:suku|agama|orang asli|pendatang|etnis|marga|umat|putra daerah|keyakinan|perantau)
        (?:saling|mulai) (?:\w+ )?(?:menyebut|menghina|mengejek|bawa-bawa|membawa) (?:\w+ )?(?:suku|agama|marga|ras)
        (?:bawa-bawa|bawa2|membawa-bawa|menyinggung) (?:\w+ )?(?:suku|agama|marga|ras|putra daerah|keyakinan)
        (?:calon|paslon|pemimpin)(?: \w+){0,3} (?:beda|lain|berbeda|seiman|tak seiman) (?:agama|suku|keyakinan)
        mengadu ?domba (?:antar)?(?:umat|suku|warga|agama|kelompok)\w* | politisasi (?:agama|rumah ibadah) (?:di|oleh)
    """,
)
FRAUD = rule(
    "fraud",
    weak=r"pelanggaran | penyalahgunaan | joki",
    subject=r"""
        kecurangan | pelanggaran | manipulasi | penggelembungan
        mencoblos (?:dua|lebih|berkali|orang lain|lagi|di dua)
        tindak pidana pem\w+ | pemalsuan | penyalahgunaan | mobilisasi (?:pemilih|massa pemilih)
        jual beli (?:suara|formulir) | pencurian suara | joki\b | calo\b | pergeseran suara
        perubahan (?:angka|hasil|perolehan) | suara (?:\w+ )?(?:berpindah|bergeser|hilang)
        pengepul (?:formulir|undangan|C\S*|KTP) | ijazah palsu | dokumen palsu | tanda tangan palsu | memalsukan
        dipalsukan | pencatutan | mencatut | dicatut
    """,
    trouble=TOLD,
    whole=r"""
        (?:rawan|dapat|bisa|mudah|rentan) (?:disalahgunakan|diselewengkan|dicurangi|dimanipulasi)
        mencoblos (?:dua kali|lebih dari (?:sekali|satu kali)|berkali-kali|berulang|di (?:dua|tiga|
        \d+) TPS(?! (?:lokasi )?khusus))
        (?:digelembungkan|diutak-?atik|dimanipulasi|direkayasa|diubah-ubah)
        (?:memakai|menggunakan) (?:undangan|C\S* ?Pemberitahuan|KTP|identitas|hak pilih) (?:milik )?orang lain
        nama orang lain | (?:dipakai|digunakan|dimanfaatkan) (?:oleh )?orang lain
        (?:angka|hasil|suara|perolehan)(?:\W+[\w.]+){0,8}?\W+(?:berbeda dengan|tidak sama dengan|diubah|mengubahnya)
        formulir (?:\w+ )?(?:yang )?(?:diubah|dipalsukan)
        surat suara (?:yang |sisa )?(?:sudah |telah )?(?:ter|di)coblos
        sisa surat suara(?: \w+){0,4} (?:disalahgunakan|dicoblos|digunakan) | disalahgunakan oleh
        (?:kotak|segel)(?: \w+){0,2} (?:dibuka|terbuka|dirusak)(?! kembali) | (?:memilih|mencoblos) atas nama orang
        menggelembungkan | penggelembungan suara | pemilih siluman
        (?:menyelipkan|diselipkan|menyembunyikan|membawa pulang) (?:\S+ ){0,3}?(?:surat suara|formulir|plano)
        (?:angka|hasil|suara|perolehan)(?:\W+[\w.]+){0,8}?\W+(?:lain dari|beda dari|beda dengan|tak sama|tidak cocok)
        (?:mencelupkan|celup) (?:\w+ )?jari(?: \w+)? (?:dua kali|di dua|lagi)
        (?:tanda tangan|paraf)(?:\W+\w+){0,4}? (?:orang lain|dipalsu\w*|tiruan|dibubuhkan oleh)
        (?:kotak|segel)(?:\W+\w+){0,4}? (?:dibuka|terbuka|dirusak) (?:tanpa|diam-diam)
    """,
)
SECURITY = (
    rule(
        "security",
        subject=r"""
            konflik | bentrok* | kerusuhan | (?:ber)?sengketa (?:batas|tapal|lahan|tanah|wilayah|adat) | tapal batas
            intimidasi | unjuk rasa | demo\b | demonstrasi | begal | KKB\b | kelompok (?:kriminal )?bersenjata | OTK\b
            orang (?:tak|tidak) dikenal | tawuran | keributan | ribut | ricuh | kericuhan | perkelahian | berkelahi
            gangguan (?:keamanan|kamtibmas) | pengrusakan | perusakan | pembakaran | penembakan | penyerangan
            pengadangan | penghadangan | premanisme | preman | kekerasan | teror* | gesekan | senjata
            perang (?:suku|antarkampung) | perselisihan | minuman keras | miras | orang mabuk | pemuda mabuk
            balap liar | pencurian | penjarahan | ancaman (?:bom|pembunuhan|fisik) | pelemparan | penganiayaan
            molotov | parang | sajam | celurit | panah | surat kaleng | (?:saling )?gertak* | cekcok | adu mulut
            mabuk-mabukan | pesta miras | minum-minum | seteru | perseteruan | pertikaian | gerombolan | kawanan
            pengeroyokan | pengusiran | dendam lama | sabotase | provokator
            saling (?:klaim|ejek|serang|balas|hujat|ancam)
            ancaman(?= (?:lewat|melalui|dari|via|pembunuhan|fisik|telepon|pesan)) | mengerahkan massa
            pengerahan massa | lemparan | basis (?:kedua|dua) kubu | dendam | permusuhan | blokade | pemalangan
            pemblokiran | penolakan
        """,
        trouble=rf"""
            {TOLD} | laporan | melaporkan | dilaporkan | gangguan | memanas | sengketa | gesekan | bentrok*
            perusakan | pengrusakan | memicu | rencana | berencana | akan digelar | pecah | ricuh | merusak | membakar
            mengadang | menghadang | antar\w+ | takut* | suka | ditakutkan | menghantui | mengacung* | dilempar | kian
            belum (?:selesai|reda|tuntas) | kembali | banyak | mengganggu | meresahkan | gara-gara | usai | setelah
        """,
        whole=r"""
            (?:APK|alat peraga(?: kampanye)?|baliho|spanduk|bendera|posko\w*|sekretariat)(?: \w+){0,6}? (?:dirusak|
            dibakar|dilempari|diserang|dicuri|dilempari? (?:batu|molotov|telur)|dilempar|hilang dicuri|dicoret\w*|
            disobek(?:-sobek)?|diturunkan paksa|dicopot paksa|disobek|dirobek|dirobohkan)
            (?:dirusak|dibakar|diserang|dihadang|diadang|dianiaya|diancam|diteror|diintimidasi|dikeroyok|
            dilempari) (?:\w+ )?(?:OTK|massa|orang|sekelompok|pendukung|warga|oleh)
            (?:diancam(?! (?:pidana|hukuman|denda|penjara|sanksi|dengan pidana))|diintimidasi|diteror|dianiaya|
            dibacok|
            ditikam|ditodong|dikeroyok|ditembak\w*)\b | menembak\w* | (?:suara|bunyi|rentetan) tembakan
            (?:ada|menerima|mendapat|dapat) (?:\w+ )?(?:ancaman|intimidasi|teror)
            (?:upaya|rencana|ajakan) (?:\w+ )?(?:mengerahkan|pengerahan|menggerakkan|menduduki) (?:massa|kantor)
            menolak (?:\w+ ){0,2}?(?:TPS|pemungutan suara|PSU|pencoblosan|rekapitulasi|hasil)
            (?:memantik|memancing|memicu|menyulut) (?:keributan|kericuhan|konflik|emosi|amarah) | lempar(?:an)? batu
            (?:pergerakan|keberadaan|aktivitas|kehadiran) (?:kelompok|KKB|OTK|geng)
            (?:api|bara) (?:di )?dalam sekam | bom waktu | sumbu pendek
            (?:siap|tinggal|mudah) (?:meledak|disulut|tersulut)
            (?:mengancam|hendak|berniat) (?:\w+ )?(?:menyegel|membakar|menduduki|mengepung|memboikot|merusak)
            mabuk-mabukan | pesta miras | surat kaleng | bom molotov
            (?:dua|antar) ?(?:kampung|desa|suku|kelompok|kubu)(?: \w+){0,5} (?:berjabat tangan|berdamai|
            rukun|akur)(?= sejak| usai| setelah) | (?:mengacungkan|membawa|menenteng|menghunus) (?:parang|sajam|
            senjata|
            celurit|golok|panah) | (?:bertengkar|berkelahi|berantem) (?:tiap|setiap|pas|gara|karena)
            (?:baku hantam|baku pukul|geng motor|knalpot brong|bawa sajam|senjata tajam)
            (?:ancaman|seruan|ajakan|mau|hendak|rencana) (?:mem)?boikot | menyegel (?:kantor|balai)
            terlibat (?:bentrok|perkelahian|adu) | tensi politik \w* | situasi (?:politik )?(?:mulai )?memanas
            (?:memicu|berpotensi|rawan) (?:konflik|keributan|gesekan|bentrok*|ricuh|kericuhan)
            adu (?:jotos|mulut|fisik) | saling (?:lempar|serang|pukul|dorong|tuding)
        """,
    ),
    rule(
        "security",
        subject=r"""
            massa\b | pendukung | simpatisan | warga | kelompok | pemuda | penambang | buruh | nelayan | petani
            tim (?:sukses|pemenangan) | saksi
        """,
        trouble=r"""
            bentrok* | saling (?:serang|ejek|lempar|dorong|ancam|pukul) | merusak | membakar | mengepung | mengadang
            menghadang | mengamuk | ricuh | bertikai | berkonflik | menolak hasil | mengancam | memblokir | memblokade
            memalang | menduduki | mengeroyok | cekcok | memboikot | boikot | melempari | menyandera | bersitegang
            mengintimidasi
        """,
    ),
    rule(
        "security",
        subject=r"keamanan | kamtibmas | suhu politik | situasi | suasana",
        trouble=r"""
            rawan | kerawanan | gangguan | ancaman | mengancam | terganggu | potensi | berpotensi
            belum (?:kondusif|aman|stabil) | sekam | meledak | mendidih | membara | memanas | menghangat
            tidak (?:aman|kondusif) | tegang | panas
            mencekam
        """,
    ),
)
RULES = (MONEY, HOAX, SARA, NEUTRALITY, FRAUD, *SECURITY)
