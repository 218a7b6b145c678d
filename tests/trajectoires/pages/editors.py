"""Editors at work: an account of each group, a small page, the form that the browser would send."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib.auth.models import Group, User
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from harness.client import ScanningClient
from trajectoires.pages.domain import roles
from trajectoires.pages.models import ArticlePage, PageSource, Source

TEXT = "<p>Une phrase courte. Un exemple : deux bénévoles ouvrent la salle.</p>"
FIELDS: dict[str, Any] = {
    "summary": "Vous saurez essayer cette page.", "order": 10, "duration": 5, "format": "fiche",
    "audience": ["porteur"], "objective": ["comprendre"], "maturity": ["initier"], "medoc": ["methode"],
    "pillar": ["financement"], "levers": ["FI1a"],
}  # fmt: skip


def editor(group: str, *, name: str = "") -> ScanningClient:
    """A browser where somebody of this group is signed in."""
    roles.ensure_roles()
    email = f"{name or group.lower()}@exemple.fr"
    user = User.objects.filter(username=email).first() or User.objects.create_user(email, email)
    user.groups.add(Group.objects.get(name=group))
    client = ScanningClient()
    client.force_login(user)
    return client


def superuser() -> ScanningClient:
    """A browser of the one who holds every right."""
    client = ScanningClient()
    client.force_login(User.objects.create_superuser("cheffe@exemple.fr", "cheffe@exemple.fr"))
    return client


def under(address: str = "/comprendre/") -> Page:
    """The page under which one is made."""
    return Page.objects.get(url_path=f"/accueil{address}")


def made(
    title: str = "Page d’essai",
    *,
    slug: str = "page-d-essai",
    parent: str = "/comprendre/",
    live: bool = True,
    cites: bool = True,
    **fields: Any,
) -> ArticlePage:
    """A page with a text and a source, published or left as a draft."""
    dates = {"reviewed": dt.date(2026, 1, 1), "next_review": dt.date(2027, 6, 1)}
    given = FIELDS | dates | {"body": [("text", TEXT)]} | fields
    page = ArticlePage(title=title, slug=slug, live=False, **given)
    page.page_sources = [PageSource(source=source(), status="convention")] if cites else []
    under(parent).add_child(instance=page)
    revision = page.save_revision()
    if live:
        revision.publish()
    page.refresh_from_db()
    return page


def source() -> Source:
    """The source of what the platform itself chooses."""
    return Source.objects.get(key="plateforme")


def form(*, title: str = "Page d’essai", slug: str = "page-d-essai", **changes: Any) -> dict[str, Any]:
    """What the browser sends for a page."""
    row = {"source": str(source().pk), "status": "convention", "note": "", "id": ""}
    values = {
        **FIELDS,
        "title": title,
        "slug": slug,
        "author": "Rédaction",
        "keywords": "",
        "questions": "",
        "reviewed": "",
        "next_review": "",
        "go_live_at": "",
        "expire_at": "",
        "body": streamfield([("text", rich_text(TEXT))]),
        "page_sources": inline_formset([row]),
        "comments": inline_formset([]),
    } | changes
    ticked = {name: value for name, value in values.items() if isinstance(value, list)}
    return dict(nested_form_data({n: v for n, v in values.items() if n not in ticked})) | ticked


def form_of(page: ArticlePage, **changes: Any) -> dict[str, Any]:
    """What the browser sends for a page that exists, with its source as it is stored."""
    rows = [
        {"source": str(one.source_id), "status": one.status, "note": one.note, "id": str(one.pk)}
        for one in page.page_sources.all()
    ]
    kept = {"page_sources": inline_formset(rows, initial=len(rows)), "title": page.title, "slug": page.slug}
    return form(**kept | changes)


def edit(page: Page) -> str:
    """Where a page is edited."""
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def add(parent: str = "/comprendre/", kind: str = "articlepage") -> str:
    """Where a page is made."""
    return reverse("wagtailadmin_pages:add", args=["pages", kind, under(parent).pk])
