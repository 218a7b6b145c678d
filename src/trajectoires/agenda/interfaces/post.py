"""One connection to the mail server, and what its answers mean."""

from __future__ import annotations

import contextlib
import smtplib
from enum import Enum
from types import TracebackType

from django.core.mail import EmailMessage, get_connection


class Outcome(Enum):
    """What became of a mail."""

    SENT = "accepted by the server"
    REFUSED = "this address takes no mail, for good"
    LATER = "not now, or not this mail"
    DOWN = "the server is out of reach, or wants nothing from us"


class PostOffice:
    """A connection that stays open from one mail to the next, and is opened again after a failure."""

    def __init__(self) -> None:
        self.connection = get_connection()

    def __enter__(self) -> PostOffice:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close()

    def send(self, message: EmailMessage) -> Outcome:
        """Hand over one mail to one address."""
        try:
            self.connection.open()
            self.connection.send_messages([message])
        except smtplib.SMTPRecipientsRefused as error:
            return self._refused(error)
        except (smtplib.SMTPAuthenticationError, smtplib.SMTPSenderRefused, smtplib.SMTPConnectError):
            return self._failed(Outcome.DOWN)
        except (smtplib.SMTPDataError, smtplib.SMTPServerDisconnected):
            # The content is refused, or the line was cut in the middle of this mail: perhaps because of it.
            return self._failed(Outcome.LATER)
        except (smtplib.SMTPException, OSError):
            return self._failed(Outcome.DOWN)
        return Outcome.SENT

    def _refused(self, error: smtplib.SMTPRecipientsRefused) -> Outcome:
        codes = [code for code, _ in error.recipients.values()]
        if 421 in codes:
            return self._failed(Outcome.DOWN)
        return Outcome.REFUSED if all(code >= 500 for code in codes) else Outcome.LATER

    def _failed(self, outcome: Outcome) -> Outcome:
        self._close()
        return outcome

    def _close(self) -> None:
        with contextlib.suppress(smtplib.SMTPException, OSError):
            self.connection.close()
        if hasattr(self.connection, "connection"):
            # Django keeps a connection that it could not say goodbye to.
            self.connection.connection = None
