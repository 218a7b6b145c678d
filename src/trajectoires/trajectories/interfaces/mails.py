"""The only e-mail of the capability: the link, sent to oneself."""

from __future__ import annotations

from django.core.mail import EmailMessage
from django.utils.formats import date_format
from django.utils.timezone import localtime

from trajectoires.trajectories.models import Trajectory

SUBJECT = "Votre lien vers votre trajectoire"


def mail_link(*, address: str, edit_url: str, trajectory: Trajectory) -> None:
    """Send the link. Nothing that the user typed is in it, so that it cannot carry someone else's message.

    Raises the backend's own errors (``OSError``, ``SMTPException``).
    """
    if trajectory.expires_at is None:
        until = "Cette trajectoire est gardée jusqu’à ce que vous l’effaciez."
    else:
        last_day = date_format(localtime(trajectory.expires_at), "j F Y")
        until = f"Ce lien expire le {last_day}, sauf si vous gardez la trajectoire."
    body = (
        "Bonjour,\n\n"
        "Voici le lien de votre trajectoire. Il en est la clé\u00a0: qui l’a peut la lire et la modifier.\n\n"
        f"{edit_url}\n\n"
        f"{until}\n\n"
        "Si vous n’avez rien demandé, effacez ce message\u00a0: votre adresse n’a pas été gardée.\n"
    )
    EmailMessage(subject=SUBJECT, body=body, to=[address]).send()
