"""The three layers of the discovery path: how long each takes in all, as its steps say."""

from __future__ import annotations

from dataclasses import dataclass

from wagtail.models import Page

from trajectoires.pages.models import StepPage

# Code → the minutes that are promised for the layer, those before it included.
PROMISED = {"2h": 120, "4h": 240, "12h": 720}
TOLERANCE = 0.10


@dataclass(frozen=True)
class Layer:
    """A layer: what it adds, and what it comes to with those before it."""

    code: str
    promised: int
    added: int
    total: int

    @property
    def is_kept(self) -> bool:
        """The promise, within ten per cent."""
        return abs(self.total - self.promised) <= self.promised * TOLERANCE


def layers_of(path: Page) -> list[Layer]:
    """The layers of a path, in one query; none when no step has any."""
    told = (
        StepPage.objects.child_of(path)
        .live()
        .order_by("order", "title", "pk")
        .values_list("extra", flat=True)
    )
    added = dict.fromkeys(PROMISED, 0)
    for extra in told:
        for code in PROMISED:
            added[code] += sum(
                int(task["minutes"]) for task in (extra or {}).get("layers", {}).get(code) or []
            )
    if not any(added.values()):
        return []
    layers, total = [], 0
    for code, promised in PROMISED.items():
        total += added[code]
        layers.append(Layer(code, promised, added[code], total))
    return layers
