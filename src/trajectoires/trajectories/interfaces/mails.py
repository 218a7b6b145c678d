"""The only e-mail of the capability: the link, sent to oneself."""

from __future__ import annotations

from trajectoires.config.self_mail import send_link, until_words
from trajectoires.trajectories.models import Trajectory

SUBJECT = "Votre lien vers votre trajectoire"


def mail_link(*, address: str, edit_url: str, trajectory: Trajectory) -> None:
    """Send the link. Raises the backend's own errors (``OSError``, ``SMTPException``)."""
    until = until_words(
        trajectory.expires_at,
        kept="Cette trajectoire est gardée jusqu’à ce que vous l’effaciez.",
        expiring="Ce lien expire le {}, sauf si vous gardez la trajectoire.",
    )
    words = "Voici le lien de votre trajectoire. Il en est la clé\u00a0: qui l’a peut la lire et la modifier."
    send_link(address=address, subject=SUBJECT, words=words, url=edit_url, until=until)
