"""The tables of ``docs/reading-accounts.md`` (limits, checks), in French, written from the code itself.

``python -m equilibre.accounts.reading_page`` prints them; a test keeps the page in step.
"""

from __future__ import annotations

import sys

import msgspec

from equilibre.accounts.anomalies import ITEMS_PER_CODE
from equilibre.accounts.checks import CATALOGUE, Check
from equilibre.accounts.options import Limits
from equilibre.formatting import number, typographic

_SEVERITIES = {"information": "information", "a_verifier": "à vérifier", "serieux": "sérieux"}
_LIMITS = {
    "file_bytes": "poids du fichier reçu, en octets",
    "lines": "lignes d’un texte ou d’une feuille",
    "columns": "colonnes",
    "line_chars": "caractères d’une ligne",
    "sheets": "feuilles d’un classeur",
    "cells": "cellules remplies d’un classeur",
    "zip_entries": "fichiers dans un XLSX ou un ODS",
    "inflated_bytes": "poids décompressé d’un XLSX ou d’un ODS, en octets",
    "inflated_ratio": "rapport du poids décompressé au poids compressé",
    "accounts": "comptes différents dans un exercice",
}
_LIMITS_HEAD = """
## Limites

Au-delà, la lecture s'arrête avec une phrase claire. Elles se règlent par `ReadOptions(limits=Limits(…))`.

| Limite | Valeur |
|---|---|
"""
_CHECKS_HEAD = """
## Les contrôles d'un FEC

Ce sont des signaux de qualité, jamais un verdict : une association qui ne paie pas d'impôts commerciaux
ne doit pas de FEC. T01 à T22 suivent l'outil public Test Compta Demat de la DGFiP ; la colonne « DGFiP »
est la gravité qu'il donne (stop, O colonne absente, E erreur, V donnée absente, A alerte, I information).
S01 et suivants sont les nôtres. Par contrôle, {listed} occurrences au plus sont listées ; toutes sont
comptées.

| Code | DGFiP | Gravité | Ce qui est dit | Attendu | Que faire |
|---|---|---|---|---|---|
"""


def tables() -> str:
    """The end of the page, Markdown: limits, then checks."""
    defaults = msgspec.structs.asdict(Limits())
    limits = "".join(f"| {said} | {number(defaults[name])} |\n" for name, said in _LIMITS.items())
    checks = "".join(_row(code, CATALOGUE[code]) for code in sorted(CATALOGUE, key=_order))
    head = _CHECKS_HEAD.format(listed=ITEMS_PER_CODE)
    return typographic(_LIMITS_HEAD + limits + head + checks)


def _order(code: str) -> tuple[bool, str]:
    return code[0] != "T", code


def _row(code: str, check: Check) -> str:
    cells = (code, check.dgfip, _SEVERITIES[check.severity], check.message, check.expected, check.remedy)
    return "| " + " | ".join(cells) + " |\n"


if __name__ == "__main__":
    sys.stdout.write(tables())
