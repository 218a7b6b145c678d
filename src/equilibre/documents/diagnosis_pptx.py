"""The diagnosis as five slides to edit and to show: a native chart, native tables, notes to speak from."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_MARKER_STYLE, XL_TICK_LABEL_POSITION
from pptx.util import Pt

from equilibre.diagnosis.questionnaire import Questionnaire
from equilibre.diagnosis.results import DiagnosisFinding, DiagnosisResult, Spread
from equilibre.diagnosis.voices import agenda_title, debate
from equilibre.documents import slide_master as look
from equilibre.documents.diagnosis_data import (
    FOOT,
    HOW_TO_READ,
    NO_ACTION,
    NOTHING_FOUND,
    accounts_in_words,
    answered_in_words,
    diagnosis_heading,
    diagnosis_kicker,
    diagnosis_title,
    hours_in_words,
    sheet_address,
    shown_address,
    site_of,
)
from equilibre.documents.slide_charts import colour_of, place_chart, place_plot
from equilibre.documents.slide_parts import (
    Line,
    Said,
    line_of,
    new_slide,
    properties,
    write_bullets,
    write_table,
)
from equilibre.documents.spread_data import (
    HOW_IT_WAS_GATHERED,
    figures,
    gathered_in_words,
    header,
    measured,
    printed,
    said,
)
from equilibre.drawings import palette
from equilibre.drawings.radar import coverage
from equilibre.drawings.svg import clean
from equilibre.formatting import NBSP, NNBSP

CHART_AREA = look.Area(0.55, 2.05, 5.75, 4.65)
BESIDE_AREA = look.Area(6.55, 2.2, 5.98, 3.9)
_ENDS = '[=1]"{}";[=4]"{}";""'
"""A number format has room for two conditions: the first and the last ring are named on the axis."""


def diagnosis_pptx(
    result: DiagnosisResult,
    questionnaire: Questionnaire,
    *,
    on: dt.date,
    organisation: str = "",
    address: str = "",
    spread: Spread | None = None,
) -> bytes:
    """The PPTX file: lecture, sujets, appuis et points fragiles, actions, à débattre.

    ``questionnaire``: the one it was answered with; ``address``: of the site or of the result, in the notes;
    ``spread``: where several people differ, a slide of its own from five people on.
    """
    made = look.empty_presentation()
    title = clean(diagnosis_title(organisation))
    properties(made, title, on)
    _reading(made, result, questionnaire, on, clean(organisation), shown_address(address))
    _dimensions(made, result, questionnaire)
    _findings(made, result)
    _actions(made, result, site_of(address))
    told_apart = printed(spread)
    if told_apart is not None:
        _agenda(made, told_apart, questionnaire)
    _to_debate(made, result)
    last = len(made.slides)
    for rank, slide in enumerate(made.slides, 1):
        look.number_and_footer(slide, FOOT if rank in (1, last) else title)
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def _reading(
    made: Any, result: DiagnosisResult, bank: Questionnaire, on: dt.date, organisation: str, address: str
) -> None:
    notes = [
        "Lisez la phrase à voix haute, puis laissez chacun dire s’il s’y reconnaît. "
        "Elle décrit vos réponses du jour\u00a0: elle peut changer.",
        HOW_TO_READ,
        f"Adresse{NBSP}: {address}" if address else "",
    ]
    heading = diagnosis_heading(result.variant, organisation)
    slide = new_slide(made, look.OPENING, heading, [diagnosis_kicker(result, bank, on)], notes)
    bullets = [text for text in (result.sentence, answered_in_words(result)) if text]
    write_bullets(slide.placeholders[look.BODY], [line_of(text) for text in bullets], look.OPENING_BODY_AREA)


def _dimensions(made: Any, result: DiagnosisResult, bank: Questionnaire) -> None:
    rings = ", ".join(bank.levels)
    radar = result.length != "flash"
    caption = f"Du centre vers le bord{NBSP}: {rings}." if radar else f"Les niveaux{NBSP}: {rings}."
    notes = [
        "Ne cherchez pas la forme parfaite\u00a0: personne n’a à être au bord partout. "
        "Demandez plutôt quel sujet compte cette année.",
        "Un sujet sans point n’est pas à zéro\u00a0: nous ne savons pas encore.",
        f"Le dessin se modifie\u00a0: clic droit, «{NBSP}Modifier les données{NBSP}». "
        f"1{NBSP}={NBSP}{bank.levels[0]}, 4{NBSP}={NBSP}{bank.levels[3]}."
        if radar
        else "",
    ]
    slide = new_slide(made, look.TABLES, "Les sept sujets", [caption], notes)
    header = ("Sujet", "Niveau", "Réponses")
    cells = [[line_of(text, bold=True) for text in header]]
    cells += [
        [line_of(one.label), line_of(one.word, bold=True), line_of(coverage(one))]
        for one in result.dimensions
    ]
    area = BESIDE_AREA if radar else look.TABLE_AREA
    write_table(slide.placeholders[look.TABLE], cells, "Niveau de chaque sujet", area, (0.39, 0.35, 0.26))
    if radar:
        _chart(slide, result, bank)


def _chart(slide: Any, result: DiagnosisResult, bank: Questionnaire) -> None:
    """A native radar. Levels are plotted 1 to 4, because the centre would say that what starts is nothing."""
    data: Any = CategoryChartData(number_format="General")  # type: ignore[no-untyped-call]
    data.categories = [one.short for one in result.dimensions]
    data.add_series("Niveau", [None if one.level is None else one.level + 1 for one in result.dimensions])
    told = " ; ".join(f"{one.label}{NBSP}: {one.word}" for one in result.dimensions)
    chart = place_chart(
        slide, XL_CHART_TYPE.RADAR_MARKERS, data, CHART_AREA,
        name="Radar des sept sujets", told=told.replace(" ; ", f"{NNBSP}; "),
    )  # fmt: skip
    # Left alone, each program gives the names most of the place.
    place_plot(chart, 0.23, 0.13, 0.54, 0.74)
    axis = chart.value_axis
    axis.minimum_scale, axis.maximum_scale, axis.major_unit = 0, 4, 1
    axis.major_gridlines.format.line.color.rgb = colour_of("CFC8BB")
    axis.format.line.color.rgb = colour_of("CFC8BB")
    axis.tick_labels.number_format = _ENDS.format(bank.levels[0], bank.levels[3])
    axis.tick_labels.number_format_is_linked = False
    axis.tick_labels.font.size = Pt(11)
    axis.tick_label_position = XL_TICK_LABEL_POSITION.NEXT_TO_AXIS
    colour = colour_of(palette.TOKENS["financement"])
    series = chart.plots[0].series[0]
    series.format.line.color.rgb, series.format.line.width = colour, Pt(2.5)
    series.marker.style, series.marker.size = XL_MARKER_STYLE.CIRCLE, 9
    series.marker.format.fill.solid()
    series.marker.format.fill.fore_color.rgb = colour
    series.marker.format.line.color.rgb = colour
    series.smooth = False


def _findings(made: Any, result: DiagnosisResult) -> None:
    notes = [
        "Commencez par les appuis\u00a0: ils disent sur quoi compter. Un point fragile n’est pas une faute.",
        *(f"{one.title}{NBSP}: vous avez répondu «{NBSP}{one.said}{NBSP}»." for one in _told(result)),
    ]
    caption = "Trois au plus de chaque côté, d’après vos réponses."
    slide = new_slide(made, look.TABLES, "Appuis et points fragiles", [caption], notes)
    left, right = _column(result.strengths, NOTHING_FOUND), _column(result.fragilities, NOTHING_FOUND)
    count = max(len(left), len(right))
    blank: Line = [Said("")]
    rows: list[list[Line]] = [[line_of("Vos appuis"), line_of("Fragile ici")]]
    rows += [[side[rank] if rank < len(side) else blank for side in (left, right)] for rank in range(count)]
    write_table(slide.placeholders[look.TABLE], rows, "Appuis à gauche, points fragiles à droite")


def _told(result: DiagnosisResult) -> tuple[DiagnosisFinding, ...]:
    return tuple(one for one in (*result.strengths, *result.fragilities) if one.said)


def _column(found: Sequence[DiagnosisFinding], nothing: str) -> list[Line]:
    if not found:
        return [line_of(nothing)]
    return [[Said(f"{clean(one.title)}. ", bold=True), Said(clean(one.why))] for one in found]


def _actions(made: Any, result: DiagnosisResult, site: str) -> None:
    notes = ["Choisissez-en une ou deux, pas six. Donnez à chacune un nom et une date avant de vous quitter."]
    for one in result.actions:
        sheet = sheet_address(one, site)[1]
        whom = f"À qui en parler{NBSP}: {one.contact.rstrip('.')}."
        notes.append(f"{one.title}{NBSP}: {one.why} {one.how} {whom} Fiche{NBSP}: {sheet}")
    if not result.actions:
        slide = new_slide(made, look.BULLETS, "Par où commencer", [], [NO_ACTION])
        write_bullets(slide.placeholders[look.BODY], [line_of(NO_ACTION)], look.BODY_AREA)
        return
    caption = f"La plus utile d’abord{NNBSP}; à utilité égale, la plus légère."
    slide = new_slide(made, look.TABLES, "Par où commencer", [caption], notes)
    header = ("Action", "La première demi-heure")
    rows: list[list[Line]] = [[line_of(text) for text in header]]
    rows += [
        [
            [Said(clean(one.title), bold=True), Said(f" ({hours_in_words(one.hours)})")],
            line_of(one.first_half_hour),
        ]
        for one in result.actions
    ]
    write_table(
        slide.placeholders[look.TABLE], rows, "Les actions proposées, dans l’ordre", parts=(0.34, 0.66)
    )


def _agenda(made: Any, spread: Spread, bank: Questionnaire) -> None:
    notes = [
        "Pour chaque point, faites d’abord parler des faits\u00a0: ce que chacun a vu, à quelle date. "
        "Personne n’a à dire ce qu’il a répondu.",
        *(debate(bank, gap) for gap in spread.agenda),
        *(f"{gap.text} {said(gap, bank.levels)}" for gap in measured(spread)[len(spread.agenda) :]),
        HOW_IT_WAS_GATHERED,
    ]
    slide = new_slide(made, look.TABLES, agenda_title(spread), [gathered_in_words(spread)], notes)
    rows: list[list[Line]] = [[line_of(text) for text in ("Question", *header(bank))]]
    rows += [
        [line_of(gap.text, bold=True), *(line_of(str(count)) for count in figures(gap))]
        for gap in spread.agenda
    ]
    caption = "Combien de personnes ont donné chaque réponse"
    write_table(
        slide.placeholders[look.TABLE],
        rows,
        caption,
        parts=(0.4, *([0.6 / len(header(bank))] * len(header(bank)))),
    )


def _to_debate(made: Any, result: DiagnosisResult) -> None:
    notes = [
        "Un tour de table, deux minutes chacun, avant toute discussion. Notez ce qui reste en "
        "désaccord\u00a0: c’est le prochain ordre du jour.",
        "Un vote à main levée sur cette diapositive est indicatif\u00a0: vos statuts disent comment décider.",
    ]
    notes += [said for said in (accounts_in_words(result),) if said]
    notes += [one.message for one in result.contradictions[1:]]
    slide = new_slide(made, look.BULLETS, "À débattre ensemble", [], notes)
    points = [f"Nous reconnaissons-nous dans cette lecture{NNBSP}?"]
    points += [one.message for one in result.contradictions[:1]]
    unknown = [one.label for one in result.dimensions if one.level is None]
    if unknown:
        points.append(f"Qui peut nous éclairer sur «{NBSP}{unknown[0]}{NBSP}»{NNBSP}?")
    if result.fragilities:
        title = result.fragilities[0].title
        points.append(f"«{NBSP}{title}{NBSP}»{NBSP}: le vivons-nous ainsi{NNBSP}?")
    points.append(f"Quelle action commençons-nous, avec qui, pour quelle date{NNBSP}?")
    write_bullets(slide.placeholders[look.BODY], [line_of(point) for point in points], look.BODY_AREA)
