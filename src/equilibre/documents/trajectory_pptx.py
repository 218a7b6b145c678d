"""The trajectory told to an assembly: nine slides at most (ten when cash is short), native charts, notes.

A slide about something that nobody said (no action, no decision, one scenario) is left out rather than empty.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from equilibre.documents import assembly_words as words
from equilibre.documents import slide_master as look
from equilibre.documents.assembly_data import (
    Assembly,
    base_lines,
    effect_words,
    kicker,
    resolutions,
    risk_words,
    timing_words,
    touched_words,
    trigger_words,
)
from equilibre.documents.assembly_words import Told
from equilibre.documents.diagnosis_data import FOOT
from equilibre.documents.slide_parts import (
    Line,
    Said,
    line_of,
    new_slide,
    properties,
    write_bullets,
    write_fitted,
    write_table,
)
from equilibre.documents.trajectory_charts import base_chart, cash_chart, scenarios_charts, years_chart
from equilibre.documents.trajectory_data import NO_PROJECT, TO_CHECK, assumptions, shock_in_words
from equilibre.drawings.svg import clean
from equilibre.formatting import NBSP, day
from equilibre.trajectory.cash_alert import TITLE as CASH_FIRST
from equilibre.trajectory.cash_alert import WHO
from equilibre.trajectory.deciding import DatedDecision
from equilibre.trajectory.hypotheses import Scenario
from equilibre.trajectory.projection import both

TITLE_SIZES = (34, 30, 28, 26, 24, 22, 20)
OPENING_SIZES = (44, 40, 36, 32, 28)
SENTENCE_SIZES = (17, 16, 15, 14, 13, 12, 11)
CAPTION_SIZES = (16, 15, 14, 13, 12, 11, 10)
MOST_SCENARIOS = 4
MOST_ROWS = 6
"""Of actions, of decisions: the notes and the report have the others."""
MOST_ASSUMED = {"Ressources, montant de départ": 4}
OTHERS_ASSUMED, ROWS_ASSUMED = 2, 9
ONE_LINE = look.Area(look.LEFT, 0.9, look.ACROSS, 0.4)
LEFT, RIGHT = look.Area(0.55, 1.45, 7.2, 4.6), look.Area(7.75, 1.45, 5.03, 4.6)


def trajectory_pptx(assembly: Assembly) -> bytes:
    """The PPTX file. Where a list is cut for the eye, the slide says how many are left."""
    made = look.empty_presentation()
    title = clean(_heading(assembly))
    properties(made, title, assembly.on)
    _opening(made, assembly, title)
    if assembly.cash_first:
        _cash_first(made, assembly)
    if base_lines(assembly.plan):
        slide = _drawn(
            made, words.base_title(assembly), words.base_sentence(assembly), words.base_notes(assembly)
        )
        base_chart(slide, assembly, look.DRAWING_AREA)
    slide = _drawn(
        made, words.years_title(assembly), words.years_sentence(assembly), words.years_notes(assembly)
    )
    years_chart(slide, assembly, look.DRAWING_AREA)
    slide = _drawn(
        made, words.cash_title(assembly), words.cash_sentence(assembly), words.cash_notes(assembly)
    )
    cash_chart(slide, assembly, look.DRAWING_AREA)
    told = compared(assembly)
    if len(told) > 1:
        _scenarios(made, assembly, told)
    if assembly.actions or assembly.reductions:
        _levers(made, assembly)
    if assembly.to_take:
        _dates(made, assembly)
    _asked(made, assembly)
    _assumed(made, assembly)
    last = len(made.slides)
    dated = f"{day(assembly.on)} · scénario «{NBSP}{clean(assembly.scenario.label)}{NBSP}»"
    for rank, slide in enumerate(made.slides, 1):
        look.number_and_footer(slide, FOOT if rank in (1, last) else dated)
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def compared(assembly: Assembly) -> list[tuple[Scenario, Told]]:
    """The scenario that was chosen, then the others in their order, as many as a slide takes."""
    others = (one for one in assembly.plan.scenarios if one.key != assembly.scenario.key)
    found = (assembly.scenario, *others)
    return [(one, both(assembly.plan, one)) for one in found[:MOST_SCENARIOS]]


def _heading(assembly: Assembly) -> str:
    return (
        f"{assembly.organisation}{NBSP}: notre trajectoire" if assembly.organisation else "Notre trajectoire"
    )


def _titled(slide: Any, title: str, area: look.Area = look.TITLE_AREA) -> None:
    write_fitted(slide.shapes.title, clean(title), area, TITLE_SIZES)


def _opening(made: Any, assembly: Assembly, title: str) -> None:
    caption = f"{kicker(assembly, 'Pour l’assemblée générale')} · {assembly.period}"
    slide = new_slide(made, look.OPENING, title, (), words.opening_notes(assembly))
    write_fitted(slide.shapes.title, title, look.OPENING_TITLE_AREA, OPENING_SIZES)
    write_fitted(slide.placeholders[look.CAPTION], clean(caption), ONE_LINE, (18, *CAPTION_SIZES))
    project = assembly.project
    why = [one for one in (project.vocation, project.missions, project.ambition) if one] or [NO_PROJECT]
    strong = [line_of(text, bold=True) for text in words.messages(assembly)]
    lines = [*(line_of(text) for text in why), *strong]
    write_bullets(slide.placeholders[look.BODY], lines, look.OPENING_BODY_AREA)


def _cash_first(made: Any, assembly: Assembly) -> None:
    """Before any scenario: what is in the bank, and whom to call (field rule 19)."""
    slide = new_slide(made, look.BULLETS, CASH_FIRST, (), words.help_notes())
    *figures, _ = assembly.cash_first
    figures.append(f"À appeler avant tout scénario, dans l’ordre{NBSP}:")
    called = [f"{rank}. {who[:1].upper()}{who[1:]}" for rank, who in enumerate(WHO, 1)]
    lines = [*(line_of(text, bold=True) for text in figures), *(line_of(text) for text in called)]
    write_bullets(slide.placeholders[look.BODY], lines, look.BODY_AREA)


def _drawn(made: Any, title: str, sentence: str, notes: Sequence[str]) -> Any:
    """A slide with room for a chart, the message above it and a sentence under it."""
    slide = new_slide(made, look.DRAWINGS, title, (), notes)
    _titled(slide, title, look.DRAWING_TITLE_AREA)
    write_fitted(slide.placeholders[look.CAPTION], clean(sentence), look.SENTENCE_AREA, SENTENCE_SIZES)
    return slide


def _scenarios(made: Any, assembly: Assembly, told: Sequence[tuple[Scenario, Told]]) -> None:
    hidden = len(assembly.plan.scenarios) - len(told)
    notes = words.scenarios_notes(told)
    if hidden > 0:
        notes.append(f"Scénarios non montrés ici{NBSP}: {hidden}.")
    slide = _drawn(made, words.scenarios_title(told), words.scenarios_sentence(told), notes)
    scenarios_charts(slide, told, LEFT, RIGHT)


def _table(
    made: Any,
    title: str,
    caption: str,
    notes: Sequence[str],
    rows: Sequence[Sequence[Line]],
    *,
    what: str,
    parts: Sequence[float],
) -> None:
    slide = new_slide(made, look.TABLES, title, (), notes)
    _titled(slide, title)
    write_fitted(slide.placeholders[look.CAPTION], clean(caption), look.CAPTION_AREA, CAPTION_SIZES)
    write_table(slide.placeholders[look.TABLE], rows, what, parts=parts)


def _more(count: int) -> str:
    return f" Et {count} de plus, dans le rapport financier." if count > 0 else ""


def _levers(made: Any, assembly: Assembly) -> None:
    rows: list[list[Line]] = [[line_of(text) for text in ("Action", "Effet", "Quand", "Risque")]]
    rows += [
        [
            [Said(clean(one.label), bold=True)],
            line_of(effect_words(assembly, one)),
            line_of(timing_words(assembly, one)),
            line_of(risk_words(one)),
        ]
        for one in assembly.actions
    ]
    rows += [
        [
            [Said(clean(one.label), bold=True)],
            line_of(f"nous réduisons ou arrêtons {touched_words(assembly, one)}"),
            line_of(shock_in_words(one)),
            line_of("compté dans les deux lectures"),
        ]
        for one in assembly.reductions
    ]
    hidden = len(rows) - 1 - MOST_ROWS
    rows = rows[: MOST_ROWS + 1]
    caption = f"Montants, délais et chances saisis par l’association.{_more(hidden)}"
    _table(
        made, words.levers_title(assembly), caption, words.levers_notes(assembly), rows,
        what="Les actions du scénario, leur effet, leurs dates et leur risque", parts=(0.23, 0.27, 0.3, 0.2),
    )  # fmt: skip


def _dates(made: Any, assembly: Assembly) -> None:
    found = assembly.to_take
    rows: list[list[Line]] = [[line_of(text) for text in ("Au plus tard", "Décision", "Qui décide", "Alors")]]
    rows += [_date_row(assembly, one) for one in found[:MOST_ROWS]]
    _table(
        made, words.dates_title(found), f"{TO_CHECK}{_more(len(found) - MOST_ROWS)}",
        words.dates_notes(found), rows,
        what="Les décisions à prendre et leur dernière date utile", parts=(0.2, 0.29, 0.2, 0.31),
    )  # fmt: skip


def _date_row(assembly: Assembly, one: DatedDecision) -> list[Line]:
    told = one.decision
    when = "sans date limite connue" if one.decide_by is None else day(one.decide_by)
    return [
        [Said(f"{when} (passée)" if one.late else when, bold=True)],
        [Said(clean(told.label), bold=True), Said(clean(trigger_words(one)))],
        line_of(assembly.deciders.get(told.decided_by, "")),
        line_of(told.then),
    ]


def _asked(made: Any, assembly: Assembly) -> None:
    title = "Ce que nous demandons à l’assemblée"
    slide = new_slide(made, look.BULLETS, title, (), words.asked_notes(assembly))
    found = [line_of(one.short) for one in resolutions(assembly)]
    write_bullets(slide.placeholders[look.BODY], found, look.BODY_AREA)


def _assumed(made: Any, assembly: Assembly) -> None:
    rows: list[list[Line]] = [[line_of(text) for text in ("Quoi", "Hypothèse")]]
    hidden = 0
    for title, told in assumptions(assembly.plan, assembly.scenario):
        room = min(MOST_ASSUMED.get(title, OTHERS_ASSUMED), ROWS_ASSUMED + 1 - len(rows))
        rows += [[[Said(clean(label), bold=True)], line_of(text)] for label, text in told[:room]]
        hidden += max(0, len(told) - room)
    more = f" Les autres hypothèses ({hidden}) sont dans le classeur." if hidden else ""
    caption = f"Sources{NBSP}: {' '.join(assembly.sources) or 'ce que nous avons saisi.'}{more}"
    _table(
        made, "Ce que nous avons supposé, et les sources", caption,
        words.assumed_notes(assembly), rows,
        what="Les principales hypothèses, avec leur montant et leur statut", parts=(0.4, 0.6),
    )  # fmt: skip
