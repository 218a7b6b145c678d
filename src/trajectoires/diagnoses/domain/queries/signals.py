"""What the answers to the six criteria may be signals of, in careful words."""

from __future__ import annotations

from equilibre.diagnosis import bank
from trajectoires.diagnoses.domain.saved import Saved


def signals(saved: Saved) -> tuple[str, ...]:
    """One sentence for each criterion answered by a choice that says something; no legal conclusion."""
    given = saved.situation.criteria
    return tuple(
        choice.signal
        for one in bank.criteria()
        for choice in one.choices
        if choice.code == given.get(one.key) and choice.signal
    )
