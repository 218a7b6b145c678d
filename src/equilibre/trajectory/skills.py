"""People, key posts and competencies at hand, against what the levers of the actions ask for.

Nobody is named or measured: a post, a count, and what the house says it can do. What was not told is a
question, never a lack.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import msgspec

from equilibre.reference.levers import Lever, levers
from equilibre.reference.skills import Skill, skills, skills_of_levers
from equilibre.trajectory.hypotheses import LeverAction

PersonStatus = Literal[
    "salaries",
    "benevolat_gouvernance",
    "benevolat_terrain",
    "benevolat_competences",
    "service_civique",
    "stagiaires",
    "mecenat_competences",
]
"""One list of the people who make the project (field rule 10), by the codes of the pillar's parts."""
Hand = Literal["oui", "en_partie", "non"]
"""Of a competency: at hand, in part, missing. Of a post: somebody can take over, in part, nobody."""


class Post(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody holds and the house cannot do without; never a name."""

    label: str
    held_by: PersonStatus = "salaries"
    backup: Hand | None = None
    """Whether somebody can take over; None when it was not told."""


class Team(msgspec.Struct, frozen=True, kw_only=True):
    """Who makes the project today. Nothing told is not known, never zero."""

    people: dict[str, int] = {}
    """Status → number of persons; a status that was not told is absent."""
    posts: tuple[Post, ...] = ()
    at_hand: dict[str, Hand] = {}
    """Code of a competency → whether the house has it."""


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """A competency that the actions ask for."""

    skill: Skill
    hand: Hand | None
    by: tuple[bool, ...]
    """For each lever of the table, whether it asks for it."""


class SkillTable(msgspec.Struct, frozen=True, kw_only=True):
    """Competencies × levers of the actions."""

    levers: tuple[Lever, ...]
    rows: tuple[Asked, ...]

    def with_hand(self, hand: Hand | None) -> tuple[Asked, ...]:
        """The rows that have this answer; None: not told."""
        return tuple(one for one in self.rows if one.hand == hand)

    @property
    def to_find(self) -> tuple[Asked, ...]:
        """What is missing, then what is there only in part."""
        return (*self.with_hand("non"), *self.with_hand("en_partie"))


def skill_table(team: Team, actions: Iterable[LeverAction]) -> SkillTable:
    """What the levers of these actions ask for: those asked most often first, then in the order of the data.

    An action without a lever asks for nothing that is known.
    """
    chosen = {one.lever for one in actions}
    columns = tuple(one for code, one in levers().items() if code in chosen)
    asked = {one.code: skills_of_levers()[one.code] for one in columns}
    rows = [
        Asked(
            skill=skill,
            hand=team.at_hand.get(code),
            by=tuple(skill in asked[one.code] for one in columns),
        )
        for code, skill in skills().items()
    ]
    return SkillTable(
        levers=columns,
        rows=tuple(sorted((one for one in rows if any(one.by)), key=lambda one: -sum(one.by))),
    )


def uncovered(team: Team) -> tuple[Post, ...]:
    """The posts that nobody can take over, then those that somebody takes over in part."""
    return tuple(post for hand in ("non", "en_partie") for post in team.posts if post.backup == hand)
