"""What is printed for those who answer on paper: every question of the session, with its boxes."""

from __future__ import annotations

from dataclasses import dataclass

from equilibre.facilitation.answers import HIGHEST, LOWEST, VOTES
from equilibre.facilitation.formats import MOST_OPTIONS, Ask, Format
from equilibre.formatting import ended, inside, typographic
from trajectoires.facilitation.domain.queries.hosting import decisions
from trajectoires.facilitation.models import Session

BLANKS = 4
"""Empty lines for options that the room will say."""


@dataclass(frozen=True)
class Ballot:
    """One question on paper."""

    step: str
    prompt: str
    hint: str
    lines: tuple[str, ...]
    """Options; « » for one to be written."""
    boxes: tuple[str, ...]
    """What is ticked or written beside each option: « » for a bare box; nothing for a line to write."""


def ballots(session: Session, form: Format) -> list[Ballot]:
    """One for each question, one for each decision already written. One query."""
    written = [one.label for one in decisions(session)]
    found = []
    for step, ask in form.asks():
        if ask.by_decision:
            prompts = [f"{ended(label)} {ask.prompt}" for label in written] or [ask.prompt]
        else:
            prompts = [ask.prompt]
        found += [
            Ballot(step.title, prompt, _hint(ask), _lines(ask, form), _boxes(ask)) for prompt in prompts
        ]
    return found


def _lines(ask: Ask, form: Format) -> tuple[str, ...]:
    if ask.kind == "write":
        return ("",) * ask.most
    if ask.kind == "vote":
        return tuple(VOTES.values())
    if ask.kind == "role":
        return tuple(one.label for one in form.roles)
    return tuple(one.label for one in ask.options)[:MOST_OPTIONS] or ("",) * BLANKS


def _boxes(ask: Ask) -> tuple[str, ...]:
    if ask.kind == "write":
        return ()
    if ask.kind == "rate":
        return tuple(str(degree) for degree in range(LOWEST, HIGHEST + 1))
    return ("",)


def _hint(ask: Ask) -> str:
    aloud = "Si le vote est nominatif, n’écrivez rien ici : dites-le à voix haute à la personne qui anime."
    return " ".join(filter(None, (_how(ask), typographic(aloud) if ask.named else "")))


def _how(ask: Ask) -> str:
    told = {
        "rate": f"De {LOWEST}, {inside(ask.low)}, à {HIGHEST}, {inside(ask.high)}.",
        "points": f"{ask.points} points à partager.",
        "order": "1 pour le premier, puis 2, 3…",
        "choose": "Une seule réponse." if ask.most == 1 else f"{ask.most} réponses au plus.",
    }
    return told.get(ask.kind, ask.help)
