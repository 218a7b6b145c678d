"""The flow: where the money comes from, the house, and where it goes. A small Sankey, or stacked bars."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from equilibre.drawings import palette
from equilibre.drawings.drawing import Drawing, Table, Variant, chosen
from equilibre.drawings.labels import spread, text_width, wrap
from equilibre.drawings.svg import SERIF, Markup, document, element, group, number, path, polyline_path
from equilibre.formatting import euros, kilo_euros, percent
from equilibre.model.results import ExerciceModel, FlowNode, SocioEconomicModel

_ROOF = 56.0
"""Above the walls of the house."""
_LINE = 1.3
"""Height of a line of words, in sizes of its letters."""
MOST_NODES = 9
"""Nodes drawn on a side; the smallest beyond it are drawn as one, and listed in the table."""


@dataclass(frozen=True)
class _Layout:
    width: float
    tall: float
    """Height of the larger side without its gaps."""
    size: float
    strong: bool = False
    margin: float = 280
    node: float = 13
    house: float = 92


_LAYOUTS: dict[Variant, _Layout] = {
    "page": _Layout(width=960, tall=290, size=15.5),
    "print": _Layout(width=960, tall=250, size=15.5, strong=True),
    "phone": _Layout(width=344, tall=0, size=14.5),
}


def flow_svg(
    model: SocioEconomicModel,
    *,
    variant: Variant = "page",
    prefix: str = "flux",
    exercice: ExerciceModel | None = None,
) -> Drawing:
    """From resources to the house, from the house to costs (to uses when they are known)."""
    shown = chosen(model, exercice)
    sources, targets = _kept(shown.flow_in, "ressources"), _kept(shown.flow_out, "emplois")
    title = f"D’où vient l’argent, où il va, en {shown.label}"
    sentence = _sentence(shown)
    if variant == "phone":
        parts, width, height = _stacked(shown, sources, targets, prefix)
    else:
        parts, width, height = _sankey(shown, sources, targets, prefix, _LAYOUTS[variant])
    description = (
        f"À gauche les ressources, au milieu la maison, à droite ce que l’argent devient. {sentence}"
        if variant != "phone"
        else f"Deux listes de barres\u00a0: les ressources, puis ce que l’argent devient. {sentence}"
    )
    svg = document(
        *parts,
        width=width,
        height=height,
        prefix=prefix,
        title=title,
        description=description,
        class_=f"drawing-flow is-{variant}",
        print_=variant == "print",
    )
    return Drawing(svg=svg, title=title, description=description, sentence=sentence, table=_table(shown))


def _kept(nodes: Sequence[FlowNode], noun: str) -> list[FlowNode]:
    """Positive bands by the order of the model, the smallest beyond ``MOST_NODES`` drawn as one."""
    positive = [node for node in nodes if node.amount > 0]
    if len(positive) <= MOST_NODES:
        return positive
    kept = sorted(positive, key=lambda n: -n.amount)[: MOST_NODES - 1]
    rest = [node for node in positive if node not in kept]
    lumped = FlowNode(
        code="reste",
        label=f"{len(rest)} autres {noun}",
        amount=sum(n.amount for n in rest),
        color="autre",
    )
    return [node for node in positive if node in kept] + [lumped]


def _sentence(exercice: ExerciceModel) -> str:
    income = exercice.totals.products
    sources = [node for node in exercice.flow_in if node.code in {r.line for r in exercice.resources}]
    if not sources or income <= 0:
        return "Les ressources de l’exercice ne sont pas connues."
    first = max(sources, key=lambda n: n.amount)
    share = percent(first.amount / income)
    said = f"Sur {euros(income)} de produits en {exercice.label}, {_quoted(first.label)} apporte {share}"
    if not exercice.flow_out:
        return f"{said}\u00a0; ce que l’argent devient n’est pas publié."
    goes = max(exercice.flow_out, key=lambda n: n.amount)
    total = sum(n.amount for n in exercice.flow_out)
    return f"{said}\u00a0; le premier emploi est {_quoted(goes.label)} ({percent(goes.amount / total)})."


def _quoted(label: str) -> str:
    return f"«\u00a0{brief(label)}\u00a0»"


def _table(exercice: ExerciceModel) -> Table:
    rows = []
    for side, nodes in (("Ressource", exercice.flow_in), ("Emploi", exercice.flow_out)):
        total = sum(n.amount for n in nodes)
        rows += [
            (side, n.label, euros(n.amount), percent(n.amount / total, 1) if total > 0 else "") for n in nodes
        ]
    return Table(header=("Sens", "Ligne", "Montant", "Part"), rows=tuple(rows))


# --- page and print: the Sankey -------------------------------------------------------------------------


@dataclass(frozen=True)
class _Band:
    node: FlowNode
    top: float
    tall: float
    inner: float
    """Top of its slice on the wall of the house."""


def _sankey(
    exercice: ExerciceModel, sources: list[FlowNode], targets: list[FlowNode], prefix: str, layout: _Layout
) -> tuple[list[Markup], float, float]:
    largest = max(sum(n.amount for n in sources), sum(n.amount for n in targets), 1)
    per_cent = layout.tall / largest
    wall = largest * per_cent
    line = layout.size * _LINE
    words = {True: _labels(sources, layout), False: _labels(targets, layout)}
    needed = max(sum(len(rows) for rows in labels) * line for labels in words.values())
    slots = max(len(sources), len(targets), 1)
    height = max(_ROOF + wall + 10, needed + 12, wall + 14 * (slots - 1) + 12)
    middle = max(height / 2, _ROOF + wall / 2)
    house_left = (layout.width - layout.house) / 2
    tokens = [palette.token(n.color) for n in [*sources, *targets]]
    parts = [palette.definitions(prefix, tokens, strong=layout.strong)]
    for nodes, left in ((sources, True), (targets, False)):
        bands = _bands(nodes, per_cent, (middle, wall, height))
        parts += _side(bands, words[left], prefix, layout, left=left, height=height)
    parts += _house(exercice, layout, house_left, middle - wall / 2, wall)
    if not targets:
        parts += _unpublished(layout, house_left, middle)
    return parts, layout.width, height


def _bands(nodes: list[FlowNode], per_cent: float, frame: tuple[float, float, float]) -> list[_Band]:
    """Bands from the top down, with the widest gap up to 14 that keeps them all in the frame."""
    middle, wall, height = frame
    talls = [max(node.amount * per_cent, 1.2) for node in nodes]
    gaps = max(len(nodes) - 1, 1)
    gap = max(min(14.0, (height - 8 - sum(talls)) / gaps), 0.0)
    whole = sum(talls) + gap * (len(nodes) - 1)
    top = min(max(middle - whole / 2, 4), height - 4 - whole)
    inner = middle - wall / 2
    bands = []
    for node, tall in zip(nodes, talls, strict=True):
        bands.append(_Band(node, top, tall, inner))
        top += tall + gap
        inner += node.amount * per_cent
    return bands


def _side(
    bands: list[_Band], labels: list[list[str]], prefix: str, layout: _Layout, *, left: bool, height: float
) -> list[Markup]:
    block = layout.margin if left else layout.width - layout.margin - layout.node
    house_left = (layout.width - layout.house) / 2
    start = block + layout.node if left else house_left + layout.house
    end = house_left if left else block
    line = layout.size * _LINE
    centres = [band.top + band.tall / 2 for band in bands]
    seats = spread(centres, [len(rows) * line for rows in labels], 2, height - 2)
    ribbons, blocks, words = [], [], []
    for band, rows, centre, seat in zip(bands, labels, centres, seats, strict=True):
        name = palette.token(band.node.color)
        outer, inner = (band.top, band.inner) if left else (band.inner, band.top)
        ribbons.append(
            path(_ribbon(start, outer, end, inner, band.tall), fill_opacity=0.2, **palette.fill(name))
        )
        blocks.append(
            element(
                "rect",
                x=float(block),
                y=band.top,
                width=layout.node,
                height=band.tall,
                **palette.patterned(prefix, name),
            )
        )
        words += _band_words(rows, band, layout, left=left, block=block, centre=centre, seat=seat)
    return [*ribbons, *blocks, *words]


def _ribbon(x0: float, y0: float, x1: float, y1: float, tall: float) -> str:
    """A band of constant height whose two ends are level."""
    half = number((x0 + x1) / 2)
    a, b = number(x0), number(x1)
    return (
        f"M{a} {number(y0)}C{half} {number(y0)} {half} {number(y1)} {b} {number(y1)}"
        f"V{number(y1 + tall)}C{half} {number(y1 + tall)} {half} {number(y0 + tall)} {a} {number(y0 + tall)}Z"
    )


def _labels(nodes: list[FlowNode], layout: _Layout) -> list[list[str]]:
    """The words of each band, on two lines where they are long, without what they say in brackets."""
    rows = []
    for node in nodes:
        room = layout.margin - 40 - text_width(kilo_euros(node.amount), layout.size, bold=True)
        rows.append(wrap(brief(node.label), layout.size, room, lines=2))
    return rows


def brief(label: str) -> str:
    """A label without its brackets: the table keeps it whole."""
    return label.split(" (")[0]


def _band_words(
    rows: list[str], band: _Band, layout: _Layout, *, left: bool, block: float, centre: float, seat: float
) -> list[Markup]:
    """« label  61 k€ », the euros next to the band, with a leader when the words had to move away."""
    amount = kilo_euros(band.node.amount)
    edge = block - 22 if left else block + layout.node + 22
    mark = block - 2 if left else block + layout.node + 2
    near = edge + 4 if left else edge - 4
    parts = []
    if abs(seat - centre) > 0.75:
        knee = (mark + near) / 2
        d = f"M{number(mark)} {number(centre)}L{number(knee)} {number(seat)}H{number(near)}"
        parts.append(path(d, **palette.stroke("muted", 0.9)))
    step = layout.size * 1.18
    first = seat - (len(rows) - 1) * step / 2 + layout.size * 0.35
    indent = text_width(amount, layout.size, bold=True) + 8
    x = edge - indent if left else edge + indent
    words = [element("text", amount, x=float(edge), y=seat + layout.size * 0.35, font_weight=600)]
    words += [element("text", row, x=x, y=first + rank * step) for rank, row in enumerate(rows)]
    parts.append(group(*words, font_size=layout.size, text_anchor="end" if left else None))
    return parts


def _house(exercice: ExerciceModel, layout: _Layout, left: float, top: float, wall: float) -> list[Markup]:
    """The house: a wall as tall as the money, a roof, and its total."""
    right = left + layout.house
    wall = max(wall, 40.0)
    eaves, ridge = 8.0, 40.0
    middle = (left + right) / 2
    roof = polyline_path([(left - eaves, top), (middle, top - ridge), (right + eaves, top)])
    walls = polyline_path([(left, top), (left, top + wall), (right, top + wall), (right, top)])
    total = kilo_euros(exercice.totals.products)
    size = layout.size
    y = top + wall / 2
    return [
        path(
            roof + walls,
            stroke="currentColor",
            stroke_width=1.8,
            fill="none",
            stroke_linejoin="round",
            stroke_linecap="round",
        ),
        group(
            element(
                "text",
                total,
                x=middle,
                y=y - 2,
                font_size=size * 1.25,
                font_weight=600,
                font_family=SERIF,
                class_="serif",
            ),
            element(
                "text",
                "de produits",
                x=middle,
                y=y + size * 1.1,
                font_size=size * 0.85,
                **palette.fill("muted"),
            ),
            text_anchor="middle",
        ),
    ]


def _unpublished(layout: _Layout, house_left: float, middle: float) -> list[Markup]:
    x = house_left + layout.house + 26
    rows = wrap("Ce que l’argent devient n’est pas publié.", layout.size, layout.margin)
    return [
        element(
            "text", row, x=x, y=middle + rank * layout.size * 1.35, font_size=layout.size,
            font_style="italic", font_family=SERIF, class_="serif f-muted", fill=palette.TOKENS["muted"],
        )
        for rank, row in enumerate(rows)
    ]  # fmt: skip


# --- phone: the same as stacked bars --------------------------------------------------------------------


def _stacked(
    exercice: ExerciceModel, sources: list[FlowNode], targets: list[FlowNode], prefix: str
) -> tuple[list[Markup], float, float]:
    """Two lists of bars with the house between them, on one scale."""
    layout = _LAYOUTS["phone"]
    largest = max([n.amount for n in [*sources, *targets]] + [1])
    tokens = [palette.token(n.color) for n in [*sources, *targets]]
    parts = [palette.definitions(prefix, tokens)]
    y = 0.0
    for heading, nodes in (("D’où vient l’argent", sources), ("Où il va", targets)):
        y += layout.size * 1.3
        parts.append(
            element(
                "text",
                heading,
                x=0,
                y=y,
                font_size=layout.size * 1.15,
                font_weight=600,
                font_family=SERIF,
                class_="serif",
            )
        )
        y += 8
        if not nodes:
            y += layout.size * 1.3
            parts.append(
                element("text", "non publié", x=0, y=y, font_size=layout.size, **palette.fill("muted"))
            )
        for node in nodes:
            bar, y = _stacked_bar(node, largest, prefix, y)
            parts.append(bar)
        if nodes is sources:
            y += 12
            parts.append(_small_house(exercice, layout, y))
            y += 46
    return parts, layout.width, y + 4


def _stacked_bar(node: FlowNode, largest: int, prefix: str, y: float) -> tuple[Markup, float]:
    """Words, euros and their bar under them; the ordinate where the next one begins."""
    layout = _LAYOUTS["phone"]
    size = layout.size
    amount = kilo_euros(node.amount)
    room = layout.width - text_width(amount, size, bold=True) - 10
    y += size * 1.45
    words = [element("text", amount, x=layout.width, y=y, font_weight=600, text_anchor="end")]
    for rank, row in enumerate(wrap(brief(node.label), size, room, lines=2)):
        y += size * 1.2 if rank else 0
        words.append(element("text", row, x=0, y=y))
    wide = max(layout.width * node.amount / largest, 2.0)
    look = palette.patterned(prefix, palette.token(node.color))
    bar = element("rect", x=0, y=y + 6, width=wide, height=11, **look)
    return group(*words, bar, font_size=size), y + 20


def _small_house(exercice: ExerciceModel, layout: _Layout, y: float) -> Markup:
    """A roof over the total: the hinge between the two lists."""
    middle = layout.width / 2
    total = f"{kilo_euros(exercice.totals.products)} de produits"
    half = text_width(total, layout.size, bold=True) / 2 + 14
    eaves, floor = y + 14, y + 40
    roof = polyline_path([(middle - half - 6, eaves), (middle, y), (middle + half + 6, eaves)])
    walls = polyline_path(
        [(middle - half, eaves), (middle - half, floor), (middle + half, floor), (middle + half, eaves)]
    )
    return group(
        path(roof + walls, stroke="currentColor", stroke_width=1.6, fill="none", stroke_linejoin="round"),
        element(
            "text", total, x=middle, y=y + 33, font_size=layout.size, font_weight=600, text_anchor="middle"
        ),
    )
