"""Small accounts written by hand, with round figures that a reader can add up."""

from __future__ import annotations

from dataclasses import dataclass

COLUMNS = (
    "JournalCode", "JournalLib", "EcritureNum", "EcritureDate", "CompteNum", "CompteLib", "CompAuxNum",
    "CompAuxLib", "PieceRef", "PieceDate", "EcritureLib", "Debit", "Credit", "EcritureLet", "DateLet",
    "ValidDate", "Montantdevise", "Idevise",
)  # fmt: skip


@dataclass(frozen=True)
class Line:
    """One line of an entry, in euros."""

    account: str
    label: str
    debit: str = "0,00"
    credit: str = "0,00"
    third: str = ""
    third_name: str = ""


@dataclass(frozen=True)
class Entry:
    """Balanced lines of one day."""

    day: str
    text: str
    lines: tuple[Line, ...]
    journal: str = "BQ"


def entries(year: int = 2024) -> list[Entry]:
    """Products 90 000 €, charges 84 000 €: grants 50 000, sales 30 000, members 10 000."""
    y = str(year)
    bank = "512000", "Banque"
    return [
        Entry(
            f"{y}0101",
            "A nouveaux",
            (Line(*bank, debit="20000,00"), Line("110000", "Report à nouveau", credit="20000,00")),
            journal="AN",
        ),
        Entry(
            f"{y}0215",
            "Subvention de fonctionnement",
            (
                Line(*bank, debit="30000,00"),
                Line("740000", "Subvention ville", credit="30000,00"),
            ),
        ),
        Entry(
            f"{y}0320",
            "Notification département",
            (
                Line(
                    "441000",
                    "Subventions à recevoir",
                    "20000,00",
                    third="CD",
                    third_name="Conseil départemental",
                ),
                Line("740100", "Subvention département", credit="20000,00"),
            ),
            journal="OD",
        ),
        Entry(
            f"{y}0620",
            "Versement département",
            (
                Line(*bank, debit="20000,00"),
                Line(
                    "441000",
                    "Subventions à recevoir",
                    credit="20000,00",
                    third="CD",
                    third_name="Conseil départemental",
                ),
            ),
        ),
        Entry(
            f"{y}0630",
            "Ventes de stages",
            (Line(*bank, debit="30000,00"), Line("706000", "Prestations aux usagers", credit="30000,00")),
        ),
        Entry(
            f"{y}0910",
            "Cotisations",
            (Line(*bank, debit="10000,00"), Line("756000", "Cotisations", credit="10000,00")),
        ),
        Entry(
            f"{y}1015",
            "Salaires",
            (Line("641100", "Salaires", debit="48000,00"), Line(*bank, credit="48000,00")),
        ),
        Entry(
            f"{y}1031",
            "Cotisations sociales",
            (Line("645100", "Cotisations URSSAF", debit="12000,00"), Line(*bank, credit="12000,00")),
        ),
        Entry(
            f"{y}1115",
            "Loyer",
            (Line("613200", "Location de salle", debit="14000,00"), Line(*bank, credit="14000,00")),
        ),
        Entry(
            f"{y}1220",
            "Achats",
            (Line("606400", "Fournitures", debit="10000,00"), Line(*bank, credit="10000,00")),
        ),
    ]


def fec(year: int = 2024, *, added: tuple[Entry, ...] = ()) -> bytes:
    """The entries as a tab-separated FEC in UTF-8."""
    rows = [COLUMNS]
    for number, entry in enumerate([*entries(year), *added], start=1):
        rows += [_row(number, entry, line) for line in entry.lines]
    return "".join("\t".join(row) + "\r\n" for row in rows).encode()


def _row(number: int, entry: Entry, line: Line) -> tuple[str, ...]:
    return (
        entry.journal, entry.journal, str(number), entry.day, line.account, line.label, line.third,
        line.third_name, f"P{number}", entry.day, entry.text, line.debit, line.credit, "", "",
        entry.day, "", "",
    )  # fmt: skip


SHEET = """Budget réalisé 2024;
Recettes;
Cotisations;4 200,00
Subvention mairie;12 000,00
Recettes de la fête du village;6 300,00
Dépenses;
Loyer de la salle;3 600,00
Fournitures;2 150,50
Assurance;410,00
"""


def sheet() -> bytes:
    """A free sheet « libellé ; montant »."""
    return SHEET.encode()
