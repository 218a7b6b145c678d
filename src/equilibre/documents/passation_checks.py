"""What must be true of a dossier that comes from a file: dates, order, sums. Nothing is repaired."""

from __future__ import annotations

import re
from itertools import pairwise

import msgspec

from equilibre.accounts.totals import AccountLine, AccountTotals
from equilibre.documents.passation_reading import check_date, check_keys, error
from equilibre.model.dossier import Dossier, ExerciceInputs, SplitAccount

MAX_EXERCICES = 30
MAX_DAYS = 800
"""An exercice never lasts so long; the first one may reach two years."""
_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
_NUMBER = re.compile(r"\d[0-9A-Za-z._\- ]{0,39}")


def check_dossier(dossier: Dossier) -> None:
    """Raise :class:`ReadError` at the first thing that cannot be, with its path."""
    count = len(dossier.exercices)
    if not 1 <= count <= MAX_EXERCICES:
        raise error(
            "exercices", "Le nombre d’exercices ne convient pas", "dossier.exercices",
            read=count, expected=f"de 1 à {MAX_EXERCICES}",
        )  # fmt: skip
    for index, inputs in enumerate(dossier.exercices):
        _check_exercice(inputs, f"dossier.exercices[{index}]")
    for index, (before, after) in enumerate(pairwise(dossier.exercices)):
        if after.totals.opening <= before.totals.closing:
            raise error(
                "ordre", "Les exercices ne se suivent pas", f"dossier.exercices[{index + 1}].totals.opening",
                read=after.totals.opening, expected=f"après le {before.totals.closing}",
            )  # fmt: skip


def _check_exercice(inputs: ExerciceInputs, path: str) -> None:
    totals = inputs.totals
    for name in ("opening", "closing"):
        check_date(getattr(totals, name), f"{path}.totals.{name}")
    days = (totals.closing - totals.opening).days + 1
    if not 1 <= days <= MAX_DAYS:
        raise error(
            "date", "La clôture ne peut pas suivre ainsi l’ouverture", f"{path}.totals.closing",
            read=totals.closing, expected=f"après le {totals.opening}, deux ans au plus",
        )  # fmt: skip
    _check_accounts(totals, f"{path}.totals.accounts")
    check_keys([p.key for p in totals.payers], f"{path}.totals.payers")
    check_keys([p.key for p in inputs.partners or ()], f"{path}.partners")
    check_keys([a.key for a in inputs.activities], f"{path}.activities")
    _check_shares(inputs, path)


def _check_accounts(totals: AccountTotals, path: str) -> None:
    for index, line in enumerate(totals.accounts):
        _check_account(line, f"{path}[{index}]")
    for index, (before, after) in enumerate(pairwise(totals.accounts)):
        if after.number == before.number:
            raise error(
                "compte", "Ce compte est écrit deux fois", f"{path}[{index + 1}].number", read=after.number
            )
        if after.number < before.number:
            raise error(
                "compte", "Les comptes ne sont pas dans l’ordre", f"{path}[{index + 1}].number",
                read=after.number, expected=f"après {before.number}",
            )  # fmt: skip


def _check_account(line: AccountLine, path: str) -> None:
    if not _NUMBER.fullmatch(line.number):
        raise error("compte", "Ce numéro de compte ne se lit pas", f"{path}.number", read=line.number)
    for month in line.months:
        if not _MONTH.fullmatch(month):
            raise error("date", "Ce mois ne se lit pas", f"{path}.months", read=month, expected="2024-03")
    if line.months and sum(line.months.values()) != line.movement:
        raise error(
            "somme", "La somme des mois n’est pas le mouvement du compte", f"{path}.movement",
            read=line.movement, expected=str(sum(line.months.values())),
        )  # fmt: skip


def _check_shares(inputs: ExerciceInputs, path: str) -> None:
    if inputs.uses is not None:
        shares = list(msgspec.structs.asdict(inputs.uses).values())
        if any(share < 0 for share in shares) or abs(sum(shares) - 1) > 0.001:
            raise error(
                "somme", "Les cinq parts des charges ne font pas un tout", f"{path}.uses",
                read=sum(shares), expected="cinq parts positives dont la somme est 1",
            )  # fmt: skip
    for index, correction in enumerate(inputs.corrections):
        if isinstance(correction, SplitAccount) and not correction.parts:
            raise error("partage", "Ce partage n’a aucune part", f"{path}.corrections[{index}].parts")
