"""The structure of resources and of costs, exercice by exercice, on one scale of euros."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from equilibre.drawings import palette
from equilibre.drawings.drawing import Drawing, Table, Variant, until
from equilibre.drawings.labels import shorten, text_width
from equilibre.drawings.svg import SERIF, Markup, document, element, group
from equilibre.formatting import euros, kilo_euros, percent
from equilibre.model.results import ExerciceModel, SocioEconomicModel

MOST_EXERCICES = 5
"""Bars drawn; the table lists every exercice."""
_COST_COLOURS = {
    "personnel": "richesses-humaines",
    "achats": "neutre",
    "locaux": "autre",
    "autres": "membres",
    "fonds_dedies": palette.SET_ASIDE,
    "reverse": palette.PASSED_ON,
}
_NATURE_LABELS = {
    "subventionnement": "Soutiens",
    "investissement_societal": "Investissement sociétal",
    "revenus_activite": "Revenus d’activité",
    "membres": "Membres",
    "autre": "Autres produits",
}


@dataclass(frozen=True)
class _Part:
    label: str
    colour: str
    amount: int


@dataclass(frozen=True)
class _Bar:
    label: str
    parts: tuple[_Part, ...]

    @property
    def total(self) -> int:
        return sum(part.amount for part in self.parts)


@dataclass(frozen=True)
class _Layout:
    width: float
    size: float
    thick: float
    strong: bool = False
    above: bool = False
    """Year and total go above the bar: there is no room beside it."""


_LAYOUTS: dict[Variant, _Layout] = {
    "page": _Layout(760, 15, 24),
    "print": _Layout(760, 15, 26, strong=True),
    "phone": _Layout(344, 14, 20, above=True),
}


def structure_svg(
    model: SocioEconomicModel,
    *,
    variant: Variant = "page",
    prefix: str = "structure",
    exercice: ExerciceModel | None = None,
) -> Drawing:
    """One stacked bar of resources and one of costs per exercice, up to the given one."""
    model = until(model, exercice)
    resources = [_Bar(e.label, _resources(e)) for e in model.exercices]
    costs = [_Bar(e.label, _costs(e)) for e in model.exercices if e.totals.charges is not None and e.costs]
    parts, height = _draw(resources, costs, _LAYOUTS[variant], prefix)
    title = "La structure des ressources et des charges"
    sentence = _sentence(model.last)
    description = f"Des barres empilées, une par exercice, à la même échelle. {sentence}"
    svg = document(
        *parts,
        width=_LAYOUTS[variant].width,
        height=height,
        prefix=prefix,
        title=title,
        description=description,
        class_=f"drawing-structure is-{variant}",
        print_=variant == "print",
    )
    return Drawing(
        svg=svg, title=title, description=description, sentence=sentence, table=_table(resources, costs)
    )


def _resources(exercice: ExerciceModel) -> tuple[_Part, ...]:
    """Natures of financing; soutiens split public / private (field rule 5)."""
    parts: list[_Part] = []
    for nature in exercice.natures:
        if nature.nature == "subventionnement" and nature.public_amount is not None:
            private = nature.amount - nature.public_amount
            parts.append(_Part("Soutiens publics", "subventionnement", nature.public_amount))
            parts.append(_Part("Soutiens privés", palette.PRIVATE, private))
            continue
        parts.append(_Part(_NATURE_LABELS[nature.nature], palette.token(nature.nature), nature.amount))
    return tuple(parts)


def _costs(exercice: ExerciceModel) -> tuple[_Part, ...]:
    return tuple(
        _Part(cost.label.split(" (")[0], _COST_COLOURS.get(cost.code, "autre"), cost.amount)
        for cost in exercice.costs
    )


def _sentence(exercice: ExerciceModel) -> str:
    resources = [part for part in _resources(exercice) if part.amount > 0]
    costs = [part for part in _costs(exercice) if part.amount > 0]
    said = []
    if resources and exercice.totals.products > 0:
        first = max(resources, key=lambda part: part.amount)
        share = percent(first.amount / exercice.totals.products)
        said.append(f"la première ressource est «\u00a0{first.label}\u00a0» ({share} des produits)")
    if costs and exercice.totals.charges:
        first = max(costs, key=lambda part: part.amount)
        share = percent(first.amount / exercice.totals.charges)
        said.append(f"la première dépense est «\u00a0{first.label}\u00a0» ({share} des charges)")
    if not said:
        return f"En {exercice.label}, rien n’est encore compté."
    return f"En {exercice.label}, {', '.join(said)}. {_result(exercice)}".rstrip()


def _result(exercice: ExerciceModel) -> str:
    result = exercice.totals.result
    if result is None:
        return ""
    if result > 0:
        return f"L’exercice laisse {euros(result)}."
    return f"Il manque {euros(-result)} à l’exercice." if result < 0 else "L’exercice est à l’équilibre."


def _table(resources: Sequence[_Bar], costs: Sequence[_Bar]) -> Table:
    labels = [bar.label for bar in resources]
    rows = []
    for name, bars in (("Ressources", resources), ("Charges", costs)):
        for part in _order(bars):
            cells = []
            for label in labels:
                bar = next((b for b in bars if b.label == label), None)
                amount = None if bar is None else sum(p.amount for p in bar.parts if p.label == part.label)
                cells.append("—" if amount is None else euros(amount))
            rows.append((name, part.label, *cells))
    return Table(header=("Sens", "Ligne", *labels), rows=tuple(rows))


def _order(bars: Sequence[_Bar]) -> list[_Part]:
    """Each kind of part once, in the order of the bars, when one bar at least has some of it."""
    kinds: dict[str, _Part] = {}
    present: set[str] = set()
    for bar in reversed(bars):
        for part in bar.parts:
            kinds.setdefault(part.label, part)
            if part.amount:
                present.add(part.label)
    return [part for part in kinds.values() if part.label in present]


def _draw(
    resources: list[_Bar], costs: list[_Bar], layout: _Layout, prefix: str
) -> tuple[list[Markup], float]:
    drawn = (resources[-MOST_EXERCICES:], costs[-MOST_EXERCICES:])
    largest = max([sum(max(p.amount, 0) for p in bar.parts) for bars in drawn for bar in bars] + [1])
    tokens = [part.colour for bars in drawn for bar in bars for part in bar.parts if part.amount]
    parts = [palette.definitions(prefix, tokens, strong=layout.strong)]
    y = 0.0
    for heading, bars in (("Ressources", drawn[0]), ("Charges", drawn[1])):
        if not bars:
            continue
        y += layout.size * 1.35
        parts.append(
            element(
                "text", heading, x=0, y=y, font_size=layout.size * 1.15, font_weight=600,
                font_family=SERIF, class_="serif",
            )
        )  # fmt: skip
        key, y = _key(_order(bars), layout, prefix, y + 6)
        parts += key
        for bar in bars:
            drawn_bar, y = _bar(bar, largest, layout, prefix, y + 8)
            parts.append(drawn_bar)
        y += layout.size * 0.9
    return parts, y


def _key(kinds: list[_Part], layout: _Layout, prefix: str, y: float) -> tuple[list[Markup], float]:
    """A swatch and its words for each kind of part, on as many lines as they need."""
    size = layout.size - 1
    x, swatch = 0.0, 13.0
    y += size * 1.15
    marks: list[Markup] = []
    words: list[Markup] = []
    for kind in kinds:
        label = shorten(kind.label, size, layout.width / 2)
        wide = swatch + 6 + text_width(label, size)
        if x and x + wide > layout.width:
            x, y = 0.0, y + size * 1.6
        marks.append(
            element(
                "rect", x=x, y=y - swatch + 2, width=swatch, height=swatch,
                **palette.patterned(prefix, kind.colour),
            )
        )  # fmt: skip
        words.append(element("text", label, x=x + swatch + 6, y=y))
        x += wide + 16
    return [*marks, group(*words, font_size=size)], y + 4


def _bar(bar: _Bar, largest: int, layout: _Layout, prefix: str, y: float) -> tuple[Markup, float]:
    size = layout.size
    left = 0.0 if layout.above else text_width("2024-2025", size) + 8
    right = 0.0 if layout.above else text_width("999,9\u00a0M€", size, bold=True) + 10
    room = layout.width - left - right
    words = []
    if layout.above:
        y += size * 1.2
        words.append(element("text", bar.label, x=0, y=y))
        words.append(
            element("text", kilo_euros(bar.total), x=layout.width, y=y, font_weight=600, text_anchor="end")
        )
        y += 6
    else:
        base = y + layout.thick / 2 + size * 0.35
        words.append(element("text", bar.label, x=0, y=base))
    x = left
    marks: list[Markup] = []
    shares: list[Markup] = []
    for part in bar.parts:
        wide = room * max(part.amount, 0) / largest
        if wide <= 0:
            continue
        marks.append(
            element(
                "rect", x=x, y=y, width=max(wide - 1.2, 0.8), height=layout.thick,
                **palette.patterned(prefix, part.colour),
            )
        )  # fmt: skip
        share = percent(part.amount / bar.total) if bar.total > 0 else ""
        if text_width(share, size - 2) + 4 < wide:
            shares.append(element("text", share, x=x + wide / 2, y=y + layout.thick + size))
        x += wide
    if not layout.above:
        words.append(element("text", kilo_euros(bar.total), x=x + 8, y=base, font_weight=600))
    under = group(*shares, font_size=size - 2, text_anchor="middle", **palette.fill("muted"))
    return group(*marks, *words, under, font_size=size), y + layout.thick + size + 3
