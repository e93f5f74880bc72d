from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "siaga.web"
    label = "web"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Halaman"

    def ready(self) -> None:
        from siaga.web.accounts import events  # noqa: F401 its receivers join allauth's signals
        from siaga.web.region_figures import region_figures
        from siaga.wilayah.figures import register_figures

        register_figures(region_figures)
