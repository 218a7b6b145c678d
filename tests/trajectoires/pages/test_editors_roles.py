"""Three groups: what each may do and may not, by asking the editor; the moderation of the site."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from editors import add, edit, editor, form, form_of, made, under
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents.models import Document
from wagtail.models import GroupApprovalTask, Page, Workflow, WorkflowPage

from harness.client import ScanningClient
from trajectoires.pages.domain import roles
from trajectoires.pages.domain.roles import CONTRIBUTION, COORDINATION, MODERATION
from trajectoires.pages.models import GlossaryTerm, Proposal, SiteImage, Source

pytestmark = pytest.mark.django_db
PIXEL = (
    b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff!\xf9\x04\x01\x00\x00\x00\x00,\x00\x00\x00\x00"
    b"\x01\x00\x01\x00\x00\x02\x02D\x01\x00;"
)


@pytest.fixture(autouse=True)
def _files_of_its_own(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def adds_a_draft(client: ScanningClient) -> bool:
    client.post(add(), form(slug="neuve"))
    return Page.objects.filter(slug="neuve", live=False).exists()


def edits_a_page(client: ScanningClient) -> bool:
    page = made()
    client.post(edit(page), form_of(page, title="Autre titre"))
    page.refresh_from_db()
    return page.draft_title == "Autre titre" and page.title == "Page d’essai"


def publishes(client: ScanningClient) -> bool:
    page = made()
    client.post(edit(page), form_of(page, title="Publié", **{"action-publish": "1"}))
    page.refresh_from_db()
    return page.title == "Publié"


def submits(client: ScanningClient) -> bool:
    page = made(live=False)
    client.post(edit(page), form_of(page, **{"action-submit": "1"}))
    return Page.objects.get(pk=page.pk).workflow_in_progress


def locks(client: ScanningClient) -> bool:
    page = made()
    client.post(reverse("wagtailadmin_pages:lock", args=[page.pk]))
    page.refresh_from_db()
    return page.locked


def unpublishes(client: ScanningClient) -> bool:
    page = made()
    client.post(reverse("wagtailadmin_pages:unpublish", args=[page.pk]))
    page.refresh_from_db()
    return not page.live


def deletes_a_live_page(client: ScanningClient) -> bool:
    page = made()
    client.post(reverse("wagtailadmin_pages:delete", args=[page.pk]))
    return not Page.objects.filter(pk=page.pk).exists()


def deletes_a_branch(client: ScanningClient) -> bool:
    page = made()
    made("Dessous", slug="dessous", parent="/comprendre/page-d-essai/")
    client.post(reverse("wagtailadmin_pages:delete", args=[page.pk]), {"confirm_site_name": "Trajectoires"})
    return not Page.objects.filter(pk=page.pk).exists()


def uploads_an_image(client: ScanningClient) -> bool:
    picture = SimpleUploadedFile("p.gif", PIXEL, "image/gif")
    values = {"title": "Essai", "description": "Un point", "file": picture, "collection": "1"}
    client.post(reverse("wagtailimages:add"), values)
    return SiteImage.objects.filter(title="Essai").exists()


def uploads_a_document(client: ScanningClient) -> bool:
    paper = SimpleUploadedFile("p.txt", b"Bonjour", "text/plain")
    client.post(reverse("wagtaildocs:add"), {"title": "Essai", "file": paper, "collection": "1"})
    return Document.objects.filter(title="Essai").exists()


def adds_a_source(client: ScanningClient) -> bool:
    values = {"key": "essai-x", "title": "Essai", "author": "Quelqu’un"}
    client.post(reverse(Source.snippet_viewset.get_url_name("add")), values)
    return Source.objects.filter(key="essai-x").exists()


def edits_a_source(client: ScanningClient) -> bool:
    row = Source.objects.get(key="plateforme")
    values = {"key": row.key, "title": "Changé", "author": row.author}
    client.post(reverse(Source.snippet_viewset.get_url_name("edit"), args=[row.pk]), values)
    return Source.objects.filter(key="plateforme", title="Changé").exists()


def edits_the_glossary(client: ScanningClient) -> bool:
    row = GlossaryTerm.objects.order_by("pk")[0]
    values = {"key": row.key, "term": row.term, "forms": "a, b", "definition": "Changée."}
    client.post(reverse(GlossaryTerm.snippet_viewset.get_url_name("edit"), args=[row.pk]), values)
    return GlossaryTerm.objects.filter(pk=row.pk, definition="Changée.", forms=["a", "b"]).exists()


def moderates_a_proposal(client: ScanningClient) -> bool:
    row = Proposal.objects.create(kind="action", text="x", licence="x", consent_text="x")
    address = reverse(Proposal.snippet_viewset.get_url_name("edit"), args=[row.pk])
    client.post(address, {"state": "retenue", "moderator_note": ""})
    return Proposal.objects.filter(pk=row.pk, state="retenue").exists()


def adds_a_redirect(client: ScanningClient) -> bool:
    page = under("/agir/")
    values = {
        "old_path": "/vieux",
        "site": "",
        "is_permanent": "on",
        "redirect_page": page.pk,
        "redirect_link": "",
    }
    client.post(reverse("wagtailredirects:add"), values)
    return Redirect.objects.filter(old_path="/vieux").exists()


def reads(name: str) -> Callable[[ScanningClient], bool]:
    """Opens an address of the editor."""

    def opens(client: ScanningClient) -> bool:
        return client.get(reverse(name)).status_code == 200

    opens.__name__ = f"opens_{name}"
    return opens


EVERYBODY = {CONTRIBUTION, MODERATION, COORDINATION}
PUBLISHERS = {MODERATION, COORDINATION}
COORDINATORS = {COORDINATION}
NOBODY: set[str] = set()
MATRIX: tuple[tuple[Callable[[ScanningClient], bool], set[str]], ...] = (
    (adds_a_draft, EVERYBODY),
    (edits_a_page, EVERYBODY),
    (submits, EVERYBODY),
    (uploads_an_image, EVERYBODY),
    (uploads_a_document, EVERYBODY),
    (adds_a_source, EVERYBODY),
    (publishes, PUBLISHERS),
    (locks, PUBLISHERS),
    (unpublishes, PUBLISHERS),
    (deletes_a_live_page, PUBLISHERS),
    (edits_a_source, PUBLISHERS),
    (deletes_a_branch, COORDINATORS),
    (edits_the_glossary, COORDINATORS),
    (moderates_a_proposal, COORDINATORS),
    (adds_a_redirect, COORDINATORS),
    (reads("wagtailsnippets_agenda_webinar:list"), COORDINATORS),
    (reads("wagtailsnippets_support_resource:list"), COORDINATORS),
    (reads("wagtailsnippets_learning_quizquestion:list"), COORDINATORS),
    (reads("pages_report_a-relire"), EVERYBODY),
    (reads("pages_report_liens"), EVERYBODY),
    (reads("pages_report_lisibilite"), EVERYBODY),
    (reads("pages_report_lecture"), PUBLISHERS),
    (reads("pages_report_recherches-sans-reponse"), PUBLISHERS),
    (reads("wagtailusers_users:index"), NOBODY),
    (reads("wagtailusers_groups:index"), NOBODY),
    (reads("wagtailadmin_workflows:index"), NOBODY),
)


@pytest.mark.parametrize("group", sorted(EVERYBODY))
@pytest.mark.parametrize(("action", "allowed"), MATRIX, ids=[action.__name__ for action, _ in MATRIX])
def test_each_group_does_what_its_role_says(
    group: str, action: Callable[[ScanningClient], bool], allowed: set[str]
) -> None:
    assert action(editor(group)) is (group in allowed)


def test_an_account_without_a_group_does_not_enter(client: ScanningClient) -> None:
    client.force_login(User.objects.create_user("seul@exemple.fr"))
    answer = client.get("/gestion/")
    assert answer.status_code == 302
    assert "/gestion/login/" in answer["Location"]


def test_making_the_roles_twice_changes_nothing() -> None:
    def state() -> list[object]:
        return [
            sorted(Group.objects.values_list("name", "permissions__codename")),
            sorted(Group.objects.values_list("name", "page_permissions__permission__codename")),
            sorted(Group.objects.values_list("name", "collection_permissions__permission__codename")),
            sorted(WorkflowPage.objects.values_list("page__slug", "workflow__name")),
            sorted(GroupApprovalTask.objects.values_list("name", "groups__name")),
        ]

    roles.ensure_roles()
    once = state()
    roles.ensure_roles()
    assert state() == once
    assert sorted(Group.objects.values_list("name", flat=True)) == sorted(EVERYBODY)
    assert list(WorkflowPage.objects.values_list("page__slug", "workflow__name")) == [
        ("accueil", "Relecture")
    ]


def test_what_a_superuser_added_stays_and_what_is_used_too() -> None:
    Group.objects.get_or_create(name="Editors")[0].user_set.add(User.objects.create_user("ancien@exemple.fr"))
    roles.ensure_roles()
    other = Workflow.objects.create(name="À deux")
    WorkflowPage.objects.update(workflow=other)
    roles.ensure_roles()
    assert Group.objects.filter(name="Editors").exists()
    assert WorkflowPage.objects.get().workflow == other


@pytest.mark.parametrize(
    ("address", "verb"),
    [
        *((address, "delete") for address in ("/", "/comprendre/", "/comprendre/glossaire/")),
        *((address, "unpublish") for address in ("/", "/comprendre/", "/comprendre/glossaire/")),
        *((address, "move_confirm") for address in ("/comprendre/", "/comprendre/glossaire/")),
    ],
)
def test_what_the_menus_lead_to_stays_in_place(address: str, verb: str) -> None:
    client, page = editor(COORDINATION), under(address)
    target = [under("/agir/kits/").pk] if verb == "move_confirm" else []
    answer = client.post(reverse(f"wagtailadmin_pages:{verb}", args=[page.pk, *target]), follow=True)
    assert "restent en place" in answer.content.decode()
    assert Page.objects.get(pk=page.pk).live
    assert Page.objects.get(pk=page.pk).url_path == page.url_path


def test_what_holds_a_tool_stays_too_and_is_not_copied() -> None:
    page, client = made(), editor(COORDINATION)
    tool = under("/comprendre/glossaire/")
    tool.move(page, pos="last-child")
    for verb in ("delete", "unpublish", "copy"):
        answer = client.post(reverse(f"wagtailadmin_pages:{verb}", args=[page.pk]), follow=True)
        assert "restent en place" in answer.content.decode()
    assert Page.objects.get(pk=page.pk).live
    ordinary = made("Ordinaire", slug="ordinaire")
    sent = {
        "new_title": "Copie", "new_slug": "copie", "new_parent_page": str(ordinary.get_parent().pk),
        "copy_subpages": "", "publish_copies": "", "alias": "",
    }  # fmt: skip
    client.post(reverse("wagtailadmin_pages:copy", args=[ordinary.pk]), sent)
    assert not Page.objects.get(slug="copie").live


def test_many_at_once_spare_what_the_menus_lead_to() -> None:
    client, door = editor(COORDINATION), under("/agir/")
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "unpublish"])
    client.post(f"{address}?id={door.pk}&next=/gestion/", {"include_descendants": "on"})
    assert Page.objects.get(pk=door.pk).live


def test_the_address_of_a_door_does_not_change() -> None:
    door = under("/agir/").specific
    client = editor(COORDINATION)
    html = client.post(edit(door), form_of(door, slug="faire", **{"action-publish": "1"})).content.decode()
    assert "Cette adresse ne change pas" in html
    assert Page.objects.get(pk=door.pk).slug == "agir"
    assert client.get(add("/", "doorpage")).status_code in (302, 403)
    assert client.get(add("/agir/", "toolpage")).status_code in (302, 403)
