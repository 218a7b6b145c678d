"""Drawings remembered for a while: a stored result never moves, so its pictures do not either.

They hold totals and shares, no name that the user did not keep; they live in the memory of the process and
are reached only once the database has said that the link is right.
"""

from __future__ import annotations

import threading
from collections import OrderedDict

from equilibre.drawings.drawing import Variant
from equilibre.model.results import SocioEconomicModel
from trajectoires.qualification.domain.queries.drawings import Drawings, drawings_of

REMEMBERED = 48
"""Sets of drawings, about 150 KB each."""
Key = tuple[object, int, Variant]


class Memory:
    """The sets of drawings used last, for the threads of one process."""

    def __init__(self, size: int = REMEMBERED) -> None:
        self._size = size
        self._kept: OrderedDict[Key, Drawings] = OrderedDict()
        self._lock = threading.Lock()

    def drawings(self, owner: object, *, model: SocioEconomicModel, index: int, variant: Variant) -> Drawings:
        """The drawings of an exercice; ``owner`` names the stored result that ``model`` is."""
        key = (owner, index, variant)
        with self._lock:
            found = self._kept.get(key)
            if found is not None:
                self._kept.move_to_end(key)
                return found
        drawn = drawings_of(model=model, index=index, variant=variant)
        with self._lock:
            self._kept[key] = drawn
            while len(self._kept) > self._size:
                self._kept.popitem(last=False)
        return drawn

    def __len__(self) -> int:
        return len(self._kept)


memory = Memory()
