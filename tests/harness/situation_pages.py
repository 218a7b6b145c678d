"""Everything that the pages of a trajectory say of a situation, as a reader meets it, block by block.

With ``TRAJECTOIRES_SAY`` set to a folder, test_situations.py writes it there, to be read with fresh eyes.
"""

from __future__ import annotations

from html.parser import HTMLParser

from harness.client import ScanningClient
from harness.situations import Told
from harness.trajectories import Opened

BLOCKS = {
    "p", "li", "h1", "h2", "h3", "h4", "dt", "dd", "th", "td", "tr", "section", "div", "ul", "ol", "table",
    "summary", "caption", "label", "legend", "header", "form", "nav", "article", "figure", "figcaption",
}  # fmt: skip
SILENT = {"svg", "script", "nav", "option", "template"}


class _Main(HTMLParser):
    """The blocks of ``<main>``, without its menus and drawings."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[str] = []
        self.words: list[str] = []
        self.inside = False
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "main":
            self.inside = True
        if tag in SILENT:
            self.silent += 1
        if tag in BLOCKS:
            self._end()

    def handle_endtag(self, tag: str) -> None:
        if tag in SILENT:
            self.silent -= 1
        if tag in BLOCKS or tag == "main":
            self._end()
        if tag == "main":
            self.inside = False

    def handle_data(self, data: str) -> None:
        if self.inside and not self.silent:
            self.words.append(data)

    def _end(self) -> None:
        told = " ".join("".join(self.words).split())
        self.words = []
        if told:
            self.blocks.append(told)


def blocks(html: str) -> list[str]:
    """What a page says, in its order."""
    reader = _Main()
    reader.feed(html)
    reader.close()
    return reader.blocks


def said(client: ScanningClient, opened: Opened, told: Told) -> dict[str, list[str]]:
    """Name of a page → what it says of the situation; the scenario that opens first unless the aim says."""
    asked = {
        "result": (opened.url(), {}),
        "searching": (opened.url("searching"), told.aim),
        "what_if": (opened.url("what_if"), told.moved),
        **{
            name: (opened.url(name), {})
            for name in (
                "lines", "calendar", "tasks", "actions", "shocks", "scenarios", "levers", "activities",
                "alliances", "investments", "skills", "steps", "road", "recap", "pitch", "takeaway", "cerfa",
            )
        },
        "lever": (opened.url("lever", told.lever), {}),
    }  # fmt: skip
    found = {}
    for name, (address, query) in asked.items():
        answer = client.get(address, query)
        assert answer.status_code == 200, (name, answer.status_code)
        found[name] = blocks(answer.content.decode())
    return found


def as_text(pages: dict[str, list[str]]) -> str:
    """To read with fresh eyes."""
    return "\n\n".join(f"=== {name}\n" + "\n".join(told) for name, told in pages.items()) + "\n"
