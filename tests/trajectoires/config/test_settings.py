"""Settings in processes of their own: what each variable does, and what is refused."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
ASK = """
import json
from trajectoires.config import settings as s
print(json.dumps({n: str(getattr(s, n)) for n in (
    "DEBUG", "SECRET_KEY", "TLS", "CSRF_COOKIE_NAME", "CSRF_COOKIE_SECURE", "SECURE_HSTS_SECONDS",
    "SECURE_SSL_REDIRECT", "EMAIL_BACKEND", "LANGUAGE_CODE", "TIME_ZONE", "USE_TZ", "RETENTION_DAYS")}
    | {"engine": s.DATABASES["default"]["ENGINE"], "proxy": hasattr(s, "SECURE_PROXY_SSL_HEADER")}))
"""


def _ask(folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    clean = {k: os.environ[k] for k in ("PATH", "HOME") if k in os.environ}
    environment = {**clean, "VAR_DIR": str(folder), **variables}
    return subprocess.run(
        [sys.executable, "-c", ASK], env=environment, cwd=ROOT, capture_output=True, text=True, check=False
    )


def _told(folder: Path, **variables: str) -> dict[str, str]:
    done = _ask(folder, **variables)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_nothing_is_needed(tmp_path: Path) -> None:
    told = _told(tmp_path)
    assert told["DEBUG"] == "False"
    assert told["engine"].endswith("sqlite3")
    assert told["EMAIL_BACKEND"].endswith("console.EmailBackend")
    assert (told["LANGUAGE_CODE"], told["TIME_ZONE"], told["USE_TZ"]) == ("fr", "Europe/Paris", "True")
    key = tmp_path / "secret_key"
    assert key.read_text() == told["SECRET_KEY"]
    assert len(told["SECRET_KEY"]) >= 50
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert _told(tmp_path)["SECRET_KEY"] == told["SECRET_KEY"]


def test_tls_brings_its_protections(tmp_path: Path) -> None:
    told = _told(tmp_path, TLS="oui", BEHIND_PROXY="1", SECRET_KEY="k" * 60)
    assert told["CSRF_COOKIE_NAME"] == "__Host-jeton"
    assert (told["CSRF_COOKIE_SECURE"], told["SECURE_SSL_REDIRECT"]) == ("True", "True")
    assert told["SECURE_HSTS_SECONDS"] == "31536000"
    assert told["proxy"] is True
    assert not (tmp_path / "secret_key").exists()


def test_other_variables(tmp_path: Path) -> None:
    told = _told(
        tmp_path, DATABASE_URL="postgres://u:p@h:5432/b", EMAIL_HOST="smtp.example", RETENTION_DAYS="7"
    )
    assert told["engine"].endswith("postgresql")
    assert told["EMAIL_BACKEND"].endswith("smtp.EmailBackend")
    assert told["RETENTION_DAYS"] == "7"


@pytest.mark.parametrize(
    ("name", "value"),
    [("DEBUG", "peut-être"), ("UPLOAD_MAX_MB", "beaucoup"), ("UPLOAD_MAX_MB", "0"), ("RETENTION_DAYS", "-1"),
     ("DATABASE_URL", "mysql://u:p@h/b")],
)  # fmt: skip
def test_a_wrong_value_stops_the_start(tmp_path: Path, name: str, value: str) -> None:
    done = _ask(tmp_path, **{name: value})
    assert done.returncode != 0
    assert "ImproperlyConfigured" in done.stderr or "MySQL" in done.stderr or "mysql" in done.stderr.lower()
