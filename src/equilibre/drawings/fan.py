"""The fan of what could happen: closing cash year by year, in bands, from many draws of the same scenario.

Amounts are told to the nearest thousand euros: they rest on ranges, and deserve no more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from equilibre.drawings import palette
from equilibre.drawings.drawing import Drawing, Table, Variant
from equilibre.drawings.labels import text_width
from equilibre.drawings.legend import Sample, legend
from equilibre.drawings.scale import Scale
from equilibre.drawings.svg import Attribute, Markup, document, element, group, path, polyline_path
from equilibre.formatting import number as written
from equilibre.trajectory.hypotheses import MONTHS_IN_YEAR, TrajectoryPlan
from equilibre.trajectory.projection import year_label
from equilibre.trajectory.uncertainty import Uncertainty, in_words
from equilibre.trajectory.wording import thousands

TITLE = "La trésorerie à la fin de chaque exercice, et ce qui peut la faire varier"
WIDE, NARROW, MIDDLE = "8 tirages sur 10", "la moitié des tirages", "autant au-dessus qu’au-dessous"
_LOWEST, _LOW, _MEDIAN, _HIGH, _HIGHEST = range(5)


@dataclass(frozen=True)
class _Layout:
    width: float
    height: float
    """Of the drawing under its key."""
    size: float


_LAYOUTS: dict[Variant, _Layout] = {
    "page": _Layout(760, 300, 14.5),
    "print": _Layout(760, 260, 13.5),
    "phone": _Layout(344, 250, 13.5),
}
_WIDE_LOOK: dict[str, Attribute] = {**palette.fill("financement"), "fill_opacity": 0.18}
_NARROW_LOOK: dict[str, Attribute] = {**palette.fill("financement"), "fill_opacity": 0.42}
_MEDIAN_LOOK: dict[str, Attribute] = {"stroke": "currentColor", "stroke_width": 2.4, "fill": "none"}


def fan_svg(
    plan: TrajectoryPlan, uncertainty: Uncertainty, *, variant: Variant = "page", prefix: str = "eventail"
) -> Drawing:
    """Bands 10–90 and 25–75 and the median, from the opening cash on (``uncertainty.draw``)."""
    labels = [year_label(plan.first_month.plus(year * MONTHS_IN_YEAR)) for year in range(plan.years)]
    sentence = _sentence(labels[-1], uncertainty)
    description = (
        "Deux bandes qui s’élargissent d’année en année, et une ligne au milieu. "
        f"{written(uncertainty.draws)}\u00a0tirages des mêmes hypothèses. {sentence}"
    )
    layout = _LAYOUTS[variant]
    parts, height = _draw(plan.opening_cash, labels, uncertainty, layout)
    svg = document(
        *parts,
        width=layout.width,
        height=height,
        prefix=prefix,
        title=TITLE,
        description=description,
        class_=f"drawing-fan is-{variant}",
        print_=variant == "print",
    )
    return Drawing(
        svg=svg, title=TITLE, description=description, sentence=sentence, table=_table(labels, uncertainty)
    )


def _sentence(last: str, told: Uncertainty) -> str:
    end = told.bands[-1].cash
    low, high = thousands(end[_LOWEST]), thousands(end[_HIGHEST])
    if low == high:
        said = f"À la fin de {last}, la trésorerie est autour de {low} dans 8\u00a0cas sur\u00a010."
    else:
        said = (
            f"À la fin de {last}, la trésorerie est entre {low} et {high} dans 8\u00a0cas sur\u00a010\u202f;"
            f" le milieu est {thousands(end[_MEDIAN])}."
        )
    return (
        f"{said} D’ici là, elle passe sous un mois de dépenses {in_words(told.under_a_month)},"
        f" et sous zéro {in_words(told.below_zero)}."
    )


def _table(labels: Sequence[str], told: Uncertainty) -> Table:
    return Table(
        header=(
            "Fin de",
            "1 cas sur 10 fait moins",
            "1 cas sur 4 fait moins",
            "Le milieu",
            "1 cas sur 4 fait plus",
            "1 cas sur 10 fait plus",
            "Sous un mois de dépenses",
        ),
        rows=tuple(
            (label, *(thousands(cents) for cents in band.cash), in_words(share))
            for label, band, share in zip(labels, told.bands, told.under_a_month_by_year, strict=True)
        ),
    )


def _draw(
    opening: int, labels: Sequence[str], told: Uncertainty, layout: _Layout
) -> tuple[list[Markup], float]:
    key, top = legend(
        [
            Sample(WIDE, _WIDE_LOOK),
            Sample(NARROW, _NARROW_LOOK),
            Sample(MIDDLE, _MEDIAN_LOOK, line=True),
        ],
        layout.width,
        layout.size,
    )
    levels = [(opening,) * 5, *(band.cash for band in told.bands)]
    scale = Scale.of(
        [cents for level in levels for cents in level],
        top + layout.size * 2,
        top + layout.height - layout.size * 1.9,
    )
    left = scale.margin(layout.size - 1.5)
    slot = (layout.width - left) / (len(labels) + 0.5)
    across = [left + slot * rank for rank in range(len(levels))]

    def line(quantile: int) -> list[tuple[float, float]]:
        return [(x, scale.at(level[quantile])) for x, level in zip(across, levels, strict=True)]

    parts = [*key, *scale.marks(left, layout.width, layout.size - 1.5)]
    for low, high, look in ((_LOWEST, _HIGHEST, _WIDE_LOOK), (_LOW, _HIGH, _NARROW_LOOK)):
        parts.append(path(polyline_path([*line(low), *reversed(line(high))], closed=True), **look))
    parts.append(scale.ground(left, layout.width))
    parts.append(path(polyline_path(line(_MEDIAN)), **_MEDIAN_LOOK))
    dots = [element("circle", cx=x, cy=y, r=3.6, fill="currentColor") for x, y in line(_MEDIAN)]
    return [*parts, *dots, _names(labels, across, layout, top)], top + layout.height


def _names(labels: Sequence[str], across: Sequence[float], layout: _Layout, top: float) -> Markup:
    """« fin 2027 » under each end of year; the year alone, then one in two, when there is no room."""
    slot = across[1] - across[0]
    full = [f"fin {label}" for label in labels]
    roomy = max(text_width(word, layout.size) for word in full) + 8 < slot
    words = full if roomy else list(labels)
    every = 1
    while max(text_width(word, layout.size) for word in words) + 8 > slot * every and every < len(words):
        every += 1
    base = top + layout.height - layout.size * 0.5
    shown = []
    for rank, word in enumerate(words):
        # Counted from the end: the last year is the one that is told.
        if (len(words) - 1 - rank) % every == 0:
            half = text_width(word, layout.size) / 2
            x = min(across[rank + 1], layout.width - half)
            shown.append(element("text", word, x=x, y=base))
    return group(*shown, font_size=layout.size, text_anchor="middle", **palette.fill("muted"))
