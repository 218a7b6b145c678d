"""Every address × every kind of visitor. An address that is not in the table fails."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from equilibre.accounts.cases import case_slugs
from harness.books import fec
from harness.client import ScanningClient
from harness.dossiers import open_deposit
from trajectoires.private_links import lifetime
from trajectoires.qualification.domain.queries import published
from trajectoires.qualification.links import CASE, EDIT, READ, Link
from trajectoires.qualification.models import Dossier, Revision

VISITORS = ("edit", "read", "case", "wrong_edit", "wrong_read", "expired_edit", "expired_read", "revoked")
ANYONE = 200
BY_ANY_LINK = {"edit": 200, "read": 200, "case": 200, "expired_edit": 410, "expired_read": 410}
BY_PRIVATE_LINK = {"edit": 200, "read": 200, "expired_edit": 410, "expired_read": 410}
BY_EDIT_LINK = {"edit": 200, "expired_edit": 410}
"""Visitors who are not named get a 404, whatever the reason."""

TABLE: dict[str, int | dict[str, int]] = {
    "health": ANYONE,
    "robots": ANYONE,
    "ui:components": ANYONE,
    "home": ANYONE,
    "wagtail_serve": ANYONE,
    "media": 404,
    "pages:sitemap": ANYONE,
    "pages:propose": 302,
    "pages:proposed": ANYONE,
    "support:calendar": ANYONE,
    "learning:start": 302,
    "learning:question": 302,
    "learning:answer": 302,
    "learning:result": 302,
    "learning:presentation": ANYONE,
    "learning:table": 404,
    "pages:search": ANYONE,
    "pages:suggestions": ANYONE,
    "agenda:calendar": ANYONE,
    "agenda:event": ANYONE,
    "agenda:webinar": ANYONE,
    "agenda:letter": 404,
    "agenda:webinaires": ANYONE,
    "agenda:lettres": ANYONE,
    "agenda:dossiers": ANYONE,
    "agenda:nouveautes": ANYONE,
    "agenda:ask": 302,
    "agenda:asked": ANYONE,
    # Links that nobody signed.
    "agenda:confirm": 410,
    "agenda:preferences": 404,
    "agenda:unsubscribe": 404,
    "diagnoses:with_accounts": 303,
    "qualification:deposit": ANYONE,
    "qualification:typed": ANYONE,
    "qualification:cash_book": ANYONE,
    "qualification:mapping": 303,
    "qualification:reopen": ANYONE,
    "qualification:example": ANYONE,
    "qualification:cases": ANYONE,
    "qualification:cash_help": ANYONE,
    "qualification:export_help": ANYONE,
    "qualification:my_data": ANYONE,
    "qualification:method": ANYONE,
    "qualification:parameters": ANYONE,
    "qualification:accessibility": ANYONE,
    "qualification:legal": ANYONE,
    "qualification:result": BY_ANY_LINK,
    "qualification:print": BY_ANY_LINK,
    "qualification:figure": BY_ANY_LINK,
    "qualification:drawing": BY_ANY_LINK,
    "qualification:table": BY_ANY_LINK,
    "qualification:pdf": BY_ANY_LINK,
    "qualification:xlsx": BY_ANY_LINK,
    "qualification:passation": BY_PRIVATE_LINK,
    "qualification:anomalies": BY_PRIVATE_LINK,
    "qualification:add": BY_EDIT_LINK,
    "qualification:funders": BY_EDIT_LINK,
    "qualification:payers": BY_EDIT_LINK,
    "qualification:project": BY_EDIT_LINK,
    "qualification:means": BY_EDIT_LINK,
    "qualification:partners": BY_EDIT_LINK,
    "qualification:activities": BY_EDIT_LINK,
    "qualification:uses": BY_EDIT_LINK,
    "qualification:correct": BY_EDIT_LINK,
    "qualification:answer": BY_EDIT_LINK,
    "qualification:choices": BY_EDIT_LINK,
    "qualification:undo": BY_EDIT_LINK,
    "qualification:keep": BY_EDIT_LINK,
    "qualification:share": BY_EDIT_LINK,
    "qualification:mail": BY_EDIT_LINK,
    "qualification:erase": BY_EDIT_LINK,
    "diagnoses:start": ANYONE,
    "pathways:ask": ANYONE,
    "pathways:start": 302,
    # Links that nobody signed.
    "pathways:check_in": 404,
    "pathways:stop": 404,
    "trajectories:start": ANYONE,
    "trajectories:from_model": 303,
    "trajectories:by_hand": ANYONE,
    "trajectories:from_session": 303,
    "facilitation:code": ANYONE,
    "facilitation:start": ANYONE,
    "facilitation:from_model": 303,
    "facilitation:from_trajectory": 303,
    "facilitation:from_diagnosis": 303,
    # A code that opens nothing.
    "facilitation:join": 404,
}
QUERIES = {"qualification:correct": "?compte=740000", "qualification:answer": "?question=perimetre"}
# Addresses that a route writes as a pattern.
WRITTEN = {
    "wagtail_serve": "comprendre/",
    "media": "images/absente.webp",
    "learning:presentation": "presentations/essentiel.pptx",
    "learning:table": "documents-a-remplir/1/absent.xlsx",
    "agenda:event": "s-informer/webinaires/web-2020-10-22.ics",
    "agenda:webinar": "s-informer/webinaires/web-2020-10-22/",
    "agenda:letter": "s-informer/lettres/inconnue/",
    "facilitation:join": "seance/ABCDEF/",
}
REST = {"<int:index>": "0", "<str:name>": "piliers", "<str:table>": "charges"}


@dataclass(frozen=True)
class Address:
    """A named route of the site."""

    name: str
    route: str

    @property
    def takes_link(self) -> bool:
        """Whether a link is part of it."""
        return "link:link>" in self.route

    def path(self, link: Link | None, figure: str) -> str:
        """The address under a link, written by hand: what a curious person would type."""
        path = self.route
        for kind in ("link", "private_link", "edit_link"):
            path = path.replace(f"<{kind}:link>", str(link))
        for mark, value in {**REST, "<str:key>": figure}.items():
            path = path.replace(mark, value)
        return f"/{WRITTEN.get(self.name, path)}"


def _walk(patterns: list[URLPattern | URLResolver], prefix: str = "", space: str = "") -> Iterator[Address]:
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from _walk(pattern.url_patterns, route, inner)
        else:
            yield Address(f"{space}{pattern.name}", route)


# Wagtail's own addresses: tests/access/test_editor_access.py walks them.
# Accounts and spaces belong to people, not to links: test_account_access.py, test_space_access.py.
OTHERS = (
    "gestion/",
    "documents/",
    "compte/",
    "espaces/",
    "parcours/<",
    "diagnostic/<",
    "trajectoire/<",
    "seance/<",
)
ADDRESSES = tuple(
    address for address in _walk(get_resolver().url_patterns) if not address.route.startswith(OTHERS)
)


@dataclass(frozen=True)
class Visit:
    """The links of each visitor, and a figure that the edit link's model has."""

    links: dict[str, Link]
    figure: str
    case_figure: str


@pytest.fixture
def visit(db: None) -> Visit:
    """A living dossier that is shared, one that expired, one whose sharing was taken back."""
    living, expired, revoked = (open_deposit(fec()) for _ in range(3))
    links = {
        "edit": living.link,
        "read": living.share(),
        "case": Link(CASE, case_slugs()[0]),
        "wrong_edit": Link(EDIT, "A" * 43),
        "wrong_read": Link(READ, "A" * 43),
        "expired_edit": expired.link,
        "expired_read": expired.share(),
        "revoked": revoked.share(),
    }
    lifetime.revoke_read_link(revoked.dossier)
    Dossier.objects.filter(pk=expired.dossier.pk).update(expires_at=timezone.now() - dt.timedelta(days=1))
    case = published.case_of(case_slugs()[0])
    assert case is not None
    return Visit(
        links=links,
        figure=next(iter(living.model.last.figures)),
        case_figure=next(iter(case.model.last.figures)),
    )


def test_every_address_is_in_the_table() -> None:
    assert {address.name for address in ADDRESSES} == set(TABLE)


def test_addresses_are_named_once() -> None:
    names = [address.name for address in ADDRESSES]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("address", [a for a in ADDRESSES if not a.takes_link], ids=lambda a: a.name)
def test_public_addresses(client: ScanningClient, db: None, address: Address) -> None:
    assert client.get(address.path(None, "")).status_code == TABLE[address.name]


@pytest.mark.parametrize("address", [a for a in ADDRESSES if a.takes_link], ids=lambda a: a.name)
def test_reading_by_each_link(client: ScanningClient, visit: Visit, address: Address) -> None:
    expected = TABLE[address.name]
    assert isinstance(expected, dict)
    query = QUERIES.get(address.name, "")
    found = {}
    for visitor in VISITORS:
        figure = visit.case_figure if visitor == "case" else visit.figure
        path = address.path(visit.links[visitor], figure) + query
        found[visitor] = client.get(path).status_code
    assert found == {visitor: expected.get(visitor, 404) for visitor in VISITORS}


@pytest.mark.parametrize("address", [a for a in ADDRESSES if a.takes_link], ids=lambda a: a.name)
def test_only_the_edit_link_changes_anything(client: ScanningClient, visit: Visit, address: Address) -> None:
    before = _rows()
    for visitor in VISITORS:
        if visitor == "edit":
            continue
        answer = client.post(address.path(visit.links[visitor], visit.figure), {"action": "ouvrir"})
        assert answer.status_code in (404, 405, 410), visitor
    assert _rows() == before


@pytest.mark.parametrize("address", [a for a in ADDRESSES if a.takes_link], ids=lambda a: a.name)
def test_fragments_obey_the_same_table(htmx: ScanningClient, visit: Visit, address: Address) -> None:
    expected = TABLE[address.name]
    assert isinstance(expected, dict)
    query = QUERIES.get(address.name, "")
    for visitor in ("read", "wrong_edit", "wrong_read", "expired_edit", "revoked"):
        path = address.path(visit.links[visitor], visit.figure) + query
        assert htmx.get(path).status_code == expected.get(visitor, 404), visitor


def test_a_reader_is_never_given_the_key(client: ScanningClient, visit: Visit) -> None:
    key = visit.links["edit"].token
    assert key in client.get(f"/{visit.links['edit']}/").content.decode()
    for address in ADDRESSES:
        if not address.takes_link:
            continue
        answer = client.get(address.path(visit.links["read"], visit.figure))
        if answer.headers["Content-Type"].startswith("text/html"):
            assert key not in answer.content.decode(), address.name
            assert "/m/" not in answer.content.decode(), address.name


def _rows() -> list[tuple[object, ...]]:
    dossiers = Dossier.objects.order_by("pk").values_list("pk", "revision", "read_hash", "kept", "expires_at")
    revisions = Revision.objects.order_by("pk").values_list("pk", "number")
    return [*dossiers, *revisions]
