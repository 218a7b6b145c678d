"""The eight steps as one lives them: who steers, which dates are wished, what each step produced.

Everything here is words and dates; nothing is a figure. A step that is skipped keeps its reason, even when
it is opened again.
"""

from __future__ import annotations

import datetime as dt
from typing import Literal

import msgspec

from equilibre.reference.steps import Moment, Step, Tool, Variant, path

StepStatus = Literal["a_faire", "fait", "passe"]
replace = msgspec.structs.replace


HEADINGS = {
    "project": "Le projet",
    "activities": "Les activités",
    "model": "Le modèle",
    "strengths": "Les forces",
    "fragilities": "Les fragilités",
    "questions": "Les questions",
    "needs": "Les besoins",
}
"""Of the shared diagnosis: a field of ``Words`` → its title."""


class Output(msgspec.Struct, frozen=True, kw_only=True):
    """What a step gave. ``on``: the day it was done or skipped."""

    code: str
    text: str = ""
    status: StepStatus = "a_faire"
    on: dt.date | None = None
    reason: str = ""
    """Why it was skipped; kept when it is opened again."""


class Wish(msgspec.Struct, frozen=True, kw_only=True):
    """The day by which one wishes a step to be over."""

    code: str
    by: dt.date


class RoadMap(msgspec.Struct, frozen=True, kw_only=True):
    """The *feuille de route*: one page. The pair is two roles, never two names."""

    elected: str = ""
    manager: str = ""
    question: str = ""
    results: str = ""
    effects: str = ""
    untouched: str = ""
    """What is not up for discussion."""
    choose_on: dt.date | None = None
    """The AG or the conseil that chooses the actions: dates are counted back from it."""
    wishes: tuple[Wish, ...] = ()


class Words(msgspec.Struct, frozen=True, kw_only=True):
    """One voice of the shared diagnosis, heading by heading; empty where nothing was written."""

    project: str = ""
    activities: str = ""
    model: str = ""
    strengths: str = ""
    fragilities: str = ""
    questions: str = ""
    needs: str = ""


class Brief(msgspec.Struct, frozen=True, kw_only=True):
    """What an accompaniment is asked for."""

    goals: str = ""
    outputs: str = ""
    skills: str = ""
    calendar: str = ""
    means: str = ""
    practical: str = ""
    criteria: str = ""
    answer_by: dt.date | None = None


class Workspace(msgspec.Struct, frozen=True, kw_only=True):
    """What the pages of the steps keep."""

    variant: Variant = "huit"
    road: RoadMap = RoadMap()
    outputs: tuple[Output, ...] = ()
    organisation: Words = Words()
    adviser: Words = Words()
    adviser_role: str = ""
    brief: Brief = Brief()

    def output(self, code: str) -> Output:
        """What this step gave so far."""
        return next((one for one in self.outputs if one.code == code), Output(code=code))

    def wish(self, code: str) -> dt.date | None:
        """The day wished for this step."""
        return next((one.by for one in self.road.wishes if one.code == code), None)

    def with_output(self, output: Output) -> Workspace:
        """The output in the place of the one of its step; the others are left as they are."""
        others = tuple(one for one in self.outputs if one.code != output.code)
        return replace(self, outputs=(*others, output))


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """A step with its number in the way of counting that was chosen: two of the data when merged."""

    number: int
    steps: tuple[Step, ...]

    @property
    def code(self) -> str:
        """Where its output is kept."""
        return self.steps[0].code

    @property
    def title(self) -> str:
        """« Construire la trajectoire et le plan d’action ; mettre en œuvre… »."""
        first, *others = (one.title for one in self.steps)
        return "\u202f; ".join([first, *(title[0].lower() + title[1:] for title in others)])

    @property
    def moment(self) -> Moment | None:
        """The collective moment of the step."""
        return next((one.moment for one in self.steps if one.moment), None)

    @property
    def tools(self) -> tuple[Tool, ...]:
        """Every tool once."""
        found = {(tool.opens, tool.at): tool for one in self.steps for tool in one.tools}
        return tuple(found.values())


def places(variant: Variant) -> tuple[Place, ...]:
    """The steps of a way of counting, in order."""
    data = path()
    counting = next(one for one in data.variant if one.code == variant)
    groups: list[list[Step]] = []
    for step in data.step:
        if groups and step.code == counting.merged:
            groups[-1].append(step)
        else:
            groups.append([step])
    return tuple(Place(number=counting.first + rank, steps=tuple(group)) for rank, group in enumerate(groups))


def settled(workspace: Workspace, place: Place) -> bool:
    """Done or skipped."""
    return workspace.output(place.code).status != "a_faire"


def resume(workspace: Workspace) -> Place | None:
    """The first step that is neither done nor skipped; None when there is none left."""
    return next((one for one in places(workspace.variant) if not settled(workspace, one)), None)


def counted_back(choose_on: dt.date) -> dict[str, dt.date]:
    """Code of a step → day by which it ends, so that actions are chosen on that day.

    Weeks of the data, one step after the other; the last step has the day of its first review.
    """
    data = path()
    rank = next(at for at, one in enumerate(data.step) if one.code == data.chosen_by)
    ends, day = {}, choose_on
    for step in reversed(data.step[: rank + 1]):
        ends[step.code] = day
        day -= dt.timedelta(weeks=step.weeks)
    review = choose_on + dt.timedelta(weeks=data.first_review)
    return {one.code: ends.get(one.code, review) for one in data.step}


def weeks_before_choosing() -> int:
    """How long the steps last until actions are chosen."""
    data = path()
    rank = next(at for at, one in enumerate(data.step) if one.code == data.chosen_by)
    return sum(one.weeks for one in data.step[: rank + 1])


def begin_by(choose_on: dt.date) -> dt.date:
    """The day on which to begin for actions to be chosen on that day."""
    return choose_on - dt.timedelta(weeks=weeks_before_choosing())


def out_of_order(wishes: tuple[Wish, ...]) -> tuple[str, ...]:
    """Codes of the steps whose day comes before the day of a step that precedes them."""
    by_code = {one.code: one.by for one in wishes}
    latest, found = dt.date.min, []
    for step in path().step:
        day = by_code.get(step.code)
        if day is None:
            continue
        if day < latest:
            found.append(step.code)
        latest = max(latest, day)
    return tuple(found)
