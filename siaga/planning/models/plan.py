"""Plans as versions: what went in, what came out, which one is in force, and how far it is executed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from siaga.access import Place, Verb
from siaga.desk.models import Account
from siaga.elections.models import Election
from siaga.ledger.facts import FactModel, FactValue, canonical
from siaga.wilayah.models import Region


class PlanKind(models.TextChoices):
    DISTRIBUTION = "distribusi", _("Distribusi logistik")
    DEPLOYMENT = "pengamanan", _("Pengamanan TPS")
    CONTINGENCY = "darurat", _("Keadaan darurat")


OWNERS: dict[str, str] = {
    PlanKind.DISTRIBUTION: "kpu",
    PlanKind.DEPLOYMENT: "polres",
    PlanKind.CONTINGENCY: "bpbd",
}
"""Kind of the agency that owns a kind of plan."""

VIEWING: dict[str, Verb] = {
    PlanKind.DISTRIBUTION: Verb.PLAN_VIEW,
    PlanKind.DEPLOYMENT: Verb.GUARD_VIEW,
    PlanKind.CONTINGENCY: Verb.PLAN_VIEW,
}
CHANGING: dict[str, Verb] = {
    PlanKind.DISTRIBUTION: Verb.PLAN_CHANGE,
    PlanKind.DEPLOYMENT: Verb.GUARD_CHANGE,
    PlanKind.CONTINGENCY: Verb.PLAN_CHANGE,
}
"""Who may see and who may change plans of a kind."""


class PlanState(models.TextChoices):
    QUEUED = "antre", _("Menunggu dihitung")
    RUNNING = "dihitung", _("Sedang dihitung")
    DONE = "selesai", _("Selesai")
    FAILED = "gagal", _("Gagal")


class Plan(FactModel):
    """One version of a plan of a region in an election.

    inputs: everything that it was computed from, as plain values; inputs_digest: its SHA-256 (canonical JSON).
    result: what the engine answered, as plain values. parent: the version that it was edited or replanned from.
    In force is at most one version of each kind, election and region. heartbeat_at: when the worker was last heard of;
    attempts: how often the computation was begun.
    """

    fact_type: ClassVar[str] = "planning.plan"

    election = models.ForeignKey(Election, models.PROTECT, related_name="plans")
    region = models.ForeignKey(Region, models.PROTECT, related_name="plans")
    kind = models.CharField("jenis", max_length=12, choices=PlanKind.choices)
    number = models.PositiveIntegerField("versi")
    title = models.CharField("nama", max_length=160, blank=True)
    note = models.CharField("catatan", max_length=400, blank=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    state = models.CharField("status", max_length=8, choices=PlanState.choices, default=PlanState.QUEUED)
    in_force_since = models.DateTimeField("berlaku sejak", null=True, blank=True)
    retired_at = models.DateTimeField("tidak berlaku sejak", null=True, blank=True)
    seconds = models.PositiveIntegerField("waktu hitung (detik)", default=60)
    seed = models.PositiveIntegerField("benih acak", default=1)
    inputs = models.JSONField(default=dict)
    inputs_digest = models.CharField(max_length=64)
    result = models.JSONField(null=True, blank=True)
    problem = models.CharField("kendala", max_length=400, blank=True)
    progress = models.CharField("kemajuan", max_length=160, blank=True)
    heartbeat_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField("selesai", null=True, blank=True)
    created_by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField("dibuat")

    class Meta:
        db_table = "planning_plan"
        ordering: ClassVar = ["-number"]
        indexes: ClassVar = [models.Index(fields=["state", "heartbeat_at"], name="plan_state")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["election", "region", "kind", "number"], name="plan_number"),
            models.UniqueConstraint(
                fields=["election", "region", "kind"],
                condition=Q(in_force_since__isnull=False, retired_at__isnull=True),
                name="plan_one_in_force",
            ),
            models.CheckConstraint(condition=Q(kind__in=PlanKind.values), name="plan_kind"),
            models.CheckConstraint(condition=Q(state__in=PlanState.values), name="plan_state_known"),
            models.CheckConstraint(
                condition=Q(in_force_since__isnull=True) | Q(state="selesai"), name="plan_in_force_is_done"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} versi {self.number}"

    @property
    def in_force(self) -> bool:
        return self.in_force_since is not None and self.retired_at is None

    @property
    def place(self) -> Place:
        """Where it is, for ``may``; it belongs to its region's agency of the kind's owner. Needs ``region`` loaded."""
        return plan_place(self.kind, self.region.code)

    @property
    def change_verb(self) -> Verb:
        """What changing it takes."""
        return CHANGING[self.kind]

    @property
    def fact_region(self) -> str:
        return self.region.code

    def as_fact(self) -> dict[str, FactValue]:
        return {
            "election": self.election_id,
            "region": self.region_id,
            "kind": self.kind,
            "number": self.number,
            "title": self.title,
            "note": self.note,
            "parent": self.parent_id,
            "state": self.state,
            "in_force_since": self.in_force_since,
            "retired_at": self.retired_at,
            "seconds": self.seconds,
            "seed": self.seed,
            "inputs": self.inputs_digest,
            "result": digest_of(self.result) if self.result is not None else "",
            "problem": self.problem,
            "finished_at": self.finished_at,
        }


def digest_of(values: Mapping[str, Any]) -> str:
    """SHA-256 of plain values: the same values, the same digest."""
    return hashlib.sha256(canonical(json.loads(json.dumps(values))).encode()).hexdigest()


def plan_place(kind: str, region: str) -> Place:
    """The place of plans of a kind in a region."""
    return Place(region, agency=f"{OWNERS[kind]}@{region}")


class LegState(models.TextChoices):
    DEPARTED = "berangkat", _("Berangkat")
    ARRIVED = "tiba", _("Tiba")
    FAILED = "gagal", _("Gagal")


class LegReport(FactModel):
    """What became of a leg of a plan in force: a vehicle left, arrived, or could not.

    route: the route's id in the plan (``truk-1/H-5``); stop: the site's id, or empty for the route as a whole.
    """

    fact_type: ClassVar[str] = "planning.leg"

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="legs")
    route = models.CharField("rute", max_length=80)
    stop = models.CharField("tujuan", max_length=40, blank=True)
    state = models.CharField("status", max_length=9, choices=LegState.choices)
    at = models.DateTimeField("pada")
    note = models.CharField("catatan", max_length=300, blank=True)
    created_at = models.DateTimeField("dicatat")

    class Meta:
        db_table = "planning_leg"
        ordering: ClassVar = ["at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "route", "stop", "state"], name="leg_once"),
            models.CheckConstraint(condition=Q(state__in=LegState.values), name="leg_state"),
        ]

    def __str__(self) -> str:
        return f"{self.route} {self.stop}: {self.get_state_display()}"

    @property
    def fact_region(self) -> str:
        return self.plan.region.code

    def as_fact(self) -> dict[str, FactValue]:
        return {
            "plan": self.plan_id,
            "route": self.route,
            "stop": self.stop,
            "state": self.state,
            "at": self.at,
            "note": self.note,
        }
