from django.apps import AppConfig


class LogisticsConfig(AppConfig):
    name = "siaga.logistics"
    label = "logistics"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Logistik"
