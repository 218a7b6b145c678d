"""Every HTML response of every test goes through here."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
FIELDS = {"input", "select", "textarea"}
UNLABELLED_TYPES = {"hidden", "submit", "button", "image", "reset"}
TEMPLATE_MARK = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")
DRAWING_TAGS = {"svg"}


@dataclass
class Field:
    """A form field, and the ways it may have been named."""

    tag: str
    attributes: dict[str, str]
    inside_label: bool


@dataclass
class Page:
    """What a scan keeps of a page."""

    problems: list[str] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    title: str | None = None
    lang: str | None = None
    is_document: bool = False
    ids: list[str] = field(default_factory=list)
    labels_for: set[str] = field(default_factory=set)
    fields: list[Field] = field(default_factory=list)
    text: str = ""
    hrefs: list[str] = field(default_factory=list)
    posts: int = 0


class _Scanner(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = Page()
        self.open: list[str] = []
        self.caught: list[str] | None = None
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        self._check_attributes(tag, attributes)
        if tag == "html":
            self.page.is_document = True
            self.page.lang = attributes.get("lang")
        if tag == "h1" or (tag == "title" and "svg" not in self.open):
            self.caught = []
        if tag == "label" and attributes.get("for"):
            self.page.labels_for.add(attributes["for"])
        if tag == "form" and attributes.get("method", "").lower() == "post":
            self.page.posts += 1
        if tag in FIELDS and attributes.get("type", "").lower() not in UNLABELLED_TYPES:
            self.page.fields.append(Field(tag, attributes, "label" in self.open))
        if tag == "a" and attributes.get("href"):
            self.page.hrefs.append(attributes["href"])
        if tag not in VOID:
            self.open.append(tag)

    def _check_attributes(self, tag: str, attributes: dict[str, str]) -> None:
        problems = self.page.problems
        if "id" in attributes:
            self.page.ids.append(attributes["id"])
        if tag == "script" and not attributes.get("src"):
            problems.append("inline <script>")
        if tag == "style":
            problems.append("<style>")
        for name, value in attributes.items():
            if name == "style":
                problems.append(f"style attribute on <{tag}>")
            if re.fullmatch(r"on[a-z]+", name):
                problems.append(f"{name} handler on <{tag}>")
            if name.startswith("hx-on"):
                problems.append(f"{name} on <{tag}>: it needs eval")
            if name in ("href", "src", "action") and value.strip().lower().startswith("javascript:"):
                problems.append(f"javascript: address on <{tag}>")
            if TEMPLATE_MARK.search(value):
                problems.append(f"template mark in {name} of <{tag}>")
        # The canonical address and the feeds are named, never fetched.
        fetched = tag == "link" and attributes.get("rel") not in ("canonical", "alternate")
        foreign = attributes.get("src") or (attributes.get("href", "") if fetched else "")
        if re.match(r"(https?:)?//", foreign):
            problems.append(f"<{tag}> asks another host: {foreign}")
        if tag == "img" and "alt" not in attributes:
            problems.append("<img> without alt")

    def handle_endtag(self, tag: str) -> None:
        if tag in self.open:
            while self.open and self.open.pop() != tag:
                pass
        if self.caught is not None and tag in ("h1", "title"):
            words = " ".join("".join(self.caught).split())
            if tag == "h1":
                self.page.headings.append(words)
            else:
                self.page.title = words
            self.caught = None

    def handle_data(self, data: str) -> None:
        if self.caught is not None:
            self.caught.append(data)
        self.words.append(data)
        if TEMPLATE_MARK.search(data) and not {"code", "pre", "textarea"} & set(self.open):
            self.page.problems.append(f"template mark in the text: {data.strip()[:60]}")


def scan(html: str) -> Page:
    """Read a page or a fragment; ``problems`` lists what must not be there."""
    scanner = _Scanner()
    scanner.feed(html)
    scanner.close()
    page = scanner.page
    page.text = "".join(scanner.words)
    repeated = {one for one in page.ids if page.ids.count(one) > 1}
    if repeated:
        page.problems.append(f"ids used twice: {sorted(repeated)}")
    for one in page.fields:
        named = (
            one.inside_label
            or one.attributes.get("id") in page.labels_for
            or one.attributes.get("aria-label")
            or one.attributes.get("aria-labelledby")
        )
        if not named:
            page.problems.append(f"<{one.tag} name={one.attributes.get('name')!r}> has no label")
    if page.is_document:
        if page.lang != "fr":
            page.problems.append(f"lang is {page.lang!r}")
        if not page.title:
            page.problems.append("no title")
        if len(page.headings) != 1 or not page.headings[0]:
            page.problems.append(f"one h1 expected, found {page.headings}")
    return page
