"""Who promised what, or was asked for it, by when."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from siaga.engines.extraction.agencies import Mention, Scene, headed, mentions
from siaga.engines.extraction.dates import DateFound, is_vote, within
from siaga.engines.extraction.sentences import Role, Section, Sentence
from siaga.engines.extraction.shapes import Commitment
from siaga.engines.extraction.words import squeezed

_H = re.compile(r"\bH\s?([-+])\s?(\d{1,3})\b")
_DUE = re.compile(
    r"\b(?:paling\s+lambat|selambat(?:-?lambat)?nya|sebelum|sampai(?:\s+dengan)?|hingga|s\.?d\.?|s/d|tenggat|deadline|"
    r"batas\s+waktu|pada|tanggal|mulai|"
    r"target\w*)\W+(?:\S+\W+){0,3}$",
    re.IGNORECASE,
)
_WILL = re.compile(
    r"\b(?:akan\s+segera|akan|bakal|segera(?=\s+(?:me|kita|di))|siap(?=\s+(?:(?:me|mem|ber|di)\w+|\d))|"
    r"berjanji(?:\s+untuk|\s+akan)?|berkomitmen(?:\s+untuk)?|"
    r"menargetkan|ditargetkan|menjadwalkan|dijadwalkan|sanggup(?:\s+untuk)?|menyanggupi(?:\s+untuk)?|sepakat(?:\s+untuk)?(?=\s+me)|bersedia|"
    r"menyatakan\s+siap|harus(?=\s+(?:siaga|menyiapkan|menyediakan|menuntaskan|menyelesaikan|segera)\b))\s+(?P<what>.+)",
    re.IGNORECASE | re.DOTALL,
)
_ASKS = re.compile(
    r"\b(?:meminta|minta|menugaskan|memerintahkan|menginstruksikan|diminta|ditugaskan|diinstruksikan|"
    r"mendorong)\s+(?P<rest>.+)",
    re.IGNORECASE | re.DOTALL,
)
_VERB = re.compile(r"\b(?:(?:me|ber|di)(?:[a-z]{3,}))\b|\bagar\b|\buntuk\b|\bsegera\b")
_VAGUE = re.compile(
    r"^(?:(?:agar|untuk|segera|bisa|dapat|tetap|terus|selalu|bersama-sama|saling|ikut|turut|lebih|tidak|menjadi|"
    r"kita|kami|juga|semua|berjalan|ada)\s+)*"
    r"(?:menjaga|jaga|dukung|ciptakan|wujudkan|sukseskan|mendukung|bersinergi|menyukseskan|mensukseskan|mewujudkan|menciptakan|netral|berharap|semoga|bersikap|"
    r"menjunjung|berperan|dapat|"
    r"mengantisipasi|mewaspadai|menjalankan|digelar|dilaksanakan|berlangsung|dihelat|diselenggarakan|"
    r"dilangsungkan|menghadapi|menjadi|datang|tidak|"
    r"bekerja\s+sama|berkoordinasi\s+dengan\s+baik|lancar|aman|tiba|mengguyur|melanda|meningkat|terjadi|berdampak|kondusif|sukses|hadir|memilih)\b",
    re.IGNORECASE,
)
_ANEW = re.compile(r"\b(?:ulang|susulan|lanjutan|PSU|PSS|PSL)\b\W*$", re.IGNORECASE)
_SELF = re.compile(r"\b(?:kami|kita|pihaknya|pihak\s+kami|jajarannya|saya)\b", re.IGNORECASE)
_EVERYBODY = re.compile(
    r"^(?:(?:semua|seluruh|setiap|para|segenap|masing-masing|mari|bersama|pihak|peserta|jajaran)\s+)+", re.IGNORECASE
)
_THE_VOTE = re.compile(r"\b(?:pilkada|pemilu|pemilihan|pemungutan\s+suara|pencoblosan|yang)\s*$", re.IGNORECASE)
_REGULAR = re.compile(
    r"\b(?P<what>(?:pertemuan|rapat|rakor)\w*\s+(?:\w+\s+){0,4}?(?:harus|akan|perlu)\s+(?:terus\s+)?(?:dilakukan|"
    r"dilaksanakan|digelar|diadakan)\s+(?:secara\s+)?(?:berkala|rutin|"
    r"setiap\s+\w+|tiap\s+\w+)[^.]{0,80})",
    re.IGNORECASE,
)
_GOVERNMENT = re.compile(
    r"\b(?:pemkab|pemkot|pemprov|pemda|pemerintah\s+(?:daerah|kabupaten|kota|provinsi))\b", re.IGNORECASE
)
_RULER = re.compile(
    r"^\W*(?:(?:Di\s+akhir|Pada|Menutup|Menurut|Sementara|Namun|Adapun|Kegiatan)\b[^,.]{0,40},?\s+)?(?:(?:Pj|Pjs|Plt|Plh)\.?\s+|Penjabat\s+|"
    r"Wakil\s+)?(?:Bupati|Wali\s?[Kk]ota|Gubernur|Wabup|Wawali|Wagub)\b(?:(?!\bKPU\b|\bBawaslu\b|\bKapol|\bDandim)[^.;]){0,70}?"
    r"\b(?:mengatakan|menyampaikan|menegaskan|meminta|memerintahkan|mengingatkan|menginstruksikan|menyebut\w*|menjelaskan|"
    r"memastikan|menambahkan|mengungkapkan|berharap|menekankan|menuturkan)\b"
)
"""The head of the region speaks."""
_COLUMNS = {
    "what": re.compile(r"kegiatan|uraian|tindak|rencana|hal|masalah|pekerjaan", re.IGNORECASE),
    "who": re.compile(r"penanggung|pic|pelaksana|instansi|oleh|petugas|opd", re.IGNORECASE),
    "due": re.compile(r"tenggat|waktu|batas|target|deadline|jadwal", re.IGNORECASE),
}


class Reader:
    """Reads commitments sentence by sentence; remembers who spoke last, for ``kami`` and ``pihaknya``."""

    def __init__(self, found_dates: list[DateFound], scene: Scene, elections: tuple[date, ...]) -> None:
        self._dates = found_dates
        self._scene = scene
        self._elections = elections
        self._speaker: str | None = None
        self._columns: dict[str, int] = {}
        self._heading: str | None = None

    def read(self, sentences: Iterable[Sentence]) -> tuple[Commitment, ...]:
        found: list[Commitment] = []
        for sentence in sentences:
            if (
                not sentence.told
                or sentence.section in _SILENT
                or (sentence.label and sentence.section is Section.NONE)
            ):
                if sentence.section is Section.FOLLOW_UP and "|" in sentence.text:
                    self._header(sentence.text)
                self._under(sentence)
                continue
            if sentence.role is not Role.ITEM:
                self._heading = None
            text = sentence.text
            known = mentions(text)
            if sentence.section is Section.FOLLOW_UP:
                found += self._promised(sentence, known)
            else:
                found += self._spoken(sentence, known)
            self._remember(sentence, known)
        return tuple(found)

    def _under(self, sentence: Sentence) -> None:
        """Items below a line that names an agency and nothing else are that agency's."""
        if sentence.role in {Role.TITLE, Role.HEADING, Role.FIELD}:
            own = headed(sentence)
            self._heading = self._speaker = self._scene.kind(own) if own else None

    def _promised(self, sentence: Sentence, known: list[Mention]) -> Iterator[Commitment]:
        text = sentence.text
        if "|" in text:
            yield from self._row(sentence)
            return
        if sentence.role in {Role.ITEM, Role.FIELD}:
            body = text[max(0, sentence.value - sentence.start) :]
            what = squeezed(re.split(r",?\s+(?:paling\s+lambat|selambat|batas\s+waktu)|;", body)[0]).rstrip(" .,")
            if not what:
                return
            early = [one for one in known if one.start - (len(text) - len(body)) < 60]
            if not early and self._due(sentence) is None and _VAGUE.match(_EVERYBODY.sub("", what)):
                return
            offset = len(text) - len(body)
            joined = _joined(text, early) if early and early[0].start - offset <= 1 else early[:1]
            for kind in dict.fromkeys(self._kind(one) for one in joined):
                yield self._made(kind, _without(what, joined[-1:], offset, early[0].start), sentence)
            if not joined:
                yield self._made(self._own(body), what, sentence)
        else:
            yield from self._spoken(sentence, known)

    def _row(self, sentence: Sentence) -> Iterator[Commitment]:
        cells = [squeezed(cell) for cell in sentence.text.strip().strip("|").split("|")]
        if not self._columns:
            self._header(sentence.text)
            if self._columns:
                return
        place = self._columns
        if len(cells) < 2 or "what" not in place or place["what"] >= len(cells):
            return
        what = cells[place["what"]]
        if not what or _COLUMNS["what"].fullmatch(what) or set(what) <= set("-: "):
            return
        named = mentions(cells[place["who"]]) if place.get("who", 99) < len(cells) else []
        yield self._made(self._kind(named[0]) if named else None, what, sentence)

    def _header(self, text: str) -> None:
        cells = [squeezed(cell) for cell in text.strip().strip("|").split("|")]
        found: dict[str, int] = {}
        for at, cell in enumerate(cells):
            for name, words in _COLUMNS.items():
                if words.search(cell) and name not in found:
                    found[name] = at
                    break
        if {"what", "who"} <= set(found):
            self._columns = found

    def _spoken(self, sentence: Sentence, known: list[Mention]) -> Iterator[Commitment]:
        text = sentence.text
        if regular := _REGULAR.search(text):
            yield self._made(None, squeezed(regular["what"]), sentence)
            return
        asked = _ASKS.search(text)
        if asked and (made := list(self._asked(sentence, asked, known))):
            yield from made
            return
        for will in _WILL.finditer(text):
            before = text[: will.start()]
            what = squeezed(_cut(will["what"]))
            if will[0].lower().startswith("segera") and re.search(
                r"\b(?:agar|supaya|dan|untuk)\b[^,.;]{0,80}$", before
            ):
                continue
            if re.search(r"\b(?:jika|apabila|bila|bilamana|kalau)\b", before, re.IGNORECASE):
                continue
            ours = bool(re.match(r"(?:kita|kami)\b", what, re.IGNORECASE))
            anew = _ANEW.search(before) and self._due(sentence) is not None
            if (not anew and (_THE_VOTE.search(before) or _VAGUE.match(what))) or len(what.split()) < 2:
                continue
            who = (self._after(sentence, known) or self._speaker) if ours else self._subject(sentence, before, known)
            if who is None and anew:
                who = next((self._kind(one) for one in known if one.start < will.start()), None)
            if who is None and not _SELF.search(before[-60:]) and not re.match(r"(?:kita|kami)\b", what, re.IGNORECASE):
                due = self._due(sentence)
                if due is None or not re.match(r"di(?!mulai|gelar)\w+", what):
                    continue
            yield self._made(who or self._speaker, what, sentence)
            return
        due = self._due(sentence) if sentence.role is Role.ITEM else None
        if self._heading and due is not None:
            body = text[max(0, sentence.value - sentence.start) :]
            yield self._made(self._heading, squeezed(_cut(body)), sentence)
        elif due is not None and known and known[0].start < 12:
            body = text[known[0].end :].lstrip(" :-")
            if len(body.split()) > 2:
                yield self._made(self._kind(known[0]), squeezed(_cut(body)), sentence)

    def _asked(self, sentence: Sentence, asked: re.Match[str], known: list[Mention]) -> Iterator[Commitment]:
        rest, start = asked["rest"], asked.start("rest")
        verb = None
        for verb in _VERB.finditer(rest):
            if verb[0] not in {"desa", "berbagai", "beberapa", "mereka", "dinas", "diri", "masing"} and not re.match(
                r"bersama|berikut|dengan|dewan|ditreskrim|distrik|dirinya", verb[0]
            ):
                break
        if verb is None or verb.start() > 120:
            return
        what = squeezed(_cut(rest[verb.start() :]))
        if _VAGUE.match(what) or len(what.split()) < 2:
            return
        if re.match(r"(?:bantuan|maaf|izin|arahan|keterangan|dukungan|tambahan)", rest):
            return
        asked_of = [one for one in known if start <= one.start < start + verb.start()]
        if not asked_of:
            if re.search(r"\bdiminta|ditugaskan|diinstruksikan\b", asked[0][:20], re.IGNORECASE):
                asked_of = [one for one in known if one.start < asked.start()][-1:]
            if not asked_of:
                if verb.start() < 60 and re.match(r"(?:semua|seluruh|para|masyarakat|warga|segenap)", rest):
                    return
                if self._due(sentence) is not None:
                    yield self._made(None, what, sentence)
                return
        for kind in dict.fromkeys(self._kind(one) for one in asked_of):
            yield self._made(kind, re.sub(r"^(?:agar|untuk|supaya|segera)\s+", "", what), sentence)

    def _subject(self, sentence: Sentence, before: str, known: list[Mention]) -> str | None:
        if (
            sentence.role is Role.ITEM
            and known
            and re.match(r"[^:]{0,40}:", sentence.text[known[0].end :])
            and known[0].start < 8
        ):
            return self._kind(known[0])
        clause_start = max(before.rfind(mark) for mark in (", ", ". ", '"', ";", " bahwa "))
        near = [one for one in known if clause_start <= one.start < len(before)]
        if _SELF.search(before[max(clause_start, 0) :]):
            own = [one for one in known if one.start < len(before)]
            return self._kind(own[0]) if own else self._after(sentence, known) or self._speaker
        if near:
            return self._kind(near[-1])
        if _GOVERNMENT.search(before[max(clause_start, 0) :]):
            return "pemda"
        return self._after(sentence, known)

    def _after(self, sentence: Sentence, known: list[Mention]) -> str | None:
        """Who speaks, where the sentence names the speaker after what was said."""
        speech = re.search(
            r'"\s*,?\s*(?:ujar|kata|ucap|tutur|jelas|ungkap|tegas|terang|imbuh|tambah|papar|sebut)\w*', sentence.text
        )
        if not speech:
            return None
        later = [one for one in known if one.start >= speech.end()]
        return self._kind(later[0]) if later else None

    def _own(self, body: str) -> str | None:
        return "pemda" if _GOVERNMENT.search(body[:60]) else None

    def _kind(self, mention: Mention) -> str:
        return self._scene.kind(mention.kind)

    def _remember(self, sentence: Sentence, known: list[Mention]) -> None:
        if re.search(r"\b(?:diminta|ditugaskan|diinstruksikan)\b", sentence.text, re.IGNORECASE):
            return
        if _RULER.search(sentence.text):
            self._speaker = "pemda"
            return
        speaking = re.search(r"\b(?:mengatakan|menyampaikan|menjelaskan|memaparkan|melaporkan|menegaskan|"
                             r"mengungkapkan|menyebut\w*|mengakui|menambahkan|"
                             r"memastikan|ujar|kata|ucap|ungkap|jelas|menerima|menyatakan|"
                             r"menerangkan)\b", sentence.text, re.IGNORECASE)  # fmt: skip
        if speaking:
            own = [
                one
                for one in known
                if one.start < speaking.start() + 60 and (one.office or one.start < speaking.start())
            ]
            if own:
                self._speaker = self._kind(own[0])

    def _made(self, who: str | None, what: str, sentence: Sentence) -> Commitment:
        return Commitment(who, what[:400], self._due(sentence), sentence.shown, sentence.span)

    def _due(self, sentence: Sentence) -> date | str | None:
        text = sentence.text
        if match := _H.search(text):
            return f"H{match[1]}{int(match[2])}"
        inside = [one for one in within(self._dates, sentence.start, sentence.end) if one.day]
        own = [one for one in inside if not self._votes(text, one, sentence)]
        for one in own:
            if (
                _DUE.search(text[: one.start - sentence.start][-60:])
                or "|" in text
                or sentence.section is Section.FOLLOW_UP
            ):
                return one.day
        return None

    def _votes(self, text: str, one: DateFound, sentence: Sentence) -> bool:
        before = text[: one.start - sentence.start][-24:]
        if one.day in self._elections and not re.search(r"\bsebelum\s+(?:tanggal\s+)?$", before, re.IGNORECASE):
            return True
        return is_vote(text, one, sentence.start, self._elections)


_SILENT = {Section.ATTENDANCE, Section.RECIPIENTS, Section.COPIES, Section.SIGNATURE}


def _cut(text: str) -> str:
    """A clause: up to the end of the sentence, a quote's end, or what somebody says about it."""
    text = re.split(
        r'"|,?\s+(?:ujar|kata|ucap|tutur|jelas|ungkap|tegas|terang|imbuh|papar)(?:nya)?\b|[.!?](?=\s|$)|;', text
    )[0]
    return text.strip(" ,.-")


_AND = re.compile(r"(?:\s+[A-Z]\w*){0,2}\s*(?:,|dan|serta|bersama|&|,\s*dan)\s*")


def _joined(text: str, early: list[Mention]) -> list[Mention]:
    """The first agency, and those that share its task: ``Polres dan Kodim …``."""
    found = early[:1]
    for one in early[1:]:
        if not re.fullmatch(
            r"(?:\s+[A-Z]\w*){0,2}\s*(?:,|dan|serta|bersama|&|,\s*dan)\s*", text[found[-1].end : one.start]
        ):
            break
        found.append(one)
    return found


def _without(what: str, early: list[Mention], offset: int, first: int) -> str:
    """The clause without its subject in front."""
    if early and first - offset <= 1:
        cut = what[early[0].end - offset :].lstrip(" :,-")
        cut = re.sub(r"^(?:akan|agar|untuk|segera|diminta)\s+", "", cut)
        if len(cut.split()) > 1 and not cut[0].isupper():
            return cut
    return what
