"""The drill of docs/operations.md, run by its real commands: write, back up, destroy, restore, compare."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sqlite3
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from harness import prepared_database

ROOT = Path(__file__).resolve().parents[2]

STATE = """
import django; django.setup()
import hashlib, json
from trajectoires.qualification.models import Dossier, Revision
print(json.dumps({
    "dossiers": sorted(Dossier.objects.values_list("edit_hash", flat=True)),
    "revisions": sorted(
        f"{r.dossier.edit_hash} {r.number} {hashlib.sha256(bytes(r.document) + bytes(r.result)).hexdigest()}"
        for r in Revision.objects.select_related("dossier").order_by("id")
    ),
}))
"""


class Site:
    """A site of its own: a database that nothing else uses, and the commands of whoever runs it."""

    def __init__(self, folder: Path, url: str) -> None:
        self.folder = folder
        self.url = url
        self.environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "trajectoires.config.settings",
            "DATABASE_URL": url,
            "VAR_DIR": str(folder / "var"),
            "LOG_LEVEL": "ERROR",
            "PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT))),
        }

    def run(self, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        """A command of the site, by Python's name of it."""
        done = subprocess.run(
            [sys.executable, *arguments], env=self.environment, cwd=ROOT, capture_output=True, text=True
        )
        if check:
            assert done.returncode == 0, done.stderr
        return done

    def django(self, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        """A management command."""
        return self.run("-m", "django", *arguments, check=check)

    def state(self) -> dict[str, list[str]]:
        """All that the database holds of dossiers, by content."""
        return json.loads(self.run("-c", STATE).stdout)

    def dossiers(self) -> int:
        """How many dossiers there are, without starting Django."""
        count = "SELECT count(*) FROM qualification_dossier"
        if self.url.startswith("sqlite"):
            with contextlib.closing(sqlite3.connect(self.url.removeprefix("sqlite:///"), timeout=20)) as live:
                return int(live.execute(count).fetchone()[0])
        with psycopg.connect(self.url) as live:
            return int(live.execute(count).fetchone()[0])

    def destroy(self) -> None:
        """Lose the database: a file full of noise, or every table dropped."""
        if self.url.startswith("sqlite"):
            path = Path(self.url.removeprefix("sqlite:///"))
            path.write_bytes(b"plus une base de donnees" * 4096)
            for suffix in ("-wal", "-shm"):
                path.with_name(path.name + suffix).unlink(missing_ok=True)
        else:
            with psycopg.connect(self.url, autocommit=True) as live:
                live.execute("DROP SCHEMA public CASCADE")
                live.execute("CREATE SCHEMA public")


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """A site on the engine that the suite runs on, with its content."""
    with prepared_database.another(tmp_path) as url:
        yield Site(tmp_path, url)


def write_until_backed_up(site: Site, folder: Path) -> tuple[Path, int]:
    """Start a writer, back up while it writes, stop it; the backup and how many turns the writer made."""
    stop = folder / "stop"
    writer = subprocess.Popen(
        [sys.executable, "-m", "tests.operations.writing", "240", str(stop)],
        env=site.environment,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        end = time.monotonic() + 200
        while site.dossiers() < 20:
            assert time.monotonic() < end, "the writer wrote nothing"
        archive = Path(site.django("sauvegarder").stdout.strip())
        # The writer went on while the copy was made, and does so after it.
        before = site.dossiers()
        while site.dossiers() <= before:
            assert time.monotonic() < end, "the writer stopped too early"
    finally:
        stop.touch()
        said, _ = writer.communicate(timeout=30)
    return archive, int(said)


def manifest(archive: Path) -> dict[str, object]:
    """What the backup says of itself."""
    with zipfile.ZipFile(archive) as opened:
        return json.loads(opened.read("manifeste.json"))


@pytest.mark.slow
@pytest.mark.django_db
def test_a_backup_made_under_writes_brings_everything_back(site: Site, tmp_path: Path) -> None:
    archive, turns = write_until_backed_up(site, tmp_path)
    lived_on = site.state()
    site.destroy()
    assert site.run("-c", STATE, check=False).returncode != 0, "the database was not destroyed"

    said = site.django("restaurer", str(archive), "--oui").stdout
    restored = site.state()

    rows = manifest(archive)["rows"]
    assert isinstance(rows, dict)
    assert len(restored["dossiers"]) == rows["qualification_dossier"] > 0
    assert len(restored["revisions"]) == rows["qualification_revision"] == 2 * len(restored["dossiers"])
    known = {
        hashlib.sha256(f"exercice de restauration {rank}".encode()).hexdigest() for rank in range(turns + 1)
    }
    assert set(restored["dossiers"]) <= known
    # What was written before the copy and never changed since is there byte for byte.
    common = set(restored["revisions"]) & set(lived_on["revisions"])
    assert len(common) >= len(restored["revisions"]) // 2
    assert str(sum(rows.values())) in said
    # The restored site goes on: it writes, and can be backed up again.
    site.run("-m", "tests.operations.writing", "0.1", str(tmp_path / "absent"), check=False)
    assert Path(site.django("sauvegarder").stdout.strip()).exists()


@pytest.mark.slow
@pytest.mark.django_db
def test_nothing_is_restored_from_a_backup_that_is_not_sound(site: Site, tmp_path: Path) -> None:
    site.run("-m", "tests.operations.writing", "1", str(tmp_path / "absent"))
    archive = Path(site.django("sauvegarder").stdout.strip())
    before = site.state()
    assert before["dossiers"]

    unconfirmed = site.django("restaurer", str(archive), check=False)
    assert unconfirmed.returncode != 0 and "--oui" in unconfirmed.stderr

    for fault, word in (("truncated", "lisible"), ("altered", "abîmée"), ("newer", "plus récente")):
        bad = tmp_path / f"{fault}.zip"
        spoil(archive, bad, fault)
        refused = site.django("restaurer", str(bad), "--oui", check=False)
        assert refused.returncode != 0
        assert word in refused.stderr and "Traceback" not in refused.stderr
    assert site.state() == before


def spoil(archive: Path, target: Path, fault: str) -> None:
    """A copy of a backup with one fault."""
    if fault == "truncated":
        target.write_bytes(archive.read_bytes()[: archive.stat().st_size // 2])
        return
    with zipfile.ZipFile(archive) as source, zipfile.ZipFile(target, "w") as copy:
        said = json.loads(source.read("manifeste.json"))
        payload = source.read("base")
        if fault == "newer":
            said["migrations"].append("qualification.9999_plus_tard")
        else:
            middle = len(payload) // 2
            turned = bytes(byte ^ 0xFF for byte in payload[middle : middle + 64])
            payload = payload[:middle] + turned + payload[middle + 64 :]
        copy.writestr("manifeste.json", json.dumps(said))
        copy.writestr("base", payload)


@pytest.mark.slow
@pytest.mark.django_db
def test_only_the_newest_backups_are_kept_and_nobody_else_reads_them(site: Site, tmp_path: Path) -> None:
    folder = tmp_path / "sauvegardes"
    for _ in range(3):
        last = Path(site.django("sauvegarder", "--dossier", str(folder), "--garder", "2").stdout.strip())
    kept = sorted(folder.iterdir())
    assert len(kept) == 2 and last in kept
    assert all(path.stat().st_mode & 0o077 == 0 for path in kept)
