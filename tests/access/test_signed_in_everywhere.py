"""Being signed in, or an administrator, opens nothing outside the spaces, and changes no public page."""

from __future__ import annotations

import re

from access.test_access_matrix import ADDRESSES
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
