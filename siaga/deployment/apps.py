from django.apps import AppConfig


class DeploymentConfig(AppConfig):
    name = "siaga.deployment"
    label = "deployment"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Pengamanan"
