from django.apps import AppConfig


class KerawananConfig(AppConfig):
    name = "siaga.kerawanan"
    label = "kerawanan"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Kerawanan"
