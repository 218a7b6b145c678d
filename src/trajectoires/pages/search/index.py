"""The index of the search box: kept up to date by ``listeners``, rebuilt by the loader.

A capability whose rows can be found registers them when it starts::

    index.register(index.Source("ressource", Resource, resource_entry))

``entry`` gives an ``Entry``, or None for a row that is not public; ``listeners.public(Resource)`` then keeps
it fresh.
"""

from __future__ import annotations

import contextlib
import secrets
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django.db import models, transaction
from django.db.models import F

from trajectoires.pages.models import ContentPage, GlossaryTerm, SearchEntry, SearchState, SearchWord
from trajectoires.pages.search import analysis, stores
from trajectoires.pages.search.entries import (
    OWN,
    PAGE,
    TERM,
    Entry,
    TermLines,
    own_entries,
    page_entry,
    term_entry,
)
from trajectoires.pages.search.passages import folded
from trajectoires.pages.search.stores import LINE_MARK

EntryOf = Callable[[Any], Entry | None]
BATCH = 200

_paused: ContextVar[bool] = ContextVar("search_index_paused", default=False)


@dataclass(frozen=True)
class Source:
    """Rows that can be found: ``kind`` names them, ``entry`` says each."""

    kind: str
    model: type[models.Model]
    entry: EntryOf


_sources: dict[type, Source] = {GlossaryTerm: Source(TERM, GlossaryTerm, term_entry)}


def register(source: Source) -> None:
    """Called by ``AppConfig.ready`` of the capability that owns the rows."""
    _sources[source.model] = source


@contextlib.contextmanager
def paused() -> Iterator[None]:
    """Inside, nothing is indexed: the caller rebuilds at the end."""
    token = _paused.set(True)
    try:
        yield
    finally:
        _paused.reset(token)


def is_paused() -> bool:
    """Whether what changes now will be indexed by someone else."""
    return _paused.get()


def refresh_page(primary: int) -> None:
    """Index a page again, or forget it when it is no longer public; those below follow when it moved."""
    if is_paused():
        return
    page = ContentPage.objects.filter(pk=primary).first()
    if page is None or not page.live:
        forget(PAGE, str(primary))
        return
    before = SearchEntry.objects.filter(kind=PAGE, key=str(primary)).values_list("address", flat=True).first()
    moved = before is not None and before != page.address
    pages = ContentPage.objects.descendant_of(page, inclusive=True).live() if moved else [page]
    terms = TermLines.all() if moved else TermLines.about(page.address)
    put([page_entry(found, terms) for found in pages])
    forget(OWN, page.address)


def refresh_row(row: Any, *, gone: bool) -> None:
    """Index a term, a resource… again, or forget it."""
    source = _sources.get(type(row))
    if source is None or is_paused():
        return
    key = str(row.pk)
    explained = set(_explained_by(source.kind, key))
    entry = None if gone else source.entry(row)
    if entry is None:
        forget(source.kind, key)
    else:
        put([entry])
        explained.add(entry.about)
    _refresh_addresses(explained - {""})


def _explained_by(kind: str, key: str) -> list[str]:
    found = SearchEntry.objects.filter(kind=kind, key=key).values_list("facets", flat=True)
    return [facets.get("about", "") for facets in found]


def _refresh_addresses(addresses: Iterable[str]) -> None:
    """Pages that explain a term are found by its words."""
    keys = SearchEntry.objects.filter(kind=PAGE, address__in=addresses).values_list("key", flat=True)
    for key in sorted(keys):
        refresh_page(int(key))


def rebuild() -> None:
    """Index everything that is public."""
    with transaction.atomic():
        _lock()
        SearchEntry.objects.all().delete()
        SearchWord.objects.all().delete()
        stores.store().clear()
        entries = list(_everything())
        totals: Counter[tuple[str, str]] = Counter()
        for start in range(0, len(entries), BATCH):
            _insert(entries[start : start + BATCH], totals)
        SearchWord.objects.bulk_create(
            [SearchWord(word=word, stem=stem, total=total) for (word, stem), total in sorted(totals.items())],
            batch_size=2000,
        )
        _changed()


def is_stale() -> bool:
    """Whether the index was made by another analysis than this one, or never made."""
    return not SearchState.objects.filter(pk=1, analysis=analysis.VERSION).exists()


def _everything() -> Iterator[Entry]:
    terms = TermLines.all()
    seen: set[str] = set()
    for page in ContentPage.objects.live().order_by("path").iterator(chunk_size=BATCH):
        entry = page_entry(page, terms)
        seen.add(entry.address)
        yield entry
    for source in _sources.values():
        for row in source.model._default_manager.order_by("pk"):
            found = source.entry(row)
            if found is not None:
                yield found
    yield from (entry for entry in own_entries() if entry.address not in seen)


def _insert(entries: Sequence[Entry], totals: Counter[tuple[str, str]]) -> None:
    rows = SearchEntry.objects.bulk_create([_row(entry) for entry in entries])
    texts = []
    for row in rows:
        analysed = analyse(row)
        texts.append((row.pk, *analysed.texts))
        totals.update(analysed.words)
    stores.store().write(texts)


def put(entries: Iterable[Entry]) -> None:
    """Index these things, in place of what was known of them."""
    with transaction.atomic():
        _lock()
        totals: Counter[tuple[str, str]] = Counter()
        store = stores.store()
        touched = False
        for entry in entries:
            row = _row(entry)
            old = SearchEntry.objects.filter(kind=entry.kind, key=entry.key).first()
            if old is not None:
                if _same(old, row):
                    continue
                row.pk = old.pk
                totals.subtract(analyse(old).words)
            row.save(force_insert=old is None, force_update=old is not None)
            analysed = analyse(row)
            totals.update(analysed.words)
            store.write([(row.pk, *analysed.texts)])
            touched = True
        if touched:
            _count_words(totals)
            _changed()


def forget(kind: str, key: str) -> None:
    """Take a thing out of the index."""
    if is_paused():
        return
    with transaction.atomic():
        old = SearchEntry.objects.filter(kind=kind, key=key).first()
        if old is None:
            return
        _lock()
        totals: Counter[tuple[str, str]] = Counter()
        totals.subtract(analyse(old).words)
        stores.store().remove([old.pk])
        old.delete()
        _count_words(totals)
        _changed()


def _row(entry: Entry) -> SearchEntry:
    return SearchEntry(
        kind=entry.kind,
        key=entry.key,
        address=entry.address[:300],
        title=entry.title[:300],
        label=entry.label[:60],
        summary=entry.summary,
        body=entry.body,
        plain=folded(entry.body or entry.summary),
        keywords="\n".join(" ".join(line.split()) for line in entry.keywords),
        facets=entry.facets,
        weight=entry.weight,
    )


_COMPARED = ("address", "title", "label", "summary", "body", "keywords", "facets", "weight")


def _same(old: SearchEntry, new: SearchEntry) -> bool:
    return all(getattr(old, name) == getattr(new, name) for name in _COMPARED)


@dataclass(frozen=True)
class Analysed:
    """An entry as the stores keep it: the tokens of its four fields; and its words, each with its stem."""

    texts: tuple[str, str, str, str]
    words: frozenset[tuple[str, str]]


def analyse(row: SearchEntry) -> Analysed:
    """The tokens of an entry. Lines of keywords stay apart: a question is compared with each."""
    words: set[tuple[str, str]] = set()
    keywords = f" {LINE_MARK} ".join(_tokens(line, words) for line in row.keywords.split("\n"))
    texts = (_tokens(row.title, words), keywords, _tokens(row.summary, words), _tokens(row.body, words))
    return Analysed(texts, frozenset(words))


def _tokens(text: str, words: set[tuple[str, str]]) -> str:
    """In order; what stands beside the sequence goes to the end, where it breaks no phrase."""
    sequence, beside = [], []
    for token in analysis.tokens(text):
        words.add((token.word, token.stem))
        (beside if token.beside else sequence).append(token.stem)
    return " ".join(sequence + list(dict.fromkeys(beside)))


def _count_words(changes: Counter[tuple[str, str]]) -> None:
    moved = {word: (stem, change) for (word, stem), change in changes.items() if change}
    if not moved:
        return
    known = set(SearchWord.objects.filter(word__in=moved).values_list("word", flat=True))
    by_change: dict[int, list[str]] = {}
    for word in sorted(known):
        by_change.setdefault(moved[word][1], []).append(word)
    for change, words in sorted(by_change.items()):
        SearchWord.objects.filter(word__in=words).update(total=F("total") + change)
    SearchWord.objects.bulk_create(
        [
            SearchWord(word=word, stem=stem, total=change)
            for word, (stem, change) in sorted(moved.items())
            if word not in known and change > 0
        ]
    )


def _lock() -> None:
    """One writer at a time: counts of words are sums."""
    SearchState.objects.get_or_create(pk=1)
    SearchState.objects.select_for_update().get(pk=1)


def _changed() -> None:
    """Every process will read the words anew. A random mark: one that was rolled back never comes back."""
    SearchState.objects.filter(pk=1).update(mark=secrets.token_hex(8), analysis=analysis.VERSION)
