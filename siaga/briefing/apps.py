from django.apps import AppConfig


class BriefingConfig(AppConfig):
    name = "siaga.briefing"
    label = "briefing"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Dokumen"
