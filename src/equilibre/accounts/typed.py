"""A dozen totals typed by hand, for who has no file at all: TypedTotals → Reading."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cache
from typing import Literal, NamedTuple

import msgspec

from equilibre.accounts.amounts import is_blank, typed_amount
from equilibre.accounts.assemble import AnomalyLog, Ledger, note_cash_gap, said, totals_of
from equilibre.accounts.totals import Reading, SourceInfo
from equilibre.errors import ReadError
from equilibre.formatting import typographic
from equilibre.reference.shipped import table


class TypedTotals(msgspec.Struct, frozen=True, kw_only=True):
    """Totals of one exercice in cents, said positive. None means « not told », not zero."""

    opening: dt.date
    closing: dt.date
    basis: Literal["engagement", "tresorerie", "budget"] = "engagement"
    cotisations: int | None = None
    dons: int | None = None
    mecenat: int | None = None
    subventions_publiques: int | None = None
    fondations: int | None = None
    ventes_usagers: int | None = None
    prestations_collectivites: int | None = None
    concours_publics: int | None = None
    autres_produits: int | None = None
    achats: int | None = None
    personnel: int | None = None
    locaux: int | None = None
    autres_charges: int | None = None
    tresorerie_debut: int | None = None
    tresorerie_fin: int | None = None


class TypedField(NamedTuple):
    """One box of the form. ``account`` is the platform's convention for what is typed there."""

    key: str
    side: Literal["produit", "charge", "tresorerie"]
    account: str
    label: str
    help: str


@cache
def typed_fields() -> tuple[TypedField, ...]:
    """The boxes of the form, in order, from ``reference/data/typed_totals.csv`` (status: convention)."""
    sides: dict[str, Literal["produit", "charge", "tresorerie"]] = {
        "produit": "produit",
        "charge": "charge",
        "tresorerie": "tresorerie",
    }
    return tuple(
        TypedField(
            row["key"],
            sides[row["side"]],
            row["account"],
            typographic(row["label"]),
            typographic(row["help"]),
        )
        for row in table("typed_totals.csv")
    )


def typed_from_form(
    values: Mapping[str, str],
    *,
    opening: dt.date,
    closing: dt.date,
    basis: Literal["engagement", "tresorerie", "budget"] = "engagement",
) -> TypedTotals:
    """Read the boxes of a form (« 12 400,50 », « 12400.50 € », empty = not told). Raises ReadError."""
    amounts: dict[str, int] = {}
    for box in typed_fields():
        text = values.get(box.key, "")
        if is_blank(text):
            continue
        amount = typed_amount(text, field=box.label)
        if amount < 0 and box.side != "tresorerie":
            raise ReadError(
                "montant_negatif",
                "Ce montant ne peut pas être négatif",
                field=box.label,
                read=text[:40],
                expected="un total de l’année, sans signe",
                remedy="Écrivez les charges et les produits en positif : nous savons de quel côté ils sont.",
            )
        amounts[box.key] = amount
    return msgspec.convert(
        {"opening": opening, "closing": closing, "basis": basis, **amounts}, type=TypedTotals
    )


def totals_from_typed(typed: TypedTotals) -> Reading:
    """AccountTotals of typed totals. Raises ReadError when there is no product or the dates are impossible.

    Boxes left empty give no account at all. Cash typed at both ends gives account 512000 with its opening
    balance; one end alone is kept as a note, since it cannot be compared.
    """
    ledger = Ledger()
    notes = [
        "Totaux saisis à la main : leurs comptes sont ceux que leur donne la convention de la plateforme."
    ]
    told = {box.key: getattr(typed, box.key) for box in typed_fields()}
    for box in typed_fields():
        amount = told[box.key]
        if amount is not None and box.side != "tresorerie":
            ledger.add(box.account, box.label, movement=amount if box.side == "charge" else -amount)
    if not ledger.balance_of("7") < 0:
        raise ReadError(
            "aucun_produit",
            "Aucune ressource n’a été saisie",
            expected="au moins un total de produits",
            remedy="Remplissez au moins une ligne de ressources (cotisations, subventions, ventes…).",
        )
    log = AnomalyLog()
    start, end = typed.tresorerie_debut, typed.tresorerie_fin
    if start is not None and end is not None:
        ledger.add("512000", "Argent disponible", opening=start, movement=end - start)
        if typed.basis == "tresorerie":
            note_cash_gap(
                log,
                start=start,
                receipts=-ledger.balance_of("7"),
                expenses=ledger.balance_of("6"),
                end=end,
            )
    elif start is not None or end is not None:
        notes.append("L’argent disponible n’est donné qu’à une date : il n’est pas comparé.")
    totals = totals_of(
        ledger,
        opening=typed.opening,
        closing=typed.closing,
        basis=typed.basis,
        source=SourceInfo(format="saisie", lines=sum(v is not None for v in told.values())),
        log=log,
    )
    return Reading(totals=totals, notes=said(notes))
