"""Road data for travel times: built once from an OpenStreetMap extract, used by every plan after."""

from __future__ import annotations

import importlib.util
import logging
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from siaga.engines.distribution import roads
from siaga.engines.distribution.problem import Problem
from siaga.planning.errors import RoadsNeedNewerPython

NEEDED = (3, 12)
log = logging.getLogger(__name__)


def roads_folder() -> Path:
    return Path(settings.HOME) / "roads"


def engine_is_here() -> bool:
    return sys.version_info >= NEEDED and importlib.util.find_spec("valhalla") is not None


def roads_are_ready() -> bool:
    """Whether plans can ask the road engine: it is installed, and tiles were built."""
    return (roads_folder() / "valhalla.json").is_file() and engine_is_here()


def build_roads(file: Path) -> dict[str, Any]:
    """Make the tiles. Raises RoadsNeedNewerPython where the road engine cannot run, or did not."""
    if not engine_is_here():
        raise RoadsNeedNewerPython(
            _("Data jalan memerlukan Python 3.12 atau lebih baru dengan paket pyvalhalla; di sini Python %(version)s.")
            % {"version": ".".join(map(str, sys.version_info[:2]))},
            _("Rencana tetap dapat dihitung: waktu tempuhnya dari tabel kelas jalan, dan itu disebut."),
        )
    folder = roads_folder()
    folder.mkdir(parents=True, exist_ok=True)
    try:
        roads.build(file, folder)
    except roads.RoadsUnavailable as error:
        raise RoadsNeedNewerPython(
            _("Data jalan tidak dapat dibuat: %(why)s.") % {"why": str(error)[:300]},
            _("Periksa berkas .osm.pbf dan ruang disk, lalu ulangi."),
        ) from error
    return {"folder": str(folder), "source": file.name}


def with_roads(problem: Problem) -> Problem:
    """The problem with what the road engine knows; as it is where that cannot be asked."""
    if not roads_are_ready():
        return problem
    try:
        return roads.with_roads(problem, roads.opened(roads_folder() / "valhalla.json"))
    except roads.RoadsUnavailable:
        log.warning("the road engine did not answer; the plan uses the class table")
        return problem
