"""The mails of the capability: an invitation, a share. Plain text, whole in themselves."""

from __future__ import annotations

from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.timezone import localtime

from trajectoires.organisations.domain.holding import kind_label
from trajectoires.organisations.domain.members import Invited
from trajectoires.organisations.domain.sharing import Shared
from trajectoires.organisations.enums import Role


def mail_invitation(*, address: str, invited: Invited, url: str) -> None:
    """Raises the backend's own errors (``OSError``, ``SMTPException``)."""
    context = {
        "name": invited.invitation.organisation.name,
        "role": Role(invited.invitation.role).label.lower(),
        "url": url,
        "until": date_format(localtime(invited.invitation.expires_at), "j F Y"),
    }
    body = render_to_string("organisations/mails/invitation.txt", context)
    EmailMessage(subject="Une invitation dans un espace de Trajectoires", body=body, to=[address]).send()


def mail_share(*, address: str, shared: Shared, url: str) -> None:
    """Raises the backend's own errors (``OSError``, ``SMTPException``)."""
    context = {
        "name": shared.share.organisation.name,
        "kinds": [kind_label(kind) for kind in shared.share.kinds],
        "url": url,
        "until": date_format(localtime(shared.share.until), "j F Y"),
    }
    body = render_to_string("organisations/mails/share.txt", context)
    EmailMessage(subject="Un partage sur Trajectoires", body=body, to=[address]).send()
