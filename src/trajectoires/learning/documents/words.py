"""Words that the documents share."""

from __future__ import annotations

INDEPENDENT = (
    "Trajectoires, logiciel indépendant\u00a0: ni Le RAMEAU ni le ministère n’en sont responsables. "
    "Texte sous licence CC\u00a0BY-SA\u00a04.0."
)
