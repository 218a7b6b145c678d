"""A vote by name: who voted what, as each agreed to have it written. Never anything of a secret ask."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from equilibre.facilitation.answers import VOTES, Answer
from equilibre.facilitation.formats import Ask, Option
from equilibre.facilitation.lines import fold, plain
from equilibre.facilitation.tally import MOST_PAPER, PaperError
from equilibre.formatting import NBSP, NNBSP, enumerated

LONGEST_NAME = 60
ABSTAINS = "S’abstient"


class Voice(msgspec.Struct, frozen=True, kw_only=True):
    """One name, and what was voted under it."""

    name: str
    keys: tuple[str, ...] = ()
    """Options chosen; none when the person answered that they abstain."""
    talk: bool = False


class Roll(msgspec.Struct, frozen=True, kw_only=True):
    """The voices of a vote by name."""

    phones: tuple[Voice, ...] = ()
    paper: tuple[Voice, ...] = ()
    """Said aloud by who has no phone, and typed by the host."""

    def lines(self, ask: Ask, options: Iterable[Option]) -> tuple[tuple[str, str], ...]:
        """Name and vote, in the alphabetical order of names."""
        labels = labels_of(ask, options)
        told = sorted((*self.phones, *self.paper), key=lambda one: (fold(one.name), one.name))
        return tuple((one.name, _said(one, labels)) for one in told)


def labels_of(ask: Ask, options: Iterable[Option]) -> dict[str, str]:
    """Key → label of what is voted on."""
    return dict(VOTES) if ask.kind == "vote" else {one.key: one.label for one in options}


def answers_of(voices: Iterable[Voice]) -> list[Answer]:
    """The same voices without their names, to be counted."""
    return [
        Answer(values=dict.fromkeys(sorted(one.keys), 1), abstains=not one.keys, talk=one.talk)
        for one in voices
    ]


def typed(ask: Ask, options: Sequence[Option], text: str, *, known: Iterable[str] = ()) -> tuple[Voice, ...]:
    """What the host typed, one person a line: « Claire Martin : pour ».

    ``known``: names that voted on a phone. Raises ``PaperError``: which line, what was expected.
    """
    labels = {fold(label): key for key, label in labels_of(ask, options).items()}
    taken = {fold(name): name for name in known}
    voices: list[Voice] = []
    for rank, line in enumerate(text.splitlines(), start=1):
        if not (words := plain(line)):
            continue
        voice = _voice(ask, labels, words, rank)
        if fold(voice.name) in taken:
            raise PaperError(
                f"Ligne {rank}{NBSP}: «{NBSP}{voice.name}{NBSP}» a déjà voté. Une personne vote une "
                f"fois{NNBSP}; pour deux homonymes, ajoutez une initiale."
            )
        taken[fold(voice.name)] = voice.name
        voices.append(voice)
    if len(voices) > MOST_PAPER:
        raise PaperError(f"{MOST_PAPER} personnes au plus.")
    return tuple(voices)


def _voice(ask: Ask, labels: dict[str, str], words: str, rank: int) -> Voice:
    name, colon, said = (part.strip() for part in words.partition(":"))
    shown = f"«{NBSP}{words[:60]}{NBSP}»"
    if not (name and colon and said):
        raise PaperError(
            f"Ligne {rank}, {shown}{NBSP}: écrivez un nom, deux points, un vote. "
            f"Par exemple «{NBSP}Claire Martin{NBSP}: pour{NBSP}»."
        )
    if len(name) > LONGEST_NAME:
        raise PaperError(f"Ligne {rank}{NBSP}: un nom a {LONGEST_NAME} caractères au plus.")
    if ask.kind != "vote" and fold(said) == fold(ABSTAINS):
        return Voice(name=name)
    told = [said] if fold(said) in labels else [part for part in said.split(";") if part.strip()]
    keys = tuple(dict.fromkeys(labels.get(fold(part), "") for part in told))
    if "" in keys or not keys:
        raise PaperError(f"Ligne {rank}, {shown}{NBSP}: le vote attendu est {_expected(ask, labels)}.")
    most = ask.most if ask.kind == "choose" else 1
    if len(keys) > most:
        raise PaperError(f"Ligne {rank}, {shown}{NBSP}: {most} réponse{'s' if most > 1 else ''} au plus.")
    return Voice(name=name, keys=keys)


def _expected(ask: Ask, labels: dict[str, str]) -> str:
    if ask.kind == "vote":
        return f"«{NBSP}pour{NBSP}», «{NBSP}contre{NBSP}» ou «{NBSP}abstention{NBSP}»"
    return f"une des {len(labels)} réponses proposées, ou «{NBSP}{ABSTAINS.lower()}{NBSP}»"


def _said(voice: Voice, labels: dict[str, str]) -> str:
    return enumerated([labels[key] for key in voice.keys if key in labels]) or ABSTAINS
