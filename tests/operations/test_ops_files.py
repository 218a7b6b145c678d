"""The files that carry the site, read without any engine: what a review would refuse fails here."""

from __future__ import annotations

import configparser
import re
import shutil
import subprocess
import tomllib
import zipfile
from pathlib import Path

import pytest
import yaml
from django.conf import settings

from trajectoires.events.streams import HEARTBEAT

ROOT = Path(__file__).resolve().parents[2]
OPS = ROOT / "ops"
SETTINGS_PAGE = (ROOT / "docs" / "settings.md").read_text()


class Unit(configparser.ConfigParser):
    """A systemd unit: keys keep their case and may come several times."""

    def __init__(self, path: Path) -> None:
        super().__init__(strict=False, interpolation=None, delimiters=("=",), comment_prefixes=("#",))
        self.optionxform = str  # type: ignore[assignment,method-assign]
        self.read(path)


def instructions() -> list[tuple[str, str]]:
    """Instruction and argument of each logical line of the Containerfile."""
    text = (OPS / "Containerfile").read_text()
    lines = re.sub(r"\\\n\s*", " ", re.sub(r"(?m)^\s*#.*\n", "", text)).splitlines()
    return [tuple(line.split(maxsplit=1)) for line in lines if line.strip()]  # type: ignore[misc]


def compose() -> dict[str, dict[str, object]]:
    """The compose file, as an engine reads it."""
    return yaml.safe_load((OPS / "compose.yaml").read_text())


def test_the_image_runs_as_nobody_from_pinned_bases_and_locked_packages() -> None:
    found = instructions()
    bases = [argument.split()[0] for name, argument in found if name == "FROM"]
    assert bases and all(re.search(r":\d", base) and "latest" not in base for base in bases)
    users = [argument for name, argument in found if name == "USER"]
    assert users and users[-1].split(":")[0] not in {"root", "0"}
    runs = " ".join(argument for name, argument in found if name == "RUN")
    assert "--require-hashes" in runs and "--no-install-recommends" in runs
    assert "rm -rf /var/lib/apt/lists" in runs
    assert "ADD" not in {name for name, _ in found}
    assert {"HEALTHCHECK", "EXPOSE", "CMD"} <= {name for name, _ in found}
    commands = [argument for name, argument in found if name == "CMD"]
    assert all(argument.startswith("[") for argument in commands), "the exec form lets signals through"


def test_what_the_image_copies_exists_and_is_not_ignored() -> None:
    kept = {line[1:] for line in (ROOT / ".containerignore").read_text().splitlines() if line.startswith("!")}
    for name, argument in instructions():
        if name != "COPY" or argument.startswith("--from"):
            continue
        for source in argument.split()[:-1]:
            assert (ROOT / source).exists(), source
            assert any(source == path or source.startswith(f"{path}/") for path in kept), source


def test_compose_has_no_secret_no_root_and_only_tls_outside() -> None:
    services = compose()["services"]
    assert set(services) == {"base", "tables", "application", "redis", "entretien", "tls"}
    published = {name for name, service in services.items() if service.get("ports")}
    assert published == {"tls"}
    assert compose()["networks"]["interne"]["internal"] is True
    assert services["base"]["networks"] == services["redis"]["networks"] == ["interne"]
    text = (OPS / "compose.yaml").read_text()
    assert not re.search(r"(?i)(password|secret_key)\s*:\s*[\"']?[a-z0-9]{6}", text)
    for name in ("application", "redis", "entretien"):
        assert services[name]["read_only"] is True and services[name]["cap_drop"] == ["ALL"]
        assert all(entry.startswith("/tmp:") for entry in services[name]["tmpfs"])
    named = set(compose()["volumes"])
    for service in services.values():
        for volume in service.get("volumes", []):
            source = volume.split(":")[0]
            assert source in named or (OPS / source).exists(), source


def test_every_setting_given_to_the_site_is_documented() -> None:
    given = set(compose()["services"]["application"]["environment"])
    given |= set(re.findall(r"^([A-Z_]+)=", (OPS / "check-deploy").read_text(), re.M))
    for unit in OPS.glob("*.service"):
        given |= set(re.findall(r"^Environment=([A-Z_]+)=", unit.read_text(), re.M))
    environment = next(a for n, a in instructions() if n == "ENV" and "HOST=" in a)
    given |= {"HOST", "PORT"} & set(re.findall(r"([A-Z_]+)=", environment))
    given -= {"DJANGO_SETTINGS_MODULE"}
    missing = sorted(name for name in given if f"`{name}`" not in SETTINGS_PAGE)
    assert not missing


def test_uploads_are_never_buffered_on_disk_and_fit_the_proxy() -> None:
    text = (OPS / "Caddyfile").read_text()
    directives = [line for line in text.splitlines() if not line.strip().startswith("#")]
    assert not any("request_buffers" in line or "buffer_requests" in line for line in directives)
    limit = re.search(r"max_size (\d+)MB", text)
    assert limit and int(limit[1]) > settings.UPLOAD_TOTAL_MAX_MB
    for field in ("remote_ip", "uri", "headers"):
        assert f"request>{field} delete" in text


def test_the_other_proxy_keeps_nothing_of_what_passes() -> None:
    """nginx: neither a file, nor a stream, nor the address of somebody's page."""
    text = (OPS / "nginx.conf").read_text()
    for said in ("proxy_request_buffering off;", "proxy_max_temp_file_size 0;", "proxy_http_version 1.1;"):
        assert said in text
    limit = re.search(r"client_max_body_size (\d+)m;", text)
    assert limit and int(limit[1]) > settings.UPLOAD_TOTAL_MAX_MB
    # What a visitor writes in these headers is lost.
    assert "X-Forwarded-For $remote_addr" in text and "X-Forwarded-Proto $scheme" in text
    patience = re.search(r"proxy_read_timeout (\d+)s;", text)
    assert patience and int(patience[1]) > 2 * HEARTBEAT
    private = re.search(r"location ~ \^/\(([a-z|]+)\)/ \{\s+access_log off;", text)
    assert private and {"m", "diagnostic", "parcours", "trajectoire", "seance"} <= set(private[1].split("|"))


@pytest.mark.parametrize("name", ["trajectoires", "trajectoires-sauvegarde", "trajectoires-entretien"])
def test_the_units_are_hardened_and_start_what_is_installed(name: str) -> None:
    unit = Unit(OPS / f"{name}.service")
    service = unit["Service"]
    assert service["User"] != "root"
    for key, value in (
        ("NoNewPrivileges", "yes"),
        ("ProtectSystem", "strict"),
        ("ProtectHome", "yes"),
        ("PrivateTmp", "yes"),
        ("UMask", "0077"),
        ("LimitCORE", "0"),
    ):
        assert service[key] == value
    assert "CapabilityBoundingSet" in service and not service["CapabilityBoundingSet"]
    scripts = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["scripts"]
    program = Path(service["ExecStart"].split()[0])
    assert program.name in {"gunicorn", "python", *scripts}
    for word in service["ExecStart"].split():
        if word.startswith("/opt/trajectoires/src/"):
            assert (ROOT / word.removeprefix("/opt/trajectoires/")).exists()


def test_systemd_accepts_the_units(tmp_path: Path) -> None:
    analyze = shutil.which("systemd-analyze")
    if analyze is None:
        pytest.skip("systemd-analyze is not on this machine; the structure is checked above")
    units = []
    for path in (*OPS.glob("*.service"), *OPS.glob("*.timer")):
        # The programs are installed on the site's machine, not here.
        text = re.sub(r"(?m)^(ExecStart(?:Pre)?)=/opt/\S+", r"\1=/bin/true", path.read_text())
        (tmp_path / path.name).write_text(text)
        units.append(str(tmp_path / path.name))
    done = subprocess.run([analyze, "verify", *units], capture_output=True, text=True)
    assert done.returncode == 0 and not done.stderr.strip(), done.stderr


def test_shell_scripts_stop_at_the_first_failure() -> None:
    for path in (ROOT / ".ci" / "run", OPS / "check-deploy"):
        text = path.read_text()
        assert text.startswith("#!/usr/bin/env bash") and "set -euo pipefail" in text
        assert path.stat().st_mode & 0o111
        assert subprocess.run(["bash", "-n", str(path)]).returncode == 0


@pytest.mark.slow
def test_the_wheel_carries_every_file_that_the_site_needs(tmp_path: Path) -> None:
    """What the image installs is not the checkout: data, templates and static files must travel."""
    import sys

    copy = tmp_path / "source"
    shutil.copytree(ROOT / "src", copy / "src", ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, copy / name)
    done = subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-build-isolation", "--no-deps",
         "--wheel-dir", str(tmp_path), str(copy)],
        capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    (wheel,) = tmp_path.glob("*.whl")
    inside = set(zipfile.ZipFile(wheel).namelist())
    expected = {
        str(path.relative_to(ROOT / "src"))
        for path in (ROOT / "src").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and ".egg-info" not in str(path)
    }
    assert not sorted(expected - inside)
