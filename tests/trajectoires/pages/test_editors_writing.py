"""Writing a page: what a draft may lack and a publication may not, what is said, what the fields accept."""

from __future__ import annotations

import datetime as dt
import html
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from editors import add, edit, editor, form, form_of, made, source
from PIL import Image
from wagtail.test.utils.form_data import inline_formset, rich_text, streamfield

from trajectoires.pages.admin.forms import NO_SOURCE, LinesField, in_a_year
from trajectoires.pages.domain.queries.advice import advice
from trajectoires.pages.domain.roles import CONTRIBUTION, COORDINATION, MODERATION
from trajectoires.pages.models import ArticlePage, SiteImage, SiteRendition
from trajectoires.pages.models.images import RENDITIONS

pytestmark = pytest.mark.django_db
JSON = {"Accept": "application/json"}
EMPTY_ROW = {"source": "", "status": "", "note": "", "id": ""}


def stored(slug: str = "page-d-essai") -> ArticlePage:
    """The page as its last revision has it."""
    page: ArticlePage = ArticlePage.objects.get(slug=slug).get_latest_revision_as_object()
    return page


@pytest.mark.parametrize("rows", [[], [EMPTY_ROW]])
def test_a_draft_may_wait_for_its_source_and_it_is_said(rows: list[dict[str, str]]) -> None:
    client = editor(CONTRIBUTION)
    page_html = client.post(add(), form(page_sources=inline_formset(rows)), follow=True).content.decode()
    assert stored().page_sources.count() == 0
    assert "ne cite aucune source" in page_html


@pytest.mark.parametrize("action", ["action-submit", "action-publish"])
@pytest.mark.parametrize("rows", [[], [EMPTY_ROW]])
def test_without_a_source_nothing_is_submitted_nor_published(rows: list[dict[str, str]], action: str) -> None:
    client, page = editor(MODERATION), made(live=False, cites=False)
    sent = form(page_sources=inline_formset(rows), **{action: "1"})
    page_html = client.post(edit(page), sent).content.decode()
    assert NO_SOURCE in page_html
    page.refresh_from_db()
    assert not page.live and not page.workflow_in_progress


def test_the_last_source_is_not_taken_away_at_publication() -> None:
    client, page = editor(MODERATION), made()
    kept = page.page_sources.get()
    row = EMPTY_ROW | {
        "source": str(kept.source_id),
        "status": kept.status,
        "id": str(kept.pk),
        "DELETE": "on",
    }
    sent = form(page_sources=inline_formset([row], initial=1), **{"action-publish": "1"})
    assert NO_SOURCE in client.post(edit(page), sent).content.decode()


def test_an_autosave_in_the_middle_of_choosing_a_source_keeps_the_rest() -> None:
    client, page = editor(CONTRIBUTION), made(live=False, cites=False)

    def save(row: dict[str, str], *, initial: int, title: str) -> dict[str, Any]:
        sent = form(title=title, page_sources=inline_formset([row], initial=initial))
        answer = client.post(edit(page), sent, headers=JSON)
        assert answer.status_code == 200, answer.content
        return dict(answer.json()["field_updates"])

    assert save(EMPTY_ROW, initial=0, title="Un") == {"page_sources-INITIAL_FORMS": "1"}
    save(EMPTY_ROW, initial=1, title="Deux")
    assert (stored().title, stored().page_sources.count()) == ("Deux", 0)
    chosen = EMPTY_ROW | {"source": str(source().pk)}
    given = save(chosen, initial=1, title="Trois")["page_sources-0-id"]
    save(chosen | {"id": given, "status": "convention"}, initial=1, title="Quatre")
    assert stored().title == "Quatre"
    assert [one.status for one in stored().page_sources.all()] == ["convention"]


def test_an_autosave_says_nothing_more() -> None:
    client, page = editor(CONTRIBUTION), made(live=False)
    client.post(edit(page), form_of(page, body=streamfield([])), headers=JSON)
    assert "Le corps de la page est vide" not in client.get(edit(page)).content.decode()
    page_html = client.post(edit(page), form_of(page, body=streamfield([])), follow=True).content.decode()
    assert "Le corps de la page est vide" in page_html


LONG = " ".join(["bénévole"] * 45) + "."


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ([], ["Le corps de la page est vide."]),
        ([("text", "<p>Une phrase.</p>")], ["Aucun exemple"]),
        ([("text", "<p>Un exemple.</p>")], []),
        ([("text", f"<p>Un exemple. {LONG}</p>")], ["Lisibilité\u00a0:"]),
        ([("example", {"title": "", "text": "<p>Ici.</p>"})], []),
    ],
)
def test_what_is_missing_is_said(body: list[Any], said: list[str]) -> None:
    found = advice(made(body=body, live=False))
    assert len(found) == len(said)
    assert all(one.startswith(start) for one, start in zip(found, said, strict=True))


def test_nothing_that_ships_lacks_anything_important() -> None:
    for page in ArticlePage.objects.live().order_by("path"):
        assert not [one for one in advice(page) if "source" in one or "vide" in one], page.address


def test_words_are_typed_one_a_line_and_come_back_so() -> None:
    client = editor(CONTRIBUTION)
    typed = {
        "keywords": "trépied, leviers\n  deux   mots \n\nleviers",
        "questions": "comment faire, vite ?\nà quoi bon",
    }
    client.post(add(), form(**typed))
    page = stored()
    assert page.keywords == ["trépied", "leviers", "deux mots"]
    assert page.questions == ["comment faire, vite ?", "à quoi bon"]
    page_html = client.get(edit(page)).content.decode()
    assert "trépied\nleviers\ndeux mots</textarea>" in page_html


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("\n".join(str(n) for n in range(41)), "40 lignes au plus\u00a0; il y en a 41."),
        ("x" * 201, "200 signes au plus par ligne"),
        ("un\x00deux", "caractère nul"),
    ],
)
def test_words_that_are_too_many_are_refused(text: str, said: str) -> None:
    from django.core.exceptions import ValidationError

    with pytest.raises(ValidationError) as refused:
        LinesField().clean(text)
    assert said in " ".join(refused.value.messages)


def test_read_again_today_sets_both_dates() -> None:
    client, page = editor(MODERATION), made()
    today = timezone.localdate()
    client.post(edit(page), form_of(page, reread="on", **{"action-publish": "1"}))
    page.refresh_from_db()
    assert (page.reviewed, page.next_review) == (today, in_a_year(today))


def test_every_page_is_read_again_one_day() -> None:
    client = editor(CONTRIBUTION)
    client.post(add(), form(reviewed="2026-02-28"))
    assert stored().next_review == dt.date(2027, 2, 28)
    client.post(add(), form(slug="autre"))
    assert stored("autre").next_review == in_a_year(timezone.localdate())
    client.post(add(), form(slug="datee", next_review="2028-02-29"))
    assert stored("datee").next_review == dt.date(2028, 2, 29)
    assert in_a_year(dt.date(2028, 2, 29)) == dt.date(2029, 2, 28)


def test_what_is_required_is_said_in_french() -> None:
    client = editor(MODERATION)
    sent = form(summary="x" * 221, audience=[], **{"action-publish": "1"})
    page_html = client.post(add(), sent).content.decode()
    assert "220" in page_html
    assert "Champ requis" in page_html
    assert not ArticlePage.objects.filter(slug="page-d-essai").exists()


@pytest.mark.parametrize(
    ("block", "said"),
    [
        (("quiz", {
            "question": "Oui ?",
            "choices": [{"text": t, "right": "on", "why": "x"} for t in "ab"],
        }), "Cochez la bonne réponse, et une seule."),
        (("download", {"made": "", "document": "", "text": "x"}), "Choisissez l’un ou l’autre document."),
    ],
)  # fmt: skip
def test_blocks_refuse_with_their_remedy(block: tuple[str, Any], said: str) -> None:
    client = editor(MODERATION)
    kind, value = block
    if kind == "quiz":
        value = value | {"choices": _listed(value["choices"])}
    sent = form(body=streamfield([(kind, value)]), **{"action-publish": "1"})
    text = html.unescape(client.post(add(), sent).content.decode())
    assert json.dumps(said) in text or said in text
    assert not ArticlePage.objects.filter(slug="page-d-essai").exists()


def _listed(rows: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "count": str(len(rows)),
        **{str(n): {"deleted": "", "order": str(n), "id": "", "value": row} for n, row in enumerate(rows)},
    }


# --- Pictures ---------------------------------------------------------------------------------------------


@pytest.fixture
def picture(settings: Any, tmp_path: Path) -> SimpleUploadedFile:
    """A picture of 1,200 pixels, on a disk of its own."""
    settings.MEDIA_ROOT = tmp_path / "media"
    path = tmp_path / "p.png"
    Image.new("RGB", (1200, 800), (20, 90, 90)).save(path)
    return SimpleUploadedFile("p.png", path.read_bytes(), "image/png")


def test_a_picture_has_words_and_its_sizes_are_made_at_once(picture: SimpleUploadedFile) -> None:
    client = editor(CONTRIBUTION)
    sent = {"title": "Salle", "file": picture, "collection": "1"}
    page_html = client.post(reverse("wagtailimages:add"), sent).content.decode()
    assert "Champ requis" in page_html
    assert not SiteImage.objects.exists()
    picture.seek(0)
    client.post(reverse("wagtailimages:add"), sent | {"description": "Une salle pleine", "file": picture})
    image = SiteImage.objects.get()
    made_sizes = SiteRendition.objects.filter(image=image).order_by("filter_spec")
    assert [one.filter_spec for one in made_sizes] == sorted(RENDITIONS)
    assert [one.width for one in made_sizes] == [480, 960]


def test_many_pictures_at_once_wait_for_their_words(picture: SimpleUploadedFile) -> None:
    client = editor(CONTRIBUTION)
    sent = {"title": "Salle", "files[]": picture, "collection": "1"}
    answer = client.post(
        reverse("wagtailimages:add_multiple"), sent, headers={"X-Requested-With": "XMLHttpRequest"}
    )
    assert answer.json()["success"]
    assert not SiteImage.objects.exists()
    waiting = answer.json()["uploaded_file_id"]
    words = {"title": "Salle", "description": "Une salle", "collection": "1"}
    done = client.post(
        reverse("wagtailimages:create_multiple_from_uploaded_image", args=[waiting]),
        {f"uploaded-image-{waiting}-{name}": value for name, value in words.items()},
        headers={"X-Requested-With": "XMLHttpRequest"},
    )
    assert done.json()["success"], done.json()
    assert SiteImage.objects.get().description == "Une salle"


def test_a_published_picture_is_small_and_has_its_words(picture: SimpleUploadedFile) -> None:
    client = editor(COORDINATION)
    sent = {"title": "Salle", "file": picture, "collection": "1", "description": "Une salle pleine"}
    client.post(reverse("wagtailimages:add"), sent)
    image = SiteImage.objects.get()
    block = {
        "image": {"image": str(image.pk), "alt_text": image.description, "decorative": ""},
        "caption": "", "credit": "",
    }  # fmt: skip
    body = streamfield([("text", rich_text("<p>Un exemple.</p>")), ("picture", block)])
    client.post(add(), form(body=body, **{"action-publish": "1"}))
    page_html = client.get("/comprendre/page-d-essai/").content.decode()
    assert 'alt="Une salle pleine"' in page_html
    assert ".webp" in page_html
    assert 'loading="lazy"' in page_html
