"""The fictitious association as the files that its treasurer would have: FEC, balance, budget, cash sheet."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict

from equilibre.examples.fictitious import fec_name, fictitious_books
from equilibre.examples.ledger import JOURNALS, Book, Entry, Posting
from equilibre.examples.scenario import Scenario, load_scenario

FEC_COLUMNS = (
    "JournalCode", "JournalLib", "EcritureNum", "EcritureDate", "CompteNum", "CompteLib", "CompAuxNum",
    "CompAuxLib", "PieceRef", "PieceDate", "EcritureLib", "Debit", "Credit", "EcritureLet", "DateLet",
    "ValidDate", "Montantdevise", "Idevise",
)  # fmt: skip
EOL = "\r\n"


def example_files() -> dict[str, bytes]:
    """File name → content. The same bytes whenever and wherever they are made."""
    from equilibre.examples.workbooks import budget_workbook, cash_workbook

    scenario = load_scenario()
    books = fictitious_books()
    last = books[-1]
    files = {fec_name(book, scenario): fec_bytes(book, scenario) for book in books}
    files[f"balance-{last.year}.csv"] = balance_bytes(last, scenario)
    files[f"budget-{scenario.budget.year}.xlsx"] = budget_workbook(scenario)
    files[f"tresorerie-{last.year}.xlsx"] = cash_workbook(last, scenario)
    files["LISEZ-MOI.txt"] = README.replace("\n", EOL).encode()
    return files


def fec_bytes(book: Book, scenario: Scenario) -> bytes:
    """The FEC of a book: 18 columns, tabs, UTF-8, comma decimals, numbered in order of date."""
    letters = lettering(book)
    lines = ["\t".join(FEC_COLUMNS)]
    for rank, entry in enumerate(book.entries, start=1):
        lines += ["\t".join(_fields(entry, posting, rank, letters, scenario)) for posting in entry.postings]
    return (EOL.join(lines) + EOL).encode()


def _fields(
    entry: Entry, posting: Posting, rank: int, letters: dict[str, tuple[str, dt.date]], scenario: Scenario
) -> tuple[str, ...]:
    who = posting.third_party if posting.account[0] == "4" else ""
    letter, lettered = letters.get(posting.settlement, ("", None))
    day = f"{entry.date:%Y%m%d}"
    return (
        entry.journal,
        JOURNALS[entry.journal],
        f"{rank:05d}",
        day,
        posting.account,
        scenario.accounts[posting.account],
        who,
        scenario.third_parties[who].label if who else "",
        entry.piece,
        day,
        entry.label,
        amount(max(posting.amount, 0)),
        amount(max(-posting.amount, 0)),
        letter,
        f"{lettered:%Y%m%d}" if lettered else "",
        f"{validation(entry):%Y%m%d}",
        "",
        "",
    )


def validation(entry: Entry) -> dt.date:
    """Entries are validated at the end of their month, as most treasurers do."""
    following = dt.date(entry.date.year + entry.date.month // 12, entry.date.month % 12 + 1, 1)
    return following - dt.timedelta(days=1)


def amount(cents: int) -> str:
    """« 1234,50 »: comma, two decimals, no thousands separator."""
    whole, rest = divmod(cents, 100)
    return f"{whole},{rest:02d}"


def lettering(book: Book) -> dict[str, tuple[str, dt.date]]:
    """Settlement → (letters, date) for those that are nil within the exercice."""
    balance: dict[str, int] = defaultdict(int)
    latest: dict[str, dt.date] = {}
    for entry in book.entries:
        for posting in entry.postings:
            if posting.settlement:
                balance[posting.settlement] += posting.amount
                latest[posting.settlement] = entry.date
    settled = [key for key in latest if balance[key] == 0]
    return {key: (_letters(rank), latest[key]) for rank, key in enumerate(settled)}


def _letters(rank: int) -> str:
    """0 → AAA, 1 → AAB…"""
    return "".join(chr(65 + rank // 26**power % 26) for power in (2, 1, 0))


def balance_bytes(book: Book, scenario: Scenario) -> bytes:
    """A trial balance: semicolons, cp1252, as office software writes it."""
    opening: dict[str, int] = defaultdict(int)
    debit: dict[str, int] = defaultdict(int)
    credit: dict[str, int] = defaultdict(int)
    for entry in book.entries:
        for posting in entry.postings:
            if entry.journal == "AN":
                opening[posting.account] += posting.amount
            else:
                debit[posting.account] += max(posting.amount, 0)
                credit[posting.account] += max(-posting.amount, 0)
    lines = [
        "Compte;Libellé;Solde d'ouverture débit;Solde d'ouverture crédit;Mouvements débit;Mouvements crédit;"
        "Solde débit;Solde crédit"
    ]
    for number in sorted({*opening, *debit, *credit}):
        before = opening[number]
        after = before + debit[number] - credit[number]
        columns = (
            max(before, 0), max(-before, 0), debit[number], credit[number], max(after, 0), max(-after, 0)
        )  # fmt: skip
        amounts = ";".join(amount(value) for value in columns)
        lines.append(f"{number};{scenario.accounts[number]};{amounts}")
    return (EOL.join(lines) + EOL).encode("cp1252")


README = """Les Ateliers du Préau : une association qui n'existe pas.

Ces fichiers sont inventés pour essayer l'outil « Trajectoires socio-économiques ».
Aucun nom, aucun montant ne vient d'une association réelle. Le SIREN 000000000 n'appartient à personne.

000000000FEC20231231.txt, …2024…, …2025…   les écritures de trois exercices (FEC)
balance-2025.csv                           la balance de 2025
budget-2026.xlsx                           le budget prévisionnel de 2026, sur le plan du Cerfa 12156
tresorerie-2025.xlsx                       les recettes, les dépenses et la banque de 2025

Pour les lire :
    equilibre qualify 000000000FEC20231231.txt 000000000FEC20241231.txt 000000000FEC20251231.txt
"""
