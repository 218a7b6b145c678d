"""A site that never stops writing: run by the restore drill as a process of its own.

Each turn is one transaction that adds a dossier with exactly two revisions; half of them are erased later.
It stops by itself after the seconds given, or when the file named by the second argument appears.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import sys
import time
from pathlib import Path

import django

django.setup()

from django.db import OperationalError, transaction  # noqa: E402

from trajectoires.qualification.enums import Change  # noqa: E402
from trajectoires.qualification.models import Dossier, Revision  # noqa: E402

NOW = dt.datetime(2030, 1, 1, tzinfo=dt.UTC)


def add(rank: int) -> None:
    """A dossier and its two revisions, or nothing."""
    mark = hashlib.sha256(f"exercice de restauration {rank}".encode()).hexdigest()
    with transaction.atomic():
        dossier = Dossier.objects.create(
            edit_hash=mark, revision=2, created_at=NOW, expires_at=NOW + dt.timedelta(days=30)
        )
        for number in (1, 2):
            Revision.objects.create(
                dossier=dossier,
                number=number,
                document=bytes.fromhex(mark) * 200,
                result=bytes.fromhex(mark) * 400,
                rules_version="exercice",
                change=Change.values[0],
                made_at=NOW,
            )
        if rank % 4 == 3:
            Dossier.objects.order_by("edit_hash").first().delete()


def main(seconds: float, stop: Path) -> int:
    """How many turns were made."""
    end = time.monotonic() + seconds
    rank = 0
    while time.monotonic() < end and not stop.exists():
        try:
            add(rank)
        except OperationalError:
            # The drill destroys the database under the writer: that is its point.
            return rank
        rank += 1
    return rank


if __name__ == "__main__":
    sys.stdout.write(f"{main(float(sys.argv[1]), Path(sys.argv[2]))}\n")
