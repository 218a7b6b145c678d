"""Activities as bubbles: across, how useful they are to the project; upward, their contribution.

A full disc helps to pay common costs, a hollow one is carried by the others; the area is what it spends
directly. An activity on which nobody voted is not drawn: it is in the table and in the sentence.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from equilibre.drawings import palette
from equilibre.drawings.drawing import Drawing, Table, Variant
from equilibre.drawings.labels import Box, place, shorten, text_width
from equilibre.drawings.legend import Sample, legend
from equilibre.drawings.scale import Scale
from equilibre.drawings.svg import Attribute, Markup, document, element, group, path, polyline_path
from equilibre.formatting import euros, number, typographic
from equilibre.trajectory.activities import PLACES, ActivitiesMap, ActivityRow
from equilibre.trajectory.usefulness import HIGHEST, LOWEST, MIDDLE

TITLE = "La carte des activités"
NOT_SAID = "non dite"
_FULL = {**palette.fill("financement")}
_HOLLOW: dict[str, Attribute] = {
    "class_": "f-paper s-richesses-humaines",
    "fill": palette.TOKENS["paper"],
    "stroke": palette.TOKENS["richesses-humaines"],
    "stroke_width": 2.4,
    "stroke_dasharray": "5 3",
}
_FEW = 6
_ROOM = 0.8
"""Steps of the scale of usefulness left free on each side of its ends."""


@dataclass(frozen=True)
class _Layout:
    width: float
    height: float
    size: float
    largest: float
    """Radius of the activity that spends most."""


_LAYOUTS: dict[Variant, _Layout] = {
    "page": _Layout(760, 400, 14.5, 34),
    "print": _Layout(620, 350, 15, 30),
    "phone": _Layout(344, 340, 13.5, 22),
}


def matrix_map_svg(
    read: ActivitiesMap, *, variant: Variant = "page", prefix: str = "carte-activites"
) -> Drawing:
    """The bubbles of the activities whose usefulness was said. ``svg`` is empty when none was."""
    placed = [row for row in read.rows if row.activity.usefulness is not None]
    sentence = _sentence(read, placed)
    description = typographic(
        f"{len(placed)} activités placées selon leur utilité au projet, de {LOWEST} à {HIGHEST}, et leur "
        f"contribution. {sentence}"
    )
    layout = _LAYOUTS[variant]
    svg = ""
    if placed:
        parts, height = _draw(placed, layout)
        svg = document(
            *parts,
            width=layout.width,
            height=height,
            prefix=prefix,
            title=TITLE,
            description=description,
            class_=f"drawing-matrix-map is-{variant}",
            print_=variant == "print",
        )
    return Drawing(svg=svg, title=TITLE, description=description, sentence=sentence, table=_table(read))


def _table(read: ActivitiesMap) -> Table:
    return Table(
        header=(
            "Activité",
            f"Utilité ({LOWEST} à {HIGHEST})",
            "Ressources",
            "Coûts directs",
            "Contribution",
            "Coût complet",
        ),
        rows=tuple(
            (
                row.activity.label,
                _usefulness(row),
                euros(row.activity.resources),
                euros(row.activity.direct_costs),
                euros(row.contribution),
                euros(row.full_cost),
            )
            for row in read.rows
        ),
    )


def _usefulness(row: ActivityRow) -> str:
    said = row.activity.usefulness
    return NOT_SAID if said is None else number(said, 1).removesuffix(",0")


def _sentence(read: ActivitiesMap, placed: Sequence[ActivityRow]) -> str:
    """What is said of each place of the map, and what is not said yet; never a verdict."""
    parts = []
    for code, words in PLACES.items():
        named = [f"« {row.activity.label} »" for row in read.rows if row.place == code]
        if named:
            parts.append(f"{_listed(named)} : {words}.")
    if not read.rows:
        return "Aucune activité n’est indiquée."
    text = " ".join(parts)
    if placed:
        common = euros(read.common)
        text += f" Ensemble, après {common} de coûts communs, le résultat est de {euros(read.result)}."
    return typographic(text).replace("« ", "«\u00a0")


def _listed(named: Sequence[str]) -> str:
    return named[0] if len(named) == 1 else f"{', '.join(named[:-1])} et {named[-1]}"


def _draw(rows: Sequence[ActivityRow], layout: _Layout) -> tuple[list[Markup], float]:
    key, top = legend(
        [
            Sample("aide à payer les coûts communs", _FULL),
            Sample("portée par les autres", _HOLLOW),
        ],
        layout.width,
        layout.size,
    )
    caption = top + layout.size * 1.3
    bottom = top + layout.height - layout.size * 3.4
    # Room above and below for half of the largest disc.
    ends = [0, *(row.contribution for row in rows)]
    pad = round((max(ends) - min(ends)) * layout.largest / (bottom - caption))
    scale = Scale.of(
        [value + way * pad for value in ends for way in (-1, 1) if value], caption + layout.size, bottom
    )
    left, right = scale.margin(layout.size - 1.5), layout.width - 8
    unit = (right - left) / (HIGHEST - LOWEST + 2 * _ROOM)

    def across(usefulness: float) -> float:
        return left + (usefulness - LOWEST + _ROOM) * unit

    middle = across(MIDDLE)
    marks = [
        *key,
        element(
            "text", "Contribution (€)", x=0, y=caption, font_size=layout.size - 1, **palette.fill("muted")
        ),
        *scale.marks(left, right, layout.size - 1.5),
        scale.ground(left, right),
        path(
            polyline_path([(middle, scale.top), (middle, scale.bottom)]),
            **{**palette.stroke("hairline", 1.4), "stroke_dasharray": "4 3"},
        ),
        *_across(left, right, across, scale.bottom, layout),
    ]
    most = max([row.activity.direct_costs for row in rows] + [1])
    discs = [
        (
            across(row.activity.usefulness or LOWEST),
            scale.at(row.contribution),
            max(layout.largest * math.sqrt(row.activity.direct_costs / most), 5.0),
        )
        for row in rows
    ]
    for (x, y, radius), row in sorted(zip(discs, rows, strict=True), key=lambda pair: -pair[0][2]):
        look = _FULL if row.contribution >= 0 else _HOLLOW
        marks.append(element("circle", cx=x, cy=y, r=radius, **look))
    within = Box(left + 2, scale.top - layout.size, layout.width, scale.bottom + layout.size * 0.4)
    marks += _labels(rows, discs, within, layout)
    return marks, top + layout.height


def _across(
    left: float, right: float, across: Callable[[float], float], bottom: float, layout: _Layout
) -> list[Markup]:
    size = layout.size - 1
    ranks = [
        element("text", str(rank), x=across(rank), y=bottom + size * 1.4, text_anchor="middle")
        for rank in range(LOWEST, HIGHEST + 1)
    ]
    words = element(
        "text", "Utilité pour le projet", x=(left + right) / 2, y=bottom + size * 2.8, text_anchor="middle"
    )
    return [group(*ranks, words, font_size=size, **palette.fill("muted"))]


def _labels(
    rows: Sequence[ActivityRow], discs: Sequence[tuple[float, float, float]], within: Box, layout: _Layout
) -> list[Markup]:
    taken = [Box.around(x, y, radius * 0.85) for x, y, radius in discs]
    # Many names need shorter ones: the table has them whole.
    share = 0.6 if len(rows) <= _FEW else 0.35
    drawn: list[Markup] = []
    for row, (x, y, radius) in zip(rows, discs, strict=True):
        label = shorten(row.activity.label, layout.size, (within.right - within.left) * share)
        wide = text_width(label, layout.size) + 4
        spot = place(
            x, y, radius, (wide, layout.size * 1.2), taken, within, (), tuple((a, b) for a, b, _ in discs)
        )
        taken.append(spot.box.grown(1))
        middle = (spot.box.left + spot.box.right) / 2
        if spot.leader:
            edge = (min(max(x, spot.box.left), spot.box.right), min(max(y, spot.box.top), spot.box.bottom))
            drawn.append(path(polyline_path([(x, y), edge]), stroke="currentColor", stroke_width=0.9))
        drawn.append(
            element(
                "text", label, x=middle, y=spot.box.top + layout.size * 0.95, font_size=layout.size,
                text_anchor="middle", **palette.haloed(),
            )
        )  # fmt: skip
    return drawn
