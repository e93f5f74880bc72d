"""What the bundler built: hashed file names by entry, and the drawings of the icons."""

from __future__ import annotations

import functools
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.templatetags.static import static

BUILT = Path(__file__).parent.parent / "web" / "static" / "built"


class NotBuilt(RuntimeError):
    """The front-end bundle is missing: a fault of the installation, with the command that mends it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Addresses of one entry: its styles, its script, the scripts that it will ask for at once, its fonts."""

    script: str
    styles: tuple[str, ...]
    preload: tuple[str, ...]
    font: str = ""


def _read(name: str) -> dict[str, Any]:
    try:
        found: dict[str, Any] = json.loads((BUILT / name).read_text())
    except FileNotFoundError:
        raise NotBuilt(
            f"{BUILT / name} is missing: the front end has not been built. Run: make frontend "
            "(or: cd frontend && npm ci && npm run build)."
        ) from None
    return found


@functools.cache
def _manifest() -> dict[str, Any]:
    return _read("manifest.json")


@functools.cache
def _icons() -> dict[str, str]:
    return {name: str(drawing) for name, drawing in _read("icons.json").items()}


def forget() -> None:
    """Read again what is on disk (development and tests)."""
    _manifest.cache_clear()
    _icons.cache_clear()


def _fresh() -> None:
    if settings.DEBUG:
        forget()


def entry(name: str) -> Entry:
    """The built files of ``frontend/src/entries/<name>.ts``.

    Raises NotBuilt where there is no bundle, or no such entry in it. Under test, pages can be made without a bundle.
    """
    _fresh()
    try:
        manifest = _manifest()
    except NotBuilt:
        if settings.SIAGA_MODE == "test":
            return Entry(script=static(f"built/{name}.js"), styles=(), preload=())
        raise
    chunk = manifest.get(f"src/entries/{name}.ts")
    if chunk is None:
        raise NotBuilt(f"The bundle has no entry {name!r}: add frontend/src/entries/{name}.ts, then run make frontend.")
    chunks = [chunk, *(manifest[key] for key in _imports(manifest, chunk))]
    return Entry(
        script=static(f"built/{chunk['file']}"),
        styles=tuple(static(f"built/{file}") for part in chunks for file in part.get("css", ())),
        preload=tuple(static(f"built/{part['file']}") for part in chunks[1:]),
        font=next((static(f"built/{file}") for file in chunk.get("assets", ()) if "-latin-wght-normal" in file), ""),
    )


def _imports(manifest: dict[str, Any], chunk: dict[str, Any]) -> list[str]:
    """Keys of all chunks that are loaded together with this one, each once."""
    found: list[str] = []
    waiting = list(chunk.get("imports", ()))
    while waiting:
        key = waiting.pop()
        if key not in found:
            found.append(key)
            waiting.extend(manifest[key].get("imports", ()))
    return found


def icon_drawing(name: str) -> str:
    """The inside of the SVG of an icon. One that the bundle lacks is drawn as a dot: a page never fails for an icon."""
    _fresh()
    try:
        return _icons().get(name) or '<path d="M12 12m-3 0a3 3 0 1 0 6 0a3 3 0 1 0 -6 0"/>'
    except NotBuilt:
        if settings.SIAGA_MODE == "test":
            return ""
        raise
