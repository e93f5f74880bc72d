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
from siaga.contingency.queries.whatif import answer_value, asked_about
from siaga.deployment.actions.plans import replan_deployment
from siaga.desk.models import Account
from siaga.elections.models import Election
from siaga.engines.deployment.happened import Happened as GuardsHappened
from siaga.engines.distribution.form import problem_json
from siaga.engines.distribution.problem import Problem
from siaga.engines.whatif import EventKind
from siaga.engines.whatif.answering import within
from siaga.ledger.recording import action, record
from siaga.planning.actions.plans import require_open
from siaga.planning.models import Plan, PlanKind, plan_place
from siaga.planning.reading import problem_of_version
from siaga.planning.versions import new_version
from siaga.wilayah.models import Region
from siaga.wilayah.zones import zone_of


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
    """Resources assigned anew, with what the stations would need then."""
    found = asked_about(actor, scenario.election, scenario.region, events, standing)
    plan = standing.plans.get(PlanKind.CONTINGENCY)
    return ask_contingency(
        actor=actor,
        election=scenario.election,
        region=scenario.region,
        now=now,
        options=Options.from_value(plan.inputs["options"]) if plan else None,
        title=_title(scenario),
        more=found.more,
        scenario={"number": scenario.number, "title": scenario.title},
        parent=plan,
    )


def _distribution(actor: Actor, scenario: Scenario, standing: Standing, events: Sequence[Asked], now: datetime) -> Plan:
    """Solved anew with every hit place served before the event begins; only while nothing has been driven yet."""
    plan = standing.plans.get(PlanKind.DISTRIBUTION)
    if plan is None:
        raise BadWhatIf(_("Belum ada rencana distribusi yang berlaku."), _("Berlakukan satu versi lebih dulu."))
    require(actor, Verb.PLAN_CHANGE, plan.place)
    cut = [one for one in events if one.kind in (EventKind.FLOOD, EventKind.ROAD)]
    if not cut:
        raise BadWhatIf(_("Pengandaian ini tidak mengenai distribusi."), _("Andaikan banjir atau jalan yang putus."))
    local = now.astimezone(zone_of(plan.region.code))
    problem = earlier(problem_of_version(plan), cut, standing)
    if (local.date() - plan.election.voting_day).days >= problem.rules.first_day:
        raise BadWhatIf(
            _("Distribusi sudah berjalan."), _("Buka pelaksanaannya, lalu pilih Hitung ulang karena kejadian.")
        )
    inputs = {**plan.inputs, "problem": problem_json(problem)}
    for gone in ("edits", "happened"):
        inputs.pop(gone, None)
    return new_version(
        actor=actor, election=plan.election, region=plan.region, kind=PlanKind.DISTRIBUTION, inputs=inputs, now=now,
        act="plan.ask", title=_title(scenario), seconds=plan.seconds, seed=plan.seed, parent=plan,
    )  # fmt: skip


def earlier(problem: Problem, events: Sequence[Asked], standing: Standing) -> Problem:
    """The same with every place that an event cuts off served on the day before it begins, at the latest."""
    sites = []
    for site in problem.sites:
        days = [
            event.first - 1
            for event in events
            if any(within(site.id, area) or site.id == area.partition("/")[0] for area in event.areas)
        ]
        if not days:
            sites.append(site)
            continue
        last = min(days) if site.last_day is None else min(*days, site.last_day)
        sites.append(replace(site, last_day=last))
    return replace(problem, sites=tuple(sites))


def _deployment(actor: Actor, scenario: Scenario, standing: Standing, events: Sequence[Asked], now: datetime) -> Plan:
    """Teams filled again after a unit lost officers; who is untouched stays."""
    plan = standing.plans.get(PlanKind.DEPLOYMENT)
    if plan is None:
        raise BadWhatIf(_("Belum ada rencana pengamanan yang berlaku."), _("Berlakukan satu versi lebih dulu."))
    lost = tuple((one.unit, one.count) for one in events if one.kind == EventKind.GUARDS)
    if not lost:
        raise BadWhatIf(_("Pengandaian ini tidak mengurangi personel."), _("Andaikan Polsek yang kehilangan personel."))
    return replan_deployment(
        actor=actor, plan=plan, happened=GuardsHappened(lost=lost), now=now, note=_title(scenario)[:400]
    )
