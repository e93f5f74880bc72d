"""Repeat rounds: the stations that vote again (PSU), later (PSS) or on (PSL), as an election of their own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from siaga.access import Actor, Place, Verb, require
from siaga.elections.errors import NoStationsChosen, NotInFirstRound, RepeatTooEarly, WrongRound
from siaga.elections.founding import check_slug, kept_text
from siaga.elections.models import Election, PollingStation, RepeatKind, Stage
from siaga.elections.restaging import created, new_stages
from siaga.elections.rulesets import by_name, parse
from siaga.elections.signals import election_founded
from siaga.ledger.recording import Change, action, record, record_bulk
from siaga.wilayah.models import Region


@action("election.repeat")
def create_repeat_round(
    *,
    actor: Actor,
    first: Election,
    kind: RepeatKind,
    slug: str,
    voting_day: date,
    codes: Sequence[str],
    now: datetime,
    ruleset: str = "",
    name: str = "",
    basis: str = "",
) -> Election:
    """Make a repeat round of the chosen TPS; the first round stays as it is.

    Its stations are copies that name their predecessor. codes: TPS codes of the first round. ruleset: that for
    repeat rounds of the same regime unless given. The round lies on the region of the first one, or on the regency
    of the chosen TPS where the first one is wider. basis: the recommendation or ruling behind it.
    Raises NoStationsChosen, NotInFirstRound, RepeatTooEarly, WrongRound, BadSlug, SlugTaken.
    """
    chosen = sorted(set(codes))
    region = _region(first, chosen)
    require(actor, Verb.ELECTION_CHANGE, Place(region.code))
    if not chosen:
        raise NoStationsChosen
    if voting_day <= first.voting_day:
        raise RepeatTooEarly(first.voting_day)
    stations = list(PollingStation.objects.filter(election=first, code__in=chosen).order_by("code"))
    for station in stations:
        require(actor, Verb.STATION_CHANGE, station.place)
    if missing := sorted(set(chosen) - {station.code for station in stations}):
        raise NotInFirstRound(missing)
    regime = parse(first.ruleset.toml).regime
    file = by_name(ruleset or f"psu-{regime}")
    rules = parse(file.text)
    if rules.kind != "repeat" or rules.regime != regime:
        raise WrongRound(rules.name, repeat=False)
    check_slug(slug)
    election = Election.objects.create(
        slug=slug,
        name=" ".join(name.split())[:160] or f"{kind.value.upper()} {first.name}"[:160],
        region=region,
        voting_day=voting_day,
        ruleset=kept_text(file),
        first_round=first,
        repeat_kind=kind,
        basis=" ".join(basis.split())[:300],
    )
    record(actor, "election.repeat", election, before=None, after=election.as_fact(), now=now)
    stages = Stage.objects.bulk_create(new_stages(election, rules))
    copies = PollingStation.objects.bulk_create([_copy(station, election) for station in stations], batch_size=500)
    changes = [created(stage) for stage in stages]
    changes += [Change(one.fact_type, one.fact_key, one.fact_region, None, one.as_fact()) for one in copies]
    record_bulk(actor, "election.repeat", changes, label=election.name, now=now)
    election_founded.send(Election, election=election, actor=actor, now=now)
    return election


def _region(first: Election, codes: Sequence[str]) -> Region:
    regencies = {code[:5] for code in codes}
    if len(first.region.code) < 5 and len(regencies) == 1:
        return Region.objects.filter(code=regencies.pop()).first() or first.region
    return first.region


def _copy(station: PollingStation, election: Election) -> PollingStation:
    return PollingStation(
        election=election,
        predecessor=station,
        village_id=station.village_id,
        code=station.code,
        number=station.number,
        province_code=station.province_code,
        regency_code=station.regency_code,
        district_code=station.district_code,
        village_code=station.village_code,
        voters_male=station.voters_male,
        voters_female=station.voters_female,
        voters_total=station.voters_total,
        lat=station.lat,
        lon=station.lon,
        estimated=station.estimated,
        address=station.address,
    )
