"""The index follows the site: published, edited, moved, withdrawn; and it is the same however it was made."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from site_pages import page_at

from trajectoires.pages.models import GlossaryTerm, SearchEntry, SearchState, SearchWord
from trajectoires.pages.search import finding, index, stores
from trajectoires.pages.search.entries import OWN, Entry, body_words, own_entries

pytestmark = pytest.mark.django_db
Committed = Callable[..., Any]


def addresses(text: str) -> list[str]:
    return [hit.address for hit in finding.find(text).hits]


@pytest.fixture
def committed(django_capture_on_commit_callbacks: Committed) -> Committed:
    """What a real commit would set off."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def test_every_live_page_and_term_is_there() -> None:
    kinds = set(SearchEntry.objects.values_list("kind", flat=True))
    assert {"page", "terme", "outil"} <= kinds
    assert SearchEntry.objects.filter(kind="terme").count() == GlossaryTerm.objects.count()


def test_the_pages_of_the_tool_exist(client: Any) -> None:
    for entry in own_entries():
        assert client.get(entry.address).status_code == 200, entry.address


def test_an_edited_title_is_found_at_once(committed: Committed) -> None:
    assert addresses("zinzolin") == []
    page = page_at("/comprendre/definition/")
    with committed():
        page.title = "Le zinzolin expliqué"
        page.save_revision().publish()
    assert addresses("zinzolin") == ["/comprendre/definition/"]


def test_a_draft_is_not_found(committed: Committed) -> None:
    page = page_at("/comprendre/definition/")
    with committed():
        page.title = "Le zinzolin expliqué"
        page.save_revision()
    assert addresses("zinzolin") == []


def test_an_unpublished_page_leaves_the_index(committed: Committed) -> None:
    assert "/agir/kits/compter-le-benevolat/" in addresses("compter le bénévolat")
    with committed():
        page_at("/agir/kits/compter-le-benevolat/").unpublish()
    assert "/agir/kits/compter-le-benevolat/" not in addresses("compter le bénévolat")
    assert not SearchEntry.objects.filter(address="/agir/kits/compter-le-benevolat/").exists()


def test_a_deleted_page_leaves_the_index(committed: Committed) -> None:
    with committed():
        page_at("/agir/kits/compter-le-benevolat/").delete()
    assert "/agir/kits/compter-le-benevolat/" not in addresses("compter le bénévolat")


def test_pages_below_a_renamed_one_are_found_at_their_new_address(committed: Committed) -> None:
    page = page_at("/agir/kits/")
    with committed():
        page.slug = "boites"
        page.save_revision().publish()
    assert addresses("compter le bénévolat")[0] == "/agir/boites/compter-le-benevolat/"


def test_a_term_leads_to_the_page_that_explains_it(committed: Committed) -> None:
    with committed():
        term = GlossaryTerm.objects.create(
            key="zinzolin", term="zinzolin", definition="Un violet.", page="/comprendre/definition/"
        )
    answer = finding.find("zinzolin")
    assert answer.term is not None and answer.term.definition == "Un violet."
    assert [hit.address for hit in answer.hits] == ["/comprendre/definition/"]
    with committed():
        term.delete()
    assert finding.find("zinzolin").is_empty


def test_nothing_is_indexed_while_paused(committed: Committed) -> None:
    with committed(), index.paused():
        page = page_at("/comprendre/definition/")
        page.title = "Le zinzolin expliqué"
        page.save_revision().publish()
    assert addresses("zinzolin") == []
    index.rebuild()
    assert addresses("zinzolin") == ["/comprendre/definition/"]


def test_an_index_kept_up_to_date_is_the_one_that_a_rebuilding_makes(committed: Committed) -> None:
    with committed():
        page = page_at("/comprendre/definition/")
        page.title = "Le zinzolin expliqué"
        page.save_revision().publish()
        page_at("/agir/kits/fixer-un-prix/").unpublish()
    kept = _state()
    index.rebuild()
    assert _state() == kept


def _state() -> tuple[Any, ...]:
    keys = {row.pk: (row.kind, row.key) for row in SearchEntry.objects.order_by("pk")}
    texts = {keys[row[0]]: tuple(row[1:]) for row in stores.store().read(sorted(keys))}
    words = set(SearchWord.objects.filter(total__gt=0).values_list("word", "stem", "total"))
    return texts, words


def test_the_same_page_indexed_again_changes_nothing() -> None:
    before = SearchState.objects.get(pk=1).mark
    index.refresh_page(page_at("/comprendre/definition/").pk)
    assert SearchState.objects.get(pk=1).mark == before


def test_an_older_analysis_is_made_anew() -> None:
    assert not index.is_stale()
    SearchState.objects.update(analysis=0)
    assert index.is_stale()


def test_a_page_of_the_site_takes_the_place_of_a_page_of_the_tool() -> None:
    page = page_at("/contact/")
    index.put([Entry(kind=OWN, key=page.address, address=page.address, title="Contact", label="Outil")])
    index.refresh_page(page.pk)
    assert not SearchEntry.objects.filter(kind=OWN, key=page.address).exists()


def test_a_body_gives_its_words_and_none_of_its_codes() -> None:
    blocks = [
        {"type": "text", "value": "<h2>Titre</h2><p>Un &amp; deux</p>", "id": "x"},
        {"type": "tool", "value": {"tool": "deposer", "text": "Déposez"}, "id": "y"},
        {
            "type": "table",
            "value": {"caption": "Légende", "rows": [{"type": "item", "value": ["<b>a</b>"], "id": "z"}]},
        },
        {"type": "figure", "value": {"value": "3 %", "source": "cle-secrete", "status": "etabli"}},
    ]
    assert body_words(blocks) == "Titre\n\nUn & deux\n\nDéposez\n\nLégende\n\na\n\n3 %"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("zinzolin", 1),  # nobody writes it: only the state of the index is asked
        ("bénévolat", 5),  # what holds it, the best of it, tokens, texts
        ("comment compter les heures des bénévoles de mon association", 5),
        ("hydroponie et bénévolat", 4),
    ],
)
def test_a_question_costs_few_queries(text: str, expected: int) -> None:
    finding.find(text)
    with CaptureQueriesContext(connection) as queries:
        finding.find(text)
    assert len(queries) == expected
