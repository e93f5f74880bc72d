"""Words that several rules share: months, weekdays, numbers in words."""

from __future__ import annotations

import re

MONTHS = {
    "januari": 1, "jan": 1, "februari": 2, "pebruari": 2, "feb": 2, "maret": 3, "mar": 3, "april": 4, "apr": 4,
    "mei": 5, "juni": 6, "jun": 6, "juli": 7, "jul": 7, "agustus": 8, "agust": 8, "agu": 8, "ags": 8,
    "september": 9, "sept": 9, "sep": 9, "oktober": 10, "okt": 10, "november": 11, "nopember": 11, "nov": 11,
    "nop": 11, "desember": 12, "des": 12,
}  # fmt: skip
MONTH_NAMES = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November",
    "Desember",
)  # fmt: skip
WEEKDAYS = {
    "senin": 0, "selasa": 1, "rabu": 2, "kamis": 3, "jumat": 4, "jum'at": 4, "sabtu": 5, "minggu": 6, "ahad": 6,
}  # fmt: skip
WEEKDAY_NAMES = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
ANY_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
ANY_WEEKDAY = "|".join(sorted(WEEKDAYS, key=len, reverse=True))

_UNITS = {
    "nol": 0, "satu": 1, "dua": 2, "tiga": 3, "empat": 4, "lima": 5, "enam": 6, "tujuh": 7, "delapan": 8,
    "sembilan": 9,
}  # fmt: skip
_WHOLE = {"sepuluh": 10, "sebelas": 11, "seratus": 100, "seribu": 1000}
_NUMBER_WORD = "|".join([*_UNITS, *_WHOLE, "belas", "puluh", "ratus", "ribu"])
NUMBER_WORDS = rf"(?:{_NUMBER_WORD})(?:\s+(?:{_NUMBER_WORD})){{0,9}}"
MEETING = (
    r"(?:rapat(?!\s+umum\s+pemegang)|rakor(?:nis|da|cam|kab)?|rakernis|raker|ratas|vicon|vidcon|video\s*conference|rdp|dengar\s+pendapat|lokakarya|workshop|diskusi|"
    r"cof+e+\s+morning|cof+e+\s+break|pertemuan|musyawarah|musrenbang|focus\s+group\s+discussion|fgd|audiensi|"
    r"tatap\s+muka|konsolidasi|gelar\s+kesiapan|sarasehan|dialog|rapim|rembu[gk]|minggon(?:an)?|lokmin|loka\s?mini|ngopi\s+(?:pagi|bareng|bersama)|"
    r"kopi\s+pagi|anev|anali(?:sa|sis)\s+dan\s+evaluasi|telekonferensi|konferensi\s+video|zoom\s+meeting|obrolan|ngobrol|"
    r"bincang(?:-bincang)?|temu\s+(?:wicara|koordinasi|teknis|pagi)|"
    r"kumpul(?:an)?\s+(?:persiapan|koordinasi|bareng|bersama|pagi|siang|sore|malam)|sidang\s+(?:paripurna|gabungan|komisi)|duduk\s+(?:bersama|semeja|satu\s+meja|melingkar|lesehan)|tfg|tactical\s+floor\s+game|silaturahmi|briefing)"
)

CONVENES = (
    r"(?:di(?:kumpulkan|undang|panggil|pertemukan|jamu|terima)|mempertemukan|menerima(?!\s+(?:\w+\s+)?\d)|menjamu|bersidang|"
    r"berembuk|bersua|berhimpun|berkumpul|bertemu|duduk|melingkar|membedah|membahas|dibahas|membicarakan|dibicarakan|"
    r"merembukkan|mengurai|merumuskan|menyamakan|menyatukan|menyelaraskan|mematangkan|memantapkan|mengevaluasi|dievaluasi|"
    r"berdiskusi|berkoordinasi|bermusyawarah|urun\s+rembuk|mempersilakan|membuka\s+(?:pembicaraan|percakapan|sesi))"
)
"""What those do who come together, where no word names the meeting."""
EARLIER = rf"(?:sehari|(?P<days>{NUMBER_WORDS}|\d{{1,2}})\s+hari|sepekan|seminggu)\s+sebelumnya"
"""So many days before the meeting that was told first."""
LED_FIELD = (
    rf"(?:(?:pimpinan|pemimpin|pemandu|dipimpin|dipandu|(?:yang\s+)?(?:mem|p)impin)\b|ketua\s+(?:{MEETING}|sidang))"
)
"""The name of a field that tells who leads."""
SPEECH = re.compile(
    r"^\W*(?:teks\s+|naskah\s+)?(?:sambutan|pidato|pengarahan|arahan|kata\s+sambutan)\s+(?:pembuka(?:an)?\s+|tertulis\s+)?"
    r"(?P<who>[A-Z].{3,80})$",
    re.IGNORECASE | re.MULTILINE,
)
"""The title of a speech, and whose it is."""


def number_in_words(text: str) -> int | None:
    """``dua ribu dua puluh empat`` → 2024. None where the words are no number."""
    total, group, last = 0, 0, 0
    words = text.lower().split()
    if not words:
        return None
    for word in words:
        if word in _UNITS:
            last = _UNITS[word]
            group += last
        elif word in _WHOLE:
            last = 0
            if word == "seribu":
                total, group = total + group + 1000, 0
            else:
                group += _WHOLE[word]
        elif word == "belas":
            if not 2 <= last <= 9:
                return None
            group, last = group + 10, 0
        elif word in {"puluh", "ratus"}:
            if not last:
                return None
            size = 10 if word == "puluh" else 100
            group, last = group + last * (size - 1), 0
        elif word == "ribu":
            if not group:
                return None
            total, group, last = total + group * 1000, 0, 0
        else:
            return None
    return total + group


def squeezed(text: str) -> str:
    """White space made single and cut at the ends."""
    return re.sub(r"\s+", " ", text).strip()


def bag(text: str) -> frozenset[str]:
    """The words of a text, as a set."""
    return frozenset(text.split())


SAYS = (
    "ujar|kata|ucap|tutur|jelas|ungkap|tegas|terang|imbuh|tambah|papar|sebut|jawab|sahut|timpal|sambung|pungkas|tandas|"
    "beber|cerita|kisah|keluh|klaim|pinta|celetuk|seloroh|sindir|kilah|cetus|seru|desak|lontar"
)
"""Roots of saying, as a report puts them before or after who speaks: ``ujar Camat``, ``katanya``."""
