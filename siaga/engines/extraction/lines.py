"""The lines of a text: what each is (telling, a field, a headline, noise).

Cleaning keeps every character at its place, so that a span in the clean text is a span in the text as given.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from siaga.engines.extraction.words import LED_FIELD, squeezed

_SAME_PLACE = str.maketrans(
    {
        **dict.fromkeys("“”„«»‟″", '"'),
        **dict.fromkeys("‘’´`ʼ′", "'"),
        **dict.fromkeys("–—−‐‑‒―", "-"),
        **dict.fromkeys("\t\r\v\xa0\u2002\u2003\u2007\u2008\u2009\u200a\u202f\u3000_~", " "),
        **dict.fromkeys("\f\u2028\u2029\x85", "\n"),
        **dict.fromkeys("●▪■◦‣∙·➢➤►✓✔✅☑", "•"),
        "İ": "I",
    }
)
_KEYCAP = re.compile(r"[0-9#*]\ufe0f?\u20e3")
_PICTURE = re.compile(r"[\U0001F000-\U0001FAFF\u2600-\u2704\u2706-\u2712\u2715-\u27bf\u20e3\ufe0f\u200b-\u200f\ufeff]")
_VOID = re.compile(r"\s{41,}")  # no rule shall walk through a page of spaces again and again
_EMPTY = " \0"
_LEADER, _GUESTS = "👤🧑👨👩", "👥"
_PIN, _CLOCK, _CALENDAR = "📍🏢", "⏰🕐🕑🕒🕓🕔🕕🕖🕗🕘🕙🕚🕛⌚🕰", "🗓📅📆"


class Role(StrEnum):
    """What a line is."""

    BODY = "body"
    TITLE = "title"
    CAPTION = "caption"
    LINKED = "linked"
    NOISE = "noise"
    FIELD = "field"
    ITEM = "item"
    HEADING = "heading"


class Section(StrEnum):
    """What the part of a form is about in which a line stands."""

    NONE = ""
    ATTENDANCE = "attendance"
    RECIPIENTS = "recipients"
    DISCUSSION = "discussion"
    OBSTACLES = "obstacles"
    FOLLOW_UP = "follow_up"
    COPIES = "copies"
    SIGNATURE = "signature"


@dataclass(slots=True)
class Line:
    start: int
    end: int
    role: Role = Role.BODY
    section: Section = Section.NONE
    paragraph: int = 0
    label: str = ""
    value: int = 0
    pictured: bool = False
    """Whether a picture begins it, as messages mark a new point."""


_CELL = re.compile(r"[ \0]{2,}")
NUMBER = re.compile(r"(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?%?")


def cells_of(body: str) -> list[str]:
    """The cells of a line whose columns stand apart by spaces or bars; one cell for other lines."""
    if "|" in body:
        return [squeezed(cell) for cell in body.strip().strip("|").split("|")]
    return _CELL.split(body.strip())


def is_row(body: str) -> bool:
    """Whether a line is a row of a table in columns: a name and at least one number."""
    cells = cells_of(body)
    if len(cells) < 2 or not any(sign.isalpha() for sign in cells[0] + cells[1]):
        return False
    numbers = sum(bool(NUMBER.fullmatch(cell)) for cell in cells[1:])
    return numbers >= 2 or (numbers == 1 and len(cells) >= 3)


def in_columns(body: str) -> bool:
    """Whether a line has three columns at least, whatever stands in them."""
    return len([cell for cell in cells_of(body) if cell]) >= 3


def cleaned(text: str) -> str:
    """Quotes, dashes, spaces and pictures made plain, one character for one."""
    text = text.translate(_SAME_PLACE)
    text = _KEYCAP.sub(lambda found: "-".ljust(len(found[0])), text)
    text = re.sub(r"(?m)^( *)\*(?=\s)", r"\1-", text)
    text = _PICTURE.sub(" ", text.replace("*", " "))
    return _VOID.sub(lambda found: found[0][:20] + "\0" * (len(found[0]) - 40) + found[0][-20:], text)


UNENDED = re.compile(
    r"\b(?:lambat(?:nya)?|tanggal|tgl|pada|sebelum|mulai|sampai|hingga|dengan|ke|di|dari|dan|untuk|yang|pukul|oleh|kepada|"
    r"serta|atau|sebanyak|sekitar|sehingga|karena|agar)$"
)
"""No sentence ends so: the page was full."""
_LINKED = re.compile(
    r"^\W*(?:baca\s*(?:juga|selengkapnya|pula|artikel\s+lain)?\s*:|baca\s+juga\b|lihat\s+juga\b|simak\s+juga\b|"
    r"simak\s*:|"
    r"berita\s+(?:terkait|lainnya?|populer)\b|artikel\s+(?:terkait|lain(?:nya)?)\b|terkait\s*:|"
    r"(?:related|read\s+also|also\s+read)\b|jangan\s+lewatkan\b)\s*:?",
    re.IGNORECASE,
)
INLINE_LINKED = re.compile(r"\(\s*baca\s+juga\s*:?[^)\n]{0,300}\)", re.IGNORECASE)
_NOISE = re.compile(
    r"^\W*(?:tinggalkan\s+(?:balasan|komentar)|alamat\s+email\s+anda|editor\s*:|pewarta\s*:|penulis\s*:|reporter\s*:|"
    r"laporan\s*:\s*\S+(?:\s\S+){0,3}$|sumber\s*:|cek\s+berita\b|ikuti\s+(?:berita|kami|saluran|channel)|copyright\b|"
    r"hak\s+cipta|share\b|bagikan\b|tags?\s*:|topik\s*:|leave\s+a\s+reply|your\s+email|comments?\b|load\s+more|"
    r"advertisement|iklan\b|scroll\s+untuk|halaman\s*:?\s*\d|komentar\b|dapatkan\s+(?:berita|update)|"
    r"follow\s|kirim\s+(?:komentar|pesan)|foto\s+lainnya|konten\s+ini|penulis\s+adalah|\(?(?:red|rls|adv|hms|"
    r"ant)\b[/\w\s]*\)?$|"
    r"diteruskan\s*$|-+\s*$|berita\s+ini\s+telah\s+(?:tayang|terbit)|artikel\s+ini\s+telah|"
    r"[A-Z]\w+(?:\s\w+)?(?:/[A-Za-z]{2,6}){1,3}$|"
    r"post\s+views|view\s*:|dibaca\s*:|by\s*$|oleh\s*:\s*\S+)",
    re.IGNORECASE,
)
_END = re.compile(
    r"^\W*(?:tinggalkan\s+(?:balasan|komentar)|leave\s+a\s+reply|populer\s*$|terpopuler\b|berita\s+terpopuler|"
    r"terkini\s*$)",
    re.IGNORECASE,
)
_CAPTION = re.compile(
    r"^\W*(?:foto\s*:|ket(?:erangan)?\.?\s*(?:foto|gambar)?\s*:|caption\b|gambar\s*:|dok(?:umentasi)?\.?\s*:)|"
    r"\(?\b(?:foto|ft|dok|ist)\s*[:/]\s*[^)]{0,60}\)?\W*$|\(foto\b[^)]{0,80}\)|\bfoto\s*:\s*\S",
    re.IGNORECASE,
)
_MOST_CAPTION = 400
_ITEM = re.compile(
    r"^\s*(?:\(?\d{1,2}[.)]\)?\s+|(?:\d{1,2}|[A-H])(?:\.\d{1,2}){1,3}[.)]?\s+(?=[A-Z\d\"])|\(?[A-Za-z][.)]\s+|[-•>+]\s+|[IVXivx]{1,5}[.)]\s+)"
)
_ROMAN = re.compile(r"^\s*(?:[IVX]{1,5}|[A-H]|\d{1,2}(?=[.)]\s+[A-Z\s/&-]{6,}$))[.)]\s+(?=[A-Z])")
_FIELD = re.compile(
    r"^\s*(?:\(?(?:[A-Z]\.)?\d{1,2}(?:\.\d{1,2}){0,2}[.)]?\s+|[-•]\s+|[a-z][.)]\s+)?"
    r"([A-Za-z][A-Za-z/&.,' ()-]{1,44}?)\s*:\s*(?=\S|$)"
)
GUEST_FIELD = (
    r"(?:(?:peserta|hadir|ikut|diikuti|dihadiri|kehadiran|y(?:an)?g\s+(?:hadir|ikut|mengikuti|diundang|datang))\b|"
    r"undangan(?=$|\s+yang\s+hadir))"
)
_KNOWN_FIELD = re.compile(
    rf"^(?:{LED_FIELD}.*|{GUEST_FIELD}.*|hari\b.*|tanggal\b.*|tgl\b.*|waktu\b.*|pukul|jam|pkl|tempat\b.*|lokasi\b.*|"
    r"bertempat|notulis|notulen|sekretaris(?:\s+rapat)?|acara|agenda\b.*|perihal|hal|kegiatan|keperluan|maksud|tujuan|"
    r"ketua|nomor|no|sifat|lampiran|lamp|dari|kepada|kendala|hambatan|permasalahan|masalah|solusi|tindak\s+lanjut|tembusan|"
    r"dasar|tanggal\s+surat|topik|tema|judul|narasumber|moderator|media)$",
    re.IGNORECASE,
)
_SECTIONS = (
    (Section.FOLLOW_UP, r"tindak\s*lanjut|putus(?:an)?\b|menyepakati|disepakati|(?:ber)?sepakat|"
     r"kesepakatan|kesimpulan|rekomendasi|keputusan|arahan|"
     r"penutup\s+dan\s+tindak|rtl\b|rencana|komitmen|penekanan|atensi|petunjuk|memutuskan|diputuskan|saran|usul(?:an)?|solusi|langkah|instruksi|perintah|penugasan|tugas|upaya|"
     r"(?:di|me(?:ng)?)kerjakan|komitmen"),
    (Section.OBSTACLES, r"kendala|hambatan|permasalahan|masalah|kerawanan|tantangan"),
    (Section.ATTENDANCE, r"peserta|hadir|dihadiri|diikuti|undangan\s+yang|kehadiran"),
    (Section.COPIES, r"tembusan"),
    (Section.RECIPIENTS, r"yth|kepada"),
    (Section.DISCUSSION, r"pembahasan|hasil|paparan|perkembangan|pelaksanaan|pokok|laporan|intinya|pembukaan|"
                         r"penyampaian|isi\s+rapat|"
     r"antara\s+lain|sbb|sebagai\s+berikut|jalannya|resume|uraian|materi|fakta"),
)  # fmt: skip
SECTION_WORDS = tuple((section, re.compile(rf"\b(?:{words})", re.IGNORECASE)) for section, words in _SECTIONS)


def lines_of(text: str, given: str) -> list[Line]:
    """The lines of a clean text that are not empty; the pictures of the text as ``given`` mark fields."""
    lines = _lines(text, given)
    _headlines(text, lines, given)
    return lines


def _lines(text: str, given: str) -> list[Line]:
    found: list[Line] = []
    paragraph, linked, over = 0, False, False
    for match in re.finditer(r"[^\n]*(?:\n|$)", text):
        start, end = match.start(), match.start() + len(match[0].rstrip("\n"))
        raw = text[start:end]
        if not raw.strip(_EMPTY):
            paragraph += 1
            linked = False
            continue
        start += len(raw) - len(raw.lstrip(_EMPTY))
        end = start + len(raw.strip(_EMPTY))
        line = Line(start, end, paragraph=paragraph, pictured=bool(_PICTURE.match(given[match.start() : end].lstrip())))
        body = text[start:end]
        over = over or bool(_END.match(body))
        lead = _LINKED.match(body)
        if over or _NOISE.match(body):
            line.role = Role.NOISE
        elif lead:
            line.role = Role.LINKED
            linked = not body[lead.end() :].strip()
        elif linked and not _sentence_like(body):
            line.role = Role.LINKED
        elif len(body) <= _MOST_CAPTION and _CAPTION.search(body):
            line.role = Role.CAPTION
        else:
            linked = False
            _field_or_item(line, body, given[max(0, match.start()) : end])
        found.append(line)
    return found


def _sentence_like(body: str) -> bool:
    return body.rstrip("\"' ").endswith((".", ",", ";")) or len(body.split()) > 22


def _field_or_item(line: Line, body: str, given: str) -> None:
    field = _FIELD.match(body)
    name = _label(field[1]) if field else ""
    for signs, label in _MEANT:
        if any(sign in given for sign in signs) and (not field or _PICTURED.match(name)):
            line.role, line.label, line.value = Role.FIELD, label, line.start
            if label == "pimpinan" and (led := _LED.match(body)):
                line.value += led.end()
            if field:
                line.value = line.start + field.end()
            return
    if field and _KNOWN_FIELD.match(name):
        line.role, line.label, line.value = Role.FIELD, name, line.start + field.end()
    elif _ITEM.match(body) and not ((_ROMAN.match(body) and _is_heading(body)) or _NAMED_PART.match(body)):
        line.role = Role.ITEM
        line.value = line.start + len(_ITEM.match(body)[0])  # type: ignore[index]
    elif _is_heading(body) or _NAMED_PART.match(body) or _STARRED.fullmatch(given):
        line.role = Role.HEADING


_MEANT = (
    (_PIN, "tempat"), (_CLOCK, "waktu"), (_CALENDAR, "tanggal"), (_LEADER, "pimpinan"), (_GUESTS, "hadir"),
)  # fmt: skip
"""What a picture at the beginning of a line says that the line tells."""
_LED = re.compile(r"\W*(?:dipimpin|pimpinan|pimpin|yang\s+m\w+pin)(?:\s+oleh)?\s+", re.IGNORECASE)
_NAMED_PART = re.compile(
    r"^\s*\d{1,2}[.)]\s+(?:(?:rencana\s+)?tindak\s+lanjut|kesimpulan|keputusan|kesepakatan|rekomendasi|penugasan|"
    r"hasil\s+(?:rapat|kesepakatan)|(?:langkah|upaya)(?:-langkah)?(?:\s+yang\s+\w+)?|penutup)"
    r"(?:\s*(?:/|dan|&)\s*(?:rencana\s+)?(?:tindak\s+lanjut|kesimpulan|keputusan|rekomendasi))?\s*:?\s*$",
    re.IGNORECASE,
)
"""A numbered part of minutes that is called by what it holds: ``3. Tindak Lanjut``."""
_STARRED = re.compile(r"\s*\*(?=\S)[^*\n]{2,60}\*?:?\s*")
"""A heading as messages set it: ``*Arahan Sekda*``."""
_PICTURED = re.compile(r"(?:tempat|lokasi|bertempat|waktu|pukul|pkl|jam|hari|tanggal|tgl)\b")


CHAT = r"(?:\[[\d/., :-]{9,22}\]\s*|\d{1,2}/\d{1,2}/\d{2,4},?\s+\d{1,2}[.:]\d{2}\s+-\s+)"
"""How a message begins that was copied from a chat: ``[25/11 20.12] ``, ``25/11/24 20.12 - ``."""
_ENGLISH = {
    "venue": "tempat", "date": "tanggal", "day/date": "hari/tanggal", "time": "waktu", "lead": "pimpinan",
    "chair": "pimpinan", "attendees": "hadir", "participants": "peserta", "attendance": "hadir",
}  # fmt: skip


def _label(text: str) -> str:
    """The name of a field, letter-spaced (``H a r i``) or not, or in English."""
    name = squeezed(text).lower().rstrip(" .")
    name = _ENGLISH.get(name, name)
    return name.replace(" ", "") if re.fullmatch(r"(?:\w )+\w", name) else name


def _is_heading(body: str) -> bool:
    words = body.split()
    if body.endswith(":") and len(words) <= 8:
        return True
    if not _ROMAN.match(body) or len(words) > 8 or body.endswith("."):
        return False
    return body.isupper() or any(words.search(body) for _section, words in SECTION_WORDS)


def _headlines(text: str, lines: list[Line], given: str) -> None:
    """Short unpunctuated lines before the first telling line, and their repetitions, are titles."""
    seen: set[str] = set()
    open_ = True
    ends_at = {line.paragraph: text[line.start : line.end].rstrip("\"')")[-1:] for line in lines}
    for number, line in enumerate(lines):
        body = text[line.start : line.end]
        more = number + 1 < len(lines) and lines[number + 1].paragraph == line.paragraph
        broken = more and ends_at[line.paragraph] in {".", "!"} and _broken_off(body)
        if line.role is Role.BODY and not broken and not _MESSAGE.match(body):
            plain = squeezed(body).casefold()
            ends = body.rstrip("\"')").endswith((".", "!", ";", ",", ":"))
            shouted = body.isupper() and not ends
            if (
                (open_ and not ends and len(body.split()) <= 22 and not _telling(given[line.start : line.end]))
                or shouted
                or plain in seen
            ):
                line.role = Role.TITLE
                seen.add(plain)
                continue
        if line.role in {Role.BODY, Role.FIELD, Role.ITEM}:
            open_ = False


_MESSAGE = re.compile(rf"{CHAT}[^:]{{2,60}}:")


def _broken_off(body: str) -> bool:
    """A line as long as a page is wide, in the manner of a sentence and not of a headline."""
    words = re.findall(r"[A-Za-z]\w*", body)
    return len(body) >= 50 and sum(word[0].islower() for word in words) >= 0.3 * len(words)


def _telling(body: str) -> bool:
    """A line that tells where and when in the manner of a message, though it has no full stop."""
    if re.search(r"\b(?:dipimpin\s+oleh|pkl|pukul|bertempat|yang\s+hadir|izin\s+melaporkan)\b", body, re.IGNORECASE):
        return True
    words = re.findall(r"[A-Za-z]\w*", body)
    small = sum(word[0].islower() for word in words)
    return small > len(words) / 2 and bool(
        re.search(r"\b(?:dipimpin|pimpin|hadir|dihadiri|peserta)\b", body, re.IGNORECASE)
    )
