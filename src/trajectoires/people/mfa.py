"""What allauth asks of the site for a second code: to seal the secrets, and the words of its refusals."""

from __future__ import annotations

from typing import Any

from allauth.mfa.adapter import DefaultMFAAdapter

from trajectoires.people.domain import second_code


class SecondCodeAdapter(DefaultMFAAdapter):
    """Secrets are sealed in the database; our own mails and pages tell what happened."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "Ce n’est pas le bon code\u00a0: attendez le suivant.",
    }

    def encrypt(self, text: str) -> str:
        """Sealed by ``SECRET_KEY``."""
        return second_code.sealed(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Opened by it, or by one of ``OLD_SECRET_KEYS``."""
        return second_code.opened(encrypted_text)

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Nothing: our own mail goes."""
