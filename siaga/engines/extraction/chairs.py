"""Who leads a meeting."""

from __future__ import annotations

import re

from siaga.engines.extraction.areas import Areas
from siaga.engines.extraction.people import DEGREE, NAME, NOT_NAME, Found, name_end, people_in
from siaga.engines.extraction.places import PLACE, is_note
from siaga.engines.extraction.sentences import Role, Sentence
from siaga.engines.extraction.shapes import Span
from siaga.engines.extraction.words import LED_FIELD, MEETING, SPEECH, squeezed

_EVENT = rf"(?:{MEETING}|kegiatan|acara|pertemuan|jalannya|langsung|desk|apel|diskusi|forum|sidang|pembahasan)"
_BY = (
    r"(?:\s+(?:secara|langsung|resmi))*(?:\s+(?:pada|pukul|pkl\.?|jam|sekitar)\s[^,;]{1,40}?(?=\s+oleh\b))?"
    r"(?:\s+(?:oleh|langsung))*\s+"
)
_OFFICE_OR_NAME = (
    r"(?:Bapak\s+|Ibu\s+)?(?=[A-Z]|(?:anggota|ketua|kepala|camat|komisioner|sekretaris|asisten|staf|manajer|wakil)\s)"
)
_LED_BY = re.compile(
    rf"\b(?:[Dd]i(?:pimpin|ketuai|pandu|moderatori|nakhodai|kendalikan|komandoi|gawangi|kawal\s+jalannya)|di\s+bawah\s+pimpinan|dengan\s+pimpinan\s+rapat){_BY}{_OFFICE_OR_NAME}"
)
_OPENED_BY = re.compile(rf"\b[Dd]ibuka{_BY}{_OFFICE_OR_NAME}")
_CHAIR = (
    rf"(?:tuan\s+rumah\s+(?:sekaligus|dan)\s+)?(?:(?:pimpinan|pemimpin|ketua|pemandu|moderator)\s+(?:{MEETING}|sidang|forum|"
    r"kegiatan|acara)|(?:pemandu|moderator|pemimpin|pimpinan)nya|pemandu\b|moderator\b|pemegang\s+palu)"
)
_AS_CHAIR = re.compile(
    rf"(?:\b(?:selaku|sebagai|menjadi)\s+|(?<=,\s)(?:yang\s+(?:menjadi\s+)?)?){_CHAIR}(?P<after>\s*[,:]?\s*(?:(?:bertindak|adalah|yaitu|ialah)\s+)?(?=[A-Z]))?",
    re.IGNORECASE,
)
_WITH_ROLE = re.compile(
    r"\W*(?P<who>[A-Z][^:()\n]{2,80}?)\s*\((?:selaku\s+|sebagai\s+|yang\s+)?(?:pimpinan|pemimpin|memimpin|ketua\s+rapat|pemandu)\b[^()]*\)\s*:"
)
"""Who is given the word, and leads: ``Sekda Ibu Contoh (pimpinan rapat): …``."""
_MARKED = re.compile(
    r"\s*\((?:yang\s+|selaku\s+)?(?:memimpin|pemimpin\s+rapat|pimpinan\s+rapat|ketua\s+rapat)\)", re.IGNORECASE
)
"""Among the guests who led: ``Sekretaris Daerah (memimpin), …``."""
_SMALL_OFFICE = re.compile(
    r"(?<=\s)(?:anggota|ketua|kepala|camat|komisioner|sekretaris|asisten|staf|manajer|penjabat|wakil|bupati|wali)(?=\s)"
)
_LEADS = re.compile(
    rf"\b(?:memimpin|mengetuai|memandu|mengendalikan|mengumpulkan|memegang\s+(?:palu|kendali))\b(?:\s+(?:secara|langsung|"
    rf"sendiri|jalannya|seluruh|para))*\s*(?P<what>{_EVENT}|\w+|)",
    re.IGNORECASE,
)
_OPENS = re.compile(
    rf"\bmembuka\s+(?:secara\s+)?(?:resmi\s+|langsung\s+)?(?:{_EVENT}|pembicaraan|percakapan|sesi)|"
    r"\bmempersilakan\s+(?:\w+\s+){0,8}?(?:bicara|berbicara|melapor|menyampaikan)\b",
    re.IGNORECASE,
)
_WHO_LEADS = re.compile(r"\byang\s+(?:langsung\s+)?(?:memimpin|memandu|mengetuai|memegang)\b", re.IGNORECASE)
_NOT_LED = re.compile(
    r"\bmemimpin\s+(?:langsung\s+)?(?:operasi|pasukan|apel|upacara|doa|daerah|kabupaten|kota|proses\s+pengamanan|"
    r"pengamanan)",
    re.IGNORECASE,
)
_CHAIR_FIELD = re.compile(rf"^{LED_FIELD}(?:\s+(?:{MEETING}|sidang|kegiatan|acara|oleh))*$")


def chair(sentences: list[Sentence], areas: Areas) -> tuple[str, Span] | None:
    """Who leads: in a field, then ``dipimpin oleh``, ``memimpin``, then who opens."""
    for number, sentence in enumerate(sentences):
        below = (
            sentence.label == "ketua"
            and number
            and re.fullmatch(
                rf"{LED_FIELD}(?:\s+(?:{MEETING}|sidang))?", sentences[number - 1].text.strip(" :"), re.IGNORECASE
            )
        )
        if below or (sentence.label and _CHAIR_FIELD.match(sentence.label)):
            value = squeezed(sentence.text[sentence.offset :]).strip(" ;-").removesuffix(" .")
            if value:
                return _field_value(value), sentence.span
    for sentence in sentences:
        if given := _WITH_ROLE.match(sentence.text):
            return squeezed(given["who"]), sentence.span
        marked = _MARKED.search(sentence.text) if sentence.told else None
        people = people_in(sentence.text[: marked.start()], areas) if marked else []
        if marked and people and people[-1].end >= marked.start() - 1:
            return people[-1].whole, sentence.span
    for finder in (_as_chair, _led_by, _leader, _opener, _plain, _host):
        last: Found | None = None
        names: set[str] = set()
        for sentence in sentences:
            noted = finder is _plain and sentence.role is Role.TITLE and is_note(sentence)
            if not (sentence.told or noted) or sentence.label:
                continue
            people = people_in(sentence.text, areas)
            if finder in {_led_by, _opener} and (raised := _raised(sentence.text)) != sentence.text:
                people = people_in(raised, areas)
            answer = finder(sentence.text, people, last)
            known = names.union(one.whole for one in people)
            if answer and (answer in known or not _NAME_ALONE.fullmatch(f"{answer} ")):
                return _addressed(sentence.text, answer), sentence.span
            if finder is _leader and _WE_LEAD.search(sentence.text) and (writer := _writer(sentences)):
                return writer, sentence.span
            named = [one for one in people if one.name]
            names.update(word for one in named for word in one.name.split())
            last = named[0] if named else last
    return None


def _addressed(text: str, who: str) -> str:
    """With the ``Bapak`` or ``Ibu`` before it, as the text has it."""
    found = re.search(rf"\b(?:Bapak|Ibu|Pak|Bu)\s+{re.escape(who)}", text)
    return squeezed(found[0]) if found else who


_WE_LEAD = re.compile(
    rf"\b{MEETING}\b[^.;]{{0,60}}\b(?:kami|saya)\s+(?:nyatakan\s+di)?(?:pimpin|buka)\b|\b(?:kami|saya)\s+memimpin\b[^.;]{{0,30}}\b{MEETING}\b",
    re.IGNORECASE,
)
_HOSTS = re.compile(
    rf"\b(?:mengajak|mengundang|mengumpulkan|menjamu|menggelar)\b[^.;]{{0,120}}?\b(?:ber-?)?{MEETING}\b|"
    rf"\b(?:mengumpulkan|mengundang|memanggil|menjamu|menerima)\b[^.;]{{0,160}}?\b(?:di|ke)\s+{PLACE}\b",
    re.IGNORECASE,
)


_PLAIN = re.compile(
    r"\b(?:dipimpin|yang\s+(?:me|m)?(?:p|m)?impin|yang\s+(?:me)?mandu|pimpinan|dibuka)(?:\s+rapat)?(?:\s+langsung)?(?:\s+oleh)?(?:\s*:\s*|\s+)"
    r"(?P<who>(?:(?:pak|bu|bapak|ibu|bpk)\.?\s+)?(?:wakil\s+|plt\.?\s+|pj\.?\s+|pjs\.?\s+)?(?:bupati|wali\s?kota|wabup|sekda|asisten|"
    r"camat|sekcam|lurah|kades|kepala|kaban|kadis|kabag|kabid|kapolres|wakapolres|kapolsek|dandim|kasdim|danramil|ketua|sekretaris)\b"
    r"(?:(?!\s+(?:didampingi|bersama|dan|hadir|di|pada|yang|dengan|dihadiri)\b)[^,;.\n()]){0,50}(?:\([^()\n]{3,60}\))?)",
    re.IGNORECASE,
)


def _plain(text: str, people: list[Found], last: Found | None) -> str | None:
    """Who leads, in notes without capitals."""
    match = _PLAIN.search(text)
    return _field_value(squeezed(match["who"])) if match else None


def _writer(sentences: list[Sentence]) -> str | None:
    """Who writes or speaks: ``Dari: …`` of a note, the title of a speech."""
    for sentence in sentences:
        if sentence.role is Role.TITLE and (speech := SPEECH.match(sentence.text)):
            return speech["who"].title() if speech["who"].isupper() else squeezed(speech["who"])
        if sentence.label == "dari" and (value := squeezed(sentence.text[sentence.offset :]).strip(" .;-")):
            return value
    return None


_HOSTED_BY = re.compile(rf"\bdi(?:terima|jamu|kumpulkan|panggil|undang){_BY}{_OFFICE_OR_NAME}")


def _host(text: str, people: list[Found], last: Found | None) -> str | None:
    """Who calls others together, where nobody is said to lead or to open."""
    if answer := _by(text, people, _HOSTED_BY):
        return answer
    match = _HOSTS.search(text)
    if match is None or re.search(r"\bakan\s+$", text[: match.start()]):
        return None
    before = [one for one in people if one.end <= match.start()]
    return before[0].whole if before else None


def _field_value(value: str) -> str:
    value = re.sub(r"\s*\((?=[^()]*\b[a-z]+[^()]*\b[a-z]+\b)[^()]*\)$", "", value)
    return value if re.search(rf"{DEGREE}$", value) else value.rstrip(".")


def _by(text: str, people: list[Found], cue: re.Pattern[str]) -> str | None:
    for match in cue.finditer(text):
        near = [one for one in people if -1 <= one.start - match.end() <= 12]
        if near:
            return text[near[0].start] + near[0].whole[1:] + _bracket(text, near[0])
        if name := NAME.match(text, match.end()):
            end = name_end(text, match.end(), name)
            whole = squeezed(text[match.end() : end])
            if len(whole.split()) > 1 and not NOT_NAME.match(whole.split()[0]):
                return whole
    return None


_HOLDER = re.compile(
    r"\s*\([A-Z][^()\n]{3,80}\)|"
    rf"\s+(?:selaku|sekaligus|merangkap|yang\s+juga)\s+[A-Z][\w ]{{3,50}},\s+(?:{NAME.pattern})|"
    r"\s+selaku\s+Ketua(?:\s+[A-Z]\w+){1,4}"
)


def _bracket(text: str, one: Found) -> str:
    """Who holds an office, after it: ``Ketua Desk (Asisten I, Budi Contoh)``, ``… selaku Ketua Desk, Budi Contoh``."""
    after = _HOLDER.match(text, one.end)
    return " " + _field_value(after[0].strip()) if after and not one.name else ""


def _raised(text: str) -> str:
    """An office in small letters after ``dipandu`` given the capital that offices are known by."""
    cue = re.search(r"\bdi(?:pimpin|ketuai|pandu|moderatori|kendalikan|komandoi|buka)\b", text, re.IGNORECASE)
    if cue is None:
        return text
    found = _SMALL_OFFICE.search(text, cue.end(), cue.end() + 60)
    return text if found is None else text[: found.start()] + found[0].capitalize() + text[found.end() :]


_NAMED_FIRST = re.compile(rf"{NAME.pattern}\s*,\s+$")
"""``Budi Contoh, Ketua KPU Metro, selaku pimpinan rapat``."""


def _as_chair(text: str, people: list[Found], last: Found | None) -> str | None:
    """``X selaku pimpinan rapat``, ``Sebagai pimpinan rapat bertindak X``."""
    match = _AS_CHAIR.search(text)
    if match is None:
        return None
    before = [one for one in people if one.end <= match.start()]
    after = [one for one in people if match["after"] is not None and 0 <= one.start - match.end() <= 2]
    found = after or before[-1:]
    named = _NAMED_FIRST.search(text[: found[0].start]) if found and not found[0].name else None
    if named and not after:
        return squeezed(named[0] + found[0].whole)
    return found[0].whole + _bracket(text, found[0]) if found else None


def _led_by(text: str, people: list[Found], last: Found | None) -> str | None:
    return _by(text, people, _LED_BY)


_WHILE = re.compile(r"\W*(?:saat|ketika|usai|seusai|sambil|selagi|sewaktu)\s+", re.IGNORECASE)
_GUESTS_FIRST = re.compile(
    r"\W*(?:dalam|pada|saat|usai|dihadiri|didampingi|bersama)\b[^.;]*?\b(?:itu|tersebut|ini),\s", re.IGNORECASE
)
"""``Dalam rapat yang dihadiri Kapolda itu, …``: who leads is named after it."""


_NAME_ALONE = re.compile(r"\W*(?P<name>[A-Z][a-z][\w'-]*)\s+(?:(?:lalu|kemudian|juga|sendiri|yang)\s+)?")
"""``Budi memandu jalannya rapat``: one who was named before."""


def _leader(text: str, people: list[Found], last: Found | None) -> str | None:
    match = _LEADS.search(text)
    if match is None or _NOT_LED.search(text):
        return None
    verb = match[0].split()[0].lower()
    if verb == "mengumpulkan" and not re.search(rf"\b{MEETING}\b", text, re.IGNORECASE):
        return None
    if verb not in {"mengumpulkan", "memegang"} and not re.search(rf"^{_EVENT}$", match["what"], re.IGNORECASE):
        return None
    begun = _GUESTS_FIRST.match(text)
    before = [one for one in people if (begun.end() if begun else 0) <= one.start and one.end <= match.start()]
    if before:
        near = before[-1] if _WHO_LEADS.search(text) else before[0]
        return near.whole
    after = [one for one in people if one.start >= match.end()]
    if after and _WHILE.fullmatch(text[: match.start()]) and "," in text[match.end() - 1 : after[0].start]:
        return after[0].whole
    if appositive := re.search(rf"({NAME.pattern})\s*,\s*(?:yang\s+)?(?:selaku\s+)?[^,]*,?\s*$", text[: match.start()]):
        return squeezed(appositive[1])
    if (alone := _NAME_ALONE.fullmatch(text[: match.start()])) and not NOT_NAME.match(alone["name"]):
        return alone["name"]
    if (
        re.search(
            r"\b(?:saat|ketika|usai|setelah|nya|ia|dia|beliau)\s+$|\b(?:ia|dia|beliau|hal)\b",
            text[: match.start()],
            re.IGNORECASE,
        )
        and last
    ):
        return last.whole
    return None


def _opener(text: str, people: list[Found], last: Found | None) -> str | None:
    if answer := _by(text, people, _OPENED_BY):
        return answer
    match = _OPENS.search(text)
    if match is None:
        return None
    before = [one for one in people if one.end <= match.start()]
    return before[0].whole if before else None
