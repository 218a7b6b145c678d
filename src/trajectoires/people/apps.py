"""The capability as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Accounts of visitors: an address and a code, nothing else. Editors keep theirs, with a password."""

    name = "trajectoires.people"
    label = "people"
    verbose_name = "Comptes"
