"""Which agencies took part in a meeting, spoke, or were asked; and which are only spoken of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from siaga.engines.extraction.agencies import ROUND, Mention, Scene, headed, mentions, speaker, weak_kinds
from siaga.engines.extraction.sentences import Role, Section, Sentence
from siaga.engines.extraction.shapes import Presence, Span
from siaga.engines.extraction.words import LED_FIELD, MEETING, NUMBER_WORDS, SAYS

_WORD = (
    r"(?!(?:bersama|beserta|dengan|dan|serta|oleh|untuk|pada|yang|dihadiri|diikuti|mengundang|agar|kepada|setelah)\b)"
    r"[A-Za-z][\w.]*\s*"
)
_PLACE = re.compile(
    r"\b(?:aula|ruang(?:an)?|gedung|gudang|halaman|lapangan|makodim|mapolres(?:ta)?|mapolsek|mapolda|makoramil|"
    r"pendopo|balai|(?<!kepala )sekretariat|media\s+center|command\s+center|rumah\s+(?:dinas|jabatan))\s+"
    r"(?!daerah\b|dprd\b)"
    rf"(?:{_WORD}){{0,4}}|"
    r"\b(?:di|ke|dari|menuju|bertempat\s+di)\s+(?:halaman\s+)?(?:kantor|posko|markas|makodim|mapolres|rumah)\s+"
    rf"(?:{_WORD}){{1,3}}|"
    r"\b(?<!kepala )kantor\s+(?:camat|kpu|bawaslu|bupati|desa|lurah|kelurahan|kecamatan|ppk|panwascam|polsek|koramil|"
    r"dinas|badan)\b",
    re.IGNORECASE,
)
_AT = re.compile(
    r"\b(?:di|ke|masuk|menuju|dekat|sekitar|depan|belakang|halaman|gedung|dari\s+percetakan)\s+(?:kantor\s+|pos\s+|markas\s+)?$",
    re.IGNORECASE,
)
"""Before an agency that is only a place or where something is sent."""
_FAR = re.compile(r"\s+(?:RI|Republik|Pusat|Provinsi\s+(?:lain)|se-Indonesia)\b")
_ITS_THINGS = re.compile(
    r"\b(?:peraturan|pkpu|keputusan|surat|surat\s+edaran|se|surat\s+suara|pengganti|honor|honorarium|gudang|data|aplikasi|website|laman|situs|logo|"
    r"bimtek|pelantikan|rekrutmen|perekrutan|calon|mantan|seleksi|pembentukan|kotak|pengadaan|server|peladen|grup|akun|"
    r"mobil|truk|kapal|kendaraan|stok|anggaran|dana|rekening|seragam|jaringan|prajurit\s+dari|pasukan\s+dari|"
    r"tugas(?:\s+pokok)?|wewenang|kewenangan|ranah)\s+(?:para\s+|seluruh\s+|anggota\s+|petugas\s+)*$",
    re.IGNORECASE,
)
_DATELINE = re.compile(r"[A-Z][\w.,()/ ]{1,60} - (?=[A-Z\"])")
"""Where, and by whom, an article was written: ``BORONG, DISKOMINFO MATIM - ``."""
_FOR_IT = re.compile(r"\b(?:untuk|bagi)\s+(?:para\s+|seluruh\s+)?$", re.IGNORECASE)
_ANY_OF = re.compile(r"\b(?:antar|lintas|setiap|tiap|masing-masing)\s+$", re.IGNORECASE)
_HELP_FROM = re.compile(
    r"\b(?:bko|bantuan|dukungan|tambahan|perkuatan|personel|prajurit|brimob)\b[^,.;]{0,30}\bdari\s+(?:seluruh\s+|para\s+)?$",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    rf"(?:\b\d[\d.]*|\b(?:{NUMBER_WORDS}))\s+(?:\([a-z ]+\)\s+)?"
    r"(?:orang\s+|personel\s+|personil\s+|anggota\s+|petugas\s+|calon\s+|aparat\s+|gabungan\s+|bko\s+|"
    r"(?:polri|polisi|polda|polres\w*|polsek|tni|korem|kodim|koramil|lanal|linmas|satpol\s+pp|brimob)(?:\s*[,/-]\s*|\s+dan\s+))*$",
    re.IGNORECASE,
)
_COMES = (
    r"(?:dipimpin|dibuka|dipandu|diketuai|ditutup|bertindak|di\s?hadapan|hormati|terhormat|menyapa|dihadiri|menghadiri|hadir|hadirnya|menghadirkan|datang|diikuti|mengikuti|ikut\s+serta|mengundang|diundang|mengumpulkan|peserta(?:nya)?|"
    r"didampingi|mendampingi|diwakili|mewakili|undangan|perwakilan|wakil\s+dari|turut\s+serta|digelar\s+oleh|menyepakati|"
    r"diselenggarakan(?:\s+oleh)?|"
    rf"{MEETING}(?:\s+[\w()]+){{0,4}}\s+(?:dengan|bersama)|{MEETING}(?=\s+(?:KPU|Bawaslu|Forkopim\w+|Polres\w*|Kodim|Pemk\w+)\b)|tampak|terlihat|disaksikan|diisi)"
)
_WITH = r"(?:bersama(?:-sama)?|beserta|melibatkan|dilibatkan|terlibat|unsur|jajaran|kehadiran|terdiri|seperti)"
_ATTENDS = re.compile(rf"\b(?:{_COMES}|{_WITH})\b:?", re.IGNORECASE)
_COMES_ALONE = re.compile(rf"\b{_COMES}\b:?", re.IGNORECASE)
_HOLDS = re.compile(
    r"(?:\s*\([^()]*\))?(?:,?\s+[A-Z][\w/.'-]*){0,10},?(?:\s+(?:telah|akan|sudah|kembali|kemarin))*\s+"
    r"(?:menggelar|mengadakan|menyelenggarakan|melaksanakan|memfasilitasi|menginisiasi|melakukan|mengundang|mengumpulkan|"
    r"memanggil|menghadirkan|duduk|berkumpul|bertemu|menyamakan|mematangkan|membahas|mengevaluasi|memimpin|membuka|memandu|mengetuai)\b",
)
_JOINT = frozenset({"forkopimda", "forkopimcam", "dprd"})
_OWN_MEETING = re.compile(
    rf"\b{MEETING}\s+(?:koordinasi\s+|kerja\s+|pleno\s+|internal\s+|evaluasi\s+)*$", re.IGNORECASE
)
_WHO_CAME = re.compile(r"[^.;:]{0,60}?\byang\s+(?:turut\s+)?hadir\b", re.IGNORECASE)
_LED_FIELD = re.compile(rf"dari$|{LED_FIELD}")
_MEETS = re.compile(rf"\b(?:{MEETING}|{_COMES}|kegiatan|acara|pembahasan)\b", re.IGNORECASE)
_AWAY = re.compile(
    r"\s*(?:\([^()]*\)\s*)?(?:[A-Z][\w./-]*\s+){0,3}(?:(?:tidak|tak|belum)\s+(?:dapat\s+|bisa\s+|sempat\s+)?(?:hadir|datang)|"
    r"absen|berhalangan)\b"
)
_THE_AWAY = re.compile(
    r"\b(?:absen|tidak\s+hadir|tak\s+hadir|berhalangan(?:\s+hadir)?)\s*[:(]\s*[^;.)]*$", re.IGNORECASE
)
_SPEAKS = re.compile(
    r"\b(?:me(?:ny?ampaikan|nyatakan|nyebut(?:kan)?|ngatakan|njelaskan|maparkan|laporkan|negaskan|nambahkan|ngungkap(?:kan)?|"
    r"ngakui|ngingatkan|ngimbau|nghimbau|minta|mastikan|nargetkan|ncatat|nuturkan|mbuka|mimpin(?!\s+(?:apel|upacara|pengecekan|patroli|pasukan|operasi|pengamanan))|ngaku|nekankan|nyoroti|"
    r"nerangkan|ngajak|ngapresiasi|nyiapkan|lakukan|laksanakan|nyurati|mbantu|ndata|nyerahkan|ngusulkan|ngeluh(?:kan)?|"
    r"ngemukakan|nguraikan|mbeberkan|nyahut|nimpali|nyambung|njawab|nanggapi|nandaskan|nilai|nggarisbawahi|ngusul|mohon|"
    r"wanti-wanti|nanyakan|ngabarkan|ngonfirmasi|mbenarkan|mbantah|nepis|njamin|njanjikan|nyanggupi|"
    r"nginformasikan|nyarankan|ndorong|nyayangkan|ngkhawatirkan|ncermati|nggambarkan|nyatakan|nyinggung|ngklaim|lontarkan|"
    r"mberi(?:kan)?\s+(?:penjelasan|paparan|laporan|masukan|catatan))|"
    r"(?:siap|akan|bakal)(?!\s+(?:\w+\s+)?di[a-z]{4,})|(?:turut|ikut)(?=\s+(?:hadir|serta|bicara|berbicara|menyampaikan|menambahkan|memberi\w*|nimbrung))|sanggup|bersedia|sependapat|khawatir|hadir|dimintai|"
    r"ber(?:harap|janji|komitmen|partisipasi|koordinasi|pesan|ujar|kata|cerita|tanya|syukur|pendapat|tanggung)|"
    rf"{SAYS}|lapor|minta|bilang|usul|tanya|janji|info)\b",
    re.IGNORECASE,
)
_DOES = re.compile(
    r"(?:,?\s+(?:\d{3,4}/?[\w/]*|[A-Z(][\w/.'()-]*|TNI))*,?\s+(?:(?:telah|sudah|kini|juga|pun|langsung|segera)\s+)*(?:me|ber)[a-z]{4,}\b"
)
"""Its deed follows, or that of the one named with it."""
_OF_ANOTHER = re.compile(
    r"\b(?:yang(?!\s+(?:diwakili|mewakili|hadir|juga|datang))|untuk|agar|supaya|kepada|terhadap|bahwa)\b", re.IGNORECASE
)
"""Between an agency and a verb that is not its own."""
_SAID_BY = re.compile(
    r"\b(?:giliran|disampaikan|dipaparkan|dijelaskan|dilaporkan|diungkapkan|dikatakan|diakui|ditegaskan|diusulkan|diingatkan|menurut|"
    rf"{SAYS})\s+"
    r"(?:oleh\s+)?(?:pihak\s+|perwakilan\s+|ketua\s+|kepala\s+|pimpinan\s+|wakil\s+|dari\s+)*$",
    re.IGNORECASE,
)
_TOLD_BY = re.compile(
    r"\b(?:paparan|penjelasan|laporan|keterangan|cerita|kisah|pernyataan|penuturan|pengakuan|keluhan|pertanyaan|usulan|"
    r"permintaan|jawaban|tanggapan|masukan|catatan)\s+(?:dari\s+)?$",
    re.IGNORECASE,
)
"""What is told of is an officer's own: ``paparan Kepala Puskesmas``."""
_FROM = re.compile(r"\bdari\s+(?:pihak\s+|unsur\s+|perwakilan\s+)*$", re.IGNORECASE)
_TOLD = re.compile(
    r"(?:\s+[A-Z][\w/.-]*){0,4},?\s+(?:(?:[A-Z][\w.'-]*,?\s+){2,6}me\w{4,}|disampaikan|dilaporkan|diusulkan|diingatkan|dijelaskan|didapat|diperoleh|muncul|"
    r"ada\s+(?:usul\w*|masukan|laporan|catatan|permintaan|pertanyaan|saran))\b",
)
_ASKED = re.compile(
    r"\b(?:meminta|minta|menugaskan|memerintahkan|menginstruksikan|mengimbau|menghimbau|mendorong|mengingatkan|mengajak|"
    r"diminta|ditugaskan|ditugasi|diperintahkan|diimbau|diinstruksikan|mewajibkan|mempersilakan|menegur|agar|supaya|"
    r"^\W*kepada|(?:pesan|perintah|instruksi|arahan|tugas|imbauan|permintaan|usul|ajakan|tegas|berpesan|mohon)\w*\s+(?:ke|kepada))\s+"
    r"(?:(?:seluruh|para|semua|jajaran|pihak|kepada|ke|segenap|agar|petugas)\s+)*$",
    re.IGNORECASE,
)
_TROUBLE = re.compile(
    r"\b(?:kesehatan|kebugaran|jaringan|pemadaman|aliran|listrik|kekurangan|honor|insentif|petugas|anggota|calon|kelelahan|"
    r"rekrutmen|merekrut|pemeriksaan|sakit)\s+(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"\W*(?:\(?\w{1,3}[.)]|[-•>])?\s*(?:(?:adapun|sementara|sedangkan|itu|dan|lalu|para|pihak|ketua|koordinator|kepala|"
    r"manajer|perwakilan|wakil|utusan|staf|tim|bagian|giliran|dari|general|manager|selanjutnya|kemudian|soal\s+\w+)\W+){0,4}",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r",\s|\s-\s")
_HEADS = re.compile(
    r"\b(?:ketua|kepala|manajer|manager|koordinator|komisioner|pimpinan|direktur|perwakilan|anggota|sekretaris|komandan)\s+$",
    re.IGNORECASE,
)
_FORCES = frozenset(
    {"linmas", "police", "polres", "polda", "polsek", "army", "kodim", "korem", "koramil", "lanal", "kpps"}
)
"""Of these a number stands for men at work, not for those at the table."""
_LISTS = frozenset({Section.ATTENDANCE, Section.RECIPIENTS})
_CALM_FIELDS = re.compile(
    r"nomor|^no$|lamp|sifat|tempat|lokasi|acara|agenda|hal$|perihal|kegiatan|dari|dasar|tembusan|judul|tema|topik"
)
_MOST_AROUND = 2000
"""Characters before and after an agency that are looked at; a list of guests is shorter."""
_ROLL = 3
"""So many kinds named as guests are a list of all; who is not in it must speak or be asked."""


@dataclass(frozen=True, slots=True)
class _Named:
    """An agency where a sentence names it, with what stands before and after."""

    sentence: Sentence
    mention: Mention
    kind: str
    before: str
    after: str
    given: bool
    """Whether it is given the word."""


def present(
    sentences: Iterable[Sentence], scene: Scene, invites: bool, leader: tuple[str, Span] | None = None
) -> tuple[Presence, ...]:
    """Kinds that took part, spoke or were asked, each with the sentence that says so first.

    invites: whether the text is an invitation, whose addressees are those who shall come. leader: who leads, and where
    that is told.
    """
    told = list(sentences)
    rounds = sum(speaker(one) is not None for one in told) >= ROUND
    named = [one for sentence in told for one in _named(sentence, scene, invites, rounds)]
    listed = {one.kind for one in named if one.sentence.section in _LISTS or _comes(one)}
    found: dict[str, Span] = {}
    if leader and (led := next(iter(mentions(leader[0])), None)):
        found[scene.kind(led.kind)] = leader[1]
    for number, sentence in enumerate(told):
        if sentence.role in {Role.TITLE, Role.HEADING, Role.ITEM} and number + 1 < len(told) and (
            (told[number + 1].role is Role.ITEM or sentence.text.endswith(":")) and (own := headed(sentence))
        ):  # fmt: skip
            found.setdefault(scene.kind(own), sentence.span)
    for one in named:
        if one.kind not in found and _is_present(one, complete=len(listed) >= _ROLL):
            found[one.kind] = one.sentence.span
    return tuple(Presence(kind, span) for kind, span in sorted(found.items(), key=lambda item: item[1]))


def _named(sentence: Sentence, scene: Scene, invites: bool, rounds: bool) -> Iterator[_Named]:
    """The agencies of a sentence that is looked at, without those that are a place or at a place.

    rounds: whether one after the other is given the word.
    """
    given = speaker(sentence, counting=rounds)
    if not _looked_at(sentence, invites):
        return
    text, listed = sentence.text, sentence.section in _LISTS
    places = [] if listed else [match.span() for match in _PLACE.finditer(text)]
    marker = max(0, sentence.value - sentence.start) if sentence.role is Role.ITEM else 0
    dateline = _DATELINE.match(text) if sentence.role is Role.BODY else None
    for mention in mentions(text):
        if dateline and mention.end <= dateline.end():
            continue
        if mention.start < sentence.offset and sentence.label not in {"", "tempat"} and not sentence.section:
            continue
        if any(low <= mention.start < high for low, high in places):
            continue
        kind = scene.kind(mention.kind)
        one = _Named(
            sentence,
            mention,
            kind,
            text[max(min(marker, mention.start), mention.start - _MOST_AROUND) : mention.start],
            text[mention.end : mention.end + _MOST_AROUND],
            mention == given,
        )
        if one.given or not _elsewhere(one):
            yield one


def _looked_at(sentence: Sentence, invites: bool) -> bool:
    if sentence.role not in {Role.BODY, Role.FIELD, Role.ITEM}:
        return False
    if sentence.section in {Section.COPIES, Section.SIGNATURE}:
        return False
    if sentence.section is Section.RECIPIENTS or sentence.label.startswith("kepada"):
        return invites
    if sentence.label == "dari":
        return not invites
    return not (sentence.label and _CALM_FIELDS.search(sentence.label))


def _elsewhere(one: _Named) -> bool:
    """Whether the words around say that it is another one, is away, or that only its things or men are meant."""
    before, office = one.before, one.mention.office
    if _FAR.match(one.after) and one.kind in {"kpu", "bawaslu", "police", "polres"}:
        return True
    if _AWAY.match(one.after) or _THE_AWAY.search(before):
        return True
    if one.sentence.section in _LISTS:
        return False
    if one.kind in _FORCES and not office and (
        _COUNTED.search(before[-50:]) or re.match(r"\s*[:=]\s*\d", one.after)
    ):  # fmt: skip
        return True
    if one.sentence.section is Section.OBSTACLES and not office and before.strip():
        return True
    if _HELP_FROM.search(before[-60:]) or _FOR_IT.search(before[-30:]) or _ITS_THINGS.search(before[-40:]):
        return True
    if not _ASKED.search(before[-60:]) and _AT.search(before[-30:]):
        return True
    if _COUNTED.search(before[-50:]) and not _attending(before):
        return True
    return one.kind == "opd" and not office and bool(_ANY_OF.search(before))


def _is_present(one: _Named, complete: bool) -> bool:
    """complete: whether the text lists who came."""
    if one.sentence.section in _LISTS:
        return True
    weak = one.kind in weak_kinds() and not one.mention.office
    if weak and _TROUBLE.search(one.before[-50:]) and not _attending(one.before):
        return False
    if _comes(one) or _acts(one):
        return True
    if one.kind == "opd":
        return not one.mention.office
    if complete or one.kind in weak_kinds():
        return False
    return not re.search(r"\b(?:TPS|pelanggaran|laporan\s+ke)\s+$", one.before[-20:]) or one.mention.office


def _comes(one: _Named) -> bool:
    """Whether it leads, holds the meeting, or is a guest."""
    if _LED_FIELD.match(one.sentence.label) or _HOLDS.match(one.after):
        return True
    if one.kind in _JOINT and _OWN_MEETING.search(one.before):
        return True
    if _WHO_CAME.match(one.after):
        return True
    found = _COMES_ALONE if not _MEETS.search(one.sentence.text) else _ATTENDS
    return _runs_to(found, one.before)


def _attending(before: str) -> bool:
    return _runs_to(_ATTENDS, before)


def _runs_to(words: re.Pattern[str], before: str) -> bool:
    """Whether one of the words stands before, in the same run of the sentence."""
    found = list(words.finditer(before))
    if not found:
        return False
    between = _COUNTED_GUESTS.sub("", before[found[-1].end() :])
    return not _SPEAKS.search(between) and not re.search(
        r"\b(?:untuk|guna|agar|supaya|karena|membahas|terkait|dalam\s+rangka|sehingga|sebanyak)\b|[;:]\s",
        between,
        re.IGNORECASE,
    )


_COUNTED_GUESTS = re.compile(r"^[^:;,.]{0,24}:\s")
"""``Hadir ± 45 orang : …``"""


def _acts(one: _Named) -> bool:
    """Whether it speaks, is given the word, promises, or is asked."""
    sentence, before, after = one.sentence, one.before, one.after
    if one.mention.office and _TOLD_BY.search(before[-40:]):
        return True
    if _ASKED.search(before[-60:]) or _SAID_BY.search(before[-60:]) or one.given:
        return True
    lead = _LEAD.fullmatch(_CLAUSE.split(before)[-1])
    if sentence.role is Role.ITEM and lead and re.match(r"\s*(?:[\w./-]+\s+){0,4}?(?::|-\s)", after):
        return True
    if "(PIHAK" in after:
        return True
    if "|" in sentence.text:
        return one.kind not in weak_kinds() and bool(
            re.search(r"(?:^|\|)\s*$", before) and re.match(r"[^|]{0,40}(?:\||$)", after)
        )
    if (
        lead
        and one.mention.office
        and sentence.role is Role.BODY
        and re.match(r"(?:\s+(?:setempat|[A-Z][\w.'-]*))*\s+[a-z]", after)
    ):
        return True
    if lead and one.kind != "opd" and (one.mention.office or one.kind not in weak_kinds()) and _DOES.match(after):
        return True
    speaks = _SPEAKS.search(after[:90])
    if speaks and _OF_ANOTHER.search(after[: speaks.start()]):
        speaks = None
    if _FROM.search(before) and _TOLD.match(after):
        return True
    if speaks is None:
        return False
    if one.mention.office or _HEADS.search(before):
        return True
    if lead and speaks.start() < 70:
        return True
    return speaks.start() < 3 and not re.search(r"\b(?:bagi|untuk|oleh|dari|terhadap|petugas|anggota)\s+$", before)
