"""What is said of a reading in plain sentences: how the file was written, what was repaired or left out."""

from __future__ import annotations

from equilibre.accounts.books import CLOSING, Books
from equilibre.accounts.encodings import LABELS, Text
from equilibre.accounts.exercice import Period
from equilibre.accounts.fec_columns import CASH_FIELDS, SEPARATOR_LABELS, Header
from equilibre.accounts.fec_table import ANALYTIC
from equilibre.formatting import typographic

_FORMS = {
    "separee": "dates écrites comme 2024-03-31",
    "jour_mois_annee": "dates écrites comme 31/03/2024",
    "serie": "dates écrites comme des numéros de jour d’un tableur",
}


def notes_of(
    text: Text, header: Header, books: Books, period: Period, *, opened: bool, company: bool
) -> tuple[str, ...]:
    """French sentences, in the order in which the user reads them."""
    separator = SEPARATOR_LABELS.get(header.separator, header.separator)
    notes = [f"FEC en {LABELS[text.encoding]}, colonnes séparées par : {separator}."]
    notes += [*text.notes, *period.notes]
    repairs = _repairs(header, books)
    if repairs:
        notes.append(f"Lu quand même : {', '.join(repairs)}.")
    if bool((books.frame["role"] == CLOSING).any()):
        notes.append("Les écritures qui soldent les charges et les produits ont été laissées de côté.")
    if not opened:
        notes.append(
            "Pas d’à-nouveaux dans ce fichier : le bilan et la trésorerie ne peuvent pas être calculés."
        )
    if ANALYTIC in books.frame.columns and header.analytic is not None:
        notes.append(f"Colonne analytique lue : « {header.names[header.analytic][:40]} ».")
    if company:
        notes.append(
            "Ces comptes ressemblent à ceux d’une société : ni soutiens, ni dons, ni cotisations. "
            "Ils sont lus, mais le modèle est pensé pour les associations."
        )
    return tuple(typographic(note) for note in notes)


def _repairs(header: Header, books: Books) -> list[str]:
    found: list[str] = []
    if header.line < 0:
        found.append("pas de ligne de titres")
    elif header.line > 0:
        found.append(f"{header.line} lignes avant les titres")
    if header.signed:
        found.append("montant et sens au lieu de débit et crédit")
    form = books.table.plan.form
    if form.mark == ".":
        found.append("point décimal")
    if not form.plain:
        found.append("montants avec des espaces, des zéros ou un signe")
    forms = {p.form for column in books.dates.values() for p in column.parsed}
    found += [said for form_name, said in _FORMS.items() if form_name in forms]
    if any(n in header.names for n in CASH_FIELDS):
        found.append("colonnes d’une comptabilité de trésorerie")
    if books.key[0] != "EcritureNum":
        found.append(f"écritures regroupées par {', '.join(books.key)}")
    return found
