from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Warning, register


class KitConfig(AppConfig):
    name = "siaga.kit"
    label = "kit"
    verbose_name = "Komponen halaman"

    def ready(self) -> None:
        register(bundle_is_built)


def bundle_is_built(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Pages cannot be drawn without the front-end bundle; say so at start, with the command that makes it."""
    from siaga.kit.assets import BUILT

    if settings.SIAGA_MODE == "test" or (BUILT / "manifest.json").exists():
        return []
    return [
        Warning(
            "The front-end bundle is not built: no page can be drawn.",
            hint="Run: make frontend (or: cd frontend && npm ci && npm run build).",
            id="kit.W001",
        )
    ]
