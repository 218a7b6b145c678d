"""What must be true of a dossier that comes from a file: bounds, dates, order. Nothing is repaired."""

from __future__ import annotations

import datetime as dt
import math
import re
from itertools import pairwise

import msgspec

from equilibre.accounts.totals import AccountLine, AccountTotals
from equilibre.errors import ReadError
from equilibre.model.dossier import Dossier, ExerciceInputs, SplitAccount

MAX_CENTS = 10**15
"""Ten thousand billion euros: no amount may be larger, positive or negative."""
MAX_FLOAT = 1e12
MAX_TEXT = 4_000
MAX_ITEMS = 20_000
MAX_EXERCICES = 30
MAX_DAYS = 800
"""An exercice never lasts so long; the first one may reach two years."""
EARLIEST, LATEST = dt.date(1901, 1, 1), dt.date(2200, 1, 1)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
_NUMBER = re.compile(r"\d[0-9A-Za-z._\- ]{0,39}")
_REMEDY = "Reprenez le fichier tel que l’outil l’a écrit, sans le modifier."


def _error(code: str, message: str, path: str, *, read: object = "", expected: str = "") -> ReadError:
    return ReadError(
        f"passation_{code}", message, field=path, read=str(read)[:80], expected=expected, remedy=_REMEDY
    )


def check_dossier(dossier: Dossier) -> None:
    """Raise :class:`ReadError` at the first thing that cannot be, with its path."""
    _check_bounds(msgspec.to_builtins(dossier), "dossier")
    count = len(dossier.exercices)
    if not 1 <= count <= MAX_EXERCICES:
        raise _error(
            "exercices", "Le nombre d’exercices ne convient pas", "dossier.exercices",
            read=count, expected=f"de 1 à {MAX_EXERCICES}",
        )  # fmt: skip
    for index, inputs in enumerate(dossier.exercices):
        _check_exercice(inputs, f"dossier.exercices[{index}]")
    for index, (before, after) in enumerate(pairwise(dossier.exercices)):
        if after.totals.opening <= before.totals.closing:
            raise _error(
                "ordre", "Les exercices ne se suivent pas", f"dossier.exercices[{index + 1}].totals.opening",
                read=after.totals.opening, expected=f"après le {before.totals.closing}",
            )  # fmt: skip


def _check_bounds(value: object, path: str) -> None:
    """Every number finite and of a possible size, every text short and printable, every list bounded."""
    if isinstance(value, dict | list | tuple):
        if len(value) > MAX_ITEMS:
            raise _error(
                "taille",
                "Cette liste est trop longue",
                path,
                read=len(value),
                expected=f"{MAX_ITEMS} au plus",
            )
        pairs = value.items() if isinstance(value, dict) else enumerate(value)
        for key, item in pairs:
            if isinstance(key, str):
                _check_text(key, path)
            _check_bounds(item, f"{path}.{key}" if isinstance(key, str) else f"{path}[{key}]")
    elif isinstance(value, str):
        _check_text(value, path)
    elif isinstance(value, int) and abs(value) > MAX_CENTS:
        raise _error(
            "montant", "Ce nombre est trop grand", path, expected="moins de dix mille milliards d’euros"
        )
    elif isinstance(value, float) and not (math.isfinite(value) and abs(value) <= MAX_FLOAT):
        raise _error("montant", "Ce nombre n’est pas possible", path, read=value)


def _check_text(text: str, path: str) -> None:
    if len(text) > MAX_TEXT:
        raise _error("texte", "Ce texte est trop long", path, expected=f"{MAX_TEXT} caractères au plus")
    if _CONTROL.search(text):
        raise _error("texte", "Ce texte contient un caractère invisible interdit", path)


def _check_exercice(inputs: ExerciceInputs, path: str) -> None:
    totals = inputs.totals
    for name in ("opening", "closing"):
        found: dt.date = getattr(totals, name)
        if not EARLIEST <= found <= LATEST:
            raise _error("date", "Cette date n’est pas possible", f"{path}.totals.{name}", read=found)
    days = (totals.closing - totals.opening).days + 1
    if not 1 <= days <= MAX_DAYS:
        raise _error(
            "date", "La clôture ne peut pas suivre ainsi l’ouverture", f"{path}.totals.closing",
            read=totals.closing, expected=f"après le {totals.opening}, deux ans au plus",
        )  # fmt: skip
    _check_accounts(totals, f"{path}.totals.accounts")
    _check_keys([p.key for p in totals.payers], f"{path}.totals.payers")
    _check_keys([p.key for p in inputs.partners or ()], f"{path}.partners")
    _check_keys([a.key for a in inputs.activities], f"{path}.activities")
    _check_shares(inputs, path)


def _check_accounts(totals: AccountTotals, path: str) -> None:
    for index, line in enumerate(totals.accounts):
        _check_account(line, f"{path}[{index}]")
    for index, (before, after) in enumerate(pairwise(totals.accounts)):
        if after.number == before.number:
            raise _error(
                "compte", "Ce compte est écrit deux fois", f"{path}[{index + 1}].number", read=after.number
            )
        if after.number < before.number:
            raise _error(
                "compte", "Les comptes ne sont pas dans l’ordre", f"{path}[{index + 1}].number",
                read=after.number, expected=f"après {before.number}",
            )  # fmt: skip


def _check_account(line: AccountLine, path: str) -> None:
    if not _NUMBER.fullmatch(line.number):
        raise _error("compte", "Ce numéro de compte ne se lit pas", f"{path}.number", read=line.number)
    for month in line.months:
        if not _MONTH.fullmatch(month):
            raise _error("date", "Ce mois ne se lit pas", f"{path}.months", read=month, expected="2024-03")
    if line.months and sum(line.months.values()) != line.movement:
        raise _error(
            "somme", "La somme des mois n’est pas le mouvement du compte", f"{path}.movement",
            read=line.movement, expected=str(sum(line.months.values())),
        )  # fmt: skip


def _check_keys(keys: list[str], path: str) -> None:
    seen: set[str] = set()
    for index, key in enumerate(keys):
        if key in seen:
            raise _error("cle", "Cette clé est écrite deux fois", f"{path}[{index}].key", read=key)
        seen.add(key)


def _check_shares(inputs: ExerciceInputs, path: str) -> None:
    if inputs.uses is not None:
        shares = list(msgspec.structs.asdict(inputs.uses).values())
        if any(share < 0 for share in shares) or abs(sum(shares) - 1) > 0.001:
            raise _error(
                "somme", "Les cinq parts des charges ne font pas un tout", f"{path}.uses",
                read=sum(shares), expected="cinq parts positives dont la somme est 1",
            )  # fmt: skip
    for index, correction in enumerate(inputs.corrections):
        if isinstance(correction, SplitAccount) and not correction.parts:
            raise _error("partage", "Ce partage n’a aucune part", f"{path}.corrections[{index}].parts")
