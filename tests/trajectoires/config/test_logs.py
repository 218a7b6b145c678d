"""Logs hold the name of a route, never an address, a name nor the message of an error."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator

import pytest

from harness.client import ScanningClient
from harness.dossiers import Opened
from trajectoires.config.logging import EventFormatter, LineFormatter, PrivacyFilter


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    """What the site's handler writes, as JSON lines."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.addFilter(PrivacyFilter())
    handler.setFormatter(EventFormatter())
    logging.getLogger().addHandler(handler)
    yield stream
    logging.getLogger().removeHandler(handler)


def _events(stream: io.StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_a_request_is_one_line_without_its_address(
    client: ScanningClient, opened: Opened, lines: io.StringIO
) -> None:
    client.get(opened.url() + "?exercice=0", headers={"User-Agent": "Navigateur/1"})
    (event,) = _events(lines)
    assert (event["route"], event["method"], event["status"]) == ("qualification:result", "GET", 200)
    assert set(event) == {
        "time", "level", "logger", "event", "route", "method", "status", "ms", "request_id",
    }  # fmt: skip
    assert opened.token not in lines.getvalue()


@pytest.mark.parametrize("path", ["/m/{token}/rien/", "/{token}", "/v/{token}/moyens/"])
def test_an_address_that_leads_nowhere_is_not_written(
    client: ScanningClient, opened: Opened, lines: io.StringIO, path: str
) -> None:
    assert client.get(path.format(token=opened.token)).status_code == 404
    assert opened.token not in lines.getvalue()
    assert any(event.get("status") == 404 for event in _events(lines))


def test_an_error_says_where_and_not_what(lines: io.StringIO) -> None:
    logger = logging.getLogger("django.request")
    try:
        raise ValueError("Ursuline Castagnède, ligne 12")
    except ValueError:
        logger.exception("Internal Server Error: %s", "/m/secret/", extra={"status_code": 500})
    (event,) = _events(lines)
    assert (event["exception"], event["status"]) == ("ValueError", 500)
    assert "test_an_error_says_where_and_not_what" in event["frames"][0]
    assert "Castagn" not in lines.getvalue()
    assert "secret" not in lines.getvalue()


@pytest.mark.parametrize(
    ("level", "message", "arguments", "written"),
    [
        (logging.INFO, "Listening at: %s", ("http://127.0.0.1:8000",), "Listening at: http://127.0.0.1:8000"),
        (logging.ERROR, "Error handling request %s", ("/m/secret/",), "Error handling request %s"),
        (logging.WARNING, "Invalid request from ip=198.51.100.7: /m/secret/", (), None),
    ],
)
def test_the_server_says_its_start_and_no_address(
    lines: io.StringIO, level: int, message: str, arguments: tuple[str, ...], written: str | None
) -> None:
    logging.getLogger("gunicorn.error").log(level, message, *arguments)
    (event,) = _events(lines) or [{"event": None}]
    assert "secret" not in lines.getvalue()
    assert "198.51.100.7" not in lines.getvalue()
    if written is not None:
        assert event["event"] == written


def test_lines_for_eyes_hold_the_same() -> None:
    record = logging.makeLogRecord(
        {
            "name": "trajectoires.requests",
            "levelname": "INFO",
            "msg": "requete",
            "route": "home",
            "status": 200,
        }
    )
    PrivacyFilter().filter(record)
    assert LineFormatter().format(record).endswith("INFO requete route=home status=200")
