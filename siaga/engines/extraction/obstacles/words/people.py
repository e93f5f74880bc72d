"""Obstacles of people counted: the list of voters, and the officers."""

from __future__ import annotations

from siaga.engines.extraction.obstacles.words.rule import rule
from siaga.engines.extraction.obstacles.words.vocabulary import LACK

VOTER_DATA = rule(
    "voter_data",
    subject=r"""
        DPT\b | DPS\b | DPTb\b | DPK\b | DPSHP\b | data pemilih | daftar pemilih | perekaman | rekam\b
        rekaman (?:KTP|data|e-)\S* | KTP(?:-?\s?el\w*)?\b | e-?KTP | coklit | warga (?:yang )?belum | TMS\b | NIK\b
        NKK\b | adminduk | data kependudukan
        pemilih (?:pemula|baru|pindahan|disabilitas|ganda|tambahan|khusus|binaan) | blanko | blangko
        (?:formulir |surat )?C\.?\s?Pemberitahuan(?!.{0,40}\b(?:sampai|datang|tiba|dicetak|cetak)) | wajib KTP | napi
        warga binaan | penghuni (?:lapas|rutan)
        santri | penduduk | keluarga(?= .{0,50}\b(?:data|DPT|terdaftar|TPS|KK|memilih)) | penyandang disabilitas
        undangan (?:memilih|mencoblos|pemilih) 
        (?:tahanan|pengungsi|pekerja)(?= .{0,60}(?:dicatat|didata|tercatat|terdata|memilih|mencoblos|KTP|NIK|DPT|
        TPS)) | nama-nama
        (?:panggilan|undangan|pemanggilan) (?:kepada|untuk|bagi|ke) (?:# )?pemilih
        identitas kependudukan
    """,
    trouble=r"""
        ganda | baru # dari | terpaut | luput | terlewat | enggan | banyak kembali | kembali karena | ga kedata
        NO kedata | kurang valid | NO (?:valid|ditemukan|tercoklit|terdata|terdaftar|tercatat|punya|memiliki)
        masih (?:muncul|terdaftar|tercatat|tercantum) | terpencar | terpisah
        dua (?:kali|TPS|kabupaten|kecamatan|desa|tempat)(?! (?:lokasi )?khusus) | tersisa | (?:sama|kembar)
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
        (?:belum|tidak|sulit) (?:\w+ )?(?:mengurus|ngurus|urus) (?:surat )?pindah
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
        (?:umur|usia)\w* (?:\w+ )?(?:di atas|lebih dari|melewati|kepala) (?:enam|tujuh|[67]\d)
        itu-itu saja
        (?:di atas|lebih dari) (?:(?:enam|tujuh) puluh|[67]\d)(?: tahun)? | resign | nol | NO ada (?:peng)?gantinya
        keluar dari tim
        trauma | jera | belum cukup umur | di bawah umur | lebih suka | lebih memilih | dibiarkan kosong
        NO (?:lulus|lolos|mengantongi|memegang|punya|memiliki|juga)\b(?! (?:\w+ )?(?:kesehatan|gula|tekanan|medis))
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
