"""Which rulesets there are: those that ship with the software, and the desk's own in ``SIAGA_HOME/rulesets``."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from siaga.elections.errors import RulesetClash, UnknownRuleset
from siaga.elections.rulesets.reading import Fault, RulesetFaults, digest_of, parse
from siaga.elections.rulesets.schema import Ruleset

_SHIPPED = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class RulesetFile:
    """One ruleset file with what was read from it; ``ruleset`` is missing where ``faults`` speak."""

    name: str
    path: Path
    shipped: bool
    text: str
    ruleset: Ruleset | None
    faults: tuple[Fault, ...]

    @property
    def digest(self) -> str:
        return digest_of(self.text)


def own_folder() -> Path:
    """Where the desk puts its own ruleset files."""
    return Path(settings.HOME) / "rulesets"


def available() -> list[RulesetFile]:
    """Every ruleset file, shipped ones first; a file that cannot be read shows its faults."""
    files = [_file(path, shipped=True) for path in sorted(_SHIPPED.glob("*.toml"))]
    taken = {file.name for file in files}
    folder = own_folder()
    for path in sorted(folder.glob("*.toml")) if folder.is_dir() else []:
        file = _file(path, shipped=False)
        if file.name in taken:
            clash = Fault(1, "name", str(RulesetClash(file.name)))
            file = RulesetFile(file.name, path, False, file.text, None, (*file.faults, clash))
        taken.add(file.name)
        files.append(file)
    return files


def by_name(name: str) -> RulesetFile:
    """The usable ruleset of that name. Raises UnknownRuleset, or RulesetFaults when its file is faulty."""
    files = available()
    same = [file for file in files if file.name == name]
    for file in same:
        if file.ruleset is not None:
            return file
    if same:
        raise RulesetFaults(list(same[0].faults))
    raise UnknownRuleset(name, [file.name for file in files if file.ruleset is not None])


def _file(path: Path, *, shipped: bool) -> RulesetFile:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        fault = Fault(1, "-", _("berkas tidak terbaca sebagai teks UTF-8; simpan ulang sebagai UTF-8."))
        return RulesetFile(path.stem, path, shipped, "", None, (fault,))
    try:
        ruleset = parse(text)  # remembered by its text, which pages ask for often
    except RulesetFaults as error:
        return RulesetFile(path.stem, path, shipped, text, None, tuple(error.faults))
    return RulesetFile(ruleset.name, path, shipped, text, ruleset, ())
