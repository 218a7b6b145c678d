"""The financial report of a grant in a word processor: the table, the differences explained, the annex."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from equilibre.documents.docx_pages import Blank, Pages, Run, Text
from equilibre.documents.realised_data import (
    TITLES,
    balance,
    facts,
    in_kind_told,
    kicker_of_report,
    notes_of_report,
    title_of_report,
)
from equilibre.formatting import day
from equilibre.trajectory.realised import Compared, FinancialReport, ReadReport, ReportSection, read_report
from equilibre.trajectory.realised_words import (
    difference_words,
    signed,
    signed_percent,
    threshold_words,
    whole,
)

_WIDTHS = (0.46, 0.14, 0.14, 0.14, 0.12)
_HEAD = ("Prévu", "Réalisé", "Écart", "Écart en %")
_TO_TELL = "à saisir"


def realised_docx(reports: Sequence[FinancialReport], *, on: dt.date, sources: Sequence[str] = ()) -> bytes:
    """The DOCX of one report or several, each on its own page. ``reports`` is not empty."""
    alone = len(reports) == 1
    pages = Pages(
        title_of_report(reports[0]) if alone else TITLES, on=on,
        kicker=kicker_of_report(reports[0]) if alone else "",
    )  # fmt: skip
    for rank, report in enumerate(reports):
        if rank:
            pages.new_page()
        if not alone:
            pages.heading(report.label)
            pages.note(kicker_of_report(report))
        _report(pages, report, read_report(report))
        for text in (f"Écrit le {day(on)}.", *(f"Source\u00a0: {one}" for one in sources)):
            pages.note(text)
    return pages.content()


def _report(pages: Pages, report: FinancialReport, read: ReadReport) -> None:
    pages.table(
        ("Ce dont il est rendu compte", ""), facts(report, read),
        widths=(0.3, 0.7), caption="L’action, la subvention et la date d’envoi",
    )  # fmt: skip
    for name, sections, total in (
        ("Charges", read.costs, read.charges), ("Produits", read.resources, read.products),
    ):  # fmt: skip
        pages.table(
            (name, *_HEAD),
            [*_rows(sections), _line(f"TOTAL DES {name.upper()}", total, heavy=True)],
            widths=_WIDTHS,
            caption=f"{name} de l’action\u00a0: prévu, réalisé, écart en euros et en pourcentage",
            numbers=(1, 2, 3, 4),
            size=8.5,
        )
    for text in balance(read):
        pages.paragraph(text)
    if in_kind_told(read):
        kind = [read.uses_in_kind, read.in_kind]
        pages.table(
            ("Contributions volontaires en nature", *_HEAD), _rows(kind),
            widths=_WIDTHS, caption="Contributions en nature, rubriques 86 et 87", numbers=(1, 2, 3, 4),
            size=8.5,
        )  # fmt: skip
    _explained(pages, report, read)
    _annex(pages, report, in_kind=in_kind_told(read))
    for text in notes_of_report(report, read):
        pages.note(text)


def _rows(sections: Sequence[ReportSection]) -> list[tuple[Text, ...]]:
    """Lines that something was said of, under their section; the others are not printed."""
    found: list[tuple[Text, ...]] = []
    for one in sections:
        used = [row for row in one.rows if row.used]
        if used:
            found.append(_line(one.title, one.total, heavy=True))
            # A section of a single line says everything in its title.
            found += [] if one.single else [_line(f"    {row.label}", row) for row in used]
    return found


def _line(label: str, one: Compared, *, heavy: bool = False) -> tuple[Text, ...]:
    realised = _TO_TELL if one.realised is None else whole(one.realised)
    cells = (label, whole(one.planned), realised, signed(one.difference), signed_percent(one))
    return tuple(Run(cell, bold=True) if cell else "" for cell in cells) if heavy else cells


def _explained(pages: Pages, report: FinancialReport, read: ReadReport) -> None:
    rows = [row for row in read.rows if row.to_explain or row.why]
    pages.heading("Explication des écarts", level=2)
    if not rows:
        pages.paragraph(f"Aucun écart ne dépasse {threshold_words(report)} parmi ce qui est saisi.")
        return
    pages.table(
        ("Ligne", "Écart", "Pourquoi"),
        [(row.label, difference_words(row), row.why or Blank("votre explication")) for row in rows],
        widths=(0.32, 0.24, 0.44), caption="Pour chaque écart, son explication", size=8.5,
    )  # fmt: skip


def _annex(pages: Pages, report: FinancialReport, *, in_kind: bool) -> None:
    """What the form asks besides; what does not concern this report is not printed empty."""
    shared = any(one.code.startswith("ind-") for one in report.lines)
    for title, words, asked in (
        (
            "Répartition des charges indirectes",
            report.sharing,
            "comment elles sont réparties" if shared else "",
        ),
        (
            "Contributions volontaires en nature",
            report.in_kind_words,
            "comment elles sont comptées" if in_kind else "",
        ),
        ("Observations", report.remarks, ""),
    ):
        if words or asked:
            pages.heading(title, level=2)
            texts: list[Text] = [*words.splitlines()]
            for text in texts or [Blank(asked)]:
                pages.paragraph(text)
