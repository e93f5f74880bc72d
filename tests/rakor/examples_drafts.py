"""A runnable example of the action on drafts."""

from __future__ import annotations

import uuid
from datetime import timedelta

from siaga.rakor.actions.drafts import TakenObstacle, TakenPoint, take_draft
from tests import people
from tests.examples import example
from tests.factories import NOW
from tests.rakor.tables import Table


@example("rakor.take_draft")
def take() -> None:
    table = Table()
    take_draft(
        actor=people.secretariat, forum=table.desk, title="Rapat (contoh)", starts_at=NOW - timedelta(days=2),
        venue="Aula Contoh", uid=uuid.uuid4(), now=NOW, chair=table.chair, offices=[table.kpu],
        labels=["Tokoh masyarakat (contoh)"], figures=["24 Linmas. Kalimat contoh."],
        obstacles=[TakenObstacle("internet", "12 TPS tanpa sinyal", "Kalimat contoh.")],
        points=[TakenPoint("Memasang internet satelit", table.kpu.agency, (NOW + timedelta(days=9)).date())],
    )  # fmt: skip
