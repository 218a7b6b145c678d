"""The entry point of ASGI servers: the pages, in threads, and the event streams, in one process.

Why not Django's own ASGI handler: ``trajectoires.events.bridge``, docs/decisions/0019-les-flux.md.
"""

from __future__ import annotations

from trajectoires.config import env
from trajectoires.config.wsgi import application as site
from trajectoires.events.bridge import Bridge
from trajectoires.events.here import hub

application = Bridge(site, hub=hub(), threads=env.integer("WEB_THREADS", 4, least=1))
