"""What-ifs that are kept, and the plans that are proposed for them. Nothing is put in force here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from django.db.models import Max
from django.utils.translation import gettext as _

from siaga.access import Actor, Verb, require
from siaga.contingency.actions.plans import ask_contingency
from siaga.contingency.asking import Asked
from siaga.contingency.errors import BadWhatIf
from siaga.contingency.models import Proposal, Scenario
from siaga.contingency.options import Options
from siaga.contingency.queries.ground import Standing, standing_of_region
from siaga.contingency.queries.proposals import guards_then, last_days
from siaga.contingency.queries.whatif import answer_value, asked_about
from siaga.deployment.actions.plans import replan_deployment
from siaga.desk.models import Account
from siaga.elections.models import Election
from siaga.engines.deployment.happened import Happened
from siaga.ledger.recording import action, record
from siaga.planning.actions.edits import replan
from siaga.planning.actions.plans import require_open
from siaga.planning.models import Plan, PlanKind, plan_place
from siaga.planning.queries.live import happened_so_far, progress_of
from siaga.planning.reading import sheet_of
from siaga.wilayah.models import Region


@action("scenario.keep")
def keep_scenario(
    *,
    actor: Actor,
    election: Election,
    region: Region,
    title: str,
    events: Sequence[Asked],
    now: datetime,
    note: str = "",
    parent: Scenario | None = None,
) -> Scenario:
    """Ask once more and keep the answer under a name. Raises Refused, ElectionClosed, BadWhatIf."""
    require(actor, Verb.PLAN_CHANGE, plan_place(PlanKind.CONTINGENCY, region.code))
    require_open(election)
    title = title.strip()[:160]
    if not title:
        raise BadWhatIf(_("Nama belum diisi."), _("Tulis nama singkat, misalnya Banjir dua kecamatan."), field="title")
    standing = standing_of_region(election, region)
    result = asked_about(actor, election, region, events, standing)
    last = Scenario.objects.filter(election=election, region=region).aggregate(Max("number"))
    kept = Scenario.objects.create(
        election=election,
        region=region,
        number=(last["number__max"] or 0) + 1,
        title=title,
        note=note.strip()[:400],
        asked={"events": [one.as_value() for one in result.asked]},
        answer=answer_value(result, standing),
        parent=parent if parent and parent.election_id == election.pk and parent.region_id == region.pk else None,
        created_by=Account.objects.filter(pk=actor.account_id).first() if actor.account_id else None,
        created_at=now,
    )
    record(actor, "scenario.keep", kept, before=None, after=kept.as_fact(), now=now)
    return kept


@action("scenario.propose")
def propose_plan(*, actor: Actor, scenario: Scenario, kind: PlanKind, now: datetime) -> Plan:
    """A plan of a kind as it would be in the what-if, waiting to be computed: a version that nobody put in force.

    Needs the right to change plans of the kind. Raises Refused, ElectionClosed, BadWhatIf, NothingToAssign.
    """
    require(actor, Verb.PLAN_VIEW, scenario.place)
    require_open(scenario.election)
    standing = standing_of_region(scenario.election, scenario.region)
    events = [Asked.from_value(one) for one in scenario.asked["events"]]
    makers = {
        PlanKind.CONTINGENCY: _contingency,
        PlanKind.DISTRIBUTION: _distribution,
        PlanKind.DEPLOYMENT: _deployment,
    }
    plan = makers[kind](actor, scenario, standing, events, now)
    proposal = Proposal.objects.create(scenario=scenario, plan=plan, created_at=now)
    record(actor, "scenario.propose", proposal, before=None, after=proposal.as_fact(), now=now)
    return plan


def _title(scenario: Scenario) -> str:
    return _("Andai: %(title)s") % {"title": scenario.title}


def _contingency(actor: Actor, scenario: Scenario, standing: Standing, events: Sequence[Asked], now: datetime) -> Plan:
    """Resources that are left then assigned anew, with what the stations would need."""
    found = asked_about(actor, scenario.election, scenario.region, events, standing)
    plan = standing.plans.get(PlanKind.CONTINGENCY)
    return ask_contingency(
        actor=actor,
        election=scenario.election,
        region=scenario.region,
        now=now,
        options=Options.from_value(plan.inputs["options"]) if plan else None,
        title=_title(scenario),
        resources=[one for one in standing.resources if one not in found.gone],
        supposed=found.supposed,
        scenario={"number": scenario.number, "title": scenario.title},
        parent=plan,
    )


def _distribution(actor: Actor, scenario: Scenario, standing: Standing, events: Sequence[Asked], now: datetime) -> Plan:
    """Every hit place served before its event begins; what is driven by now stays, the rest changes little."""
    plan = standing.plans.get(PlanKind.DISTRIBUTION)
    if plan is None:
        raise BadWhatIf(_("Belum ada rencana distribusi yang berlaku."), _("Berlakukan satu versi lebih dulu."))
    require(actor, Verb.PLAN_CHANGE, plan.place)
    sheet = sheet_of(plan)
    days = last_days(sheet.problem, events, standing)
    if not days:
        raise BadWhatIf(_("Pengandaian ini tidak mengenai distribusi."), _("Andaikan banjir atau jalan yang putus."))
    happened = happened_so_far(sheet, progress_of(actor, plan, sheet, now), now)
    return replan(actor=actor, plan=plan, happened=replace(happened, last_days=days), now=now, title=_title(scenario))


def _deployment(actor: Actor, scenario: Scenario, standing: Standing, events: Sequence[Asked], now: datetime) -> Plan:
    """Teams filled again with those who can come then; who is untouched stays."""
    plan = standing.plans.get(PlanKind.DEPLOYMENT)
    if plan is None:
        raise BadWhatIf(_("Belum ada rencana pengamanan yang berlaku."), _("Berlakukan satu versi lebih dulu."))
    require(actor, Verb.GUARD_CHANGE, plan.place)
    happened = guards_then(standing, events)
    if happened == Happened():
        raise BadWhatIf(
            _("Pengandaian ini tidak mengenai pengamanan."),
            _("Andaikan banjir atau jalan putus pada hari penjagaan, atau Polsek yang kehilangan personel."),
        )
    note = _title(scenario)
    if happened.added:
        note += ". " + _("TPS yang kehilangan tempat dijaga di dekat TPS terdekat yang tidak terkena (perkiraan).")
    return replan_deployment(actor=actor, plan=plan, happened=happened, now=now, note=note)
