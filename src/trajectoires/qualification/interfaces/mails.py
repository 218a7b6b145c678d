"""The only e-mail of the capability: the link, sent to oneself."""

from __future__ import annotations

from trajectoires.config.self_mail import send_link, until_words
from trajectoires.qualification.models import Dossier

SUBJECT = "Votre lien vers votre modèle socio-économique"


def mail_link(*, address: str, edit_url: str, dossier: Dossier) -> None:
    """Send the link. Raises the backend's own errors (``OSError``, ``SMTPException``)."""
    until = until_words(
        dossier.expires_at,
        kept="Ce dossier est gardé jusqu’à ce que vous l’effaciez.",
        expiring="Ce lien expire le {}, sauf si vous gardez le dossier.",
    )
    words = "Voici le lien de votre dossier. Il en est la clé\u00a0: qui l’a peut le lire et le modifier."
    send_link(address=address, subject=SUBJECT, words=words, url=edit_url, until=until)
