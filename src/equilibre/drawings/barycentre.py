"""The two barycentres: the three pillars, and the three natures of financing."""

from __future__ import annotations

from equilibre.drawings.drawing import Drawing, Table, Variant, until
from equilibre.drawings.svg import document
from equilibre.drawings.triangle import draw
from equilibre.drawings.triangle_frame import Corner, Dot, Outside, Triangle
from equilibre.formatting import enumerated, euros, kilo_euros, percent, whole_percentages
from equilibre.model.results import (
    BarycentrePoint,
    ExerciceModel,
    Nature,
    NatureShare,
    PillarReading,
    SocioEconomicModel,
)

UNKNOWN = "nous ne savons pas encore"
CONVENTION = "Convention de la plateforme\u00a0: les euros qui paient des personnes sont comptés avec elles."
_PILLAR_ORDER = (0, 1, 2)
"""Corners left, right, top ← richesses humaines, financement, alliances."""
_NATURE_ORDER = (0, 2, 1)
"""Corners left, right, top ← soutiens, revenus d'activité, investissement sociétal."""
_NATURES: tuple[Nature, Nature, Nature] = ("subventionnement", "revenus_activite", "investissement_societal")
_NATURE_NAMES: dict[str, str] = {
    "subventionnement": "Soutiens",
    "revenus_activite": "Revenus d’activité",
    "investissement_societal": "Investissement sociétal",
}
_NATURE_CAPTIONS: dict[str, str] = {
    "subventionnement": "subventions, mécénat, dons",
    "revenus_activite": "ventes, prestations",
    "investissement_societal": "partenariats pluriannuels",
}
_VERBS = ("aux personnes", "aux moyens financés", "aux moyens partagés")


def pillars_svg(
    model: SocioEconomicModel,
    *,
    variant: Variant = "page",
    prefix: str = "piliers",
    exercice: ExerciceModel | None = None,
) -> Drawing:
    """The triangle of the three pillars in euros, one dot per exercice (field rules 3 and 4).

    ``exercice`` is the one that the corners tell (the last by default); later ones are not drawn.
    """
    model = until(model, exercice)
    last = model.last
    dots = _dots(model, [e.pillars_point for e in model.exercices], _PILLAR_ORDER)
    shares = _shares(last)
    triangle = Triangle(
        corners=(
            _pillar_corner(last.pillars[0], shares[0]),
            _pillar_corner(last.pillars[1], shares[1]),
            _pillar_corner(last.pillars[2], shares[2]),
        ),
        dots=dots,
        threads=True,
        outside=_without_euro(last.pillars[2]),
        foot=CONVENTION,
    )
    title = "Le barycentre des trois piliers"
    sentence = _pillars_sentence(model)
    return _drawing(
        triangle,
        variant=variant,
        prefix=prefix,
        kind="pillars",
        title=title,
        description=_description(
            "Triangle dont les coins sont des personnes, des moyens financés et des moyens partagés",
            dots,
            sentence,
        ),
        sentence=sentence,
        table=_pillars_table(model),
    )


def natures_svg(
    model: SocioEconomicModel,
    *,
    variant: Variant = "page",
    prefix: str = "natures",
    exercice: ExerciceModel | None = None,
) -> Drawing:
    """The triangle of the three natures of financing, one dot per exercice (field rule 2).

    ``exercice`` is the one that the corners tell (the last by default); later ones are not drawn.
    """
    model = until(model, exercice)
    last = model.last
    points = [e.natures_point for e in model.exercices]
    dots = _dots(model, points, _NATURE_ORDER)
    axis = all(dot.weights[2] == 0 for dot in dots)
    triangle = Triangle(
        corners=(_nature_corner(last, 0), _nature_corner(last, 1), _nature_corner(last, 2)),
        dots=dots,
        territories=True,
        middle="aucune dominante",
        axis=axis,
        aside="Hors du triangle\u00a0:" if not axis else "Hors de l’axe\u00a0:",
        outside=_outside_natures(last),
        foot=_axis_why(last) if axis else "",
    )
    sentence = _natures_sentence(model)
    return _drawing(
        triangle,
        variant=variant,
        prefix=prefix,
        kind="natures",
        title="Le barycentre des trois natures de financement",
        description=_description(
            "Triangle dont les coins sont les soutiens, les revenus d’activité et l’investissement sociétal",
            dots,
            sentence,
        ),
        sentence=sentence,
        table=_natures_table(model),
    )


def _drawing(
    triangle: Triangle,
    *,
    variant: Variant,
    prefix: str,
    kind: str,
    title: str,
    description: str,
    sentence: str,
    table: Table,
) -> Drawing:
    parts, width, height = draw(triangle, variant=variant, prefix=prefix)
    svg = document(
        *parts,
        width=width,
        height=height,
        prefix=prefix,
        title=title,
        description=description,
        class_=f"drawing-{kind} is-{variant}",
        print_=variant == "print",
    )
    return Drawing(svg=svg, title=title, description=description, sentence=sentence, table=table)


def _dots(
    model: SocioEconomicModel, points: list[BarycentrePoint], order: tuple[int, int, int]
) -> tuple[Dot, ...]:
    """The dots that can be placed; a path never jumps over an exercice that cannot."""
    dots: list[Dot] = []
    previous_placed = False
    for exercice, point in zip(model.exercices, points, strict=True):
        if point.weights is None:
            previous_placed = False
            continue
        left, right, top = (point.weights[index] for index in order)
        dots.append(
            Dot(
                label=exercice.label,
                weights=(left, right, top),
                size=point.size,
                hollow=point.hollow,
                unmeasured=tuple(order.index(index) for index in point.unmeasured),
                joined=point.joins_previous and previous_placed,
            )
        )
        previous_placed = True
    return tuple(dots)


def _description(what: str, dots: tuple[Dot, ...], sentence: str) -> str:
    if not dots:
        return f"{what}. Aucun exercice ne peut être placé."
    count = "un point" if len(dots) == 1 else f"{len(dots)} points, un par exercice"
    joined = " Une ligne relie les exercices mesurés de la même façon." if any(d.joined for d in dots) else ""
    return f"{what}, avec {count}, dont la surface dit les euros.{joined} {sentence}"


def _shares(exercice: ExerciceModel) -> list[str]:
    """« 55 % » for each pillar, or nothing as long as one of them is not wholly measured."""
    if any(p.amount is None or not p.complete for p in exercice.pillars):
        return ["", "", ""]
    return [f"{share}\u00a0%" for share in whole_percentages([p.amount or 0 for p in exercice.pillars])]


# --- the pillars ----------------------------------------------------------------------------------------


def _pillar_corner(pillar: PillarReading, share: str) -> Corner:
    if pillar.amount is None:
        second = UNKNOWN
    elif pillar.complete:
        second = kilo_euros(pillar.amount) + (f" · {share}" if share else "")
    else:
        second = f"au moins {kilo_euros(pillar.amount)}"
    return Corner(
        name=pillar.label,
        captions=(pillar.corner, second),
        colour=pillar.pillar.replace("_", "-"),
        amount=pillar.amount,
        open=pillar.amount is None or not pillar.complete,
    )


def _without_euro(alliances: PillarReading) -> tuple[Outside, ...]:
    count = alliances.without_euro
    if not count:
        return ()
    plural = "s" if count > 1 else ""
    return (Outside(words=f"+\u00a0{count} alliance{plural} sans euro"),)


def _pillars_sentence(model: SocioEconomicModel) -> str:
    last = model.last
    point = last.pillars_point
    unknown = [p for p in last.pillars if p.amount is None or not p.complete]
    names = enumerated([_article(p.label.lower()) for p in unknown])
    some = " tout" if any(p.amount is not None for p in unknown) else ""
    if point.weights is None:
        why = f"\u00a0: pour {names}, {UNKNOWN}{some}" if unknown else ""
        return f"En {last.label}, le point ne peut pas être placé{why}."
    shares = _shares(last)
    if all(shares):
        known = [f"{share} tiennent {verb}" for share, verb in zip(shares, _VERBS, strict=True)]
        said = f"En {last.label}, sur {euros(point.size)} mis en mouvement, {enumerated(known)}."
    else:
        known = [
            f"{euros(p.amount)} tiennent {v}" for p, v in zip(last.pillars, _VERBS, strict=True) if p.amount
        ]
        said = f"En {last.label}, {enumerated(known)}."
        said += f" Pour {names}, {UNKNOWN}{some}\u00a0: le point se déplacera le long du pointillé."
    said += _move(
        model,
        [e.pillars_point for e in model.exercices],
        ("des personnes", "des moyens financés", "des moyens partagés"),
    )
    note = point.note
    for pillar in last.pillars:
        note = note.replace(pillar.missing, "") if pillar.missing else note
    return _with_note(said, note.strip())


def _article(label: str) -> str:
    if label.startswith("financement"):
        return f"le {label}"
    return f"les {label}"


def _with_note(sentence: str, note: str) -> str:
    if not note:
        return sentence
    return f"{sentence} {note[:1].upper()}{note[1:]}" + (
        "" if note.rstrip().endswith((".", "!", "?")) else "."
    )


def _move(model: SocioEconomicModel, points: list[BarycentrePoint], names: tuple[str, str, str]) -> str:
    """Toward which corner the dot went since the first exercice of the unbroken path."""
    start = len(points) - 1
    while start > 0 and points[start].joins_previous and points[start - 1].weights is not None:
        start -= 1
    first, last = points[start].weights, points[-1].weights
    if start == len(points) - 1 or first is None or last is None:
        return ""
    gains = [round(100 * (b - a)) for a, b in zip(first, last, strict=True)]
    best = max(range(3), key=lambda index: gains[index])
    since = model.exercices[start].label
    if gains[best] < 2:
        return f" Depuis {since}, l’équilibre n’a presque pas bougé."
    return f" Depuis {since}, le point s’est rapproché {names[best]} (+\u00a0{gains[best]}\u00a0points)."


def _pillars_table(model: SocioEconomicModel) -> Table:
    rows = []
    for exercice in model.exercices:
        cells = [
            UNKNOWN
            if p.amount is None
            else ("" if p.complete else "au moins ") + euros(p.amount) + (f" ({share})" if share else "")
            for p, share in zip(exercice.pillars, _shares(exercice), strict=True)
        ]
        rows.append((exercice.label, *cells, euros(exercice.pillars_point.size)))
    labels = [f"{p.label} ({p.corner})" for p in model.last.pillars]
    return Table(header=("Exercice", *labels, "Total"), rows=tuple(rows))


# --- the natures ----------------------------------------------------------------------------------------


def _nature(exercice: ExerciceModel, code: str) -> NatureShare | None:
    return next((n for n in exercice.natures if n.nature == code), None)


def _nature_corner(exercice: ExerciceModel, index: int) -> Corner:
    code = _NATURES[index]
    share = _nature(exercice, code)
    unmeasured = _NATURE_ORDER[index] in exercice.natures_point.unmeasured
    second = UNKNOWN
    if share is not None and not unmeasured:
        second = f"{kilo_euros(share.amount)} · {percent(share.share)}"
    return Corner(
        name=_NATURE_NAMES[code],
        captions=(_NATURE_CAPTIONS[code], second),
        colour=code.replace("_", "-"),
        amount=None if unmeasured or share is None else max(share.amount, 0),
        open=unmeasured or share is None,
    )


def _outside_natures(exercice: ExerciceModel) -> tuple[Outside, ...]:
    found = []
    for code, name in (("membres", "Membres"), ("autre", "Autres")):
        share = _nature(exercice, code)
        if share is not None and share.amount > 0:
            words = f"{name}, {kilo_euros(share.amount)} · {percent(share.share)}"
            found.append(Outside(words=words, colour=code, amount=share.amount))
    return tuple(found)


def _axis_why(exercice: ExerciceModel) -> str:
    if 1 in exercice.natures_point.unmeasured:
        why = "personne n’a encore dit si un financeur est un partenaire stratégique pluriannuel"
    else:
        why = "aucun partenariat stratégique pluriannuel n’est signalé"
    return f"Un axe plutôt qu’un triangle\u00a0: {why}, et aucun compte ne le prouve à lui seul."


def _natures_sentence(model: SocioEconomicModel) -> str:
    last = model.last
    point = last.natures_point
    if point.weights is None:
        return _with_note(f"En {last.label}, le point ne peut pas être placé.", point.note)
    told = sorted((n for n in last.natures if n.nature in _NATURES and n.amount > 0), key=lambda n: -n.amount)
    shares = [f"{_named(n)} font {percent(n.share)} des produits" for n in told[:1]]
    shares += [f"{_named(n)} {percent(n.share)}" for n in told[1:]]
    said = (
        f"En {last.label}, {enumerated(shares)}." if shares else f"En {last.label}, aucune des trois natures."
    )
    support = _nature(last, "subventionnement")
    if support is not None and support.public_amount is not None and support.private_amount is not None:
        said += _split(support.public_amount, support.private_amount)
    names = ("des soutiens", "de l’investissement sociétal", "des revenus d’activité")
    return said + _move(model, [e.natures_point for e in model.exercices], names)


def _split(public: int, private: int) -> str:
    if public > 0 and private > 0:
        return f" Dans les soutiens, {euros(public)} sont publics et {euros(private)} privés."
    if public > 0 or private > 0:
        return f" Ces soutiens sont tous {'publics' if public > 0 else 'privés'}."
    return ""


def _named(share: NatureShare) -> str:
    return {
        "subventionnement": "les soutiens (subventions, mécénat, dons)",
        "revenus_activite": "les revenus d’activité",
        "investissement_societal": "l’investissement sociétal",
    }[share.nature]


def _natures_table(model: SocioEconomicModel) -> Table:
    codes = (*_NATURES, "membres", "autre")
    rows = []
    for exercice in model.exercices:
        cells = []
        for code in codes:
            share = _nature(exercice, code)
            cells.append("—" if share is None else f"{euros(share.amount)} ({percent(share.share)})")
        rows.append((exercice.label, *cells))
    header = (
        "Exercice", "Soutiens", "Revenus d’activité", "Investissement sociétal",
        "Membres (hors du triangle)", "Autres (hors du triangle)",
    )  # fmt: skip
    return Table(header=header, rows=tuple(rows))
