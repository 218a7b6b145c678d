"""The addresses of a private thing, as one value that every sub-address takes.

Templates write ``{% url 'pathways:plan' link %}`` whatever the link is; an address that changes something
only accepts an edit link, so that a template which offers it to a reader fails in the tests
(``NoReverseMatch``) instead of leaking a button.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

TOKEN = "[A-Za-z0-9_-]{43}"  # noqa: S105 - a pattern: 32 random bytes in URL-safe base 64


@dataclass(frozen=True)
class Link:
    """A way to a private thing: its kind and its token. Each capability names its kinds."""

    kind: str
    token: str
    edit_kind: ClassVar[str] = ""

    @property
    def can_edit(self) -> bool:
        """Only the edit link changes anything."""
        return self.kind == self.edit_kind

    @property
    def is_private(self) -> bool:
        """The middleware keeps these pages out of caches and search engines."""
        return True

    def __str__(self) -> str:
        return f"{self.kind}/{self.token}"


class LinkConverter:
    """URL converter; a capability says the pattern and the class of its links."""

    regex = ""
    link: ClassVar[type[Link]] = Link

    def to_python(self, value: str) -> Link:
        """« m/… » → Link."""
        kind, _, token = value.partition("/")
        return self.link(kind, token)

    def to_url(self, value: Link) -> str:
        """Link → « m/… »."""
        return str(value)
