"""What one person answers to an ask, as it is received: checked, bounded, plain text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from equilibre.facilitation.formats import Ask, Option
from equilibre.facilitation.lines import fold, plain
from equilibre.formatting import NBSP, NNBSP

LONGEST = 280
"""Characters of a line that is written."""
LOWEST, HIGHEST = 1, 4
"""Ends of the scale of ``rate``: an even number of degrees, so that nobody hides in the middle."""
VOTES = {"pour": "Pour", "contre": "Contre", "abstention": "Abstention"}


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """An answer. ``values``: option → what was said of it (« 1 » when it was chosen)."""

    values: dict[str, int] = {}
    texts: tuple[str, ...] = ()
    abstains: bool = False
    """Answers that one does not answer: counted, unlike somebody who says nothing."""
    talk: bool = False
    """« Je souhaite en parler »."""


class AnswerError(ValueError):
    """What was received is no answer to this ask: a sentence that says what to do."""


def check(ask: Ask, options: Iterable[Option], raw: Mapping[str, Any]) -> Answer:
    """What was received (``values``, ``texts``, ``abstains``, ``talk``) as an answer. Raises ``AnswerError``.

    ``options``: what this ask proposed, when it takes them from elsewhere. Nothing of a text is interpreted.
    """
    talk = raw.get("talk") is True
    if raw.get("abstains") is True and ask.kind != "vote":
        return Answer(abstains=True, talk=talk)
    if ask.kind == "write":
        return Answer(texts=_texts(ask, raw.get("texts")), talk=talk)
    keys = set(VOTES) if ask.kind == "vote" else {one.key for one in options}
    values = _values(raw.get("values"), keys)
    if not values:
        raise AnswerError("Choisissez une réponse, ou abstenez-vous.")
    _fits(ask, values)
    return Answer(values=dict(sorted(values.items())), talk=talk)


def _values(raw: Any, keys: set[str]) -> dict[str, int]:
    if not isinstance(raw, Mapping):
        return {}
    values = {}
    for key, value in raw.items():
        if key not in keys:
            raise AnswerError("Cette réponse n’est pas proposée. Rechargez la page, puis répondez.")
        if isinstance(value, bool) or not isinstance(value, int):
            raise AnswerError(f"Écrivez un nombre entier, sans virgule{NBSP}: par exemple 3.")
        values[str(key)] = value
    return values


def _fits(ask: Ask, values: dict[str, int]) -> None:
    numbers = sorted(values.values())
    if ask.kind in ("choose", "card", "vote", "role"):
        most = ask.most if ask.kind == "choose" else 1
        if any(one != 1 for one in numbers):
            raise AnswerError("Cette réponse n’est pas proposée. Rechargez la page, puis répondez.")
        if len(numbers) > most:
            one = f"une seule réponse{NNBSP}; vous en avez choisi {len(numbers)}"
            many = f"{most} réponses au plus{NNBSP}; vous en avez choisi {len(numbers)}"
            raise AnswerError(f"Choisissez {one if most == 1 else many}.")
    elif ask.kind == "rate" and not all(LOWEST <= one <= HIGHEST for one in numbers):
        raise AnswerError(f"Chaque note va de {LOWEST} à {HIGHEST}.")
    elif ask.kind == "order" and numbers != list(range(1, len(numbers) + 1)):
        raise AnswerError(f"Donnez un rang différent à chacun{NBSP}: 1, 2, 3…")
    elif ask.kind == "points" and (numbers[0] < 0 or sum(numbers) != ask.points):
        told = f"vous en avez donné {sum(numbers)}" if numbers[0] >= 0 else "aucun ne peut être négatif"
        raise AnswerError(f"Partagez exactement {ask.points} points{NNBSP}; {told}.")


def _texts(ask: Ask, raw: Any) -> tuple[str, ...]:
    if not isinstance(raw, list | tuple) or not all(isinstance(one, str) for one in raw):
        raise AnswerError("Écrivez une réponse, ou abstenez-vous.")
    once: dict[str, str] = {}
    for one in raw:
        if text := plain(one):
            once.setdefault(fold(text), text)
    texts = tuple(once.values())
    if not texts:
        raise AnswerError("Écrivez une réponse, ou abstenez-vous.")
    if len(texts) > ask.most:
        raise AnswerError(
            f"{ask.most} ligne{'s' if ask.most > 1 else ''} au plus{NNBSP}; vous en avez {len(texts)}."
        )
    longest = max(len(one) for one in texts)
    if longest > LONGEST:
        raise AnswerError(f"{LONGEST} caractères au plus par ligne{NNBSP}; vous en avez écrit {longest}.")
    return texts
