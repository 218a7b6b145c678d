"""What the domain refuses, in a sentence that a page shows where it happened."""

from __future__ import annotations

from trajectoires.private_links.revisions import LinkExpiredError


class RefusedError(Exception):
    """Nothing was written. The message is French, says why and what to do."""


class SessionExpiredError(LinkExpiredError):
    """The link is right and the session has expired."""


ENDED = "La séance est terminée. Elle ne reçoit plus rien."
CLOSED = "La question est close. Votre réponse n’a pas été enregistrée."
