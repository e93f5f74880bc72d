"""The content security policy of a page: one for all, and a wider one for the few pages that show a form to fill."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponseBase

View = Callable[..., HttpResponseBase]

_POLICY = {
    "default-src": "'self'",
    "script-src": "'self'",
    "style-src": "'self'",
    "style-src-attr": "'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "worker-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}
_FORM = _POLICY | {
    # The renderer's XPath reader is WebAssembly; this allows compiling it, and no eval of script.
    "script-src": "'self' 'wasm-unsafe-eval'",
    # It writes its style sheets into the page as it goes; scripts stay as strict as everywhere.
    "style-src": "'self' 'unsafe-inline'",
}


_SCANNER = _POLICY | {
    # The reader of codes is WebAssembly, from our own files.
    "script-src": "'self' 'wasm-unsafe-eval'",
}


def _written(policy: dict[str, str]) -> str:
    return "; ".join(f"{directive} {sources}" for directive, sources in policy.items())


POLICY = _written(_POLICY)
"""Scripts from this host alone, nothing inline; nothing is loaded from anywhere else."""
FORM_POLICY = _written(_FORM)
"""The same for a page with ``{% asset "webform" %}`` (docs/filling.md says why each exception is needed)."""


SCANNER_POLICY = _written(_SCANNER)
"""The same for a page with ``{% asset "scanner" %}``."""


def shows_form(view: View) -> View:
    """For a view whose page mounts the form renderer; put it below the guard."""
    return _under(FORM_POLICY, view)


def shows_scanner(view: View) -> View:
    """For a view whose page reads codes with the camera; put it below the guard."""
    return _under(SCANNER_POLICY, view)


def _under(policy: str, view: View) -> View:
    @functools.wraps(view)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        response.headers["Content-Security-Policy"] = policy
        return response

    return inner
