"""Say by the exit code whether what some tests need is there: a PostgreSQL address, or « chromium »."""

from __future__ import annotations

import os
import shutil
import sys


def postgresql_answers(url: str) -> bool:
    """Whether a connection opens within three seconds."""
    import psycopg

    try:
        psycopg.connect(url, connect_timeout=3).close()
    except psycopg.Error:
        return False
    return True


def chromium_found() -> bool:
    """Debian's Chromium, or the one that CHROMIUM names."""
    return bool(shutil.which(os.environ.get("CHROMIUM") or "chromium"))


def main(asked: str) -> int:
    """0 when it answers, 1 otherwise."""
    found = chromium_found() if asked == "chromium" else postgresql_answers(asked)
    return 0 if found else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
