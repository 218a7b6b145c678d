"""The pitch of the fictitious association, before a foundation: invented, but for the figures it reads."""

from __future__ import annotations

import datetime as dt

import msgspec

from equilibre.formatting import typographic
from equilibre.reference.pitch import PartCode
from equilibre.trajectory.pitch import Heard, Pitch, SaidPart
from trajectoires.trajectories.domain.queries.pitch import figures_of
from trajectoires.trajectories.domain.saved import Saved

FIGURES = ("equipe", "couvert", "alliances")


def pitched(saved: Saved, on: dt.date) -> Saved:
    """With six parts written and the last one still to be completed, and what a first listener answered.

    ``on``: the day on which its alliances are read.
    """
    words = {one.key: one.words for one in figures_of(saved, today=on)}
    people, covered, shared = (words[key] for key in FIGURES)
    said: dict[PartCode, str] = {
        "besoin": (
            "Dans notre quartier, un grille-pain en panne finit à la benne, et un enfant qui aime "
            "bricoler n’a pas d’endroit pour le faire. Dans l’ancien préau de l’école, nous avons ouvert "
            "un atelier. On y répare, on y fabrique, on y apprend ensemble. Chacun vient avec ce qu’il "
            "sait faire."
        ),
        "activites": (
            "Le mercredi, des enfants montent leur premier circuit avec une animatrice et un bénévole. "
            "D’autres jours, des adultes viennent réparer au lieu de jeter. Enfin, nous formons des "
            "animateurs d’autres associations : ils repartent avec une méthode pour leur propre atelier."
        ),
        "equilibre": (
            f"Voici sur quoi nous tenons. Des personnes d’abord : {people}. De l’argent ensuite : ce qui "
            f"est déjà acquis couvre {covered} ; le reste se cherche chaque année. Des alliances enfin : "
            f"ce que nous partageons avec d’autres nous apporte {shared}, une fois ôté ce qu’elles nous "
            "coûtent."
        ),
        "distinction": (
            "Ce qui nous distingue tient en une image : l’adulte venu réparer son grille-pain revient "
            "animer le mercredi. Et cet atelier reste ouvert à tous les enfants du quartier, sans tri."
        ),
        "force_fragilite": (
            "Notre force : des bénévoles qui savent faire, et un lieu que le quartier connaît. Ce qui est"
            " fragile : la subvention de la mairie arrive après l’été. En juin, nous comptons chaque "
            "dépense."
        ),
        "trajectoire": (
            "Dans trois ans, nous voulons un second atelier, porté avec le collège, sans dépendre d’un "
            "seul financeur. Pour cela, nous vendons des formations et nous cherchons deux entreprises "
            "mécènes."
        ),
    }
    pitch = Pitch(
        hearer="financeur",
        said=tuple(SaidPart(code=code, text=typographic(text)) for code, text in said.items()),
        figures=FIGURES,
        heard=(
            Heard(code="metier", yes=True),
            Heard(code="chiffres", yes=True),
            Heard(code="piliers", yes=True),
            Heard(code="fragilite", yes=True),
            Heard(code="demande", yes=False),
        ),
    )
    return msgspec.structs.replace(saved, pitch=pitch)
