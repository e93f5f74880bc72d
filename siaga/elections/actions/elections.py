"""Elections: created with their calendar, changed, closed and opened again, moved to a newer ruleset text."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import ProtectedError

from siaga.access import Actor, Place, Refused, Verb, require
from siaga.elections.calendar import voting_day_of
from siaga.elections.errors import (
    ElectionClosed,
    ElectionHasStations,
    ElectionInUse,
    NameNeeded,
    ReasonNeeded,
    VotingDayNeeded,
    WrongRound,
)
from siaga.elections.founding import check_slug, kept_text
from siaga.elections.models import Election, Stage
from siaga.elections.restaging import created, new_stages, restage
from siaga.elections.rulesets import by_name, parse
from siaga.elections.signals import election_founded, election_leaving
from siaga.ledger.recording import Change, action, nothing_changed, record, record_bulk
from siaga.wilayah.models import Region


@action("election.create")
def create_election(
    *,
    actor: Actor,
    slug: str,
    ruleset: str,
    region: Region,
    now: datetime,
    voting_day: date | None = None,
    name: str = "",
) -> Election:
    """Create an election on a region with the stages of a ruleset, whose exact text it keeps.

    voting_day: that of the ruleset unless given. name: the ruleset's title with the region unless given.
    Raises UnknownRuleset, RulesetFaults, BadSlug, SlugTaken, VotingDayNeeded, WrongRound.
    """
    require(actor, Verb.ELECTION_CHANGE, Place(region.code))
    file = by_name(ruleset)
    rules = parse(file.text)
    if rules.kind == "repeat":
        raise WrongRound(rules.name, repeat=True)
    day = voting_day or voting_day_of(rules)
    if day is None:
        raise VotingDayNeeded
    check_slug(slug)
    election = Election.objects.create(
        slug=slug,
        name=_clean_name(name or f"{rules.title} {region.name}"),
        region=region,
        voting_day=day,
        ruleset=kept_text(file),
    )
    record(actor, "election.create", election, before=None, after=election.as_fact(), now=now)
    stages = Stage.objects.bulk_create(new_stages(election, rules))
    record_bulk(actor, "election.create", [created(stage) for stage in stages], label=election.name, now=now)
    election_founded.send(Election, election=election, actor=actor, now=now)
    return election


@action("election.change")
def change_election(
    *, actor: Actor, election: Election, now: datetime, name: str | None = None, voting_day: date | None = None
) -> Election:
    """Change the name or the voting day; what is None stays.

    With the voting day move the stages whose dates the desk has not set itself. Raises ElectionClosed.
    """
    require(actor, Verb.ELECTION_CHANGE, election.place)
    election = _lock(election)
    before, old_day = election.as_fact(), election.voting_day
    if name is not None:
        election.name = _clean_name(name)
    if voting_day is not None:
        election.voting_day = voting_day
    if election.as_fact() == before:
        nothing_changed()
        return election
    election.save(update_fields=["name", "voting_day"])
    record(actor, "election.change", election, before=before, after=election.as_fact(), now=now)
    if election.voting_day != old_day and election.ruleset.toml:
        rules = parse(election.ruleset.toml)
        changes = restage(election, old=rules, old_day=old_day, new=rules, stages=_stages(election))
        if changes:
            record_bulk(actor, "election.change", changes, label=election.name, now=now)
    return election


@action("election.close")
def close_election(*, actor: Actor, election: Election, now: datetime, reason: str = "") -> Election:
    """Close the election: nothing of it can be changed until it is opened again. Raises ElectionClosed."""
    require(actor, Verb.ELECTION_CHANGE, election.place)
    election = _lock(election)
    before = election.as_fact()
    election.closed_at = now
    election.save(update_fields=["closed_at"])
    record(actor, "election.close", election, before=before, after=election.as_fact(), now=now, reason=reason.strip())
    return election


@action("election.reopen")
def reopen_election(*, actor: Actor, election: Election, now: datetime, reason: str) -> Election:
    """Open a closed election again; the reason goes on record. Raises ReasonNeeded."""
    require(actor, Verb.ELECTION_CHANGE, election.place)
    if not reason.strip():
        raise ReasonNeeded
    election = _lock(election, closed_too=True)
    if not election.closed:
        nothing_changed()
        return election
    before = election.as_fact()
    election.closed_at = None
    election.save(update_fields=["closed_at"])
    record(actor, "election.reopen", election, before=before, after=election.as_fact(), now=now, reason=reason.strip())
    return election


@action("election.remove")
def remove_election(*, actor: Actor, election: Election, now: datetime, reason: str = "") -> None:
    """Remove an election that was created by mistake: only while it has no station and nothing hangs on it.

    Raises ElectionClosed, ElectionHasStations, ElectionInUse.
    """
    require(actor, Verb.ELECTION_CHANGE, election.place)
    election = _lock(election)
    if count := election.stations.count():
        raise ElectionHasStations(count)
    election_leaving.send(Election, election=election, actor=actor, now=now)
    stages = [
        Change(stage.fact_type, stage.fact_key, stage.fact_region, stage.as_fact(), None) for stage in _stages(election)
    ]
    record(actor, "election.remove", election, before=election.as_fact(), after=None, now=now, reason=reason.strip())
    if stages:
        record_bulk(actor, "election.remove", stages, label=election.name, now=now)
    try:
        election.delete()
    except ProtectedError:
        raise ElectionInUse from None


@action("election.upgrade_ruleset")
def upgrade_ruleset(*, actor: Actor, election: Election, digest: str, now: datetime) -> Election:
    """Move the election to the present text of its ruleset.

    digest: that of the text whose differences the actor has seen; another text by now is Refused.
    Stages come along as in ``restage``. Raises ElectionClosed, UnknownRuleset, RulesetFaults.
    """
    require(actor, Verb.ELECTION_CHANGE, election.place)
    election = _lock(election)
    file = by_name(election.ruleset.name)
    if file.digest != digest:
        raise Refused
    if file.digest == election.ruleset_id:
        nothing_changed()
        return election
    old, new = parse(election.ruleset.toml), parse(file.text)
    before = election.as_fact()
    election.ruleset = kept_text(file)
    election.save(update_fields=["ruleset"])
    record(actor, "election.upgrade_ruleset", election, before=before, after=election.as_fact(), now=now)
    changes = restage(election, old=old, old_day=election.voting_day, new=new, stages=_stages(election))
    if changes:
        record_bulk(actor, "election.upgrade_ruleset", changes, label=election.name, now=now)
    return election


def _lock(election: Election, *, closed_too: bool = False) -> Election:
    """The election as it is now, held until the action ends."""
    found = (
        Election.objects.select_for_update(of=("self",))
        .select_related("region", "ruleset")
        .filter(pk=election.pk)
        .first()
    )
    if found is None:
        raise Refused
    if found.closed and not closed_too:
        raise ElectionClosed(found.name)
    return found


def _stages(election: Election) -> list[Stage]:
    return list(
        Stage.objects.select_for_update(of=("self",)).select_related("election__region").filter(election=election)
    )


def _clean_name(name: str) -> str:
    clean = " ".join(name.split())
    if not clean:
        raise NameNeeded
    return clean[:160]
