"""Texts typed all in small letters or all in capitals, given the capitals that the rules look for.

One character for one, so that places stay; texts with capitals where they belong are left as they are.
"""

from __future__ import annotations

import re

from siaga.engines.extraction.words import ANY_MONTH, ANY_WEEKDAY, bag

ACRONYMS = bag(
    "kpu ppk pps kpps tps dpt dps dptb asn pns tni polri pln wib wita wit apk opd bts bpbd rsud bpd mui fkub kua "
    "dprd sara pkd ptps ktp nik hp bbm pmd bko pp rt rw skpd nphd bpp kkb otk"
)
_OFFICES = (
    r"wakil\s+bupati|bupati|wali\s?kota|sekda|sekretaris\s+daerah|asisten|camat|sekcam|lurah|kades|kepala|kapolres|kapolsek|"
    r"dandim|danramil|ketua|kadis|kaban|kajari|wakapolres|wakapolsek|kasdim|kabag|kabid|plt|pj|pjs"
)
_SMALL = bag(
    "di ke dari dan yang pada oleh untuk dengan dalam serta atau agar supaya tidak belum sudah telah akan juga ini itu "
    "tersebut karena sehingga namun tetapi masih ada sebanyak tanggal pukul hari bertempat secara bagi antara sampai "
    "hingga kepada "
    "terhadap sebagai adalah maka bahwa jika bila para saat guna rangka tentang melalui setiap seluruh sejumlah"
)
_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_VERBAL = re.compile(r"(?:di|me[mnl]?|meng|ber|ter)[a-z]{4,}$")
_MOST_NAMED = 4


def recased(text: str) -> str:
    """The text, with capitals where a text in small letters lacks them, or without those of a shouted one."""
    letters = [sign for sign in text if sign.isalpha()]
    if len(letters) < 60:
        return text
    large = sum(sign.isupper() for sign in letters) / len(letters)
    if large < 0.006:
        made = _raised(text)
    elif large > 0.85:
        made = _WORD.sub(lambda found: _lowered(found[0]), text)
    else:
        return text
    return made if len(made) == len(text) else text


def _raised(text: str) -> str:
    """Capitals for acronyms, offices and those who hold them, days, and the first word of each line and sentence."""
    text = _WORD.sub(lambda found: found[0].upper() if found[0] in ACRONYMS else found[0], text)
    text = re.sub(rf"\b(?:{ANY_WEEKDAY}|{ANY_MONTH}|{_OFFICES})\b", lambda found: found[0].capitalize(), text)
    text = re.sub(
        r"\((?:[a-z][\w'.-]*)(?: [a-z][\w'.-]*){0,3}\)", lambda found: re.sub(r"\b[a-z]", _upper, found[0]), text
    )
    return re.sub(r"(?m)(?:^[ \W\d]*|[.!?]\s+)[a-z]", _upper, text)


def _upper(found: re.Match[str]) -> str:
    return found[0][:-1] + found[0][-1].upper()


def _lowered(word: str) -> str:
    low = word.lower()
    if low in ACRONYMS or len(low) == 1 or (len(low) <= _MOST_NAMED and not re.search(r"[aiueo]", low)):
        return word
    if len(low) != len(word):
        return word
    return low if low in _SMALL or _VERBAL.match(low) else low.capitalize()
