"""What the answers to the six criteria are a signal of: notions kept apart, never a conclusion in law."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from equilibre.diagnosis import bank


class Signal(msgspec.Struct, frozen=True, kw_only=True):
    """An answer, what it is a signal of, the notion that it invites to look at."""

    question: str
    said: str
    text: str
    notion: str
    """Its name; « » when the answer points to none."""


def signals(told: Mapping[str, str]) -> tuple[Signal, ...]:
    """``told``: key of the criterion → code of the choice. One that was not answered, or not known (« nsp »),
    says nothing; nor does a code that the criteria have no longer. Source: ``data/criteria.toml``.
    """
    names = bank.notions()
    return tuple(
        Signal(
            question=one.question,
            said=choice.label,
            text=choice.signal,
            notion=names.get(choice.notion, ""),
        )
        for one in bank.criteria()
        for choice in one.choices
        if told.get(one.key) == choice.code
    )


def by_notion(found: tuple[Signal, ...]) -> dict[str, tuple[Signal, ...]]:
    """The signals of each notion, in the order in which it is first met; those of none are left out."""
    names = dict.fromkeys(one.notion for one in found if one.notion)
    return {name: tuple(one for one in found if one.notion == name) for name in names}
