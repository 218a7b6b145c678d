"""The pages of a trajectory in the order of its menu: assuming, choosing, deciding."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Page:
    """A page of the menu: the name of its address, which views give as ``current``, and its words."""

    name: str
    label: str
    read: bool = False
    """Also open to whoever only reads."""


@dataclass(frozen=True)
class Group:
    """Pages that one looks for together. A group of one page has the words of its page."""

    label: str
    pages: tuple[Page, ...]


GROUPS = (
    Group(
        "Les étapes",
        (
            Page("steps", "Les étapes", read=True),
            Page("road", "Feuille de route"),
            Page("recap", "Récapitulatif", read=True),
        ),
    ),
    Group("Résultat", (Page("result", "Résultat", read=True), Page("what_if", "Et si\u202f?", read=True))),
    Group(
        "Hypothèses",
        (
            Page("lines", "Vos lignes"),
            Page("actions", "Vos actions"),
            Page("investments", "Investissements et emprunts"),
            Page("shocks", "Ce qui peut mal tourner"),
            Page("scenarios", "Scénarios"),
        ),
    ),
    Group(
        "Choisir",
        (
            Page("levers", "Vos leviers"),
            Page("skills", "Vos compétences"),
            Page("activities", "Vos activités"),
            Page("alliances", "Vos alliances"),
            Page("instruments", "Avec quoi financer\u202f?"),
            Page("searching", "Retrouver l’équilibre"),
        ),
    ),
    Group(
        "Décider",
        (
            Page("calendar", "Dates de décision", read=True),
            Page("tasks", "Plan d’action", read=True),
            Page("pitch", "Votre pitch", read=True),
        ),
    ),
    Group(
        "Emporter",
        (
            Page("takeaway", "Vos documents", read=True),
            Page("cerfa", "Budget Cerfa"),
            Page("reports", "Compte rendu financier"),
        ),
    ),
)


def groups_for(*, can_edit: bool) -> list[Group]:
    """What this link opens; a group without a page is left out."""
    if can_edit:
        return list(GROUPS)
    kept = [Group(one.label, tuple(page for page in one.pages if page.read)) for one in GROUPS]
    return [one for one in kept if one.pages]
