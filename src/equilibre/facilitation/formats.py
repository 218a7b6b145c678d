"""Formats of sessions as data: steps with their time, what the host does, what participants are asked.

A format is copied into the session that follows it, so that a session never changes under its room. Titles
and times are conventions of the platform unless a source says otherwise (``sources``).
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, Literal

import msgspec

from equilibre.formatting import typographic

Kind = Literal["choose", "rate", "order", "write", "points", "card", "vote", "role"]
"""Choose among options, rate each one, put them in order, write a line, share points between them, show a
card, vote yes / no / abstention, take a role."""

Secrecy = Literal["secret", "named"]
"""Secret: nobody, the host included, can tell who answered what; figures from five answers on. Named: said in
front of the room, figures from the first; nobody is written by name for all that (that is ``Ask.named``)."""

Source = Literal["", "forces", "fragilites", "desaccords", "decisions", "activites", "idees"]
"""Where the options come from when the format does not write them: from the model, the diagnosis, or an
earlier ask of the session. « idees »: from the one ask that ``Ask.follows`` names."""

Section = Literal[
    "",
    "socle",
    "modele",
    "sujets",
    "activites",
    "forces",
    "fragilites",
    "desaccords",
    "propositions",
    "ordre_du_jour",
    "decisions",
    "engagements",
    "apprentissages",
]
"""Where the minutes keep what an ask found; « » when they do not."""

Shown = Literal["", "projet", "modele", "forces", "fragilites", "resultats", "decisions", "suites"]
"""What the big screen shows beside the instruction."""

SECTIONS: dict[Section, str] = {
    "socle": "Les mots partagés",
    "modele": "Notre modèle, en quelques mots",
    "sujets": "Ce que nous avons regardé",
    "activites": "L’utilité de nos activités",
    "forces": "Les forces débattues",
    "fragilites": "Les fragilités débattues",
    "desaccords": "Ce sur quoi nous différons",
    "propositions": "Ce que nous proposons",
    "ordre_du_jour": "À inscrire à l’ordre du jour",
    "decisions": "Les décisions",
    "engagements": "Qui fait quoi",
    "apprentissages": "Ce que chacun retient",
}
"""Section of the minutes → its title, in the order of the minutes."""

WITH_OPTIONS: frozenset[Kind] = frozenset({"choose", "rate", "order", "points", "card"})
BY_NAME: frozenset[Kind] = frozenset({"vote", "choose", "card"})
"""What may be voted by name. Nothing written, rated or shared: that is an opinion, not a vote."""
MOST_OPTIONS = 12
MOST_MINUTES = 240


class _Row(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    pass


class Option(_Row, frozen=True, kw_only=True):
    """Something that one may answer. ``key``: unique in its ask."""

    key: str
    label: str


class Role(_Row, frozen=True, kw_only=True):
    """A role of the session: « client », « consultant », « gardien du temps »."""

    key: str
    label: str
    does: str
    """What whoever takes it does, in a sentence."""
    most: int = 0
    """How many people may take it; 0 when there is no limit."""


class Ask(_Row, frozen=True, kw_only=True):
    """One question put to the room."""

    key: str
    kind: Kind
    prompt: str
    help: str = ""
    options: tuple[Option, ...] = ()
    source: Source = ""
    also: Source = ""
    """A second source, from outside the session alone: what a diagnosis says beside the model."""
    follows: str = ""
    """Key of the earlier ask whose lines, or chosen options, are the options of this one (« idees »)."""
    secrecy: Secrecy = "secret"
    most: int = 1
    """How many options may be chosen, or how many lines written."""
    low: str = ""
    high: str = ""
    """Words at both ends of the scale of ``rate``."""
    points: int = 10
    """What ``points`` shares."""
    section: Section = ""
    about: Literal["", "decisions"] = ""
    """« decisions »: put once for each decision, whose words go with it everywhere."""
    only: str = ""
    """Key of the only role that answers; « » when everybody does. Never a secret ask: nothing secret is told
    by role."""
    named: bool = False
    """Whether the host may have it voted by name, which the minutes then write beside each vote. Never the
    rule: chosen each time, before the question opens."""

    @property
    def by_decision(self) -> bool:
        """Whether each of its rounds bears on one decision."""
        return self.about == "decisions" or (self.kind == "vote" and self.source == "decisions")


class SessionStep(_Row, frozen=True, kw_only=True):
    """A moment of the session."""

    key: str
    title: str
    minutes: int
    host: str
    """What the host does and says; for the host alone."""
    room: str
    """What participants read on their phone and on the screen."""
    shows: Shown = ""
    asks: tuple[Ask, ...] = ()
    section: Section = ""
    """Where the host's notes of this step go in the minutes, beside what its asks keep."""

    @property
    def sections(self) -> tuple[Section, ...]:
        """Every section of the minutes that this step fills, by its asks or by the host's hand."""
        told = [*(ask.section for ask in self.asks), self.section]
        return tuple(dict.fromkeys(one for one in told if one))


class Format(_Row, frozen=True, kw_only=True):
    """A kind of session."""

    key: str
    title: str
    purpose: str
    """Why one would choose it, in a sentence."""
    people: str
    """For whom and how many: « de six à quinze personnes »."""
    least: int = 2
    version: str
    rank: int = 0
    """Place in the list that a host chooses from: the most asked for first."""
    steps: tuple[SessionStep, ...]
    roles: tuple[Role, ...] = ()
    before: tuple[str, ...] = ()
    """What to prepare, one line each."""
    sources: dict[str, str] = {}

    @property
    def minutes(self) -> int:
        """Length of the whole session."""
        return sum(step.minutes for step in self.steps)

    def asks(self) -> Iterator[tuple[SessionStep, Ask]]:
        """Every ask with its step, in order."""
        for step in self.steps:
            for ask in step.asks:
                yield step, ask

    def ask(self, key: str) -> Ask | None:
        """The ask of this key."""
        return next((one for _, one in self.asks() if one.key == key), None)


class FormatError(ValueError):
    """A shipped format cannot be followed: which file, and every fault."""


def faults(form: Format) -> list[str]:
    """Why a format cannot be followed, one sentence each: a shipped one as a host's copy."""
    found = []
    if not form.steps:
        found.append("Il faut au moins une étape.")
    for step in form.steps:
        if not 0 <= step.minutes <= MOST_MINUTES:
            found.append(f"« {step.title} » dure {step.minutes} minutes : écrivez de 0 à {MOST_MINUTES}.")
        if not step.title.strip():
            found.append("Une étape n’a pas de titre.")
    found += _twice("questions", [one.key for _, one in form.asks()])
    found += _twice("étapes", [one.key for one in form.steps])
    found += _twice("rôles", [one.key for one in form.roles])
    if form.least < 1:
        found.append("Il faut au moins une personne.")
    roles = {one.key for one in form.roles}
    earlier: dict[str, Ask] = {}
    for _, ask in form.asks():
        found += _ask_faults(ask, roles)
        found += _origin_faults(ask, earlier)
        earlier[ask.key] = ask
    return [typographic(one) for one in found]


def _twice(what: str, keys: list[str]) -> list[str]:
    return [
        f"Deux {what} portent la clé « {key} »." for key in sorted(set(keys)) if key and keys.count(key) > 1
    ]


def _ask_faults(ask: Ask, roles: set[str]) -> list[str]:
    name = f"« {ask.prompt} »"
    found = []
    if len(ask.options) > MOST_OPTIONS:
        found.append(f"{name} propose {len(ask.options)} réponses : {MOST_OPTIONS} au plus.")
    if not ask.prompt.strip():
        found.append(f"La question « {ask.key} » n’a pas de texte.")
    options = [one.key for one in ask.options]
    if len(options) != len(set(options)):
        found.append(f"{name} propose deux fois la même réponse.")
    if ask.kind == "role" and not roles:
        found.append(f"{name} : ce format n’a aucun rôle à prendre.")
    if ask.kind == "role" and ask.secrecy == "secret":
        found.append(f"{name} : un rôle se prend devant tous, jamais en secret.")
    if ask.only and ask.only not in roles:
        found.append(f"{name} s’adresse au rôle « {ask.only} », que ce format n’a pas.")
    if ask.only and ask.secrecy == "secret":
        found.append(f"{name} est secrète et ne s’adresse qu’à un rôle : rien de secret ne se dit par rôle.")
    if ask.named and ask.kind not in BY_NAME:
        found.append(f"{name} ne peut pas être nominative : seuls un vote et un choix le peuvent.")
    if ask.named and ask.only:
        found.append(f"{name} est nominative et ne s’adresse qu’à un rôle : choisissez l’un ou l’autre.")
    if ask.kind == "rate" and not (ask.low.strip() and ask.high.strip()):
        found.append(f"{name} : dites en mots ce que veut dire la note la plus basse, et la plus haute.")
    if ask.kind == "points" and not 1 <= ask.points <= 100:
        found.append(f"{name} partage {ask.points} points : écrivez de 1 à 100.")
    if ask.most < 1:
        found.append(f"{name} : on doit pouvoir donner au moins une réponse.")
    return found + _about_faults(ask, name)


def _about_faults(ask: Ask, name: str) -> list[str]:
    found = []
    if ask.about and ask.kind in ("role", "write"):
        found.append(
            f"{name} se pose pour chaque décision : on y choisit, on n’y écrit ni n’y prend un rôle."
        )
    if ask.about and ask.source == "decisions" and ask.kind != "vote":
        found.append(
            f"{name} se pose pour chaque décision et les propose aussi : choisissez l’un ou l’autre."
        )
    return found


def _origin_faults(ask: Ask, earlier: Mapping[str, Ask]) -> list[str]:
    """Where the options come from: written, told from outside, or given by an ask put before."""
    name = f"« {ask.prompt} »"
    if ask.kind in WITH_OPTIONS and not ask.options and not ask.source:
        return [f"{name} n’a rien à proposer : ajoutez des réponses."]
    if ask.options and ask.source:
        return [f"{name} écrit ses réponses et les prend aussi ailleurs : choisissez l’un ou l’autre."]
    if ask.also and (not ask.source or ask.also in ("idees", "decisions")):
        return [f"{name} ajoute une seconde origine à rien, ou une qui ne vient pas d’ailleurs."]
    if (ask.source == "idees") != bool(ask.follows):
        return [f"{name} : pour reprendre des idées, dites de quelle question ; et seulement pour cela."]
    if ask.follows and ask.follows not in earlier:
        return [f"{name} reprend la question « {ask.follows} », qui n’est pas posée avant elle."]
    if ask.follows and earlier[ask.follows].kind in ("role", "vote"):
        return [f"{name} reprend un vote ou un rôle : il n’en sort aucune idée."]
    return []


@lru_cache(maxsize=1)
def shipped() -> dict[str, Format]:
    """Key → format, by rank. Raises ``FormatError``."""
    return read(files("equilibre.facilitation") / "data")


def read(data: Traversable) -> dict[str, Format]:
    """The formats of a folder, typeset. Raises ``FormatError``."""
    names = sorted(one.name for one in data.iterdir() if one.name.endswith(".toml"))
    told = {}
    for name in names:
        rows = _typeset(tomllib.loads((data / name).read_text(encoding="utf-8")))
        try:
            form = msgspec.convert(rows, Format)
        except msgspec.ValidationError as error:
            raise FormatError(f"{name}: {error}") from error
        if found := faults(form):
            raise FormatError("\n".join(f"{name}: {one}" for one in found))
        told[form.key] = form
    return dict(sorted(told.items(), key=lambda one: one[1].rank))


def _typeset(value: Any) -> Any:
    if isinstance(value, str):
        return typographic(value)
    if isinstance(value, list):
        return [_typeset(one) for one in value]
    if isinstance(value, dict):
        return {key: _typeset(one) for key, one in value.items()}
    return value
