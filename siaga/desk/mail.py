"""Sending a one-time link by e-mail, where the installation has a mail server."""

from __future__ import annotations

import logging
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.utils.translation import gettext as _

from siaga.desk.models import Account

logger = logging.getLogger("siaga.mail")


def mail_link(account: Account, text: str) -> bool:
    """Send the text to the account's address; False where that is not possible. The address is never logged."""
    if not settings.EMAIL_HOST or not account.email:
        return False
    try:
        send_mail(_("Tautan masuk Siaga"), text, None, [account.email])
    except (SMTPException, OSError) as error:
        logger.warning("mail to account %s not sent: %s", account.pk, type(error).__name__)
        return False
    return True
