"""The rules of an election as data: versioned TOML files with every figure's source and doubt."""

from siaga.elections.rulesets.library import RulesetFile, available, by_name
from siaga.elections.rulesets.reading import Fault, RulesetFaults, digest_of, parse, read
from siaga.elections.rulesets.schema import Doubt, Ruleset

__all__ = [
    "Doubt",
    "Fault",
    "Ruleset",
    "RulesetFaults",
    "RulesetFile",
    "available",
    "by_name",
    "digest_of",
    "parse",
    "read",
]
