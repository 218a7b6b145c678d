"""The years to come: resources by status against costs, a pair of bars for each exercice, one scale."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from equilibre.drawings import palette
from equilibre.drawings.drawing import Drawing, Table, Variant
from equilibre.drawings.labels import text_width
from equilibre.drawings.legend import Sample, legend
from equilibre.drawings.svg import Attribute, Markup, document, element, group, path, polyline_path
from equilibre.formatting import euros, kilo_euros, percent
from equilibre.trajectory.hypotheses import STATUSES, Reading, ResourceStatus
from equilibre.trajectory.results import ProjectedYear, Projection
from equilibre.trajectory.wording import STATUS_WORDS

TITLE = "Les ressources et les charges, année par année"
COSTS = "charges"


@dataclass(frozen=True)
class _Layout:
    width: float
    size: float
    thick: float
    strong: bool = False
    above: bool = False
    """The year goes above its bars: there is no room beside them."""


_LAYOUTS: dict[Variant, _Layout] = {
    "page": _Layout(760, 14.5, 17),
    "print": _Layout(760, 13.5, 16, strong=True),
    "phone": _Layout(344, 13.5, 16, above=True),
}


def years_svg(
    readings: Mapping[Reading, Projection], *, variant: Variant = "page", prefix: str = "annees"
) -> Drawing:
    """Each year: what comes, from the surest to what has still to be found, over what is spent."""
    whole = readings["tout"]
    title = f"{TITLE}\u00a0: «\u00a0{whole.label}\u00a0»"
    sentence = _sentence(whole.years)
    description = f"Deux barres par exercice, à la même échelle\u00a0: ressources, puis charges. {sentence}"
    layout = _LAYOUTS[variant]
    parts, height = _draw(whole.years, layout, prefix)
    svg = document(
        *parts,
        width=layout.width,
        height=height,
        prefix=prefix,
        title=title,
        description=description,
        class_=f"drawing-years is-{variant}",
        print_=variant == "print",
    )
    return Drawing(svg=svg, title=title, description=description, sentence=sentence, table=_table(readings))


def _sure(year: ProjectedYear) -> int:
    return year.by_status.get("acquis", 0)


def _sentence(years: tuple[ProjectedYear, ...]) -> str:
    spent = [year for year in years if year.costs > 0]
    if not spent:
        return "Aucune charge n’est prévue."
    first, last = spent[0], spent[-1]
    said = f"En {first.label}, l’acquis couvre {percent(_sure(first) / first.costs)} des charges"
    if last is not first:
        said += f"\u202f; en {last.label}, {percent(_sure(last) / last.costs)}"
    short = next((year for year in years if year.result < 0), None)
    if short is None:
        return f"{said}. Tout compris, aucun exercice n’est en perte."
    return f"{said}. Tout compris, il manque {euros(-short.result)} en {short.label}."


def _table(readings: Mapping[Reading, Projection]) -> Table:
    whole, sure = readings["tout"].years, readings["acquis"].years
    rows = [
        (f"Ressources {_plural(status)}", *(euros(year.by_status.get(status, 0)) for year in whole))
        for status in STATUSES
        if any(year.by_status.get(status) for year in whole)
    ]
    rows += [
        ("Ressources, tout compris", *(euros(year.resources) for year in whole)),
        ("Charges, tout compris", *(euros(year.costs) for year in whole)),
        ("Résultat, tout compris", *(euros(year.result) for year in whole)),
        ("Charges, acquis seulement", *(euros(year.costs) for year in sure)),
        ("Résultat, acquis seulement", *(euros(year.result) for year in sure)),
    ]
    return Table(header=("", *(year.label for year in whole)), rows=tuple(rows))


def _plural(status: ResourceStatus) -> str:
    return STATUS_WORDS[status] if status == "a_rechercher" else _FEMININE[status]


_FEMININE: dict[ResourceStatus, str] = {
    "acquis": "acquises", "notifie": "notifiées", "demande": "demandées",
}  # fmt: skip


def _looks(prefix: str) -> dict[str, Mapping[str, Attribute]]:
    """From full to hollow: the less sure, the less ink."""
    rim = {key: value for key, value in palette.stroke("financement", 1.2).items() if key != "fill"}
    return {
        "acquis": palette.fill("financement"),
        "notifie": palette.patterned(prefix, palette.PRIVATE),
        "demande": {**rim, "class_": "f-financement s-financement", "fill": palette.TOKENS["financement"],
                    "fill_opacity": 0.22},
        "a_rechercher": {**rim, "fill": "none", "stroke_dasharray": "4 2.5"},
        COSTS: palette.fill("neutre"),
    }  # fmt: skip


def _draw(years: tuple[ProjectedYear, ...], layout: _Layout, prefix: str) -> tuple[list[Markup], float]:
    looks = _looks(prefix)
    shown = [status for status in STATUSES if any(year.by_status.get(status) for year in years)]
    samples = [Sample(f"ressources {_plural(status)}", looks[status]) for status in shown]
    key, y = legend([*samples, Sample(COSTS, looks[COSTS])], layout.width, layout.size)
    largest = max([year.resources for year in years] + [year.costs for year in years] + [1])
    names = max(text_width(year.label, layout.size, bold=True) for year in years) + 10
    left = 0.0 if layout.above else names
    room = layout.width - left - text_width("999,9\u00a0M€", layout.size, bold=True) - 8
    parts = [palette.definitions(prefix, [palette.PRIVATE], strong=layout.strong), *key]
    bottom, tops = y, []
    for year in years:
        y = bottom + layout.size * 0.8
        if layout.above:
            y += layout.size
            parts.append(element("text", year.label, x=0, y=y, font_size=layout.size, font_weight=600))
            y += layout.size * 0.35
        else:
            middle = y + layout.thick + layout.size * 0.35
            parts.append(element("text", year.label, x=0, y=middle, font_size=layout.size, font_weight=600))
        tops.append(y)
        parts += _pair(year, room / largest, left, y, layout, looks)
        bottom = y + 2 * layout.thick + 2
    axis = path(polyline_path([(left, tops[0]), (left, bottom)]), **palette.stroke("muted", 1))
    return [*parts, axis], bottom + layout.size * 0.4


def _pair(
    year: ProjectedYear,
    unit: float,
    left: float,
    y: float,
    layout: _Layout,
    looks: Mapping[str, Mapping[str, Attribute]],
) -> list[Markup]:
    """Resources on costs, each with its total."""
    marks: list[Markup] = []
    x = left
    for status in STATUSES:
        wide = unit * max(year.by_status.get(status, 0), 0)
        if wide > 0:
            marks.append(_block(x, y, wide, layout, looks[status]))
            x += wide
    words = [element("text", kilo_euros(year.resources), x=x + 8, y=y + layout.thick * 0.8, font_weight=600)]
    under = y + layout.thick + 2
    wide = unit * max(year.costs, 0)
    if wide > 0:
        marks.append(_block(left, under, wide, layout, looks[COSTS]))
    words.append(element("text", kilo_euros(year.costs), x=left + wide + 8, y=under + layout.thick * 0.8))
    return [*marks, group(*words, font_size=layout.size)]


def _block(x: float, y: float, wide: float, layout: _Layout, look: Mapping[str, Attribute]) -> Markup:
    """A part of a bar; one with a rim is drawn inside its place."""
    rim = 0.7 if "stroke" in look else 0.0
    return element(
        "rect",
        x=x + rim,
        y=y + rim,
        width=max(wide - 1.2 - 2 * rim, 0.8),
        height=layout.thick - 2 * rim,
        **look,
    )
