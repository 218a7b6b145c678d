"""The bar of the seven families: written beside the dot, because a family is not a territory."""

from __future__ import annotations

from dataclasses import dataclass, replace

from equilibre.drawings import palette
from equilibre.drawings.drawing import Drawing, Table, Variant, chosen
from equilibre.drawings.labels import shorten, text_width
from equilibre.drawings.svg import Markup, document, element, group, path, polyline_path
from equilibre.formatting import euros, percent, whole_percentages
from equilibre.model.results import ExerciceModel, FamilyCode, SocioEconomicModel

LABELS: dict[FamilyCode, str] = {
    "membres": "Membres",
    "revenus_activite": "Revenus d’activité",
    "gestion_service_public": "Gestion d’un service public",
    "subventions_publiques": "Subventions publiques",
    "cofinancement": "Cofinancement",
    "mobilisation_privee": "Mobilisation privée",
    "mixte_hybride": "Mixte ou hybride",
}
_COLOURS: dict[str, str] = {
    "membres": "membres",
    "revenus_activite": "revenus-activite",
    "gestion_service_public": "revenus-activite",
    "subventions_publiques": "subventionnement",
    "cofinancement": "investissement-societal",
    "mobilisation_privee": palette.PRIVATE,
}
MIXED = "quand aucune ne domine"
REST = "Hors des familles"


@dataclass(frozen=True)
class _Row:
    label: str
    colour: str
    share: float | None
    """None for the mixed family: a conclusion, not a share."""
    amount: int | None
    concluded: bool = False
    rounded: int | None = None
    """Whole percentage, such that the printed ones add up to 100."""


@dataclass(frozen=True)
class _Layout:
    width: float
    size: float
    label: float
    """Width of the column of labels; 0 puts them above the bars."""
    strong: bool = False


_LAYOUTS: dict[Variant, _Layout] = {
    "page": _Layout(600, 15, 232),
    "print": _Layout(600, 16, 248, strong=True),
    "phone": _Layout(344, 14.5, 0),
}


def family_bar_svg(
    model: SocioEconomicModel,
    *,
    variant: Variant = "page",
    prefix: str = "familles",
    exercice: ExerciceModel | None = None,
) -> Drawing:
    """The share of each of the seven families in the products, the concluded one in bold."""
    shown = chosen(model, exercice)
    rows = _rows(shown)
    parts, height = _draw(rows, _LAYOUTS[variant], prefix)
    title = f"La part de chacune des sept familles, en {shown.label}"
    sentence = _sentence(shown)
    description = f"Sept barres, de la plus longue à la plus courte, et un trait à la moitié. {sentence}"
    svg = document(
        *parts,
        width=_LAYOUTS[variant].width,
        height=height,
        prefix=prefix,
        title=title,
        description=description,
        class_=f"drawing-families is-{variant}",
        print_=variant == "print",
    )
    table = Table(
        header=("Famille", "Montant", "Part des produits"),
        rows=tuple(
            (
                row.label,
                MIXED if row.amount is None else euros(row.amount),
                "" if row.share is None else percent(row.share, 1),
            )
            for row in rows
        ),
    )
    return Drawing(svg=svg, title=title, description=description, sentence=sentence, table=table)


def _rows(exercice: ExerciceModel) -> list[_Row]:
    family = exercice.family
    rows = [
        _Row(LABELS[c.code], _COLOURS.get(c.code, "neutre"), c.share, c.amount, c.code == family.code)
        for c in sorted(family.candidates, key=lambda c: -c.amount)
        if c.code != "mixte_hybride"
    ]
    rows.append(_Row(LABELS["mixte_hybride"], "neutre", None, None, family.code == "mixte_hybride"))
    rest = exercice.totals.products - sum(row.amount or 0 for row in rows)
    if exercice.totals.products > 0 and rest > 0:
        rows.append(_Row(REST, "autre", rest / exercice.totals.products, rest))
    if rest < 0 or exercice.totals.products <= 0:
        return rows
    rounded = iter(whole_percentages([row.amount for row in rows if row.amount is not None]))
    return [row if row.amount is None else replace(row, rounded=next(rounded)) for row in rows]


def _sentence(exercice: ExerciceModel) -> str:
    family = exercice.family
    if family.code is None:
        return _waiting(len(family.asks), published=exercice.basis == "publie")
    label = LABELS[family.code].lower()
    said = f"Lecture proposée\u00a0: «\u00a0{label}\u00a0»"
    if family.runner_up is not None and family.runner_up != family.code:
        said += f", puis «\u00a0{LABELS[family.runner_up].lower()}\u00a0»"
    if family.other_reading is not None and family.other_reading != family.code:
        other = LABELS[family.other_reading].lower()
        said += f"\u00a0; sur les seules ressources de l’exercice, on lirait «\u00a0{other}\u00a0»"
    return f"{said}."


def _waiting(count: int, *, published: bool) -> str:
    """No family yet: who can decide. Nobody answers for a published case."""
    if published:
        return "La famille n’est pas conclue\u00a0: les chiffres publiés seuls ne décident pas."
    answers = f"vos réponses à {count} questions" if count > 1 else "votre réponse à une question"
    return f"La famille attend {answers}\u00a0: vos comptes seuls ne décident pas."


def _draw(rows: list[_Row], layout: _Layout, prefix: str) -> tuple[list[Markup], float]:
    size = layout.size
    figures = text_width("100\u00a0%", size, bold=True) + 8
    left = layout.label
    room = layout.width - left - figures
    step = size * 1.75 if layout.label else size * 2.55
    top = size * 1.5
    parts = [palette.definitions(prefix, [row.colour for row in rows], strong=layout.strong)]
    bottom = top + step * len(rows)
    half = left + room / 2
    marks = _half_line(rows, layout, (left, room, figures), (top, step))
    if marks:
        parts.append(path(marks, **palette.stroke("hairline", 1.2)))
    parts.append(
        element(
            "text", "la moitié", x=half, y=size * 0.95, font_size=size - 2, text_anchor="middle",
            **palette.fill("muted"),
        )
    )  # fmt: skip
    for index, row in enumerate(rows):
        parts.append(_row(row, layout, prefix, (left, top + index * step, room)))
    return parts, bottom


def _half_line(
    rows: list[_Row], layout: _Layout, across: tuple[float, float, float], down: tuple[float, float]
) -> str:
    """The mark of the half: one line, or a tick at each bar where labels stand above the bars.

    ``across``: left edge, room of the bars, room of a figure; ``down``: top and step of the rows. No tick
    crosses the figure that is written at the end of a bar.
    """
    (left, room, figures), (top, step) = across, down
    x = left + room / 2
    if layout.label:
        return polyline_path([(x, top - 2), (x, top + step * len(rows) - 4)])
    size = layout.size
    bars = [
        top + step * rank + size * 1.4
        for rank, row in enumerate(rows)
        if row.share is not None and not left + room * row.share < x < left + room * row.share + figures + 8
    ]
    return "".join(polyline_path([(x, y - 2), (x, y + size * 0.65 + 2)]) for y in bars)


def _row(row: _Row, layout: _Layout, prefix: str, at: tuple[float, float, float]) -> Markup:
    left, y, room = at
    size = layout.size
    weight = 700 if row.concluded else None
    base = y + size * 1.05
    bar_y, thick = (y + size * 0.25, size * 0.9) if layout.label else (y + size * 1.4, size * 0.65)
    label_room = layout.label - 12 if layout.label else layout.width
    label = shorten(row.label, size, label_room, bold=row.concluded)
    parts = [
        element(
            "text", label, x=left - 12 if layout.label else 0, y=base, font_weight=weight,
            text_anchor="end" if layout.label else None, **palette.haloed(),
        )
    ]  # fmt: skip
    if row.share is None:
        note = "lecture proposée" if row.concluded else MIXED
        x = left + 2 if layout.label else text_width(label, size, bold=row.concluded) + 10
        parts.append(element("text", note, x=x, y=base, font_size=size - 1, **palette.haloed("muted")))
        return group(*parts, font_size=size)
    long = room * min(max(row.share, 0), 1)
    look = palette.patterned(prefix, row.colour)
    if long > 0:
        parts.append(element("rect", x=left, y=bar_y, width=max(long, 1.5), height=thick, **look))
    figure_y = base if layout.label else bar_y + thick
    said = percent(row.share) if row.rounded is None else f"{row.rounded}\u00a0%"
    parts.append(element("text", said, x=left + long + 7, y=figure_y, font_weight=weight, **palette.haloed()))
    return group(*parts, font_size=size)
