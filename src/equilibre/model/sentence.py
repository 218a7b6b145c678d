"""The one sentence, descriptive and reversible, and the sentence of doubt; never a verdict."""

from __future__ import annotations

from equilibre.formatting import NBSP, typographic
from equilibre.model.context import ExerciceContext
from equilibre.model.results import NATURES
from equilibre.reference.catalogue import families as family_catalogue

VERBS = {
    "subventionnement": "sont des soutiens",
    "investissement_societal": "viennent de partenariats stratégiques",
    "revenus_activite": "viennent de ventes et de prestations",
    "membres": "sont des cotisations",
    "autre": "sont hors natures (produits financiers, exceptionnels, divers)",
}
PARTS = {
    "subventionnement": "la part des soutiens",
    "investissement_societal": "la part des partenariats stratégiques",
    "revenus_activite": "la part des ventes",
    "membres": "la part des cotisations",
    "autre": "la part des produits hors natures",
}
SECOND = {
    "subventionnement": "les soutiens",
    "investissement_societal": "les partenariats stratégiques",
    "revenus_activite": "les ventes et prestations",
    "membres": "les cotisations",
    "autre": "les produits hors natures",
}
PUBLIC_SALES = ("R09", "R10")


def read_sentence(context: ExerciceContext) -> str:
    """« En 2024, 57 % de vos ressources sont des soutiens, dont 46 points publics ; la part des ventes est
    passée de 22 à 29 %. » Each percentage is rounded alone, as in the tables and as a calculator gives it."""
    if context.totals.products <= 0:
        return typographic(f"{_when(context)}, il n’y a pas de produits : le modèle n’est pas lisible.")
    points = _points(context)
    ranked = sorted(NATURES, key=lambda code: -points[code])
    first = ranked[0]
    share = f"{points[first]}{NBSP}% {_whose(context)}"
    before, tail = _change(context, points, first)
    head = f"{_when(context)}, {share}{before} {VERBS[first]}{_of_which(context, first)}"
    tail = tail or _next(points, ranked[1])
    return typographic(f"{head} ; {tail}." if tail else f"{head}.")


def read_points(context: ExerciceContext) -> str:
    """What « dont 41 points publics » means, in words; empty when the sentence says no points."""
    if context.totals.products <= 0:
        return ""
    points = _points(context)
    first = max(NATURES, key=lambda code: points[code])
    if not _of_which(context, first).startswith(","):
        return ""
    part = round(100 * _public(context, first) / context.totals.products)
    origin = {
        "subventionnement": "viennent d’organismes publics",
        "revenus_activite": "sont payés par des organismes publics",
    }[first]
    return typographic(f"Autrement dit : {part} de ces {points[first]} % {origin}.")


def _public(context: ExerciceContext, code: str) -> int:
    """Cents paid by public bodies in a nature."""
    if code == "subventionnement":
        return next(s.public_amount or 0 for s in context.natures if s.nature == code)
    return sum(line.amount for line in context.resources if line.line in PUBLIC_SALES)


def _when(context: ExerciceContext) -> str:
    forecast = context.answer("realise_ou_previsionnel") == "previsionnel"
    if context.accounts_read.basis == "budget" or forecast:
        return f"Dans ce budget {context.label}"
    return f"En {context.label}"


def _whose(context: ExerciceContext) -> str:
    if context.accounts_read.perimeter == "action" or context.answer("perimetre") == "action":
        return "des ressources de cette action"
    return "des ressources" if context.published else "de vos ressources"


def _points(context: ExerciceContext) -> dict[str, int]:
    products = context.totals.products
    return {s.nature: round(100 * s.amount / products) for s in context.natures}


def _of_which(context: ExerciceContext, code: str) -> str:
    products = context.totals.products
    if code == "subventionnement":
        share = next(s for s in context.natures if s.nature == code)
        public, private = _public(context, code), share.private_amount or 0
        if public and not private:
            return " publics"
        if private and not public:
            return " privés"
        return f", dont {round(100 * public / products)} points publics"
    if code == "revenus_activite":
        points = round(100 * _public(context, code) / products)
        return f", dont {points} points payés par le public" if points else ""
    return ""


def _change(context: ExerciceContext, points: dict[str, int], first: str) -> tuple[str, str]:
    """What moved since the exercice before: the first nature in brackets when it moved most, then another."""
    before = context.previous
    if before is None or before.totals.products <= 0 or not _comparable(before, context):
        return "", ""
    old = _points(before)
    if old == points:
        return "", f"les parts sont les mêmes qu’en {before.label}"
    others = [code for code in NATURES if code != first]
    moved = max(others, key=lambda code: abs(points[code] - old[code]))
    tail = f"{PARTS[moved]} est passée de {old[moved]} à {points[moved]}{NBSP}%"
    if abs(points[first] - old[first]) <= abs(points[moved] - old[moved]):
        return "", tail
    said = f" ({old[first]}{NBSP}% en {before.label})"
    return said, tail if points[moved] != old[moved] else ""


def _comparable(before: ExerciceContext, context: ExerciceContext) -> bool:
    """Same perimeter, and both realised or both forecast."""
    same = before.accounts_read.perimeter == context.accounts_read.perimeter
    return same and (before.accounts_read.basis == "budget") == (context.accounts_read.basis == "budget")


def _next(points: dict[str, int], second: str) -> str:
    return f"{SECOND[second]} en font {points[second]}{NBSP}%" if points[second] > 0 else ""


def read_doubt(context: ExerciceContext) -> str:
    """What the reading of the family is unsure of, in one or two sentences."""
    family = context.family
    if family is None or not family.reasons:
        return ""
    if family.code is None:
        return typographic(family.reasons[0])
    catalogue = family_catalogue()
    said = [f"Famille la plus proche : « {family.label} »."]
    if family.runner_up:
        said.append(f"Deuxième lecture : « {catalogue[family.runner_up].label} ».")
    if family.other_reading:
        label = catalogue[family.other_reading].label
        said.append(f"Sur les seules ressources de l’exercice : « {label} ».")
    said.append(family.what_would_change)
    return typographic(" ".join(part for part in said if part))
