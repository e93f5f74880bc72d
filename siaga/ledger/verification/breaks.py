"""What verification can find broken, each with the place, what was expected, and a sentence for people."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _

from siaga.ledger.phrases import kind_phrase

SHOWN = 200
"""So many breaks are described; the rest are counted."""

KEPT = 2000


class Kind(StrEnum):
    """A kind of break; the order is the order in which they are told."""

    BODY = "isi"
    SEAL = "segel"
    LINK = "sambungan"
    POSITION = "posisi"
    ENTRY_MISSING = "entri-hilang"
    OTHER_CHAIN = "rantai-lain"
    ROWS = "berkas-baris"
    UNLISTED = "tanpa-segel"
    HEAD = "kepala"
    CHECKPOINT = "titik-periksa"
    OBJECT_CHANGED = "objek-berubah"
    OBJECT_UNRECORDED = "objek-tanpa-entri"
    OBJECT_MISSING = "objek-hilang"
    GUARD = "penjaga"


_IN_CHAINS = {
    Kind.BODY,
    Kind.SEAL,
    Kind.LINK,
    Kind.POSITION,
    Kind.ENTRY_MISSING,
    Kind.OTHER_CHAIN,
    Kind.ROWS,
    Kind.UNLISTED,
}
_OF_OBJECTS = {Kind.OBJECT_CHANGED, Kind.OBJECT_UNRECORDED, Kind.OBJECT_MISSING}


@dataclass(frozen=True, slots=True)
class Break:
    """One place where the ledger does not hold.

    seq and entry_id are None where the break concerns no single entry; ``object`` is ``type:key``.
    """

    kind: Kind
    chain: str = ""
    seq: int | None = None
    entry_id: int | None = None
    object: str = ""
    label: str = ""
    expected: str = ""
    found: str = ""

    @property
    def order(self) -> tuple[int, str, float, float, str]:
        group = 0 if self.kind in _IN_CHAINS else 2 if self.kind in _OF_OBJECTS else 3 if self.kind is Kind.GUARD else 1
        far = float("inf")
        return (
            group,
            self.chain,
            far if self.seq is None else self.seq,
            far if self.entry_id is None else self.entry_id,
            self.object,
        )

    @property
    def name(self) -> str:
        """The object with its kind and, where known, its label; other breaks name what they concern."""
        kind, colon, key = self.object.partition(":")
        if not colon:
            return self.object
        said = f"“{self.label}” " if self.label else ""
        return f"{kind_phrase(kind)} {said}({kind}:{key})"

    @property
    def message(self) -> str:
        """What is broken and where, as one sentence in Indonesian."""
        values = {
            "chain": self.chain,
            "seq": self.seq,
            "entry": self.entry_id,
            "object": self.name,
            "expected": self.expected,
            "found": self.found,
        }
        return _sentence(self.kind) % values

    def as_dict(self) -> dict[str, Any]:
        return asdict(self) | {"message": self.message}


def _sentence(kind: Kind) -> str:
    match kind:
        case Kind.BODY:
            return _("Rantai %(chain)s posisi %(seq)s: isi entri %(entry)s telah diubah setelah ditulis.")
        case Kind.SEAL:
            return _("Rantai %(chain)s posisi %(seq)s: segel tidak cocok dengan entri %(entry)s.")
        case Kind.LINK:
            return _("Rantai %(chain)s posisi %(seq)s: sambungan ke posisi sebelumnya putus (entri %(entry)s).")
        case Kind.POSITION:
            return _("Rantai %(chain)s: posisi %(expected)s hilang; yang ditemukan berikutnya posisi %(found)s.")
        case Kind.ENTRY_MISSING:
            return _("Rantai %(chain)s posisi %(seq)s: entri %(entry)s telah dihapus.")
        case Kind.OTHER_CHAIN:
            return _("Rantai %(chain)s posisi %(seq)s: entri %(entry)s sebenarnya milik rantai %(found)s.")
        case Kind.ROWS:
            return _("Rantai %(chain)s posisi %(seq)s: berkas baris entri %(entry)s %(found)s.")
        case Kind.UNLISTED:
            return _("Rantai %(chain)s: entri %(entry)s %(found)s.")
        case Kind.HEAD:
            return _(
                "Rantai %(chain)s posisi %(seq)s tidak sesuai dengan titik periksa %(object)s: "
                "seharusnya %(expected)s, yang ada %(found)s."
            )
        case Kind.CHECKPOINT:
            return _("Titik periksa %(object)s tidak utuh: seharusnya %(expected)s, tertulis %(found)s.")
        case Kind.OBJECT_CHANGED:
            return _(
                "%(object)s diubah tanpa melalui buku besar: menurut entri %(entry)s %(expected)s, "
                "di basis data %(found)s."
            )
        case Kind.OBJECT_UNRECORDED:
            return _("%(object)s ada di basis data, tetapi tidak ada di buku besar.")
        case Kind.OBJECT_MISSING:
            return _("%(object)s dihapus tanpa melalui buku besar; entri terakhirnya %(entry)s.")
        case Kind.GUARD:
            return _("Penjaga basis data %(object)s tidak terpasang: isi buku besar tidak terlindung dari perubahan.")


@dataclass(slots=True)
class Report:
    """What a verification counted and found."""

    chains: int = 0
    entries: int = 0
    sealed: int = 0
    unsealed: int = 0
    row_files: int = 0
    rows: int = 0
    objects: int = 0
    checkpoints: int = 0
    last_checkpoint: dict[str, Any] | None = None
    beyond_checkpoint: int = 0
    seconds: float = 0.0
    breaks: list[Break] = field(default_factory=list)
    by_kind: Counter[str] = field(default_factory=Counter)

    def found(self, broken: Break) -> None:
        self.by_kind[broken.kind.value] += 1
        if len(self.breaks) < KEPT:
            self.breaks.append(broken)

    def finish(self) -> None:
        self.breaks = sorted(self.breaks, key=lambda broken: broken.order)[:SHOWN]

    @property
    def ok(self) -> bool:
        return not self.by_kind

    @property
    def first(self) -> Break | None:
        return self.breaks[0] if self.breaks else None

    def as_dict(self) -> dict[str, Any]:
        """The result object of ``siaga ledger verify --json``."""
        return {
            "ok": self.ok,
            "chains": self.chains,
            "entries": self.entries,
            "sealed": self.sealed,
            "unsealed": self.unsealed,
            "row_files": self.row_files,
            "rows": self.rows,
            "objects": self.objects,
            "checkpoints": self.checkpoints,
            "last_checkpoint": self.last_checkpoint,
            "beyond_checkpoint": self.beyond_checkpoint,
            "seconds": round(self.seconds, 2),
            "broken": sum(self.by_kind.values()),
            "by_kind": dict(self.by_kind),
            "first": self.first.as_dict() if self.first else None,
            "breaks": [broken.as_dict() for broken in self.breaks],
        }
