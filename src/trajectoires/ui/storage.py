"""Static files of production: one stylesheet made of all the others, in the order of the cascade."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from whitenoise.storage import CompressedManifestStaticFilesStorage

BUNDLE = "ui/css/site.css"
SHEETS = tuple(
    f"ui/css/{name}.css"
    for name in (
        "tokens", "base", "layout", "components", "tables", "drawings", "forms", "content", "result",
        "trajectory", "session", "print",
    )
)  # fmt: skip


def bundled(read: Any) -> str:
    """All the sheets in one; ``read`` gives the text of a path."""
    return "".join(f"/* {path} */\n{read(path)}\n" for path in SHEETS)


class BundledStorage(CompressedManifestStaticFilesStorage):
    """Writes ``site.css`` before names are hashed, so that a page asks for one stylesheet."""

    def post_process(self, paths: dict[str, tuple[Storage, str]], **options: Any) -> Iterator[Any]:
        """Make the bundle, then let every file be hashed and compressed."""

        def read(path: str) -> str:
            with self.open(path) as file:
                return file.read().decode()

        if not options.get("dry_run"):
            if self.exists(BUNDLE):
                self.delete(BUNDLE)
            self._save(BUNDLE, ContentFile(bundled(read).encode()))
            paths[BUNDLE] = (self, BUNDLE)
        yield from super().post_process(paths, **options)
