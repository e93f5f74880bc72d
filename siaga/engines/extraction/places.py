"""Where a meeting was: a room, a house, or at least a place by name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from siaga.engines.extraction.agencies import mentions
from siaga.engines.extraction.sentences import Role, Sentence
from siaga.engines.extraction.shapes import Span
from siaga.engines.extraction.words import ANY_MONTH, ANY_WEEKDAY, CONVENES, MEETING, SAYS, squeezed

PLACE = (
    r"(?:aula|ruang(?:an)?|r[gr]?\.?(?=\s+(?:rapat|sidang|pertemuan|vicon|kerja|lt)\b)|gedung|hotel|balai|pendopo|pendapa|kantor|kediaman|rumah\s+(?:dinas|jabatan|makan|"
    r"adat)|ballroom|cafe|café|kafe|"
    r"coffee|hall|mapolres(?:ta)?|mapolsek|mapolda|makodim|makorem|makoramil|lapangan|halaman|wisma|convention|"
    r"sekretariat|posko|graha|"
    r"gudang|gor|resto(?:ran)?|warung|masjid|islamic\s+center|command\s+center|media\s+center|smart\s+room|sasana|griya|"
    r"bale|baruga|lamin|palanta|paseban|bangsal|wantilan|jambur|sopo|saung|istana|surau|gereja|vihara|pura|klub|club|"
    r"pusat|sd\s?n|smp\s?n|sma\s?n|smk\s?n|kampus|universitas|auditorium|lantai|lobi|lobby|meeting\s+room|villa|"
    r"resort|rm|kompleks|gazebo|"
    r"lounge|teras|beranda|serambi|pelataran|rupat\w*|taman|alun-alun|gelanggang|museum|oproom|op\s+room|(?-i:OR)(?=\s+[A-Z])|anjungan|joglo|rumah|markas|tempat)"
)
"""Words by which a place begins."""
_SMALL = (
    r"(?:rapat|pertemuan|sidang|utama|serba\s?guna|serbaguna|kantor|bupati|wali\s?kota|camat|kecamatan|kelurahan|"
    r"desa|lurah|lantai|lt\.?|"
    r"sekretariat|daerah|pimpinan|dinas|jabatan|makan|aula|gedung|kerja|kerjanya|setda|pemkab|pemkot|kabupaten|kota|balai|"
    r"dprd|kpu|bawaslu|"
    r"hotel|komplek|kompleks|perkantoran|pemerintahan|rumah|kesbangpol|polsek|koramil|bpbd|dishub|bappeda|kominfo|diskominfo|dinkes|disdukcapil|bersama|lama|baru|atas|bawah|tengah|polres|kodim|"
    r"operasional|ruang|"
    r"satu|dua|tiga|empat|lima|enam|tujuh|bawaslu|"
    r"paripurna|pola|data|lobi|vip|transit|tamu|komisi|fraksi|forum|kec\.?|kab\.?|kel\.?|"
    r"vicon|video|conference|zoom|meeting|room|no\.?|de|al|und)"
)
_CAPITAL = r"(?:\d{3,4}/[A-Z][\w-]*|[A-Z][\w'.-]*|[IVX]+|\d{1,4}(?![\d/.]))"
_TITLE = re.compile(rf"(?:\s+(?:{_CAPITAL}|{_SMALL}\b|\([A-Z][A-Z]{{1,12}}\)|&))*")
_AT = re.compile(
    rf"\b(?P<cue>bertempat\s+di|hadir\s+di|berlangsung\s+(?:khidmat\s+)?di|dipusatkan\s+di|digelar\s+di|dilaksanakan\s+di|"
    rf"diadakan\s+di|"
    rf"diselenggarakan\s+di|bertempat|dari|ke|suasana|menyambangi|di(?=\s|gedung|aula|ruang|hotel|pendopo|kantor|"
    rf"balai))\s*(?P<some>(?:sebuah|salah\s+satu)\s+)?(?P<head>(?-i:[A-Z][\w']+\s+){{0,2}}?{PLACE})(?![\w])",
    re.IGNORECASE,
)
_FURTHER = re.compile(r",\s+(?:Lantai|Lt\.?|Kantor|Hotel|[Kk]omplek?s?|Gedung|Mapolres\w*|Makodim|Setda|Sekretariat)\b")
_LOWER = re.compile(
    r"(?:\s+(?!(?:telah|pada|dengan|yang|dalam|dihadiri|untuk|dan|akan|sudah|kegiatan|dilaksanakan)\b)[a-z]\w*){1,5}"
)
_NAME_FIRST = re.compile(
    r"\b(?:bertempat\s+)?di\s+(?P<what>(?:[A-Z][\w'&-]*\s+){1,4}(?:Hotel|Resort|Hall|Ballroom|"
    r"Convention(?:\s+(?:Center|Hall))?|Cafe|Resto|Center|Centre|"
    r"Coffee)(?:\s+[A-Z][\w'-]*){0,3})"
)
_ONLINE = re.compile(
    r"\b(?:melalui|via|secara)\s+(?P<what>(?:aplikasi\s+)?(?:zoom(?:\s+meeting)?|daring|virtual|google\s+meet|"
    r"video\s*conference|vicon|konferensi\s+video)"
    r"(?:\s+(?:zoom(?:\s+meeting)?|meeting))?)",
    re.IGNORECASE,
)
_ONLINE_ALONE = re.compile(
    r"\W*(?:zoom|google\s+meet|daring|vicon|vidcon|video\s*conference|teams|virtual)\b", re.IGNORECASE
)
_NAMED_AREA = re.compile(
    r"\b(?:bertempat\s+di|di|dalam)\s+(?:wilayah\s+)?(?P<what>(?:Kecamatan|Kelurahan|Desa|Kampung|Nagari|Distrik|"
    r"Dusun|Kabupaten|Kota|Kec\.|"
    r"Kab\.)\s+[A-Z][\w'-]*(?:\s+[A-Z][\w'-]*){0,3})"
)
_BARE = re.compile(
    rf"\bdi\s+(?P<what>[A-Z][\w'-]*(?:\s+[A-Z][\w'-]*){{0,3}})(?:\s*,?\s*(?:pada\s+)?(?:hari\s+)?"
    rf"\(?(?i:{ANY_WEEKDAY}|\d{{1,2}}[/ ](?:\d|{ANY_MONTH})))",
)
_TOWN = re.compile(
    r",\s+(?P<town>[A-Z][a-z][\w'-]*(?:\s+[A-Z][a-z][\w'-]*){0,2})(?=\s*(?:,|\.(?:\s|$)|\(|$|pada\b|dipimpin\b|dihadiri\b|yang\b))"
)
_NO_TOWN = re.compile(
    rf"(?i:{ANY_WEEKDAY}|{ANY_MONTH})\b|(?:Kapol|Wakapol|Dan|Ketua|Bupati|Wakil|Kepala|Sekda|Sekretaris|Camat|Wali|Pj|Plt|Plh|"
    rf"Penjabat|Hadir|Turut|Kab|Prov|Kec|Jalan|Jl|Asisten|Komisioner|Rapat|Kegiatan|Acara)"
)
_BARE_END = re.compile(r"\bdi\s+(?P<what>[A-Z][\w'-]*(?:\s+[A-Z][\w'-]*){1,3})(?=[,.](?:\s|$))")
_FRESH = re.compile(rf"\b{MEETING}\b(?:\s+[\w()]+){{0,8}},?\s+$", re.IGNORECASE)
_MEETING = re.compile(
    rf"\b(?:{MEETING}|{CONVENES}|kegiatan|acara|pembahasan|forum|pengarahan|pengecekan|evaluasi|koordinasi|pemantapan)\b",
    re.IGNORECASE,
)
_CUT = re.compile(
    rf"\s*(?:,|\(|\b(?:pada|{ANY_WEEKDAY}|tanggal|tgl|pukul|pkl|dengan|yang|dalam|dihadiri|dipimpin|kemarin|jam|"
    rf"untuk)\b).*$",
    re.IGNORECASE | re.DOTALL,
)
_UPPER_AREA = re.compile(r"(\b(?:Kecamatan|Kelurahan|Desa|Distrik)\s+[A-Z].*?)\s+(?:Kabupaten|Kab\.|Kota)\s+[A-Z].*$")
"""The regency around a sub-district that a place is in."""
_THEREABOUTS = re.compile(
    r"(?:\s+(?:di|bilangan|kawasan|daerah|dekat|tepi|pinggir|jalan|pusat))*(?:\s+(?:Kota|Kabupaten|Jalan|Jl\.))?(?:\s+[A-Z][\w'-]*){1,4}"
)
"""``sebuah kafe bilangan Contoh``: where a house without a name stands."""
_SAYS_AFTER = re.compile(
    r"[^.;]{0,24},\s+(?:mengatakan|menyampaikan|menjelaskan|menyebutkan|menuturkan|mengungkapkan|menegaskan)\b"
)
_SAYS_BEFORE = re.compile(rf"[\"',]\s*(?:{SAYS})(?:nya)?\s[^.;]*$", re.IGNORECASE)
_FLOOR_OF = re.compile(rf"(?:lantai|halaman|pelataran|teras)\s+(?={PLACE}\b)", re.IGNORECASE)
"""A part of a house that has no number or name: the house is the place."""
_LOOSE = re.compile(
    r"^(?:tempat|rumah|kantor|pusat|lantai|balai|gedung|aula|ruang|ruangan|lapangan|halaman|taman|posko|"
    r"sekretariat|warung|markas|dari)$",
    re.IGNORECASE,
)
_NOT_HERE = re.compile(
    r"\b(?:logistik|kotak|surat\s+suara|disimpan|tersimpan|posko|membuka|dibuka\s+di|genset|gudang|dipasang|"
    r"ditempatkan|tps\s+\d|siaga\s+di|"
    r"menunggu|kampanye|patroli|perpanjangan|perekaman|diperiksa|mengecek|meninjau|akses)\b[^,;]{0,70}$",
    re.IGNORECASE,
)
_WHEN_AND_WHERE = re.compile(r"(?:hari|tanggal|tgl|waktu|jam|pukul)\b.*\b(?:tempat|lokasi)\b")
"""The name of a field that tells both: ``Waktu dan tempat: Jumat, 15 November 2024, di Balai Contoh``."""


def of_field(sentence: Sentence) -> str | None:
    """The place in a field ``Tempat: …``."""
    value = squeezed(sentence.text[sentence.offset :])
    value = re.sub(r"\s*\((?:ID|link|kode|passcode)\b.*$", "", value, flags=re.IGNORECASE)
    value = re.sub(r"^(?:bertempat\s+)?di\s+(?=[A-Z])", "", value).strip(" .;-")
    return value[:160] or None


def find(sentences: Iterable[Sentence]) -> tuple[str, Span] | None:
    """The best place that telling sentences (and then captions) name, and its sentence."""
    ranked: list[tuple[int, int, str, Span]] = []
    for number, sentence in enumerate(sentences):
        if sentence.label == "media" and _ONLINE_ALONE.match(sentence.text, sentence.offset):
            ranked.append((46, -number, of_field(sentence) or "", sentence.span))
            continue
        if sentence.label and re.match(r"tempat|lokasi|bertempat", sentence.label):
            if value := of_field(sentence):
                ranked.append((100, -number, value, sentence.span))
            continue
        if sentence.label and _WHEN_AND_WHERE.match(sentence.label):
            ranked += [(60 + score, -number, what, sentence.span) for score, what in _places(sentence.text, True)]
            continue
        if number <= _FIRST and (note := noted(sentence)) is not None:
            ranked.append((50, -number, note, sentence.span))
        if sentence.role not in {Role.BODY, Role.ITEM, Role.CAPTION, Role.FIELD, Role.TITLE} or sentence.label:
            continue
        about = bool(_MEETING.search(sentence.text))
        base = 40 if about else 0
        base -= _SAID_ASIDE.get(sentence.role, 0)
        for score, what in _places(sentence.text, about):
            ranked.append((base + score, -number, what, sentence.span))
    best = max(ranked, default=None)
    if best is None or best[0] < 45:
        return None
    return best[2], best[3]


_DAY = re.compile(
    rf"\b(?:{ANY_WEEKDAY})\b.{{0,20}}?\d|\b\d{{1,2}}\s+(?:{ANY_MONTH})\b|\b\d{{1,2}}/\d{{1,2}}/\d{{2,4}}\b",
    re.IGNORECASE,
)
_LINKED_UP = r"(?:via|melalui|lewat|daring|zoom|vicon)(?:\s+\w+){0,2}?\s*(?:[+&/]|dan|serta)\s*(?:di\s+)?"
_CHUNK = re.compile(
    rf"\s*(?:(?:di|tempat|bertempat\s+di|lokasi)\s+)?(?P<what>(?:{_LINKED_UP})?(?P<head>{PLACE})(?!\w)(?P<rest>.*))",
    re.IGNORECASE,
)
_DAY_NEXT = re.compile(
    rf"(?:\s+(?:tersebut|itu|setempat))?(?:,\s+[A-Z][\w'-]*(?:\s+[A-Z][\w'-]*){{0,4}}){{0,2}},?\s+(?:pada\s+)?(?:hari\s+)?(?:{ANY_WEEKDAY})\b[^.;]{{0,12}}\d",
    re.IGNORECASE,
)
"""The day of the meeting right after its place."""
_CALLED = re.compile(r"\b(?:mengundang|mengumpulkan|memanggil|diundang|dikumpulkan|dipanggil)\b", re.IGNORECASE)
_SAID_ASIDE = {Role.CAPTION: 25, Role.TITLE: 15}
_MOST_NOTED = 16
_FIRST = 6
"""Among so many first lines notes tell where and when."""


def begins(text: str) -> bool:
    """Whether a text begins with a word for a place."""
    return re.match(rf"\W*{PLACE}\b", text, re.IGNORECASE) is not None


def tells(text: str) -> bool:
    """Whether a house is named after a comma: the line tells of what was there."""
    return re.search(rf",\s*(?:di\s+)?{PLACE}\b", text, re.IGNORECASE) is not None


def is_note(sentence: Sentence) -> bool:
    """A short line without a field's name, as notes begin: ``Kamis 14 Nov 2024, aula kantor camat, jam 9``."""
    return not sentence.label and len(sentence.text.split()) <= _MOST_NOTED and not sentence.text.endswith(".")


def noted(sentence: Sentence) -> str | None:
    """The place in a first line of notes: beside a day, or alone on its line."""
    dated = _DAY.search(sentence.text)
    text = sentence.text.removesuffix(".") if dated else sentence.text
    if not is_note(replace(sentence, text=text)):
        return None
    chunks = re.split(r"[,;|\n]|(?<!\d)/(?!\w)", text) if dated else [text]
    if sentence.text.isupper() and not dated:
        return None  # the head of a letter
    for chunk in filter(None, map(_CHUNK.fullmatch, chunks)):
        named = (dated and text == sentence.text) or (
            (tail := _TITLE.match(chunk["rest"])) and tail.end() == len(chunk["rest"])
        )
        if named and len(chunk["what"].split()) > 1:
            return squeezed(chunk["what"])
    return None


def _places(text: str, about: bool) -> Iterable[tuple[int, str]]:
    for match in _AT.finditer(text):
        cue = match["cue"].lower()
        start = match.start("head")
        if inside := _FLOOR_OF.match(text, start):
            start = inside.end()
        tail = _TITLE.match(text, match.end())
        end = tail.end() if tail else match.end()
        if match["some"] and (about_there := _THEREABOUTS.match(text, end)):
            end = about_there.end()
        while more := _FURTHER.match(text, end):
            further = _TITLE.match(text, more.end())
            end = further.end() if further else more.end()
        if "bertempat" in cue and end <= match.end() + 1 and (loose := _LOWER.match(text, end)):
            end = loose.end()
        what = squeezed(text[start:end])
        town = _TOWN.match(text, end)
        if town and end > match.end() and not _NO_TOWN.match(town["town"]) and not mentions(town["town"]):
            what = f"{what}, {squeezed(town['town'])}"
        what = what.rstrip(".") if not re.search(r"\b(?:Lt|No)\.$", what) else what
        what = re.sub(r"\s+(?:dan|&|de|al|bersama|baru|lama|kota|daerah)$", "", what)
        what = _UPPER_AREA.sub(r"\1", what)
        if _elsewhere(text[: match.start()]) and not cue.startswith("bertempat"):
            continue
        if _LOOSE.match(what) or re.match(
            rf"tempat\b|rumah\s+(?!dinas|jabatan|makan|adat)|lantai\b(?!.*\b{PLACE}\b)|taman\b(?!\s+[A-Z])",
            what,
            re.IGNORECASE,
        ):
            continue
        if cue in {"di", "dari"} and re.match(r"gudang\b", what, re.IGNORECASE):
            continue
        if cue == "ke" and not _CALLED.search(text[: match.start()]):
            continue
        if cue == "suasana" and not _DAY_NEXT.match(text, end):
            continue
        if cue == "dari" and not re.match(r"ruang|aula|command|vicon|op", what, re.IGNORECASE):
            continue
        if (
            re.match(r"(?:kantor|pusat|kampus|posko|masjid)\s+\w+$", what)
            and not what[what.find(" ") + 1].isupper()
            and not about
        ):
            continue
        if not about and _DAY_NEXT.match(text, end):
            yield 45, what
        if not about and ("tempat" in cue or "hadir" in cue or (len(cue) > 4 and _DAY.search(text))):
            yield 45, what
        yield (30 if "tempat" in cue or "langsung" in cue or (cue.startswith("di") and len(cue) > 2) else 20), what
    for match in _NAME_FIRST.finditer(text):
        if not _elsewhere(text[: match.start()]):
            yield (20, squeezed(match["what"]))
    for match in _ONLINE.finditer(text):
        general = re.fullmatch(
            r"(?:daring|virtual|vicon|video\s*conference|konferensi\s+video)", match["what"], re.IGNORECASE
        )
        yield (10 if general else 11, squeezed(match["what"]))
    for match in _NAMED_AREA.finditer(text):
        if about and not _elsewhere(text[: match.start()]):
            if re.search(r"\bdi\s+(?:tingkat|seluruh|wilayah\s+hukum)\b", match[0]) or _votes(text[: match.start()]):
                continue
            strong = re.search(
                r"\b(?:dilaksanakan|diadakan|digelar|berlangsung|bertempat)\s+(?:di|dalam)?\s*$", text[: match.start()]
            )
            if strong or "bertempat" in match[0]:
                yield (10, squeezed(_CUT.sub("", match["what"])))
    for match in _BARE.finditer(text):
        if about and not _says_there(text, match) and not _votes(text[: match.start()]):
            yield (8, squeezed(match["what"]))
    for match in _BARE_END.finditer(text):
        if _FRESH.search(text[: match.start()]) and not _votes(text[: match.start()]):
            yield (6, squeezed(match["what"]))


def _says_there(text: str, match: re.Match[str]) -> bool:
    """Whether somebody spoke to the press there: ``Kepala Kesbangpol di Contoh, Senin, mengatakan …``."""
    return bool(_SAYS_AFTER.match(text, match.end()) or _SAYS_BEFORE.search(text[: match.start()]))


def _elsewhere(before: str) -> bool:
    """Whether what stands before is something else that is there: boxes, a post, a patrol."""
    return bool(_NOT_HERE.search(before)) and not re.search(rf"\b{MEETING}\b[^.;]{{0,110}}$", before, re.IGNORECASE)


def _votes(before: str) -> bool:
    """Whether what stands before ends in the vote or its place, not in the meeting."""
    return bool(
        re.search(
            r"\b(?:pilkada|pemilu|pemilihan|pelaksanaan|penyelenggaraan|kondusif|lancar)\b[^,;]{0,30}$",
            before,
            re.IGNORECASE,
        )
    )
