"""Doing two things at once while a long file is read: polars and hashlib leave the interpreter free."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from types import TracebackType
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")
WORTH_IT = 1 << 20
"""Bytes under which a thread costs more than it saves."""


class Beside:
    """A context in which calls are started and asked for later. Small files are served in place."""

    def __init__(self, size: int) -> None:
        self._pool = ThreadPoolExecutor(max_workers=2) if size >= WORTH_IT else None

    def __enter__(self) -> Beside:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)

    def start(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> Callable[[], T]:
        """Begin a call; what is returned waits for its result, or raises what it raised."""
        if self._pool is not None:
            return self._pool.submit(function, *args, **kwargs).result
        outcome = function(*args, **kwargs)
        return lambda: outcome
