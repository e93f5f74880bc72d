from django.apps import AppConfig


class ContingencyConfig(AppConfig):
    name = "siaga.contingency"
    label = "contingency"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Keadaan darurat"
