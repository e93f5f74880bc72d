"""What the frame (``base.html``) needs on every page."""

from typing import Any

from django.http import HttpRequest


def frame(request: HttpRequest) -> dict[str, Any]:
    return {"actor": getattr(request, "actor", None)}
