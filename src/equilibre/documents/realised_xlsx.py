"""The financial report of a grant as a workbook: planned and realised to change, differences recomputed."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Sequence
from textwrap import shorten

from equilibre.documents.realised_data import (
    TITLES,
    balance,
    facts,
    kicker_of_report,
    notes_of_report,
    title_of_report,
)
from equilibre.documents.sheets import (
    INPUT,
    Blank,
    Cell,
    Column,
    Formula,
    Sheet,
    Strong,
    Value,
    Workbook,
    columns,
)
from equilibre.documents.words import INDEPENDENT
from equilibre.formatting import day
from equilibre.trajectory.cerfa_budget import PAIRS
from equilibre.trajectory.realised import (
    Compared,
    FinancialReport,
    ReadReport,
    ReportSection,
    read_report,
)

PLANNED, REALISED = "B", "C"
_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")
NAME_LENGTH = 25
_HEADS = ("Prévu", "Réalisé", "Écart", "Écart en %", "", "Pourquoi")
_GAP = None
"""The empty column between figures and words."""


def realised_xlsx(reports: Sequence[FinancialReport], *, on: dt.date, sources: Sequence[str] = ()) -> bytes:
    """The XLSX of one report or several, a sheet each. ``reports`` is not empty."""
    buffer = io.BytesIO()
    title = title_of_report(reports[0]) if len(reports) == 1 else TITLES
    with Workbook(buffer, title=title, today=on) as book:
        for rank, report in enumerate(reports, start=1):
            look = [
                Column("", 50, wrap=True), *(Column("", 13, right=True) for _ in range(4)), Column("", 2),
                Column("", 60, wrap=True),
            ]  # fmt: skip
            _table(book.sheet(_sheet_name(rank, report), look, header=False), report)
        _read_me(book, reports, on, sources)
    return buffer.getvalue()


def _sheet_name(rank: int, report: FinancialReport) -> str:
    words = shorten(_FORBIDDEN.sub(" ", report.label), NAME_LENGTH, placeholder="…")
    return f"{rank} {words}" if words else f"Compte rendu {rank}"


def _table(sheet: Sheet, report: FinancialReport) -> None:
    read = read_report(report)
    sheet.one_page()
    sheet.title(title_of_report(report))
    sheet.row(Strong("Tableau"), kicker_of_report(report))
    for label, words in facts(report, read)[1:]:
        sheet.row(Strong(label), words)
    sheet.skip()
    totals = []
    for name, sections, total in (
        ("CHARGES", read.costs, read.charges), ("PRODUITS", read.resources, read.products),
    ):  # fmt: skip
        sheet.heads(name, *_HEADS)
        first = sheet.next
        titles = [_section(sheet, one) for one in sections]
        last, at = sheet.next - 1, sheet.next
        totals.append(at)
        sheet.row(
            Strong(f"TOTAL DES {name}"),
            Formula(f"=SUM({_cells(PLANNED, titles)})", total.planned, "whole_total"),
            _concluded(first, last, f"SUM({_cells(REALISED, titles)})", total),
            *_differences(at, total),
        )
        sheet.skip()
    _gap(sheet, totals, read)
    sheet.skip()
    sheet.heads("CONTRIBUTIONS EN NATURE", *_HEADS)
    first = sheet.next + 1
    _section(sheet, read.uses_in_kind)
    _counterparts(
        sheet, read.in_kind, {row.code: first + at for at, row in enumerate(read.uses_in_kind.rows)}
    )


def _section(sheet: Sheet, section: ReportSection) -> int:
    """The title of a section with its sums, then its lines; the row of the title."""
    at, first = sheet.next, sheet.next + 1
    _section_title(sheet, section, first, at + len(section.rows))
    for row in section.rows:
        planned: Cell = Value(row.planned, "whole" + INPUT) if row.used else Blank("whole" + INPUT)
        told = row.used and row.realised is not None
        realised: Cell = Value(row.realised or 0, "whole" + INPUT) if told else Blank("whole" + INPUT)
        sheet.row(
            f"   {row.label}", planned, realised, *_differences(sheet.next, row, told=told), _GAP, row.why
        )
    return at


def _section_title(sheet: Sheet, section: ReportSection, first: int, last: int) -> None:
    at, total = sheet.next, section.total
    used = any(row.used for row in section.rows)
    lines = f"{PLANNED}{first}:{PLANNED}{last}"
    sheet.row(
        Strong(section.title),
        Formula(f'=IF(COUNT({lines})=0,"",SUM({lines}))', total.planned if used else "", "whole_total"),
        _concluded(first, last, f"SUM({REALISED}{first}:{REALISED}{last})", total, told=used, counted=True),
        *_differences(at, total, told=used),
    )


def _concluded(
    first: int, last: int, text: str, one: Compared, *, told: bool = True, counted: bool = False
) -> Formula:
    """Realised, unless a planned line of these rows is not told; ``counted``: empty when none is."""
    lines = f"{REALISED}{first}:{REALISED}{last}"
    missing = f'SUMPRODUCT(({PLANNED}{first}:{PLANNED}{last}<>"")*({lines}=""))>0'
    empty = f"OR({missing},COUNT({lines})=0)" if counted else missing
    value = _or_empty(one.realised) if told else ""
    return Formula(f'=IF({empty},"",{text})', value, "whole_total")


def _differences(at: int, one: Compared, *, told: bool = True) -> tuple[Cell, Cell]:
    """Realised − planned, then its percentage, both empty until the line is told."""
    planned, realised = f"N({PLANNED}{at})", f"{REALISED}{at}"
    return (
        Formula(
            f'=IF({realised}="","",{realised}-{planned})', _or_empty(one.difference) if told else "", "whole"
        ),
        Formula(
            f'=IF({realised}="","",IF({planned}=0,"",({realised}-{planned})/{planned}))',
            _or_empty(one.percent) if told else "", "share",
        ),
    )  # fmt: skip


def _cells(column: str, rows: Sequence[int]) -> str:
    return ",".join(f"{column}{row}" for row in rows)


def _gap(sheet: Sheet, totals: Sequence[int], read: ReadReport) -> None:
    """By how much both sides differ: 0 when they are equal."""
    costs, products = totals
    sheet.row(
        Strong("Produits moins charges (0\u00a0: égaux)"),
        Formula(f"={PLANNED}{products}-{PLANNED}{costs}", read.planned_gap, "whole_total"),
        Formula(
            f'=IF(OR({REALISED}{products}="",{REALISED}{costs}=""),"",'
            f"{REALISED}{products}-{REALISED}{costs})",
            _or_empty(read.gap), "whole_total",
        ),
    )  # fmt: skip


def _counterparts(sheet: Sheet, section: ReportSection, cells: dict[str, int]) -> None:
    """Class 87, from the lines of class 86 above."""
    at, first = sheet.next, sheet.next + 1
    _section_title(sheet, section, first, at + len(section.rows))
    for row in section.rows:
        uses = [cells[code] for code, other in PAIRS.items() if other == row.code]
        planned, realised = _cells(PLANNED, uses), _cells(REALISED, uses)
        missing = "+".join(f'({PLANNED}{use}<>"")*({REALISED}{use}="")' for use in uses)
        told = row.used and row.realised is not None
        sheet.row(
            f"   {row.label}",
            Formula(f'=IF(COUNT({planned})=0,"",SUM({planned}))', row.planned if row.used else "", "whole"),
            Formula(
                f'=IF(OR({missing}>0,COUNT({realised})=0),"",SUM({realised}))',
                (row.realised or 0) if told else "", "whole",
            ),
            *_differences(sheet.next, row, told=told),
        )  # fmt: skip


def _or_empty(value: float | None) -> float | str:
    return "" if value is None else value


def _read_me(book: Workbook, reports: Sequence[FinancialReport], on: dt.date, sources: Sequence[str]) -> None:
    sheet = book.sheet("Lisez-moi", columns("Rubrique 20 | Texte 100+"))
    sheet.row("Écrit le", day(on))
    for report in reports:
        read = read_report(report)
        sheet.row("Compte rendu", report.label)
        for text in (*balance(read), *notes_of_report(report, read)):
            sheet.row("À savoir", text)
        for title, words in (
            ("Charges indirectes", report.sharing), ("Contributions", report.in_kind_words),
            ("Observations", report.remarks),
        ):  # fmt: skip
            if words:
                sheet.row(title, words)
    sheet.row("Pour essayer", "Changez une case sur fond jaune\u00a0: écarts et totaux suivent.")
    for source in sources:
        sheet.row("Source", source)
    sheet.row("Logiciel", f"Trajectoires, {INDEPENDENT}.")
