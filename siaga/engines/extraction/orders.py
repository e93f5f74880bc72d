"""What somebody is asked, told or appointed to do."""

from __future__ import annotations

import re
from collections.abc import Iterator

from siaga.engines.extraction import pledges
from siaga.engines.extraction.actors import actors, agents
from siaga.engines.extraction.agencies import Mention
from siaga.engines.extraction.clauses import GAP, TELLS, Clause, Task, bare, cut, vague
from siaga.engines.extraction.verbs import active
from siaga.engines.extraction.words import NUMBER_WORDS

_VERB = re.compile(
    r"\b(?:agar|supaya|untuk|segera|(?!memang\b|mereka\b|mengenai\b|melalui\b|menurut\b|bersama\b|berikut\b|"
    r"berbagai\b|beberapa\b|"
    r"dinas\b|dirinya\b|distrik\b|direktur\b|desa\b|dimulai\b)(?:me|ber|di)[a-z]{4,}|(?:siap|laku|ada|selesai|pasti|serah|"
    r"kirim|laksana)kan)\b"
)
_ORDER_WORD = re.compile(r"agar|supaya|untuk|segera")
_NO_TASK = re.compile(
    r"(?:bantuan|kesediaan\w*|maaf|izin|arahan|keterangan|dukungan|tambahan|doa|perhatian|pengertian|koreksi|"
    r"restu)\b",
    re.IGNORECASE,
)
_OWN_TIME = re.compile(
    rf"\s*(?:(?:waktu|tenggat|tempo|kelonggaran|perpanjangan|tambahan)\s+)*(?:\d+\s*|se|(?:{NUMBER_WORDS})\s+)(?:hari|pekan|minggu|jam)"
    r"(?:\s+(?:kerja|lagi))?\s+(?:untuk|guna|buat|supaya|agar)\s+(?P<what>\S.+)",
    re.IGNORECASE | re.DOTALL,
)
"""Time that somebody asks for what he will do himself: ``minta dua hari untuk mencocokkan …``."""
_OF_EACH = re.compile(r"^[^,.;]{0,60}\b(?:dari|tiap|setiap|para|seluruh|semua|masing-masing|oleh)\s+$", re.IGNORECASE)
"""Between an order and the one who shall bring what it asks for: ``meminta laporan dari tiap …``."""
_OWN_MEN = re.compile(
    r"\s*(?:[a-z]+\s+|\d+\s+){0,2}?(?<!pergeseran )(?<!penambahan )(?<!perbantuan )(?<!tambahan )"
    r"(?:Sat(?:reskrim|intelkam|lantas|samapta|binmas)\w*|Reskrim|Intelkam|Samapta|Satpolairud|jajaran(?:nya)?|"
    r"anggota(?:nya)?|"
    r"anak\s+buahnya|staf(?:nya)?|jaksa|dokter|perawat|teknisi|personel|petugas|regu|tim(?!\s+(?:kampanye|sukses|"
    r"pemenangan|paslon))|prajurit)\b"
)
_ONLY_WHEN_DUE = ("bertugas", "ditunjuk", "dijadikan", "dibebani", "ditunggu")
_CALLED = re.compile(
    r"^\W*(?:kepada\s+(?P<who>[^,:]{2,60})[,:]\s+|(?:untuk|buat)\s+(?P<who2>[^,:]{2,60})[,:]\s+(?=tolong|harap|"
    r"mohon|segera|agar|coba))"
    r"(?:(?:tolong|harap|mohon|segera|agar|supaya|coba|saya\s+minta)\s+)*(?P<what>(?!yang|saya|kami|kita|"
    r"dan)[a-z]\w+\s.+)",
    re.DOTALL | re.IGNORECASE,
)
_TASK_NOUN = re.compile(r"\s*pe[mnrl]?[a-z]+an\b", re.IGNORECASE)
_TO = re.compile(r"\b(?:kepada|pada|ke)\s+(?:(?:pihak|para|seluruh)\s+)*$", re.IGNORECASE)
_AGAR = re.compile(
    r"(?:\s+[A-Z][\w.-]*){0,3}(?:\s+(?:agar|supaya|jangan\s+lupa)|,?\s+(?:tolong|mohon|harap))\s+(?P<what>\S.+)",
    re.DOTALL,
)
_ANSWERING = active(
    "pasti urus pegang handle tanggung kawal jemput antar ambil siap koordinir bawa cek kirim pasang sewa atur"
)
_SPOKEN_TO = re.compile(r"\b(?:Pak|Bu|Bapak|Ibu|Mas|Bang|Kang|rekan|kawan|teman)(?:-\w+|2)?\s+$", re.IGNORECASE)
_BIDDEN = re.compile(
    r",?\s+(?:[A-Z]\w*\s+)*(?:(?:sama|dan)\s+\w+\s+)?(?:(?:besok|lusa|nanti|(?:minggu|pekan)\s+depan|hari\s+ini),?\s+)?"
    r"(?P<what>(?:(?:segera|tolong|coba|langsung)\s+)*(?:cari|siap|cek|lapor|buat|"
    r"bikin|urus|kirim|antar|pasang|kumpul|hubung|ganti|pindah|bantu|jemput|bawa|bersih|perbaiki|data|catat|susun|surat|awas|pantau|larang|tertib)"
    r"(?:kan|i|in)?\s+\S.*)",
    re.DOTALL,
)
"""What somebody is told to his face: ``Pak Kades cari tempat lain``."""
_MOST_BEFORE_NAME = 25
_TASK_OF = re.compile(r"\b(?:tugas|PR|bagian|jatah|pekerjaan\s+rumah)\s+(?:untuk\s+)?$", re.IGNORECASE)
"""Before the one whose task follows: ``Tugas Diskominfo: …``."""
_BY_ME = re.compile(r"\b(?:saya|kami)\s+$", re.IGNORECASE)
"""Whom the speaker orders stands before him: ``Babinsa saya perintahkan …``."""
_WHO_DOES = re.compile(
    rf"(?:^|[-,;:.(])\s*yang\s+{_ANSWERING}"
    r"\s+(?:(?!yang\b)[a-z]+\s+){0,2}(?:ya\s+|itu\s+)?",
    re.IGNORECASE,
)
"""Who answers for what was just said: ``… - yang memastikan PPK``."""
_COMES = re.compile(
    r"(?:hadir|datang|membawa|menghadiri|mengikuti|mengirim(?:kan)?\s+(?:utusan|perwakilan|wakil))\b", re.IGNORECASE
)
"""What an invitation asks of its guests."""
_APPOINTED = re.compile(
    r"\b(?:(?:dibebankan|dipercayakan|ditugaskan)\s+(?:kepada|ke|pada)|"
    r"(?:urusan|tugas|pekerjaan|soal)\s[^,.;]{3,50}?\s(?:diserahkan|dilimpahkan|dititipkan)\s+(?:kepada|ke|pada)|"
    r"(?:menjadi|jadi|masuk)\s+(?:tugas|tanggung\s+jawab|tanggungan|bagian|beban|kewajiban)|"
    r"tanggung\s+jawab\s+[^,.;]{3,50}\s(?:ada\s+)?(?:pada|di)|"
    r"ditanggung(?:\s+oleh)?|diambil\s*alih(?:\s+oleh)?|dikoordinir(?:\s+oleh)?|(?-i:PJ)\s*:?(?!\s+(?:Wali|"
    r"Bupati|Gubernur|Sekda))|PIC\s*:?|"
    r"penanggung\s*jawab(?:nya)?\s*:?|"
    r"pelaksana(?:nya)?\s*:|(?:di-?handle|dipegang|diurus)|biar(?:lah|kan)?|(?:jatah|bagian|tugasnya))\s+(?:(?:pihak|para)\s+)*",
    re.IGNORECASE,
)


def orders(clause: Clause) -> Iterator[Task]:
    """Who is asked for what in a clause."""
    text = clause.text
    if order := pledges.ASKED.search(text):
        if order[0].lower().startswith(_ONLY_WHEN_DUE) and not clause.due:
            return
        asked = clause.subjects(order.start())
        tells = TELLS.search(text, asked[-1].end, order.start()) if asked else None
        if tells and not GAP.fullmatch(text, tells.end(), order.start()):
            asked = []
        public = bool(pledges.PUBLIC.search(text[: order.start()]))
    elif order := pledges.ASKS.search(text):
        fronted = order[0].lower().endswith("nya") or _BY_ME.search(text[: order.start()])
        asked = clause.subjects(order.start())[-1:] if fronted else []
        public = False
    else:
        yield from _called(clause)
        return
    rest, at = text[order.end() :], order.end()
    before = text[: order.start()]
    if pledges.NO.search(before) or pledges.IF.search(before) or _NO_TASK.match(rest.lstrip()):
        return
    if (own_time := _OWN_TIME.match(rest)) and (own := clause.subjects(order.start())):
        yield from ((kind, cut(own_time["what"])) for kind in clause.kinds(own))
        return
    if not asked and not public and clause.addressed and not clause.known:
        yield clause.addressed, cut(text)
        return
    if _TASK_NOUN.match(rest) and (asked_of := _addressed(clause, len(text))):
        yield from ((kind, cut(rest)) for kind in clause.kinds(asked_of))
        return
    verb = next((one for one in _VERB.finditer(rest) if not clause.names(at + one.start())), None)
    if verb and pledges.NO.search(rest[: verb.start()]):
        return
    if verb is None or verb.start() > 120:
        if asked and verb is None and not public and not vague(bare(rest)) and len(rest.split()) > 1:
            yield from ((kind, cut(bare(rest))) for kind in clause.kinds(asked))
        elif follows := next(
            (one for one in clause.known if 0 <= one.start - at <= 12 or _OF_EACH.match(text[at : one.start])), None
        ):
            told = text[follows.end :]
            if (clause.due and len(told.split()) > 2) or _BIDDEN.match(told):
                yield clause.kinds([follows])[0], cut(told)
        return
    inner = [one for one in clause.known if at <= one.start < at + verb.start()]
    if inner and verb[0].startswith("di") and inner[0].start - at > 2 and not _OF_EACH.match(text[at : inner[0].start]):
        inner = []
    what = rest[verb.start() :]
    if not inner and _ORDER_WORD.fullmatch(verb[0]):
        after = [one for one in clause.known if 0 <= one.start - at - verb.end() <= 12]
        if after:
            inner, what = after[:1], rest[after[0].end - at :]
    if inner and re.match(r"(?:\s+[A-Z]\w*)*\s+yang\b", text[inner[-1].end :]):
        return
    told = cut(bare(cut(what)))
    if vague(told) or pledges.EVENT.match(told) or len(told.split()) < 2:
        return
    if not asked and inner:
        asked = next(group for group in clause.groups if inner[0] in group)
    if not asked:
        passive = verb[0].startswith("di") and "," not in rest[: verb.start()]
        asked = (agents(text, clause.known, at) if passive else []) or _addressed(clause, order.start())
    if asked:
        yield from ((kind, told) for kind in clause.kinds(asked))
        return
    own = clause.subjects(order.start())
    if own and _OWN_MEN.match(rest[: verb.start()]):
        yield clause.kinds(own)[0], cut(rest)
    elif clause.due and not public and not pledges.PUBLIC.match(rest.lstrip()):
        yield None, cut(what)


def _addressed(clause: Clause, until: int) -> list[Mention]:
    """To whom something is assigned before a place: ``kepada BPBD``."""
    groups = (one for one in clause.groups if one[-1].end <= until)
    return next((one for one in groups if _TO.search(clause.text[: one[0].start])), [])


def _called(clause: Clause) -> Iterator[Task]:
    """``Kepada RSUD, siapkan …``; ``Camat agar mendata …``; ``Biaya sewa ditanggung Pemkab``."""
    if called := _CALLED.match(clause.text):
        if not vague(bare(called["what"])):
            yield from ((kind, cut(called["what"])) for kind in clause.kinds(actors(called["who"] or called["who2"])))
        return
    yield from list(_spoken_to(clause)) or _appointed(clause)


def _spoken_to(clause: Clause) -> Iterator[Task]:
    """Who is told what follows his name: ``Camat agar mendata …``, ``Tugas Diskominfo: …``, ``PPK, bawakan …``."""
    text = clause.text
    for group in clause.groups[:1]:
        start, end = group[0].start, group[-1].end
        begins = start - max(text.rfind(sign, 0, start) + 1 for sign in (", ", ". "))
        order = _AGAR.match(text, end) if begins < _MOST_BEFORE_NAME else None
        comes = order and begins != start and _COMES.match(order["what"])
        if order and not comes and not vague(bare(order["what"])):
            yield from ((kind, cut(bare(order["what"]))) for kind in clause.kinds(group))
        elif text.startswith(":", end) and _TASK_OF.search(text[:start]):
            yield from ((kind, cut(text[end + 1 :])) for kind in clause.kinds(group))
        elif text.startswith(",", end) or _SPOKEN_TO.search(text[:start]):
            bidden = _BIDDEN.match(text, end)
            yield from ((kind, cut(bidden["what"])) for kind in clause.kinds(group) if bidden)


def _appointed(clause: Clause) -> Iterator[Task]:
    """Who answers for what the clause tells: ``… - yang memastikan PPK``, ``Biaya sewa ditanggung Pemkab``."""
    text = clause.text
    for word in _WHO_DOES.finditer(text):
        if named := next((one for one in clause.groups if one[0].start == word.end()), None):
            yield from ((kind, cut(text)) for kind in clause.kinds(named))
            return
    for word in _APPOINTED.finditer(text):
        named = next((one for one in clause.groups if 0 <= one[0].start - word.end() <= 3), None)
        firm = clause.due or pledges.CONCRETE.search(text) or pledges.QUANTITY.search(text)
        barred = clause.past or pledges.IF.match(text) or pledges.NO.search(text[: word.start()])
        if named and firm and not barred:
            yield from ((kind, cut(text)) for kind in clause.kinds(named))
            return
