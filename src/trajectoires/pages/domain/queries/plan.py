"""The whole site as a tree: one query for the pages, and the tool's own pages."""

from __future__ import annotations

from dataclasses import dataclass, field

from trajectoires.pages.content.markdown_text import typeset
from trajectoires.pages.domain.queries import tree
from trajectoires.pages.facets import DOORS
from trajectoires.pages.search.entries import own_entries


@dataclass
class Branch:
    """A page and those below it, in their order."""

    title: str
    address: str
    below: list[Branch] = field(default_factory=list)


@dataclass(frozen=True)
class Plan:
    """The five doors, the pages outside them, the tool's."""

    doors: list[Branch]
    others: list[Branch]
    own: list[Branch]


def plan() -> Plan:
    """Every public page. One whose parent is not published hangs from the nearest page that is."""
    home = Branch("", "/")
    placed: dict[str, Branch] = {}
    ranks: dict[int, tuple[int, str]] = {}
    for page in tree.live_pages():
        branch = Branch(page.title, page.address)
        ranks[id(branch)] = (page.order, page.title)
        if page.address != "/":
            _above(page.path, page.steplen, placed, home).below.append(branch)
            placed[page.path] = branch
    _sort(home, ranks)
    known = {address for branch in home.below for address in _addresses(branch)}
    own = [Branch(typeset(one.title), one.address) for one in own_entries() if one.address not in known]
    doors = {branch.address.strip("/"): branch for branch in home.below}
    return Plan(
        doors=[doors[code] for code in DOORS if code in doors],
        others=[branch for code, branch in doors.items() if code not in DOORS],
        own=own,
    )


def _above(path: str, step: int, placed: dict[str, Branch], home: Branch) -> Branch:
    while path:
        path = path[:-step]
        if path in placed:
            return placed[path]
    return home


def _sort(branch: Branch, ranks: dict[int, tuple[int, str]]) -> None:
    branch.below.sort(key=lambda one: ranks[id(one)])
    for one in branch.below:
        _sort(one, ranks)


def _addresses(branch: Branch) -> list[str]:
    return [branch.address, *(address for one in branch.below for address in _addresses(one))]
