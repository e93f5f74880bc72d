"""Files that a plan is computed from, read as their imports would take them; nothing is written."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from siaga import clock
from siaga.access import Actor
from siaga.cli.conventions import Output
from siaga.elections.models import Election
from siaga.intake.errors import RowsRejected
from siaga.intake.importer import importer_of
from siaga.intake.plan import Context
from siaga.intake.planning import plan_of
from siaga.wilayah.models import Region


def rows_of(out: Output, kind: str, file: Path, actor: Actor, election: Election, region: Region) -> Any:
    """The file's rows. Raises RowsRejected, listing every bad row."""
    importer = importer_of(kind)
    sheet = importer.read(file.read_bytes(), file.name)
    context = Context(actor, clock.now(), {"election": election.slug, "region": region.code})
    checked = plan_of(importer, sheet, context)
    for finding in checked.warnings[:20]:
        out.warn(f"{file.name}: {finding.message}")
    if checked.rejected_rows:
        for finding in checked.errors:
            out.warn(f"{file.name} baris {finding.row}, {finding.field} “{finding.value}”: {finding.message}")
        raise RowsRejected(len(checked.rejected_rows))
    return sheet.rows
