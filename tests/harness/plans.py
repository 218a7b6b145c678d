"""Plans for tests, made by the form of the site."""

from __future__ import annotations

from django.urls import reverse

from harness.client import ScanningClient
from trajectoires.pathways.access import Opened, open_link
from trajectoires.pathways.links import EDIT, Link

ANSWERS = {"temps": "4h", "echeance_nom": "", "echeance": ""}


class Made:
    """A plan behind its key."""

    def __init__(self, client: ScanningClient, **said: object) -> None:
        answer = client.post(reverse("pathways:start"), ANSWERS | said)
        assert answer.status_code == 303, answer.content.decode()[:2000]
        self.client = client
        self.address = answer.headers["Location"]
        self.link = Link(EDIT, self.address.split("/")[3])

    @property
    def opened(self) -> Opened:
        """What is stored now."""
        return open_link(self.link)

    @property
    def keys(self) -> list[str]:
        """Addresses of the steps now, in order."""
        return [step.item.key for step in self.opened.saved.plan.steps]

    def url(self, name: str) -> str:
        """An address under the edit link."""
        return reverse(f"pathways:{name}", args=[self.link])

    def change(self, action: str, **said: str) -> None:
        """POST a verb, and follow it to the page."""
        answer = self.client.post(self.url("change"), {"action": action} | said)
        assert answer.status_code == 303
        assert self.client.get(self.address).status_code == 200
