"""Writes FEC files for the tests: from a published case or from entries, in every shape met in real files.

The balances of classes 6, 7 and 8 of a file made from a case are those of the case, to the cent, whatever the
shape; classes 1 to 5 are invented counterparts. Same arguments, same bytes.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from equilibre.accounts.cases import PublishedCase, load_case

COLUMNS = [
    *("JournalCode", "JournalLib", "EcritureNum", "EcritureDate", "CompteNum", "CompteLib"),
    *("CompAuxNum", "CompAuxLib", "PieceRef", "PieceDate", "EcritureLib", "Debit", "Credit"),
    *("EcritureLet", "DateLet", "ValidDate", "Montantdevise", "Idevise"),
]
OPTIONAL = {"CompAuxNum", "CompAuxLib", "EcritureLet", "DateLet", "Montantdevise", "Idevise"}
JOURNALS = {"AN": "A nouveaux", "VE": "Ventes", "BQ": "Banque", "OD": "Opérations diverses", "CL": "Clôture"}
ENCODINGS = ("utf-8", "iso8859-15", "latin-1", "cp1252", "cp850")
SEPARATORS = ("\t", "|", ";", ",")
DEVIATIONS = (
    *("bom", "utf-16", "quoted", "montant-sens", "montant-sens-pm"),
    *("iso-dates", "dmy-dates", "block-dates", "serial-dates", "timed-dates"),
    *("decimal-point", "thousands-space", "thousands-nbsp", "thousands-narrow"),
    *("padded", "signed-padding", "negative-amounts", "trailing-sign", "parentheses"),
    *("missing-optional", "no-number", "extra-columns", "dolibarr-columns", "reordered"),
    *("lowercase-header", "accented-header", "no-header", "title-lines"),
    *("alpha-num", "constant-num", "per-journal-num"),
    *("trailing-sep", "blank-lines", "empty-validdate", "closing-entries"),
    *("crcrlf", "cr", "lf", "no-final-newline"),
)
_SAME = (
    {"montant-sens", "montant-sens-pm", "no-header"},
    {"iso-dates", "dmy-dates", "block-dates", "serial-dates", "timed-dates", "no-header"},
    {"thousands-space", "thousands-nbsp", "thousands-narrow", "padded", "signed-padding"},
    {"alpha-num", "constant-num", "per-journal-num", "no-number"},
    {"crcrlf", "cr", "lf"},
    {"signed-padding", "trailing-sign", "parentheses"},
    {"bom", "utf-16"},
    {"missing-optional", "no-header", "reordered", "no-number", "quoted", "title-lines", "dolibarr-columns"},
    {"lowercase-header", "accented-header", "no-header"},
    {"extra-columns", "dolibarr-columns"},
)


def compatible(*deviations: str) -> bool:
    """Whether one file can have these deviations together."""
    chosen = set(deviations)
    return all(len(chosen & same) < 2 for same in _SAME)


@dataclass(frozen=True)
class Line:
    """One line of an entry; ``amount`` is cents, debit positive."""

    account: str
    label: str
    amount: int
    aux: str = ""
    aux_label: str = ""
    letter: str = ""
    letter_date: dt.date | None = None


@dataclass(frozen=True)
class Entry:
    """A balanced entry, unless a test wants otherwise."""

    day: dt.date
    journal: str
    piece: str
    label: str
    lines: tuple[Line, ...]


@dataclass
class Ledger:
    """The entries of one exercice."""

    opening: dt.date
    closing: dt.date
    entries: list[Entry] = field(default_factory=list)

    def post(self, day: dt.date, journal: str, label: str, *lines: Line) -> None:
        """Add an entry with the next piece number."""
        piece = f"{journal}{len(self.entries) + 1:05d}"
        self.entries.append(Entry(day, journal, piece, label, lines))


def ledger_of(case: PublishedCase, seed: int = 1, pieces: int = 6) -> Ledger:
    """Entries whose balances are those of a published case."""
    rng = random.Random(f"{case.slug}/{seed}")
    book = Ledger(case.opening, case.closing)
    days = (case.closing - case.opening).days
    opening_cash = 10_000_000
    for rank, account in enumerate([*case.accounts, *case.in_kind]):
        if account.number[0] not in "67":
            continue
        for part in _split(rng, account.cents, pieces):
            day = case.opening + dt.timedelta(days=rng.randint(0, days))
            _operate(book, rng, account.number, account.label, part, day, rank)
    _in_kind(book, case)
    book.entries.sort(key=lambda e: (e.day, e.journal, e.piece))
    start = Entry(
        case.opening,
        "AN",
        "AN00001",
        "A nouveaux",
        (
            Line("512000", "Banque", opening_cash),
            Line("102000", "Fonds propres", -6_000_000),
            Line("110000", "Report à nouveau", -4_000_000),
        ),
    )
    book.entries.insert(0, start)
    # The last day of the exercice always has an entry, as inventories do.
    book.post(
        case.closing, "OD", "Virement interne", Line("581000", "Virements", 0), Line("512000", "Banque", 0)
    )
    return book


def _split(rng: random.Random, total: int, parts: int) -> list[int]:
    cuts = sorted(rng.randint(0, abs(total)) for _ in range(parts - 1))
    sizes = [b - a for a, b in zip([0, *cuts], [*cuts, abs(total)], strict=True)]
    return [size if total > 0 else -size for size in sizes if size]


def _operate(
    book: Ledger, rng: random.Random, number: str, label: str, amount: int, day: dt.date, rank: int
) -> None:
    """Through a third party for sales, grants and purchases; straight to the bank for the rest."""
    third = {"70": "411000", "74": "441000", "60": "401000", "61": "401000"}.get(number[:2])
    if third is None:
        book.post(day, "BQ", label, Line(number, label, amount), Line("512000", "Banque", -amount))
        return
    aux = f"X{rank:03d}{rng.randint(1, 9)}"
    name = f"Tiers {aux}"
    due = min(day + dt.timedelta(days=rng.randint(3, 50)), book.closing)
    letter = f"L{len(book.entries)}"
    credit = Line(third, "Tiers", -amount, aux, name, letter, due)
    book.post(day, "VE", label, credit, Line(number, label, amount))
    paid = Line(third, "Tiers", amount, aux, name, letter, due)
    book.post(due, "BQ", f"Règlement {label}", Line("512000", "Banque", -amount), paid)


def _in_kind(book: Ledger, case: PublishedCase) -> None:
    lines = [Line(a.number, a.label, a.cents) for a in case.in_kind]
    if lines:
        book.post(case.closing, "OD", "Contributions volontaires", *lines)


def add_closing(book: Ledger) -> None:
    """The entry that brings classes 6 and 7 to zero."""
    balances: dict[str, list[object]] = {}
    for entry in book.entries:
        for line in entry.lines:
            if line.account[:1] in ("6", "7"):
                found = balances.setdefault(line.account, [line.label, 0])
                found[1] = int(str(found[1])) + line.amount
    lines = [Line(n, str(label), -int(str(v))) for n, (label, v) in sorted(balances.items()) if v]
    result = -sum(line.amount for line in lines)
    account = "120000" if result < 0 else "129000"
    book.post(book.closing, "CL", "Clôture de l'exercice", *lines, Line(account, "Résultat", result))


def write(
    book: Ledger,
    *deviations: str,
    separator: str = "\t",
    encoding: str = "utf-8",
    analytic: dict[str, str] | None = None,
) -> bytes:
    """The bytes of the file. ``analytic``: account → code of an analytical column, added at the end."""
    unknown = set(deviations) - set(DEVIATIONS)
    assert not unknown, unknown
    if "closing-entries" in deviations:
        add_closing(book)
    columns = _columns(deviations)
    if analytic is not None:
        columns.append("Section analytique")
    rows = [_titles(columns, deviations), *_rows(book, columns, deviations, analytic or {})]
    if "no-header" in deviations:
        rows = rows[1:]
    lines = [_joined(cells, separator, deviations) for cells in rows]
    if "title-lines" in deviations:
        lines = ["Grand livre exporté", "Exercice clos", *lines]
    if "blank-lines" in deviations:
        lines = [text for i, line in enumerate(lines) for text in ((line, "") if i % 7 == 3 else (line,))]
    end = "\r\r\n" if "crcrlf" in deviations else "\r" if "cr" in deviations else "\n"
    end = end if {"crcrlf", "cr", "lf"} & set(deviations) else "\r\n"
    text = end.join(lines) + ("" if "no-final-newline" in deviations else end)
    if "utf-16" in deviations:
        return text.encode("utf-16")
    data = text.encode(encoding, "replace")
    return b"\xef\xbb\xbf" + data if "bom" in deviations else data


def _columns(deviations: Sequence[str]) -> list[str]:
    columns = list(COLUMNS)
    if {"montant-sens", "montant-sens-pm"} & set(deviations):
        columns[11:13] = ["Montant", "Sens"]
    if "missing-optional" in deviations:
        columns = [c for c in columns if c not in OPTIONAL]
    if "no-number" in deviations:
        columns.remove("EcritureNum")
    if "extra-columns" in deviations:
        columns += ["DateRglt", "ModeRglt", "NatOp", "IdClient"]
    if "dolibarr-columns" in deviations:
        columns += ["DateLimitReglmt", "NumFacture", "FichierFacture"]
    if "reordered" in deviations:
        columns = ["CompteNum", "CompteLib", *(c for c in columns if c not in ("CompteNum", "CompteLib"))]
    return columns


def _titles(columns: Iterable[str], deviations: Sequence[str]) -> list[str]:
    if "lowercase-header" in deviations:
        return [c.lower() for c in columns]
    if "accented-header" in deviations:
        accents = {
            "Debit": "Débit",
            "Credit": "Crédit",
            "PieceRef": "PièceRef",
            "Montantdevise": "Montant devise",
        }
        return [accents.get(c, c) for c in columns]
    return list(columns)


def _joined(cells: Iterable[str], separator: str, deviations: Sequence[str]) -> str:
    texts = ['"' + c.replace('"', '""') + '"' for c in cells] if "quoted" in deviations else list(cells)
    return separator.join(texts) + (separator if "trailing-sep" in deviations else "")


def _rows(
    book: Ledger, columns: Sequence[str], deviations: Sequence[str], analytic: dict[str, str]
) -> Iterable[list[str]]:
    ranks: dict[str, int] = {}
    for number, entry in enumerate(book.entries, start=1):
        ranks[entry.journal] = ranks.get(entry.journal, 0) + 1
        for line in entry.lines:
            cells = _cells(entry, line, number, ranks[entry.journal], deviations)
            cells["Section analytique"] = analytic.get(line.account, "")
            if {"thousands-space"} & set(deviations) and line.amount == 0:
                cells["Debit"] = cells["Credit"] = ""
            yield [cells.get(c, "") for c in columns]


def _cells(entry: Entry, line: Line, number: int, rank: int, deviations: Sequence[str]) -> dict[str, str]:
    debit, credit = (line.amount, 0) if line.amount > 0 else (0, -line.amount)
    if "negative-amounts" in deviations and number % 3 == 0:
        debit, credit = -credit, -debit
    amount, side = (debit, 1) if debit else (credit, -1)
    signs = {1: "+1", -1: "-1"} if "montant-sens-pm" in deviations else {1: "D", -1: "C"}
    numbers = {
        "alpha-num": f"{entry.journal}/{entry.day.year}/{rank:05d}",
        "constant-num": "0",
        "per-journal-num": str(rank),
    }
    chosen = next((numbers[d] for d in deviations if d in numbers), str(number))
    wide = 30 if "padded" in deviations else 0
    return {
        "JournalCode": entry.journal.ljust(wide and 4),
        "JournalLib": JOURNALS.get(entry.journal, "Divers"),
        "EcritureNum": chosen,
        "EcritureDate": _date(entry.day, deviations),
        "CompteNum": line.account,
        "CompteLib": line.label.ljust(wide),
        "CompAuxNum": line.aux,
        "CompAuxLib": line.aux_label,
        "PieceRef": entry.piece,
        "PieceDate": _date(entry.day, deviations),
        "EcritureLib": entry.label.ljust(wide),
        "Debit": _money(debit, deviations),
        "Credit": _money(credit, deviations),
        "Montant": _money(amount, deviations),
        "Sens": signs[side],
        "EcritureLet": line.letter,
        "DateLet": _date(line.letter_date, deviations) if line.letter_date else "",
        "ValidDate": "" if "empty-validdate" in deviations else _date(entry.day, deviations),
    }


def _date(day: dt.date, deviations: Sequence[str]) -> str:
    forms = {
        "iso-dates": "%Y-%m-%d",
        "dmy-dates": "%d/%m/%Y",
        "block-dates": "%d%m%Y",
        "timed-dates": "%Y-%m-%d 00:00:00",
    }
    if "serial-dates" in deviations:
        return str((day - dt.date(1899, 12, 30)).days)
    return day.strftime(next((forms[d] for d in deviations if d in forms), "%Y%m%d"))


def _money(cents: int, deviations: Sequence[str]) -> str:
    whole, rest = divmod(abs(cents), 100)
    mark = "." if "decimal-point" in deviations else ","
    groups = {"thousands-space": " ", "thousands-nbsp": "\u00a0", "thousands-narrow": "\u202f"}
    group = next((groups[d] for d in deviations if d in groups), "")
    body = f"{whole:,}".replace(",", group)
    if "padded" in deviations:
        body = f"{whole:010d}"
    if "signed-padding" in deviations and cents:
        return f"{'-' if cents < 0 else ' '}{whole:015d}{mark}{rest:02d}"
    number = f"{body}{mark}{rest:02d}"
    if cents >= 0:
        return number
    if "trailing-sign" in deviations:
        return f"{number}-"
    return f"({number})" if "parentheses" in deviations else f"-{number}"


def case_book(slug: str = "ucpa-2023", seed: int = 1) -> Ledger:
    """The ledger of a shipped case."""
    return ledger_of(load_case(slug), seed)
