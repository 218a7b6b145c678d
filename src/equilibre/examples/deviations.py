"""How real FEC files depart from the text of the law, each met in the field, and how cells are written."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

COLUMNS = (
    "JournalCode", "JournalLib", "EcritureNum", "EcritureDate", "CompteNum", "CompteLib", "CompAuxNum",
    "CompAuxLib", "PieceRef", "PieceDate", "EcritureLib", "Debit", "Credit", "EcritureLet", "DateLet",
    "ValidDate", "Montantdevise", "Idevise",
)  # fmt: skip
OPTIONAL = frozenset({"CompAuxNum", "CompAuxLib", "EcritureLet", "DateLet", "Montantdevise", "Idevise"})
CASH_COLUMNS = ("DateRglt", "ModeRglt", "NatOp", "IdClient")
DATES = frozenset({"EcritureDate", "PieceDate", "DateLet", "ValidDate", "DateRglt"})
WIDTHS = {"JournalCode": 5, "CompteLib": 40, "EcritureLib": 50}

DEVIATIONS = {
    "bom": "marque d'ordre des octets avant les titres (UTF-8)",
    "quoted": "chaque champ entre guillemets",
    "montant-sens": "Montant et Sens (D ou C) au lieu de Debit et Credit",
    "montant-sens-pm": "Montant et Sens (+1 ou -1) au lieu de Debit et Credit",
    "iso-dates": "dates écrites 2024-03-01",
    "dmy-dates": "dates écrites 01/03/2024",
    "decimal-point": "point décimal",
    "thousands-space": "espace entre les milliers",
    "thousands-nbsp": "espace insécable entre les milliers",
    "missing-optional": "sans les six colonnes facultatives",
    "extra-columns": "les quatre colonnes des comptabilités de trésorerie en plus",
    "lowercase-header": "titres en minuscules",
    "reordered": "CompteNum et CompteLib en tête",
    "trailing-sep": "un séparateur à la fin de chaque ligne",
    "padded": "textes complétés d'espaces, montants complétés de zéros",
    "signed-padding": "montants précédés d'une espace ou d'un signe et complétés de zéros",
    "alpha-num": "EcritureNum comme VE-2024-00001, une suite par journal",
    "blank-lines": "des lignes vides",
    "empty-validdate": "ValidDate vide",
    "constant-num": "EcritureNum toujours à 0",
    "negative-amounts": "annulations en montants négatifs",
    "closing-entries": "écritures qui soldent les classes 6 et 7",
    "crcrlf": "fins de ligne CR CR LF",
}
_EXCLUSIVE = (
    {"montant-sens", "montant-sens-pm"},
    {"iso-dates", "dmy-dates"},
    {"alpha-num", "constant-num"},
    {"padded", "signed-padding", "thousands-space", "thousands-nbsp"},
)


@dataclass(frozen=True)
class Style:
    """How the cells of one file are written."""

    names: frozenset[str]

    def __post_init__(self) -> None:
        unknown = self.names - set(DEVIATIONS)
        if unknown:
            raise ValueError(f"unknown deviation: {', '.join(sorted(unknown))}")
        for group in _EXCLUSIVE:
            if len(self.names & group) > 1:
                raise ValueError(
                    f"these deviations exclude each other: {', '.join(sorted(self.names & group))}"
                )

    def has(self, *names: str) -> bool:
        """Whether one of these deviations is wanted."""
        return not self.names.isdisjoint(names)

    def columns(self) -> list[str]:
        """The columns in their order."""
        found = [c for c in COLUMNS if not (self.has("missing-optional") and c in OPTIONAL)]
        if self.has("montant-sens", "montant-sens-pm"):
            rank = found.index("Debit")
            found[rank : rank + 2] = ["Montant", "Sens"]
        if self.has("extra-columns"):
            found += CASH_COLUMNS
        if self.has("reordered"):
            found.sort(key=lambda c: c not in ("CompteNum", "CompteLib"))
        return found

    def titles(self) -> list[str]:
        """The header cells."""
        return [c.lower() if self.has("lowercase-header") else c for c in self.columns()]

    def date(self, day: dt.date | None) -> str:
        """A date cell."""
        if day is None:
            return ""
        if self.has("iso-dates"):
            return day.isoformat()
        return f"{day:%d/%m/%Y}" if self.has("dmy-dates") else f"{day:%Y%m%d}"

    def amount(self, cents: int) -> str:
        """An amount cell."""
        whole, rest = divmod(abs(cents), 100)
        sign = "-" if cents < 0 else ""
        digits = str(whole)
        if self.has("thousands-space", "thousands-nbsp"):
            digits = f"{whole:,}".replace(",", " " if self.has("thousands-space") else "\u00a0")
        elif self.has("padded"):
            digits = digits.zfill(10)
        elif self.has("signed-padding") and cents:
            sign, digits = sign or " ", digits.zfill(15)
        mark = "." if self.has("decimal-point") else ","
        return f"{sign}{digits}{mark}{rest:02d}"

    def sense(self, cents: int) -> str:
        """The Sens cell of an amount, debit positive."""
        if self.has("montant-sens"):
            return "D" if cents >= 0 else "C"
        return "+1" if cents >= 0 else "-1"

    def text(self, column: str, value: str) -> str:
        """A text cell."""
        return value.ljust(WIDTHS[column]) if self.has("padded") and column in WIDTHS else value
