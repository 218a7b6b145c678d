"""The three addresses a model may be read at, as one value that every sub-address takes.

``m/<token>`` is the edit link (the key), ``v/<token>`` the read-only link, ``cas/<slug>`` a published
case. Templates write ``{% url 'qualification:figure' link index key %}`` and it works for the three;
an address that changes something only accepts an edit link, so that a template which offers it to a
reader fails in the tests (``NoReverseMatch``) instead of leaking a button.
"""

from __future__ import annotations

from dataclasses import dataclass

EDIT = "m"
READ = "v"
CASE = "cas"
TOKEN = "[A-Za-z0-9_-]{43}"  # noqa: S105 - a pattern: 32 random bytes in URL-safe base 64


@dataclass(frozen=True)
class Link:
    """A way to a model: its kind and its token (or the slug of a published case)."""

    kind: str
    token: str

    @property
    def can_edit(self) -> bool:
        """Only the edit link changes anything."""
        return self.kind == EDIT

    @property
    def is_case(self) -> bool:
        """A published case: read from its published lines, never from a database."""
        return self.kind == CASE

    @property
    def is_private(self) -> bool:
        """A dossier's own link, edit or read-only."""
        return self.kind in (EDIT, READ)

    def __str__(self) -> str:
        return f"{self.kind}/{self.token}"


class AnyLinkConverter:
    """URL converter of any of the three links."""

    regex = f"(?:[{EDIT}{READ}]/{TOKEN}|{CASE}/[a-z0-9-]{{1,60}})"

    def to_python(self, value: str) -> Link:
        """« m/… » → Link."""
        kind, _, token = value.partition("/")
        return Link(kind, token)

    def to_url(self, value: Link) -> str:
        """Link → « m/… »."""
        return str(value)


class PrivateLinkConverter(AnyLinkConverter):
    """A dossier's own link, edit or read-only: no published case."""

    regex = f"[{EDIT}{READ}]/{TOKEN}"


class EditLinkConverter(AnyLinkConverter):
    """The edit link alone."""

    regex = f"{EDIT}/{TOKEN}"
