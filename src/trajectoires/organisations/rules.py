"""Who may do what in a space: one table. The access functions, the pages and ``docs/permissions.md`` read it.

A permission is « thing.action ». An address names the permission it needs (``access.py``); whoever lacks it
gets the answer of a space that does not exist.
"""

from __future__ import annotations

from dataclasses import dataclass

from trajectoires.organisations.enums import Standing

READER, MEMBER, MANAGER, GUEST = Standing.READER, Standing.MEMBER, Standing.MANAGER, Standing.GUEST
EVERYONE = frozenset({READER, MEMBER, MANAGER})
WORKERS = frozenset({MEMBER, MANAGER})
MANAGERS = frozenset({MANAGER})


@dataclass(frozen=True)
class Rule:
    """One permission, in words, and the standings that have it."""

    permission: str
    words: str
    standings: frozenset[Standing]

    def allows(self, standing: str) -> bool:
        """Whether this standing has the permission."""
        return standing in {one.value for one in self.standings}


RULES: tuple[Rule, ...] = (
    Rule("espace.lire", "Ouvrir la page de l’espace", EVERYONE),
    Rule("espace.quitter", "Quitter l’espace", EVERYONE),
    Rule("acces.lire", "Lire «\u00a0Qui voit quoi\u202f?\u00a0»", EVERYONE),
    Rule("copies.lire", "Lire les copies gardées", EVERYONE | {GUEST}),
    Rule("copies.rouvrir", "Rouvrir une copie sous un nouveau lien", EVERYONE | {GUEST}),
    Rule("copies.garder", "Garder une nouvelle copie", WORKERS),
    Rule("journal.lire", "Lire le journal", WORKERS),
    Rule("copies.effacer", "Effacer une copie", MANAGERS),
    Rule("espace.modifier", "Changer le nom, le numéro ou le profil", MANAGERS),
    Rule("membres.gerer", "Inviter, changer un rôle, retirer une personne", MANAGERS),
    Rule("partages.gerer", "Partager avec un accompagnateur ou un réseau, retirer un partage", MANAGERS),
    Rule("espace.transmettre", "Préparer la passation", MANAGERS),
    Rule("espace.exporter", "Emporter tout l’espace", MANAGERS),
    Rule("espace.effacer", "Effacer tout l’espace", MANAGERS),
)
BY_PERMISSION = {rule.permission: rule for rule in RULES}


def allows(standing: str, permission: str) -> bool:
    """Whether a standing (code of ``Standing``) has a permission; an unknown permission is an error."""
    return BY_PERMISSION[permission].allows(standing)


def table() -> list[tuple[Rule, list[bool]]]:
    """Each rule with, for each standing in order, whether it has it."""
    return [(rule, [rule.allows(one.value) for one in Standing]) for rule in RULES]


INTRODUCTION = """# Les droits dans un espace

Page écrite par `python -m django ecrire_droits` depuis `trajectoires/organisations/rules.py`\u00a0; un essai
vérifie qu’elle est à jour. Les comptes éditoriaux n’ont aucun droit dans un espace.
"""
CONCLUSION = """
«\u00a0Accompagnement\u00a0» est la personne avec qui l’espace est partagé\u00a0: elle ne voit que les sortes
de copies nommées par le partage, jusqu’à la date dite, et seulement tant que le partage n’est pas retiré.
Toute autre personne reçoit la réponse d’un espace qui n’existe pas.
"""


def as_markdown() -> str:
    """The page ``docs/permissions.md``, whole."""
    heads = [one.label for one in Standing]
    lines = [f"| Droit | Ce qu’il permet | {' | '.join(heads)} |", f"|---|---|{'---|' * len(heads)}"]
    for rule, cells in table():
        marks = " | ".join("oui" if yes else "non" for yes in cells)
        lines.append(f"| `{rule.permission}` | {rule.words} | {marks} |")
    return "\n".join([INTRODUCTION, *lines, CONCLUSION])
