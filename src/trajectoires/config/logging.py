"""Structured logs that hold neither personal data nor links.

Addresses contain tokens, and exception messages may quote what a file holds. So a record is rebuilt from
what is known to be safe: our own events keep their named fields; a record of Django, of the server or of
a library keeps its logger, level, place and, for an exception, its type and the places it went through.
"""

from __future__ import annotations

import logging
import traceback
from typing import Any

from pythonjsonlogger.json import JsonFormatter

OURS = "trajectoires"
SERVER = "gunicorn.error"
"""The server says its start and stop there (information), and the addresses it fails on (errors)."""
EVENT_FIELDS = ("route", "method", "status", "ms", "request_id", "count", "kind", "bytes", "lines")


class PrivacyFilter(logging.Filter):
    """Rewrites a record in place before any formatter sees it; never drops one."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Replace what could quote an address, a file or a form."""
        if getattr(record, "made_private", False):
            return True  # another handler has done it
        record.made_private = True
        if record.exc_info and record.exc_info[0] is not None:
            record.exception = record.exc_info[0].__name__
            record.frames = _places(record.exc_info[2])
        record.exc_info = None
        record.exc_text = None
        record.stack_info = None
        if not self._is_safe(record):
            # A message with arguments is a fixed sentence without them; one without may hold anything.
            fixed = record.name == SERVER and isinstance(record.msg, str) and bool(record.args)
            record.msg = record.msg if fixed else f"{record.name} ({record.module}:{record.lineno})"
            record.args = None
            status = getattr(record, "status_code", None)
            if isinstance(status, int):
                record.status = status
        return True

    @staticmethod
    def _is_safe(record: logging.LogRecord) -> bool:
        """Our own events, and what the server says of itself."""
        ours = record.name == OURS or record.name.startswith(f"{OURS}.")
        return ours or (record.name == SERVER and record.levelno <= logging.INFO)


def _places(trace: Any) -> list[str]:
    """« module.py:12 function » for each frame: where it went, never with what."""
    return [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)]


class EventFormatter(JsonFormatter):
    """One JSON object a line, with only the fields that are known to be safe."""

    def add_fields(
        self, log_data: dict[str, Any], record: logging.LogRecord, message_dict: dict[str, Any]
    ) -> None:
        """Time, level, logger, event, then the safe extras that the record carries."""
        log_data["time"] = self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z")
        log_data["level"] = record.levelname
        log_data["logger"] = record.name
        log_data["event"] = record.getMessage()
        for name in (*EVENT_FIELDS, "exception", "frames"):
            value = getattr(record, name, None)
            if value is not None:
                log_data[name] = value


class LineFormatter(logging.Formatter):
    """The same for eyes: one short line."""

    def format(self, record: logging.LogRecord) -> str:
        """« 12:00:01 INFO requete route=… status=200 »."""
        parts = [self.formatTime(record, "%H:%M:%S"), record.levelname, record.getMessage()]
        for name in (*EVENT_FIELDS, "exception", "frames"):
            value = getattr(record, name, None)
            if value is not None:
                parts.append(f"{name}={value}")
        return " ".join(parts)


def logging_config(*, level: str, form: str) -> dict[str, Any]:
    """The dictionary for ``logging.config``: one handler, standard error, ``form`` « json » or « texte »."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"privacy": {"()": PrivacyFilter}},
        "formatters": {"json": {"()": EventFormatter}, "texte": {"()": LineFormatter}},
        "handlers": {
            "stderr": {
                "class": "logging.StreamHandler",
                "filters": ["privacy"],
                "formatter": "json" if form == "json" else "texte",
            }
        },
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            # Django's own configuration is replaced: no console of its own, no mail to administrators.
            "django": {"handlers": [], "level": level, "propagate": True},
            "django.server": {"handlers": [], "level": "ERROR", "propagate": False},
            # One line a saved row: nothing that anybody would look for.
            "django_tasks": {"handlers": [], "level": "WARNING", "propagate": True},
            "wagtail": {"handlers": [], "level": "WARNING", "propagate": True},
        },
    }
