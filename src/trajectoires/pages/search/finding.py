"""Finding: a question, what was ticked, a page number → results ready to be shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.safestring import SafeString
from rapidfuzz import fuzz, process

from trajectoires.pages import facets
from trajectoires.pages.models import SearchEntry
from trajectoires.pages.search import analysis, asking, catalogue, stores
from trajectoires.pages.search.asking import Group, Question
from trajectoires.pages.search.catalogue import DURATIONS, Card, Catalogue, Stems
from trajectoires.pages.search.entries import TERM
from trajectoires.pages.search.passages import Marker
from trajectoires.pages.search.ranking import Ranked, Ranker

PER_PAGE = 10
SUGGESTIONS, SUGGESTED_TITLE = 6, 2.0
EVERY_MAX, SOME_MAX, HEADS_MAX = 300, 20, 20
RANKED_MAX, READ_MAX = stores.FEW, 20
"""Of those that hold every word, how many are put in their final order; the others follow as they come."""
COVER_LEAST = 0.5
"""What is shown holds at least that share of the question, or of what the best one holds."""
SCORE_LEAST = 0.12
FEW = 10
"""When so few answer, those that hold a smaller part are shown too."""
TELLING, OFTEN = 0.6, 0.15
"""What a partial answer holds: an alternative worth that much, in fewer than that share of the entries."""
NEAREST, ALIKE = 3, 55
MARKED_LEAST, FORMS_MAX = 0.6, 6
"""From what worth an alternative is marked, and how many of its words."""

FACETS: dict[str, tuple[str, Mapping[str, str]]] = {
    "porte": ("Porte", facets.DOORS),
    "genre": ("Genre", facets.MEDOC),
    "pilier": ("Pilier", facets.PILLARS),
    "public": ("Pour qui", facets.AUDIENCES),
    "duree": ("Durée", DURATIONS),
}

_READ = ("pk", "summary", "body", "plain")

Ticked = Mapping[str, frozenset[str]]


@dataclass(frozen=True)
class Hit:
    """One result."""

    address: str
    title: str
    door: str
    label: str
    passage: SafeString
    duration: int | None


@dataclass(frozen=True)
class FacetValue:
    """One value of a facet, how many results it would leave, whether it is ticked."""

    code: str
    label: str
    count: int
    ticked: bool


@dataclass(frozen=True)
class Facet:
    """A facet that tells some results from others."""

    name: str
    label: str
    values: tuple[FacetValue, ...]


@dataclass(frozen=True)
class Term:
    """The word of the glossary that was typed exactly."""

    title: str
    definition: str
    address: str
    about: str


@dataclass
class Answer:
    """What is shown for a question."""

    text: str
    ticked: Ticked
    page: int = 1
    pages: int = 1
    total: int = 0
    found: int = 0
    """Before anything was ticked."""
    hits: list[Hit] = field(default_factory=list)
    facets: list[Facet] = field(default_factory=list)
    corrected: str = ""
    term: Term | None = None
    nearest: list[Card] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Nothing answers, whatever is ticked."""
        return bool(self.text) and not self.found and self.term is None


def find(
    text: str, *, ticked: Ticked | None = None, page: int = 1, store: stores.Store | None = None
) -> Answer:
    """Answer a question."""
    known = catalogue.current()
    question = asking.asks_meaning(asking.understand(text, known))
    answer = Answer(text=question.text, ticked=ticked or {}, corrected=question.corrected)
    if not question.groups:
        return answer
    exact = known.terms.get(question.typed)
    ranker = Ranker(question, known)
    ranked = _ranked(question, ranker, store or stores.store(), exact)
    answer.found = len(ranked)
    kept = [one for one in ranked if _passes(known.cards[one], answer.ticked)] if answer.ticked else ranked
    answer.total = len(kept)
    answer.pages = max(1, -(-len(kept) // PER_PAGE))
    answer.page = min(max(page, 1), answer.pages)
    answer.facets = _facets(ranked, known, answer.ticked)
    shown = kept[(answer.page - 1) * PER_PAGE : answer.page * PER_PAGE]
    is_start = answer.page == 1 and not answer.ticked
    marker = Marker(_marked_words(question, ranker.worths, known))
    _read(answer, shown, exact if is_start else None, marker, known)
    if answer.is_empty:
        answer.nearest = _nearest(question.text, known)
        answer.corrected = asking.guess(question.text, known)
    return answer


def suggest(text: str) -> list[Card]:
    """At most six entries while a question is being typed."""
    known = catalogue.current()
    question = asking.understand(text, known, unfinished=True)
    if not question.groups:
        return []
    ranker = Ranker(question, known, title_line=SUGGESTED_TITLE)
    ranked = ranker.rank(stores.store().read(ranker.heads(HEADS_MAX)))
    return [known.cards[one.id] for one in ranked[:SUGGESTIONS]]


def _ranked(question: Question, ranker: Ranker, store: stores.Store, exact: int | None) -> list[int]:
    """Identifiers in their final order: what holds everything, and the best of what holds a part."""
    known = ranker.catalogue
    whole = [_written(group, known) for group in question.groups]
    asked = [group for group in whole if group]
    if not asked:
        return []
    every = store.match(asked, every=True, limit=EVERY_MAX) if len(asked) == len(whole) else []
    # Titles, keywords and questions are known here; bodies are asked again only when few hold everything.
    some = ranker.heads(HEADS_MAX)
    if len(every) < FEW:
        part = _most_telling(question, ranker.worths, known)
        some += store.match(part, every=False, limit=SOME_MAX) if part else []
    # When few hold everything, they come in no order: all of them are read.
    first = every if len(every) <= RANKED_MAX else every[:READ_MAX]
    candidates = list(dict.fromkeys((*first, *some)))
    ranked = ranker.rank(store.read(candidates))
    holds_all = set(every)
    kept = [one.id for one in ranked if one.id in holds_all or _answers(one, ranked[0])]
    if len(kept) < FEW:
        kept += [one.id for one in ranked if one.id not in kept and one.cover >= COVER_LEAST / 2][
            : FEW - len(kept)
        ]
    kept += [
        identifier
        for identifier in every[len(first) :]
        if identifier in known.cards and identifier not in kept
    ]
    return [identifier for identifier in kept if identifier != exact]


def _written(group: Group, known: Catalogue) -> list[Stems]:
    """What says a group and that somebody writes: the database is not asked for what is nowhere."""
    return [
        alternative.stems
        for alternative in group.alternatives
        if any(stem in known.totals for stem in alternative.stems)
    ]


def _most_telling(question: Question, worths: Sequence[float], known: Catalogue) -> list[list[Stems]]:
    """For a partial answer: the two rarest groups, by what says them well and is not everywhere."""
    often = max(len(known.cards) * OFTEN, RANKED_MAX)
    pairs = sorted(zip(worths, question.groups, strict=True), key=lambda pair: -pair[0])
    made = (
        [
            stems
            for alternative in group.alternatives
            if alternative.worth >= TELLING
            for stems in (
                alternative.stems,
                *([(s,) for s in alternative.stems] if alternative.worth == 1.0 else ()),
            )
            if 0 < min(known.totals.get(stem, 0) for stem in stems) < often
        ]
        for _, group in pairs
    )
    return [group for group in made if group][:2]


def _answers(one: Ranked, best: Ranked) -> bool:
    """Half of the question, or nearly what the best one says; and not far behind it."""
    return one.cover >= min(COVER_LEAST, best.cover * 0.9) and one.score >= best.score * SCORE_LEAST


def _passes(card: Card, ticked: Ticked, *, but: str = "") -> bool:
    return all(
        not codes.isdisjoint(card.values[name]) for name, codes in ticked.items() if codes and name != but
    )


def _facets(ranked: Sequence[int], known: Catalogue, ticked: Ticked) -> list[Facet]:
    """Each value with what ticking it would leave, the other facets staying as they are."""
    cards = [known.cards[identifier] for identifier in ranked]
    made = []
    for name, (label, labels) in FACETS.items():
        counted = (
            [card for card in cards if _passes(card, ticked, but=name)] if any(ticked.values()) else cards
        )
        counts = Counter(code for card in counted for code in card.values[name])
        chosen = ticked.get(name, frozenset())
        values = tuple(
            FacetValue(code, words, counts[code], code in chosen)
            for code, words in labels.items()
            if counts[code] or code in chosen
        )
        if len(values) > 1 or any(value.ticked for value in values):
            made.append(Facet(name, label, values))
    return made


def _read(answer: Answer, shown: Sequence[int], exact: int | None, marker: Marker, known: Catalogue) -> None:
    """The texts of what is shown, in one query."""
    wanted = [*shown, *([exact] if exact is not None else [])]
    if not wanted:
        return
    texts = {
        row[0]: row for row in SearchEntry.objects.filter(pk__in=wanted).order_by("pk").values_list(*_READ)
    }
    answer.hits = [
        _hit(known.cards[identifier], texts[identifier], marker)
        for identifier in shown
        if identifier in texts
    ]
    if exact in texts:
        card = known.cards[exact]
        answer.term = Term(card.title, texts[exact][2], card.address, card.about)


def _marked_words(
    question: Question, worths: Sequence[float], known: Catalogue
) -> list[tuple[list[str], float]]:
    """The words to mark, in sets: each stem that was typed, then what also says it, for less."""
    sets = []
    for group, worth in zip(question.groups, worths, strict=True):
        for alternative in group.alternatives:
            if alternative.worth < MARKED_LEAST:
                continue
            share = worth * alternative.worth**2 / len(alternative.stems)
            for stem in alternative.stems:
                words = known.forms.get(stem, ())[:FORMS_MAX]
                sets.append(([*words, stem] if stem.isdigit() else list(words), share))
    return sets


def _hit(card: Card, texts: tuple[int, str, str, str], marker: Marker) -> Hit:
    _, summary, body, plain = texts
    doors = card.values["porte"]
    return Hit(
        address=card.address,
        title=card.title,
        door=facets.DOORS.get(doors[0], "") if doors else "",
        label=card.label,
        passage=marker.passage(body or summary, plain, otherwise=summary),
        duration=card.duration,
    )


def _nearest(text: str, known: Catalogue) -> list[Card]:
    """Pages whose title looks like what was typed; none rather than any."""
    titles = {card.id: card.title for card in known.cards.values() if card.kind != TERM}
    found = process.extract(
        text, titles, scorer=fuzz.token_set_ratio, processor=analysis.fold, score_cutoff=ALIKE, limit=NEAREST
    )
    return [known.cards[identifier] for _, _, identifier in found]
