"""What is told as if it were being done, by a day or with a number: ``Dinas bantu 1.500 liter, paling lambat H-7``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from siaga.engines.extraction import pledges
from siaga.engines.extraction.actors import agents, is_subject
from siaga.engines.extraction.clauses import ACTS, SELF, TELLS, Clause, Task, bare, cut, told_in
from siaga.engines.extraction.promises import THE_VOTE
from siaga.engines.extraction.verbs import active, passive
from siaga.engines.extraction.words import ANY_MONTH, ANY_WEEKDAY

_HELD = re.compile(
    rf"\b(?:PSU|PSL|PSS|pelantikan|bimtek)\b|{pledges.STAGED.pattern}|"
    r"\b(?:logistik|kotak|surat\s+suara|barang|tinta|formulir)\b[^,;.]{0,40}\b(?:datang|tiba|masuk|sampai)\b",
    re.IGNORECASE,
)
"""What only has its day, or comes from elsewhere: ``pelantikan 7 November``."""
_STAGES = re.compile(
    r"\b(?:debat|rekapitulasi|pleno|(?<!peraga )(?<!masa )(?<!bahan )(?<!tim )kampanye|penetapan|pendaftaran|"
    r"pencoblosan|pemungutan\s+suara(?!\s+ulang))\b",
    re.IGNORECASE,
)
_WHEN = re.compile(
    r"\b(?:H\s?-\s?\d+|hari|sebelum|(?:men)?jelang|saat|selama|sampai|hingga|sejak|setelah|usai|lokasi|tempat|gudang|gedung|"
    r"keperluan|kebutuhan)\s+(?:hari\s+)?(?:pemungutan\s+suara|pencoblosan|pendaftaran|kampanye|penetapan|pleno|rekapitulasi|"
    r"debat)\b",
    re.IGNORECASE,
)
"""A stage that only tells when or where something is done: ``sejak H-1 pemungutan suara``."""
_RESETS = re.compile(
    rf"(?:{active('panjang cepat')}|(?:membuka|buka)\s+(?:\w+\s+){{0,2}}(?:kembali|lagi|ulang)\b)", re.IGNORECASE
)
"""Who gives a stage another time does something: ``memperpanjang pendaftaran``."""
_HANDS_OVER = re.compile(
    r"(?:menyampaikan|melaporkan|mengajukan)\s+(?:surat|imbauan|himbauan|edaran|data|daftar|berkas|dokumen|usulan|rekap\w*|"
    r"jadwal|permohonan|permintaan|peta|rincian|salinan)\b",
    re.IGNORECASE,
)
"""A thing given, no word said: ``menyampaikan daftar``."""
_GUARDS_EACH = re.compile(
    rf"{active('kawal jaga damping amping awas layan')}\s+(?:di\s+)?(?:setiap|tiap|tiap-tiap|masing-masing)\b"
)
"""Men given to each of several things: ``mengawal tiap truk dengan dua personel``."""
_FIRST = r"(?:[Kk]ami|[Ss]aya|[Kk]ita)"
_WE = re.compile(
    rf"\b{_FIRST}\s+(?!yang\b|sudah\b|telah\b|belum\b|tidak\b|minta\b|mohon\b|harap\b|semua\b|di\b|dari\b|"
    rf"punya\b|dengar\b|ini\b|bersama\b)"
    r"(?P<what>[a-z]{4,}.*)",
    re.DOTALL,
)
_DISPOSED = re.compile(rf"(?<!yang )\b{passive(pledges.WORKS)}\b", re.IGNORECASE)
_BY_WHOM = re.compile(r"\s+(?:oleh\s|[A-Z])")
_OWN_HAND = re.compile(
    rf"\b(?:ia|dia|beliau|kami|saya)\s+(?P<does>(?:{'|'.join([*pledges.WORKS.split(), 'parkir'])})(?:kan|i)?)\b",
    re.IGNORECASE,
)
"""What one does with his own: ``Keempatnya ia serahkan``, ``genset 3 unit kami parkir``."""
_ITS_MEN = re.compile(
    r"\b(?:teknisi|petugas|orang|anak\s+buah|tim|anggota|kapal|truk|mobil|perahu|kru|sopir|regu|personel|barang|alat)nya\s+"
    r"(?!sudah|telah|belum|baru|sedang|masih|tidak)[a-z]",
    re.IGNORECASE,
)
_SPOKEN_WITH = re.compile(r"\b(?:dengan|kepada|ke|pada|dari|hubungi|kontak|pihak)\s+(?:pihak\s+)?$", re.IGNORECASE)
_GOES_ON = re.compile(
    r"(?:\b(?:patroli|piket|penjagaan|posko|pelayanan|layanan|perekaman|pengawasan|pengawalan|siskamling|ronda)\b[^.;,]{0,40}?"
    r"\b(?:jalan\s+terus|terus\s+(?:jalan|berjalan|dibuka|buka)|tetap\s+(?:jalan|berjalan|buka|dibuka)|berjalan\s+terus|"
    r"dilanjutkan|diteruskan)\b|"
    r"\b(?:personel|anggota|petugas|pengamanan|regu|babinsa)(?:nya)?\s+(?:\w+\s+){0,4}?tetap\s+(?:menjaga|berjaga|bertahan|melekat|siaga|"
    r"mengawal))\b[^.;]*\b(?:sampai|hingga)\b",
    re.IGNORECASE,
)
"""A service that goes on until some time, as the one who gives it says."""
_FRONTED = re.compile(
    r"\b(?!yang\b|dan\b|bahwa\b|agar\b|ini\b|itu\b|jika\b|bila\b|untuk\b|akan\b|memang\b|bisa\b|dapat\b|harus\b|"
    r"perlu\b|mau\b|sedang\b|masih\b)[a-z]{3,}\s+$"
)
"""What is given stands before who gives it: ``bidan kami siagakan``."""
_LET_US = re.compile(
    r"\bbiar(?:kan|lah)?\s+(?:kami|saya)\s+(?:yang\s+)?(?!yang|urus|atur|tangani|pikir|cek|"
    r"cari\s+tahu)[a-z]",
    re.IGNORECASE,
)
_BY_THEN = re.compile(
    rf"\b(?:H\s?-\s?\d+|(?:tanggal|tgl)\s+\d+(?:\s+(?:{ANY_MONTH}))?|\d+\s+(?:{ANY_MONTH})|besok|lusa|"
    rf"(?:{ANY_WEEKDAY}))"
    r"(?:\s+(?:pagi|siang|sore|malam|depan|(?:jam|pukul|pkl)\s+\d[\d.:]*(?:\s+WI[BT]A?)?))*\s*,?\s+(?:(?:insya\s*allah|pasti|itu|semua(?:nya)?|kami|"
    r"[a-z]+(?=\s+(?:sudah|udah|dah)))\s+)*"
    r"(?:sudah|udah|dah|harus|hrs|mesti|beres|kelar|rampung|tuntas|selesai)\b",
    re.IGNORECASE,
)
"""What somebody says will be so by a day: ``H-3 sudah bergeser``."""
_OFFERS = re.compile(
    r"\b(?:bisa|boleh|dapat)\s+(?:langsung\s+)?di(?:pakai|pinjam|gunakan|manfaatkan|bawa|ambil)\b", re.IGNORECASE
)
"""What one lets others use: ``truk kami bisa dipakai``."""
_HEARD = re.compile(
    rf"\b(?:bilang|katanya|jawabnya)\s+(?:\S+\s+){{0,2}}?(?:{'|'.join(pledges.WORKS.split())}|di(?:{'|'.join(pledges.WORKS.split())}))(?:kan|i|in)?\b",
    re.IGNORECASE,
)
"""What one told of says he does: ``Pak manajer bilang tambah jadi 12 jam``."""
_TOLD_APART = re.compile(r"\byang\s+(?:\w+\s+)?$")
_ONLY_THEN = re.compile(r"\bbaru\s+\w+\s+(?:\w+\s+){0,2}keesokan", re.IGNORECASE)
_ALL = re.compile(r"\b(?:semua|semuanya|seluruhnya)\s+(?:sudah|harus|wajib|mesti)\b", re.IGNORECASE)
"""What binds whoever is at the table."""
_DOES = re.compile(
    r"\W*(?:(?:sendiri|juga|pun|kita|[A-Z][\w/.-]*|\d+(?:/\w+)?|\([^)]*\))\W+){0,5}(?P<what>(?:(?:me|ber|"
    r"mem-)[a-z-]{3,}|[a-z]{2,})\b.*)",
    re.DOTALL,
)
_LEADS = (
    r"pak|bu|bapak|ibu|mas|bang|saudara|kepala|ketua|wakil|sekretaris|anggota|komisioner|manajer|manager|direktur|"
    r"komandan|pimpinan|koordinator|perwakilan|pihak|para|jajaran|petugas|personel|tim|unit|dari|plt|pj|tolong|mohon|"
    r"harap|disepakati|bahwa|selain\s+itu|untuk\s+itu|maka|lalu|kemudian|selanjutnya|sementara|sedangkan|adapun|dan|"
    r"serta|juga|nanti|segera|insya\s*allah|hari\s+ini|besok|lusa|(?:minggu|pekan|bulan)\s+(?:ini|depan)|solusi|"
    r"sebagai\s+gantinya|(?:rapat|rakor|forum|pertemuan|peserta)\s+(?:\w+\s+)?(?:memutuskan|menyepakati|sepakat|"
    r"menyimpulkan)|diputuskan"
)
_DAY_FIRST = (
    r"(?:(?:paling|selambat\S*|sebelum|mulai|pada|tanggal|tgl|hari|dalam|sampai)\s+)*(?:\S+\s+){0,3}"
    rf"(?:\d{{4}}|H-\d+|{ANY_MONTH}|{ANY_WEEKDAY})"
)
_LEAD = re.compile(
    rf"\W*(?:\w{{1,2}}[.)]\s+)?(?:(?:{_LEADS}|{_DAY_FIRST}|(?:[A-Z]\w+\s+){{0,4}}{TELLS.pattern})\b[.,]?\s*)*",
    re.IGNORECASE,
)
"""What may stand before the subject of a clause."""
_MOST_BEFORE = 120
"""Characters before a subject that are looked at."""
_DATELINE = re.compile(r"\W*[A-Z][\w ,/()-]{2,40}\s-+\s")
_INNER = re.compile(
    r"(?:mengatakan|menyampaikan|menjelaskan|menjawab|menyatakan|memastikan|menambahkan|melaporkan|mengaku|"
    r"menegaskan|mengungkapkan|"
    rf"menuturkan|bilang)(?:\s*,|\s+bahwa)?\s+(?:{SELF.pattern}\s+|(?={pledges.GIVES.pattern}))",
    re.IGNORECASE,
)
"""What is said by the one who does it: ``menjawab bahwa rumah sakit menyiapkan …``."""
_TASK_NOUN = re.compile(
    r"^\W*(?:(?:pe[mnrl]?[a-z]+an|rekrut\w*|cek|pasang|ganti|bersih\w*|tambah\w*|kirim|distribusi|sosialisasi|"
    r"patroli|simulasi)\b)",
    re.IGNORECASE,
)
_MOVES = re.compile(
    rf"(?:(?:me|ber|nge|ny)[a-z]{{3,}}|{pledges.GIVES.pattern}|{pledges.SENDS.pattern})",
    re.IGNORECASE,
)
_NATURAL = re.compile(r"(?:bahwa\s+)?(?:hujan|banjir|gelombang|cuaca|angin|ombak|longsor)\b", re.IGNORECASE)
_LEST = re.compile(r"\bjangan\b", re.IGNORECASE)
_NO_VERB = re.compile(
    r"(?:ter(?!jun)[a-z]+|yang|dan|serta|di|ke|dari|untuk|dengan|akan|dalam|pada|sebagai|adalah|ini|itu|juga|atau|se)\b|di[a-z]"
)
_DUE_WORDS = re.compile(
    r"^\W*(?:paling|selambat|sebelum|tenggat|deadline|batas|target|H\s?-|tgl|tanggal|\d)",
    re.IGNORECASE,
)


def doings(clause: Clause) -> Iterator[Task]:
    """Who is told to be doing what."""
    text = clause.text
    if pledges.IF.match(text) or pledges.HOPE.search(text) or _LEST.search(text):
        return
    whole = cut(text)
    tells, tellers = TELLS.search(text), clause.tellers()
    one = clause.speaker or next(iter(tellers), None)
    if _BY_THEN.search(text) and (one or _ALL.search(text)):
        yield None if _ALL.search(text) else one, whole
    elif clause.labelled and clause.due and not (clause.past or pledges.EVENT.match(text) or _HELD.search(text)):
        yield clause.labelled, whole
    elif (offers := clause.speaker or clause.near) and '"' in text and _OFFERS.search(text) and not clause.past:
        yield offers, whole
    elif men := _its_men(clause):
        yield men
    elif (
        (goes_on := clause.speaker or next(iter(tellers), None) or clause.near)
        and _GOES_ON.search(text)
        and not clause.past
    ):
        yield goes_on, whole
    elif (one := one or clause.before) and _first_person(clause):
        yield one, whole
    elif clause.near and clause.due and not (tellers or clause.past) and _HEARD.search(text):
        yield clause.near, whole
    elif tells and tellers and _told_result(clause, tells.end()):
        yield tellers[0], told_in(text, len(text))
    elif clause.speaker and not (clause.labelled and _HELD.search(text)) and _told_result(clause, 0):
        yield clause.speaker, whole
    elif (doers := agents(text, clause.known)) and clause.sure and not (clause.past or THE_VOTE.match(text.lstrip())):
        yield from ((kind, whole) for kind in clause.kinds(doers))
    elif found := list(_doing(clause)):
        yield from found
    elif (one := clause.speaker or clause.near) and _disposed(clause):
        yield one, whole


def _disposed(clause: Clause) -> bool:
    """``Karena itu 45 personel ditempatkan di sana mulai 20 November``, told by the one who answers for it."""
    text = clause.text
    if not clause.sure or clause.past or pledges.DOUBT.search(text) or pledges.STAGED.search(text):
        return False
    if pledges.PLANNED.search(text):
        return False
    done = _DISPOSED.search(text)
    return bool(done and not pledges.NO.search(text[: done.start()]) and not _BY_WHOM.match(text, done.end()))


def _its_men(clause: Clause) -> Task | None:
    """``Sudah bicara dengan Telkom, teknisinya datang besok``: who was spoken with, and what his men will do."""
    men = _ITS_MEN.search(clause.text) if clause.due else None
    if men is None:
        return None
    named = [one for one in clause.known if one.end <= men.start()]
    spoken_with = [one for one in named if _SPOKEN_WITH.search(clause.text[: one.start])]
    return (clause.kinds(spoken_with[-1:])[0], cut(clause.text[men.start() :])) if spoken_with else None


def _first_person(clause: Clause) -> bool:
    if _LET_US.search(clause.text):
        return True
    own_hand = _OWN_HAND.search(clause.text)
    strength = own_hand and pledges.STRENGTH.match(clause.text, own_hand.start("does"))
    if own_hand and (clause.due or pledges.QUANTITY.search(clause.text)) and not (clause.past or strength):
        return True
    ours = _WE.search(clause.text)
    if not ours or clause.past_in(clause.text[: ours.start()]):
        return False
    what = ours["what"]
    if TELLS.match(what) or pledges.EVENT.match(what):
        return False
    sends = pledges.SENDS.match(what)
    if (
        pledges.GIVES.match(what)
        and not ours[0].lower().startswith("kita")
        and _FRONTED.search(clause.text[: ours.start()])
    ):
        return True
    if clause.due or (sends and pledges.QUANTITY.search(cut(what)[:60])):
        return True
    return clause.soon and bool(sends or pledges.GIVES.match(what) or re.match(r"me[a-z]{3,}", what))


def _told_result(clause: Clause, at: int) -> bool:
    """``Kadis PMD bilang honor cair tanggal 12``. at: where begins what is told."""
    inner = cut(clause.text[at:].lstrip(" ,"))
    if not clause.due or clause.past or pledges.DOUBT.search(inner) or pledges.STAGED.search(inner):
        return False
    if _NATURAL.match(inner) or THE_VOTE.match(inner):
        return False
    result = pledges.RESULT.search(inner)
    if result and (
        pledges.NO.search(inner[: result.start()])
        or _TOLD_APART.search(inner[: result.start()])
        or _ONLY_THEN.search(inner)
    ):
        return False
    return bool(result or SELF.search(inner) or re.search(r"\bdi[a-z]{4,}", inner))


def _doing(clause: Clause) -> Iterator[Task]:
    text = clause.text
    for group in clause.groups:
        before = text[: group[0].start]
        lead = re.split(r"[,:]\s|\s-+\s", before)[-1]
        if (
            len(lead) > _MOST_BEFORE
            or not _LEAD.fullmatch(lead)
            or not is_subject(text, group[0])
            or clause.past_in(before)
            or (not clause.sure and _DATELINE.match(before))
        ):
            continue
        does = _DOES.match(text, group[-1].end)
        if does and (inner := _INNER.match(does["what"])):
            does = _DOES.match(does["what"], inner.end())
        if does and _is_task(clause, does["what"]):
            what = cut(does["what"])
            yield from ((kind, cut(text) if _DUE_WORDS.match(what) else what) for kind in clause.kinds(group))
            return
    if clause.sure and _TASK_NOUN.match(text) and not (clause.past or ACTS.search(text)):
        named = clause.kinds(clause.subjects(len(text))) if len(clause.groups) == 1 else []
        if who := named or ([clause.near] if clause.near and not clause.groups else []):
            yield from ((kind, cut(text)) for kind in who)
            return
    one, own = clause.speaker or clause.near or clause.before, SELF.match(text)
    does = _DOES.match(text, own.end()) if own else None
    if one and does and _is_task(clause, does["what"]):
        yield one, cut(does["what"])


def _is_task(clause: Clause, what: str) -> bool:
    hands_over = clause.sure and bool(_HANDS_OVER.match(what))
    if (
        clause.past_in(what)
        or (TELLS.match(what) and not hands_over)
        or pledges.EVENT.match(bare(what))
        or pledges.HOPE.match(what)
    ):
        return False
    if pledges.DOUBT.match(what):
        return False
    if _NO_VERB.match(what):
        return False
    told = cut(what)
    what = bare(what)
    if (_STAGES.search(_WHEN.sub("", told)) and not _RESETS.match(what)) or re.search(r"\bsimbolis\b", told):
        return False
    if _GUARDS_EACH.match(what) and pledges.QUANTITY.search(told):
        return True
    if pledges.LENDS.match(what) and pledges.CONCRETE.search(told):
        return True
    if clause.sure or (pledges.SOON.search(clause.text) and _MOVES.match(what)):
        return hands_over or not TELLS.search(told)
    return bool(pledges.GIVES.match(what) and pledges.QUANTITY.search(told[:80]) and not pledges.STRENGTH.match(told))
