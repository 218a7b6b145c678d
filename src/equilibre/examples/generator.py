"""From a published case to the files that a treasurer would have: FEC, trial balance, Cerfa 12156.

    python -m equilibre.examples.generator ucpa-2023 --lines 20000 -o 000000000FEC20231231.txt
    python -m equilibre.examples.generator l214-2023 --as balance -o balance.csv

The balances of classes 6, 7 and 8 are those of the case to the cent; the rest is invented (``case_books``),
so that these files test readers and never speak of the organisation. Same case and options: same bytes.
"""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from pathlib import Path

import msgspec

from equilibre.accounts.cases import PublishedCase, case_slugs, load_case
from equilibre.errors import ReadError
from equilibre.examples.case_books import JOURNALS, Entry, Posting, case_entries
from equilibre.examples.case_cerfa import cerfa_form_rows, cerfa_rows
from equilibre.examples.deviations import DATES, DEVIATIONS, Style

SEPARATORS = {"tab": "\t", "pipe": "|", "semicolon": ";"}
ENCODINGS = ("utf-8", "latin-1", "iso-8859-15", "cp1252", "cp850")
_REPLACED = str.maketrans(
    {
        "œ": "oe",
        "Œ": "OE",
        "’": "'",
        "€": "EUR",
        "–": "-",
        "—": "-",
        "…": "...",
        "\u202f": " ",
        "«": '"',
        "»": '"',
    }
)
_SEPARATING = str.maketrans('\t\r\n|;"', "      ")
BLANK_EVERY = 61


def fec_bytes(
    case: PublishedCase,
    *,
    seed: str = "1",
    lines: int = 0,
    separator: str = "tab",
    encoding: str = "utf-8",
    eol: str = "\r\n",
    deviations: Collection[str] = (),
    opening: bool = True,
) -> bytes:
    """A FEC whose classes 6, 7 and 8 end on the case's figures. Raises ValueError on clashing options."""
    style = Style(frozenset(deviations))
    if style.has("bom") and encoding != "utf-8":
        raise ValueError("a byte order mark needs utf-8")
    entries = case_entries(
        case,
        seed=seed,
        lines=lines,
        opening=opening,
        cancellations=style.has("negative-amounts"),
        closing_entries=style.has("closing-entries"),
    )
    mark = SEPARATORS[separator]
    out = [_line(style.titles(), mark, style)]
    columns = style.columns()
    sequences: Counter[str] = Counter()
    for rank, entry in enumerate(entries, start=1):
        sequences[entry.journal] += 1
        number = _number(style, entry, rank, sequences[entry.journal])
        out += [
            _line(_cells(style, columns, entry, posting, number, encoding), mark, style)
            for posting in entry.postings
        ]
        if style.has("blank-lines") and rank % BLANK_EVERY == 0:
            out.append("")
    end = "\r\r\n" if style.has("crcrlf") else eol
    text = end.join([*out, *(["", ""] if style.has("blank-lines") else [""])])
    return text.encode("utf-8-sig" if style.has("bom") else encoding)


def _number(style: Style, entry: Entry, rank: int, of_journal: int) -> str:
    if style.has("constant-num"):
        return "0"
    return f"{entry.journal}-{entry.date.year}-{of_journal:05d}" if style.has("alpha-num") else str(rank)


def _line(cells: Sequence[str], separator: str, style: Style) -> str:
    if style.has("quoted"):
        cells = ['"' + cell.replace('"', '""') + '"' for cell in cells]
    return separator.join(cells) + (separator if style.has("trailing-sep") else "")


def _cells(
    style: Style, columns: list[str], entry: Entry, posting: Posting, number: str, encoding: str
) -> list[str]:
    debit, credit = max(posting.amount, 0), max(-posting.amount, 0)
    if entry.cancels:
        debit, credit = -credit, -debit
    amount = debit or credit
    texts = {
        "JournalCode": entry.journal,
        "JournalLib": JOURNALS[entry.journal],
        "EcritureNum": number,
        "CompteNum": posting.account,
        "CompteLib": posting.label,
        "CompAuxNum": posting.third_code,
        "CompAuxLib": posting.third_label,
        "PieceRef": entry.piece,
        "EcritureLib": entry.label,
        "EcritureLet": posting.letter,
        "ModeRglt": "VIR" if entry.journal == "BQ" else "",
    }
    dates = {
        "EcritureDate": entry.date,
        "PieceDate": entry.date,
        "DateLet": posting.lettered,
        "ValidDate": None if style.has("empty-validdate") else month_end(entry.date),
        "DateRglt": entry.date if entry.journal == "BQ" else None,
    }
    amounts = {"Debit": debit, "Credit": credit, "Montant": amount}
    cells = []
    for column in columns:
        if column in DATES:
            cells.append(style.date(dates[column]))
        elif column in amounts:
            cells.append(style.amount(amounts[column]))
        elif column == "Sens":
            # A cancellation keeps its side: its amount is negative.
            cells.append(style.sense(1 if debit else -1))
        else:
            cells.append(style.text(column, writable(texts.get(column, ""), encoding)))
    return cells


def month_end(day: dt.date) -> dt.date:
    """The last day of a month."""
    following = dt.date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return following - dt.timedelta(days=1)


@lru_cache(maxsize=100_000)
def writable(text: str, encoding: str) -> str:
    """A label without separators, in the letters of an encoding."""
    flat = text.translate(_SEPARATING)
    if encoding == "utf-8":
        return flat
    return flat.translate(_REPLACED).encode(encoding, "replace").decode(encoding)


def balance_rows(entries: Iterable[Entry]) -> list[list[str]]:
    """The trial balance before closing: Compte, Libellé, Débit, Crédit, Solde débiteur, Solde créditeur."""
    sums: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    labels: dict[str, str] = {}
    for entry in entries:
        if entry.journal == "CL":
            continue
        for posting in entry.postings:
            labels.setdefault(posting.account, posting.label)
            sums[posting.account][posting.amount < 0] += abs(posting.amount)
    rows = [["Compte", "Libellé", "Débit", "Crédit", "Solde débiteur", "Solde créditeur"]]
    plain = Style(frozenset())
    for account, (debit, credit) in sorted(sums.items()):
        amounts = (debit, credit, max(debit - credit, 0), max(credit - debit, 0))
        rows.append([account, labels[account], *(plain.amount(value) for value in amounts)])
    return rows


def csv_bytes(
    rows: Iterable[Sequence[str]], *, separator: str = "semicolon", encoding: str = "utf-8"
) -> bytes:
    """Rows as a text with separators."""
    mark = SEPARATORS[separator]
    return "".join(mark.join(writable(c, encoding) for c in row) + "\r\n" for row in rows).encode(encoding)


def xlsx_bytes(rows: Iterable[Sequence[str]], title: str = "Comptes") -> bytes:
    """Rows as a workbook; texts that read as amounts become numbers, account numbers stay texts."""
    import io

    import xlsxwriter

    buffer = io.BytesIO()
    workbook = xlsxwriter.Workbook(buffer, {"in_memory": True})
    workbook.set_properties({"created": dt.datetime(2026, 1, 1)})  # noqa: DTZ001  a workbook's date has no zone
    sheet = workbook.add_worksheet(title)
    for line, row in enumerate(rows):
        for column, cell in enumerate(row):
            if "," in cell and cell.replace(",", "").lstrip("-").isdigit():
                sheet.write_number(line, column, float(cell.replace(",", ".")))
            else:
                sheet.write_string(line, column, cell)
    workbook.close()
    return buffer.getvalue()


def _load(name: str) -> PublishedCase:
    """A shipped case by its slug, or a case of the same format by its path."""
    if name in case_slugs():
        return load_case(name)
    return msgspec.json.decode(Path(name).read_bytes(), type=PublishedCase)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m equilibre.examples.generator",
        description="Écrit les fichiers de comptes d'un cas publié, pour essayer les lecteurs.",
        epilog="Écarts : " + " · ".join(f"{name} ({words})" for name, words in DEVIATIONS.items()),
    )
    parser.add_argument(
        "cas", help="nom d'un cas (" + ", ".join(case_slugs()) + ") ou chemin d'un fichier JSON"
    )
    parser.add_argument(
        "-o", "--output", default="-", help="fichier à écrire (par défaut la sortie standard)"
    )
    parser.add_argument(
        "--as", dest="layout", choices=("fec", "balance", "cerfa", "cerfa-formulaire"), default="fec"
    )
    parser.add_argument(
        "--lines", type=int, default=0, help="nombre de lignes voulu, à peu près (0 : une année)"
    )
    parser.add_argument("--seed", default="1", help="même graine, mêmes octets")
    parser.add_argument("--sep", choices=sorted(SEPARATORS), default="")
    parser.add_argument("--encoding", choices=ENCODINGS, default="utf-8")
    parser.add_argument("--eol", choices=("crlf", "lf"), default="crlf")
    parser.add_argument(
        "--deviation", action="append", default=[], choices=sorted(DEVIATIONS), metavar="ÉCART"
    )
    parser.add_argument("--no-opening", action="store_true", help="sans à-nouveaux")
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line: 0 when the file was written, 2 with one sentence on standard error otherwise."""
    chosen = _parser().parse_args(arguments)
    try:
        case = _load(chosen.cas)
        data = _written(case, chosen)
    except (ValueError, OSError, msgspec.MsgspecError, ReadError) as error:
        sys.stderr.write(f"Impossible d'écrire ce fichier : {error}\n")
        return 2
    if chosen.output == "-":
        sys.stdout.buffer.write(data)
    else:
        Path(chosen.output).write_bytes(data)
    return 0


def _written(case: PublishedCase, chosen: argparse.Namespace) -> bytes:
    if chosen.layout == "fec":
        return fec_bytes(
            case,
            seed=chosen.seed,
            lines=chosen.lines,
            separator=chosen.sep or "tab",
            encoding=chosen.encoding,
            eol="\n" if chosen.eol == "lf" else "\r\n",
            deviations=chosen.deviation,
            opening=not chosen.no_opening,
        )
    if chosen.layout == "cerfa-formulaire":
        return xlsx_bytes(cerfa_form_rows(case), "Budget")
    if chosen.layout == "cerfa":
        rows = cerfa_rows(case)
    else:
        rows = balance_rows(
            case_entries(case, seed=chosen.seed, lines=chosen.lines, opening=not chosen.no_opening)
        )
    return csv_bytes(rows, separator=chosen.sep or "semicolon", encoding=chosen.encoding)


if __name__ == "__main__":
    sys.exit(main())
