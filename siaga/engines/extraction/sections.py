"""In which section of a form each line stands: who came, what hampers, what shall be done, who gets copies."""

from __future__ import annotations

import re

from siaga.engines.extraction.lines import GUEST_FIELD, SECTION_WORDS, UNENDED, Line, Role, Section, in_columns

_LETTER_END = re.compile(r"^\s*(?:di\s*[-.]?\s*(?:tempat|t\s*e\s*m\s*p\s*a\s*t)?\s*$|sehubungan|dengan\s+hormat|"
                         r"menindaklanjuti|"
                         r"dalam\s+rangka|assalam)", re.IGNORECASE)  # fmt: skip
_SIGNATURE = re.compile(
    r"^\s*(?:a\.?\s?n\.?\s+[A-Z]|notulis\s*,|nip\b|ttd\b|mengetahui\s*,|hormat\s+(?:kami|saya)|demikian\b.{0,80}$|"
    r"pembina\s+(?:utama|tingkat|tk)|penata\b)",
    re.IGNORECASE,
)


_ATTACHED = re.compile(
    r"\W*(?:lampiran\s*:?\s*)?(?:daftar\s+(?:lampiran|undangan|hadir|peserta|penerima|nama)|peserta|undangan|disampaikan\s+kepada|"
    r"kepada\s+yth)\b",
    re.IGNORECASE,
)
"""What follows a signature may be the list of those invited."""


def set_sections(text: str, lines: list[Line]) -> None:
    """Say of each line in which section of a form it stands."""
    section = Section.NONE
    signed = False
    filled: int | None = None
    for at, line in enumerate(lines):
        body = text[line.start : line.end]
        if line.role in {Role.NOISE, Role.LINKED, Role.CAPTION}:
            continue
        if signed or (_SIGNATURE.match(body) and at > 3 and line.role is not Role.ITEM):
            signed = signed or bool(
                re.match(r"\s*(?:a\.?\s?n\.|notulis\s*,|nip\b|ttd\b|mengetahui)", body, re.IGNORECASE)
            )
            if signed and _ATTACHED.match(body) and line.role is not Role.ITEM:
                signed, section = False, Section.RECIPIENTS
                continue
            if signed:
                section = Section.COPIES if SECTION_WORDS[3][1].match(body) else Section.SIGNATURE
            line.section = section if signed else Section.NONE
            continue
        if re.match(r"\s*(?:kepada\s+)?yth\b", body, re.IGNORECASE):
            section = Section.RECIPIENTS
        elif section is Section.RECIPIENTS and _LETTER_END.match(body):
            section = Section.NONE
        elif line.role is Role.FIELD:
            section = _of_field(line.label)
            filled = line.paragraph if text[line.value : line.end].strip() else None
        elif (line.role is Role.ITEM or "|" in body) and filled not in {None, line.paragraph}:
            section = Section.NONE if section in _OF_FIELDS else section
            filled = None
        elif line.role in {Role.HEADING, Role.TITLE} or body.endswith(":"):
            section, filled = Section.NONE if _PAST.search(body) else _announced(body), None
        elif (
            line.role is Role.BODY
            and section is not Section.RECIPIENTS
            and "|" not in body
            and not in_columns(body)
            and not _goes_on(text, lines, at)
            and not _below(text, lines, at)
        ):
            section = Section.NONE
        line.section = section


def _goes_on(text: str, lines: list[Line], at: int) -> bool:
    """Whether a line only ends the item above it."""
    above, line = lines[max(0, at - 1)], lines[at]
    if above.paragraph != line.paragraph or above.role not in {Role.ITEM, Role.BODY}:
        return False
    if UNENDED.search(text, above.start, above.end):
        return True
    return above.role is Role.ITEM and text[line.start].islower() and text[above.end - 1] not in ".;:!?"


def _below(text: str, lines: list[Line], at: int) -> bool:
    """Whether a line holds the guests whom the empty field or the heading right above it announces."""
    above = lines[max(0, at - 1)]
    announces = above.role is Role.HEADING or text[above.start : above.end].endswith(":")
    return announces and above.section is Section.ATTENDANCE and above.paragraph == lines[at].paragraph


_PAST = re.compile(
    r"\b(?:(?:sudah|telah)\s+(?:\w+\s+)?(?:teratasi|diatasi|selesai|dilakukan|dilaksanakan|dikerjakan|ditindaklanjuti)|teratasi)\b",
    re.IGNORECASE,
)
"""What is done is neither in the way nor to be done."""


_OF_FIELDS = frozenset({Section.ATTENDANCE, Section.OBSTACLES, Section.FOLLOW_UP})
"""Sections that a filled field opens for itself alone."""


def _of_field(label: str) -> Section:
    if re.match(GUEST_FIELD, label):
        return Section.ATTENDANCE
    if label.startswith("tembusan"):
        return Section.COPIES
    if label.startswith("kepada"):
        return Section.RECIPIENTS
    if label in {"kendala", "hambatan", "permasalahan", "masalah"}:
        return Section.OBSTACLES
    return Section.FOLLOW_UP if label in {"solusi", "tindak lanjut"} else Section.NONE


_SIGNERS = re.compile(r"\byang\s+bertanda\s*tangan\b", re.IGNORECASE)

_SPEAKS = re.compile(
    r"\bdalam\s+(?:arahan|sambutan|penekanan|paparan|laporan|penyampaian)\w*\b.*\b(?:menyampaikan|mengatakan|"
    r"menjelaskan|memaparkan|melaporkan|menyebutkan|menerangkan)\b",
    re.IGNORECASE,
)
"""What is said there is a report more often than a task."""


def _announced(body: str) -> Section:
    """The section that a heading, or a line that ends with a colon, opens: by its last telling word."""
    if _SIGNERS.search(body):
        return Section.ATTENDANCE
    if _SPEAKS.search(body):
        return Section.DISCUSSION
    tail = body[-90:]
    best, place = Section.NONE, -1
    for section, words in SECTION_WORDS:
        if section is Section.RECIPIENTS:
            continue
        for found in words.finditer(tail):
            if found.start() > place and not (section is Section.DISCUSSION and best is not Section.NONE):
                best, place = section, found.start()
    return best
