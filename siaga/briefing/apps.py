from django.apps import AppConfig


class BriefingConfig(AppConfig):
    name = "siaga.briefing"
    label = "briefing"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Dokumen"

    def ready(self) -> None:
        from siaga.briefing.letters.by_mail import letter_for_mail  # models are there only now
        from siaga.rakor.mailing import offer_letter

        offer_letter(letter_for_mail)
