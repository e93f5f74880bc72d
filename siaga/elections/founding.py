"""What every new election needs: a free slug, and the exact text of its ruleset kept."""

from __future__ import annotations

import re

from siaga.elections.errors import BadSlug, SlugTaken
from siaga.elections.models import Election, RulesetText
from siaga.elections.rulesets import RulesetFile, parse

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def check_slug(slug: str) -> None:
    """Raise BadSlug or SlugTaken unless a new election may have this slug."""
    if len(slug) > 60 or not _SLUG.fullmatch(slug):
        raise BadSlug
    if slug in RESERVED_SLUGS or Election.objects.filter(slug=slug).exists():
        raise SlugTaken(slug)


RESERVED_SLUGS = frozenset({"aturan", "baru", "daerah"})
"""Addresses below ``/pemilihan/`` that are pages and not elections."""


def kept_text(file: RulesetFile) -> RulesetText:
    """The row that keeps this exact text; made the first time."""
    rules = parse(file.text)
    text, _made = RulesetText.objects.get_or_create(
        digest=file.digest, defaults={"name": rules.name, "version": rules.version, "toml": file.text}
    )
    return text
