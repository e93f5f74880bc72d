"""What somebody promises, plans, or tells as good as done by a day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from siaga.engines.extraction import pledges
from siaga.engines.extraction.actors import agents, is_subject
from siaga.engines.extraction.clauses import GAP, SELF, TELLS, Clause, Task, bare, cut, vague
from siaga.engines.extraction.verbs import active
from siaga.engines.extraction.words import ANY_MONTH, ANY_WEEKDAY

_ANEW = re.compile(r"\b(?:ulang|susulan|lanjutan|PSU|PSS|PSL)\b\W*(?:di\s+[^,.]{0,40})?$", re.IGNORECASE)
_THE_VOTE = re.compile(
    r"\b(?:pilkada|pemilu|pemilihan|pemungutan\s+suara|pencoblosan|kampanye\w*|rekapitulasi|masa\s+tenang|debat|"
    r"rapat|rakor|tahapan)\b[^,]*$",
    re.IGNORECASE,
)
"""What is held on its day by law."""
_STAGES = re.compile(
    r"\b(?:debat|rekapitulasi|pleno|kampanye|penetapan|pendaftaran|pencoblosan|pemungutan\s+suara(?!\s+ulang))\b",
    re.IGNORECASE,
)
_PASSIVE = re.compile(r"^di(?!a\b|nas\b|rektur|mulai|gelar|ri\b|mana\b)[a-z]{4,}")
_FIRST = r"(?:[Kk]ami|[Ss]aya|[Kk]ita)"
_WE = re.compile(
    rf"\b{_FIRST}\s+(?!yang\b|sudah\b|telah\b|belum\b|tidak\b|minta\b|mohon\b|harap\b|semua\b|di\b|dari\b|"
    rf"punya\b|dengar\b|ini\b|bersama\b)"
    r"(?P<what>[a-z]{4,}.*)",
    re.DOTALL,
)
_LET_US = re.compile(
    r"\bbiar(?:kan|lah)?\s+(?:kami|saya)\s+(?:yang\s+)?(?!yang|urus|atur|tangani|pikir|cek|"
    r"cari\s+tahu)[a-z]",
    re.IGNORECASE,
)
_BY_THEN = re.compile(
    rf"\b(?:H\s?-\s?\d+|(?:tanggal|tgl)\s+\d+(?:\s+(?:{ANY_MONTH}))?|\d+\s+(?:{ANY_MONTH})|besok|lusa|"
    rf"(?:{ANY_WEEKDAY}))"
    r"(?:\s+(?:pagi|siang|sore|malam|depan))?\s*,?\s+(?:(?:insya\s*allah|pasti|itu|semua(?:nya)?|kami|"
    r"[a-z]+(?=\s+(?:sudah|udah|dah)))\s+)*"
    r"(?:sudah|udah|dah|harus|hrs|mesti|beres|kelar|rampung|tuntas|selesai)\b",
    re.IGNORECASE,
)
"""What somebody says will be so by a day: ``H-3 sudah bergeser``."""
_DOES = re.compile(
    r"\W*(?:(?:sendiri|juga|pun|kita|[A-Z][\w/.-]*|\d+/\w+|\([^)]*\))\W+){0,5}(?P<what>(?:(?:me|ber|"
    r"mem-)[a-z-]{3,}|[a-z]{2,})\b.*)",
    re.DOTALL,
)
_LEAD = re.compile(
    r"\W*(?:\w{1,2}[.)]\s+)?(?:(?:pak|bu|bapak|ibu|mas|bang|saudara|kepala|ketua|wakil|sekretaris|anggota|"
    r"komisioner|manajer|manager|direktur|komandan|pimpinan|"
    r"koordinator|perwakilan|pihak|para|jajaran|petugas|personel|tim|unit|dari|plt|pj|tolong|mohon|harap|"
    r"disepakati|bahwa|selain\s+itu|untuk\s+itu|maka|lalu|"
    r"kemudian|selanjutnya|sementara|sedangkan|adapun|dan|serta|juga|nanti|segera|insya\s*allah|hari\s+ini|besok|"
    r"lusa|(?:minggu|pekan|bulan)\s+(?:ini|depan)|"
    r"solusi|sebagai\s+gantinya|(?:(?:paling|selambat\S*|sebelum|mulai|pada|tanggal|tgl|hari|dalam|"
    r"sampai)\s+)*(?:\S+\s+){0,3}(?:\d{4}|H-\d+|januari|november|desember|"
    r"senin|selasa|rabu|kamis|jumat|sabtu|minggu)|(?:[A-Z]\w+\s+){0,4}"
    rf"{TELLS.pattern})\b[.,]?\s*)*",
    re.IGNORECASE,
)
"""What may stand before the subject of a clause."""
_ACTS = re.compile(r"\b(?:me|ber|di)[a-z]{4,}\b")
_INNER = re.compile(
    r"(?:mengatakan|menyampaikan|menjelaskan|menjawab|menyatakan|memastikan|menambahkan|melaporkan|mengaku|"
    r"menegaskan|mengungkapkan|"
    rf"menuturkan|bilang)(?:\s*,|\s+bahwa)?\s+(?:{SELF.pattern}\s+|(?={pledges.GIVES.pattern}))",
    re.IGNORECASE,
)
"""What is said by the one who does it: ``menjawab bahwa rumah sakit menyiapkan …``."""
_UNNAMED = re.compile(
    r"^\W*(?:(?:Tim|Petugas|Panitia|Operator|Pengelola|Pengurus|Pemilik|Perusahaan|PT|CV|Kepala|Ketua|Direktur|"
    r"Manajer|Kabid|Kasi|Kabag|Perwakilan|Relawan)\b|"
    r"[A-Z]{3,}\s)"
)
"""One who answers for something, though no agency of a known kind."""
_TASK_NOUN = re.compile(
    r"^\W*(?:(?:pe[mnrl]?[a-z]+an|rekrut\w*|cek|pasang|ganti|bersih\w*|tambah\w*|kirim|distribusi|sosialisasi|"
    r"patroli|simulasi)\b)",
    re.IGNORECASE,
)
_HELPS = re.compile(rf"{active('bantu')}\b")
_TURN = re.compile(r"\b(?:giliran|biar|nanti)\b[^,.;]{0,40}\byang\s*$", re.IGNORECASE)
_MOVES = re.compile(rf"(?:(?:me|ber|nge|ny)[a-z]{{3,}}|{pledges.GIVES.pattern}|{pledges.SENDS.pattern})", re.IGNORECASE)
_NO_VERB = re.compile(
    r"(?:yang|dan|serta|di|ke|dari|untuk|dengan|akan|dalam|pada|sebagai|adalah|ini|itu|juga|atau|se)\b|di[a-z]"
)
_DUE_WORDS = re.compile(
    r"^\W*(?:paling|selambat|sebelum|tenggat|deadline|batas|target|H\s?-|tgl|tanggal|\d)",
    re.IGNORECASE,
)
_HURRIED = re.compile(r"segera|nanti", re.IGNORECASE)
_URGENT_MUST = re.compile(r"(?:siaga|siap|segera|menyiap|menyedia|menuntas|menyelesai)")


def promises(clause: Clause) -> Iterator[Task]:
    """Who promises what in a clause; the same one may come twice."""
    marks = [words.finditer(clause.text) for words in (pledges.PROMISED, pledges.PLANNED, pledges.MUST)]
    for mark in sorted(chain.from_iterable(marks), key=lambda one: one.start()):
        yield from _marked(clause, mark)
    yield from _as_good_as_done(clause)


def _marked(clause: Clause, mark: re.Match[str]) -> Iterator[Task]:
    before, what = clause.text[: mark.start()], cut(clause.text[mark.end() :])
    explicit, must = bool(pledges.PROMISED.fullmatch(mark[0])), bool(pledges.MUST.fullmatch(mark[0]))
    if _barred(clause, mark, before, must):
        return
    head = bare(what)
    passive = bool(_PASSIVE.match(head))
    anew = bool(_ANEW.search(before)) and clause.due
    ours = bool(re.match(rf"{_FIRST}\b", what))
    if not (explicit or anew) and (not head or pledges.EVENT.match(head) or (len(head.split()) < 2 and not passive)):
        held = clause.due and pledges.EVENT.match(head) and agents(clause.text, clause.known, mark.end())
        if not held or _THE_VOTE.search(before):
            return
    if vague(head) and not anew:
        ready = re.match(r"siap\b|menyatakan", mark[0], re.IGNORECASE) and not _HELPS.match(head)
        firm = clause.due or (not ready and pledges.CONCRETE.search(head))
        if not firm or (pledges.CONDUCT.match(head) and not (explicit and clause.due)):
            return
    who = _subject(clause, mark, before, passive, ours)
    if must and not (who and clause.subjects(mark.start()) and (clause.due or _URGENT_MUST.match(head))):
        return
    if not who and not anew and not _unnamed(clause, mark, before, head, passive, explicit):
        return
    if passive and not (explicit or clause.due or anew or agents(clause.text, clause.known)):
        mends = pledges.MENDS.match(head) and who
        if not (mends or _HURRIED.search(mark[0]) or TELLS.search(before[-16:])):
            return
    if re.match(r"(?:\w+\s+){1,3}saja\b", head):
        return
    named = any(mark.end() <= one.start <= mark.end() + 2 for one in clause.known)
    whole = ours or head.startswith("di") or (explicit and (named or len(head.split()) < 2))
    told = cut(clause.text) if whole else what
    if len(told.split()) > 1:
        yield from ((kind, told) for kind in who or (None,))


def _barred(clause: Clause, mark: re.Match[str], before: str, must: bool) -> bool:
    """Whether what stands before a word of promising takes its force away."""
    if re.search(r"\b(?:yang|untuk)\s*$", before) and not _TURN.search(before):
        return True
    if pledges.RUNNING.search(clause.text) and not clause.known:
        return True
    if must and re.search(r"\b(?:sehingga|akibatnya|terpaksa|karena|yang)\b[^,.;]{0,40}$", before, re.IGNORECASE):
        return True
    if re.search(r"\b(?:cuma|hanya|baru)\s+$", before, re.IGNORECASE):
        return True
    if pledges.NO.search(before) or pledges.IF.search(before) or pledges.RUNNING.search(before):
        return True
    if pledges.HOPE.search(before) and not pledges.PROMISED.search(clause.text):
        return True
    if mark[0].lower() == "segera" and re.search(r"\b(?:agar|supaya|dan|untuk)\b[^,.;]{0,80}$", before):
        return True
    return clause.past_in(re.split(r"[,;]\s", before)[-1]) and not clause.due


def _unnamed(clause: Clause, mark: re.Match[str], before: str, head: str, passive: bool, explicit: bool) -> bool:
    """Whether a promise stands though no agency is named as its subject."""
    if explicit:
        return True
    if pledges.PUBLIC.search(before) or (passive and _THE_VOTE.search(before)):
        return False
    if passive:
        return clause.due or bool(_HURRIED.search(mark[0]))
    does = re.match(r"me[a-z]{4,}", head) and (pledges.CONCRETE.search(head) or pledges.GIVES.match(head))
    return bool(does and (clause.due or _UNNAMED.match(before)))


def _subject(clause: Clause, mark: re.Match[str], before: str, passive: bool, ours: bool) -> list[str]:
    own = clause.subjects(mark.start())
    doers = agents(clause.text, clause.known, 0 if passive else mark.end())
    if doers and (passive or not own):
        return clause.kinds(doers)
    if ours or SELF.search(before[-60:]):
        if own and TELLS.search(before):
            return clause.kinds(own[:1])
        one = clause.speaker or clause.before
        return [one] if one else clause.kinds(own)
    told = TELLS.search(before, own[-1].end) if own else None
    if told and not passive and not _ANEW.search(before) and not GAP.fullmatch(before, told.end()):
        return []
    if own and (told or not passive):
        return clause.kinds(own)
    if clause.speaker:
        return [clause.speaker]
    if own:
        return clause.kinds(own)
    after = [one for one in clause.known if 0 <= one.start - mark.end() <= 20]
    return clause.kinds(after[:1])


def _as_good_as_done(clause: Clause) -> Iterator[Task]:
    """What is told as if it were being done, and has a limit or a quantity: ``Dinas bantu 1.500 liter, H-7``."""
    text = clause.text
    if pledges.IF.match(text) or pledges.HOPE.search(text):
        return
    whole = cut(text)
    tellers = clause.tellers()
    one = clause.speaker or next(iter(tellers), None)
    if _BY_THEN.search(text) and one:
        yield one, whole
    elif clause.labelled and clause.due and not clause.past and not pledges.EVENT.match(text):
        yield clause.labelled, whole
    elif (one := one or clause.before) and _first_person(clause):
        yield one, whole
    elif tellers and _told_result(clause):
        yield tellers[0], whole
    elif (doers := agents(text, clause.known)) and clause.sure and not (clause.past or _THE_VOTE.match(text.lstrip())):
        yield from ((kind, whole) for kind in clause.kinds(doers))
    else:
        yield from _doing(clause)


def _first_person(clause: Clause) -> bool:
    if _LET_US.search(clause.text):
        return True
    ours = _WE.search(clause.text)
    if not ours or clause.past_in(clause.text[: ours.start()]):
        return False
    what = ours["what"]
    if TELLS.match(what) or pledges.EVENT.match(what):
        return False
    sends = pledges.SENDS.match(what)
    if clause.due or (sends and pledges.QUANTITY.search(cut(what)[:60])):
        return True
    return clause.soon and bool(sends or pledges.GIVES.match(what) or re.match(r"me[a-z]{3,}", what))


def _told_result(clause: Clause) -> bool:
    """``Kadis PMD bilang honor cair tanggal 12``."""
    told = TELLS.search(clause.text)
    assert told
    inner = clause.text[told.end() :].lstrip(" ,")
    if not clause.due or clause.past or _THE_VOTE.match(inner) or pledges.STAGED.search(inner):
        return False
    return bool(pledges.RESULT.search(inner) or SELF.search(inner) or re.search(r"\bdi[a-z]{4,}", inner))


def _doing(clause: Clause) -> Iterator[Task]:
    text = clause.text
    for group in clause.groups:
        before = text[: group[0].start]
        leads = _LEAD.fullmatch(re.split(r"[,:]\s", before)[-1])
        if not leads or not is_subject(text, group[0]) or clause.past_in(before):
            continue
        does = _DOES.match(text, group[-1].end)
        if does and (inner := _INNER.match(does["what"])):
            does = _DOES.match(does["what"], inner.end())
        if does and _is_task(clause, does["what"]):
            what = cut(does["what"])
            yield from ((kind, cut(text) if _DUE_WORDS.match(what) else what) for kind in clause.kinds(group))
            return
    if clause.sure and len(clause.groups) == 1 and _TASK_NOUN.match(text) and not (clause.past or _ACTS.search(text)):
        yield from ((kind, cut(text)) for kind in clause.kinds(clause.subjects(len(text))))
        return
    one, own = clause.speaker or clause.before, SELF.match(text)
    does = _DOES.match(text, own.end()) if own else None
    if one and does and _is_task(clause, does["what"]):
        yield one, cut(does["what"])


def _is_task(clause: Clause, what: str) -> bool:
    if clause.past_in(what) or TELLS.match(what) or pledges.EVENT.match(bare(what)) or pledges.HOPE.match(what):
        return False
    if _NO_VERB.match(what):
        return False
    told = cut(what)
    if _STAGES.search(told) or re.search(r"\bsimbolis\b", told):
        return False
    if pledges.LENDS.match(what) and pledges.CONCRETE.search(told):
        return True
    if clause.sure or (pledges.SOON.search(clause.text) and _MOVES.match(what)):
        return not TELLS.search(told)
    return bool(pledges.GIVES.match(what) and pledges.QUANTITY.search(told[:80]))
