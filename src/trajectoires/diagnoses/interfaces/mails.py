"""The only e-mails of the capability: a link, sent to oneself."""

from __future__ import annotations

from django.core.mail import EmailMessage
from django.utils.formats import date_format
from django.utils.timezone import localtime

from trajectoires.diagnoses.models import Diagnosis

SUBJECT = "Votre lien vers votre diagnostic"
VOICE_SUBJECT = "Votre lien pour donner votre avis"
GOODBYE = "Si vous n’avez rien demandé, effacez ce message\u00a0: votre adresse n’a pas été gardée.\n"


def mail_link(*, address: str, edit_url: str, diagnosis: Diagnosis) -> None:
    """Send the link. Nothing that the user typed is in it, so that it cannot carry someone else's message.

    Raises the backend's own errors (``OSError``, ``SMTPException``).
    """
    if diagnosis.expires_at is None:
        until = "Ce diagnostic est gardé jusqu’à ce que vous l’effaciez."
    else:
        last_day = date_format(localtime(diagnosis.expires_at), "j F Y")
        until = f"Ce lien expire le {last_day}, sauf si vous gardez le diagnostic."
    body = (
        "Bonjour,\n\n"
        "Voici le lien de votre diagnostic. Il en est la clé\u00a0: qui l’a peut le lire et le modifier.\n\n"
        f"{edit_url}\n\n"
        f"{until}\n\n"
        f"{GOODBYE}"
    )
    EmailMessage(subject=SUBJECT, body=body, to=[address]).send()


def mail_voice(*, address: str, url: str, diagnosis: Diagnosis) -> None:
    """Send the link of one person who answers apart, to that person. Raises the backend's own errors."""
    if diagnosis.expires_at is None:
        until = "Vos réponses restent derrière ce lien tant que vous ne les retirez pas."
    else:
        until = f"Ce lien expire le {date_format(localtime(diagnosis.expires_at), 'j F Y')}."
    body = (
        "Bonjour,\n\n"
        "Voici le lien de votre avis. Vous pouvez reprendre sur un autre appareil, relire et changer vos "
        "réponses jusqu’à la clôture, ou les retirer. Il n’est qu’à vous\u00a0: ne le transmettez pas.\n\n"
        f"{url}\n\n"
        f"{until}\n\n"
        f"{GOODBYE}"
    )
    EmailMessage(subject=VOICE_SUBJECT, body=body, to=[address]).send()
