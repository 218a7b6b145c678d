"""Cash to come, month by month: the two readings, the line of one month of spending, the lowest points."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from equilibre.drawings import palette
from equilibre.drawings.drawing import Drawing, Table, Variant
from equilibre.drawings.labels import Box, Segment, place, text_width
from equilibre.drawings.legend import Sample, legend
from equilibre.drawings.scale import SHORT_MONTHS, Scale
from equilibre.drawings.svg import Attribute, Markup, document, element, group, number, path, polyline_path
from equilibre.formatting import euros, kilo_euros
from equilibre.trajectory.deadlines import cash_runs_short
from equilibre.trajectory.hypotheses import MONTHS_IN_YEAR, READINGS, Month, Reading, TrajectoryPlan
from equilibre.trajectory.projection import WATCHED
from equilibre.trajectory.results import Projection
from equilibre.trajectory.wording import READING_WORDS, month_words

TITLE = "La trésorerie à venir, mois par mois"
A_MONTH = "un mois de dépenses"
_MORE_MONTHS = (1, 2, 3, 4, 6, 12)
Points = Sequence[tuple[float, float]]


@dataclass(frozen=True)
class _Layout:
    width: float
    height: float
    """Of the drawing under its key."""
    size: float


_LAYOUTS: dict[Variant, _Layout] = {
    "page": _Layout(760, 320, 14.5),
    "print": _Layout(760, 270, 13.5),
    "phone": _Layout(344, 270, 13.5),
}
_LOOKS: dict[Reading, Mapping[str, Attribute]] = {
    "tout": {**palette.stroke("financement", 2.6), "stroke_linejoin": "round"},
    "acquis": {
        **palette.stroke("richesses-humaines", 2.6),
        "stroke_linejoin": "round",
        "stroke_dasharray": "8 4",
    },
}
_A_MONTH_LOOK: Mapping[str, Attribute] = {
    "stroke": "currentColor", "stroke_width": 1.5, "stroke_dasharray": "1.5 3.5", "fill": "none",
}  # fmt: skip


@dataclass(frozen=True)
class _Frame:
    """Where the months lie."""

    scale: Scale
    left: float
    slot: float
    right: float

    def end_of(self, rank: int) -> float:
        """How far across the end of a month lies; −1 is the eve of the first."""
        return self.left + self.slot * (rank + 1)


def cash_line_svg(
    plan: TrajectoryPlan,
    readings: Mapping[Reading, Projection],
    *,
    months: int | None = WATCHED,
    variant: Variant = "page",
    prefix: str = "tresorerie-a-venir",
) -> Drawing:
    """Two lines of end-of-month cash, from the eve of the first month on (``projection.both``).

    ``months``: how many are drawn and told; None for all of the plan.
    """
    shown = plan.months if months is None else min(months, plan.months)
    cash = {reading: readings[reading].monthly_cash[:shown] for reading in READINGS}
    a_month = month_of_spending(readings["tout"], shown)
    title = f"{TITLE}\u00a0: «\u00a0{readings['tout'].label}\u00a0»"
    sentence = _sentence(plan, readings, cash)
    description = (
        f"Deux courbes sur {shown}\u00a0mois, acquis seulement et tout compris, et un trait pour"
        f" un mois de dépenses. {sentence}"
    )
    layout = _LAYOUTS[variant]
    parts, height = _draw(plan, cash, a_month, layout)
    svg = document(
        *parts,
        width=layout.width,
        height=height,
        prefix=prefix,
        title=title,
        description=description,
        class_=f"drawing-cash-line is-{variant}",
        print_=variant == "print",
    )
    return Drawing(
        svg=svg, title=title, description=description, sentence=sentence, table=_table(plan, cash, a_month)
    )


def month_of_spending(projection: Projection, shown: int) -> tuple[int, ...]:
    """Paid costs of its year ÷ 12, for each month, cents."""
    return tuple(
        round(projection.years[rank // MONTHS_IN_YEAR].spent / MONTHS_IN_YEAR) for rank in range(shown)
    )


def _table(plan: TrajectoryPlan, cash: Mapping[Reading, Sequence[int]], a_month: Sequence[int]) -> Table:
    return Table(
        header=("Fin de mois", "Acquis seulement", "Tout compris", "Un mois de dépenses"),
        rows=tuple(
            (month_words(plan.first_month.plus(rank)), euros(sure), euros(whole), euros(spent))
            for rank, (sure, whole, spent) in enumerate(
                zip(cash["acquis"], cash["tout"], a_month, strict=True)
            )
        ),
    )


def _sentence(
    plan: TrajectoryPlan, readings: Mapping[Reading, Projection], cash: Mapping[Reading, Sequence[int]]
) -> str:
    low = {reading: _lowest(plan, cash[reading]) for reading in READINGS}
    shown = len(cash["tout"])
    short = {reading: _short(plan, readings[reading], shown) for reading in READINGS}
    # A later year may go lower still: the sentence says how far it looks.
    lowest = f"Au plus bas de ces {shown}\u00a0mois" if shown < plan.months else "Au plus bas"
    if cash["acquis"] == cash["tout"]:
        amount, when = low["tout"]
        return (
            f"{lowest}, la trésorerie est de {amount} fin {when}, dans les deux lectures. Elle"
            f" {short['tout']}."
        )
    said = (
        f"{lowest}, la trésorerie est de {low['acquis'][0]} fin {low['acquis'][1]} avec l’acquis"
        f" seulement, et de {low['tout'][0]} fin {low['tout'][1]} tout compris."
    )
    if short["acquis"] == short["tout"]:
        return f"{said} Dans les deux cas, elle {short['tout']}."
    whole = short["tout"] if short["tout"].startswith("passe") else "reste au-dessus"
    return f"{said} Avec l’acquis seulement, elle {short['acquis']}\u202f; tout compris, elle {whole}."


def _lowest(plan: TrajectoryPlan, cash: Sequence[int]) -> tuple[str, str]:
    rank = min(range(len(cash)), key=lambda i: cash[i])
    return euros(cash[rank]), month_words(plan.first_month.plus(rank))


def _short(plan: TrajectoryPlan, projection: Projection, shown: int) -> str:
    month = cash_runs_short(plan, projection)
    if month is None or month.since(plan.first_month) >= shown:
        return f"reste au-dessus d’un mois de dépenses pendant {shown}\u00a0mois"
    return f"passe sous un mois de dépenses fin {month_words(month)}"


def _draw(
    plan: TrajectoryPlan, cash: Mapping[Reading, Sequence[int]], a_month: Sequence[int], layout: _Layout
) -> tuple[list[Markup], float]:
    key, top = legend(
        [
            *(Sample(READING_WORDS[reading], _LOOKS[reading], line=True) for reading in ("tout", "acquis")),
            Sample(A_MONTH, _A_MONTH_LOOK, line=True),
        ],
        layout.width,
        layout.size,
    )
    bottom = top + layout.height - layout.size * 3.2
    values = [plan.opening_cash, *cash["acquis"], *cash["tout"], *a_month]
    scale = Scale.of(values, top + layout.size * 1.2, bottom)
    left, right = scale.margin(layout.size - 1.5), layout.width - 8
    frame = _Frame(scale, left, (right - left) / len(a_month), right)
    parts = [*key, *scale.marks(left, right, layout.size - 1.5)]
    parts += _months(plan.first_month, len(a_month), frame, layout)
    parts.append(scale.ground(left, right))
    parts.append(_spending(a_month, frame))
    lines = {
        reading: [
            (frame.end_of(rank - 1), scale.at(cents))
            for rank, cents in enumerate((plan.opening_cash, *cash[reading]))
        ]
        for reading in READINGS
    }
    for reading in ("tout", "acquis"):
        parts.append(path(polyline_path(lines[reading]), **_LOOKS[reading]))
    parts += _lowest_points(plan, cash, lines, frame, layout)
    return parts, top + layout.height


def _spending(a_month: Sequence[int], frame: _Frame) -> Markup:
    """One step a year, of one month of spending."""
    steps: list[tuple[float, float]] = []
    for rank, cents in enumerate(a_month):
        height = frame.scale.at(cents)
        if not steps or steps[-1][1] != height:
            steps += [(frame.end_of(rank - 1), height), (frame.end_of(rank), height)]
        else:
            steps[-1] = (frame.end_of(rank), height)
    return path(polyline_path(steps), **_A_MONTH_LOOK)


def _months(first: Month, count: int, frame: _Frame, layout: _Layout) -> list[Markup]:
    """Names of months in their middle, years under them, a rule where an exercice begins."""
    size = layout.size - 1
    widest = text_width("sept.", size) + 8
    every = next((step for step in _MORE_MONTHS if frame.slot * step > widest), MONTHS_IN_YEAR)
    base = frame.scale.bottom + size * 1.4
    words, years, rules = [], [], ""
    last_year = -1e9
    for rank in range(count):
        at = first.plus(rank)
        middle = frame.end_of(rank) - frame.slot / 2
        wide = text_width(SHORT_MONTHS[at.month - 1], size) / 2
        if every < MONTHS_IN_YEAR and rank % every == 0 and middle + wide < frame.right + 8:
            words.append(element("text", SHORT_MONTHS[at.month - 1], x=middle, y=base))
        if rank and rank % MONTHS_IN_YEAR == 0:
            edge = frame.end_of(rank - 1)
            rules += f"M{number(edge)} {number(frame.scale.top)}V{number(frame.scale.bottom)}"
        if rank == 0 or at.month == 1:
            edge = max(frame.end_of(rank - 1), frame.left)
            room = text_width("2027", size, bold=True)
            if edge >= last_year + room + 6 and edge + room <= layout.width:
                years.append(element("text", str(at.year), x=edge, y=base + size * 1.35))
                last_year = edge
    return [
        path(rules, **{**palette.stroke("hairline", 1), "stroke_dasharray": "4 3"}) if rules else Markup(""),
        group(*words, font_size=size, text_anchor="middle", **palette.fill("muted")),
        group(*years, font_size=size, font_weight=600, **palette.fill("muted")),
    ]


def _lowest_points(
    plan: TrajectoryPlan,
    cash: Mapping[Reading, Sequence[int]],
    lines: Mapping[Reading, Points],
    frame: _Frame,
    layout: _Layout,
) -> list[Markup]:
    """A disc (tout compris) and a diamond (acquis seulement) at the lowest, with the month and the amount."""
    size = layout.size
    within = Box(frame.left + 2, frame.scale.top - size, layout.width, frame.scale.bottom)
    segments: list[Segment] = [(before, after) for line in lines.values() for before, after in pairwise(line)]
    ground = frame.scale.at(0)
    segments.append(((frame.left, ground), (frame.right, ground)))
    # Counted twice: a longer leader is better than words on a curve.
    segments *= 2
    shown: tuple[Reading, ...] = ("tout",) if cash["acquis"] == cash["tout"] else ("tout", "acquis")
    ranks = {reading: min(range(len(cash[reading])), key=lambda i: cash[reading][i]) for reading in shown}
    marks = {reading: lines[reading][ranks[reading] + 1] for reading in shown}
    taken = [Box.around(*mark, 7) for mark in marks.values()]
    drawn: list[Markup] = []
    for reading in shown:
        x, y = marks[reading]
        at = plan.first_month.plus(ranks[reading])
        rows = (SHORT_MONTHS[at.month - 1] + f"\u00a0{at.year}", kilo_euros(cash[reading][ranks[reading]]))
        wide = max(text_width(row, size, bold=True) for row in rows) + 4
        spot = place(x, y, 6, (wide, size * 2.3), taken, within, segments, tuple(marks.values()))
        taken.append(spot.box)
        middle = (spot.box.left + spot.box.right) / 2
        if spot.leader:
            edge = (min(max(x, spot.box.left), spot.box.right), min(max(y, spot.box.top), spot.box.bottom))
            drawn.append(path(polyline_path([(x, y), edge]), stroke="currentColor", stroke_width=0.9))
        drawn += [_mark(reading, x, y)]
        drawn += [
            element("text", row, x=middle, y=spot.box.top + size * (0.9 + 1.15 * rank), **_words(size, rank))
            for rank, row in enumerate(rows)
        ]
    return drawn


def _words(size: float, rank: int) -> dict[str, Attribute]:
    return {
        "font_size": size, "text_anchor": "middle", "font_weight": 700 if rank else 400, **palette.haloed(),
    }  # fmt: skip


def _mark(reading: Reading, x: float, y: float) -> Markup:
    if reading == "tout":
        return element("circle", cx=x, cy=y, r=5, **palette.fill("financement"))
    diamond = polyline_path([(x, y - 6.5), (x + 6.5, y), (x, y + 6.5), (x - 6.5, y)], closed=True)
    return path(
        diamond, class_="f-paper s-richesses-humaines", fill=palette.TOKENS["paper"],
        stroke=palette.TOKENS["richesses-humaines"], stroke_width=2.4,
    )  # fmt: skip
