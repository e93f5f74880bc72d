"""Which column is which field: folded headers, synonyms, ``--map``, and what does not fit."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from siaga.intake.errors import ForbiddenColumns, HeaderProblem

if TYPE_CHECKING:
    from siaga.intake.fields import Field

_NOT_A_LETTER = re.compile(r"[^a-z0-9]+")
_ABOUT_VOTES = re.compile(
    r"perolehan|suara_(sah|tidak_sah|paslon|calon|partai)|jumlah_suara|hasil_suara|paslon|pasangan_calon|nama_calon"
    r"|elektabilitas|tingkat_dukungan|(^|_)votes?(_|$)|candidate"
)


@lru_cache(maxsize=4096)
def fold_header(header: str) -> str:
    """A header as it is compared: ``No. TPS`` → ``no_tps``."""
    plain = unicodedata.normalize("NFKD", header).encode("ascii", "ignore").decode().lower()
    return _NOT_A_LETTER.sub("_", plain).strip("_")


@dataclass(frozen=True, slots=True)
class Binding:
    """columns: index of each field's column. unknown: headers that no field takes (ignored, with a warning)."""

    columns: Mapping[str, int]
    unknown: tuple[str, ...]


def bind(headers: Sequence[str], fields: Sequence[Field], mapping: Mapping[str, str] | None = None) -> Binding:
    """Find the column of each field by name, synonym, or ``mapping`` (field name → header as in the file).

    Raises HeaderProblem (missing, doubled or wrongly mapped), ForbiddenColumns (votes, candidates).
    """
    folded = [fold_header(header) for header in headers]
    if about_votes := [header for header, key in zip(headers, folded, strict=True) if _ABOUT_VOTES.search(key)]:
        raise ForbiddenColumns(about_votes)
    found = tuple(header for header in headers if header)
    columns = _mapped(headers, folded, fields, mapping or {}, found)
    for field in fields:
        if field.name in columns:
            continue
        places = [i for i, key in enumerate(folded) if key and key in field.headers and i not in columns.values()]
        if len(places) > 1:
            raise HeaderProblem(
                _("Lebih dari satu kolom berarti %(label)s: %(headers)s.")
                % {"label": field.label, "headers": ", ".join(headers[i] for i in places)},
                _("Hapus salah satunya, atau pilih kolomnya (perintah: --map %(field)s=JUDUL).")
                % {"field": field.name},
                found=found,
            )
        if places:
            columns[field.name] = places[0]
    missing = tuple(field.name for field in fields if field.required and field.name not in columns)
    if missing:
        labels = ", ".join(f"{field.label} ({field.name})" for field in fields if field.name in missing)
        raise HeaderProblem(
            _("Kolom wajib tidak ditemukan: %(labels)s.") % {"labels": labels},
            _("Kolom yang ada: %(found)s. Ubah judulnya, atau pilih kolomnya (perintah: --map %(field)s=JUDUL).")
            % {"found": ", ".join(found) or _("(tidak ada)"), "field": missing[0]},
            missing=missing,
            found=found,
        )
    taken = set(columns.values())
    unknown = tuple(
        header or _("(kolom %(number)s tanpa judul)") % {"number": i + 1}
        for i, header in enumerate(headers)
        if i not in taken
    )
    return Binding(columns, unknown)


def _mapped(
    headers: Sequence[str],
    folded: Sequence[str],
    fields: Sequence[Field],
    mapping: Mapping[str, str],
    found: tuple[str, ...],
) -> dict[str, int]:
    columns: dict[str, int] = {}
    names = [field.name for field in fields]
    for name, header in mapping.items():
        if name not in names:
            raise HeaderProblem(
                _("Tidak ada isian bernama “%(name)s”.") % {"name": name},
                _("Isian yang dikenal: %(names)s.") % {"names": ", ".join(names)},
                found=found,
            )
        exact = [i for i, one in enumerate(headers) if one == header]
        places = exact or [i for i, key in enumerate(folded) if key == fold_header(header)]
        if len(places) != 1:
            message = _("Tidak ada kolom “%(header)s”.") if not places else _("Ada beberapa kolom “%(header)s”.")
            raise HeaderProblem(
                message % {"header": header},
                _("Kolom yang ada: %(found)s.") % {"found": ", ".join(found)},
                found=found,
            )
        columns[name] = places[0]
    return columns
