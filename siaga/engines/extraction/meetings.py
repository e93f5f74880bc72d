"""Whether a text tells of a meeting at all, and where one meeting ends and another begins."""

from __future__ import annotations

import itertools
import re
from datetime import date

from siaga.engines.extraction.agencies import ROUND, headed, mentions, speaker
from siaga.engines.extraction.dates import OTHER_VOTES, DateFound, is_deadline, is_vote, within
from siaga.engines.extraction.places import PLACE
from siaga.engines.extraction.sentences import Role, Section, Sentence
from siaga.engines.extraction.words import ANY_MONTH, ANY_WEEKDAY, CONVENES, EARLIER, LED_FIELD, MEETING

_HELD = (
    r"(?:menggelar|gelar|digelar|mengadakan|diadakan|melaksanakan|dilaksanakan|menyelenggarakan|diselenggarakan|"
    r"memimpin|pimpin|dipimpin|diketuai|dipandu|dimoderatori|di\s+bawah|"
    r"menghadiri|hadiri|dihadiri|mengikuti|ikuti|diikuti|berlangsung|bertempat|membuka|dibuka|saat|dalam|usai|"
    r"seusai|setelah|pada|mengumpulkan|melalui|"
    r"lewat|hasil|laksanakan|adakan|ikut|memfasilitasi|menginisiasi|dilakukan|melakukan|di\s+sela|sela-sela|"
    r"dijalani|menjalani|menjadwalkan|undangan|mengajak|mengundang|memanggil|dihelat|menghelat|dimulai|berakhir|ditutup)"
)
_EVENT = re.compile(
    rf"\b{_HELD}\b(?:\W+\w+){{0,7}}?\W+(?:ber-?)?{MEETING}\b|\b{MEETING}\b(?:\W+[\w/]+){{0,22}}?\W+{_HELD}\b|"
    rf"\b{MEETING}\s+(?:ini|itu|tersebut|yang|bersama|dengan|dadakan|kilat|terbatas|tertutup|maraton|gabungan)\b",
    re.IGNORECASE,
)
_GATHERED = re.compile(
    r"\b(?:bertemu|berkumpul|duduk|dikumpulkan|mengumpulkan|kumpulkan|mengundang|memanggil|menemui|menerima)\b[^;]{0,200}?"
    r"\b(?:membahas|bahas|mematangkan|memantapkan|membicarakan|menyamakan|merumuskan|mengevaluasi)\b",
    re.IGNORECASE,
)
_MET_AT = re.compile(
    rf"\b(?:bertemu|berkumpul|mengumpulkan|berdialog|berdiskusi|bertatap\s+muka|menemui|duduk)\b[^.;]{{0,140}}?\bdi\s+{PLACE}\b",
    re.IGNORECASE,
)
_WORKED_AT = re.compile(
    rf"\b(?:pembahasan|evaluasi|koordinasi|pemantapan|sinkronisasi)\b[^.;]{{0,90}}?\b(?:digelar|berlangsung|dipimpin|"
    rf"dilakukan|diadakan|dilaksanakan)\b[^.;]{{0,90}}?\bdi\s+{PLACE}\b",
    re.IGNORECASE,
)
"""Meetings that no word for a meeting names."""
_AT_PLACE = re.compile(
    rf"\b(?:di|ke|dari|memenuhi|memadati|menyambangi|mendatangi)\s+{PLACE}\b|^[^.]{{0,60}}\bruang\s+(?:rapat|sidang|pertemuan)\b",
    re.IGNORECASE,
)
_CONVENES = re.compile(rf"\b{CONVENES}\b|\bruang\s+(?:rapat|sidang|pertemuan)\b[^.;]{{0,40}}\bpenuh\b", re.IGNORECASE)
_COMES_TO = re.compile(r"\b(?:memadati|memenuhi|menyambangi|mendatangi|merapat\s+ke)\b", re.IGNORECASE)
_CEREMONY = re.compile(
    r"\b(?:melantik|dilantik|pelantikan|upacara|apel|kampanye|meninjau|peninjauan|mengecek|meresmikan|peresmian|memusnahkan|"
    r"pemusnahan|melepas|pelepasan|lomba|jalan\s+sehat|deklarasi|simulasi|pawai|karnaval|doa\s+bersama|istigasah|"
    r"pelatihan|bimtek|bimbingan\s+teknis|sosialisasi|penyuluhan|debat|pendaftaran|mencoblos|paripurna|sidak|"
    r"penandatanganan|pengundian|wartawan|jumpa\s+pers|konferensi\s+pers|klarifikasi|unjuk\s+rasa|tersangka|"
    r"kunjungan\s+lapangan|razia|penertiban|bakti|ziarah|syukuran|kuliah|seminar)\b",
    re.IGNORECASE,
)
"""What else officials come together for."""
_OTHER_TALK = re.compile(r"\b(?:debat|wartawan|awak\s+media|jurnalis|klarifikasi|tersangka|massa)\b", re.IGNORECASE)
_ATTENDED = re.compile(
    rf"\b(?:kegiatan|acara|forum|agenda)\b[^.;]{{0,80}}?\b(?:diselenggarakan|digelar|dilaksanakan|diadakan|berlangsung|bertempat)\b"
    rf"[^.;]{{0,60}}?\b(?:di\s+)?{PLACE}\b[^.;]*?\b(?:dihadiri|diikuti)\b",
    re.IGNORECASE,
)
_WORK = re.compile(
    r"\b(?:evaluasi|koordinasi|sinkronisasi|konsolidasi|pembahasan|kesiapan|persiapan|pemantapan|penyamaan)\b",
    re.IGNORECASE,
)
"""What an attended event is about that is a meeting, whatever it is called."""
_FORM = re.compile(
    r"\b(?:notul(?:a|en)|berita\s+acara\s+rapat|risalah\s+rapat|undangan|resume\s+(?:rapat|rakor)|"
    r"hasil\s+(?:rapat|rakor))\b",
    re.IGNORECASE,
)
_NOTES = re.compile(
    rf"^[^\w\"]*(?:(?:pada|dalam|(?:mohon\s+)?(?:izin|ijin)|ini|berikut)\s+)*(?:(?:(?:catatan|mom|minutes(?:\s+of)?|rangkum|share|lapor(?:kan)?|notul\w*|resume|ringkasan|rangkuman|risalah|hasil|laporan|poin(?:-poin)?|kesimpulan|info)\s+)+"
    rf"(?:\w+\s+){{0,2}}?(?:{MEETING}|zoom)\b|{MEETING}\b)",
    re.IGNORECASE,
)
_OPINION = re.compile(
    r"^\W*(?:kolom|opini|editorial|tajuk(?:\s+rencana)?|artikel\s+opini|surat\s+pembaca|catatan\s+redaksi|esai)\W*$",
    re.IGNORECASE,
)
_FIRST = 6
_DATED = re.compile(
    rf"\b(?:{ANY_WEEKDAY})\b.*\d|\b\d{{1,2}}\s+(?:{ANY_MONTH})\b|\b\d{{1,2}}([-/.])\d{{1,2}}\1(?:20)?\d\d\b|\b(?:tadi|barusan|kemarin)\b",
    re.IGNORECASE,
)
_LED_LABEL = re.compile(LED_FIELD)
_OURS = re.compile(
    r"\b(?:pemilu\w*|pilkada|pemilukada|pemilihan|pilgub|pilbup|pilwako\w*|kpu|bawaslu|tps|kpps|ppk|pps|"
    r"panwas\w*|linmas|forkopim\w*|forkom\w*|desk|"
    r"bupati|wali\s?kota|camat|kecamatan|sekda|kesbangpol|dpt|coblos\w*|pemungutan)\b",
    re.IGNORECASE,
)
_NO_EVENT = re.compile(
    rf"\b(?:belum|batal\w*|tidak\s+jadi|akan|segera|rencananya|berencana|menjadwalkan|dijadwalkan|harus|perlu|"
    rf"agar)\s+(?:\w+\s+){{0,3}}?(?:{_HELD}\s+)?(?:\w+\s+)?{MEETING}\b|"
    r"\b(?:calon\s+(?:bupati|wakil|wali|gubernur)|cabup|cawabup|cawali\w*|paslon|pasangan\s+calon|"
    rf"tim\s+(?:pemenangan|sukses)|relawan|partai)\b[^.;]{{0,60}}?\b(?:menggelar|gelar|mengadakan)\s+(?:\w+\s+)?{MEETING}\b[^.;]*|"
    rf"\b{MEETING}\s+(?:(?!yang\b|pilkada|pemil)\w+\s+){{0,3}}?(?:akan|batal|belum|rencananya|dijadwalkan|ditunda)\b[^.;]*",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    rf"(?:^|[,.]\s+|\bitu,\s)\W*(?:sementara\s+itu,?\s+|adapun\s+)?(?:[A-Z][^,.]{{0,80}}\s)?(?:sebelumnya|"
    rf"sehari\s+sebelumnya|beberapa\s+(?:hari|waktu)\s+(?:lalu|sebelumnya)|"
    rf"pekan\s+lalu|di\s+(?:tempat|lokasi|kesempatan|hari)\s+(?:terpisah|lain|yang\s+berbeda)|"
    rf"pada\s+hari\s+yang\s+sama|secara\s+terpisah)\b[^.]{{0,140}}?"
    rf"\b(?:menggelar|mengadakan|melaksanakan|menyelenggarakan|memimpin|menghadiri|mengikuti|digelar|diadakan|"
    rf"dilaksanakan)\b[^.]{{0,30}}?\b{MEETING}\b",
    re.IGNORECASE,
)
_MET_BEFORE = re.compile(
    rf"^\W*{EARLIER}\b[^.]{{0,160}}?\b(?:{CONVENES}|(?:ber-?)?{MEETING})\b[^.]{{0,120}}?\b(?:di|ke)\s+{PLACE}\b",
    re.IGNORECASE,
)
_WENT_ON = re.compile(
    rf"\b(?:kelanjutan|lanjutan|tindak\s+lanjut|menindaklanjuti|melanjutkan|menyambung)\b[^.;]{{0,30}}?\b{MEETING}\b[^.;]*?\bdi\s+{PLACE}\b",
    re.IGNORECASE,
)
"""An earlier meeting with its house, of which the one told first goes on."""
_NEXT_ONE = re.compile(
    rf"^\W*(?:(?:\w+\s+){{0,2}}?(?:kemudian|setelahnya|sesudahnya|berikutnya|esok\w*|lusa)\b|{MEETING}\s+(?:kedua|ketiga|lain)\b|giliran\b)",
    re.IGNORECASE,
)
"""How a text goes on to a further meeting."""
_DATE_LABEL = re.compile(r"^(?:hari\b.*|tanggal|tgl)$")
_WHERE_LABEL = re.compile(
    r"^(?:tempat|lokasi|bertempat|waktu|pukul|jam|acara|agenda|pimpinan.*|pemimpin.*|peserta.*|yang hadir|yg "
    r"hadir|hadir|kegiatan)"
)
_GUESTS_LABEL = re.compile(r"(?:peserta|hadir|y(?:an)?g\s+(?:hadir|datang)|dihadiri)\b")
_OWN_EVENT = re.compile(rf"\b(?:{MEETING})\b", re.IGNORECASE)
_HAPPENED = re.compile(
    r"\b(?:dilaksanakan|dilakukan|digelar|diadakan|berlangsung|menggelar|melaksanakan|mengadakan|dipimpin|"
    r"memimpin|bertempat)\b",
    re.IGNORECASE,
)
_INVITED = re.compile(
    r"\b(?:mengundang|mengumpulkan|dikumpulkan|menghadirkan|memimpin|menggelar|berlangsung)\b", re.IGNORECASE
)
_YET = re.compile(r"\b(?:akan|rencana(?:nya)?|dijadwalkan|berikutnya|lanjutan|selanjutnya|mendatang)\b", re.IGNORECASE)


MOST_MEETINGS = 60
"""What follows further meetings belongs to the last one."""


def tells_of_meeting(sentences: list[Sentence], text: str) -> bool:
    """A form of minutes or an invitation with its fields, or a sentence in which a meeting takes place."""
    if not _OURS.search(text) or any(_OPINION.match(sentence.text) for sentence in sentences[:_FIRST]):
        return False
    begun = any(_DATED.search(sentence.text) for sentence in sentences[:_FIRST])
    if begun and (any(_NOTES.match(sentence.text) for sentence in sentences[:_FIRST]) or _speaking(sentences) >= ROUND):
        return True
    labels = [sentence.label for sentence in sentences if sentence.label]
    dated = any(_DATE_LABEL.match(label) for label in labels)
    placed = sum(bool(_WHERE_LABEL.match(label)) for label in labels)
    named = any(re.search(rf"\b{MEETING}\b", sentence.text, re.IGNORECASE) for sentence in sentences)
    if dated and placed >= 2 and any(_GUESTS_LABEL.match(label) for label in labels):
        return True
    if (dated or begun) and any(_LED_LABEL.match(label) for label in labels):
        return True
    if placed >= 2 and (dated or placed >= 3) and (named or _FORM.search(text)):
        return True
    if _convened(sentences):
        return True
    for number, sentence in enumerate(sentences):
        if sentence.role in {Role.NOISE, Role.LINKED, Role.CAPTION} or sentence.section is Section.SIGNATURE:
            continue
        plain = _NO_EVENT.sub(" ", sentence.text)
        if _EVENT.search(plain) and (sentence.role is not Role.TITLE or _FORM.search(sentence.text)):
            return True
        if sentence.role is Role.BODY and _OWN_EVENT.search(plain) and _DATED.search(plain) and _AT_PLACE.search(plain):
            return True
        after = sentences[number + 1].text if number + 1 < len(sentences) else ""
        if sentence.role is Role.BODY and (_gathered(f"{sentence.text} {after}") or _WORKED_AT.search(sentence.text)):
            return True
    return False


def _convened(sentences: list[Sentence]) -> bool:
    """Whether a report begins with people of several agencies who come together in a house on a day."""
    body = [one for one in sentences if one.role is Role.BODY][:_FIRST]
    for one in body:
        if _ATTENDED.search(one.text) and not any(_CEREMONY.search(each.text) for each in sentences[:_FIRST]):
            return any(_WORK.search(each.text) for each in sentences[:_FIRST])
    for first, second in itertools.pairwise([*body, body[-1]] if body else []):
        for lead in (first.text, f"{first.text} {second.text}"):
            if (
                _do_convene(lead)
                and _DATED.search(lead)
                and _AT_PLACE.search(lead)
                and not _CEREMONY.search(lead)
                and not _NO_EVENT.search(lead)
            ):
                return len({one.kind for each in body for one in mentions(each.text)}) > 1
    return False


def _do_convene(text: str) -> bool:
    """Whether agencies come together: they, and nobody else, where somebody only comes to a house."""
    comes = _COMES_TO.search(text)
    return bool(_CONVENES.search(text)) or bool(comes and mentions(text[max(0, comes.start() - 60) : comes.start()]))


def _gathered(text: str) -> bool:
    """Whether two agencies at least came together to talk."""
    found = _GATHERED.search(text) or _MET_AT.search(text)
    return (
        found is not None
        and not _OTHER_TALK.search(found[0])
        and len({one.kind for one in mentions(text[: found.end() + 80])}) > 1
    )


def _speaking(sentences: list[Sentence]) -> int:
    """How many agencies are given the word by a label: ``Kapolres: …``, ``KPU (Ibu Contoh):``."""
    kinds: set[str] = set()
    for sentence in sentences:
        if (first := speaker(sentence)) is not None:
            kinds.add(first.kind)
        elif sentence.text.endswith(":") and (kind := headed(sentence)):
            kinds.add(kind)
    return len(kinds)


def segments(sentences: list[Sentence], found: list[DateFound], elections: tuple[date, ...]) -> list[list[Sentence]]:
    """The sentences of each meeting. The first holds what stands before any meeting is told."""
    starts = [0]
    dated_at: int | None = None
    first_day: date | None = None
    for number, sentence in enumerate(sentences):
        if sentence.role in {Role.NOISE, Role.LINKED, Role.CAPTION, Role.TITLE, Role.HEADING}:
            continue
        if sentence.label:
            if _DATE_LABEL.match(sentence.label):
                if dated_at is not None and number - dated_at > 3:
                    starts.append(_heading_before(sentences, number, starts[-1]))
                dated_at = number
            continue
        if number == 0:
            first_day = _day_of(sentence, found, elections) or first_day
            continue
        if any(told.search(sentence.text) for told in (_BEFORE, _MET_BEFORE, _WENT_ON)) and not re.search(
            r"\b(?:pertemuan|rapat|rakor)\s+sebelumnya\b", sentence.text, re.IGNORECASE
        ) and _told_before(sentences[starts[-1] : number]):  # fmt: skip
            starts.append(number)
            first_day = _day_of(sentence, found, elections)
            continue
        day = _day_of(sentence, found, elections)
        if day and (
            (_HAPPENED.search(sentence.text) and _OWN_EVENT.search(sentence.text) and not _YET.search(sentence.text))
            or (_NEXT_ONE.match(sentence.text) and (_gathered(sentence.text) or _INVITED.search(sentence.text)))
        ):
            if (
                first_day
                and day != first_day
                and dated_at is None
                and _told_before(sentences[starts[-1] : number])
                and not _echo(sentence)
            ):
                starts.append(number)
            first_day = day
        elif day and first_day is None and _OWN_EVENT.search(sentence.text):
            first_day = day
    bounds = [*starts[:MOST_MEETINGS], len(sentences)]
    return [sentences[low:high] for low, high in itertools.pairwise(bounds) if high > low]


def _echo(sentence: Sentence) -> bool:
    """A sentence that speaks of the same meeting again."""
    return bool(re.search(r"\b(?:ini|itu|tersebut)\b", sentence.text[:60], re.IGNORECASE))


def _told_before(sentences: list[Sentence]) -> bool:
    return any(one.told and _OWN_EVENT.search(one.text) for one in sentences)


def _heading_before(sentences: list[Sentence], number: int, floor: int) -> int:
    """The heading of a form whose date stands at ``number``: the titles and fields right above it."""
    at = number
    while (at - 1 > floor and sentences[at - 1].role in {Role.TITLE, Role.HEADING}) or (
        at - 1 > floor and sentences[at - 1].label
    ):
        at -= 1
    return at


def _day_of(sentence: Sentence, found: list[DateFound], elections: tuple[date, ...]) -> date | None:
    for one in within(found, sentence.start, sentence.end):
        if (
            one.day is None
            or one.day in elections
            or one.day in OTHER_VOTES
            or sentence.text[: one.start - sentence.start].count('"') % 2
        ):
            continue
        if is_vote(sentence.text, one, sentence.start, elections) or is_deadline(sentence.text, one, sentence.start):
            continue
        return one.day
    return None
