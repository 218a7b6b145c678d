"""« Votre pitch »: figures to choose from, a beginning for each part, how long it takes to say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from equilibre.formatting import day, enumerated, euros, inside, typographic
from equilibre.reference.pitch import TOTAL, Audience, Part, PartCode, Question, frame
from equilibre.trajectory.pitch import clock, seconds_to_say, unknown_numbers, words_in
from equilibre.trajectory.pitch_figures import PitchFacts, PitchFigure, pitch_figures, proposed
from equilibre.trajectory.projection import year_label
from equilibre.trajectory.wording import month_words
from trajectoires.trajectories.domain.queries.alliances import alliances_page
from trajectoires.trajectories.domain.queries.deciding import dated_decisions
from trajectoires.trajectories.domain.queries.reading import came_from
from trajectoires.trajectories.domain.saved import Saved

MOST_HINTS = 3
Beginnings = dict[PartCode, str]


@dataclass(frozen=True)
class PartRead:
    """A part of the frame, with what is said in it."""

    rank: int
    part: Part
    begins: str
    """« 1:00 »."""
    ends: str
    text: str
    written: bool
    """False: a proposed beginning, that follows the trajectory until somebody writes."""
    words: int
    spoken: int
    """Seconds, at the pace of the frame."""
    unknown: tuple[str, ...]
    """Numbers of a written text that no figure of the trajectory gives."""
    hints: tuple[str, ...]
    """What the model says and that may help here."""

    @property
    def begins_at(self) -> int:
        """The second on which it begins."""
        return frame().begins()[self.rank - 1]

    @property
    def over(self) -> int:
        """Seconds too many."""
        return max(0, self.spoken - self.part.seconds)


@dataclass(frozen=True)
class PitchRead:
    """Everything that the page shows."""

    audience: Audience
    others: tuple[Audience, ...]
    figures: tuple[PitchFigure, ...]
    """All that can be said."""
    chosen: tuple[PitchFigure, ...]
    by_default: bool
    """Nobody chose them."""
    gone: int
    """Chosen figures that cannot be computed any more."""
    parts: tuple[PartRead, ...]
    words: int
    spoken: str
    total: str
    answers: tuple[tuple[Question, bool | None], ...]
    pace: int
    """Words a minute."""
    sources: dict[str, str]

    @property
    def unwritten(self) -> int:
        """Parts that have a proposed beginning only."""
        return sum(not one.written for one in self.parts)


def figures_of(saved: Saved, *, today: dt.date) -> tuple[PitchFigure, ...]:
    """The figures of the scenario that opens first."""
    return pitch_figures(
        PitchFacts(
            plan=saved.plan,
            scenario=saved.scenario(),
            source=came_from(saved)[0],
            model=saved.model,
            team=saved.team,
            in_kind=saved.cerfa.in_kind,
            alliances=alliances_page(saved, today=today).together,
            needs=sum(one.amount or 0 for one in saved.needs),
        )
    )


def chosen_of(saved: Saved, figures: tuple[PitchFigure, ...]) -> tuple[PitchFigure, ...]:
    """The chosen ones in their order, or three proposed ones; those that cannot be computed are left out."""
    keys = proposed(figures) if saved.pitch.figures is None else saved.pitch.figures
    by_key = {one.key: one for one in figures}
    return tuple(by_key[key] for key in keys if key in by_key)


def read_pitch(saved: Saved, *, today: dt.date) -> PitchRead:
    """The pitch as it stands today."""
    pitch, told = saved.pitch, frame()
    figures = figures_of(saved, today=today)
    chosen = chosen_of(saved, figures)
    starts = beginnings(saved, chosen, today=today)
    known = [words for one in figures for words in (one.words, one.formula)]
    parts = tuple(
        _part(rank, part, begin, pitch.text(part.code), starts[part.code], known, _hints(saved, part.code))
        for rank, (part, begin) in enumerate(zip(told.part, told.begins(), strict=True), start=1)
    )
    words = sum(one.words for one in parts)
    return PitchRead(
        audience=told.hearer(pitch.hearer),
        others=tuple(one for one in told.audience if one.code != pitch.hearer),
        figures=figures,
        chosen=chosen,
        by_default=pitch.figures is None,
        gone=0 if pitch.figures is None else len(pitch.figures) - len(chosen),
        parts=parts,
        words=words,
        spoken=clock(seconds_to_say(words, told.words_per_minute)),
        total=clock(TOTAL),
        answers=tuple((one, pitch.answer(one.code)) for one in told.question),
        pace=told.words_per_minute,
        sources=told.sources,
    )


def _part(
    rank: int, part: Part, begin: int, text: str, start: str, known: list[str], hints: tuple[str, ...]
) -> PartRead:
    words = words_in(text or start)
    return PartRead(
        rank=rank,
        part=part,
        begins=clock(begin),
        ends=clock(begin + part.seconds),
        text=text or start,
        written=bool(text),
        words=words,
        spoken=seconds_to_say(words, frame().words_per_minute),
        unknown=unknown_numbers(text, known),
        hints=hints,
    )


def _hints(saved: Saved, code: PartCode) -> tuple[str, ...]:
    if code != "force_fragilite" or saved.model is None:
        return ()
    found = (*saved.model.strengths[:MOST_HINTS], *saved.model.fragilities[:MOST_HINTS])
    return tuple(one.title for one in found)


def beginnings(saved: Saved, chosen: tuple[PitchFigure, ...], *, today: dt.date) -> Beginnings:
    """A beginning for each part, from what the trajectory knows; « … » where only the user knows."""
    told: dict[PartCode, Iterator[str]] = {
        "besoin": _need(saved),
        "activites": _activities(saved),
        "equilibre": _balance(chosen),
        "distinction": _distinction(saved),
        "force_fragilite": _strength(saved),
        "trajectoire": _trajectory(saved),
        "demande": _asking(saved, today),
    }
    longest = {one.code: one.longest for one in frame().part}
    return {
        code: _cut(typographic(" ".join(_stopped(one) for one in words)), longest[code])
        for code, words in told.items()
    }


def _cut(text: str, longest: int) -> str:
    """What a field holds: whole words, then « … »."""
    return text if len(text) <= longest else f"{text[: longest - 2].rpartition(' ')[0]} …"


def _stopped(words: str) -> str:
    """With a full stop."""
    words = words.strip()
    return words if words.endswith((".", "…", "!", "?")) else f"{words}."


def _need(saved: Saved) -> Iterator[str]:
    if saved.model is None or not saved.model.vocation:
        yield "Ici, … (qui ?) ont besoin de … (quoi ?)."
        yield "Nous existons pour cela."
        return
    if saved.model.organisation:
        yield f"Nous sommes {saved.model.organisation}"
    yield saved.model.vocation


def _activities(saved: Saved) -> Iterator[str]:
    if saved.model is not None and saved.model.missions:
        yield f"Voici ce que nous faisons : {saved.model.missions}"
    elif saved.activities.activities:
        yield f"Nous portons {enumerated([one.label for one in saved.activities.activities])}"
    else:
        yield "Chaque semaine, nous … avec … personnes."


def _balance(chosen: tuple[PitchFigure, ...]) -> Iterator[str]:
    yield "Voici sur quoi nous tenons"
    for one in chosen:
        yield f"{one.label} : {one.words}"


def _distinction(saved: Saved) -> Iterator[str]:
    untouched = saved.workspace.road.untouched
    yield "Ce qui nous distingue : …"
    if untouched:
        yield untouched


def _strength(saved: Saved) -> Iterator[str]:
    own = saved.workspace.organisation
    yield f"Notre force : {inside(own.strengths) or '…'}"
    yield f"Ce qui est fragile chez nous : {inside(own.fragilities) or '…'}"


def _trajectory(saved: Saved) -> Iterator[str]:
    plan = saved.plan
    last = year_label(plan.first_month.plus(12 * (plan.years - 1)))
    if saved.model is not None and saved.model.ambition:
        yield saved.model.ambition
    else:
        yield f"D’ici {last}, nous voulons …"
    led = [one for one in plan.actions if one.key in saved.scenario().actions]
    for one in sorted(led, key=lambda one: one.starts):
        yield f"En {month_words(one.starts)}, nous commençons : {one.label}"


def _asking(saved: Saved, today: dt.date) -> Iterator[str]:
    needs = sum(one.amount or 0 for one in saved.needs)
    if needs:
        yield f"Il nous faut {euros(needs)}"
    yield f"Nous vous {'en ' if needs else ''}demandons … €, pour …, avant le …"
    waiting = [
        one.decide_by
        for one in dated_decisions(saved, today=today)
        if one.decision.status == "a_prendre" and one.decide_by is not None and one.decide_by >= today
    ]
    if waiting:
        yield f"Nous décidons au plus tard le {day(min(waiting))}"
    yield "Pouvons-nous en parler le … ?"
