"""Loading the content twice changes nothing; what an editor changed is never overwritten."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from site_pages import page_at, write

from trajectoires.pages.content.markdown_files import read_page
from trajectoires.pages.content.stream import to_stream
from trajectoires.pages.domain import freshness, load
from trajectoires.pages.models import ContentPage, GlossaryTerm

pytestmark = pytest.mark.django_db


def run(*words: str) -> str:
    """The command's words."""
    out = io.StringIO()
    call_command("contenu", *words, stdout=out)
    return out.getvalue()


def test_the_shipped_content_is_loaded_and_a_second_time_changes_nothing() -> None:
    pages = ContentPage.objects.live().count()
    version = freshness.current()
    report = load.load_content(root=settings.CONTENT_DIR)
    assert (report.created, report.updated, report.left) == (0, 0, [])
    assert ContentPage.objects.live().count() == pages > 100
    assert freshness.current() == version


def test_an_editors_change_survives_every_loading(tmp_path: Path) -> None:
    file = write(tmp_path, "/comprendre/essai/", body="La première version.")
    load.load_content(root=tmp_path)
    page = page_at("/comprendre/essai/")
    page.summary = "Vous saurez ce que l’éditrice a écrit."
    page.save_revision().publish()

    file.write_text(file.read_text("utf-8").replace("première", "seconde"), encoding="utf-8")
    report = load.load_content(root=tmp_path)
    kept = page_at("/comprendre/essai/")
    assert kept.summary == "Vous saurez ce que l’éditrice a écrit."
    assert "première" in str(kept.body)
    assert any("/comprendre/essai/" in line for line in report.left)


def test_a_draft_of_an_editor_is_an_editors_change(tmp_path: Path) -> None:
    file = write(tmp_path, "/comprendre/essai/")
    load.load_content(root=tmp_path)
    page = page_at("/comprendre/essai/")
    page.title = "Un brouillon"
    page.save_revision()
    file.write_text(file.read_text("utf-8").replace("Bonjour", "Bonsoir"), encoding="utf-8")
    load.load_content(root=tmp_path)
    assert page_at("/comprendre/essai/").get_latest_revision_as_object().title == "Un brouillon"


def test_a_file_that_changes_changes_its_page(tmp_path: Path) -> None:
    file = write(tmp_path, "/comprendre/essai/")
    load.load_content(root=tmp_path)
    file.write_text(file.read_text("utf-8").replace("Bonjour", "Bonsoir"), encoding="utf-8")
    report = load.load_content(root=tmp_path)
    assert report.updated == 1
    assert "Bonsoir" in str(page_at("/comprendre/essai/").body)


def test_what_an_editor_deleted_or_moved_stays_so(tmp_path: Path) -> None:
    write(tmp_path, "/comprendre/essai/")
    write(tmp_path, "/comprendre/autre/")
    load.load_content(root=tmp_path)
    page_at("/comprendre/essai/").delete()
    page_at("/comprendre/autre/").unpublish()
    load.load_content(root=tmp_path)
    assert not ContentPage.objects.filter(slug="essai").exists()
    assert not ContentPage.objects.get(slug="autre").live


def test_a_term_that_an_editor_changed_is_left() -> None:
    term = GlossaryTerm.objects.get(key="barycentre")
    term.definition = "Ma définition."
    term.save()
    load.load_content(root=settings.CONTENT_DIR)
    assert GlossaryTerm.objects.get(key="barycentre").definition == "Ma définition."


def test_a_faulty_file_is_said_and_nothing_is_loaded(tmp_path: Path) -> None:
    write(tmp_path, "/comprendre/bonne/")
    write(tmp_path, "/comprendre/essai/", body="::: retenir\njamais fermé")
    with pytest.raises(CommandError, match=r"essai\.md:\d+: le bloc « retenir »"):
        run("charger", "--dossier", str(tmp_path))
    assert not ContentPage.objects.filter(slug="bonne").exists()


def test_a_page_without_its_parent_is_left_and_said(tmp_path: Path) -> None:
    write(tmp_path, "/nulle-part/essai/")
    assert "sa page parente n’existe pas" in run("charger", "--dossier", str(tmp_path))


def test_every_shipped_page_is_exported_as_it_was_written(tmp_path: Path) -> None:
    root = settings.CONTENT_DIR / "pages"
    terms = dict(GlossaryTerm.objects.order_by("pk").values_list("key", "term"))
    for path in sorted(root.rglob("*.md"))[::7]:
        file = read_page(path, root)
        written = tmp_path / "page.md"
        run("exporter", file.address, "--vers", str(written))
        again = read_page(written, tmp_path)
        assert to_stream(again.blocks, file.address, terms) == to_stream(file.blocks, file.address, terms)
        # Only typography may differ: what is stored is typeset.
        assert set(again.meta) >= set(file.meta)
        assert again.meta["levers"] == file.meta["levers"]


def test_exporting_a_page_that_does_not_exist_says_so() -> None:
    with pytest.raises(CommandError, match="Aucune page publiée"):
        run("exporter", "/nulle-part/")
