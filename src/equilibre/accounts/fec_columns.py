"""The header of a FEC: which separator, which column is which, whatever the case, accents and order."""

from __future__ import annotations

import csv
import re
import unicodedata
from dataclasses import dataclass

from equilibre.accounts.options import Limits
from equilibre.errors import ReadError

LEGAL = (
    "JournalCode",
    "JournalLib",
    "EcritureNum",
    "EcritureDate",
    "CompteNum",
    "CompteLib",
    "CompAuxNum",
    "CompAuxLib",
    "PieceRef",
    "PieceDate",
    "EcritureLib",
    "Debit",
    "Credit",
    "EcritureLet",
    "DateLet",
    "ValidDate",
    "Montantdevise",
    "Idevise",
)
"""The 18 fields of LPF art. A.47 A-1, in order."""

CASH_FIELDS = ("DateRglt", "ModeRglt", "NatOp", "IdClient")
"""Fields 19 to 22 of the cash-basis layouts (21 for BA, 22 for BNC)."""

_SYNONYMS: dict[str, tuple[str, ...]] = {
    "JournalCode": ("codejournal", "journal", "codejnl", "jnlcode", "codejal", "jal"),
    "JournalLib": ("journallibelle", "libellejournal", "libjournal", "journallabel", "intitulejournal"),
    "EcritureNum": ("numecriture", "numeroecriture", "ecriturenumero", "noecriture", "numeroecr", "ecrnum"),
    "EcritureDate": ("dateecriture", "datecomptable", "dateecr", "ecrdate", "datecompta", "date"),
    "CompteNum": ("numcompte", "numerocompte", "comptenumero", "compte", "nocompte", "comptegeneral"),
    "CompteLib": ("libellecompte", "comptelibelle", "libcompte", "intitulecompte", "compteintitule"),
    "CompAuxNum": (
        "compteauxnum",
        "compauxnumero",
        "compteauxiliaire",
        "numcompteaux",
        "compteaux",
        "auxnum",
    ),
    "CompAuxLib": ("compteauxlib", "compauxlibelle", "libcompteaux", "libelleauxiliaire", "auxlib"),
    "PieceRef": ("refpiece", "referencepiece", "numpiece", "piece", "piecereference", "numeropiece"),
    "PieceDate": ("datepiece",),
    "EcritureLib": ("libelleecriture", "ecriturelibelle", "libecriture", "libelle", "libelleecr"),
    "Debit": ("montantdebit", "debiteuro", "debiteur", "debits"),
    "Credit": ("montantcredit", "crediteuro", "crediteur", "credits"),
    "EcritureLet": ("ecriturelettrage", "lettrage", "codelettrage", "lettre", "ecriturelettre"),
    "DateLet": ("datelettrage", "datelettre"),
    "ValidDate": ("datevalid", "datevalidation", "validationdate", "ecriturevaliddate"),
    "Montantdevise": ("devisemontant", "montantendevise"),
    "Idevise": ("devise", "iddevise", "codedevise", "devisecode", "identifiantdevise"),
    "Montant": ("montanteuro", "amount"),
    "Sens": ("sensmontant", "debitcredit", "sensdc", "dc"),
}
_NAMES = {
    **{name.lower(): name for name in (*LEGAL, "Montant", "Sens")},
    **{synonym: name for name, synonyms in _SYNONYMS.items() for synonym in synonyms},
}
_ANALYTIC = re.compile(
    r"analyt|section|^axe|activite|projet|^action|ventilation|destination|centredecout|codeana"
)
_AMOUNT_LIKE = re.compile("[-+()\\s\u00a0\u202f0-9.,]*")
SEPARATORS = ("\t", "|", ";", ",")
SEPARATOR_LABELS = {"\t": "tabulation", "|": "barre verticale", ";": "point-virgule", ",": "virgule"}
_SURE = 8
"""Columns named on one line after which no better header is looked for."""
_HEADER_WITHIN = 30
"""Lines in which a header is looked for: some programs print a title first."""


@dataclass(frozen=True)
class Header:
    """Where everything is. ``columns``: canonical name → position. ``names``: as printed in the file."""

    separator: str
    line: int
    """0-based physical line of the header; -1 when the file has none (columns in legal order)."""
    names: tuple[str, ...]
    columns: dict[str, int]
    analytic: int | None = None
    quoted: bool = False
    duplicated: tuple[str, ...] = ()

    @property
    def signed(self) -> bool:
        """Whether amounts are Montant and Sens instead of Debit and Credit."""
        return "Debit" not in self.columns

    @property
    def missing(self) -> tuple[str, ...]:
        """Legal columns that the file does not have (Montant and Sens stand for Debit and Credit)."""
        replaced = {"Debit", "Credit"} if self.signed else set()
        return tuple(n for n in LEGAL if n not in self.columns and n not in replaced)


def plain(name: str) -> str:
    """A header as it is compared: lower case, no accents, letters and digits only."""
    text = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]", "", text.lower())


def cells(line: str, separator: str, *, quoted: bool = False) -> list[str]:
    """The cells of one line. A quote is a letter like another unless ``quoted``."""
    if not quoted:
        return line.split(separator)
    try:
        return next(csv.reader([line], delimiter=separator), [])
    except csv.Error:
        return line.split(separator)


def recognised(names: list[str]) -> int:
    """How many different FEC columns these cells name."""
    return len({_NAMES[key] for name in names if (key := plain(name)) in _NAMES})


def check_line_lengths(body: bytes, limits: Limits) -> None:
    """Raise ReadError when a line is longer than the limit (a character is at most four bytes)."""
    longest = 4 * limits.line_chars
    start = 0
    while len(body) - start > longest:
        end = body.rfind(b"\n", start, start + longest)
        if end < 0:
            raise ReadError(
                "ligne_trop_longue",
                "Une ligne de ce fichier est trop longue pour un fichier de comptes",
                line=body.count(b"\n", 0, start) + 1,
                expected=f"au plus {limits.line_chars} caractères par ligne",
                remedy="Exportez à nouveau le fichier depuis votre logiciel de comptabilité.",
            )
        start = end + 1


def head_lines(body: bytes) -> list[str]:
    """The first physical lines, decoded."""
    lines: list[str] = []
    start = 0
    while len(lines) < _HEADER_WITHIN and start < len(body):
        end = body.find(b"\n", start)
        end = len(body) if end < 0 else end
        lines.append(body[start:end].decode("utf-8", "replace").rstrip("\r"))
        start = end + 1
    return lines


def find_header(body: bytes, *, separator: str = "", limits: Limits | None = None) -> Header | None:
    """The header of a FEC, or None when nothing in the first lines looks like one.

    Raises ReadError when a line is longer than ``limits.line_chars`` or has more columns than
    ``limits.columns``.
    """
    bounds = limits or Limits()
    check_line_lengths(body, bounds)
    lines = head_lines(body)
    best: tuple[int, int, str, bool] | None = None
    for number, line in enumerate(lines):
        quoted = line.lstrip("\ufeff ").startswith('"')
        for candidate in [separator] if separator else SEPARATORS:
            if candidate not in line:
                continue
            score = recognised(cells(line[: 4 * 4096], candidate, quoted=quoted))
            if score >= 4 and (best is None or score > best[0]):
                best = (score, number, candidate, quoted)
        if best is not None and best[0] >= _SURE:
            break
    if best is None:
        return _without_header(lines, separator)
    _, number, found, quoted = best
    names = [n.strip().strip("\ufeff") for n in cells(lines[number], found, quoted=quoted)]
    _check_width(names, bounds, number)
    return _header(names, found, number, quoted)


def _check_width(names: list[str], limits: Limits, line: int) -> None:
    if len(names) <= limits.columns:
        return
    raise ReadError(
        "trop_de_colonnes",
        "Ce fichier a beaucoup trop de colonnes",
        line=line + 1,
        read=f"{len(names)} colonnes",
        expected=f"18, 21 ou 22 colonnes, et au plus {limits.columns}",
        remedy="Exportez à nouveau le FEC depuis votre logiciel de comptabilité.",
    )


def _header(names: list[str], separator: str, line: int, quoted: bool) -> Header:
    columns: dict[str, int] = {}
    duplicated: list[str] = []
    analytic = None
    for position, name in enumerate(names):
        key = plain(name)
        known = _NAMES.get(key)
        if known is not None:
            if known in columns:
                duplicated.append(name)
            columns.setdefault(known, position)
        elif analytic is None and _ANALYTIC.search(key) and "lib" not in key:
            analytic = position
    if "Debit" in columns and "Credit" in columns:
        columns.pop("Montant", None)
        columns.pop("Sens", None)
    elif "Montant" in columns and "Sens" in columns:
        columns.pop("Debit", None)
        columns.pop("Credit", None)
    return Header(separator, line, tuple(names), columns, analytic, quoted, tuple(duplicated))


def _without_header(lines: list[str], separator: str) -> Header | None:
    """Columns in legal order when the first line is already an entry."""
    first = next((i for i, line in enumerate(lines) if line.strip()), None)
    if first is None:
        return None
    for candidate in [separator] if separator else SEPARATORS:
        found = [c.strip().strip('"') for c in lines[first].split(candidate)]
        if len(found) not in (18, 19, 21, 22, 23):
            continue
        dated = re.fullmatch(r"[0-9]{8}", found[3]) and re.match(r"[0-9]{3}", found[4])
        amounts = all(_AMOUNT_LIKE.fullmatch(found[i]) for i in (11, 12))
        if dated and amounts:
            names = [*LEGAL, *CASH_FIELDS, ""][: len(found)]
            columns = {name: i for i, name in enumerate(LEGAL)}
            return Header(candidate, first - 1, tuple(names), columns, None, False)
    return None


def check_columns(header: Header) -> None:
    """Raise ReadError when the columns without which nothing can be computed are absent."""
    amounts = ("Montant", "Sens") if {"Montant", "Sens"} & set(header.columns) else ("Debit", "Credit")
    wanted = [n for n in ("CompteNum", *amounts) if n not in header.columns]
    if not {"EcritureDate", "PieceDate", "ValidDate"} & set(header.columns):
        wanted.append("EcritureDate")
    if not wanted:
        return
    raise ReadError(
        "colonnes_absentes",
        f"Il manque à ce FEC de quoi lire les comptes : {', '.join(wanted)}",
        line=header.line + 1 if header.line >= 0 else None,
        expected="les 18 colonnes d’un FEC, dont CompteNum, EcritureDate, Debit et Credit",
        remedy="Exportez à nouveau le FEC complet depuis votre logiciel, sans choisir de colonnes.",
    )
