"""What rooms above know of regions (polling stations, voters), shown on the region's page.

Regions stand below elections, so the pages here ask nobody: the web layer registers a provider.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from siaga.wilayah.models import Region


@dataclass(frozen=True, slots=True)
class Tally:
    """Polling stations of a region in the election that the page is about.

    voters: sum over the stations where the count is known; None where it is known of none. unknown: stations without.
    """

    stations: int = 0
    voters: int | None = None
    unknown: int = 0


@dataclass(frozen=True, slots=True)
class Figures:
    """about: the election's name. own: the region itself. children: by code. address: the list of the stations."""

    about: str = ""
    own: Tally = Tally()
    children: Mapping[str, Tally] = field(default_factory=dict)
    address: str = ""


NONE = Figures()
Provider = Callable[[Any, Region], Figures]
"""Takes the request and the region."""
_providers: list[Provider] = []


def register_figures(provider: Provider) -> None:
    """Called once by the layer that knows elections."""
    _providers[:] = [provider]


def figures_of(request: Any, region: Region) -> Figures:
    """The figures of a region and its children; none where nobody provides them."""
    return _providers[0](request, region) if _providers else NONE
