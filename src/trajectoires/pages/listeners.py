"""What a publication sets off: Wagtail tells, cached pages grow old, the search index follows.

Renditions are made.
"""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from wagtail.documents.models import document_served
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from trajectoires.pages.domain import freshness, readership
from trajectoires.pages.models import ContentPage, GlossaryTerm, SiteImage, Source
from trajectoires.pages.models.images import RENDITIONS
from trajectoires.pages.search import index

PUBLIC_MODELS: list[type] = [GlossaryTerm, Source]


def connect() -> None:
    """Called once, when the site starts."""
    for signal in (page_published, page_unpublished, page_slug_changed, post_page_move):
        signal.connect(_page_changed, dispatch_uid=f"pages.{id(signal)}")
    post_delete.connect(_page_deleted, dispatch_uid="pages.deleted")
    post_save.connect(_make_renditions, sender=SiteImage, dispatch_uid="pages.renditions")
    document_served.connect(_document_served, dispatch_uid="pages.document")
    for model in PUBLIC_MODELS:
        public(model)


def public(model: type) -> None:
    """A model that public pages show: each change of it makes them old and reindexes the thing."""
    for signal in (post_save, post_delete):
        signal.connect(_row_changed, sender=model, dispatch_uid=f"pages.public.{model.__name__}.{id(signal)}")


def _page_changed(sender: Any, instance: Any, **kwargs: Any) -> None:
    freshness.publish()
    if isinstance(instance, ContentPage) and not index.is_paused():
        primary = instance.pk
        transaction.on_commit(lambda: index.refresh_page(primary))


def _page_deleted(sender: Any, instance: Any, **kwargs: Any) -> None:
    if isinstance(instance, ContentPage):
        freshness.publish()
        index.forget("page", str(instance.pk))


def _row_changed(sender: Any, instance: Any, **kwargs: Any) -> None:
    freshness.publish()
    index.refresh_row(instance, gone="created" not in kwargs)


def _make_renditions(sender: Any, instance: SiteImage, **kwargs: Any) -> None:
    instance.get_renditions(*RENDITIONS)
    freshness.publish()


def _document_served(sender: Any, instance: Any, **kwargs: Any) -> None:
    readership.document_taken(f"depose/{instance.pk}")
