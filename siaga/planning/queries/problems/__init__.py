"""From what the desk knows to a distribution problem of the engine, with every assumption that it took."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from siaga.access import Actor, Verb, require
from siaga.elections.models import Election
from siaga.elections.queries import ruleset_of
from siaga.engines.distribution.problem import Problem as Distribution
from siaga.planning.assumptions import Assumption
from siaga.planning.errors import NothingToPlan
from siaga.planning.importing.matrix import MatrixLine
from siaga.planning.models import PlanKind, Vehicle, plan_place
from siaga.planning.options import Options
from siaga.planning.queries.loads import loads_of
from siaga.planning.queries.problems.hubs import Hubs
from siaga.planning.queries.problems.matrix import kept_lines, rows_of
from siaga.planning.queries.problems.notes import Notes
from siaga.planning.queries.problems.places import Places
from siaga.planning.queries.problems.stops import stops_of
from siaga.planning.queries.problems.travel import estimates_of, rules_of
from siaga.planning.queries.problems.vehicles import vehicles_of
from siaga.wilayah.models import Level, Region


@dataclass(slots=True)
class Inputs:
    """What a plan is computed from. estimated: ids of places whose position is only estimated."""

    problem: Distribution
    options: Options
    assumptions: list[Assumption] = field(default_factory=list)
    estimated: set[str] = field(default_factory=set)


def default_options(election: Election) -> Options:
    """What the form starts with: everything is there on the day that the ruleset says."""
    last = next((hop.deadline_offset for hop in ruleset_of(election).hops if hop.key == "tps"), None)
    last = -1 if last is None else last
    return Options(first_day=last - 6, last_day=last)


def problem_of(
    actor: Actor,
    election: Election,
    region: Region,
    options: Options,
    *,
    vehicles: Sequence[Vehicle] | None = None,
    matrix: Sequence[MatrixLine] | None = None,
) -> Inputs:
    """The problem of a regency. vehicles, matrix: instead of those that are kept.

    Raises Refused, BadOption, NothingToPlan.
    """
    require(actor, Verb.PLAN_VIEW, plan_place(PlanKind.DISTRIBUTION, region.code))
    options.check()
    if region.level != Level.REGENCY:
        raise NothingToPlan(_("Rencana distribusi dibuat per kabupaten/kota."), _("Pilih kabupaten/kotanya."))
    if vehicles is None:
        vehicles = list(Vehicle.objects.filter(election=election, region=region).order_by("vehicle_id"))
    if not vehicles:
        raise NothingToPlan(
            _("Belum ada kendaraan untuk %(region)s.") % {"region": region.title},
            _("Impor atau tambahkan kendaraan lebih dulu."),
        )
    loads = loads_of(election, region)
    if not loads.stations:
        raise NothingToPlan(
            _("%(region)s belum punya TPS pada pemilihan ini.") % {"region": region.title}, _("Impor TPS lebih dulu.")
        )
    return _built(Places(election, region, loads, Notes()), options, vehicles, matrix)


def _built(places: Places, options: Options, vehicles: Sequence[Vehicle], lines: Sequence[MatrixLine] | None) -> Inputs:
    notes = places.notes
    hubs = Hubs(places, options, vehicles)
    stops = stops_of(places, options)
    if not stops:
        raise NothingToPlan(_("Semua kotak sudah keluar dari gudang."), _("Tidak ada lagi yang perlu direncanakan."))
    classes = vehicles_of(vehicles, hubs, notes)
    stops = [replace(stop, hub=hubs.hub_of(stop.id, stop.group, (stop.lat, stop.lon))) for stop in stops]
    hubs.supply()
    used = hubs.used(stops, classes)
    known = {hub for hub in hubs.all if hub in used} | {stop.id for stop in stops}
    if lines is None:
        lines = kept_lines(places.election, places.region)
    problem = Distribution(
        hubs=tuple(hub for hub in hubs.all.values() if hub.id in used),
        sites=tuple(stops),
        vehicles=tuple(classes),
        rules=rules_of(options),
        matrix=tuple(rows_of(lines, known, hubs.aliases, notes)),
        estimates=estimates_of(options),
    )
    notes.tell(places.election, places.loads, options)
    return Inputs(problem, options, notes.assumptions, notes.estimated & known)
