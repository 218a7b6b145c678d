"""What the pages of the steps read: each step with where it stands, and the tools that this link opens."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

from equilibre.formatting import day
from equilibre.reference.steps import Tool, path
from equilibre.trajectory.workspace import (
    HEADINGS,
    Output,
    Place,
    begin_by,
    places,
    resume,
    settled,
    weeks_before_choosing,
)
from trajectoires.trajectories.domain.queries.known import Facts, counted, known
from trajectoires.trajectories.domain.saved import Saved
from trajectoires.trajectories.links import Link


@dataclass(frozen=True)
class Door:
    """A tool that this link can open."""

    address: str
    label: str
    why: str


@dataclass(frozen=True)
class StepShown:
    """A step where it stands today."""

    place: Place
    output: Output
    state: str
    """« À faire », « Commencée », « Faite le 3 mars 2027 », « Passée le… »."""
    wished: dt.date | None
    late: bool
    others: tuple[Output, ...]
    """What was written for the steps that are merged into this one."""
    meeting: int
    """Rank of its collective moment among the three; 0 without one."""


@dataclass(frozen=True)
class Path:
    """All the steps, and the one to go on with."""

    steps: tuple[StepShown, ...]
    next: StepShown | None
    sentence: str
    """« 3 étapes faites ou passées sur 8. »"""
    begun: bool


def walked(saved: Saved, today: dt.date) -> Path:
    """The path as it stands."""
    space = saved.workspace
    counting = places(space.variant)
    met = [one.code for one in counting if one.moment]
    shown = tuple(_shown(saved, place, today, met) for place in counting)
    after = resume(space)
    closed = sum(settled(space, one.place) for one in shown)
    return Path(
        steps=shown,
        next=next((one for one in shown if after and one.place.code == after.code), None),
        sentence=f"{counted(closed, 'étape faite ou passée', 'étapes faites ou passées')} sur {len(shown)}."
        if closed
        else f"Aucune étape faite sur {len(shown)}.",
        begun=bool(space.outputs or space.road.elected or space.road.question or space.road.wishes),
    )


def _shown(saved: Saved, place: Place, today: dt.date, met: list[str]) -> StepShown:
    space = saved.workspace
    output, wished = space.output(place.code), space.wish(place.code)
    state = "Commencée" if output.text else "À faire"
    if output.status != "a_faire" and output.on:
        state = f"{'Faite' if output.status == 'fait' else 'Passée'} le {day(output.on)}"
    return StepShown(
        place=place,
        output=output,
        state=state,
        wished=wished,
        late=bool(wished and wished < today and output.status == "a_faire"),
        others=tuple(space.output(one.code) for one in place.steps[1:] if space.output(one.code).text),
        meeting=met.index(place.code) + 1 if place.code in met else 0,
    )


def facts(saved: Saved, place: Place) -> Facts:
    """What is known at a step already."""
    return tuple(words for one in place.steps for words in known(saved, one.code))


def doors(place: Place, link: Link) -> tuple[Door, ...]:
    """The tools of a step that this link opens: a page that does not exist is not shown."""
    found = ((tool, _address(tool, link)) for tool in place.tools)
    return tuple(Door(address=at, label=tool.label, why=tool.why) for tool, at in found if at)


def _address(tool: Tool, link: Link) -> str:
    if tool.at:
        return tool.at
    try:
        return reverse(f"trajectories:{tool.opens}", args=[link])
    except NoReverseMatch:
        return ""


def too_soon(saved: Saved, today: dt.date) -> tuple[dt.date, dt.date] | None:
    """When counting back leads before today: the day to have begun, and the first meeting that leaves time.

    None when there is time, no meeting yet, or a step is already over.
    """
    road = saved.workspace.road
    if road.choose_on is None or saved.workspace.outputs or begin_by(road.choose_on) >= today:
        return None
    return begin_by(road.choose_on), today + dt.timedelta(weeks=weeks_before_choosing())


def sources() -> dict[str, str]:
    """Where the steps come from."""
    return path().sources


def from_model(saved: Saved) -> dict[str, Facts]:
    """Heading of the shared diagnosis → what the model says there; nothing when no model was taken over."""
    if saved.model is None:
        return dict.fromkeys(HEADINGS, ())
    return {
        "project": known(saved, "projet"),
        "activities": tuple(f"{one.name}." for one in saved.model.activities),
        "model": tuple(one.sentence for one in saved.model.exercices),
        "strengths": tuple(f"{one.title}. {one.why}" for one in saved.model.strengths),
        "fragilities": tuple(f"{one.title}. {one.why}" for one in saved.model.fragilities),
        "questions": saved.model.questions,
        "needs": (),
    }
