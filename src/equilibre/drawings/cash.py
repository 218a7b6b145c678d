"""The months of cash: what was left at the end of each, the lowest point, and one month of costs."""

from __future__ import annotations

from dataclasses import dataclass

from equilibre.drawings import palette
from equilibre.drawings.drawing import Drawing, Table, Variant, chosen
from equilibre.drawings.labels import text_width
from equilibre.drawings.scale import SHORT_MONTHS, Scale
from equilibre.drawings.svg import Markup, document, element, group, number, path, polyline_path
from equilibre.formatting import euros, kilo_euros, month
from equilibre.formatting import number as written
from equilibre.model.results import CashMonth, ExerciceModel, SocioEconomicModel

TITLE = "La trésorerie, mois par mois"
UNKNOWN = "La trésorerie de chaque mois n’est pas dans ce que nous avons lu."
_DAYS_A_MONTH = 365.25 / 12


@dataclass(frozen=True)
class _Layout:
    width: float
    height: float
    size: float
    strong: bool = False
    initials: bool = False


_LAYOUTS: dict[Variant, _Layout] = {
    "page": _Layout(760, 300, 14.5),
    "print": _Layout(520, 270, 16, strong=True, initials=True),
    "phone": _Layout(344, 240, 13.5, initials=True),
}


def cash_svg(
    model: SocioEconomicModel,
    *,
    variant: Variant = "page",
    prefix: str = "tresorerie",
    exercice: ExerciceModel | None = None,
) -> Drawing:
    """Columns by month, the lowest one named. ``svg`` is empty when the months were not read."""
    shown = chosen(model, exercice)
    months = shown.cash_months
    if not months:
        table = Table(header=("Mois", "Trésorerie à la fin du mois"), rows=())
        return Drawing(svg="", title=TITLE, description=UNKNOWN, sentence=UNKNOWN, table=table)
    line = month_of_costs(shown)
    title = f"{TITLE}, en {shown.label}"
    sentence = _sentence(months, line)
    description = (
        f"{len(months)} colonnes, une par fin de mois, et un trait pour un mois de charges. {sentence}"
    )
    layout = _LAYOUTS[variant]
    svg = document(
        *_draw(months, line, layout, prefix),
        width=layout.width,
        height=layout.height,
        prefix=prefix,
        title=title,
        description=description,
        class_=f"drawing-cash is-{variant}",
        print_=variant == "print",
    )
    table = Table(
        header=("Mois", "Trésorerie à la fin du mois", "En mois de charges"),
        rows=tuple((month(m.month), euros(m.balance), _in_months(m.balance, line)) for m in months),
    )
    return Drawing(svg=svg, title=title, description=description, sentence=sentence, table=table)


def month_of_costs(exercice: ExerciceModel) -> int | None:
    """Charges of the exercice ÷ its length in months, cents; None when charges are not known."""
    if not exercice.totals.charges or exercice.totals.charges < 0:
        return None
    days = (exercice.closing - exercice.opening).days + 1
    return round(exercice.totals.charges / (days / _DAYS_A_MONTH))


def _in_months(balance: int, line: int | None) -> str:
    return "" if not line else written(balance / line, 1)


def _sentence(months: tuple[CashMonth, ...], line: int | None) -> str:
    lowest = min(months, key=lambda m: m.balance)
    said = f"Au plus bas, fin {month(lowest.month)}, la trésorerie est de {euros(lowest.balance)}"
    if line:
        said += f", soit {written(lowest.balance / line, 1)}\u00a0mois de charges"
        under = sum(m.balance < line for m in months)
        if under:
            ends = "fins de mois passent" if under > 1 else "fin de mois passe"
            said += f"\u00a0; {under} {ends} sous un mois"
    return f"{said}."


def _draw(months: tuple[CashMonth, ...], line: int | None, layout: _Layout, prefix: str) -> list[Markup]:
    scale = Scale.of(
        [*(m.balance for m in months), line or 0],
        layout.size * (4 if line else 2.4),
        layout.height - layout.size * 1.9,
    )
    at, left = scale.at, scale.margin(layout.size - 1.5)
    slot = (layout.width - left) / len(months)
    parts = [palette.definitions(prefix, [palette.PRIVATE], strong=layout.strong)]
    parts += scale.marks(left, layout.width, layout.size - 1.5)
    for index, item in enumerate(months):
        parts.append(
            _column(item, left + slot * (index + 0.18), slot * 0.64, (at(0), at(item.balance)), line, prefix)
        )
    parts.append(scale.ground(left, layout.width))
    parts.append(_names(months, left, slot, layout))
    if line:
        parts += _month_line(line, at(line), left, layout)
    lowest = min(range(len(months)), key=lambda i: months[i].balance)
    tops = [at(max(m.balance, 0)) for m in months]
    parts += _lowest(months[lowest], lowest, tops, (left, slot), at(line) if line else None, layout)
    return parts


def _column(
    item: CashMonth, x: float, wide: float, span: tuple[float, float], line: int | None, prefix: str
) -> Markup:
    """Plain above one month of costs, striped below."""
    under = line is not None and item.balance < line
    look = palette.patterned(prefix, palette.PRIVATE) if under else palette.fill("financement")
    tall = max(abs(span[1] - span[0]), 1.2)
    return element("rect", x=x, y=min(span), width=wide, height=tall, **look)


def _names(months: tuple[CashMonth, ...], left: float, slot: float, layout: _Layout) -> Markup:
    names = [SHORT_MONTHS[int(m.month[5:7]) - 1] for m in months]
    short = [name[:1].upper() for name in names] if layout.initials else names
    every = 1
    while max(text_width(name, layout.size) for name in short) + 4 > slot * every:
        every += 1
    words = [
        element("text", name, x=left + slot * (index + 0.5), y=layout.height - layout.size * 0.5)
        for index, name in enumerate(short)
        if index % every == 0
    ]
    return group(*words, font_size=layout.size, text_anchor="middle", **palette.fill("muted"))


def _month_line(line: int, y: float, left: float, layout: _Layout) -> list[Markup]:
    """The dashed line of one month of costs, and its key above the drawing: no word lies on the columns."""
    dashes: dict[str, str | float] = {
        "stroke": "currentColor", "stroke_width": 1.5, "stroke_dasharray": "6 4", "fill": "none",
    }  # fmt: skip
    key = layout.size
    return [
        path(f"M{number(left)} {number(y)}H{number(layout.width)}", **palette.stroke("paper", 4)),
        path(
            f"M{number(left)} {number(y)}H{number(layout.width)}M{number(left)} {number(key * 0.7)}h34",
            **dashes,
        ),
        element(
            "text",
            f"un mois de charges, {kilo_euros(line)}",
            x=left + 42,
            y=key * 1.05,
            font_size=layout.size,
        ),
    ]


def _lowest(
    item: CashMonth,
    index: int,
    tops: list[float],
    columns: tuple[float, float],
    rule: float | None,
    layout: _Layout,
) -> list[Markup]:
    """The lowest month, named just above the columns under its words, with a short leader to its own.

    ``columns``: left edge of the first and width of one. ``rule``: height of the dashed line, which no word
    crosses.
    """
    left, slot = columns
    words = f"au plus bas, {kilo_euros(item.balance)}"
    half = text_width(words, layout.size, bold=True) / 2
    x = left + slot * (index + 0.5)

    def base(centre: float) -> float:
        first, last = (int((centre + side - left) / slot) for side in (-half, half - 0.01))
        height = min(tops[max(first, 0) : last + 1]) - layout.size * 0.6
        crossed = rule is not None and height - layout.size < rule < height + layout.size * 0.5
        return rule - layout.size * 0.6 if crossed and rule is not None else height

    room = layout.width - half
    centres = [min(max(x + shift * half, left + half), room) for shift in (0, -0.8, 0.8)]
    centre = max(centres, key=base)
    low = base(centre)
    return [
        path(
            polyline_path([(x, low + layout.size * 0.25), (x, tops[index] - 2)]),
            stroke="currentColor",
            stroke_width=0.9,
        ),
        element(
            "rect",
            x=centre - half - 2,
            y=low - layout.size * 0.85,
            width=2 * half + 4,
            height=layout.size * 1.1,
            **palette.fill("paper"),
        ),
        element("text", words, x=centre, y=low, font_size=layout.size, font_weight=700, text_anchor="middle"),
    ]
