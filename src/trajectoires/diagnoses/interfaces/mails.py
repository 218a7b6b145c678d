"""The only e-mails of the capability: a link, sent to oneself."""

from __future__ import annotations

from trajectoires.config.self_mail import send_link, until_words
from trajectoires.diagnoses.models import Diagnosis

SUBJECT = "Votre lien vers votre diagnostic"
VOICE_SUBJECT = "Votre lien pour donner votre avis"


def mail_link(*, address: str, edit_url: str, diagnosis: Diagnosis) -> None:
    """Send the link. Raises the backend's own errors (``OSError``, ``SMTPException``)."""
    until = until_words(
        diagnosis.expires_at,
        kept="Ce diagnostic est gardé jusqu’à ce que vous l’effaciez.",
        expiring="Ce lien expire le {}, sauf si vous gardez le diagnostic.",
    )
    words = "Voici le lien de votre diagnostic. Il en est la clé\u00a0: qui l’a peut le lire et le modifier."
    send_link(address=address, subject=SUBJECT, words=words, url=edit_url, until=until)


def mail_voice(*, address: str, url: str, diagnosis: Diagnosis) -> None:
    """Send the link of one person who answers apart, to that person. Raises the backend's own errors."""
    until = until_words(
        diagnosis.expires_at,
        kept="Vos réponses restent derrière ce lien tant que vous ne les retirez pas.",
        expiring="Ce lien expire le {}.",
    )
    words = (
        "Voici le lien de votre avis. Vous pouvez reprendre sur un autre appareil, relire et changer vos "
        "réponses jusqu’à la clôture, ou les retirer. Il n’est qu’à vous\u00a0: ne le transmettez pas."
    )
    send_link(address=address, subject=VOICE_SUBJECT, words=words, url=url, until=until)
