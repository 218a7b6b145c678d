"""The eight steps of the fictitious association: half way, between two meetings. All of it is invented."""

from __future__ import annotations

import datetime as dt

from equilibre.formatting import day
from equilibre.trajectory.workspace import (
    Brief,
    Output,
    RoadMap,
    Wish,
    Words,
    Workspace,
    counted_back,
)

WRITTEN_ON = dt.date(2026, 11, 27)
"""The day that the dates below suppose; opened on another day, they move with it by whole weeks."""


def example_workspace(on: dt.date = WRITTEN_ON) -> Workspace:
    """Three steps done, the shared diagnosis being written; ``on``: the day it is opened."""
    shift = dt.timedelta(weeks=(on - WRITTEN_ON).days // 7)
    choose_on = dt.date(2027, 4, 10) + shift
    return Workspace(
        road=RoadMap(
            elected="trésorière",
            manager="coordinatrice",
            question=f"Sur quoi tenir en {on.year + 3}, sans dépendre d’un seul financeur "
            "ni trier le public\u202f?",
            results="Ce que chaque activité apporte et coûte.\nDeux leviers choisis.\n"
            "Une date de décision pour chacun.",
            effects="Ouvrir le second atelier avec le collège, sur des moyens qui durent.",
            untouched="L’atelier du mercredi reste ouvert à tous les enfants du quartier.",
            choose_on=choose_on,
            wishes=tuple(Wish(code=code, by=by) for code, by in counted_back(choose_on).items()),
        ),
        outputs=_outputs(shift),
        organisation=_own_words(),
        adviser=Words(
            strengths="L’équipe sait dire ce que chaque activité coûte\u00a0: c’est rare "
            "dans les petites équipes.",
            fragilities="La coordination repose sur un seul poste. Personne ne le remplace en été.",
            questions="Le prix des formations couvre-t-il tout ce qu’elles coûtent\u202f?",
            needs="Une demi-journée avec le bureau sur le prix des formations.",
        ),
        adviser_role="conseillère de la fédération",
        brief=Brief(
            goals="Vérifier le prix des formations et préparer la demande à deux entreprises mécènes.",
            outputs="Un prix de journée qui couvre son coût, et une page pour les mécènes.",
            skills="Coût de revient d’une petite association, mécénat local.",
            calendar=f"Quatre séances, avant l’assemblée du {day(choose_on)}.",
            means="Quatre demi-journées du binôme. Une prise en charge reste à demander.",
            answer_by=dt.date(2027, 1, 15) + shift,
        ),
    )


def _outputs(shift: dt.timedelta) -> tuple[Output, ...]:
    return (
        Output(
            code="preparer",
            status="fait",
            on=dt.date(2026, 9, 17) + shift,
            text="Le conseil nous confie la démarche. Manquent\u00a0: la convention de la ville, "
            "les heures de gouvernance.",
        ),
        Output(
            code="projet",
            status="fait",
            on=dt.date(2026, 10, 15) + shift,
            text="Trois activités\u00a0: ateliers, réparation partagée, formation.\n"
            "En débat\u00a0: vendre plus de formations, ou pas.",
        ),
        Output(
            code="modele",
            status="fait",
            on=dt.date(2026, 11, 26) + shift,
            text="La réparation partagée coûte un peu plus qu’elle ne reçoit. Le conseil ne le savait pas.\n"
            "Non mesuré\u00a0: le temps donné au réseau.",
        ),
    )


def _own_words() -> Words:
    return Words(
        project="Réparer, fabriquer, transmettre. Nous tenons à l’accueil libre du mercredi.",
        activities="La réparation partagée fait venir des adultes que rien d’autre n’attire.",
        strengths="Une trentaine de bénévoles qui savent faire, et un lieu que le quartier connaît.",
        fragilities="La subvention de la mairie arrive après l’été. En juin, nous comptons chaque dépense.",
        questions="Jusqu’où vendre des formations sans changer de métier\u202f?",
        needs="Du temps pour aller voir des entreprises.",
    )
