from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "siaga.intake"
    label = "intake"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Impor"
