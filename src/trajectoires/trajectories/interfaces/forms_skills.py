"""« Vos compétences »: people by status, key posts, competencies at hand. No name of a person."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from equilibre.reference.skills import Skill, skills
from equilibre.trajectory.skills import Post, Team
from trajectoires.trajectories.enums import HANDS, LONGEST_LABEL, PEOPLE
from trajectoires.trajectories.interfaces.rows import choice_field
from trajectoires.ui.fields import LineField, QuantityField

MOST_POSTS = 20
EMPTY_ROWS = 3
"""Rows that stay empty under the posts, to add some."""
NOT_TOLD = {"": "Non renseigné"}


class PeopleForm(forms.Form):
    """How many people of each status, and the posts that the house cannot do without."""

    def __init__(self, data: Any = None, *, team: Team) -> None:
        super().__init__(data, initial=_shown(team))
        for code, label in PEOPLE.items():
            self.fields[code] = QuantityField(label=label, most=100_000, unit="personnes", whole=True)
        self.ranks = range(1, min(len(team.posts) + EMPTY_ROWS, MOST_POSTS) + 1)
        for rank in self.ranks:
            self.fields[f"poste_{rank}"] = LineField(
                label=f"Poste {rank}",
                required=False,
                max_length=LONGEST_LABEL,
                error_messages={"max_length": f"Écrivez {LONGEST_LABEL} caractères au plus."},
            )
            self.fields[f"tenu_{rank}"] = choice_field("Tenu par", PEOPLE, required=False)
            self.fields[f"releve_{rank}"] = choice_field(
                "Quelqu’un peut-il le remplacer\u202f?", NOT_TOLD | HANDS, required=False
            )

    @property
    def people(self) -> list[forms.BoundField]:
        """A count for each status."""
        return [self[code] for code in PEOPLE]

    @property
    def posts(self) -> list[list[forms.BoundField]]:
        """A row for each post, then the empty ones."""
        return [[self[f"{name}_{rank}"] for name in ("poste", "tenu", "releve")] for rank in self.ranks]

    def told(self) -> dict[str, Any]:
        """The parts of ``Team`` that this form changes; a post without a label is taken out."""
        data = self.cleaned_data
        return {
            "people": {code: data[code] for code in PEOPLE if data[code] is not None},
            "posts": tuple(
                Post(
                    label=data[f"poste_{rank}"],
                    held_by=data[f"tenu_{rank}"] or "salaries",
                    backup=data[f"releve_{rank}"] or None,
                )
                for rank in self.ranks
                if data[f"poste_{rank}"]
            ),
        }


def _shown(team: Team) -> dict[str, Any]:
    shown: dict[str, Any] = dict(team.people)
    for rank, post in enumerate(team.posts, start=1):
        shown |= {
            f"poste_{rank}": post.label,
            f"tenu_{rank}": post.held_by,
            f"releve_{rank}": post.backup or "",
        }
    return shown


class HandsForm(forms.Form):
    """Each competency: at hand, in part, missing, or not told."""

    def __init__(self, data: Any = None, *, team: Team, asked: Iterable[str]) -> None:
        """``asked``: codes of what the actions ask for, shown first."""
        super().__init__(data, initial=team.at_hand)
        self._asked = tuple(asked)
        for code in (*self._asked, *(code for code in skills() if code not in self._asked)):
            self.fields[code] = _hand_field(skills()[code])

    @property
    def first(self) -> list[forms.BoundField]:
        """What the actions ask for."""
        return [self[code] for code in self._asked]

    @property
    def others(self) -> list[forms.BoundField]:
        """What other levers ask for."""
        return [self[code] for code in self.fields if code not in self._asked]

    def told(self) -> dict[str, str]:
        """Code → answer, those that were told."""
        return {code: hand for code, hand in self.cleaned_data.items() if hand}


def _hand_field(skill: Skill) -> forms.ChoiceField:
    name = skill.name[0].upper() + skill.name[1:]
    return choice_field(name, NOT_TOLD | HANDS, required=False, help_text=skill.means)
