"""The capability as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class QualificationConfig(AppConfig):
    """Accounts in, « voici votre modèle » out."""

    name = "trajectoires.qualification"
    label = "qualification"
    verbose_name = "Qualification"

    def ready(self) -> None:
        """Give the home page what it says of accounts; let spaces keep models and others open them."""
        from trajectoires.pages import tools
        from trajectoires.qualification.domain import handing, keeping
        from trajectoires.qualification.domain.queries import published
        from trajectoires.thread import exchange

        exchange.register_keeper(keeping.KEEPER)
        exchange.register_opener(keeping.KIND, handing.model_behind)
        exchange.register_opener(f"{keeping.KIND}_key", handing.model_by_key)
        exchange.register_opener("partners_key", handing.partners_by_key)
        tools.register(
            tools.Tool(
                "accueil",
                "pages/home.html",
                lambda request: {
                    "panels": ["qualification/_home.html"],
                    "cases": published.shown_first(),
                },
            )
        )
