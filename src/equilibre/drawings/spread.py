"""How several people answered one question: a bar for each level, a hollow one for « je ne sais pas ».

Only for a gap that has figures: under the threshold of anonymity there is nothing to draw (field rule 24).
"""

from __future__ import annotations

from collections.abc import Sequence

from equilibre.diagnosis.results import Gap
from equilibre.drawings import palette
from equilibre.drawings.drawing import Drawing, Table, Variant
from equilibre.drawings.labels import text_width
from equilibre.drawings.radar import LEVELS
from equilibre.drawings.svg import Markup, document, element, group

DO_NOT_KNOW = "je ne sais pas"
_WIDTH: dict[Variant, float] = {"page": 420, "print": 420, "phone": 328}
_SIZE, _THICK, _STEP = 14.0, 14.0, 22.0


def spread_bar(
    gap: Gap, *, levels: Sequence[str] = LEVELS, variant: Variant = "page", prefix: str = "ecart"
) -> Drawing:
    """The answers to one question, level by level. ``svg`` is empty when ``gap.counts`` is.

    ``prefix`` must differ from one question to the next on the same page.
    """
    rows = [*zip(levels, gap.counts, strict=False)]
    if rows and gap.nsp:
        rows.append((DO_NOT_KNOW, gap.nsp))
    title = f"Réponses à «\u00a0{gap.text}\u00a0»"
    sentence = spread_sentence(gap, levels)
    table = Table(header=("Réponse", "Personnes"), rows=tuple((word, str(count)) for word, count in rows))
    svg = _draw(rows, _WIDTH[variant], prefix, title, sentence, variant) if rows else ""
    return Drawing(svg=svg, title=title, description=sentence, sentence=sentence, table=table)


def spread_sentence(gap: Gap, levels: Sequence[str] = LEVELS) -> str:
    """« 2 personnes disent « à initier », 3 « structuré » ; 1 ne sait pas. »"""
    if not gap.counts:
        return "Vos réponses diffèrent sur cette question."
    given = [(count, word) for word, count in zip(levels, gap.counts, strict=False) if count]
    nsp = f"{gap.nsp} ne {'savent' if gap.nsp > 1 else 'sait'} pas"
    if not given:
        return f"{nsp}."
    parts = [f"{count} «\u00a0{word}\u00a0»" for count, word in given]
    people = "personnes disent" if given[0][0] > 1 else "personne dit"
    parts[0] = f"{given[0][0]} {people} «\u00a0{given[0][1]}\u00a0»"
    said = parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} et {parts[-1]}"
    return f"{said}\u202f; {nsp}." if gap.nsp else f"{said}."


def _draw(
    rows: Sequence[tuple[str, int]], width: float, prefix: str, title: str, told: str, variant: Variant
) -> str:
    left = max(text_width(word, _SIZE) for word, _ in rows) + 10
    room = width - left - text_width("999", _SIZE, bold=True) - 8
    most = max(max(count for _, count in rows), 1)
    marks: list[Markup] = []
    words: list[Markup] = []
    for rank, (word, count) in enumerate(rows):
        y = rank * _STEP + 2
        base = y + _THICK * 0.83
        long = room * count / most
        if count:
            look = palette.fill("financement")
            if word == DO_NOT_KNOW:
                look = {**palette.stroke("muted", 1.4), "stroke_dasharray": "4 3"}  # type: ignore[dict-item]
            marks.append(element("rect", x=left, y=y, width=long, height=_THICK, **look))
        words.append(element("text", word, x=left - 10, y=base, text_anchor="end"))
        words.append(element("text", str(count), x=left + long + 6, y=base, font_weight=600))
    axis = element("path", d=f"M{left:.1f} 0V{_STEP * len(rows) - 4:.1f}", **palette.stroke("hairline", 1.2))
    return document(
        axis,
        *marks,
        group(*words, font_size=_SIZE),
        width=width,
        height=_STEP * len(rows),
        prefix=prefix,
        title=title,
        description=told,
        class_=f"drawing-spread is-{variant}",
        print_=variant == "print",
    )
