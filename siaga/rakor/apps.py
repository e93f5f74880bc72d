from django.apps import AppConfig


class RakorConfig(AppConfig):
    name = "siaga.rakor"
    label = "rakor"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Rakor"
