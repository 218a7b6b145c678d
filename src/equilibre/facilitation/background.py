"""What a session knows before it begins: figures of the model, its picture, where several people differ."""

from __future__ import annotations

import msgspec

from equilibre.figures import Status


class KnownFigure(msgspec.Struct, frozen=True, kw_only=True):
    """A figure of the model in words, with where it comes from."""

    key: str
    label: str
    words: str
    """« 57 % des ressources de 2024 »."""
    formula: str
    status: Status
    source: str = ""


class Picture(msgspec.Struct, frozen=True, kw_only=True):
    """A drawing of the engine, as it stood when the session was made."""

    svg: str
    title: str
    description: str
    sentence: str


class Background(msgspec.Struct, frozen=True, kw_only=True):
    """Stored as JSON with the session: add fields with a default, never rename one."""

    figures: tuple[KnownFigure, ...] = ()
    picture: Picture | None = None
    differ: tuple[str, ...] = ()
    """Sentences of a shared diagnosis: « Sur « … », vos réponses vont de… », or only that they differ."""
    priorities: tuple[str, ...] = ()
    """What a diagnosis says one may begin with."""


def joined(first: Background, second: Background) -> Background:
    """Both, what was already there first: a figure or a line said twice is said once."""
    keys = {one.key for one in first.figures}
    return Background(
        figures=(*first.figures, *(one for one in second.figures if one.key not in keys)),
        picture=first.picture or second.picture,
        differ=tuple(dict.fromkeys((*first.differ, *second.differ))),
        priorities=tuple(dict.fromkeys((*first.priorities, *second.priorities))),
    )
