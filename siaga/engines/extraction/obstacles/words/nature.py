"""Obstacles of bodies, ground and sky: health, hazard, weather."""

from __future__ import annotations

from siaga.engines.extraction.obstacles.words.rule import rule

_SICK = r"""
    (?<!rumah\s)(?:jatuh )?sakit\b(?! (?:jiwa|hati)) | dirawat | rawat inap | opname | (?<!obat\s)hipertensi
    (?<!obat\s)darah tinggi | tensi tinggi
    tensi(?:nya)? (?:di atas|naik|melonjak|tinggi) | bertekanan darah tinggi
    tekanan darah\w*(?= (?:\w+ ){0,3}?(?:tinggi|naik|melonjak|di atas|labil|tidak)) | komorbid | demam(?: berdarah)?
    DBD\b | malaria | diare
    muntaber | keracunan | diabetes | (?:penyakit )?jantung | kelelahan | pingsan | tumbang | drop\b | kolesterol
    gula darah | asam urat | TBC?\b | ISPA\b | covid\S* | flu\b | cacar | reaktif | isolasi mandiri | campak | tifus
    tipes | typus | cikungunya | influenza | hepatitis | tuberkulosis | stroke? | strok\b | terbaring | kritis
    rabies | asma | sesak napas | meriang | lemas | kolaps | kambuh | diinfus | vertigo | asam lambung | maag
    masuk (?:RS\b|RSUD|rumah sakit|ICU|IGD|UGD) | patah (?:kaki|tulang|tangan) | cacar air | flu berat | hamil
    gula(?:nya|-nya| darahnya)? (?:yang )?tinggi
    tidak (?:sehat|fit|bugar) | (?:tidak|tak|gagal) (?:lolos|lulus) (?:(?:tes|pemeriksaan|cek|skrining|
    uji) )?(?:kesehatan|
    gula darah|tekanan darah|medis|fisik|kolesterol)
    penyakit (?:kronis|bawaan|penyerta|menular|dalam)
"""
_STAFF = r"""
    petugas | KPPS | PPS | PPK | PTPS | pantarlih | anggota | personel | pengawas | linmas | orang | saksi | operator
    penyelenggara | calon | \d+ | warga | pemilih | pengawas | masih
"""
HEALTH = (
    rule(
        "health",
        subject=r"kesehatan | kebugaran | penyakit | stamina | fisik",
        trouble=rf"""
            riwayat | risiko | rentan | gangguan | kendala | drop | menurun | masalah | buruk | NO (?:prima|fit|sehat)
            {_SICK}
        """,
        whole=r"""
            jatuh sakit | (?:mengidap|menderita) \w+ | wabah \w+ | kejadian luar biasa
            NO kuat (?:berjaga|bertugas|begadang|fisik\w*)
            (?:KPPS|petugas|anggota|pengawas|PTPS|linmas|personel|pantarlih)(?: (?:KPPS|PPS|TPS|\d+|itu|kami|kita|
            yang|
            sudah|mulai|sempat|juga|ikut|pun|di|langsung|mendadak|tiba-tiba|desa|kelurahan)){0,4} (?:roboh|ambruk|
            kolaps|lemas|tumbang|bertumbangan|berjatuhan|lunglai)
            (?:menumbangkan|merobohkan|menyerang|menjangkiti|mampir ke)(?: \w+){0,3} (?:KPPS|petugas|anggota|pengawas|
            linmas|PTPS|personel)
            jantung\w* (?:bermasalah|lemah|bocor)
        """,
    ),
    rule(
        "health",
        subject=rf"""
            {_SICK}
            meninggal dunia(?=\s+(?:karena|akibat|saat|mendadak|ketika|sehabis|setelah|usai|kemarin|di rumah sakit))
        """,
        trouble=rf"""
            riwayat | risiko | rentan | {_STAFF} | mengalami | menderita | terserang | terjangkit | positif | kasus
            khawatir\w* | ditemukan | terdeteksi | rawan
        """,
    ),
)
HAZARD = rule(
    "hazard",
    subject=r"""
        banjir | longsor* | rob\b | gempa | erupsi | tsunami | kebakaran (?:hutan|lahan|rumah|permukiman) | bencana
        abrasi | puting beliung | karhutla | (?:ter|ke)rendam | (?:ter|ke)genang | genangan | kebanjiran | luapan
        meluap
        banjir bandang | lahar | gunung \w+(?=.{0,30}\b(?:siaga|waspada|awas|erupsi|level))
        aktivitas (?:vulkanik|gunung) | titik api | hotspot | pergerakan tanah | tanah(?=.{0,40}bergerak) | lereng
        tanahnya | tebing | tanah (?:bergerak|retak|ambles|amblas) | retakan tanah | rekahan | likuefaksi | gambut
        awan panas | air pasang
        (?<!ketika\s)(?<!saat\s)(?<!waktu\s)(?<!tunggu\s)pasang (?:air laut|tinggi|besar|purnama) | air bah
        air (?:kali|sungai|laut|danau)(?! (?:bersih|surut|dangkal)) | kali(?= (?:\w+ ){0,2}?(?:meluap|naik|luber))
        api(?= .{0,30}\b(?:lahan|gambut|hutan|kebun)) | gunung \w+(?= (?:\w+ )?(?:batuk|meletus))
        debit (?:air|sungai) | bantaran | tanggul
        sungai(?= (?:\w+ )?(?:meluap|naik|banjir)) | sinkhole | kekeringan | guguran lava | hujan abu
        (?:radius|zona) bahaya | abu vulkanik | kawasan rawan bencana | luber | letusan | air banjir
    """,
    trouble=r"""
        rawan | potensi | berpotensi | terdampak | dampak | risiko | terjadi | ancaman | mengancam | terancam
        terendam | merendam | tergenang | kerawanan | melanda | dilanda | berisiko | titik | langganan | sering
        kerap | masih | setinggi | kembali | menutup | memutus | menggenangi | khawatir\w* | dikhawatirkan
        (?:ber)?status (?:siaga|waspada|awas) | level [I2-4V]+ | menyelimuti | mengganggu | kena | terkena | tiap
        setiap | jebol | retak | kritis | melebar | naik | meninggi | menerjang | memutuskan | menghantam | bisa
        mulai | dekat | tepat di | labil | gerak | meretakkan | merusak* | merobohkan | menyebabkan | mengakibatkan
        berada di | bergerak | datang | turun ke | retak | batuk* | meletus | runtuh | luber | sampai di
        sudah sampai | setiap pasang
        NO (?:juga |kunjung )?(?:surut|mati|reda|kering|jinak) | NO (?:sepenuhnya )?padam | kebakar* | menggerus
        menimbun | ketimbun | zona merah
        kebakaran
    """,
    whole=r"""
        tanah longsor di\b | terendam banjir | kebanjiran | genangan | (?:ter|ke)genang | (?:ter|ke)rendam
        dikepung (?:air|banjir|api|asap) | (?:persis|tepat) di bawah (?:tebing|lereng)
        air (?:\w+ )?se(?:pinggang|lutut|dada|betis|paha|leher|mata kaki)
        (?:sungai|air) (?:\w+ )?meluap | banjir (?:bandang|setinggi|merendam|rob merendam|kiriman)
        zona (?:merah|rawan) (?:longsor|banjir|rob|tsunami) | (?:lahan|gambut)(?: \w+){0,5} (?:terbakar|kebakar\w*)
        kebakaran gambut | langganan (?:banjir|rob|longsor) | di zona merah
        tanggul(?: \w+){0,2} (?:jebol|retak|kritis)
        (?:jadi|menjadi|mirip|seperti|ibarat|serupa|berubah jadi|bak|laksana) (?:\w+ )?(?:kolam|danau|empang|
        rawa-?rawa|
        rawa|tambak|lautan|telaga)\b
    """,
)
WEATHER = rule(
    "weather",
    subject=r"""
        cuaca | hujan(?! (?:abu|pertanyaan|kritik|interupsi)) | gelombang(?! (?:pertama|kedua|ketiga|[IV1-9]+\b))
        (?<!lampu\s)badai | angin | kabut | curah hujan | musim (?:hujan|penghujan|angin|barat) | kemarau | ombak
        petir | laut
        siklon | awan (?:tebal|gelap|kumulonimbus) | langit | halimun | gerimis | guntur | guyuran | arus laut
        musim (?:barat|timur|utara|selatan|ombak) | mendung | jarak pandang | swell
    """,
    trouble=r"""
        buruk | ekstrem | ekstrim | lebat | deras | tinggi | berubah\S*
        (?:tidak|tak) (?:menentu|bersahabat|bisa diprediksi) | mengganggu | kendala | terkendala | menghambat | badai
        kencang | musim (?:hujan|penghujan) | tebal | kurang bersahabat | gangguan | hambatan | khawatir\w*
        dikhawatirkan | besar | setinggi | meninggi | memburuk | mengganas | pekat | ganas | menunda | mengancam
        diguyur | mengguyur | (?:bisa |dapat |mencapai |hingga )+\d[\d,.]* ?(?:-\s?\d[\d,.]*)? ?(?:m|meter)\b | terus
        terus-menerus | seharian | hampir (?:setiap|tiap) | terbatas | pendek | susul-menyusul | peringatan dini
        gila | merobohkan | merubuhkan | menerbangkan | menumbangkan | melibas | terpaan | galak\S* | mengamuk
        marah | murka | NO ramah | merajuk | NO (?:berhenti|reda|henti|kunjung) | puncak*
        menyelimuti(?! (?:kota|kawasan)) | diselimuti | mengintai | mengetuk pintu | muram | tiap (?:sore|petang|
        pagi|malam) | setiap (?:sore|petang|pagi|malam) | menarik perahu* | NO (?:terbang|melaut|turun|berlayar)
        (?:setinggi )?(?:#|\d[\d,.]*) ?(?:m|mtr|meter)\b | di atas normal | memangkas | NO berani | roboh | diterpa
        diterjang
    """,
    whole=r"""
        (?:cuaca|hujan|gelombang|ombak|angin|kabut|laut)\s+(?:\w+\s+){0,2}?(?:ekstrem|ekstrim|buruk|lebat|deras|
        kencang|tinggi|tebal|besar|bergelora|mengganas)
        tinggi (?:gelombang|ombak)
        (?:angin|musim) (?:barat|utara|timur|selatan|barat daya|muson)(?: \w+){0,3} (?:kencang|tiba|mulai|puncak)
        (?:tertutup|diselimuti|terselimuti|ditelan|dikepung) (?:kabut|awan|halimun|hujan)
        (?:ombak|gelombang|angin)(?: \w+){0,2} (?:mulai|kian|makin|semakin|sudah) (?:naik|tinggi|besar|kencang|
        meninggi)
        jarak pandang (?:\w+ ){0,3}?(?:terbatas|pendek|\d+|kurang|di bawah)
    """,
)
RULES = (*HEALTH, HAZARD, WEATHER)
