"""Road data for travel times: built once from an OpenStreetMap extract, used by every plan after."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from siaga.planning.errors import RoadsNeedNewerPython

NEEDED = (3, 12)


def roads_folder() -> Path:
    return Path(settings.HOME) / "roads"


def build_roads(file: Path) -> dict[str, Any]:
    """Make the tiles. Raises RoadsNeedNewerPython where the road engine cannot run."""
    if sys.version_info < NEEDED or importlib.util.find_spec("valhalla") is None:
        raise RoadsNeedNewerPython(
            _("Data jalan memerlukan Python 3.12 atau lebih baru dengan paket pyvalhalla; di sini Python %(version)s.")
            % {"version": ".".join(map(str, sys.version_info[:2]))},
            _("Rencana tetap dapat dihitung: waktu tempuhnya dari tabel kelas jalan, dan itu disebut."),
        )
    from siaga.engines.distribution import roads  # type: ignore[attr-defined,unused-ignore]

    folder = roads_folder()
    folder.mkdir(parents=True, exist_ok=True)
    roads.build(file, folder)
    return {"folder": str(folder), "source": file.name}
