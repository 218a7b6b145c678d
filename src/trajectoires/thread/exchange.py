"""What capabilities hand to one another without knowing one another: values of the engine, never rows.

The one that owns a private link registers how to open it when the site starts; the one that follows asks for
the value behind the link that the visitor's own page sent by form. A link never goes into an address query.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Opener = Callable[[str], Any]
"""From the text of a private link (« m/… ») to a value of the engine; None when it opens nothing."""


@dataclass(frozen=True)
class NextStep:
    """A form that a page of kind ``source`` offers: it posts the page's own link to ``url_name``."""

    source: str
    """« model », « diagnosis », « session » (that has ended), « trajectory »; « trajectory_decisions »,
    « trajectory_activities »: the page that lists them."""
    label: str
    why: str
    url_name: str
    field: str
    """Name of the hidden field that carries the link."""
    order: int = 100
    template: str = ""
    """Fields to ask beside the link, for ``{% include step.template %}`` inside the page's ``<form>``,
    before its button; they need no context. « diagnosis » → « pathways/_ask.html »: hours, deadline, its
    name.
    The page may add hidden fields that it knows: « objectif » (a code of ``facets.OBJECTIVES``), « public »
    (of ``facets.AUDIENCES``), « echeance » (« 2027-03-12 »), « tresorerie » (« oui »: less than a month)."""
    by_key: bool = False
    """Offered by the edit link alone: what follows keeps figures that a reader was shown, not given."""


_openers: dict[str, Opener] = {}
_next_steps: list[NextStep] = []


def register_opener(kind: str, opener: Opener) -> None:
    """« model » gives a ``SocioEconomicModel``, « model_key » the same by its edit link alone,
    « partners_key » the partners of its last exercice by the same link, « diagnosis » a
    ``DiagnosisResult``, « diagnosis_key » a ``HandedDiagnosis`` by its edit link alone, « trajectory » a
    ``TrajectoryPlan``, « trajectory_key » the ``Brought`` of a session by its edit link alone, « session »
    the ``SessionRecord`` of one that has ended, by the link of a host."""
    _openers[kind] = opener


def open_link(kind: str, link: str) -> Any:
    """The value behind a private link, or None: unknown, revoked, expired, or nobody registered."""
    opener = _openers.get(kind)
    return opener(link) if opener is not None and link else None


def register_next_step(step: NextStep) -> None:
    """Offer a following step on the pages of a kind."""
    if step not in _next_steps:
        _next_steps.append(step)


def next_steps(source: str) -> list[NextStep]:
    """What may follow a page of this kind, in order."""
    return sorted((step for step in _next_steps if step.source == source), key=lambda step: step.order)


@dataclass(frozen=True)
class Kept:
    """A copy that an organisation's space may keep: self-sufficient, readable without the private link."""

    kind: str
    title: str
    sentence: str
    """What the list says of it."""
    content: bytes
    """JSON of the engine's value, with its version."""


@dataclass(frozen=True)
class Coming:
    """Something that a copy dates, from today on or late: to decide, to look at, to finish."""

    on: dt.date
    what: str
    """« Décider : quitter le local »."""
    who: str
    """A function, never a name; « » when it was not said."""
    late: bool = False


@dataclass(frozen=True)
class Keeper:
    """How a kind of thing enters a space and comes out of it."""

    kind: str
    """« model », « diagnosis », « plan »."""
    label: str
    """« Modèle socio-économique »."""
    snapshot: Callable[[str], Kept | None]
    """From the text of a private link to its copy; None when the link opens nothing."""
    reopen: Callable[[bytes], str]
    """From a copy to the address of a new private link that starts where the copy stopped; ``ValueError`` (or
    msgspec's own errors) when this version does not read it."""
    upcoming: Callable[[bytes, dt.date], tuple[Coming, ...]] | None = None
    """From a copy and today to what it dates, the earliest first; the errors of ``reopen``. None: a kind that
    dates nothing."""


_keepers: dict[str, Keeper] = {}


def register_keeper(keeper: Keeper) -> None:
    """Called by ``AppConfig.ready`` of the capability that owns the kind."""
    _keepers[keeper.kind] = keeper


def keepers() -> dict[str, Keeper]:
    """Kind → keeper, in the order of registration."""
    return dict(_keepers)
