"""Being signed in, or an administrator, opens nothing outside the spaces, and changes no public page."""

from __future__ import annotations

import re

from access.test_access_matrix import ADDRESSES, QUERIES, TABLE, Visit, visit  # noqa: F401 - a fixture
from harness.client import ScanningClient
from harness.spaces import person, signed_in

ACCOUNT = "compte/"
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"')


def test_public_addresses_are_the_same_for_everybody(db: None) -> None:
    people = {
        "stranger": signed_in(person("stranger")),
        "staff": signed_in(person("staff", is_staff=True, is_superuser=True)),
    }
    addresses = [one for one in ADDRESSES if not one.takes_link and not one.route.startswith(ACCOUNT)]
    assert len(addresses) > 30
    for address in addresses:
        path = address.path(None, "")
        nobody = ScanningClient().get(path)
        for who, browser in people.items():
            answer = browser.get(path)
            assert answer.status_code == nobody.status_code, (who, address.name)
            if answer.headers.get("Content-Type", "").startswith("text/html") and not answer.streaming:
                assert _plain(answer.content) == _plain(nobody.content), (who, address.name)


def _plain(content: bytes) -> str:
    return TOKEN.sub("", content.decode())


def test_a_private_link_opens_the_same_to_everybody(visit: Visit) -> None:  # noqa: F811 - the fixture
    """To an administrator, a wrong, revoked or read-only link of a model is what it is to anybody."""
    staff = signed_in(person("staff", is_staff=True, is_superuser=True))
    for address in ADDRESSES:
        if not address.takes_link:
            continue
        expected = TABLE[address.name]
        assert isinstance(expected, dict)
        for visitor in ("read", "wrong_edit", "revoked"):
            path = address.path(visit.links[visitor], visit.figure) + QUERIES.get(address.name, "")
            assert staff.get(path).status_code == expected.get(visitor, 404), (address.name, visitor)
