"""The three pages, and those of the editorial site's own tools, speak with French spaces."""

from __future__ import annotations

import re

import pytest

from harness.client import ScanningClient

pytestmark = pytest.mark.django_db
BREAKABLE = re.compile(r"[^\W_»)’}] (?=[;:?!%€»](?:\W|$))|« | »")
ADDRESSES = (
    "/accompagner/ressources/", "/accompagner/ressources/?q=xyzzy", "/accompagner/ressources/?page=5",
    "/accompagner/referents/", "/accompagner/referents/?territoire=wallis-et-futuna&specialite=dla",
    "/accompagner/referents/?territoire=occitanie",
    "/accompagner/calendrier/", "/accompagner/calendrier/?employeur=50&aides=plus&recus=plus&mois=2&jour=29",
    "/comprendre/glossaire/", "/comprendre/glossaire/?q=xyzzy", "/plan-du-site/", "/proposer/",
    "/proposer/recue/",
)  # fmt: skip


@pytest.mark.parametrize("address", ADDRESSES)
def test_french_spaces(client: ScanningClient, address: str) -> None:
    text = client.get(address).page.text
    assert [text[max(m.start() - 40, 0) : m.end() + 10] for m in BREAKABLE.finditer(text)] == []


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_address_leads_nowhere(client: ScanningClient, address: str) -> None:
    """Links inside the site, the query left out; anchors of the same page exist."""
    page = client.get(address).page
    anchors = {href[1:] for href in page.hrefs if href.startswith("#")}
    anchors |= {href.partition("#")[2] for href in page.hrefs if href.startswith("?") and "#" in href}
    assert anchors - set(page.ids) - {""} == set()
    inside = {href.split("?")[0].split("#")[0] for href in page.hrefs if re.match(r"/(?!/)", href)}
    tools = {one for one in inside if one.startswith(("/accompagner/", "/proposer/", "/recherche/"))}
    assert {one for one in tools if client.get(one).status_code != 200} == set()
