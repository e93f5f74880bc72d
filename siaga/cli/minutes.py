"""``siaga minutes draft``: a draft meeting from old minutes or a news report. Reads, writes nothing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from siaga.cli.conventions import Output, command, file_argument, group
from siaga.elections.models import Election
from siaga.engines.extraction import Draft, Meeting, as_json, extract
from siaga.kit.words import long_date
from siaga.rakor.paper import text_of_file


@group(example="siaga minutes draft notula.docx", name="minutes")
def minutes() -> None:
    """Notula: menyusun draf rapat dari naskah lama."""
