"""Forms of the own account. allauth's forms keep their checks and get our words."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as account_forms
from allauth.mfa.base import forms as mfa_forms
from allauth.mfa.totp import forms as totp_forms
from django import forms
from django.utils.translation import gettext_lazy as _

from siaga.kit.forms import Form

PASSWORD_HELP = _("Paling sedikit 10 huruf. Beberapa kata yang mudah Anda ingat lebih kuat daripada satu kata rumit.")


class LoginForm(account_forms.LoginForm):
    """Username and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "login", _("Nama pengguna"))
        self.fields["login"].widget.attrs.update({"autocapitalize": "none", "autofocus": True})
        _say(self, "password", _("Sandi"))


class ChangePasswordForm(account_forms.ChangePasswordForm):
    """The present password, and the new one twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "oldpassword", _("Sandi yang sekarang"))
        _say(self, "password1", _("Sandi baru"), PASSWORD_HELP)
        _say(self, "password2", _("Sandi baru, sekali lagi"))

    def clean(self) -> Any:
        return _same(super(account_forms.PasswordVerificationMixin, self).clean(), self)


class SetPasswordForm(account_forms.SetPasswordForm):
    """A first password for an account that has none."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "password1", _("Sandi"), PASSWORD_HELP)
        _say(self, "password2", _("Sandi, sekali lagi"))

    def clean(self) -> Any:
        return _same(super(account_forms.PasswordVerificationMixin, self).clean(), self)


class ReauthenticateForm(account_forms.ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "password", _("Sandi"))


class CodeForm(mfa_forms.AuthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _code(self, _("Enam angka dari aplikasi autentikator, atau satu kode pemulihan."))


class CodeAgainForm(mfa_forms.ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _code(self, _("Enam angka dari aplikasi autentikator, atau satu kode pemulihan."))


class EnrolForm(totp_forms.ActivateTOTPForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _code(self, _("Enam angka yang sekarang tampil di aplikasi."))


def _say(form: forms.Form, name: str, label: Any, help_text: Any = "") -> None:
    field = form.fields[name]
    field.label, field.help_text = label, help_text
    field.widget.attrs.pop("placeholder", None)


def _code(form: forms.Form, help_text: Any) -> None:
    _say(form, "code", _("Kode"), help_text)
    form.fields["code"].widget.attrs.update({"inputmode": "numeric", "autofocus": True, "autocapitalize": "none"})


def _same(cleaned: Any, form: forms.Form) -> Any:
    first, second = form.cleaned_data.get("password1"), form.cleaned_data.get("password2")
    if first and second and first != second:
        form.add_error("password2", _("Kedua sandi tidak sama. Ketik ulang."))
    return cleaned


class NewPasswordForm(Form):
    """A password twice; the action judges its strength."""

    password = forms.CharField(
        label=_("Sandi"),
        help_text=PASSWORD_HELP,
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("Sandi, sekali lagi"), strip=False, widget=forms.PasswordInput({"autocomplete": "new-password"})
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("password") and cleaned.get("again") and cleaned["password"] != cleaned["again"]:
            self.add_error("again", _("Kedua sandi tidak sama. Ketik ulang."))
        return cleaned


class AcceptForm(NewPasswordForm):
    """What somebody with an invitation fills in."""

    name = forms.CharField(label=_("Nama lengkap"), max_length=160, help_text=_("Perbaiki bila salah tulis."))
    field_order = ("name", "password", "again")


class FirstAdministratorForm(NewPasswordForm):
    """The very first account."""

    code = forms.CharField(
        label=_("Kode penyiapan"),
        help_text=_("Tiga kelompok huruf dan angka yang dicetak oleh peladen saat dinyalakan, seperti K7QF-2M9X-PTRW."),
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "characters", "autofocus": True}),
    )
    name = forms.CharField(label=_("Nama lengkap Anda"), max_length=160)
    username = forms.CharField(
        label=_("Nama pengguna"),
        max_length=40,
        help_text=_("Huruf kecil, angka, titik atau tanda hubung. Dipakai untuk masuk."),
        widget=forms.TextInput({"autocomplete": "username", "autocapitalize": "none"}),
    )
    field_order = ("code", "name", "username", "password", "again")


class ProfileForm(Form):
    name = forms.CharField(label=_("Nama lengkap"), max_length=160)
    email = forms.EmailField(
        label=_("Alamat surel"),
        required=False,
        help_text=_("Hanya untuk tautan sandi. Tidak ditampilkan kepada orang lain."),
    )


class TokenForm(Form):
    name = forms.CharField(
        label=_("Keperluan"),
        max_length=80,
        help_text=_("Program atau orang yang akan memakainya, misalnya “dasbor Kominfo”."),
    )
    days = forms.TypedChoiceField(
        label=_("Berlaku selama"),
        coerce=int,
        choices=[(30, _("30 hari")), (90, _("90 hari")), (180, _("180 hari")), (365, _("satu tahun"))],
        initial=90,
    )


class ForgottenForm(Form):
    username = forms.CharField(
        label=_("Nama pengguna"), max_length=150, widget=forms.TextInput({"autocapitalize": "none", "autofocus": True})
    )
