from django.apps import AppConfig


class LogisticsConfig(AppConfig):
    name = "siaga.logistics"
    label = "logistics"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Logistik"

    def ready(self) -> None:
        from siaga.logistics.photos import photos_among
        from siaga.reporting.attachments.storage import NAMED_ELSEWHERE

        if photos_among not in NAMED_ELSEWHERE:
            NAMED_ELSEWHERE.append(photos_among)
