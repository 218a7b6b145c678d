"""The capability as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig

KINDS = ("model", "diagnosis", "plan", "trajectory")
"""Pages that may be kept, as ``thread.exchange`` names their sources."""


class OrganisationsConfig(AppConfig):
    """The space of an organisation: its people, what it keeps, with whom it shares."""

    name = "trajectoires.organisations"
    label = "organisations"
    verbose_name = "Espaces"

    def ready(self) -> None:
        """Offer, on the pages of what may be kept, to keep it; look after the accounts that go."""
        from trajectoires.organisations import listeners
        from trajectoires.organisations.domain import personal
        from trajectoires.thread import exchange

        listeners.connect()
        personal.register()
        for kind in KINDS:
            exchange.register_next_step(
                exchange.NextStep(
                    source=kind,
                    label="Garder dans l’espace de mon organisation",
                    why="Le lien privé expire, la copie reste, et la personne qui vous succède la retrouve.",
                    url_name="organisations:keep_link",
                    field="lien",
                    order=900,
                )
            )
