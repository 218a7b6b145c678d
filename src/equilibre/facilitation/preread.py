"""« À lire avant la séance »: two sides of A4, sent eight days ahead. What does not fit is said.

Each side is made at several levels of length: whole, then shorter and shorter. Who lays it out keeps the
longest that fits; whatever is left out is named, with where it may be found.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

import msgspec

from equilibre.facilitation.background import Background
from equilibre.facilitation.beginning import MOST_PREPARED
from equilibre.formatting import NBSP, NNBSP, day, enumerated

AHEAD = dt.timedelta(days=8)
"""Before the session, when it is sent: what the programme's module asks."""
LEVELS = 5
"""Lengths of each side, 0 the longest."""
MOST_LINES = 6
"""Of the project, one under the other; more run on."""
TITLE = "À lire avant la séance"
NOT_SAID = "à préciser d’après vos statuts"
HOW = (
    "Sur votre téléphone ou sur papier, comme vous voulez. Ni compte à créer, ni application à installer"
    f"{NBSP}: le code s’affiche à l’écran de la salle, on entre en une minute.",
    "Vous pouvez ne pas répondre, changer d’avis tant que la question est ouverte, ou demander à en parler.",
    f"Une question secrète l’est pour tous, la personne qui anime comprise{NNBSP}; ses chiffres ne se "
    "montrent qu’à partir de cinq réponses. Rien de ce que vous répondez ne peut vous être rapporté.",
    "Ce que la salle a vu entre au compte rendu, qui est un projet à approuver.",
)
NO_PROJECT = f"Lecture sans votre projet{NBSP}: il n’est pas encore écrit ici. La séance commence par lui."
BRING = f"Venez avec un fait ou une date qui vous importe{NBSP}: ils valent mieux qu’un adjectif."


class Prepared(msgspec.Struct, frozen=True, kw_only=True):
    """A decision to prepare."""

    label: str
    context: str = ""
    asked: str = ""
    options: str = ""
    decides: str = ""
    """Which body decides: « le conseil »; « » when the host did not say."""


class Term(msgspec.Struct, frozen=True, kw_only=True):
    """A word of this session, explained."""

    term: str
    definition: str


class PreRead(msgspec.Struct, frozen=True, kw_only=True):
    """All that is known of a session before it begins."""

    title: str
    made_on: dt.date
    format_title: str
    minutes: int
    steps: tuple[tuple[str, int], ...]
    describes: bool = False
    """Whether the session describes a model: it says so when none is joined."""
    organisation: str = ""
    on: dt.date | None = None
    at: str = ""
    """« 18 h 30 »."""
    place: str = ""
    project: str = ""
    model: str = ""
    background: Background = Background()
    strengths: tuple[str, ...] = ()
    fragilities: tuple[str, ...] = ()
    decisions: tuple[Prepared, ...] = ()
    terms: tuple[Term, ...] = ()


class Block(msgspec.Struct, frozen=True, kw_only=True):
    """A title, paragraphs, then a list; ``rows``: label and words of a line."""

    title: str
    paragraphs: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    rows: tuple[tuple[str, str], ...] = ()


class Side(msgspec.Struct, frozen=True, kw_only=True):
    """One side of the sheet at one level."""

    blocks: tuple[Block, ...]
    pictured: bool = False
    """Whether the picture of the model is drawn after the block of the model."""
    figures: tuple[tuple[str, str, str], ...] = ()
    """Label, words, and where it comes from with its status."""
    left_out: str = ""
    """« » when everything is there."""
    leading: int = 0
    """How many of the first blocks may go up on the side before, when it has room."""


def when_and_where(pre: PreRead) -> str:
    """« Le 12 mars 2027 à 18 h 30, salle des fêtes. Comptez 1 h 30. »; what is not told is left out."""
    told = [f"Le {day(pre.on)}" + (f" à {pre.at}" if pre.at else "")] if pre.on else []
    told += [pre.place] if pre.place else []
    first = f"{', '.join(told)}. " if told else ""
    hours, rest = divmod(pre.minutes, 60)
    time = f"{rest}{NBSP}min" if not hours else f"{hours}{NBSP}h" + (f"{NBSP}{rest:02d}" if rest else "")
    return f"{first}Comptez {time}."


def send_on(on: dt.date) -> dt.date:
    """The day when the two pages leave."""
    return on - AHEAD


def fronts(pre: PreRead) -> tuple[Side, ...]:
    """The first side at each level: the project, the model, what is to be debated."""
    return tuple(_front(pre, level) for level in range(LEVELS))


def backs(pre: PreRead) -> tuple[Side, ...]:
    """The second side at each level: decisions, how it goes, words."""
    return tuple(_back(pre, level) for level in range(LEVELS))


def _front(pre: PreRead, level: int) -> Side:
    left: list[str] = []
    most = (3, 3, 2, 2, 1)[level]
    project = _clipped(_in_few_lines(pre.project), (900, 900, 600, 400, 240)[level], "la fin du projet", left)
    blocks = [
        Block(
            title="Votre projet",
            paragraphs=tuple(project.splitlines()) or (NO_PROJECT,),
        )
    ]  # fmt: skip
    model = _clipped(
        _flat(pre.model), (600, 600, 600, 400, 240)[level], "la fin de la phrase du modèle", left
    )
    if model:
        blocks.append(Block(title="Votre modèle aujourd’hui, à discuter", paragraphs=(model,)))
    elif pre.describes:
        blocks.append(
            Block(
                title="Votre modèle aujourd’hui",
                paragraphs=(f"Aucun chiffre n’est joint{NBSP}: vous le décrirez ensemble, avec vos mots.",),
            )
        )
    drawn = pre.background.picture is not None
    if drawn and level > 1:
        left.append("le dessin du modèle")
    figures = pre.background.figures[: (4, 4, 4, 3, 0)[level]]
    if len(figures) < len(pre.background.figures):
        left.append("des chiffres du modèle")
    lists = (
        ("Vos forces, à vérifier", "Est-ce encore vrai, et jusqu’à quand ?", pre.strengths, "des forces"),
        ("Vos fragilités, à peser", "Est-ce grave pour votre projet ?", pre.fragilities, "des fragilités"),
        ("Ce sur quoi vos réponses diffèrent", "", pre.background.differ, "des désaccords"),
        ("Par où le diagnostic propose de commencer", "", pre.background.priorities, "des priorités"),
    )
    for title, question, lines, name in lines_of(lists):
        kept = tuple(
            _clipped(_flat(one), (300, 300, 200, 160, 120)[level], f"la fin {name}", left)
            for one in lines[:most]
        )
        if len(lines) > most:
            left.append(name)
        if kept:
            asked = (question.replace(" ?", f"{NNBSP}?"),) if question else ()
            blocks.append(Block(title=title, paragraphs=asked, items=kept))
    return Side(
        blocks=tuple(blocks),
        pictured=drawn and level <= 1,
        figures=tuple((one.label, one.words, _origin(one.formula, one.status)) for one in figures),
        left_out=_left_out(left, pre),
    )


def lines_of(
    lists: Iterable[tuple[str, str, tuple[str, ...], str]],
) -> list[tuple[str, str, tuple[str, ...], str]]:
    """The lists that hold something."""
    return [one for one in lists if one[2]]


def _back(pre: PreRead, level: int) -> Side:
    left: list[str] = []
    room = (400, 300, 200, 130, 90)[level]
    blocks = []
    for rank, one in enumerate(pre.decisions[:MOST_PREPARED], start=1):
        told = (
            ("Ce qu’il faut savoir", one.context),
            ("Ce que l’on demande", one.asked),
            ("Ce que l’on peut choisir", one.options),
            ("Qui décide", one.decides or NOT_SAID),
        )
        name = f"la fin de la décision {rank}"
        rows = tuple((label, _clipped(_flat(words), room, name, left)) for label, words in told if words)
        blocks.append(Block(title=f"Décision {rank}. {one.label.rstrip('.')}", rows=rows))
    others = len(pre.decisions) - MOST_PREPARED
    if others > 0:
        left.append(f"{others} autre{'s' if others > 1 else ''} décision{'s' if others > 1 else ''}")
    if not blocks:
        blocks.append(
            Block(
                title="Aucune décision à préparer",
                paragraphs=(f"Cette séance débat{NNBSP}; ce qui est à décider sera inscrit ensuite.",),
            )
        )
    leading = len(blocks)
    steps = tuple((f"{minutes}{NBSP}min", title) for title, minutes in pre.steps)
    blocks.append(Block(title=f"Comment la séance se passe{NBSP}: {pre.format_title}", rows=steps))
    blocks.append(Block(title="Comment y prendre part", items=(*HOW, BRING)))
    terms = pre.terms[: (6, 4, 3, 2, 0)[level]]
    if len(terms) < len(pre.terms):
        left.append("des mots du lexique")
    if terms:
        blocks.append(
            Block(title="Les mots de cette séance", rows=tuple((one.term, one.definition) for one in terms))
        )
    return Side(blocks=tuple(blocks), left_out=_left_out(left, pre), leading=leading)


def _flat(text: str) -> str:
    """On one line: a paragraph of its own for each word would fill the side."""
    return " ".join(text.split())


def _in_few_lines(text: str) -> str:
    lines = [line for line in text.splitlines() if line.strip()]
    return "\n".join(lines) if len(lines) <= MOST_LINES else _flat(text)


def _clipped(text: str, most: int, name: str, left: list[str]) -> str:
    """The text, or its beginning up to a whole word; then ``name`` is among what is left out."""
    if len(text) <= most:
        return text
    left.append(name)
    return text[:most].rsplit(None, 1)[0].rstrip(" ,;:.") + "…"


def _origin(formula: str, status: str) -> str:
    words = {
        "etabli": "établi",
        "lecture": "lecture proposée",
        "convention": "convention de la plateforme",
    }
    return f"{formula[:1].upper()}{formula[1:]}. Statut{NBSP}: {words[status]}."


def _left_out(left: Sequence[str], pre: PreRead) -> str:
    if not left:
        return ""
    told = enumerated(list(dict.fromkeys(left)))
    where = "auprès de la personne qui anime, et à l’écran pendant la séance"
    return f"Ne tient pas sur cette page{NBSP}: {told}. À retrouver {where}."
