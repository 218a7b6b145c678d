"""What the accounts say of an action: the fragility that calls it, by its own title."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from equilibre.model.findings import NO_WEAKNESS
from equilibre.reference import wordings
from equilibre.reference.wordings import ActionWording


def calling(findings: Iterable[str], actions: Iterable[str]) -> dict[str, str]:
    """Action code → title of the first of these fragilities that calls it; absent when none does.

    ``findings`` and ``actions`` are codes of a model, in its order; an unknown code says nothing.
    """
    wanted, table = [code for code in actions if code in _actions()], wordings.findings()
    found: dict[str, str] = {}
    for finding in findings:
        if finding in table and finding != NO_WEAKNESS:
            for code in wanted:
                if f"fragilite:{finding}" in _actions()[code].when:
                    found.setdefault(code, table[finding].title)
    return found


def title_of(action: str) -> str:
    """Title of an action of the model; « » when it has none of this code."""
    return _actions()[action].title if action in _actions() else ""


@cache
def _actions() -> dict[str, ActionWording]:
    return {one.code: one for one in wordings.actions()}
