"""Which reader a file needs: FEC, balance, Cerfa, sheet… from its content; its name is never trusted."""

from __future__ import annotations

from typing import Literal

from equilibre.accounts.encodings import as_text
from equilibre.accounts.fec_columns import Header, find_header
from equilibre.accounts.kinds import refuse_unreadable
from equilibre.accounts.options import ReadOptions
from equilibre.errors import ReadError

HEAD = 1 << 18
"""Bytes of a text in which a header is looked for."""

Detected = Literal["fec", "passation", "texte", "classeur"]
"""« texte » and « classeur »: rows, which only their columns can tell apart."""


def detect(data: bytes, options: ReadOptions) -> Detected:
    """What a file is. Raises ReadError for a file that cannot be accounts, each kind with its remedy."""
    kind = refuse_unreadable(data, options.limits)
    if kind == "xml":
        raise _refused_xml(data)
    if kind != "texte":
        return "classeur"
    head = data[:HEAD]
    if _looks_passation(head):
        return "passation"
    text = as_text(head, options.encoding)
    if not any(line.strip() for line in text.body.split(b"\n")):
        return "texte"
    header = find_header(text.body, separator=options.separator, limits=options.limits)
    return "fec" if header is not None and is_ledger(header) else "texte"


def is_ledger(header: Header) -> bool:
    """Columns of dated entries with an account and amounts: a FEC, or a ledger close enough to be read as
    one."""
    dated = {"EcritureDate", "PieceDate", "ValidDate"} & set(header.columns)
    amounts = {"Debit", "Credit"} <= set(header.columns) or {"Montant", "Sens"} <= set(header.columns)
    named = {"EcritureNum", "JournalCode", "EcritureDate", "EcritureLib"} & set(header.columns)
    whole = "CompteNum" in header.columns and bool(dated) and amounts
    # A real FEC that lacks a vital column is still a FEC: its reader says which column is missing.
    return whole or (len([n for n in header.names if n.lower() in _CORE]) >= 6 and len(named) >= 2)


_CORE = frozenset(
    {
        "journalcode",
        "journallib",
        "ecriturenum",
        "ecrituredate",
        "comptenum",
        "comptelib",
        "pieceref",
        "ecriturelib",
    }
)


def _looks_passation(head: bytes) -> bool:
    return head[:64].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") and b"trajectoires/passation" in head


def _refused_xml(data: bytes) -> ReadError:
    if b"<comptabilite" in data[:4096] or b"formatA47A" in data[:4096]:
        return ReadError(
            "fec_xml",
            "C’est un FEC au format XML, que cet outil ne lit pas",
            expected="un FEC en texte (.txt), dont les colonnes sont séparées par des tabulations",
            remedy="Choisissez le FEC « texte » ou « à plat » à l’export de votre logiciel.",
        )
    return ReadError(
        "fichier_xml",
        "C’est un fichier XML, qui n’est pas un export de comptes connu",
        remedy="Exportez vos comptes au format FEC (texte), CSV, XLSX ou ODS.",
    )
