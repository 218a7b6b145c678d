"""The passation file of a trajectory: all of it, for a successor or for another machine.

What is written comes back the same: ``read_passation(write_passation(saved)) == saved``. It holds neither a
link, nor a token, nor a ballot; it is data, so that a file of anybody may be opened without being trusted.
"""

from __future__ import annotations

import datetime as dt

from equilibre.documents.passation_reading import TRAJECTORY, read, write
from equilibre.formatting import NBSP, day, euros
from trajectoires.trajectories.domain.passation_checks import check_saved
from trajectoires.trajectories.domain.queries.reading import in_one_sentence, period
from trajectoires.trajectories.domain.saved import Saved

READ_ME = (
    "Fichier de passation d’une trajectoire, écrit par le logiciel Trajectoires. Gardez-le avec vos comptes, "
    "ou confiez-le à qui prend la suite. Ouvert à la page «\u00a0Construire votre trajectoire\u00a0», il "
    "rend tout, derrière un nouveau lien. Les montants de «\u00a0trajectoire\u00a0» sont en centimes d’euro."
)
LEFT_OUT = (
    "Ni vos liens privés, ni leurs clés\u00a0: l’ouvrir crée un nouveau lien.",
    "Ni les bulletins de vote\u00a0: seulement l’utilité retenue, à partir de cinq votes.",
    "Ni les écritures ou les noms de vos comptes\u00a0: seulement des totaux.",
    "Ni l’historique de vos changements\u00a0: seulement le dernier état.",
)


def write_passation(saved: Saved, *, on: dt.date) -> bytes:
    """The file as UTF-8 bytes, indented, to be read by a human too. ``on``: the day it is written."""
    words = {
        "lisez_moi": READ_ME,
        "ecrit_le": on.isoformat(),
        "contient": [*_held(saved)],
        "ne_contient_pas": list(LEFT_OUT),
        "en_bref": _in_short(saved, on),
    }
    return write(TRAJECTORY, words, saved)


def read_passation(data: bytes) -> Saved:
    """The trajectory of a file. Raises ``equilibre.errors.ReadError`` for whatever cannot be one."""
    saved = read(data, TRAJECTORY, Saved)
    check_saved(saved)
    return saved


def _in_short(saved: Saved, on: dt.date) -> dict[str, object]:
    told: dict[str, object] = {"date": day(on), "annees": period(saved.plan)}
    if saved.source:
        told["point_de_depart"] = f"exercice {saved.source}"
    told["en_banque_au_depart"] = euros(saved.plan.opening_cash)
    told["scenarios"] = [one.label for one in saved.plan.scenarios]
    if saved.fictitious:
        told["attention"] = "Exemple\u00a0: cette association n’existe pas."
    told["phrase"] = in_one_sentence(saved)
    return told


def _held(saved: Saved) -> list[str]:
    """What is in the file, counted; what is empty is not named."""
    plan = saved.plan
    counted = (
        (len(plan.lines), "ligne de ressources ou de charges", "lignes de ressources ou de charges"),
        (len(plan.actions), "action de levier", "actions de levier"),
        (len(plan.investments), "investissement", "investissements"),
        (len(plan.loans), "emprunt", "emprunts"),
        (len(plan.shocks), "risque", "risques"),
        (len(plan.scenarios), "scénario", "scénarios"),
        (len(saved.activities.activities), "activité", "activités"),
        (len(saved.alliances), "alliance", "alliances"),
        (len(saved.partners), "partenaire dit avec les comptes", "partenaires dits avec les comptes"),
        (len(saved.needs), "besoin à financer", "besoins à financer"),
        (len(saved.decisions), "décision datée", "décisions datées"),
        (len(saved.tasks), "ligne du plan d’action", "lignes du plan d’action"),
        (len(saved.realised), "compte rendu financier", "comptes rendus financiers"),
        (len(saved.pitch.said), "partie du pitch", "parties du pitch"),
        (len(saved.workspace.outputs), "étape commencée", "étapes commencées"),
        (len(saved.pitch.said), "temps du pitch", "temps du pitch"),
    )
    found = [f"{count}{NBSP}{one if count == 1 else many}" for count, one, many in counted if count]
    if saved.model is not None:
        found.append("ce que la page du modèle disait le jour du départ")
    return found
