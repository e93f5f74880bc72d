from django.apps import AppConfig


class PaperConfig(AppConfig):
    name = "siaga.paper"
    label = "paper"
    verbose_name = "Kertas"
