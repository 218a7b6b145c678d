"""What the actions ask of the house, against what it has: sentences, the table, ways to find the rest."""

from __future__ import annotations

from dataclasses import dataclass

from equilibre.formatting import NBSP, enumerated, number
from equilibre.trajectory.skills import Asked, Hand, Post, SkillTable, Team, skill_table, uncovered
from trajectoires.pages.domain.queries.outline import Line
from trajectoires.trajectories.domain.queries.site_pages import site_pages
from trajectoires.trajectories.domain.saved import Saved
from trajectoires.trajectories.enums import PEOPLE

HAND_WORDS: dict[Hand | None, str] = {
    "oui": "à portée",
    "en_partie": "en partie",
    "non": "manque",
    None: "à dire",
}
BACKUP_WORDS: dict[Hand | None, str] = {
    "oui": "quelqu’un peut le reprendre",
    "en_partie": "quelqu’un peut en reprendre une partie",
    "non": "personne pour le reprendre",
    None: "à dire",
}


@dataclass(frozen=True)
class Sought:
    """A competency to find."""

    asked: Asked
    words: str
    """Where it stands."""
    levers: tuple[str, ...]
    """Labels of those that ask for it."""
    learn: Line | None
    """The page of the site to begin with, when it is published."""


@dataclass(frozen=True)
class Shown:
    """The whole page."""

    table: SkillTable
    rows: tuple[tuple[Asked, str, tuple[tuple[str, bool], ...]], ...]
    """Each competency, where it stands in words, and whether each lever, by its label, asks for it."""
    sentences: tuple[str, ...]
    to_find: tuple[Sought, ...]
    """What is missing, then what is there in part."""
    people: tuple[tuple[str, str], ...]
    """One list (field rule 10): a status and its count in words."""
    posts: tuple[tuple[Post, str, str], ...]
    """A post, who holds it, who can take over."""
    without_lever: int
    """Actions that name no lever: nothing is known of what they ask for."""


def table(saved: Saved) -> SkillTable:
    """Competencies × levers of every action of the plan."""
    return skill_table(saved.team, saved.plan.actions)


def shown(saved: Saved) -> Shown:
    """The page of a trajectory."""
    found, team = table(saved), saved.team
    labels = tuple(lever.label for lever in found.levers)
    return Shown(
        table=found,
        rows=tuple(
            (one, HAND_WORDS[one.hand], tuple(zip(labels, one.by, strict=True))) for one in found.rows
        ),
        sentences=tuple(_sentences(found, saved)),
        to_find=_sought(found),
        people=tuple(
            (label, number(team.people[code]) if code in team.people else "non renseigné")
            for code, label in PEOPLE.items()
        ),
        posts=tuple((post, PEOPLE[post.held_by], BACKUP_WORDS[post.backup]) for post in team.posts),
        without_lever=sum(not one.lever for one in saved.plan.actions),
    )


def _sought(found: SkillTable) -> tuple[Sought, ...]:
    pages = site_pages(one.skill.learn for one in found.to_find)
    return tuple(
        Sought(
            asked=one,
            words=HAND_WORDS[one.hand],
            levers=tuple(lever.label for lever, asks in zip(found.levers, one.by, strict=True) if asks),
            learn=pages.get(one.skill.learn),
        )
        for one in found.to_find
    )


def _sentences(found: SkillTable, saved: Saved) -> list[str]:
    """What is at hand, then who can take over; nothing told is said as such."""
    told = []
    if found.rows:
        levers, skills = len(found.levers), len(found.rows)
        told.append(
            f"Vos actions s’appuient sur {levers}{NBSP}{_many(levers, 'levier')}, qui "
            f"{'demandent' if levers > 1 else 'demande'} {skills}{NBSP}{_many(skills, 'compétence')}."
        )
        counts = {hand: len(found.with_hand(hand)) for hand in HAND_WORDS}
        told.append(_counted(counts))
    if saved.team.posts:
        told.append(_relief(saved.team))
    return told


def _relief(team: Team) -> str:
    alone = sum(post.backup == "non" for post in uncovered(team))
    if not alone:
        return "Aucun poste clé n’est indiqué sans relève."
    verb = "n’ont" if alone > 1 else "n’a"
    return f"Postes clés\u00a0: {alone} sur {len(team.posts)} {verb} personne pour prendre le relais."


def _counted(counts: dict[Hand | None, int]) -> str:
    words: dict[Hand | None, tuple[str, str]] = {
        "oui": ("est à portée", "sont à portée"),
        "en_partie": ("est à portée en partie", "sont à portée en partie"),
        "non": ("manque", "manquent"),
        None: ("reste à dire", "restent à dire"),
    }
    pieces = [f"{count}{NBSP}{words[hand][count > 1]}" for hand, count in counts.items() if count]
    return enumerated(pieces) + "."


def _many(count: int, word: str) -> str:
    return word + ("s" if count > 1 else "")
