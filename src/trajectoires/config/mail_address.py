"""The one field for an address that a mail goes to: the form refuses what no mail could be sent to."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError


class MailAddressField(forms.EmailField):
    """An address, its domain in ASCII (« été.fr » → « xn--t-9fab.fr »): one mailbox, one way to write it.

    Django accepts domains that cannot be encoded, and letters beyond ASCII that lower case turns into others:
    the mail would fail, or one mailbox would have several accounts and several limits.
    """

    def clean(self, value: Any) -> str:
        """The address as it is sent to. Raises ``ValidationError`` with the field's own words."""
        typed = super().clean(value)
        if not typed:
            return typed
        try:
            address = _sendable(typed)
            self.run_validators(address)
        except (UnicodeError, ValidationError):
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None
        return address


def _sendable(typed: str) -> str:
    """Raises ``UnicodeError``: nothing but printable ASCII before the « @ », a domain that can be encoded."""
    local, _, domain = typed.rpartition("@")
    if not (local.isascii() and local.isprintable()):
        raise UnicodeError
    return f"{local}@{domain.encode('idna').decode('ascii')}"
