"""Given through the thread: after a model or a diagnosis, a session that debates it; what a session kept."""

from __future__ import annotations

from equilibre.facilitation.minutes import SessionRecord
from trajectoires.facilitation import access
from trajectoires.facilitation.domain.queries.record import record_of
from trajectoires.facilitation.domain.queries.room import room_of
from trajectoires.facilitation.links import HostLinkConverter
from trajectoires.private_links.opening import opened_by_text
from trajectoires.thread import exchange

KIND = "session"


def register() -> None:
    """Called when the site starts."""
    exchange.register_opener(KIND, record_behind)
    exchange.register_next_step(
        exchange.NextStep(
            source="diagnosis",
            label="En débattre en conseil",
            why="Une séance d’une heure et demie\u00a0: vos appuis, vos fragilités et ce sur quoi vos "
            "réponses diffèrent y sont déjà, sans que personne soit reconnu.",
            url_name="facilitation:from_diagnosis",
            field="diagnosis",
            order=30,
            by_key=True,
        )
    )
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
    for source in ("trajectory", "trajectory_decisions"):
        exchange.register_next_step(
            exchange.NextStep(
                source=source,
                label="Le faire décider en conseil",
                why="Une séance prépare jusqu’à trois de vos décisions\u00a0: la salle questionne, vote, dit "
                "qui s’en charge. Ce qu’elle retient revient ensuite dans votre plan d’action.",
                url_name="facilitation:from_trajectory",
                field="trajectory",
                order=30,
                by_key=True,
            )
        )
    exchange.register_next_step(
        exchange.NextStep(
            source="trajectory_activities",
            label="Faire voter l’utilité en séance",
            why="Vous vous réunissez\u202f? La salle note chaque activité en même temps, débat de ce qui la "
            "surprend, puis le vote rejoint votre carte.",
            url_name="facilitation:from_trajectory",
            field="trajectory",
            template="facilitation/_map_format.html",
            by_key=True,
        )
    )


def record_behind(link: str) -> SessionRecord | None:
    """What a session that has ended kept, by the link of either host; None otherwise."""
    opened = opened_by_text(link, HostLinkConverter, access.session_to_conduct)
    if opened is None or opened.session.live:
        return None
    return record_of(room_of(opened.session, opened.form))
