"""What-ifs that were kept: what was asked, what it answered, and the plans that were proposed for it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from siaga.access import Place
from siaga.desk.models import Account
from siaga.elections.models import Election
from siaga.ledger.facts import FactModel, FactValue
from siaga.planning.models import Plan, PlanKind, plan_place
from siaga.planning.models.plan import digest_of
from siaga.wilayah.models import Region


class Scenario(FactModel):
    """One version of a what-if; never changed once kept. asked: its events, answer: what follows, as plain values.

    The answer holds counts alone where officers are concerned. parent: the version that it was asked from anew.
    """

    fact_type: ClassVar[str] = "contingency.scenario"

    election = models.ForeignKey(Election, models.PROTECT, related_name="scenarios")
    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField("nomor")
    title = models.CharField("nama", max_length=160)
    note = models.CharField("catatan", max_length=400, blank=True)
    asked = models.JSONField("yang diandaikan")
    answer = models.JSONField("jawaban")
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    created_by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField("dibuat")

    class Meta:
        db_table = "contingency_scenario"
        verbose_name = "pengandaian"
        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["election", "region", "number"], name="scenario_number"),
        ]

    def __str__(self) -> str:
        return f"Pengandaian {self.number}: {self.title}"

    @property
    def place(self) -> Place:
        return plan_place(PlanKind.CONTINGENCY, self.region.code)

    @property
    def fact_region(self) -> str:
        return self.region.code

    def as_fact(self) -> dict[str, FactValue]:
        return {
            "election": self.election_id,
            "region": self.region_id,
            "number": self.number,
            "title": self.title,
            "note": self.note,
            "asked": digest_of(self.asked),
            "answer": digest_of(self.answer),
            "parent": self.parent_id,
        }


class Proposal(FactModel):
    """A plan that was proposed for a kept what-if; it holds only when somebody puts it in force."""

    fact_type: ClassVar[str] = "contingency.proposal"

    scenario = models.ForeignKey(Scenario, models.PROTECT, related_name="proposals")
    plan = models.OneToOneField(Plan, models.PROTECT, related_name="proposed_for")
    created_at = models.DateTimeField("dibuat")

    class Meta:
        db_table = "contingency_proposal"
        verbose_name = "usul rencana"
        ordering: ClassVar = ["plan"]

    def __str__(self) -> str:
        return f"{self.plan} untuk {self.scenario}"

    @property
    def fact_region(self) -> str:
        return self.scenario.region.code

    def as_fact(self) -> dict[str, FactValue]:
        return {"scenario": self.scenario_id, "plan": self.plan_id}
