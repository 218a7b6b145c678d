"""The diagnosis as a workbook: every answer, medians that recompute, actions to share out.

The only formulas are ours, on the sheet « Sujets »; whatever a text holds, it is written as text.
"""

from __future__ import annotations

import datetime as dt
import io

from equilibre.diagnosis.questionnaire import Question, Questionnaire
from equilibre.diagnosis.results import DiagnosisResult, DimensionReading, Spread
from equilibre.diagnosis.visibility import visible_questions
from equilibre.diagnosis.voices import debate
from equilibre.documents.diagnosis_data import (
    FOOT,
    HOW_TO_READ,
    accounts_in_words,
    answer_in_words,
    answered_in_words,
    diagnosis_kicker,
    diagnosis_title,
    sheet_address,
    shown_address,
    site_of,
)
from equilibre.documents.sheets import Formula, Sheet, Value, Workbook, columns
from equilibre.documents.spread_data import figures, header, measured, printed, unmeasured
from equilibre.drawings.radar import UNKNOWN
from equilibre.formatting import NBSP

ANSWERS = "Réponses"
_LEVEL_COLUMN = "D"
_NOT_ANSWERED = "sans réponse"
_ACCEPTED = "Écrivez 0, 1, 2 ou 3, ou laissez la case vide."


def diagnosis_xlsx(
    result: DiagnosisResult,
    questionnaire: Questionnaire,
    *,
    on: dt.date,
    organisation: str = "",
    address: str = "",
    spread: Spread | None = None,
) -> bytes:
    """The XLSX file. ``questionnaire``: the one it was answered with; ``on`` is printed as its date.

    ``spread``: where several people differ, a sheet of its own from five people on.
    """
    buffer = io.BytesIO()
    with Workbook(buffer, title=diagnosis_title(organisation), today=on) as book:
        _read_me(book, result, questionnaire, on, organisation, address)
        ranges = _answers(book, result, questionnaire)
        _dimensions(book, result, questionnaire, ranges)
        _findings(book, result, questionnaire)
        _actions(book, result, site_of(address))
        if (told_apart := printed(spread)) is not None:
            _spread(book, told_apart, questionnaire)
    return buffer.getvalue()


def _read_me(
    book: Workbook, result: DiagnosisResult, bank: Questionnaire, on: dt.date, organisation: str, address: str
) -> None:
    sheet = book.sheet("Lisez-moi", columns("Rubrique 20 | Texte 96+"), header=False)
    sheet.title(diagnosis_title(organisation))
    levels = ", ".join(f"{rank}{NBSP}{word}" for rank, word in enumerate(bank.levels))
    rows = (
        ("Questionnaire", diagnosis_kicker(result, bank, on)),
        ("La lecture", result.sentence),
        ("Réponses", answered_in_words(result)),
        ("Les niveaux", f"{levels}."),
        ("Comment lire", HOW_TO_READ),
        ("Vos comptes", accounts_in_words(result)),
        (
            "Pour essayer",
            f"Changez un niveau sur la feuille «{NBSP}{ANSWERS}{NBSP}»\u00a0: "
            f"la feuille «{NBSP}Sujets{NBSP}» se recalcule. Les appuis, les points fragiles et les "
            "actions, eux, restent ceux du jour.",
        ),
        ("Adresse", shown_address(address)),
        ("Logiciel", f"{FOOT}."),
    )
    for name, text in rows:
        if text:
            sheet.row(name, text)
    for one in result.contradictions:
        sheet.row("À regarder ensemble", one.message)


def _answers(book: Workbook, result: DiagnosisResult, bank: Questionnaire) -> dict[str, tuple[int, int]]:
    """The answers, dimension by dimension; gives the first and the last row of each dimension."""
    headings = columns("Sujet 24 | Question 46+ | Votre réponse 46+ | Niveau 9 | Sans niveau 19")
    sheet = book.sheet(ANSWERS, headings)
    labels = {one.code: one.label for one in bank.dimensions}
    asked = visible_questions(bank, result.variant, result.length, result.answers)
    ranges: dict[str, tuple[int, int]] = {}
    for dimension in bank.dimensions:
        first = sheet.next
        for question in asked:
            if question.dimension == dimension.code:
                _answer(sheet, labels[dimension.code], question, result)
        if sheet.next > first:
            ranges[dimension.code] = (first, sheet.next - 1)
    if sheet.next > 2:
        sheet.whole_numbers(3, 2, sheet.next - 1, (0, 3), _ACCEPTED)
    return ranges


def _answer(sheet: Sheet, label: str, question: Question, result: DiagnosisResult) -> None:
    answer = result.answers.get(question.key)
    said = answer_in_words(question, answer)
    if isinstance(answer, int):
        sheet.row(label, question.text, said, Value(answer, "whole"))
    else:
        sheet.row(label, question.text, "", None, said or _NOT_ANSWERED)


def _dimensions(
    book: Workbook, result: DiagnosisResult, bank: Questionnaire, ranges: dict[str, tuple[int, int]]
) -> None:
    headings = columns(
        "Sujet 26 | Niveau du milieu 11 | En mots 32+ | Réponses avec un niveau 13 | "
        "Questions posées 10 | Ce qu’il regarde 52+"
    )
    sheet = book.sheet("Sujets", headings)
    about = {one.code: one.about for one in bank.dimensions}
    for one in result.dimensions:
        if one.code not in ranges:
            sheet.row(
                one.label, None, one.word, Value(0, "whole"), Value(0, "whole"), about.get(one.code, "")
            )
            continue
        first, last = ranges[one.code]
        cells = f"'{ANSWERS}'!${_LEVEL_COLUMN}${first}:${_LEVEL_COLUMN}${last}"
        sheet.row(
            one.label,
            Formula(median_formula(cells), "" if one.level is None else one.level, "number"),
            Formula(words_formula(f"B{sheet.next}", cells, bank.levels), _words(one)),
            Formula(f"=COUNT({cells})", one.scored, "whole"),
            Value(one.asked, "whole"),
            about.get(one.code, ""),
        )


def _words(one: DimensionReading) -> str:
    return UNKNOWN if one.level is None else one.word


def median_formula(cells: str) -> str:
    """The median of the levels in a range, nothing when there is none."""
    return f'=IF(COUNT({cells})=0,"",MEDIAN({cells}))'


def words_formula(level: str, cells: str, levels: tuple[str, str, str, str]) -> str:
    """The words of the level in a cell: « structuré », « entre en cours et structuré »."""
    quoted = ",".join('"' + word.replace('"', '""') + '"' for word in levels)
    here, above = f"CHOOSE(INT({level})+1,{quoted})", f"CHOOSE(INT({level})+2,{quoted})"
    between = f'"entre "&{here}&" et "&{above}'
    return f'=IF(COUNT({cells})=0,"{UNKNOWN}",IF({level}=INT({level}),{here},{between}))'


def _findings(book: Workbook, result: DiagnosisResult, bank: Questionnaire) -> None:
    headings = columns(
        "Sorte 11 | Sujet 24 | En bref 30+ | Pourquoi 46+ | Votre réponse 36+ | Mise en avant 9+"
    )
    sheet = book.sheet("Appuis et points fragiles", headings)
    labels = {one.code: one.label for one in bank.dimensions}
    for kind, shown, more in (
        ("Appui", result.strengths, result.more_strengths),
        ("Fragile", result.fragilities, result.more_fragilities),
    ):
        for one in (*shown, *more):
            label = labels.get(one.dimension, one.dimension)
            sheet.row(kind, label, one.title, one.why, one.said, "oui" if one in shown else "")


def _actions(book: Workbook, result: DiagnosisResult, site: str) -> None:
    headings = columns(
        "Rang 6 | Action 28+ | Pourquoi 34+ | Comment 34+ | La première demi-heure 38+ | "
        "À qui en parler 22+ | Heures 8 | Fiche 28+ | Qui s’en charge 16+ | Pour le 11 | Fait 6"
    )
    sheet = book.sheet("Actions", headings)
    for rank, one in enumerate((*result.actions, *result.more_actions), 1):
        sheet.row(
            Value(rank, "whole"),
            one.title,
            one.why,
            one.how,
            one.first_half_hour,
            one.contact,
            Value(one.hours, "number"),
            sheet_address(one, site)[1],
        )


def _spread(book: Workbook, spread: Spread, bank: Questionnaire) -> None:
    """One row for each question on which people differ, widest first; no figure under five answers."""
    levels = " | ".join(f"{word} 11+" for word in header(bank))
    sheet = book.sheet("Écarts", columns(f"Question 46+ | {levels} | À débattre 60+ | Ordre du jour 9+"))
    for gap in measured(spread):
        counts = (Value(count, "whole") for count in figures(gap))
        sheet.row(gap.text, *counts, debate(bank, gap), "oui" if gap in spread.agenda else "")
    for text in unmeasured(spread):
        sheet.row(text, *[None] * len(header(bank)), "Moins de cinq réponses\u00a0: pas de chiffre.")
