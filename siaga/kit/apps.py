from django.apps import AppConfig


class KitConfig(AppConfig):
    name = "siaga.kit"
    label = "kit"
    verbose_name = "Komponen halaman"
