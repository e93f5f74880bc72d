"""What a newer text of a ruleset would change for an election."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from siaga.elections.errors import UnknownRuleset
from siaga.elections.models import Election
from siaga.elections.queries.elections import ruleset_of
from siaga.elections.rulesets import Ruleset, RulesetFaults, by_name


@dataclass(frozen=True, slots=True)
class Difference:
    """One figure that differs: where, what the election has, what the newer text says (None: absent)."""

    key: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class RulesetNews:
    """A text of the election's ruleset other than the one that it keeps."""

    digest: str
    version: str
    differences: tuple[Difference, ...]


def ruleset_news(election: Election) -> RulesetNews | None:
    """What the present text of the election's ruleset would change; None when it already follows it."""
    try:
        file = by_name(election.ruleset.name)
    except (UnknownRuleset, RulesetFaults):
        return None
    if file.ruleset is None or file.digest == election.ruleset_id:
        return None
    return RulesetNews(file.digest, file.ruleset.version, tuple(differences(ruleset_of(election), file.ruleset)))


def differences(old: Ruleset, new: Ruleset) -> list[Difference]:
    """Every value that differs, in the order of its place; rows of a list are matched by their key or number."""
    before, after = _flat(old.model_dump(mode="json")), _flat(new.model_dump(mode="json"))
    keys = [*before, *(key for key in after if key not in before)]
    return [Difference(key, before.get(key), after.get(key)) for key in keys if before.get(key) != after.get(key)]


def _flat(value: Any, path: str = "") -> dict[str, str]:
    if isinstance(value, dict):
        flat: dict[str, str] = {}
        for key, one in value.items():
            flat |= _flat(one, f"{path}.{key}" if path else str(key))
        return flat
    if isinstance(value, list) and value and isinstance(value[0], dict):
        flat = {}
        for index, one in enumerate(value, start=1):
            flat |= _flat(one, f"{path}[{one.get('key') or one.get('number') or index}]")
        return flat
    if value is None:
        return {}
    return {path: ", ".join(map(str, value)) if isinstance(value, list) else str(value)}
