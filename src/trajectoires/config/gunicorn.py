"""How gunicorn serves the site: ``gunicorn --config src/trajectoires/config/gunicorn.py``.

Why gunicorn and threads: docs/decisions/0003-serveur.md; why its ASGI worker: 0019-les-flux.md. Variables:
docs/settings.md. The application is ``trajectoires.config.asgi``, whose pages run in ``WEB_THREADS`` threads.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from trajectoires.config import env
from trajectoires.config.logging import logging_config

bind = f"{env.text('HOST', '127.0.0.1')}:{env.integer('PORT', 8000, least=1)}"
workers = env.integer("WEB_CONCURRENCY", min(os.cpu_count() or 1, 4), least=1)
worker_class = "asgi"
# A room comes back at once after a cut: none of its phones is refused while the others are greeted.
backlog = 4096

# A million lines are read in seconds; a worker that is silent for this long is restarted.
timeout = env.integer("WEB_TIMEOUT", 120, least=10)
graceful_timeout = 30
keepalive = 5

# Reading large files grows a process: it is replaced from time to time, never all at once. One that is alone
# is not: the site would be closed for as long as it starts.
max_requests = 20_000 if workers > 1 else 0
max_requests_jitter = 5000 if workers > 1 else 0

# The heartbeat file of a worker must not wait for a disk.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108  a heartbeat, no data
control_socket_disable = True

# Requests are logged by the site itself, without addresses nor links; the server says its start and stop.
accesslog = None
logconfig_dict = logging_config(level=env.text("LOG_LEVEL", "INFO"), form=env.text("LOG_FORMAT", "json"))
logconfig_dict["loggers"]["gunicorn.error"] = {"handlers": [], "level": "INFO", "propagate": True}


def post_worker_init(worker: Any) -> None:
    """A process that is about to stop ends its streams at once: their pages come back to another."""
    from trajectoires.events.here import hub

    hub().closing = lambda: not worker.alive
