"""The capability as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Accounts of visitors: an address and a code, nothing else. Editors keep theirs, with a password."""

    name = "trajectoires.people"
    label = "people"
    verbose_name = "Comptes"

    def ready(self) -> None:
        """Know what the editorial site keeps of an address."""
        from trajectoires.people.domain import personal

        personal.register()
