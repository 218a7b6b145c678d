"""From what a session kept to its « compte rendu, projet à approuver ».

The document never says that a decision is adopted: it gives the voices, and what the host told of the
statutes (field rule 25). Nothing of a secret ask can be traced in it: only what was shown in the room enters.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import msgspec

from equilibre.facilitation import following
from equilibre.facilitation.formats import SECTIONS, Ask, Option, Section
from equilibre.facilitation.reading import Reading, linked, read
from equilibre.facilitation.roll import Roll
from equilibre.facilitation.tally import THRESHOLD, Tally, shown
from equilibre.formatting import NBSP, NNBSP, day, ended, enumerated, inside

TITLE = "Compte rendu, projet à approuver"
INDICATIVE = f"Vote indicatif{NBSP}: il dit où penche la salle, il n’engage pas l’association."
BY_NAME = "Vote nominatif"
WHAT_IT_IS = (
    "Ce document est un compte rendu, non un procès-verbal. Il le deviendra, ou non, quand l’instance l’aura "
    "approuvé. Aucune réponse secrète ne peut y être rapportée à une personne."
)


VOTE = Ask(key="vote", kind="vote", prompt="", secrecy="named")


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """A question that was put to the room and closed."""

    ask: Ask
    options: tuple[Option, ...]
    tally: Tally
    roll: Roll | None = None
    """Who voted what, when the vote was by name."""
    subject: str = ""
    """The decision on which it bore; « » for any other ask."""


class Statutes(msgspec.Struct, frozen=True, kw_only=True):
    """What the host says of the rules of a vote that commits the association. Numbers of people."""

    entitled: int
    """Members who may vote."""
    present: int
    proxies: int = 0
    """Pouvoirs given to members present."""
    quorum: int = 0
    majority: str = ""
    """In the words of the statutes: « la majorité des suffrages exprimés »."""


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """A decision that was put to the room."""

    key: str
    label: str
    who: str = ""
    """Who carries it: a role, or a name that the room agreed to write."""
    by: dt.date | None = None
    decides: str = ""
    """Which body decides: bureau, conseil, assemblée."""
    body: str = ""
    """Its code: « bureau », « conseil », « assemblee »; « » when it was not said."""
    tally: Tally | None = None
    ask: Ask = VOTE
    """What was asked of it: a secret vote of fewer than five keeps its figures."""
    statutes: Statutes | None = None
    again: tuple[dt.date, ...] = ()
    """When one looks again at it."""
    roll: tuple[tuple[str, str], ...] = ()
    """Name and vote, when the vote was by name."""

    @property
    def hidden(self) -> bool:
        """Whether it was voted in secret by too few: it took place, and nothing of it is shown."""
        found = self.tally
        return found is not None and found.answered > 0 and not shown(self.ask, found)


class SessionRecord(msgspec.Struct, frozen=True, kw_only=True):
    """What a session kept."""

    title: str
    on: dt.date
    format_title: str
    steps: tuple[tuple[str, int], ...]
    """Title and minutes of each step that was held: the agenda."""
    host: str = ""
    organisation: str = ""
    place: str = ""
    people: int = 0
    guests: int = 0
    """Of them, people who did not vote."""
    names: tuple[str, ...] = ()
    """Only when each chose to be named."""
    project: str = ""
    model: str = ""
    """The sentence of the model, when the session started from one."""
    held: tuple[Held, ...] = ()
    followed: tuple[following.Followed, ...] = ()
    """What became of the decisions of earlier sessions."""
    outcomes: tuple[Outcome, ...] = ()
    notes: dict[str, str] = {}
    """Section → what the host wrote in it."""


class Block(msgspec.Struct, frozen=True, kw_only=True):
    """A question, what the room answered to it, and the lines of its answer."""

    lead: str
    items: tuple[str, ...] = ()


class Voters(msgspec.Struct, frozen=True, kw_only=True):
    """Who voted what, in a vote by name."""

    caption: str
    rows: tuple[tuple[str, str], ...]
    """Name and vote."""


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """A section of the minutes: paragraphs, each question with its list, a list, votes by name."""

    title: str
    paragraphs: tuple[str, ...] = ()
    blocks: tuple[Block, ...] = ()
    items: tuple[str, ...] = ()
    voters: tuple[Voters, ...] = ()


class Minutes(msgspec.Struct, frozen=True, kw_only=True):
    """The document, in words."""

    title: str
    heading: str
    presence: tuple[str, ...]
    parts: tuple[Part, ...]


def minutes(record: SessionRecord) -> Minutes:
    """The minutes of a session: agenda, presence, then the sections that have something."""
    parts = [
        Part(
            title="L’ordre du jour", items=tuple(f"{title}, {time}{NBSP}min" for title, time in record.steps)
        )
    ]
    if record.project:
        parts.append(Part(title="Le projet", paragraphs=(record.project,)))
    if record.followed:
        told = following.lines(record.followed)
        parts.append(Part(title=following.title(record.followed), items=told))
    parts += [part for section in SECTIONS if (part := _part(record, section)) is not None]
    return Minutes(
        title=TITLE,
        heading=f"{record.title}, {day(record.on)}",
        presence=tuple(_presence(record)),
        parts=tuple(parts),
    )


def _presence(record: SessionRecord) -> list[str]:
    told = [f"Lieu{NBSP}: {record.place.removesuffix('.')}."] if record.place else []
    if record.people:
        guests = f", dont {record.guests} sans voix" if record.guests else ""
        told.append(f"{record.people}{NBSP}{'personnes' if record.people > 1 else 'personne'}{guests}.")
    if record.names:
        told.append(f"Présents, à leur demande{NBSP}: {enumerated(record.names).removesuffix('.')}.")
    if record.host:
        told.append(f"Animation{NBSP}: {record.host}.")
    told.append(f"Déroulé suivi{NBSP}: {record.format_title}.")
    return told


def _part(record: SessionRecord, section: Section) -> Part | None:
    paragraphs: list[str] = [record.model] if section == "modele" and record.model else []
    if note := record.notes.get(section, "").strip():
        paragraphs.append(note)
    blocks = tuple(
        _block(held)
        for held in record.held
        if held.ask.section == section and held.tally.answered and not _decides(held.ask)
    )
    items = tuple(_outcome(one) for one in record.outcomes) if section == "decisions" else ()
    if not paragraphs and not blocks and not items:
        return None
    return Part(
        title=SECTIONS[section],
        paragraphs=tuple(paragraphs),
        blocks=blocks,
        items=items,
        voters=tuple(_voters(record, section)),
    )


def _voters(record: SessionRecord, section: Section) -> Iterable[Voters]:
    for held in record.held:
        if held.ask.section == section and held.roll is not None:
            rows = held.roll.lines(held.ask, held.options)
            yield Voters(caption=f"{BY_NAME}{NBSP}: {inside(held.ask.prompt)}", rows=rows)
    if section == "decisions":
        for one in record.outcomes:
            if one.roll:
                yield Voters(caption=f"{BY_NAME}{NBSP}: {inside(one.label)}", rows=one.roll)


def _block(held: Held) -> Block:
    said = read(held.ask, held.options, held.tally)
    prompt = held.ask.prompt.rstrip()
    mark = "" if prompt.endswith(("?", "!", ":", "…", ".")) else f"{NBSP}:"
    on = f"{ended(held.subject)} " if held.subject else ""
    sentence = _kept_back(held.tally) if said.hidden else said.sentence
    return Block(lead=f"{on}{prompt}{mark} {sentence}", items=tuple(_items(held.ask, said)))


def _kept_back(found: Tally) -> str:
    """Why nothing is written of it: a few secret answers, alone or beside ballots."""
    people = f"{found.answered}{NBSP}réponse{'s' if found.answered > 1 else ''}"
    how = "" if found.answered < THRESHOLD else f", dont {found.by_phone} par téléphone"
    return f"{people}{how}{NNBSP}; à moins de {THRESHOLD} réponses secrètes, rien n’en est écrit."


def _decides(ask: Ask) -> bool:
    """A vote on decisions is told with each decision."""
    return ask.kind == "vote" and ask.by_decision


def _items(ask: Ask, said: Reading) -> Iterable[str]:
    if said.hidden:
        return []
    rows = [line.words for line in said.lines]
    rows += [f"{linked(row.label, row.words)}{' (avis partagés)' if row.differ else ''}" for row in said.rows]
    return rows + [words for words in (_talk(said.talk), said.method) if words]


def _talk(people: int) -> str:
    if not people:
        return ""
    return f"{people}{NBSP}{'personnes souhaitent' if people > 1 else 'personne souhaite'} en parler."


def _outcome(one: Outcome) -> str:
    told = [ended(one.label)]
    if one.who:
        told.append(f"S’en charge{NBSP}: {one.who}.")
    if one.by:
        told.append(f"Pour le {day(one.by)}.")
    if one.decides:
        told.append(f"Décide{NBSP}: {one.decides}.")
    if one.tally is not None and one.tally.answered:
        told.append(_voted(one))
    if one.again:
        told.append(f"On y revient {enumerated([f'le {day(date)}' for date in one.again])}.")
    return " ".join(told)


def _voted(one: Outcome) -> str:
    """The voices, unless the vote was secret and too few answered, or a few phones would be found out."""
    if one.tally is None:
        return ""
    said = read(one.ask, (), one.tally)
    if said.hidden:
        return f"Vote secret{NBSP}: {_kept_back(one.tally)}"
    named = f"{BY_NAME}{NBSP}: " if one.roll else ""
    return " ".join(filter(None, (named + _voices(one.tally, one.statutes), _talk(said.talk))))


def _voices(found: Tally, statutes: Statutes | None) -> str:
    said = {key: sum(found.counts.get(key, {}).values()) for key in ("pour", "contre", "abstention")}
    voices = ", ".join(f"{count}{NBSP}{_many(key, count)}" for key, count in said.items())
    if statutes is None:
        return f"{voices}. {INDICATIVE}"
    here = statutes.present + statutes.proxies
    missing = statutes.quorum - here
    reached = "atteint" if missing <= 0 else f"non atteint, il manque {missing}{NBSP}voix"
    majority = f" Règle donnée{NBSP}: {statutes.majority.rstrip('.')}." if statutes.majority else ""
    proxies = f"{statutes.proxies}{NBSP}pouvoir{'s' if statutes.proxies > 1 else ''}"
    return (
        f"{voices}. {statutes.entitled}{NBSP}membres peuvent voter{NNBSP}; {statutes.present}{NBSP}présents "
        f"et {proxies}, quorum de {statutes.quorum} {reached}.{majority}"
    )


def _many(key: str, count: int) -> str:
    return "abstentions" if key == "abstention" and count > 1 else key
