"""Fields of our forms: times of day as minutes, days as H-n."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from siaga.planning.words import clock_plain, minutes_of


class ClockField(forms.Field):
    """A time of day; its value is minutes after midnight, or None where empty."""

    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")

    def prepare_value(self, value: Any) -> Any:
        return clock_plain(value) if isinstance(value, int) and value < 1440 else "" if value in (None, 1440) else value

    def to_python(self, value: Any) -> int | None:
        if value in self.empty_values:
            return None
        minutes = minutes_of(str(value))
        if minutes is None:
            raise forms.ValidationError(_("Jam tidak dikenal. Tulis seperti 06:00."))
        return minutes


class ClocksField(forms.CharField):
    """Several times of day: ``06:00; 14:00``."""

    def prepare_value(self, value: Any) -> Any:
        return "; ".join(clock_plain(one) for one in value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        found = set()
        for part in str(value or "").replace(",", ";").split(";"):
            if not part.strip():
                continue
            minutes = minutes_of(part)
            if minutes is None:
                raise forms.ValidationError(_("Jam tidak dikenal. Tulis seperti 06:00; 14:00."))
            found.add(minutes)
        return sorted(found)
