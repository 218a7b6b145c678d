"""CSV, TSV, pipes and semicolons: a text with separators → rows."""

from __future__ import annotations

import csv
import io
from collections import Counter
from typing import Literal

from equilibre.accounts.encodings import LABELS, as_text
from equilibre.accounts.options import Limits, ReadOptions
from equilibre.accounts.table import Cell, CellBudget, Row, Sheet, Table
from equilibre.accounts.totals import SourceInfo
from equilibre.errors import ReadError

SEPARATORS = {"\t": "tabulation", ";": "point-virgule", "|": "barre verticale", ",": "virgule"}
_SAMPLE_LINES = 200
_SWALLOWED = 20
"""A cell that holds so many line ends comes from a stray double quote, not from the person who typed it."""


def read_text_table(data: bytes, source: SourceInfo, options: ReadOptions) -> Table:
    """Rows of a text. Encoding and separator are detected unless ``options`` overrules them."""
    text = as_text(data, options.encoding)
    body = text.body.decode("utf-8", "replace")
    separator = options.separator or _separator(body, options.limits)
    rows = _rows(body, separator, options.limits)
    if not rows:
        raise ReadError(
            "fichier_vide",
            "Le fichier est vide",
            remedy="Exportez à nouveau vos comptes, puis déposez le fichier obtenu.",
        )
    told = SourceInfo(
        name=source.name,
        sha256=source.sha256,
        format="tableur",
        encoding=LABELS[text.encoding],
        separator=SEPARATORS.get(separator, separator),
        lines=len(rows),
    )
    name = SEPARATORS.get(separator, f"« {separator} »")
    notes = (*text.notes, f"Texte en {LABELS[text.encoding]}, colonnes séparées par : {name}.")
    return Table(sheets=(Sheet("", rows),), source=told, notes=notes)


def _separator(body: str, limits: Limits) -> str:
    """The separator that cuts the most lines into the same number of columns; a comma only by default."""
    lines = [line for line in body[: limits.line_chars].split("\n")[:_SAMPLE_LINES] if line.strip()]
    best, best_score = ";", 0
    for separator in SEPARATORS:
        counts = Counter(line.count(separator) for line in lines if separator in line)
        # A comma is often a decimal mark: it must cut almost every line, and alike, to be a separator.
        score = max(counts.values(), default=0)
        if separator == "," and (score <= best_score or score * 3 < len(lines) * 2):
            continue
        if score > best_score:
            best, best_score = separator, score
    return best


def _rows(body: str, separator: str, limits: Limits) -> list[Row]:
    if len(separator) != 1 or separator in '\r\n"':
        raise ReadError(
            "separateur_inconnu",
            "Ce séparateur ne peut pas couper des colonnes",
            read=separator[:10],
            expected="un seul caractère : tabulation, point-virgule, barre verticale ou virgule",
            remedy="Choisissez un séparateur de la liste, ou laissez-le se détecter.",
        )
    rows = _parsed(body, separator, limits, csv.QUOTE_MINIMAL)
    if any(isinstance(c, str) and c.count("\n") > _SWALLOWED for row in rows for c in row.cells):
        rows = _parsed(body, separator, limits, csv.QUOTE_NONE)
    return rows


def _parsed(body: str, separator: str, limits: Limits, quoting: Literal[0, 3]) -> list[Row]:
    budget = CellBudget(limits.cells, limits.lines, limits.columns)
    rows: list[Row] = []
    reader = csv.reader(io.StringIO(body, newline=""), delimiter=separator, quoting=quoting)
    line = 0
    while True:
        start = line + 1
        try:
            fields = next(reader)
        except StopIteration:
            return rows
        except csv.Error as error:
            if quoting != csv.QUOTE_NONE:
                return _parsed(body, separator, limits, csv.QUOTE_NONE)
            raise ReadError(
                "ligne_demesuree",
                "Une ligne de ce fichier est démesurée",
                line=start,
                expected=f"au plus {limits.line_chars} caractères",
                remedy="Vérifiez que c’est bien un export de comptes.",
            ) from error
        line = reader.line_num
        cells: list[Cell] = [text.strip() or None for text in fields]
        while cells and cells[-1] is None:
            cells.pop()
        if cells:
            budget.spend(start, len(cells), sum(cell is not None for cell in cells))
            rows.append(Row(start, cells))
