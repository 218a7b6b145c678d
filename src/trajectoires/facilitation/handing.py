"""What the capability gives to the others through the thread: after a model, a session that debates it."""

from __future__ import annotations

from trajectoires.thread import exchange


def register() -> None:
    """Called when the site starts."""
    exchange.register_next_step(
        exchange.NextStep(
            source="model",
            label="En débattre en conseil",
            why="Une séance d’une heure et demie\u00a0: l’écran de la salle, chacun sur son téléphone ou sur "
            "papier. Votre projet, la phrase de votre modèle et ses fragilités y sont déjà.",
            url_name="facilitation:from_model",
            field="model",
            order=30,
            by_key=True,
        )
    )
