"""What a problem had to assume, noted while it is put together."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext as _

from siaga.elections.models import Election
from siaga.planning.assumptions import Assumption, about
from siaga.planning.options import Options
from siaga.planning.queries.loads import Loads
from siaga.planning.queries.problems.travel import RAIN
from siaga.planning.roads import roads_are_ready
from siaga.planning.words import clock_text, day_mark, hours_text

WINDOW = (360, 1080)
"""When a place without hours of its own takes boxes in."""


class Notes:
    """Assumptions, and by key the names of what they are about. estimated: ids of places at an estimated position."""

    def __init__(self) -> None:
        self.assumptions: list[Assumption] = []
        self.estimated: set[str] = set()
        self._names: dict[str, list[str]] = {}

    def note(self, key: str, name: str) -> None:
        noted = self._names.setdefault(key, [])
        if name not in noted:
            noted.append(name)

    def tell(self, election: Election, loads: Loads, options: Options) -> None:
        """What follows from the whole: boxes, hours, roads, season, days."""
        if loads.counted:
            self.assumptions.append(Assumption("boxes_ruleset", loads.counted, value=str(loads.per_station)))
        if loads.left:
            self.assumptions.append(Assumption("boxes_left", loads.left))
        if loads.unweighed:
            self.assumptions.append(Assumption("kg", loads.unweighed, value=f"{options.box_kg:g}".replace(".", ",")))
        values = {
            "access": _("aspal"),
            "windows": hours_text(*WINDOW),
            "service": _("10 menit ditambah setengah menit per kotak"),
        }
        for key, names in self._names.items():
            self.assumptions += about(key, names, values.get(key, ""))
        if not roads_are_ready():
            self.assumptions.append(Assumption("no_roads"))
        if options.season == "hujan":
            factors = sorted(RAIN.values())
            self.assumptions.append(Assumption("rain", value=f"{factors[0]:g}–{factors[-1]:g}".replace(".", ",")))
        day = election.voting_day + timedelta(days=options.last_day)
        self.assumptions.append(
            Assumption(
                "days", value=f"{day_mark(options.last_day)} ({day:%d/%m/%Y}) {clock_text(options.deadline_minute)}"
            )
        )
