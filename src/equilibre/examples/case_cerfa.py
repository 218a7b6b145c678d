"""A published case as a Cerfa 12156 budget: line by line to the cent, or as the form prints it."""

from __future__ import annotations

from collections import defaultdict

from equilibre.accounts.cases import CaseAccount, PublishedCase
from equilibre.accounts.cerfa_form import form_lines, line_titled, sections
from equilibre.reference import labels
from equilibre.reference.labels import normalise

_LINES: tuple[tuple[str, str], ...] = (
    ("604", "604"), ("611", "604"), ("601", "601"), ("602", "601"), ("603", "601"), ("606", "601"),
    ("60", "60x"),
    ("612", "613"), ("613", "613"), ("614", "613"), ("615", "615"), ("616", "616"), ("61", "618"),
    ("621", "622"), ("622", "622"), ("623", "623"), ("624", "625"), ("625", "625"), ("62", "62x"),
    ("631", "631"), ("633", "631"), ("63", "635"), ("641", "641"), ("643", "641"), ("645", "645"),
    ("646", "645"), ("64", "647"), ("754", "758"), ("755", "74aidespriv"), ("756", "756"), ("75", "750"),
    ("860", "860"), ("861", "861"), ("862", "862"), ("864", "864"), ("871", "871"),
)  # fmt: skip
"""Prefix of the chart → line of the form, the longest first; sections without lines keep their total."""
_IN_KIND = {"benevolat": "870", "biens": "875", "locaux": "871", "prestations": "871"}


def cerfa_rows(case: PublishedCase) -> list[list[str]]:
    """Poste, Libellé, Montant: each section with its subtotal, then its published lines, to the cent.

    Class 87 is numbered as the form does (870 bénévolat, 875 dons en nature), which is not the chart's way.
    """
    rows = [["Poste", "Libellé", "Montant"]]
    for code, title in sections().items():
        if not code.isdigit():
            continue
        items = [i for i in (*case.accounts, *case.in_kind) if i.number.startswith(code)]
        rows.append([code, title.label, _euros(abs(sum(i.cents for i in items)))])
        rows += [[_form_number(item), item.label, _euros(abs(item.cents))] for item in items]
    return rows


def _form_number(item: CaseAccount) -> str:
    if item.number.startswith("87") and item.kind:
        return _IN_KIND[item.kind].ljust(6, "0")
    return item.number


def _euros(cents: int) -> str:
    return f"{cents // 100},{cents % 100:02d}"


def cerfa_form_rows(case: PublishedCase) -> list[list[str]]:
    """The printed form: charges on the left, products on the right, its own lines only, rounded to euros."""
    amounts: dict[str, int] = defaultdict(int)
    for item in (*case.accounts, *case.in_kind):
        amounts[_form_code(item)] += abs(item.cents) if _natural(item) else -abs(item.cents)
    sides = [_side(amounts, charges) for charges in (True, False)]
    title = f"Budget, exercice du {case.opening:%d/%m/%Y} au {case.closing:%d/%m/%Y}"
    rows = [[title], ["CHARGES", "Montant", "PRODUITS", "Montant"]]
    longest = max(len(side) for side in sides)
    padded = [side + [["", ""]] * (longest - len(side)) for side in sides]
    return rows + [[*left, *right] for left, right in zip(*padded, strict=True)]


def _natural(item: CaseAccount) -> bool:
    return (item.side == "D") == (item.number[0] == "6" or item.number.startswith("86"))


def _form_code(item: CaseAccount) -> str:
    """The line of the form where a careful treasurer writes this account."""
    if item.number.startswith("87") and item.kind:
        return _IN_KIND[item.kind]
    if item.number.startswith("74"):
        line = line_titled(normalise(item.counterparty or item.label), "74")
        if line is None:
            kind, _ = labels.payer_kind(item.counterparty or item.label)
            return "74x" if kind != "fondation" else "74aidespriv"
        return line.code
    for prefix, code in _LINES:
        if item.number.startswith(prefix):
            return code
    return item.number[:2]


def _side(amounts: dict[str, int], charges: bool) -> list[list[str]]:
    rows: list[list[str]] = []
    for code, title in sections().items():
        if not code.isdigit() or (code[0] == "6" or code == "86") != charges:
            continue
        lines = [line for line in form_lines() if line.section == code and line.code != code]
        whole = {line.code: _rounded(amounts.get(line.code, 0)) for line in lines}
        alone = _rounded(amounts.get(code, 0))
        rows.append([f"{code} – {title.label}", f"{sum(whole.values()) + alone},00"])
        for line in lines if code in _PRINTED else []:
            number = f"{line.code} – " if line.code.isdigit() and code in {"75", "86", "87"} else ""
            rows.append([f"{number}{line.label}", f"{whole[line.code]},00"])
    return rows


_PRINTED = frozenset({"60", "61", "62", "63", "64", "74", "75", "86", "87"})
"""Sections whose lines the form prints."""


def _rounded(cents: int) -> int:
    return (cents + 50) // 100
