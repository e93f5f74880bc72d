"""From the text of playbooks to their values, or to every fault with its key and its line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from pathlib import Path

from django.utils.translation import gettext as _

from siaga.access import Problem
from siaga.contingency.playbooks.schema import CLASSES, Playbooks
from siaga.elections.rulesets.lines import Path as KeyPath
from siaga.elections.rulesets.reading import Fault, values_of

LARGEST = 256 * 1024
"""Characters; a file of playbooks is some ten kilobytes."""
_SHIPPED = Path(__file__).parent / "bawaan.toml"


class PlaybookFaults(Problem):
    """The text is no file of playbooks; ``faults`` lists all that is wrong in it."""

    code = "playbook-faults"

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(
            _("Berkas pegangan belum benar: %(count)d kesalahan.") % {"count": len(faults)},
            " ".join(str(fault) for fault in faults[:20]),
            field="text",
        )


@cache
def shipped_text() -> str:
    return _SHIPPED.read_text(encoding="utf-8")


def shipped() -> Playbooks:
    """The playbooks that come with the software."""
    return parse(shipped_text())


@lru_cache(maxsize=64)
def parse(text: str) -> Playbooks:
    """The values of a text. Raises PlaybookFaults."""
    found, faults = read(text)
    if found is None or faults:
        raise PlaybookFaults(faults)
    return found


def read(text: str) -> tuple[Playbooks | None, list[Fault]]:
    """The values and every fault; no values where the schema is not met."""
    if len(text) > LARGEST:
        return None, [Fault(1, "-", _("berkas terlalu besar; paling besar 256 KB."))]
    return values_of(text, Playbooks, _sense_faults)


def _sense_faults(found: Playbooks) -> Iterator[tuple[KeyPath, str]]:
    """What the schema cannot say: keys that name nothing, keys that stand twice, classes without a worth."""
    for name in CLASSES:
        if name not in found.risk:
            yield ("risk",), _("kelas %(key)s belum diberi nilai.") % {"key": name}
    for name in found.risk:
        if name not in CLASSES:
            yield (
                ("risk", name),
                _("kelas ini tidak dikenal; yang dikenal: %(all)s.") % {"all": ", ".join(CLASSES)},
            )
    yield from _twice("needs", [one.key for one in found.needs])
    yield from _twice("kinds", [one.key for one in found.kinds])
    yield from _twice("playbooks", [one.key for one in found.playbooks])
    yield from _twice("whatif", [one.event for one in found.whatif])
    needs = {one.key for one in found.needs}
    kinds = {one.key for one in found.kinds}
    for index, need in enumerate(found.needs):
        if not need.always and not need.when:
            yield ("needs", index, "when"), _("tulis indikator pemicunya, atau always = true.")
    for index, kind in enumerate(found.kinds):
        if kind.need not in needs:
            yield ("kinds", index, "need"), _("kebutuhan %(key)s tidak ada di [[needs]].") % {"key": kind.need}
        if kind.moves and kind.serves != "pos":
            yield ("kinds", index, "moves"), _('hanya berlaku untuk serves = "pos".')
    for index, playbook in enumerate(found.playbooks):
        if not playbook.always and not playbook.when:
            yield ("playbooks", index, "when"), _("tulis indikator pemicunya, atau always = true.")
        for place, measure in enumerate(playbook.measures):
            if measure.kind is not None and measure.kind not in kinds:
                yield (
                    ("playbooks", index, "measures", place, "kind"),
                    _("jenis %(key)s tidak ada di [[kinds]].") % {"key": measure.kind},
                )
            if (measure.kind is None) != (measure.count is None):
                yield (
                    ("playbooks", index, "measures", place, "count"),
                    _("kind dan count ditulis keduanya atau tidak sama sekali."),
                )
    for index, event in enumerate(found.whatif):
        for place, key in enumerate(event.needs):
            if key not in needs:
                yield ("whatif", index, "needs", place), _("kebutuhan %(key)s tidak ada di [[needs]].") % {"key": key}


def _twice(section: str, keys: list[str]) -> Iterator[tuple[KeyPath, str]]:
    field = "event" if section == "whatif" else "key"
    seen: set[str] = set()
    for index, key in enumerate(keys):
        if key in seen:
            yield (section, index, field), _("%(key)s sudah dipakai di bagian yang sama.") % {"key": key}
        seen.add(key)
