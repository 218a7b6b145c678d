"""What was typed → what is looked for: groups of stems, each with what also says it."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from equilibre.reference import chart
from trajectoires.pages.search import analysis, synonyms
from trajectoires.pages.search.catalogue import Catalogue, Stems

LENGTH_MAX = 120
WORDS_MAX = 14
LOOKALIKE = 72
ALTERNATIVES_MAX = 10
EXACT, PREFIXED, SLIPPED, RELATED, GUESSED = 1.0, 0.75, 0.7, 0.55, 0.45
RELATIVES_MAX = 4
# « compte 74 »: the word only announces the number.
_BEFORE_NUMBER = {"compte", "comptes", "cerfa", "article", "numero", "classe"}
# « définition du mécénat »: what is asked is the mécénat.
_ASKS_MEANING = {"definit", "defin", "signif", "lexiqu", "glossair"}


@dataclass(frozen=True, slots=True)
class Alternative:
    """Stems that say a group together, and what they are worth beside what was typed."""

    stems: Stems
    worth: float


@dataclass(frozen=True, slots=True)
class Group:
    """One thing looked for: what was typed first, then what also says it."""

    alternatives: tuple[Alternative, ...]

    @property
    def typed(self) -> Stems:
        """The stems of what was typed."""
        return self.alternatives[0].stems


@dataclass(frozen=True)
class Question:
    """A question understood. ``corrected`` is what was searched when a word had to be mended, or ""."""

    text: str
    groups: tuple[Group, ...] = ()
    corrected: str = ""

    @property
    def typed(self) -> Stems:
        """The stems typed, in order."""
        return tuple(stem for group in self.groups for stem in group.typed)


@dataclass
class _Word:
    """A word on its way: its spellings as sequences of stems, best first."""

    typed: str
    alternatives: list[Alternative]
    mended: str = ""


def clean(text: str) -> str:
    """What a browser sent, on one line and bounded."""
    return " ".join(text.replace("\x00", " ").split())[:LENGTH_MAX].strip()


def understand(text: str, catalogue: Catalogue, *, unfinished: bool = False) -> Question:
    """Read a question; ``unfinished`` when its last word is still being typed."""
    unfinished = unfinished and text[-1:].isalnum()
    text = clean(text)
    words = _words(text, catalogue, unfinished=unfinished)
    groups = tuple(_groups(words))
    mended = {word.typed: word.mended for word in words if word.mended}
    return Question(text, groups, _corrected(text, mended) if mended else "")


def _words(text: str, catalogue: Catalogue, *, unfinished: bool) -> list[_Word]:
    found = list(analysis.tokens(text)) or list(analysis.tokens(text, keep_stops=True))
    # A hyphenated word: its parts are already there, the whole is one more way to say the first of them.
    plain = [token for token in found if not token.beside]
    wholes = [token for token in found if token.beside and token.word.isalpha()]
    words = []
    for rank, token in enumerate(plain[:WORDS_MAX]):
        following = plain[rank + 1].word if rank + 1 < len(plain) else ""
        if following[:1].isdigit() and analysis.fold(token.word) in _BEFORE_NUMBER - {"cerfa"}:
            continue
        last = unfinished and rank == len(plain) - 1
        words.append(_word(token, catalogue, last=last))
    for whole in wholes:
        _add_whole(words, whole, catalogue)
    return words


def _word(token: analysis.Token, catalogue: Catalogue, *, last: bool) -> _Word:
    if token.word[0].isdigit():
        return _Word(token.word, list(_number(token.word, catalogue)))
    folded = analysis.fold(token.word)
    known = catalogue.stems.get(folded, ())
    # A word typed with its accents is itself first; without, it is any of those that are written so.
    typed = token.stem if folded != token.word or not known or token.stem in known else known[0]
    made = [Alternative((typed,), EXACT)]
    made += [Alternative((stem,), EXACT) for stem in known if stem != typed]
    word = _Word(token.word, made)
    if last:
        word.alternatives += _completions(folded, catalogue)
    elif not catalogue.knows(folded, token.stem):
        _mend(word, folded, catalogue)
    if not last:
        relatives = catalogue.relatives(made[0].stems[0], RELATIVES_MAX)
        word.alternatives += [Alternative((stem,), RELATED) for stem in relatives]
    return word


def _number(digits: str, catalogue: Catalogue) -> Iterator[Alternative]:
    """An account: itself, those below; when nobody speaks of it, those above, and its name in the chart."""
    yield Alternative((digits,), EXACT)
    below = "a" + digits
    if below in catalogue.totals:
        yield Alternative((below,), PREFIXED)
    if not analysis.looks_like_account(digits) or digits in catalogue.totals:
        return
    shorter = digits.rstrip("0") if len(digits) > 2 else digits
    for length in range(len(shorter), 1, -1):
        above = shorter[:length]
        if above != digits and above in catalogue.totals:
            yield Alternative((above,), PREFIXED)
            break
    entry = chart.lookup(digits, "anc2020") if len(digits) >= 2 else None
    if entry is not None and (name := analysis.sequence(entry.label)):
        yield Alternative(name, GUESSED)
        for stems, worth in synonyms.load().starting_with(name):
            yield Alternative(stems, GUESSED * worth)


def _completions(folded: str, catalogue: Catalogue) -> list[Alternative]:
    """The last word while it is typed: the frequent words that begin so."""
    if len(folded) < 2:
        return []
    words = catalogue.starting_with(folded, ALTERNATIVES_MAX)
    stems = dict.fromkeys(stem for word in words for stem in catalogue.stems[word])
    if not stems and len(folded) >= 4:
        stems = dict.fromkeys(s for word in catalogue.nearest(folded, 3) for s in catalogue.stems[word])
    return [Alternative((stem,), PREFIXED) for stem in stems]


def _mend(word: _Word, folded: str, catalogue: Catalogue) -> None:
    """A word that nothing holds: an abbreviation, two words in one, or a slip."""
    if len(folded) < 4:
        return
    begun = catalogue.starting_with(folded, 4)
    if begun:
        word.alternatives += _spellings(begun, catalogue, PREFIXED)
        return
    near = catalogue.nearest(folded, 3)
    if near:
        word.alternatives += _spellings(near, catalogue, SLIPPED)
        word.mended = catalogue.shown.get(near[0], near[0])
        return
    halves = _split(folded, catalogue)
    if halves:
        word.alternatives.append(Alternative(tuple(catalogue.stems[half][0] for half in halves), SLIPPED))
        word.mended = " ".join(catalogue.shown.get(half, half) for half in halves)


def _spellings(words: Sequence[str], catalogue: Catalogue, worth: float) -> list[Alternative]:
    stems = dict.fromkeys(stem for word in words for stem in catalogue.stems[word])
    return [Alternative((stem,), worth) for stem in stems]


def _split(folded: str, catalogue: Catalogue) -> tuple[str, str] | None:
    """« modèleéconomique » → both words, the most frequent pair."""
    pairs = [
        (folded[:cut], folded[cut:])
        for cut in range(3, len(folded) - 2)
        if folded[:cut] in catalogue.counts and folded[cut:] in catalogue.counts
    ]
    return max(pairs, key=lambda pair: min(map(catalogue.counts.__getitem__, pair)), default=None)


def _add_whole(words: list[_Word], whole: analysis.Token, catalogue: Catalogue) -> None:
    """« co-développement » typed: « codéveloppement » written says it too."""
    if whole.stem not in catalogue.totals:
        return
    for word in words:
        if whole.word.startswith(word.typed):
            word.alternatives.append(Alternative((whole.stem,), EXACT))
            return


def _groups(words: Sequence[_Word]) -> Iterator[Group]:
    """Words that say one thing together become one group: « assemblée générale » is also « AG »."""
    known = synonyms.load()
    rank = 0
    while rank < len(words):
        for length in range(min(synonyms.LONGEST, len(words) - rank), 0, -1):
            span = words[rank : rank + length]
            said = list(_synonyms_of(span, known))
            if said or length == 1:
                yield _group(span, said)
                rank += length
                break


def _synonyms_of(span: Sequence[_Word], known: synonyms.Synonyms) -> Iterator[Alternative]:
    """What also says these words, whichever way each is understood."""
    ways = [[a for a in word.alternatives if a.worth >= SLIPPED and len(a.stems) == 1][:4] for word in span]
    if not all(ways):
        return
    for combination in itertools.islice(itertools.product(*ways), 32):
        stems = tuple(stem for alternative in combination for stem in alternative.stems)
        worth = min(alternative.worth for alternative in combination)
        for other, value in known.starting_with(stems):
            yield Alternative(other, worth * value)


def _group(span: Sequence[_Word], said: Sequence[Alternative]) -> Group:
    if len(span) == 1:
        typed = list(span[0].alternatives)
    else:
        best = tuple(stem for word in span for stem in word.alternatives[0].stems)
        typed = [Alternative(best, EXACT)]
        mended = tuple(
            stem
            for word in span
            for stem in (word.alternatives[1] if word.mended else word.alternatives[0]).stems
        )
        if mended != best:
            typed.append(Alternative(mended, SLIPPED))
    best_of: dict[Stems, float] = {}
    for alternative in (*typed, *sorted(said, key=lambda a: -a.worth)):
        best_of[alternative.stems] = max(alternative.worth, best_of.get(alternative.stems, 0.0))
    kept = [Alternative(stems, worth) for stems, worth in best_of.items()]
    return Group(tuple(kept[: max(ALTERNATIVES_MAX, len(typed))]))


def _corrected(text: str, mended: dict[str, str]) -> str:
    """The question with the mended words in their places."""
    pieces = []
    for piece in text.split(" "):
        bare = analysis.prepared(piece).strip('.,;:!?…«»"()')
        bare = bare.rpartition("'")[2]
        pieces.append(mended.get(bare, piece))
    return " ".join(pieces)


def guess(text: str, catalogue: Catalogue) -> str:
    """For a question that nothing answers: the same with the words that look most like its own, or ""."""
    mended = {}
    for token in analysis.tokens(clean(text)):
        folded = analysis.fold(token.word)
        if token.beside or catalogue.knows(folded, token.stem) or len(folded) < 4:
            continue
        alike = catalogue.starting_with(folded[0], len(catalogue.words))
        near = process.extractOne(folded, alike, scorer=fuzz.ratio, score_cutoff=LOOKALIKE)
        if near is not None:
            mended[token.word] = catalogue.shown.get(near[0], near[0])
    return _corrected(clean(text), mended) if mended else ""


def asks_meaning(question: Question) -> Question:
    """The question without the words that only ask what a thing means."""
    kept = tuple(group for group in question.groups if group.typed[0] not in _ASKS_MEANING)
    return Question(question.text, kept or question.groups, question.corrected)
