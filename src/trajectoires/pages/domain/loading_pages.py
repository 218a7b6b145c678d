"""Pages of ``content/pages`` → the tree of Wagtail, each with a published revision."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from wagtail.models import Page, Site

from trajectoires.pages.content.markdown_files import PageFile
from trajectoires.pages.content.markdown_text import typeset
from trajectoires.pages.content.shipped import Shipped
from trajectoires.pages.content.stream import to_stream
from trajectoires.pages.domain.loading import Report, digest
from trajectoires.pages.domain.queries.tree import ROOT_SLUG, url_path_of
from trajectoires.pages.models import (
    ArticlePage,
    ContentPage,
    DoorPage,
    HomePage,
    KitPage,
    PageSource,
    PathPage,
    SheetPage,
    ShippedMark,
    Source,
    StepPage,
    ToolPage,
)

KIND = "page"
TYPES: dict[str, type[ContentPage]] = {
    "home": HomePage,
    "door": DoorPage,
    "article": ArticlePage,
    "path": PathPage,
    "step": StepPage,
    "sheet": SheetPage,
    "kit": KitPage,
    "tool": ToolPage,
}
LISTS = ("audience", "objective", "maturity", "medoc", "pillar", "levers", "keywords", "questions")


def values_of(file: PageFile, terms: dict[str, str]) -> dict[str, Any]:
    """The fields of a page, as plain data."""
    meta = file.meta
    return {
        "title": typeset(str(meta["title"])),
        "slug": file.address.strip("/").rpartition("/")[2] or ROOT_SLUG,
        "summary": typeset(str(meta["summary"])),
        "order": int(meta["order"]),
        "duration": int(meta["duration"]),
        "format": meta["format"],
        "author": typeset(str(meta["author"])),
        "reviewed": meta["reviewed"],
        "next_review": meta["next_review"],
        **{name: list(meta.get(name) or []) for name in LISTS},
        "extra": _extra(meta),
        "body": to_stream(file.blocks, file.address, terms),
        "sources": [
            {"key": s["key"], "status": s["status"], "note": typeset(str(s.get("note") or ""))}
            for s in meta.get("sources") or []
        ],
        **({"tool": meta["tool"]} if meta["kind"] == "tool" else {}),
    }


def _extra(meta: dict[str, Any]) -> dict[str, Any]:
    """What only some kinds have: the number of a sheet, the layers of a step."""
    extra = {"number": meta["number"]} if "number" in meta else {}
    if "layers" in meta:
        extra["layers"] = {
            layer: [{"what": typeset(str(task["what"])), "minutes": int(task["minutes"])} for task in tasks]
            for layer, tasks in meta["layers"].items()
        }
    return extra


def load_pages(shipped: Shipped, report: Report) -> None:
    """Parents before children. A page that an editor touched, moved or unpublished is left."""
    marks = {mark.key: mark for mark in ShippedMark.objects.filter(kind=KIND)}
    sources = {source.key: source for source in Source.objects.all()}
    placed: dict[str, Page] = {}
    for address in sorted(shipped.pages, key=lambda a: (a.count("/"), a)):
        file = shipped.pages[address]
        values = values_of(file, shipped.terms)
        page = _load_page(file, values, marks.get(address), placed, sources, report)
        if page is not None:
            placed[address] = page


def _load_page(
    file: PageFile,
    values: dict[str, Any],
    mark: ShippedMark | None,
    placed: dict[str, Page],
    sources: dict[str, Source],
    report: Report,
) -> Page | None:
    shipped_now = digest(values)
    if mark is not None:
        page = Page.objects.filter(pk=mark.object_id).first()
        if page is None or mark.row_hash != state_of(page):
            report.unchanged += 1
            if mark.file_hash != shipped_now:
                report.left.append(f"page {file.address} : changée ici, laissée telle quelle")
            return page
        if mark.file_hash == shipped_now:
            report.unchanged += 1
            return page
        page = page.specific
        report.updated += 1
    else:
        page = _place(file, values, placed, report)
        if page is None:
            return None
        report.created += 1
    _write(page, values, sources)
    ShippedMark.objects.update_or_create(
        kind=KIND,
        key=file.address,
        defaults={"object_id": page.pk, "file_hash": shipped_now, "row_hash": state_of(page)},
    )
    return page


def state_of(page: Page) -> str:
    """What tells an editor's hand: a newer revision, another place, another state."""
    fresh = Page.objects.get(pk=page.pk)
    return digest([fresh.latest_revision_id, fresh.url_path, fresh.live])


def _place(file: PageFile, values: dict[str, Any], placed: dict[str, Page], report: Report) -> Page | None:
    """A new page under its parent; the home page takes the place of Wagtail's first page."""
    made = TYPES[file.meta["kind"]](title=values["title"], slug=values["slug"], summary=values["summary"])
    made.live = False
    if file.address == "/":
        return _home(made)
    above = file.address.rstrip("/").rpartition("/")[0] + "/"
    parent = placed.get(above) or Page.objects.filter(url_path=url_path_of(above)).first()
    if parent is None:
        report.left.append(f"page {file.address} : sa page parente n’existe pas")
        return None
    if Page.objects.child_of(parent).filter(slug=values["slug"]).exists():
        report.left.append(f"page {file.address} : une autre page occupe déjà cette adresse")
        return None
    return parent.add_child(instance=made)


def _home(made: ContentPage) -> Page:
    root = Page.get_first_root_node()
    if root is None:
        root = Page.add_root(instance=Page(title="Racine", slug="racine"))
    for default in Page.objects.child_of(root).filter(slug="home"):
        if default.specific_class is Page:
            Site.objects.filter(root_page=default).delete()
            default.delete()
    root = Page.objects.get(pk=root.pk)
    home: Page = root.add_child(instance=made)
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={"hostname": "localhost", "site_name": "Trajectoires", "root_page": home},
    )
    return home


def _write(page: Any, values: dict[str, Any], sources: dict[str, Source]) -> None:
    for name, value in values.items():
        if name not in ("body", "sources", "reviewed", "next_review"):
            setattr(page, name, value)
    page.seo_title = ""
    page.search_description = values["summary"]
    page.reviewed = dt.date.fromisoformat(values["reviewed"])
    page.next_review = dt.date.fromisoformat(values["next_review"])
    page.body = json.dumps(values["body"], ensure_ascii=False)
    page.page_sources = [
        PageSource(source=sources[s["key"]], status=s["status"], note=s["note"], sort_order=rank)
        for rank, s in enumerate(values["sources"])
        if s["key"] in sources
    ]
    page.save_revision(log_action=False, changed=False).publish(log_action=False)
    page.refresh_from_db()
