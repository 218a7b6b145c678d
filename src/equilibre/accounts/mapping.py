"""A free sheet (« libellé ; montant ») → rows with proposed accounts → Reading, nothing guessed silently."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from typing import Literal

import msgspec

from equilibre.accounts.assemble import AnomalyLog, Ledger, note_cash_gap, said, totals_of
from equilibre.accounts.label_rules import ASK_BELOW, NUMBERED, Side, propose
from equilibre.accounts.mapping_layout import FoundRow, find_rows
from equilibre.accounts.named_payers import named_payers
from equilibre.accounts.table import Table
from equilibre.accounts.totals import Basis, Reading, SourceInfo
from equilibre.errors import ReadError
from equilibre.formatting import euros_exact
from equilibre.reference import chart, labels

RowSide = Literal["recette", "depense", "solde_debut", "solde_fin", "inconnu"]


class MappedRow(msgspec.Struct, frozen=True, kw_only=True):
    """One row of the user's sheet and what is proposed for it; the user may change side and account."""

    label: str
    amount: int
    """Cents, positive on its side; negative for a refund or a cancellation."""
    side: RowSide
    proposed_account: str
    """« » when nothing can be proposed, or when the row is a bank balance."""
    confidence: float
    """0–1; below ``label_rules.ASK_BELOW`` the row is asked."""
    reason: str
    """French, for the screen."""
    line: int = 0
    proposed_label: str = ""

    @property
    def asked(self) -> bool:
        """Whether the user should confirm or correct this row."""
        return self.side == "inconnu" or (self.side in {"recette", "depense"} and self.confidence < ASK_BELOW)


def propose_mapping(table: Table, log: AnomalyLog | None = None) -> tuple[MappedRow, ...]:
    """The rows of the sheet that hold an amount, totals left out, each with a proposed account.

    Raises ReadError when the sheet has no label with an amount beside it.
    """
    log = log or AnomalyLog()
    best: list[FoundRow] = []
    for sheet in table.sheets:
        found = find_rows(sheet.rows, log)
        best = found if len(found) > len(best) else best
    if not best:
        raise ReadError(
            "tableau_non_reconnu",
            "Aucune ligne « libellé, montant » n’a été reconnue",
            expected="une colonne de libellés et une colonne de montants",
            remedy="Gardez une feuille avec un libellé et un montant par ligne, puis déposez-la.",
        )
    return tuple(_mapped(row) for row in best)


def _mapped(row: FoundRow) -> MappedRow:
    if row.side in {"solde_debut", "solde_fin"}:
        return MappedRow(
            label=row.label,
            amount=row.amount,
            side=row.side,
            proposed_account="512000",
            proposed_label="Argent disponible",
            confidence=NUMBERED,
            reason="Solde de vos comptes bancaires et de la caisse",
            line=row.line,
        )
    if row.account:
        entry = chart.lookup(row.account, "anc2025")
        return MappedRow(
            label=row.label,
            amount=row.amount,
            side="recette" if row.account.startswith(("7", "87")) else "depense",
            proposed_account=row.account,
            proposed_label=entry.label if entry is not None else "",
            confidence=NUMBERED,
            reason="Numéro de compte lu dans la feuille",
            line=row.line,
        )
    side: Side | None = row.side if row.side in {"recette", "depense"} else None
    proposal = propose(row.label, side)
    return MappedRow(
        label=row.label,
        amount=row.amount,
        side=side or proposal.side or "inconnu",
        proposed_account=proposal.account,
        proposed_label=proposal.account_label,
        confidence=proposal.confidence,
        reason=proposal.reason,
        line=row.line,
    )


def totals_from_rows(
    rows: Iterable[MappedRow],
    *,
    opening: dt.date,
    closing: dt.date,
    name: str = "",
    basis: Basis = "tresorerie",
    source: SourceInfo | None = None,
    log: AnomalyLog | None = None,
    waiting: bool = False,
) -> Reading:
    """Totals of mapped rows, as proposed or as the user corrected them.

    A row whose side or account is unknown is not counted: it is listed (M03) and ``asks`` says « mapping ».
    ``waiting``: the user has not seen the rows yet, so that none counted is no error.
    Accounts of classes 1, 2 and 5 (loans, durable goods, transfers) stay outside products and charges.
    """
    rows = tuple(rows)
    log = log or AnomalyLog()
    ledger = Ledger()
    names = Counter(row.proposed_account for row in rows)
    received: list[tuple[str, str, int]] = []
    for row in rows:
        if row.side in {"solde_debut", "solde_fin"}:
            continue
        if row.side == "inconnu" or not row.proposed_account:
            log.note("M03", line=row.line or None, read=euros_exact(row.amount))
            continue
        account = row.proposed_account
        sign = -1 if row.side == "recette" else 1
        if account[0] in "125":
            log.note("K03" if account.startswith("58") else "K04", line=row.line or None)
            if account.startswith("58"):
                continue
        ledger.add(account, _account_label(row, names[account] == 1), movement=sign * row.amount)
        if row.side == "recette":
            received.append((row.label, account, row.amount))
    _add_bank(ledger, rows, log)
    payers, payer_names, unresolved = named_payers(received)
    totals = totals_of(
        ledger,
        opening=opening,
        closing=closing,
        basis=basis,
        source=source or SourceInfo(name=name, format="tableur", lines=len(rows)),
        log=log,
        may_be_empty=waiting,
    )
    totals = msgspec.structs.replace(totals, payers=payers, payers_unresolved=unresolved)
    asks = ("mapping",) if any(row.asked for row in rows) else ()
    return Reading(totals=totals, payer_names=payer_names, asks=asks, notes=_notes(rows))


def _account_label(row: MappedRow, alone: bool) -> str:
    """The row's own words when it is alone on its account and names nobody; else the account's usual name."""
    named = "personne" in labels.match_hints(row.label)
    return row.label if (alone and not named) or not row.proposed_label else row.proposed_label


def _add_bank(ledger: Ledger, rows: tuple[MappedRow, ...], log: AnomalyLog) -> None:
    start = [row.amount for row in rows if row.side == "solde_debut"]
    end = [row.amount for row in rows if row.side == "solde_fin"]
    if not start or not end:
        return
    note_cash_gap(
        log,
        start=sum(start),
        receipts=-sum(ledger.balance_of(c) for c in "127"),
        expenses=ledger.balance_of("6"),
        end=sum(end),
    )
    ledger.add("512000", "Argent disponible", opening=sum(start), movement=sum(end) - sum(start))


def _notes(rows: tuple[MappedRow, ...]) -> tuple[str, ...]:
    asked = sum(row.asked for row in rows)
    notes = ["Les comptes sont proposés d’après les libellés : vérifiez-les avant de lire le résultat."]
    if asked:
        lines = "1 ligne est à confirmer." if asked == 1 else f"{asked} lignes sont à confirmer."
        notes.append(lines)
    return said(notes)
