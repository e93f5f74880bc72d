"""One run of every action of this room, on a small file of regions."""

from __future__ import annotations

from datetime import timedelta

from siaga.intake.actions import apply_import, check_import, forget_file, run_import, undo_import, upload_import
from siaga.intake.models import ImportRun
from tests import people
from tests.examples import example
from tests.factories import NOW, tree

CONTENT = b"kode,nama\n16.72.01.1003,Contoh Baru\n16.72.01.1001,Contoh Ganti Nama\n"


@example("import.upload")
def upload() -> ImportRun:
    tree()
    return upload_import(
        actor=people.secretariat, kind="wilayah", filename="contoh.csv", content=CONTENT, values={}, now=NOW
    )


@example("import.check")
def check() -> ImportRun:
    return check_import(actor=people.secretariat, run=upload(), now=NOW)


@example("import.apply")
def apply() -> ImportRun:
    run = check()
    return apply_import(actor=people.secretariat, run=run, plan_digest=run.result["plan"], now=NOW)


@example("import.undo")
def undo() -> ImportRun:
    return undo_import(actor=people.secretariat, run=apply(), now=NOW)


@example("import.run")
def run() -> None:
    tree()
    run_import(actor=people.secretariat, kind="wilayah", filename="contoh.csv", content=CONTENT, now=NOW)


@example("import.forget")
def forget() -> ImportRun:
    return forget_file(actor=people.secretariat, run=apply(), now=NOW + timedelta(days=31))
