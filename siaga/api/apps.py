from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "siaga.api"
    label = "api"
    verbose_name = "API"
