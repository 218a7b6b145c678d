"""The passation file of accounts: everything that was given, opened again to find all back.

The dossier (amounts in integer cents) in the frame that every passation file shares.
"""

from __future__ import annotations

import datetime as dt

from equilibre.documents.passation_checks import check_dossier
from equilibre.documents.passation_reading import ACCOUNTS, read, write
from equilibre.formatting import day, euros
from equilibre.model.dossier import Dossier
from equilibre.model.results import ExerciceModel, SocioEconomicModel

MAX_BYTES = ACCOUNTS.max_bytes
READ_ME = (
    "Fichier de passation du logiciel Trajectoires. Gardez-le avec vos comptes\u00a0: en l’ouvrant dans "
    "l’outil, la prochaine trésorière ou le prochain trésorier retrouve tout. Il ne contient ni écriture, "
    "ni nom de personne. Les montants du «\u00a0dossier\u00a0» sont en centimes d’euro, débit moins crédit."
)


def write_passation(dossier: Dossier, model: SocioEconomicModel, *, today: dt.date) -> bytes:
    """The file as UTF-8 bytes, indented. ``read_passation`` gives back the very same dossier."""
    words = {
        "lisez_moi": READ_ME,
        "ecrit_le": today.isoformat(),
        "version_des_regles": model.rules_version,
        "en_bref": {
            "organisation": dossier.organisation,
            "date": day(today),
            "exercices": [_summary(exercice) for exercice in model.exercices],
        },
    }
    return write(ACCOUNTS, words, dossier)


def _summary(exercice: ExerciceModel) -> dict[str, str]:
    told = {"exercice": exercice.label, "produits": euros(exercice.totals.products)}
    if exercice.totals.charges is not None:
        told["charges"] = euros(exercice.totals.charges)
    if exercice.totals.result is not None:
        told["resultat"] = euros(exercice.totals.result)
    return {**told, "phrase": exercice.sentence}


def read_passation(data: bytes) -> Dossier:
    """The dossier of a passation file.

    Raises :class:`ReadError` for anything else: not JSON, another format, a missing, unknown or misshapen
    field (``field`` is its path), amounts, dates or counts out of bounds, accounts out of order.
    """
    dossier = read(data, ACCOUNTS, Dossier)
    check_dossier(dossier)
    return dossier
