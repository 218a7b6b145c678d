"""What may be stored: the last gate before the database, whatever came through the ones before.

The engine's readers already leave names out. This gate does not trust them, nor a passation file written
by someone else: it applies the engine's rule of what may be kept to every exercice, forgets the name of any
payer that is not an institution, and file names, which people write freely (« compta Mme Dupont.xlsx »).
"""

from __future__ import annotations

import re

import msgspec

from equilibre.accounts.privacy import keep
from equilibre.accounts.totals import AccountTotals, Payer, SourceInfo
from equilibre.model.dossier import Dossier as Inputs

REGULATED_NAME = re.compile(r"\d{9}FEC\d{8}(\.\w{1,5})?", re.IGNORECASE)
"""Article A.47 A-1 of the Livre des procédures fiscales: SIREN, « FEC », closing date. It names nobody."""
replace = msgspec.structs.replace


def storable(inputs: Inputs) -> Inputs:
    """The inputs as they may be stored; applying it twice changes nothing more.

    A published case is never stored: a file that says it is one is somebody's own, and shown as such.
    """
    if inputs.origin == "publie":
        inputs = replace(inputs, origin="depot", sources=())
    return replace(
        inputs,
        exercices=tuple(replace(e, totals=_storable_totals(e.totals)) for e in inputs.exercices),
    )


def _storable_totals(totals: AccountTotals) -> AccountTotals:
    names = {p.key: p.name for p in totals.payers if p.institutional and p.kind != "particulier"}
    kept = keep(totals)
    return replace(
        kept,
        source=_source(totals.source),
        payers=tuple(_named(payer, names.get(payer.key, "")) for payer in kept.payers),
    )


def _named(payer: Payer, name: str) -> Payer:
    return payer if payer.name == name else replace(payer, name=name)


def _source(source: SourceInfo) -> SourceInfo:
    """The file's name only when it is the regulated one; otherwise what kind of file it was."""
    if not source.name or REGULATED_NAME.fullmatch(source.name):
        return source
    extension = re.search(r"\.(\w{1,5})$", source.name)
    return replace(source, name=f"comptes.{extension[1].lower()}" if extension else "comptes")
