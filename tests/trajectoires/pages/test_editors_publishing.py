"""From a draft to everybody and back: nothing too early, nothing too late, in every process."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from editors import edit, editor, form_of, made, under
from wagtail.models import Comment, TaskState

from harness.client import ScanningClient
from trajectoires.pages.domain import readership
from trajectoires.pages.domain.roles import CONTRIBUTION, COORDINATION, MODERATION
from trajectoires.pages.models import ArticlePage, DailyCount

pytestmark = pytest.mark.django_db
ADDRESS = "/comprendre/page-d-essai/"
PUBLISH = {"action-publish": "1"}
Two = tuple[ScanningClient, ScanningClient]
GONE = "Cette page n’existe pas"


@pytest.fixture
def visitors() -> Two:
    """Two processes: each has its own middleware, its own kept pages, its own outline."""
    return ScanningClient(), ScanningClient()


def seen(visitors: tuple[ScanningClient, ...], address: str = ADDRESS) -> list[tuple[int, str]]:
    """What each process answers, twice: made, then kept."""
    answers = [visitor.get(address) for visitor in visitors for _ in range(2)]
    return [(answer.status_code, _title(answer.content.decode())) for answer in answers]


def _title(html: str) -> str:
    found = re.search(r"<h1[^>]*>(.*?)</h1>", html, re.DOTALL)
    return found[1].strip() if found else ""


def test_what_is_published_is_seen_at_once_everywhere(
    visitors: Two,
) -> None:
    client, page = editor(MODERATION), made()
    assert seen(visitors) == [(200, "Page d’essai")] * 4
    client.post(edit(page), form_of(page, title="Titre neuf", **PUBLISH))
    assert seen(visitors) == [(200, "Titre neuf")] * 4
    assert "Titre neuf" in visitors[0].get("/comprendre/").content.decode()
    client.post(reverse("wagtailadmin_pages:unpublish", args=[page.pk]))
    assert [status for status, _ in seen(visitors)] == [404] * 4
    assert "Titre neuf" not in visitors[1].get("/comprendre/").content.decode()
    assert ADDRESS not in visitors[0].get("/sitemap.xml").content.decode()


def test_a_draft_is_seen_by_nobody(visitors: Two) -> None:
    client, page = editor(CONTRIBUTION), made()
    seen(visitors)
    client.post(edit(page), form_of(page, title="Brouillon"))
    assert seen(visitors) == [(200, "Page d’essai")] * 4
    assert "Brouillon" not in visitors[0].get("/comprendre/").content.decode()
    assert "Brouillon" not in visitors[0].get("/recherche/?q=brouillon").content.decode()
    never = made("Jamais publiée", slug="jamais", live=False)
    assert visitors[0].get(never.address).status_code == 404


def test_a_preview_is_neither_kept_nor_counted_nor_public(
    visitors: Two,
) -> None:
    client, page = editor(CONTRIBUTION), made()
    seen(visitors)
    client.get(ADDRESS)  # this very process has a copy of the page
    readership.write()
    before = list(DailyCount.objects.order_by("pk").values_list("key", "total"))
    preview = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    assert client.post(preview, form_of(page, title="Seulement un aperçu")).json()["is_valid"]
    for mode in ("", "?in_preview_panel=true"):
        answer = client.get(preview + mode)
        assert _title(answer.content.decode()) == "Seulement un aperçu"
        assert "no-store" in answer["Cache-Control"]
        assert "ETag" not in answer.headers
    draft = client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))
    assert "no-store" in draft["Cache-Control"]
    assert seen(visitors) == [(200, "Page d’essai")] * 4
    assert _title(client.get(ADDRESS).content.decode()) == "Page d’essai"
    readership.write()
    after = dict(DailyCount.objects.order_by("pk").values_list("key", "total"))
    # Only the five readings of this test were counted.
    counted = {key: total - dict(before).get(key, 0) for key, total in after.items()}
    assert {key: total for key, total in counted.items() if total} == {ADDRESS: 5}
    assert ScanningClient().get(preview).status_code == 302


def test_a_preview_has_the_policy_of_the_public_page_in_a_frame_of_the_editor() -> None:
    client, page = editor(CONTRIBUTION), made()
    public = ScanningClient().get(ADDRESS).headers["Content-Security-Policy"]
    preview = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    client.post(preview, form_of(page))
    answer = client.get(preview)

    def parts(policy: str) -> dict[str, str]:
        return dict(part.strip().split(" ", 1) for part in policy.split(";"))

    assert parts(answer.headers["Content-Security-Policy"]) == parts(public) | {"frame-ancestors": "'self'"}
    assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"


def test_a_preview_is_made_behind_a_proxy_that_speaks_tls(settings: Any) -> None:
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    settings.SECURE_SSL_REDIRECT = True
    settings.ALLOWED_HOSTS = ["trajectoires.exemple.org"]
    client, page = editor(CONTRIBUTION), made()
    there = {"HTTP_HOST": "trajectoires.exemple.org", "HTTP_X_FORWARDED_PROTO": "https"}
    preview = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    assert client.post(preview, form_of(page, title="Derrière"), **there).json()["is_valid"]
    assert _title(client.get(preview, **there).content.decode()) == "Derrière"


def test_the_editor_has_its_own_policy_without_evaluation() -> None:
    policy = editor(CONTRIBUTION).get("/gestion/").headers["Content-Security-Policy"]
    assert "unsafe-eval" not in policy
    assert "http" not in policy
    assert "default-src 'none'" in policy


def test_the_preview_offers_a_phone_and_a_desk() -> None:
    html = editor(CONTRIBUTION).get(edit(made())).content.decode()
    assert re.findall(r'data-device-width="(\d+)"|value="(\d+)"\s+data-device-width', html)
    assert "Téléphone, 360\u00a0px" in html
    assert "Bureau, 1280\u00a0px" in html


def test_a_page_is_published_and_taken_away_on_its_day(
    visitors: Two, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = monkeypatch
    client, page = editor(COORDINATION), made(live=False)
    now = timezone.now()
    on, off = (_local(now + dt.timedelta(days=days)) for days in (1, 9))
    client.post(edit(page), form_of(page, go_live_at=on, expire_at=off, **PUBLISH))
    page.refresh_from_db()
    assert (page.live, page.approved_schedule) == (False, True)
    for days, answer in ((0, (404, GONE)), (2, (200, "Page d’essai")), (10, (404, GONE))):
        clock.setattr("django.utils.timezone.now", lambda days=days: now + dt.timedelta(days=days))
        call_command("publish_scheduled")
        assert seen(visitors) == [answer] * 4


def _local(when: dt.datetime) -> str:
    return timezone.localtime(when).strftime("%Y-%m-%d %H:%M")


def test_a_date_that_is_past_is_refused_in_french() -> None:
    client, page = editor(COORDINATION), made()
    sent = form_of(page, expire_at=_local(timezone.now() - dt.timedelta(days=1)), **PUBLISH)
    html = client.post(edit(page), sent).content.decode()
    assert "expiration" in html
    page.refresh_from_db()
    assert page.expire_at is None


def test_a_page_is_submitted_sent_back_then_approved(visitors: Two) -> None:
    page = made(live=False)
    writer, moderator = editor(CONTRIBUTION), editor(MODERATION)
    submit = {"action-submit": "1"}
    writer.post(edit(page), form_of(page, **submit))
    state = TaskState.objects.get(status=TaskState.STATUS_IN_PROGRESS)
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "reject", state.pk])
    moderator.post(address, {"comment": "Ajoutez un exemple"})
    state.refresh_from_db()
    assert (state.status, state.comment) == ("rejected", "Ajoutez un exemple")
    assert [status for status, _ in seen(visitors)] == [404] * 4
    writer.post(edit(page), form_of(page, title="Corrigée", **submit))
    writer.post(edit(page), form_of(page, title="Corrigée", **{"action-restart-workflow": "1"}))
    state = TaskState.objects.get(status=TaskState.STATUS_IN_PROGRESS)
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])
    assert writer.post(address, {"comment": ""}).status_code in (302, 403)
    assert not ArticlePage.objects.get(pk=page.pk).live
    moderator.post(address, {"comment": ""})
    assert seen(visitors) == [(200, "Corrigée")] * 4


def test_somebody_who_waits_is_told_by_mail(mailoutbox: list[object]) -> None:
    editor(MODERATION, name="moderatrice")
    page = made(live=False)
    editor(CONTRIBUTION).post(edit(page), form_of(page, **{"action-submit": "1"}))
    told = [mail for mail in mailoutbox if "moderatrice@exemple.fr" in mail.to]  # type: ignore[attr-defined]
    assert len(told) == 1
    assert "Page d’essai" in told[0].body or "Page d’essai" in told[0].subject  # type: ignore[attr-defined]


def test_comments_are_kept_with_the_draft() -> None:
    client, page = editor(CONTRIBUTION), made()
    row = {
        "comments-TOTAL_FORMS": "1", "comments-INITIAL_FORMS": "0", "comments-MIN_NUM_FORMS": "0",
        "comments-MAX_NUM_FORMS": "", "comments-0-DELETE": "", "comments-0-resolved": "", "comments-0-id": "",
        "comments-0-contentpath": "summary", "comments-0-text": "Plus court ?", "comments-0-position": "",
        "comments-0-replies-TOTAL_FORMS": "0", "comments-0-replies-INITIAL_FORMS": "0",
        "comments-0-replies-MIN_NUM_FORMS": "0", "comments-0-replies-MAX_NUM_FORMS": "",
    }  # fmt: skip
    client.post(edit(page), form_of(page) | row)
    assert Comment.objects.get().text == "Plus court ?"
    assert "Plus court ?" not in ScanningClient().get(ADDRESS).content.decode()


def test_history_comparison_and_an_old_version_restored() -> None:
    client, page = editor(MODERATION), made()
    first = page.latest_revision
    client.post(edit(page), form_of(page, title="Deuxième version", keywords="neuf", **PUBLISH))
    page.refresh_from_db()
    history = client.get(reverse("wagtailadmin_pages:history", args=[page.pk])).content.decode()
    assert "moderation" in history.lower() or "modération" in history.lower()
    compared = client.get(
        reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, first.pk, page.latest_revision_id])
    ).content.decode()
    assert "Deuxième version" in re.sub(r"<[^>]+>", "", compared)
    revert = reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, first.pk])
    assert "Page d’essai" in client.get(revert).content.decode()
    client.post(edit(page), form_of(page, title="Page d’essai", revision=str(first.pk), **PUBLISH))
    assert _title(ScanningClient().get(ADDRESS).content.decode()) == "Page d’essai"


def test_a_renamed_branch_is_found_at_its_old_addresses(
    visitors: Two, django_capture_on_commit_callbacks: Any
) -> None:
    client, page = editor(COORDINATION), made()
    made("Dessous", slug="dessous", parent=ADDRESS)
    seen(visitors)
    seen(visitors, f"{ADDRESS}dessous/")
    with django_capture_on_commit_callbacks(execute=True):
        client.post(edit(page), form_of(page, slug="renommee", **PUBLISH))
    for visitor in visitors:
        for rest in ("", "dessous/"):
            answer = visitor.get(ADDRESS + rest)
            assert (answer.status_code, answer["Location"]) == (301, f"/comprendre/renommee/{rest}")
            assert visitor.get(answer["Location"]).status_code == 200
    # A draft that changes an address changes nothing for the public.
    page.refresh_from_db()
    client.post(edit(page), form_of(page, slug="encore"))
    assert visitors[0].get("/comprendre/renommee/").status_code == 200
    assert visitors[0].get("/comprendre/encore/").status_code == 404


def test_a_page_that_takes_an_old_address_prevails_over_the_redirect(
    django_capture_on_commit_callbacks: Any,
) -> None:
    client, page = editor(COORDINATION), made()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(edit(page), form_of(page, slug="renommee", **PUBLISH))
    assert ScanningClient().get(ADDRESS).status_code == 301
    made("Nouvelle", slug="page-d-essai")
    assert _title(ScanningClient().get(ADDRESS).content.decode()) == "Nouvelle"


def test_a_moved_page_is_found_at_its_old_address() -> None:
    client, page = editor(COORDINATION), made()
    target = under("/agir/")
    client.post(reverse("wagtailadmin_pages:move_confirm", args=[page.pk, target.pk]))
    answer = ScanningClient().get(ADDRESS)
    assert (answer.status_code, answer["Location"]) == (301, "/agir/page-d-essai/")


def test_a_page_for_members_only_would_be_a_false_promise() -> None:
    client, page = editor(COORDINATION), made()
    address = reverse("wagtailadmin_pages:set_privacy", args=[page.pk])
    client.post(address, {"restriction_type": "login", "password": "", "groups": []})
    assert not page.get_view_restrictions().exists()
