"""The entry point of ASGI servers, for the event streams that a later capability will bring."""

from __future__ import annotations

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "trajectoires.config.settings")
application = get_asgi_application()
