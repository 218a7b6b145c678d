"""The seven dimensions of a diagnosis on seven axes: a shape, never a sum.

The four levels are four rings, named on an axis of their own (straight down) where no dot can hide them.
« À initier » is a ring, not the centre: what starts is somewhere. A dimension that nobody could answer is a
hollow dot inside the rings, with a dashed line outward: unknown is never zero (field rule 3).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from equilibre.diagnosis.results import DimensionReading
from equilibre.drawings import palette
from equilibre.drawings.drawing import Drawing, Table, Variant
from equilibre.drawings.labels import text_width, wrap
from equilibre.drawings.svg import Markup, document, element, group, path, polyline_path

LEVELS = ("à initier", "en cours", "structuré", "moteur")
UNKNOWN = "nous ne savons pas encore"
TITLE = "Les sept sujets, de l’intérieur vers le bord"
BEFORE, NOW = "la fois précédente", "aujourd’hui"

_LOWEST, _CENTRE = 0.4, 0.19
"""Radius of the ring « à initier » and of the hollow dots, as parts of the outer ring."""
_COLOUR = "financement"


@dataclass(frozen=True)
class _Layout:
    width: float
    radius: float
    size: float
    dot: float
    strong: bool = False

    @property
    def centre(self) -> tuple[float, float]:
        return self.width / 2, self.size * 2.9 + self.radius

    def at(self, slot: int, reach: float) -> tuple[float, float]:
        """A point at ``reach`` (0–1) on an axis: axis 0 goes down to the left, then clockwise."""
        angle = math.radians(135 + 45 * slot)
        x, y = self.centre
        return x + self.radius * reach * math.cos(angle), y + self.radius * reach * math.sin(angle)


_LAYOUTS: dict[Variant, _Layout] = {
    "page": _Layout(560, 160, 15, 6.5),
    "print": _Layout(560, 160, 16, 6.5, strong=True),
    "phone": _Layout(344, 80, 13, 5),
}


def radar(
    dimensions: Sequence[DimensionReading],
    previous: Sequence[DimensionReading] | None = None,
    *,
    variant: Variant = "page",
    prefix: str = "radar",
    levels: Sequence[str] = LEVELS,
    before: str = BEFORE,
) -> Drawing:
    """Seven axes and four rings; ``previous`` is a dashed outline that the key calls ``before``.

    ``dimensions``: seven at most, in the order of the questionnaire. ``levels``: the four words.
    """
    layout = _LAYOUTS[variant]
    parts, height = _draw(dimensions, previous or (), layout, levels, before)
    sentence = radar_sentence(dimensions, levels)
    description = (
        f"Sept axes et quatre anneaux\u00a0: {', '.join(levels)}. "
        + " ; ".join(f"{one.label}\u00a0: {one.word}" for one in dimensions).replace(" ; ", "\u202f; ")
        + "."
    )
    svg = document(
        *parts,
        width=layout.width,
        height=height,
        prefix=prefix,
        title=TITLE,
        description=description,
        class_=f"drawing-radar is-{variant}",
        print_=variant == "print",
    )
    table = dimensions_table(dimensions, previous, before=before)
    return Drawing(svg=svg, title=TITLE, description=description, sentence=sentence, table=table)


def dimensions_table(
    dimensions: Sequence[DimensionReading],
    previous: Sequence[DimensionReading] | None = None,
    *,
    before: str = BEFORE,
) -> Table:
    """The radar as a table: dimension, level in words, answers that it rests on, the time before."""
    header: tuple[str, ...] = ("Sujet", "Niveau", "Réponses avec un niveau")
    earlier = {one.code: one.word for one in previous or ()}
    rows: list[tuple[str, ...]] = []
    for one in dimensions:
        row: tuple[str, ...] = (one.label, one.word, coverage(one))
        rows.append((*row, earlier.get(one.code, UNKNOWN)) if previous else row)
    if previous:
        header = (*header, before[:1].upper() + before[1:])
    return Table(header=header, rows=tuple(rows))


def coverage(one: DimensionReading) -> str:
    """« 4 sur 6 »: questions with a level, among those asked."""
    return f"{one.scored} sur {one.asked}" if one.asked else "aucune question posée"


def radar_sentence(dimensions: Sequence[DimensionReading], levels: Sequence[str] = LEVELS) -> str:
    """What is furthest and what starts, in words; what is not known is said apart."""
    known = [(one.level, one) for one in dimensions if one.level is not None]
    unknown = [one.label for one in dimensions if one.level is None]
    if not known:
        return "Vos réponses ne disent pas encore où vous en êtes."
    high, low = max(level for level, _ in known), min(level for level, _ in known)
    first = [one for level, one in known if level == high]
    last = [one for level, one in known if level == low]
    if high == low:
        said = f"Les sujets connus se lisent au même niveau\u00a0: {first[0].word}."
        if len(known) == 1:
            said = f"Un seul sujet se lit\u00a0: {_names(first)} ({first[0].word})."
    else:
        said = f"Le plus avancé\u00a0: {_names(first)} ({first[0].word}). "
        said += f"Le moins avancé\u00a0: {_names(last)} ({last[0].word})."
    if unknown:
        said += f" Nous ne savons pas encore\u00a0: {_listed([_quoted(name) for name in unknown])}."
    return said


def _names(ones: Sequence[DimensionReading]) -> str:
    return _listed([_quoted(one.label) for one in ones])


def _quoted(text: str) -> str:
    return f"«\u00a0{text}\u00a0»"


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} et {names[-1]}"


def _reach(level: float) -> float:
    return _LOWEST + (1 - _LOWEST) * min(max(level, 0.0), 3.0) / 3


def _draw(
    dimensions: Sequence[DimensionReading],
    previous: Sequence[DimensionReading],
    layout: _Layout,
    levels: Sequence[str],
    before: str,
) -> tuple[list[Markup], float]:
    shown = dimensions[:7]
    earlier = {one.code: one for one in previous}
    then = [earlier.get(one.code) for one in shown]
    outline = _outline([one.level for one in shown], layout)
    parts = [_frame(len(shown), layout)]
    if outline:
        parts.append(_surface([one.level for one in shown], layout))
    ghost = _outline([one.level if one else None for one in then], layout)
    if ghost:
        parts.append(path(ghost, **_dotted()))
    if outline:
        parts.append(path(outline, stroke_linejoin="round", **palette.stroke(_COLOUR, 2.4)))
    # The names of the rings under the dots: their rim of paper must not eat one.
    parts.append(_scale(layout, levels))
    parts += [_mark(slot, one.level, layout) for slot, one in enumerate(shown)]
    parts += [_label(slot, one, layout) for slot, one in enumerate(shown)]
    key, height = _key(layout, ghost=before if ghost else "", unknown=any(o.level is None for o in shown))
    return [*parts, *key], height


def _frame(count: int, layout: _Layout) -> Markup:
    """Rings and axes, light: they carry, they do not speak."""
    x, y = layout.centre
    rings = [
        element("circle", cx=x, cy=y, r=layout.radius * _reach(level), **palette.stroke("hairline", 1.2))
        for level in range(4)
    ]
    axes = "".join(polyline_path([layout.at(slot, _LOWEST), layout.at(slot, 1)]) for slot in range(count))
    return group(*rings, path(axes, **palette.stroke("hairline", 1.2)) if axes else Markup(""))


def _outline(levels: Sequence[float | None], layout: _Layout) -> str:
    """Segments between neighbours that are both known: nothing is drawn across what is not."""
    pairs = zip(range(len(levels)), levels, levels[1:], strict=False)
    return "".join(
        polyline_path([layout.at(slot, _reach(here)), layout.at(slot + 1, _reach(there))])
        for slot, here, there in pairs
        if here is not None and there is not None
    )


def _surface(levels: Sequence[float | None], layout: _Layout) -> Markup:
    """The light ground under the outline, from the centre, between known neighbours."""
    pairs = zip(range(len(levels)), levels, levels[1:], strict=False)
    wedges = "".join(
        polyline_path(
            [layout.centre, layout.at(slot, _reach(here)), layout.at(slot + 1, _reach(there))], closed=True
        )
        for slot, here, there in pairs
        if here is not None and there is not None
    )
    return path(wedges, fill_opacity=0.18 if layout.strong else 0.12, **palette.fill(_COLOUR))


def _mark(slot: int, level: float | None, layout: _Layout) -> Markup:
    if level is not None:
        x, y = layout.at(slot, _reach(level))
        return element("circle", cx=x, cy=y, r=layout.dot, **palette.fill(_COLOUR))
    x, y = layout.at(slot, _CENTRE)
    start = layout.at(slot, _CENTRE + layout.dot / layout.radius)
    dashes = {**palette.stroke("muted", 1.6), "stroke_dasharray": "4 4"}
    return group(
        path(polyline_path([start, layout.at(slot, 1)]), **dashes),
        element("circle", cx=x, cy=y, r=layout.dot - 1, **palette.stroke("muted", 1.8)),
    )


def _scale(layout: _Layout, levels: Sequence[str]) -> Markup:
    x, y = layout.centre
    size = layout.size - 1
    names = [
        element(
            "text", word, x=x, y=y + layout.radius * _reach(rank) + size * 0.34, **palette.haloed("muted")
        )
        for rank, word in enumerate(levels)
    ]
    return group(*names, font_size=size, text_anchor="middle")


def _label(slot: int, one: DimensionReading, layout: _Layout) -> Markup:
    """The short name at the end of its axis, on two lines at most, never over the drawing."""
    x, y = layout.at(slot, 1)
    side = (-1, -1, -1, 0, 1, 1, 1)[slot]
    x += side * (layout.dot + 5)
    room = layout.width if side == 0 else layout.width - x if side > 0 else x
    lines = wrap(one.short, layout.size, room, lines=2)
    leading = layout.size * 1.18
    if side == 0:
        first = y - layout.dot - 6 - leading * (len(lines) - 1)
    else:
        down = (0.5, 0, -0.5, 0, -0.5, 0, 0.5)[slot] * leading
        first = y + down + layout.size * 0.35 - leading * (len(lines) - 1) / 2
    anchor = ("end", "middle", "start")[side + 1]
    written = [element("text", line, x=x, y=first + leading * rank) for rank, line in enumerate(lines)]
    return group(*written, font_size=layout.size, text_anchor=anchor)


def _key(layout: _Layout, *, ghost: str, unknown: bool) -> tuple[list[Markup], float]:
    """What the dashes and the hollow dots mean, when there are any."""
    size = layout.size - 1
    y = layout.centre[1] + layout.radius + size * 1.6
    words = [*([NOW, ghost] if ghost else []), *([UNKNOWN] if unknown else [])]
    if not words:
        return [], y
    written: list[Markup] = []
    x, y = 0.0, y + size * 1.3
    for word in words:
        wide = 34 + text_width(word, size * 1.05)
        if x and x + wide > layout.width:
            x, y = 0.0, y + size * 1.7
        written.append(_sign(word, layout, x, y))
        written.append(element("text", word, x=x + 34, y=y + size * 0.35))
        x += wide + 18
    return [group(*written, font_size=size)], y + size * 1.1


def _sign(word: str, layout: _Layout, x: float, y: float) -> Markup:
    """The mark that a word of the key names."""
    if word == UNKNOWN:
        return element("circle", cx=x + 13, cy=y, r=layout.dot - 1, **palette.stroke("muted", 1.8))
    line = polyline_path([(x, y), (x + 26, y)])
    if word == NOW:
        return path(line, **palette.stroke(_COLOUR, 2.4))
    return path(line, **_dotted())


def _dotted() -> dict[str, str | float]:
    """The line of the time before: dots, where the unknown has dashes."""
    return {**palette.stroke("muted", 2), "stroke_dasharray": "2 5", "stroke_linecap": "round"}
