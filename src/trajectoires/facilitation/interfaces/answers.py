"""What a phone's form sends, as the engine takes it. Names of fields are French: they show in addresses."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from equilibre.facilitation.answers import VOTES, Answer
from equilibre.facilitation.formats import Ask, Option
from equilibre.facilitation.lines import plain

CHOICE = "choix"
VALUE = "valeur-"
LINE = "ligne"
LONGEST_NUMBER = 6
"""Digits: beyond, it is no number of an answer."""


def answer_of(post: QueryDict) -> dict[str, Any]:
    """The raw answer of a form, to be checked: nothing of it is trusted."""
    values: dict[str, Any] = dict.fromkeys(post.getlist(CHOICE), 1)
    for name in post:
        text = post[name].strip()
        if name.startswith(VALUE) and text:
            values[name.removeprefix(VALUE)] = whole(text)
    return {
        "values": values,
        "texts": post.getlist(LINE),
        "abstains": post.get("abstention") == "oui",
        "talk": post.get("parler") == "oui",
    }


def whole(text: str) -> int | str:
    """A whole number, or what was typed when it is not one."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER else text


def name_of(post: QueryDict) -> str:
    """A name, as one line of printable text."""
    return plain(post.get("nom", ""))


def identifier(text: str | None) -> uuid.UUID | None:
    """An identifier that a form sent back; None when it is not one."""
    try:
        return uuid.UUID(text or "")
    except ValueError:
        return None


def sequence_of(post: QueryDict) -> int | None:
    """The phone's own counter; None without JavaScript."""
    text = post.get("rang", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 16 else None


@dataclass(frozen=True)
class Line:
    """One option on the phone, and what was answered of it."""

    option: Option
    value: str
    """« » when nothing was."""


def lines_of(ask: Ask, options: tuple[Option, ...], own: Answer | None) -> list[Line]:
    """The options of an ask with what this seat answered."""
    told = [Option(key=k, label=v) for k, v in VOTES.items()] if ask.kind == "vote" else options
    values = own.values if own else {}
    return [Line(option=one, value=str(values.get(one.key, ""))) for one in told]


def texts_of(ask: Ask, own: Answer | None) -> list[str]:
    """What was written, then empty boxes, as many as may be filled."""
    texts = list(own.texts) if own else []
    return (texts + [""] * ask.most)[: ask.most] if ask.kind == "write" else []


def typed_again(ask: Ask, options: tuple[Option, ...], post: QueryDict) -> dict[str, Any]:
    """What was typed and refused, for the same boxes: nothing is lost."""
    chosen = set(post.getlist(CHOICE))
    lines = lines_of(ask, options, None)
    told = [
        Line(
            option=one.option, value="1" if one.option.key in chosen else post.get(VALUE + one.option.key, "")
        )
        for one in lines
    ]
    texts = [*post.getlist(LINE), *[""] * ask.most][: ask.most] if ask.kind == "write" else []
    return {"lines": told, "texts": texts, "talk": post.get("parler") == "oui"}
