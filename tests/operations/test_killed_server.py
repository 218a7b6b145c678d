"""The server is killed while people vote: no accepted vote is lost, none twice.

``make load`` plays the same with a larger room.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from harness import prepared_database

ROOT = Path(__file__).resolve().parents[2]
REDIS = os.environ.get("TEST_REDIS_URL", "redis://127.0.0.1:6379/0")


def killed(folder: Path, *words: str) -> str:
    """What the play printed; it fails by itself when a vote is missing or counted twice."""
    with prepared_database.another(folder) as url:
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT)))}
        done = subprocess.run(
            [sys.executable, "-m", "tests.load", "panne", "--base", url, "--telephones", "20",
             "--entrer", "1", "--voter", "4", *words],
            cwd=ROOT, env=environment, capture_output=True, text=True, timeout=240,
        )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.slow
def test_the_whole_server_is_killed_and_comes_back(tmp_path: Path, db: None) -> None:
    told = killed(tmp_path)
    assert "tout le serveur tué" in told and "comptés : 20 ; note par note : identiques" in told


@pytest.mark.slow
def test_one_of_two_processes_is_killed(tmp_path: Path, db: None) -> None:
    """They hear one another through Redis where it answers, by the database elsewhere."""
    import redis

    try:
        with redis.Redis.from_url(REDIS, socket_connect_timeout=2) as client:
            client.ping()
        words = ["--redis", REDIS]
    except redis.RedisError:
        words = []
    told = killed(tmp_path, "--processus", "2", "--un", *words)
    assert "le processus " in told and "comptés : 20 ; note par note : identiques" in told
