"""The index of the search box: kept up to date by ``listeners``, rebuilt by the loader."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any


def refresh_page(primary: int) -> None:
    """Index a page again, or forget it when it is no longer public."""


def refresh_row(row: Any, *, gone: bool) -> None:
    """Index a term, a resource… again, or forget it."""


def forget(kind: str, key: str) -> None:
    """Take a thing out of the index."""


@contextlib.contextmanager
def paused() -> Iterator[None]:
    """Inside, nothing is indexed: the caller rebuilds at the end."""
    yield


def rebuild() -> None:
    """Index everything that is public."""
